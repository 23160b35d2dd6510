#include "nn/generate/translator_decoder.hpp"

#include <cmath>

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

TranslatorDecoder::TranslatorDecoder(const Translator& model, std::span<const int> source, Index batch, const std::vector<Index>& lengths, Index copies)
    : model_(model), rows_(batch * copies), own_(model.decoder.size()), across_(model.decoder.size()) {
  EPOCHS_CHECK(batch > 0 && copies > 0 && static_cast<Index>(source.size()) % batch == 0, "TranslatorDecoder: the source is no batch of sentences of equal length");
  const Index steps = static_cast<Index>(source.size()) / batch, width = model.settings.width;
  for (Index row = 0; row < rows_; ++row) source_counts_.push_back(lengths.empty() ? steps : lengths[static_cast<std::size_t>(row / copies)]);
  Tape tape(Mode::Infer);
  tape.begin();
  const Matrix& memory = tape.value(model.encode(tape, source, model.shapes(batch, lengths)));
  Matrix projected;
  for (std::size_t i = 0; i < model.decoder.size(); ++i) {
    own_[i].prepare(rows_, model.settings.context, width);
    across_[i].prepare(rows_, steps, width);
    const MultiHeadAttention& attention = model.decoder[i].cross_attention;
    const auto repeat = [&](const Parameter& w, const Parameter& b, Matrix& where) {
      linear(memory, w.value, &b.value, Activation::None, projected);
      for (Index row = 0; row < rows_; ++row) where.middleRows(row * steps, steps) = projected.middleRows(row / copies * steps, steps);
    };
    repeat(attention.wk, attention.bk, across_[i].keys);
    repeat(attention.wv, attention.bv, across_[i].values);
  }
}

void TranslatorDecoder::read(std::span<const int> tokens) {
  EPOCHS_CHECK(static_cast<Index>(tokens.size()) == rows_, "feed: one token for each row");
  EPOCHS_CHECK(length_ < longest(), "feed: the model cannot remember more tokens");
  const Matrix& table = model_.target_words.table.value;
  const auto root = static_cast<Real>(std::sqrt(static_cast<double>(table.cols())));
  x_.resize(rows_, table.cols());
  for (Index row = 0; row < rows_; ++row) {
    const int token = tokens[static_cast<std::size_t>(row)];
    EPOCHS_CHECK(token >= 0 && token < vocabulary(), "feed: there is no token " + std::to_string(token));
    x_.row(row) = root * table.row(token);
    if (model_.settings.positions != PositionKind::None) x_.row(row) += model_.positions.table().row(length_);
  }
}

const Matrix& TranslatorDecoder::feed(std::span<const int> tokens) {
  read(tokens);
  const Index seen = length_ + 1;
  const StepShape itself{.heads = model_.settings.heads, .seen = {&seen, 1}}, source{.heads = model_.settings.heads, .seen = source_counts_};
  for (std::size_t i = 0; i < model_.decoder.size(); ++i) {
    const DecoderBlock& block = model_.decoder[i];
    add_and_norm(block, block.norm1, x_, memory_, [&](const Matrix& input) {
      remember(block.self_attention, input, own_[i], length_, memory_);
      attend(block.self_attention, input, own_[i], itself, memory_);
    });
    add_and_norm(block, block.norm2, x_, memory_, [&](const Matrix& input) { attend(block.cross_attention, input, across_[i], source, memory_); });
    add_and_norm(block, block.norm3, x_, memory_, [&](const Matrix& input) { feed_forward(block.feed_forward, input, memory_); });
  }
  ++length_;
  if (model_.settings.norm == NormPlace::Before) {
    norm(model_.decoder_norm, x_, memory_.ready, memory_);
    x_ = memory_.ready;
  }
  linear(x_, model_.readout.w.value, &model_.readout.b.value, Activation::None, logits_);
  return logits_;
}

void TranslatorDecoder::reorder(std::span<const Index> from) {
  EPOCHS_CHECK(static_cast<Index>(from.size()) == rows_, "reorder: one origin for each row");
  for (KeyValues& cache : own_) cache.reorder(from, length_);
}

std::unique_ptr<Decoder> translator_without_cache(const Translator& model, std::vector<int> source, Index batch, std::vector<Index> lengths) {
  const TranslatorShapes shapes = model.shapes(batch, lengths);
  const auto forward = [&model, shapes, source = std::move(source)](Tape& tape, std::span<const int> ids, Index, Index) { return model(tape, source, ids, shapes); };
  return std::make_unique<PrefixDecoder>(forward, batch, model.settings.target_vocabulary, model.settings.context);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
