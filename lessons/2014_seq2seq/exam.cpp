#include "exam.hpp"

#include <algorithm>

namespace epochs::translation {
namespace {

constexpr std::size_t kTogether = 64;            // sentences of nearly equal length, side by side

template <class Each>
void in_batches(const Paper& paper, const Each& each) {
  for (std::size_t first = 0; first < paper.size(); first += kTogether)
    each(batch_of({paper.begin() + static_cast<std::ptrdiff_t>(first), paper.begin() + static_cast<std::ptrdiff_t>(std::min(paper.size(), first + kTogether))}));
}

std::vector<bool> exact(const nn::Seq2Seq& network, const Paper& paper) {
  std::vector<bool> out;
  in_batches(paper, [&](const Batch& batch) {
    const std::vector<std::vector<int>> written = translate(network, batch);
    for (std::size_t row = 0; row < written.size(); ++row) out.push_back(written[row] == batch.pairs[row]->target);
  });
  return out;
}

}  // namespace

Paper exam_paper(const Corpus& corpus, std::size_t sentences) {
  Paper out;
  const std::size_t count = std::min(sentences, corpus.held_out.size());
  for (std::size_t i = 0; i < count; ++i) out.push_back(&corpus.held_out[i * corpus.held_out.size() / count]);
  std::stable_sort(out.begin(), out.end(), [](const Pair* a, const Pair* b) { return a->source.size() < b->source.size(); });
  return out;
}

std::vector<LengthScore> right_by_length(const nn::Seq2Seq& network, const Paper& paper) {
  const std::vector<bool> right = exact(network, paper);
  std::vector<LengthScore> out(kMostWords + 1);
  for (std::size_t i = 0; i < paper.size(); ++i) {
    LengthScore& score = out[paper[i]->source.size()];
    ++score.asked, score.right += right[i];
  }
  return out;
}

Exam examine(const nn::Seq2Seq& network, const Corpus& corpus, const Paper& paper) {
  Exam out;
  const std::vector<bool> right = exact(network, paper);
  std::array<LengthScore, kThirds> thirds;
  for (std::size_t i = 0; i < paper.size(); ++i) {
    LengthScore& score = thirds[static_cast<std::size_t>(corpus.third_of(*paper[i]))];
    ++score.asked, score.right += right[i];
    out.right += right[i];
  }
  out.right /= std::max(1.0, static_cast<double>(paper.size()));
  for (std::size_t third = 0; third < kThirds; ++third) out.by_third[third] = thirds[third].share();
  if (network.settings.context == nn::Context::Fixed) return out;
  AlignmentCount all, crossing;
  in_batches(paper, [&](const Batch& batch) {
    const std::vector<Matrix> looked = alignments(network, batch);
    for (std::size_t row = 0; row < looked.size(); ++row) {
      all.add(looked[row], *batch.pairs[row]);
      if (batch.pairs[row]->crosses()) crossing.add(looked[row], *batch.pairs[row]);
    }
  });
  out.alignment_error = all.error_rate(), out.crossing_error = crossing.error_rate();
  return out;
}

}  // namespace epochs::translation
