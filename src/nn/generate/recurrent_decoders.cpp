#include "nn/generate/recurrent_decoders.hpp"

#include "core/check.hpp"
#include "nn/ops/additive_attention.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

Matrix rows_of(const Matrix& all, std::span<const Index> from) {
  Matrix out(static_cast<Index>(from.size()), all.cols());
  for (std::size_t row = 0; row < from.size(); ++row) out.row(static_cast<Index>(row)) = all.row(from[row]);
  return out;
}

// Each sentence's `steps` rows, `copies` times.
Matrix repeat(const Matrix& all, Index steps, Index copies) {
  Matrix out(all.rows() * copies, all.cols());
  for (Index row = 0; row < out.rows(); row += steps) out.middleRows(row, steps) = all.middleRows(row / (steps * copies) * steps, steps);
  return out;
}

}  // namespace

const Matrix& CharLmDecoder::feed(std::span<const int> tokens) {
  EPOCHS_CHECK(static_cast<Index>(tokens.size()) == rows_, "feed: one token for each row");
  tape_.begin();
  const Value logits = model_(tape_, tokens, state_, 1, &next_);
  std::swap(state_, next_);
  ++length_;
  return tape_.value(logits);
}

void CharLmDecoder::reorder(std::span<const Index> from) {
  EPOCHS_CHECK(static_cast<Index>(from.size()) == rows_, "reorder: one origin for each row");
  for (Matrix& layer : state_.layers) layer = rows_of(layer, from);
}

void CharLmDecoder::restart() {
  state_ = model_.zero_state(rows_);
  length_ = 0;
}

Seq2SeqDecoder::Seq2SeqDecoder(const Seq2Seq& model, std::span<const int> source, Index batch, const std::vector<Index>& lengths, Index copies) : model_(model) {
  EPOCHS_CHECK(batch > 0 && copies > 0 && static_cast<Index>(source.size()) % batch == 0, "Seq2SeqDecoder: the source is no batch of sentences of equal length");
  const Index steps = static_cast<Index>(source.size()) / batch;
  std::vector<int> last_rows;
  for (std::size_t b = 0; b < lengths.size(); ++b) last_rows.push_back(static_cast<int>(static_cast<Index>(b) * steps + lengths[b] - 1));
  for (Index row = 0; !lengths.empty() && row < batch * copies; ++row) lengths_.push_back(lengths[static_cast<std::size_t>(row / copies)]);
  tape_.begin();
  const EncodedSource encoded = model.encode(tape_, {.ids = source, .steps = steps, .last_rows = last_rows});
  start_ = repeat(tape_.value(encoded.last), 1, copies);
  if (model.settings.context == Context::Attention) {
    states_ = repeat(tape_.value(encoded.states), steps, copies);
    keys_ = repeat(tape_.value(encoded.keys), steps, copies);
  }
  restart();
}

const Matrix& Seq2SeqDecoder::feed(std::span<const int> tokens) {
  EPOCHS_CHECK(static_cast<Index>(tokens.size()) == rows(), "feed: one token for each row");
  tape_.begin();
  const EncodedSource encoded{.states = tape_.borrow(states_), .keys = tape_.borrow(keys_), .last = {}};
  const Value word = model_.target_words(tape_, tokens);
  const Value next = model_.decode_step(tape_, word, tape_.borrow(state_), encoded, {.ids = {}, .lengths = lengths_.empty() ? nullptr : &lengths_});
  const Value logits = model_.readout(tape_, model_.decoder.output(tape_, next));
  for (int i = 0; i <= next.node; ++i)
    if (tape_.node(i).op == &kAdditiveAttention) attention_ = tape_.node(i).saved[kAttentionWeights];
  state_ = tape_.value(next);
  ++length_;
  return tape_.value(logits);
}

void Seq2SeqDecoder::reorder(std::span<const Index> from) {
  EPOCHS_CHECK(static_cast<Index>(from.size()) == rows(), "reorder: one origin for each row");
  state_ = rows_of(state_, from);
  if (attention_.size() > 0) attention_ = rows_of(attention_, from);
}

void Seq2SeqDecoder::restart() {
  state_ = start_;
  attention_.resize(0, 0);
  length_ = 0;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
