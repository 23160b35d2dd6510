#include "claims.hpp"

#include <algorithm>
#include <string>

#include "lengths.hpp"
#include "model.hpp"

namespace epochs::self_attention_claims {
namespace {

using claim::Budget;
using claim::Measured;
using claim::Outcome;
using claim::Status;
using self_attention::Exam;
using self_attention::ExamPaper;
using self_attention::Labels;
using self_attention::Resolver;
using self_attention::Settings;

constexpr long kUpdates = 1200;
constexpr int kRuns = 3;
constexpr long kToldEvery = 20;                  // updates between which progress is told
constexpr std::size_t kAsked = 400, kPairs = 120;
constexpr double kAsksFor = 0.95;

// One run after the other, with one bar of progress for all of them; the last third of each at a tenth of the rate.
class Runs {
 public:
  explicit Runs(const Budget& budget) : budget_(budget) {}
  Resolver learn(std::uint64_t seed, const Settings& settings) {
    Resolver resolver(seed, settings);
    resolver.set_exams(false);
    const long all = std::max(6L, static_cast<long>(static_cast<double>(kUpdates) * std::min(1.0, budget_.scale)));
    for (long update = 0; update < all && !(budget_.cancelled && budget_.cancelled()); ++update) {
      if (update == all - all / 3) resolver.apply(self_attention::SetRate{settings.rate / 10});
      resolver.advance();
      ++updates_;
      if (update % kToldEvery == 0) tell((runs_ + static_cast<double>(update) / static_cast<double>(all)) / kRuns);
    }
    ++runs_;
    tell(static_cast<double>(runs_) / kRuns);
    return resolver;
  }
  long updates() const { return updates_; }

