#include "nn/generate/decoder.hpp"
#include "nn/ops/sequence.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

PrefixDecoder::PrefixDecoder(Forward forward, Index rows, Index vocabulary, Index longest)
    : forward_(std::move(forward)), vocabulary_(vocabulary), longest_(longest), texts_(static_cast<std::size_t>(rows)) {
  EPOCHS_CHECK(rows > 0, "PrefixDecoder: at least one row");
}

const Matrix& PrefixDecoder::feed(std::span<const int> tokens) {
  EPOCHS_CHECK(tokens.size() == texts_.size(), "feed: one token for each row");
  EPOCHS_CHECK(longest_ == 0 || length() < longest_, "feed: the model cannot remember more tokens");
  ids_.clear();
  for (std::size_t row = 0; row < texts_.size(); ++row) {
    texts_[row].push_back(tokens[row]);
    ids_.insert(ids_.end(), texts_[row].begin(), texts_[row].end());
  }
  tape_.begin();
  logits_ = at_step(tape_.value(forward_(tape_, ids_, rows(), length())), length(), length() - 1);
  return logits_;
}

void PrefixDecoder::reorder(std::span<const Index> from) {
  std::vector<std::vector<int>> moved;
  for (const Index row : from) moved.push_back(texts_.at(static_cast<std::size_t>(row)));
  texts_ = std::move(moved);
}

void PrefixDecoder::restart() {
  for (std::vector<int>& text : texts_) text.clear();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
