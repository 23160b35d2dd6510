#include "tasks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::recurrent {
namespace {

struct Forms {
  std::string_view one, many;
};
constexpr std::array<Forms, 12> kNouns{{{"cat", "cats"}, {"dog", "dogs"}, {"horse", "horses"}, {"bird", "birds"}, {"cow", "cows"}, {"rabbit", "rabbits"}, {"girl", "girls"}, {"boy", "boys"},
                                        {"farmer", "farmers"}, {"doctor", "doctors"}, {"monkey", "monkeys"}, {"duck", "ducks"}}};
constexpr std::array<Forms, 6> kVerbs{{{"sits", "sit"}, {"sleeps", "sleep"}, {"runs", "run"}, {"sings", "sing"}, {"jumps", "jump"}, {"waits", "wait"}}};
constexpr std::array<std::string_view, 6> kPast = {"saw", "liked", "chased", "followed", "heard", "met"};      // the same for one and for many: tells nothing of the subject

// Words by id: "the", "that", ".", past forms, then both forms of each noun and of each verb.
constexpr int kThe = 0, kThat = 1, kStop = 2, kFirstPast = 3, kFirstNoun = kFirstPast + static_cast<int>(kPast.size()), kFirstVerb = kFirstNoun + 2 * static_cast<int>(kNouns.size());

std::vector<std::string> make_words() {
  std::vector<std::string> out{"the", "that", "."};
  out.insert(out.end(), kPast.begin(), kPast.end());
  for (const Forms& noun : kNouns) out.emplace_back(noun.one), out.emplace_back(noun.many);
  for (const Forms& verb : kVerbs) out.emplace_back(verb.one), out.emplace_back(verb.many);
  return out;
}

int drawn(Random& random, std::size_t count) { return static_cast<int>(random.below(static_cast<std::uint32_t>(count))); }

}  // namespace

// ---- Recall ------------------------------------------------------------------------------------------------------------

const std::vector<std::string>& recall_symbols() {
  static const std::vector<std::string> symbols{"A", "B", "C", "D", "E", "F", "G", "H", "?"};
  return symbols;
}

Batch recall_batch(Random& random, int rows, int gap) {
  EPOCHS_CHECK(rows >= 1 && gap >= 0 && gap <= kMostGap, "recall: rows and gap are out of range");
  Batch batch{rows, gap + 2, {}, {}};
  const auto places = static_cast<std::size_t>(rows) * static_cast<std::size_t>(batch.steps);
  batch.inputs.reserve(places), batch.targets.assign(places, nn::kIgnored);
  for (int row = 0; row < rows; ++row) {
    const std::size_t first = batch.inputs.size();
    for (int step = 0; step <= gap; ++step) batch.inputs.push_back(drawn(random, kRecallSymbols));
    batch.inputs.push_back(kRecallSymbols);
    batch.targets[batch.inputs.size() - 1] = batch.inputs[first];
  }
  return batch;
}

// ---- Agreement ---------------------------------------------------------------------------------------------------------

const std::vector<std::string>& agreement_words() {
  static const std::vector<std::string> words = make_words();
  return words;
}

AgreementSentence agreement_sentence(Random& random, int distance, Between between) {
  EPOCHS_CHECK(distance >= 0 && distance <= kMostDistance, "agreement: the distance is out of range");
  AgreementSentence out;
  out.distance = distance;
  const int many = drawn(random, 2);
  out.words = {kThe, kFirstNoun + 2 * drawn(random, kNouns.size()) + many};
  out.subject = 1;
  for (int clause = 0; clause < distance; ++clause) {
    const int number = between == Between::OtherNumber ? 1 - many : drawn(random, 2);
    out.words.insert(out.words.end(), {kThat, kFirstPast + drawn(random, kPast.size()), kThe});
    out.words.push_back(kFirstNoun + 2 * drawn(random, kNouns.size()) + number);
  }
  const int verb = kFirstVerb + 2 * drawn(random, kVerbs.size());
  out.verb = static_cast<int>(out.words.size());
  out.words.push_back(verb + many), out.wrong = verb + 1 - many;
  out.words.push_back(kStop);
  return out;
}

Batch agreement_batch(Random& random, int rows) {
  EPOCHS_CHECK(rows >= 1, "agreement: a batch has rows");
  constexpr int kWordsLearned = 4 + 4 * kLongestLearned;
  Batch batch{rows, kWordsLearned - 1, {}, {}};
  for (int row = 0; row < rows; ++row) {
    const std::vector<int> words = agreement_sentence(random, drawn(random, kLongestLearned + 1), Between::AnyNumber).words;
    for (std::size_t step = 0; step + 1 < static_cast<std::size_t>(kWordsLearned); ++step) {
      batch.inputs.push_back(step < words.size() ? words[step] : kStop);
      batch.targets.push_back(step + 1 < words.size() ? words[step + 1] : nn::kIgnored);
    }
  }
  return batch;
}

// ---- Streams -----------------------------------------------------------------------------------------------------------

Streams begin_streams(const std::vector<int>& ids, int rows) {
  EPOCHS_CHECK(rows >= 1 && !ids.empty(), "streams: there is no text, or no row");
  Streams out;
  for (int row = 0; row < rows; ++row) out.at.push_back(ids.size() * static_cast<std::size_t>(row) / static_cast<std::size_t>(rows));
  return out;
}

Batch next_batch(const std::vector<int>& ids, Streams& streams, int steps) {
  EPOCHS_CHECK(steps >= 1 && !ids.empty(), "streams: there is no text, or no step");
  Batch batch{static_cast<int>(streams.at.size()), steps, {}, {}};
  for (std::size_t& at : streams.at) {
    for (int step = 0; step < steps; ++step) {
      batch.inputs.push_back(ids[at]);
      at = at + 1 < ids.size() ? at + 1 : 0;
      batch.targets.push_back(ids[at]);
    }
  }
  return batch;
}

}  // namespace epochs::recurrent