 private:
  void tell(double share) const {
    if (budget_.progress) budget_.progress(std::min(1.0, share));
  }
  const Budget& budget_;
  long updates_ = 0;
  int runs_ = 0;
};

// How much of each head's attention lies on the noun that is meant, on average over the held-out sentences.
void add_heads(Outcome& outcome, const Exam& exam, int heads, const std::string& key, const claim::Measured& said) {
  for (std::size_t i = 0; i < exam.on_referent.size(); ++i) {
    const std::string layer = std::to_string(i / static_cast<std::size_t>(heads) + 1), head = std::to_string(i % static_cast<std::size_t>(heads) + 1);
    outcome.measured.push_back({key + "_" + layer + "_" + head, exam.on_referent[i],
                                {"share of attention on the noun meant, layer " + layer + ", head " + head + said.label.english, "所指名词得到的注意力，第 " + layer + " 层第 " + head + " 头" + said.label.chinese}});
  }
}

Outcome coreference(std::uint64_t seed, const Budget& budget) {
  Runs runs(budget);
  const Settings plain;
  Settings shuffled = plain, unordered = plain;
  shuffled.labels = Labels::Shuffled, unordered.positions = nn::PositionKind::None;
  const Resolver learned = runs.learn(seed, plain), control = runs.learn(seed, shuffled), bag = runs.learn(seed, unordered);
  const ExamPaper paper = self_attention::exam_paper(learned.words(), kAsked, kPairs);
  const Exam exam = self_attention::examine(learned.network(), paper, plain.way()), blind = self_attention::examine(control.network(), paper, plain.way()),
             unsorted = self_attention::examine(bag.network(), paper, plain.way());
  const self_attention::AblationShares cut = self_attention::ablation_shares(learned.network(), paper.sentences, plain.way());
  Outcome outcome;
  outcome.status = exam.right >= kAsksFor && exam.turned >= kAsksFor ? Status::Holds : Status::Fails;
  outcome.measured = {{"right", exam.right, {"sentences with unseen combinations, the right noun of all words", "含有没见过的搭配的句子，从所有词中选对名词"}},
                      {"turned", exam.turned, {"pairs such as tired/wide of which both are right", "累/宽 这样的句对，两句都对"}},
                      {"alike", exam.alike, {"sentences whose nouns are of one kind", "两个名词同类的句子"}},
                      {"order", exam.order, {"pairs with the nouns exchanged of which both are right", "两个名词互换的句对，两句都对"}},
                      {"order_no_positions", unsorted.order, {"the same pairs, learned without positions", "同样的句对，没有位置时学"}},
                      {"right_no_positions", unsorted.right, {"the right noun, learned without positions", "没有位置时选对名词"}},
                      {"right_shuffled", blind.right, {"the right noun, learned from shuffled labels", "用打乱的答案学，选对名词"}},
                      {"chance", 0.5, {"by guessing between the two nouns", "在两个名词中乱猜"}}};
  add_heads(outcome, exam, plain.heads, "on_noun", {});
  add_heads(outcome, blind, plain.heads, "on_noun_shuffled", {"", 0, {", shuffled labels", "，答案打乱"}});
  outcome.measured.push_back({"noun_looked_at_most", cut.noun_looked_at, {"sentences in which “it” looks at that noun most", "“它”最看重该名词的句子"}});
  outcome.measured.push_back({"most_hidden_moves", cut.most_moves, {"answers that change when the word looked at most is hidden", "遮住最看重的词后答案改变"}});
  outcome.measured.push_back({"least_hidden_moves", cut.least_moves, {"answers that change when the word looked at least is hidden", "遮住最不看重的词后答案改变"}});
  outcome.threshold = "right ≥ 0.95 and turned ≥ 0.95";
  outcome.asks_for = {"Asked for: the right noun at least 95 % of the time, of all words; and at least 95 % of the pairs turn with their adjective", "要求：从所有词中选对名词不低于 95%；换形容词时答案随之改变的句对不低于 95%"};
  outcome.updates = runs.updates();
  return outcome;
}

constexpr int kMeasuredWidth = 64;

Outcome parallel(std::uint64_t seed, const Budget& budget) {
  Outcome outcome;
  std::vector<self_attention::LengthPoint> points;
  std::vector<double> lengths, one, all;
  const int repeats = budget.scale < 1 ? 1 : 20;
  for (const int length : self_attention::kLengths) {
    points.push_back(self_attention::measure_length(length, kMeasuredWidth, seed, repeats));
    lengths.push_back(length), one.push_back(points.back().recurrent_seconds), all.push_back(points.back().attention_seconds);
    if (budget.progress) budget.progress(static_cast<double>(points.size()) / static_cast<double>(self_attention::kLengths.size()));
  }
  bool grows = true, stays = true;
  for (std::size_t i = 1; i < points.size(); ++i) {
    grows = grows && points[i].recurrent_steps - points[i - 1].recurrent_steps == points[i].length - points[i - 1].length;
    stays = stays && points[i].attention_steps == points[i - 1].attention_steps;
  }
  outcome.status = grows && stays ? Status::Holds : Status::Fails;
  for (const self_attention::LengthPoint& point : points) {
    const std::string n = std::to_string(point.length);
    outcome.measured.push_back({"rnn_steps_" + n, static_cast<double>(point.recurrent_steps), {"steps one after the other, RNN, " + n + " words", "RNN 先后相继的步数，" + n + " 个词"}});
    outcome.measured.push_back({"attention_steps_" + n, static_cast<double>(point.attention_steps), {"the same, self-attention", "自注意力的步数"}});
    outcome.measured.push_back({"rnn_ms_" + n, 1000 * point.recurrent_seconds, {"milliseconds, RNN", "RNN 的毫秒数"}});
    outcome.measured.push_back({"attention_ms_" + n, 1000 * point.attention_seconds, {"milliseconds, self-attention", "自注意力的毫秒数"}});
  }
  outcome.measured.push_back({"rnn_growth", self_attention::growth(lengths, one), {"power of the length with which the RNN's time grows", "RNN 的时间随长度增长的幂次"}});
  outcome.measured.push_back({"attention_growth", self_attention::growth(std::span(lengths).last(3), std::span(all).last(3)), {"power with which attention's time grows, 128 to 512 words", "自注意力的时间增长的幂次，128 到 512 个词"}});
  outcome.threshold = "rnn_steps grow by one a word and attention_steps stay; times are told as they come";
  outcome.asks_for = {"Asked for: one step more for each word in the RNN, no more in self-attention; the times are told as they come", "要求：RNN 每多一个词多一步，自注意力不多；时间测出多少就是多少"};
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"selfattention.coreference", {"Self-attention alone finds which noun “it” stands for, in combinations it has never seen; another adjective turns the answer.", "只靠自注意力就能找出“它”指哪个名词，没见过的搭配也行；换个形容词，答案就变。"}, 90, coreference},
          {"selfattention.parallel", {"A recurrent layer needs one step after the other, self-attention as few for any length; it compares every word with every other.", "循环层要一步接一步；自注意力不论多长步数都一样少，但每个词都要和每个词比。"}, 20, parallel}};
}

}  // namespace epochs::self_attention_claims
