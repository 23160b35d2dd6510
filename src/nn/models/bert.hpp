// A transformer encoder that reads in both directions and guesses hidden words (Devlin et al. 2019, section 3.1, task 1).
// Some words of the input are replaced by a mask sign; the loss is the cross-entropy at those places alone (kIgnored elsewhere).
#pragma once

#include <span>
#include <vector>

#include "nn/layers/dense.hpp"
#include "nn/layers/embedding.hpp"
#include "nn/layers/positions.hpp"
#include "nn/layers/transformer.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct BertSettings {
  Index vocabulary = 256, context = 64;          // words that the model can see at once
  Index width = 128, inner = 512, heads = 4, layers = 4;
  NormPlace norm = NormPlace::After;             // as published; Before trains more easily and gets one norm more at the end
  PositionKind positions = PositionKind::Learned;
  FeedForwardActivation activation = FeedForwardActivation::Gelu;
  double dropout = 0;                            // rate, of the sum with the positions and of what each part of a block gives
};

struct Bert {
  BertSettings settings;
  Embedding words;                               // V×D
  Positions positions;
  std::vector<EncoderBlock> blocks;              // "block1", …
  LayerNorm norm;                                // used when settings.norm is Before
  Dense readout;                                 // D×V

  Bert(const BertSettings& settings_, Random& random)
      : settings(settings_),
        words("words", settings.vocabulary, settings.width, Real(0.02), random),
        positions("positions", settings.positions, settings.context, settings.width, random),
        blocks(make_blocks("block", settings.layers, {.width = settings.width, .inner = settings.inner, .norm = settings.norm, .activation = settings.activation, .dropout = settings.dropout},
                           random)),
        norm("norm", settings.width),
        readout("readout", settings.width, settings.vocabulary, Activation::None, Init::Zero, random) {
    fill_normal(readout.w.value, Real(0.02), random);
  }

  // lengths: per sentence, how many words are no padding; empty: all. Make it once for a batch and keep it.
  AttentionShape shape(Index batch, std::vector<Index> lengths = {}) const { return {.batch = batch, .heads = settings.heads, .key_counts = std::move(lengths)}; }

  // ids of B sentences of T words (T ≤ context) → what the network knows about each word, (B·T)×D: for fine-tuning on another task.
  // drops: the random numbers of dropout while training; null: nothing is dropped.
  Value features(Tape& tape, std::span<const int> ids, const AttentionShape& shape, std::span<const MutedHead> muted = {}, Random* drops = nullptr) const {
    const Value x = positions(tape, words(tape, ids), static_cast<Index>(ids.size()) / shape.batch);
    const Value h = run_blocks(tape, blocks, drop(tape, x, settings.dropout, drops), shape, muted, drops);
    return settings.norm == NormPlace::Before ? norm(tape, h) : h;
  }

  // → logits (B·T)×V: row b·T + t guesses word t itself.
  Value operator()(Tape& tape, std::span<const int> ids, const AttentionShape& shape, std::span<const MutedHead> muted = {}, Random* drops = nullptr) const {
    return readout(tape, features(tape, ids, shape, muted, drops));
  }

  Parameters parameters() {
    Parameters out;
    words.collect(out), positions.collect(out);
    for (EncoderBlock& block : blocks) block.collect(out);
    if (settings.norm == NormPlace::Before) norm.collect(out);
    readout.collect(out);
    return out;
  }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
