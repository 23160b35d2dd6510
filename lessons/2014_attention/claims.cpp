#include "claims.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "lessons/2014_seq2seq/claims.hpp"
#include "nn/ops/additive_attention.hpp"

namespace epochs::attention_claims {
namespace {

using claim::Budget;
using claim::Outcome;
using claim::Status;
using translation::Exam;
using translation::Interpreter;
using translation::Paper;

constexpr double kApart = 0.15, kMostError = 0.15, kMostDifference = 1e-6;

double value_of(const Outcome& outcome, std::string_view name) {
  return std::find_if(outcome.measured.begin(), outcome.measured.end(), [&](const claim::Measured& each) { return each.name == name; })->value;
}

Outcome length(std::uint64_t seed, const Budget& budget) {
  const Interpreter model = translation::trained(seed, {.context = nn::Context::Attention}, translation::kClaimUpdates, budget);
  Outcome outcome;
  translation::tell_lengths(outcome, model, translation::exam_paper(model.words(), translation::kClaimSentences));
  outcome.measured.push_back({"chance", 0, {"by drawing words at random", "随机抽词"}});
  outcome.status = value_of(outcome, "shortest") - value_of(outcome, "longest") <= kApart && value_of(outcome, "longest") > kApart ? Status::Holds : Status::Fails;
  outcome.threshold = "shortest − longest ≤ 0.15";
  outcome.asks_for = {"Asked for: the longest third at most 15 points behind the shortest; data, size and updates as without attention", "要求：最长的三分之一最多落后最短的 15 个百分点；数据、大小、更新次数都与没有注意力时相同"};
  outcome.updates = translation::scaled(translation::kClaimUpdates, budget);
  return outcome;
}

// A decoder that looks at the word in the same place instead.
double error_of_the_diagonal(const Paper& paper) {
  translation::AlignmentCount count;
  for (const translation::Pair* pair : paper) {
    Matrix weights = Matrix::Zero(static_cast<Index>(pair->target.size()), static_cast<Index>(pair->source.size()));
    for (Index t = 0; t < weights.rows(); ++t) weights(t, std::min(t, weights.cols() - 1)) = 1;
    count.add(weights, *pair);
  }
  return count.error_rate();
}

Outcome alignment(std::uint64_t seed, const Budget& budget) {
  // The product divided by √d looks in the right place more often than the additive score, which is told beside it: a half of the budget for each.
  const auto examined = [&](nn::Score score, double done) {
    Budget half = budget;
    if (budget.progress) half.progress = [&budget, done](double share) { budget.progress(done + share / 2); };
    const Interpreter model = translation::trained(seed, {.context = nn::Context::Attention, .score = score}, translation::kClaimUpdates, half);
    return translation::examine(model.network(), model.words(), translation::exam_paper(model.words(), translation::kClaimSentences));
  };
  const Exam exam = examined(nn::Score::ScaledProduct, 0), additive = examined(nn::Score::Additive, 0.5);
  const Paper paper = translation::exam_paper(*translation::corpus(Language::English), translation::kClaimSentences);
  Outcome outcome;
  outcome.status = exam.alignment_error <= kMostError ? Status::Holds : Status::Fails;
  outcome.measured = {{"alignment_error", exam.alignment_error, {"alignment error rate, all sentences", "对齐错误率，全部句子"}},
                      {"crossing_error", exam.crossing_error, {"the same, sentences whose words change their order", "同上，词序有变的句子"}},
                      {"same_place_error", error_of_the_diagonal(paper), {"looking at the word in the same place instead", "如果只看同一位置的词"}},
                      {"right", exam.right, {"sentences translated exactly", "译得一字不差的句子"}},
                      {"additive_error", additive.alignment_error, {"with the additive score, all sentences", "换成加性分数，全部句子"}}};
  outcome.threshold = "alignment_error ≤ 0.15";
  outcome.asks_for = {"Asked for: at most 15 % wrong against the true alignment, moved clauses included; nobody showed the network any alignment", "要求：与真实对齐相比，错误不超过 15%，移位的从句也算在内；从没给网络看过对齐"};
  outcome.updates = 2 * translation::scaled(translation::kClaimUpdates, budget);
  return outcome;
}

// Of every attention on the tape: how far its weights are from shares, and its output from the sum that it should be, in double.
struct Softness {
  double least = 1, sum_off = 0, output_off = 0;
  long queries = 0;
};

void look_at(const nn::Trace& trace, const nn::TraceEntry& entry, Softness& out) {
  const Matrix &weights = entry.parts[nn::kAttentionWeights].value, &values = trace.entries[static_cast<std::size_t>(entry.inputs.back())].value;
  const Index words = weights.cols();
  for (Index row = 0; row < weights.rows(); ++row) {
    const Eigen::VectorXd share = weights.row(row).cast<double>().transpose();
    out.least = std::min(out.least, share.minCoeff());
    out.sum_off = std::max(out.sum_off, std::abs(share.sum() - 1));
    const Eigen::RowVectorXd sum = share.transpose() * values.middleRows(row * words, words).cast<double>();
    out.output_off = std::max(out.output_off, (sum - entry.value.row(row).cast<double>()).cwiseAbs().maxCoeff());
    ++out.queries;
  }
}

Outcome soft(std::uint64_t seed, const Budget& budget) {
  translation::Settings settings;
  settings.context = nn::Context::Attention;
  const Interpreter model(seed, settings);
  const translation::Batch batch = translation::batch_of(translation::exam_paper(model.words(), 40));
  nn::Tape tape(nn::Mode::Record);
  tape.begin();
  model.network()(tape, {batch.source, batch.source_steps, batch.last_rows, &batch.lengths}, batch.said, batch.target_steps);
  Softness found;
  for (const nn::TraceEntry& entry : tape.trace().entries)
    if (entry.op == nn::kAdditiveAttention.name) look_at(tape.trace(), entry, found);
  if (budget.progress) budget.progress(1);
  Outcome outcome;
  outcome.status = found.queries > 0 && found.least >= 0 && found.sum_off <= kMostDifference && found.output_off <= kMostDifference ? Status::Holds : Status::Fails;
  outcome.measured = {{"queries", static_cast<double>(found.queries), {"queries looked at", "看过的查询数"}},
                      {"least", found.least, {"least weight", "最小的权重"}},
                      {"sum_off", found.sum_off, {"largest distance of a query's weights from the sum 1", "一个查询的权重之和与 1 的最大差"}},
                      {"output_off", found.output_off, {"largest distance of an output from its weighted sum", "输出与加权和的最大差"}}};
  outcome.threshold = "least ≥ 0, sum_off ≤ 1e-6 and output_off ≤ 1e-6";
  outcome.asks_for = {"Asked for: no weight below 0, each query's weights sum to 1 and each output is the weighted sum, to a millionth", "要求：没有负的权重，每个查询的权重加起来是 1，输出就是加权和，误差不超过百万分之一"};
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"attention.length", {"With attention long sentences come out nearly as well as short ones.", "有了注意力，长句子译得几乎和短句子一样好。"}, 120, length},
          {"attention.alignment", {"Where the decoder looks is, for the most part, the word that it is just translating, also where the order changes.", "解码器看的，多半正是它在翻译的那个词，词序变了也一样。"}, 120, alignment},
          {"attention.soft", {"Attention is a weighted mean: shares that add up to one, and the sum that they say.", "注意力就是加权平均：份额加起来是 1，输出就是它们说的那个和。"}, 1, soft}};
}

}  // namespace epochs::attention_claims
