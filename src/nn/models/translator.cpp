#include "nn/models/translator.hpp"

#include <cmath>

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

BlockSettings block_of(const TranslatorSettings& settings) {
  return {.width = settings.width, .inner = settings.inner, .norm = settings.norm, .residual = settings.residual, .activation = settings.activation, .dropout = settings.dropout};
}

// Words come with deviation 1/√D and are multiplied by √D, as in section 3.4.
Real deviation_of(const TranslatorSettings& settings) { return static_cast<Real>(1 / std::sqrt(static_cast<double>(settings.width))); }

// √D · table[ids] + positions
Value read(Tape& tape, const Embedding& words, const Positions& positions, std::span<const int> ids, Index batch) {
  const Value vectors = words(tape, ids);
  const auto root = static_cast<Real>(std::sqrt(static_cast<double>(tape.value(vectors).cols())));
  return positions(tape, scale(tape, vectors, root), static_cast<Index>(ids.size()) / batch);
}

}  // namespace

Translator::Translator(const TranslatorSettings& settings_, Random& random)
    : settings(settings_),
      source_words("source_words", settings.source_vocabulary, settings.width, deviation_of(settings), random),
      target_words("target_words", settings.target_vocabulary, settings.width, deviation_of(settings), random),
      positions("positions", settings.positions, settings.context, settings.width, random),
      encoder(make_blocks("encoder", settings.layers, block_of(settings), random)),
      encoder_norm("encoder_norm", settings.width),
      decoder_norm("decoder_norm", settings.width),
      readout("readout", settings.width, settings.target_vocabulary, Activation::None, Init::Zero, random) {
  decoder.reserve(static_cast<std::size_t>(settings.layers));
  for (Index i = 0; i < settings.layers; ++i) decoder.emplace_back("decoder" + std::to_string(i + 1), block_of(settings), random);
  fill_normal(readout.w.value, Real(0.02), random);
}

TranslatorShapes Translator::shapes(Index batch, const std::vector<Index>& lengths) const {
  const AttentionShape source{.batch = batch, .heads = settings.heads, .key_counts = lengths};
  return {.encoder = source, .decoder = {.batch = batch, .heads = settings.heads, .causal = Causal::Yes}, .across = source};
}

Value Translator::encode(Tape& tape, std::span<const int> source, const TranslatorShapes& shapes, const TranslatorMuted& muted, Random* drops) const {
  const Value x = drop(tape, read(tape, source_words, positions, source, shapes.encoder.batch), settings.dropout, drops);
  const Value memory = run_blocks(tape, encoder, x, shapes.encoder, muted.encoder, drops);
  return settings.norm == NormPlace::Before ? encoder_norm(tape, memory) : memory;
}

Value Translator::decode(Tape& tape, std::span<const int> target, Value memory, const TranslatorShapes& shapes, const TranslatorMuted& muted, Random* drops) const {
  Value h = drop(tape, read(tape, target_words, positions, target, shapes.decoder.batch), settings.dropout, drops);
  for (std::size_t i = 0; i < decoder.size(); ++i)
    h = decoder[i](tape, h, memory, HeadsOf(shapes.decoder, muted.decoder, i).shape(), HeadsOf(shapes.across, muted.across, i).shape(), drops);
  return readout(tape, settings.norm == NormPlace::Before ? decoder_norm(tape, h) : h);
}

Parameters Translator::parameters() {
  Parameters out;
  source_words.collect(out), target_words.collect(out), positions.collect(out);
  for (EncoderBlock& block : encoder) block.collect(out);
  for (DecoderBlock& block : decoder) block.collect(out);
  if (settings.norm == NormPlace::Before) encoder_norm.collect(out), decoder_norm.collect(out);
  readout.collect(out);
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
