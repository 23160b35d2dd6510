#include "claims.hpp"

#include <algorithm>
#include <string>

namespace epochs::translation {
namespace {

constexpr long kToldEvery = 20;                  // updates between which progress is told
constexpr int kLeastAsked = 5;                   // sentences of a length, below which its share says nothing

struct ThirdName {
  const char* key;
  const char* english;
  const char* chinese;
};
constexpr ThirdName kThirdNames[kThirds] = {{"shortest", "the shortest third", "最短的三分之一"}, {"middle", "the middle third", "中间的三分之一"}, {"longest", "the longest third", "最长的三分之一"}};

}  // namespace

long scaled(long updates, const claim::Budget& budget) { return std::max(6L, static_cast<long>(static_cast<double>(updates) * std::min(1.0, budget.scale))); }

Interpreter trained(std::uint64_t seed, const Settings& settings, long updates, const claim::Budget& budget) {
  Interpreter model(seed, settings);
  model.set_exams(false);
  const long all = scaled(updates, budget);
  for (long update = 0; update < all && !(budget.cancelled && budget.cancelled()); ++update) {
    if (update == all - all / 3) model.apply(SetRate{settings.rate / 10});
    model.advance();
    if (budget.progress && update % kToldEvery == 0) budget.progress(static_cast<double>(update) / static_cast<double>(all));
  }
  if (budget.progress) budget.progress(1);
  return model;
}

void tell_lengths(claim::Outcome& outcome, const Interpreter& model, const Paper& paper) {
  const Exam exam = examine(model.network(), model.words(), paper);
  outcome.measured.push_back({"right", exam.right, {"sentences with unseen combinations of words, translated exactly", "含没见过的搭配的句子，译得一字不差"}});
  for (std::size_t third = 0; third < kThirds; ++third) {
    const ThirdName& name = kThirdNames[third];
    const std::string words = std::to_string(model.words().longest[third]);
    outcome.measured.push_back({name.key, exam.by_third[third], {std::string(name.english) + ", up to " + words + " words", std::string(name.chinese) + "，不超过 " + words + " 个词"}});
  }
  const std::vector<LengthScore> lengths = right_by_length(model.network(), paper);
  for (std::size_t words = 0; words < lengths.size(); ++words) {
    if (lengths[words].asked < kLeastAsked) continue;
    const std::string n = std::to_string(words), asked = std::to_string(lengths[words].asked);
    outcome.measured.push_back({"words_" + n, lengths[words].share(), {n + " words (" + asked + " sentences)", n + " 个词（" + asked + " 句）"}});
  }
}

}  // namespace epochs::translation

namespace epochs::seq2seq_claims {
namespace {

using claim::Outcome;
using claim::Status;

double value_of(const Outcome& outcome, std::string_view name) {
  return std::find_if(outcome.measured.begin(), outcome.measured.end(), [&](const claim::Measured& each) { return each.name == name; })->value;
}

Outcome bottleneck(std::uint64_t seed, const claim::Budget& budget) {
  const translation::Interpreter model = translation::trained(seed, {.context = nn::Context::Fixed}, translation::kClaimUpdates, budget);
  Outcome outcome;
  translation::tell_lengths(outcome, model, translation::exam_paper(model.words(), translation::kClaimSentences));
  outcome.measured.push_back({"chance", 0, {"by drawing words at random", "随机抽词"}});
  const double shortest = value_of(outcome, "shortest"), longest = value_of(outcome, "longest");
  outcome.status = shortest > 0 && longest <= shortest / 2 ? Status::Holds : Status::Fails;
  outcome.threshold = "longest ≤ shortest / 2";
  outcome.asks_for = {"Asked for: of the longest third at most half as many right as of the shortest", "要求：最长的三分之一译对的比例，至多是最短三分之一的一半"};
  outcome.updates = translation::scaled(translation::kClaimUpdates, budget);
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"seq2seq.bottleneck", {"With one fixed vector between the two networks, long sentences fail far more often than short ones.", "两个网络之间只有一个固定的向量，长句子出错比短句子多得多。"}, 120, bottleneck}};
}

}  // namespace epochs::seq2seq_claims
