#include "exam.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "core/check.hpp"
#include "ngram.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "nn/tape.hpp"

namespace epochs::recurrent {
namespace {

constexpr std::size_t kExamRows = 32, kAsked = 104, kWarm = 24;      // few enough for a frame
constexpr std::size_t kStretch = 32;
constexpr int kRecallExamples = 96, kAgreementExamples = 64;
constexpr int kTogether = 128;                   // examples read at once
constexpr std::uint64_t kExamSeed = 1990;
constexpr WritingSettings kSample{.temperature = 0.8, .symbols = 200, .seed = kExamSeed};

// Right at the last step of each row: chosen(logits of the row) of `rows` rows.
template <class Chosen>
int count_right(const Network& network, std::span<const int> inputs, int rows, const Chosen& chosen) {
  const Index steps = static_cast<Index>(inputs.size()) / rows;
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const Matrix start = network.zero_state(rows);
  const Matrix& logits = tape.value(network.logits(tape, inputs, start, steps));
  int right = 0;
  for (int row = 0; row < rows; ++row) right += chosen(row, logits.row((row + 1) * steps - 1));
  return right;
}

// With a context of `seen` symbols: an n-gram that knows longer ones knows these too.
double counted_bits(const NGram& counts, std::size_t seen, std::span<const int> text, const HeldOutRows& rows) {
  double bits = 0;
  for (const std::size_t start : rows.starts)
    for (std::size_t t = rows.warm; t < rows.steps; ++t) {
      const std::size_t end = start + t + 1, length = std::min(seen, end);
      bits -= std::log2(counts.probability(text.subspan(end - length, length), text[end]));
    }
  return bits / static_cast<double>(rows.starts.size() * (rows.steps - rows.warm));
}

}  // namespace

HeldOutRows held_out_rows(std::size_t symbols) {
  EPOCHS_CHECK(symbols >= 2, "there is no held-out text");
  constexpr std::size_t kWhole = kWarm + kAsked + 1;
  if (symbols < kWhole) return {{0}, symbols - 1, 0};
  HeldOutRows out{{}, kWhole - 1, kWarm};
  const std::size_t rows = std::min(kExamRows, symbols / kWhole);
  for (std::size_t row = 0; row < rows; ++row) out.starts.push_back(rows == 1 ? 0 : (symbols - kWhole) * row / (rows - 1));
  return out;
}

// In stretches: the tape's memory stays small and warm.
double bits_on(const Network& network, std::span<const int> held_out, const HeldOutRows& rows) {
  nn::Tape tape(nn::Mode::Infer);
  Matrix state = network.zero_state(static_cast<Index>(rows.starts.size())), after;
  std::vector<int> inputs;
  double bits = 0;
  for (std::size_t first = 0; first < rows.steps; first += kStretch) {
    const std::size_t taken = std::min(kStretch, rows.steps - first);
    inputs.clear();
    for (const std::size_t start : rows.starts) {
      const auto part = held_out.subspan(start + first, taken);
      inputs.insert(inputs.end(), part.begin(), part.end());
    }
    tape.begin();
    const Matrix& logits = tape.value(network.logits(tape, inputs, state, static_cast<Index>(taken), &after));
    for (std::size_t row = 0; row < rows.starts.size(); ++row)
      for (std::size_t t = first < rows.warm ? rows.warm - first : 0; t < taken; ++t)
        bits += bits_of_row(logits.row(static_cast<Index>(row * taken + t)), held_out[rows.starts[row] + first + t + 1]);
    state.swap(after);
  }
  return bits / static_cast<double>(rows.starts.size() * (rows.steps - rows.warm));
}

double recall_right(const Network& network, Random& random, int gap, int count) {
  int right = 0;
  for (int done = 0; done < count; done += kTogether) {
    const Batch batch = recall_batch(random, std::min(kTogether, count - done), gap);
    right += count_right(network, batch.inputs, batch.rows, [&](int row, const auto& logits) {
      Index guess = 0;
      logits.maxCoeff(&guess);
      return guess == batch.inputs[static_cast<std::size_t>(row) * static_cast<std::size_t>(batch.steps)];
    });
  }
  return static_cast<double>(right) / count;
}

double agreement_right(const Network& network, Random& random, int distance, int count) {
  int right = 0;
  for (int done = 0; done < count; done += kTogether) {
    std::vector<AgreementSentence> sentences;
    std::vector<int> inputs;
    for (int row = 0; row < std::min(kTogether, count - done); ++row) {
      sentences.push_back(agreement_sentence(random, distance));
      inputs.insert(inputs.end(), sentences.back().words.begin(), sentences.back().words.begin() + sentences.back().verb);
    }
    right += count_right(network, inputs, static_cast<int>(sentences.size()), [&](int row, const auto& logits) {
      const AgreementSentence& sentence = sentences[static_cast<std::size_t>(row)];
      return logits(sentence.words[static_cast<std::size_t>(sentence.verb)]) > logits(sentence.wrong);
    });
  }
  return static_cast<double>(right) / count;
}

Exam examine(const Network& network, Task task, const Text* text, const WordShare* words) {
  Exam out;
  Random random(kExamSeed, 1);
  if (task == Task::Recall)
    for (const int gap : kExamGaps) out.right.push_back(recall_right(network, random, gap, kRecallExamples));
  if (task == Task::Agreement)
    for (int distance = 0; distance <= kMostDistance; ++distance) out.right.push_back(agreement_right(network, random, distance, kAgreementExamples));
  if (task != Task::Text || !text) return out;
  out.bits = bits_on(network, text->held_out, held_out_rows(text->held_out.size()));
  out.sample = text->decode(write(network, *text, {}, kSample));
  if (words) out.words = words->of(out.sample);
  return out;
}

std::shared_ptr<const CountingBits> counting_bits(const std::shared_ptr<const Text>& text) {
  struct Kept {
    std::weak_ptr<const Text> text;
    std::shared_ptr<const CountingBits> bits;
  };
  static std::mutex mutex;
  static std::map<const Text*, Kept> kept;
  const std::scoped_lock lock(mutex);
  for (auto each = kept.begin(); each != kept.end();) each = each->second.text.expired() ? kept.erase(each) : std::next(each);
  Kept& place = kept[text.get()];
  if (place.bits) return place.bits;
  const HeldOutRows rows = held_out_rows(text->held_out.size());
  auto bits = std::make_shared<CountingBits>();
  bits->uniform = std::log2(text->size());
  double* const counted[] = {&bits->unigram, &bits->bigram, &bits->trigram};
  const NGram counts(text->learn, 3, text->size());
  for (std::size_t seen = 0; seen < 3; ++seen) *counted[seen] = counted_bits(counts, seen, text->held_out, rows);
  place = {text, bits};
  return bits;
}

}  // namespace epochs::recurrent
