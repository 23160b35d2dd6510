#include "nn/generate/gpt_decoder.hpp"

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

GptDecoder::GptDecoder(const Gpt& model, Index rows, std::vector<MutedHead> muted) : model_(model), rows_(rows), muted_(std::move(muted)), caches_(model.blocks.size()) {
  EPOCHS_CHECK(rows > 0, "GptDecoder: at least one row");
  for (KeyValues& cache : caches_) cache.prepare(rows, model.settings.context, model.settings.width);
}

const Matrix& GptDecoder::feed(std::span<const int> tokens) {
  EPOCHS_CHECK(static_cast<Index>(tokens.size()) == rows_, "feed: one token for each row");
  EPOCHS_CHECK(length_ < longest(), "feed: the model cannot remember more tokens");
  const Matrix &table = model_.tokens.table.value, &places = model_.positions.table();
  x_.resize(rows_, table.cols());
  for (Index row = 0; row < rows_; ++row) {
    const int token = tokens[static_cast<std::size_t>(row)];
    EPOCHS_CHECK(token >= 0 && token < vocabulary(), "feed: there is no token " + std::to_string(token));
    x_.row(row) = table.row(token) + places.row(length_);
  }
  const Index seen = length_ + 1;
  for (std::size_t i = 0; i < model_.blocks.size(); ++i) {
    const EncoderBlock& block = model_.blocks[i];
    const StepShape shape{.heads = model_.settings.heads, .seen = {&seen, 1}, .muted = muted_, .layer = static_cast<Index>(i)};
    add_and_norm(block, block.norm1, x_, memory_, [&](const Matrix& input) {
      remember(block.attention, input, caches_[i], length_, memory_);
      attend(block.attention, input, caches_[i], shape, memory_);
    });
    add_and_norm(block, block.norm2, x_, memory_, [&](const Matrix& input) { feed_forward(block.feed_forward, input, memory_); });
  }
  ++length_;
  norm(model_.norm, x_, memory_.ready, memory_);
  logits_.resize(rows_, vocabulary());
  if (model_.settings.readout == Readout::Tied)
    product(memory_.ready, Transpose::No, table, Transpose::Yes, logits_);
  else
    product(memory_.ready, Transpose::No, model_.w.value, Transpose::No, logits_);
  return logits_;
}

void GptDecoder::reorder(std::span<const Index> from) {
  EPOCHS_CHECK(static_cast<Index>(from.size()) == rows_, "reorder: one origin for each row");
  for (KeyValues& cache : caches_) cache.reorder(from, length_);
}

std::unique_ptr<Decoder> gpt_without_cache(const Gpt& model, Index rows, std::vector<MutedHead> muted) {
  const auto forward = [&model, muted](Tape& tape, std::span<const int> ids, Index batch, Index) { return model(tape, ids, model.shape(batch), muted); };
  return std::make_unique<PrefixDecoder>(forward, rows, model.settings.vocabulary, model.settings.context);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
