#include "claims.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "course.hpp"
#include "exam.hpp"
#include "model.hpp"
#include "ngram.hpp"
#include "reading.hpp"

namespace epochs::rnn_claims {
namespace {

using claim::Budget;
using claim::Measured;
using claim::Outcome;
using claim::Status;
using nn::RecurrentKind;
using recurrent::Course;
using recurrent::Reader;
using recurrent::Settings;
using recurrent::Task;

constexpr long kTextUpdates = 1200, kMemoryUpdates = 1500, kLonger = 4, kMixedUpdates = 4000, kAgreementUpdates = 3000;
constexpr int kNear = 5, kFar = 25, kExamples = 1024;
constexpr double kSmallInputs = 1.0 / 6;         // U as Xavier would draw it for nine symbols

Reader reader_for(std::uint64_t seed, Task task, RecurrentKind kind, int gap = kFar) {
  Settings settings;
  settings.task = task, settings.kind = kind, settings.gap = gap, settings.hidden = 64, settings.rows = 64, settings.rate = 0.003;
  Reader reader(seed, settings);
  reader.set_exams(false);
  return reader;
}

double right_at(const Reader& reader, std::uint64_t seed, int gap) {
  Random random(seed, 77);
  return recurrent::recall_right(reader.network(), random, gap, kExamples);
}

const Measured kEighth{"chance", 1.0 / recurrent::kRecallSymbols, {"by guessing", "乱猜"}};

// ---- Text --------------------------------------------------------------------------------------------------------------

std::shared_ptr<const recurrent::Text> real_text() {
  for (const auto source : {recurrent::Source::Austen, recurrent::Source::Bible})
    if (auto text = recurrent::fetched_text(source)) return text.value();
  return nullptr;
}

Outcome text(std::uint64_t seed, const Budget& budget) {
  Outcome outcome;
  outcome.threshold = "rnn < trigram, bits per character on held-out text";
  outcome.asks_for = {"Asked for: fewer bits per character than the trigram (Witten–Bell), on held-out text", "要求：在留出文本上，每字符的比特数低于三元模型（Witten–Bell）"};
  const auto read = real_text();
  if (!read) {
    outcome.status = Status::NoData;
    return outcome;
  }
  Settings settings;
  settings.hidden = 128, settings.steps = 64, settings.rows = 16, settings.rate = 0.003;
  Reader reader(seed, settings, read);
  reader.set_exams(false);
  Course course(budget, kTextUpdates);
  course.settle(reader, kTextUpdates);
  const double share = std::clamp(budget.scale, 0.01, 1.0);      // of the held-out text, where only the code is tried
  const auto held_out = std::span(read->held_out).first(static_cast<std::size_t>(static_cast<double>(read->held_out.size()) * share));
  const double rnn = recurrent::bits_per_symbol(reader.network(), held_out);
  const recurrent::NGram bigram(read->learn, 2, read->size()), trigram(read->learn, 3, read->size());
  const double two = bigram.bits_per_symbol(held_out), three = trigram.bits_per_symbol(held_out);
  outcome.status = rnn < three ? Status::Holds : Status::Fails;
  outcome.measured = {{"rnn", rnn, {"bits per character, RNN", "RNN：每字符比特数"}},
                      {"trigram", three, {"trigram (Witten–Bell), of all that there is to learn from", "三元模型（Witten–Bell），数遍全部学习文本"}},
                      {"bigram", two, {"bigram", "二元模型"}},
                      {"chance", std::log2(read->size()), {"all characters alike", "所有字符一样可能"}},
                      {"rnn_perplexity", std::exp2(rnn), {"perplexity, RNN", "RNN 的困惑度"}},
                      {"trigram_perplexity", std::exp2(three), {"perplexity, trigram", "三元模型的困惑度"}},
                      {"characters_read", static_cast<double>(course.updates()) * settings.steps * settings.rows, {"characters the RNN has read", "RNN 读过的字符数"}},
                      {"parameters", static_cast<double>(recurrent::parameter_count(reader.network().shape)), {"weights of the RNN", "RNN 的权重数"}},
                      {"trigram_contexts", static_cast<double>(trigram.contexts()), {"pairs of characters the trigram keeps counts for", "三元模型记录的字符对"}}};
  outcome.updates = course.updates();
  course.finish();
  return outcome;
}

// ---- Memory ------------------------------------------------------------------------------------------------------------

// The truer story: where symbols enter softly the cell stays nearly linear, forgets less, and can learn the gap; what it has learned it may lose again.
void enter_softly(Reader& reader) {
  Reader::State state = reader.state();
  state.contestants.front().parameters.front() *= static_cast<Real>(kSmallInputs);
  reader.restore(state);
}

Outcome memory(std::uint64_t seed, const Budget& budget) {
  Course course(budget, kMemoryUpdates * (0.3 + kLonger + 1 + 3));
  Reader near = reader_for(seed, Task::Recall, RecurrentKind::Rnn, kNear), far = reader_for(seed, Task::Recall, RecurrentKind::Rnn), soft = reader_for(seed, Task::Recall, RecurrentKind::Rnn),
         gates = reader_for(seed, Task::Recall, RecurrentKind::Lstm);
  enter_softly(soft);
  course.train(near, kMemoryUpdates, 0.3);
  course.train(gates, kMemoryUpdates, 3);
  course.train(far, kMemoryUpdates);
  const double five = right_at(near, seed, kNear), lstm = right_at(gates, seed, kFar), rnn = right_at(far, seed, kFar);
  course.train(far, (kLonger - 1) * kMemoryUpdates);
  const double longer = right_at(far, seed, kFar);
  course.train(soft, kMemoryUpdates);
  Outcome outcome;
  outcome.status = five >= 0.95 && lstm - std::max(rnn, longer) >= 0.4 ? Status::Holds : Status::Fails;
  outcome.measured = {{"rnn_5", five, {"RNN, gap 5", "RNN，间隔 5"}},
                      {"rnn_25", rnn, {"RNN, gap 25", "RNN，间隔 25"}},
                      {"rnn_25_longer", longer, {"RNN, gap 25, after four times the updates", "RNN，间隔 25，更新次数四倍"}},
                      {"lstm_25", lstm, {"LSTM of the same width, gap 25", "同宽的 LSTM，间隔 25"}},
                      kEighth,
                      {"rnn_25_small_inputs", right_at(soft, seed, kFar), {"RNN, gap 25, input weights U drawn a sixth as large", "RNN，间隔 25，输入权重 U 初始只取六分之一"}}};
  outcome.threshold = "rnn_5 ≥ 0.95 and lstm_25 − max(rnn_25, rnn_25_longer) ≥ 0.4";
  outcome.asks_for = {"Asked for: at gap 5 the RNN is right at least 95 % of the time; at 25 it is at least 40 points below the LSTM, even after four times the updates",
                      "要求：间隔 5 时 RNN 不低于 95%；间隔 25 时比 LSTM 至少低 40 个百分点，更新四倍之后也一样"};
  outcome.updates = course.updates();
  course.finish();
  return outcome;
}

Outcome curriculum(std::uint64_t seed, const Budget& budget) {
  Course course(budget, kMixedUpdates * 3);
  Reader mixed = reader_for(seed, Task::Recall, RecurrentKind::Rnn, recurrent::kMostGap), alone = reader_for(seed, Task::Recall, RecurrentKind::Rnn, recurrent::kMostGap);
  mixed.apply(recurrent::SetGap{recurrent::kMostGap, true});
  course.settle(mixed, kMixedUpdates);
  course.settle(alone, kMixedUpdates, 2);
  Outcome outcome;
  const double most = right_at(mixed, seed, recurrent::kMostGap);
  outcome.status = most >= 0.95 ? Status::Holds : Status::Fails;
  outcome.measured = {{"mixed_60", most, {"learned from gaps 1 to 60, asked at 60", "从间隔 1 到 60 学，在 60 处考"}},
                      {"mixed_25", right_at(mixed, seed, kFar), {"the same, asked at 25", "同上，在 25 处考"}},
                      {"alone_60", right_at(alone, seed, recurrent::kMostGap), {"learned from gap 60 alone, as many updates", "只从间隔 60 学，更新次数相同"}},
                      kEighth};
  outcome.threshold = "mixed_60 ≥ 0.95";
  outcome.asks_for = {"Asked for: right at least 95 % of the time over 60 symbols", "要求：隔 60 个符号仍不低于 95%"};
  outcome.updates = course.updates();
  course.finish();
  return outcome;
}

// ---- The gradient on its way back --------------------------------------------------------------------------------------

constexpr int kBack = 40, kLines = 64;

struct Fit {
  double factor = 0, r2 = 0;                     // of each step back; how straight the line is on a logarithmic scale
};

Fit straight_line(const std::vector<double>& logs) {
  const auto n = static_cast<double>(logs.size());
  double sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
  for (std::size_t k = 0; k < logs.size(); ++k) {
    const auto x = static_cast<double>(k);
    sx += x, sy += logs[k], sxx += x * x, sxy += x * logs[k], syy += logs[k] * logs[k];
  }
  const double xx = sxx - sx * sx / n, xy = sxy - sx * sy / n, yy = syy - sy * sy / n;
  return {std::exp(xy / xx), yy > 0 ? xy * xy / (xx * yy) : 0};
}

// Mean of ln ‖∂J/∂s_{T−k}‖ over lines of random symbols, J at the last step alone, of a network that has learned nothing.
// Inputs: by what U is multiplied.
std::vector<double> logs_of_blame(nn::Init init, std::uint64_t seed, double inputs = 1) {
  Random weights(seed, 0), lines(seed, 1);
  recurrent::Network network({.kind = RecurrentKind::Rnn, .symbols = static_cast<int>(recurrent::recall_symbols().size()), .hidden = 64, .init = init}, weights);
  network.cell.wx.value *= static_cast<Real>(inputs);
  std::vector<double> out(kBack + 1);
  for (int line = 0; line < kLines; ++line) {
    const recurrent::Batch batch = recurrent::recall_batch(lines, 1, kBack);
    const recurrent::Reading reading = recurrent::read(network, batch.inputs, batch.targets, RowVector::Zero(64));
    const recurrent::Blame back = recurrent::blame(network, reading, batch.steps - 1);
    for (int k = 0; k <= kBack; ++k) out[static_cast<std::size_t>(k)] += std::log(std::max(1e-300, back.norms[static_cast<std::size_t>(batch.steps - 1 - k)])) / kLines;
  }
  return out;
}

Outcome vanishing(std::uint64_t seed, const Budget& budget) {
  const std::vector<double> xavier = logs_of_blame(nn::Init::Xavier, seed);
  if (budget.progress) budget.progress(0.5);
  const std::vector<double> orthogonal = logs_of_blame(nn::Init::Orthogonal, seed);
  const Fit fit = straight_line(xavier), beside = straight_line(orthogonal);
  const Fit soft = straight_line(logs_of_blame(nn::Init::Xavier, seed, kSmallInputs)), soft_orthogonal = straight_line(logs_of_blame(nn::Init::Orthogonal, seed, kSmallInputs));
  Outcome outcome;
  outcome.status = fit.r2 >= 0.9 && fit.factor < 1 ? Status::Holds : Status::Fails;
  outcome.measured = {{"r2", fit.r2, {"how straight ln ‖∂J/∂s‖ is against the steps back: r², Xavier", "ln ‖∂J/∂s‖ 对回退步数有多直：r²，Xavier"}},
                      {"factor", fit.factor, {"what is left after each step back, Xavier", "每回退一步剩下的比例，Xavier"}},
                      {"left_after_25", std::exp(xavier[kFar] - xavier[0]), {"what is left after 25 steps, Xavier", "回退 25 步后剩下的比例，Xavier"}},
                      {"orthogonal_r2", beside.r2, {"r², orthogonal W", "r²，正交的 W"}},
                      {"orthogonal_factor", beside.factor, {"what is left after each step back, orthogonal W", "每回退一步剩下的比例，正交的 W"}},
                      {"orthogonal_left_after_25", std::exp(orthogonal[kFar] - orthogonal[0]), {"what is left after 25 steps, orthogonal W", "回退 25 步后剩下的比例，正交的 W"}},
                      {"factor_small_inputs", soft.factor, {"after each step, Xavier, U a sixth as large: tanh stays steep", "每步剩下的比例，Xavier，U 取六分之一：tanh 保持陡"}},
                      {"orthogonal_factor_small_inputs", soft_orthogonal.factor, {"after each step, orthogonal W, U a sixth as large", "每步剩下的比例，正交的 W，U 取六分之一"}}};
  outcome.threshold = "r2 ≥ 0.9 and factor < 1";
  outcome.asks_for = {"Asked for: a straight line on a logarithmic scale (r² at least 0.9) that falls", "要求：在对数坐标上近似一条下降的直线（r² 不低于 0.9）"};
  if (budget.progress) budget.progress(1);
  return outcome;
}

// ---- Agreement ---------------------------------------------------------------------------------------------------------

struct Pupil {
  RecurrentKind kind;
  std::string_view key, name;
  double cost;
};
constexpr Pupil kPupils[] = {{RecurrentKind::Rnn, "rnn", "RNN", 1}, {RecurrentKind::Lstm, "lstm", "LSTM", 2.5}, {RecurrentKind::Gru, "gru", "GRU", 2}};

Outcome agreement(std::uint64_t seed, const Budget& budget) {
  Course course(budget, kAgreementUpdates * 5.5);
  Outcome outcome;
  bool near = true;
  for (const Pupil& pupil : kPupils) {
    Reader reader = reader_for(seed, Task::Agreement, pupil.kind);
    course.settle(reader, kAgreementUpdates, pupil.cost);
    for (int distance = 0; distance <= recurrent::kMostDistance; ++distance) {
      Random random(seed, 88);
      const double right = recurrent::agreement_right(reader.network(), random, distance, kExamples);
      const std::string number = std::to_string(distance), name(pupil.name);
      outcome.measured.push_back({std::string(pupil.key) + "_" + number, right, {name + ", " + number + (distance == 1 ? " clause between" : " clauses between"), name + "，隔 " + number + " 个从句"}});
      if (distance == 0 && pupil.kind != RecurrentKind::Gru) near = near && right >= 0.95;
    }
  }
  outcome.measured.push_back({"chance", 0.5, {"by guessing", "乱猜"}});
  outcome.status = near ? Status::Holds : Status::Fails;
  outcome.threshold = "rnn_0 ≥ 0.95 and lstm_0 ≥ 0.95; trained on 0 to 3";
  outcome.asks_for = {"Asked for: RNN and LSTM at least 95 % with nothing between; learned from up to three clauses, the rest of the curves is told as it comes", "要求：中间没有从句时，RNN 与 LSTM 都不低于 95%；只从至多三个从句学，其余的曲线测出什么就是什么"};
  outcome.updates = course.updates();
  course.finish();
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"rnn.text", {"A recurrent network guesses the next character of real text better than counting three at a time.", "在真实文本上，循环网络猜下一个字符比三个一数的计数更准。"}, 60, text},
          {"rnn.memory", {"A symbol seen five steps ago is remembered; one seen twenty-five steps ago is not learned, where an LSTM learns it.", "五步前的符号记得住；二十五步前的学不会，而 LSTM 学得会。"}, 60, memory},
          {"rnn.curriculum", {"With gaps of all lengths mixed, the same network remembers over sixty steps: its state can hold it.", "把长短间隔混在一起学，同一个网络能记住六十步：它的状态装得下。"}, 60, curriculum},
          {"rnn.vanishing", {"On its way back through time the gradient shrinks by a like factor at every step.", "梯度沿时间往回走，每一步都按相近的比例缩小。"}, 10, vanishing},
          {"rnn.agreement", {"With nothing between, the verb agrees with its subject; how far that reaches is measured for RNN, LSTM and GRU.", "主语与动词之间没有别的词时，数能保持一致；能隔多远，RNN、LSTM、GRU 各测一条曲线。"}, 60, agreement}};
}

}  // namespace epochs::rnn_claims
