#include "claims.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "lessons/1990_rnn/course.hpp"
#include "lessons/1990_rnn/exam.hpp"
#include "lessons/1990_rnn/model.hpp"

namespace epochs::lstm_claims {
namespace {

using claim::Budget;
using claim::Measured;
using claim::Outcome;
using claim::Status;
using nn::RecurrentKind;
using recurrent::Course;
using recurrent::Reader;
using recurrent::Settings;

// ---- Memory ------------------------------------------------------------------------------------------------------------

constexpr long kMemoryUpdates = 1500;            // as many as rnn.memory gives the simple network
constexpr int kGap = 25, kExamples = 1024;

// Share right at the gap.
double recall_after(std::uint64_t seed, RecurrentKind kind, double forget_bias, double cost, Course& course) {
  Settings settings;
  settings.task = recurrent::Task::Recall, settings.kind = kind, settings.gap = kGap, settings.hidden = 64, settings.rows = 64, settings.rate = 0.003, settings.forget_bias = forget_bias;
  Reader reader(seed, settings);
  reader.set_exams(false);
  course.train(reader, kMemoryUpdates, cost);
  Random random(seed, 77);
  return recurrent::recall_right(reader.network(), random, kGap, kExamples);
}

Outcome memory(std::uint64_t seed, const Budget& budget) {
  Course course(budget, kMemoryUpdates * (3 + 3 + 2.5 + 1));
  const double one = recall_after(seed, RecurrentKind::Lstm, 1, 3, course), long_memory = recall_after(seed, RecurrentKind::Lstm, std::log(kGap), 3, course),
               gru = recall_after(seed, RecurrentKind::Gru, 1, 2.5, course), rnn = recall_after(seed, RecurrentKind::Rnn, 1, 1, course);
  Outcome outcome;
  outcome.status = one >= 0.95 && gru >= 0.95 ? Status::Holds : Status::Fails;
  outcome.measured = {{"lstm", one, {"LSTM, forget bias 1", "LSTM，遗忘偏置 1"}},
                      {"lstm_log_gap", long_memory, {"LSTM, forget bias ln 25", "LSTM，遗忘偏置 ln 25"}},
                      {"gru", gru, {"GRU", "GRU"}},
                      {"rnn", rnn, {"simple RNN, as many updates", "简单 RNN，更新次数相同"}},
                      {"chance", 1.0 / recurrent::kRecallSymbols, {"by guessing", "乱猜"}}};
  outcome.threshold = "lstm ≥ 0.95 and gru ≥ 0.95, at gap 25";
  outcome.asks_for = {"Asked for: at gap 25 LSTM and GRU are right at least 95 % of the time, after as many updates as the simple network had", "要求：间隔 25 时 LSTM 与 GRU 都不低于 95%，更新次数与简单网络相同"};
  outcome.updates = course.updates();
  course.finish();
  return outcome;
}

// ---- Words -------------------------------------------------------------------------------------------------------------

constexpr long kWordUpdates = 4800;
constexpr int kSamples = 20, kSampleSymbols = 400;

// Of the words in `kSamples` samples the share that occurs in the held-out text.
double readable(const recurrent::Network& network, const recurrent::Text& text, const recurrent::WordShare& words, std::uint64_t seed) {
  double sum = 0;
  for (int i = 0; i < kSamples; ++i)
    sum += words.of(text.decode(recurrent::write(network, text, {}, {.temperature = 0.8, .symbols = kSampleSymbols, .seed = seed * 1000 + static_cast<std::uint64_t>(i)})));
  return sum / kSamples;
}

std::string beginning_of(const recurrent::Text& text) {
  constexpr std::size_t kBeginning = 200'000;    // characters
  return text.decode({text.learn.begin(), text.learn.begin() + static_cast<std::ptrdiff_t>(std::min(kBeginning, text.learn.size()))});
}

Outcome words(std::uint64_t seed, const Budget& budget) {
  Outcome outcome;
  outcome.threshold = "words ≥ 0.8 of what it writes at temperature 0.8";
  outcome.asks_for = {"Asked for: at least 80 % of the words it writes (at temperature 0.8) also stand in the held-out part of the book", "要求：它写出的词（温度 0.8）至少有 80% 也出现在书中留出的部分"};
  const auto read = recurrent::fetched_text(recurrent::Source::Austen);
  if (!read) {
    outcome.status = Status::NoData;
    return outcome;
  }
  const recurrent::Text& text = *read.value();
  Settings settings;
  settings.kind = RecurrentKind::Lstm, settings.hidden = 128, settings.steps = 64, settings.rows = 16, settings.rate = 0.004;
  Reader reader(seed, settings, read.value());
  reader.set_exams(false);
  const recurrent::WordShare known(text);
  const double before = readable(reader.network(), text, known, seed);
  Course course(budget, kWordUpdates);
  course.settle(reader, kWordUpdates);
  const double share = readable(reader.network(), text, known, seed);
  outcome.status = share >= 0.8 ? Status::Holds : Status::Fails;
  outcome.measured = {{"words", share, {"words that also stand in the held-out text", "也出现在留出文本中的词"}},
                      {"before", before, {"before it has learned", "学习之前"}},
                      {"book", known.of(beginning_of(text)), {"of the book's own words, as it begins", "书的开头部分自身的词"}},
                      {"characters_read", static_cast<double>(course.updates()) * settings.steps * settings.rows, {"characters the LSTM has read", "LSTM 读过的字符数"}}};
  outcome.updates = course.updates();
  course.finish();
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"lstm.memory", {"A symbol seen twenty-five steps ago: LSTM and GRU learn to remember it.", "二十五步前的符号：LSTM 与 GRU 学得会记住它。"}, 90, memory},
          {"lstm.words", {"Learning letter by letter from a novel, an LSTM comes to write words.", "逐个字母读一部小说，LSTM 学会写出单词。"}, 60, words}};
}

}  // namespace epochs::lstm_claims
