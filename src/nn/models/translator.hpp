// The transformer of "Attention is all you need" (Vaswani et al. 2017, figure 1): an encoder that reads the source sentence in both
// directions and a decoder that writes the target word by word, looking back at itself and over at the encoder.
//   words: √D · table[ids] + sinusoids (sections 3.4 and 3.5)      P(next) = softmax(h W + b)
#pragma once

#include <span>
#include <vector>

#include "nn/layers/dense.hpp"
#include "nn/layers/embedding.hpp"
#include "nn/layers/positions.hpp"
#include "nn/layers/transformer.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct TranslatorSettings {
  Index source_vocabulary = 200, target_vocabulary = 200, context = 64;    // words of a sentence at most
  Index width = 64, inner = 256, heads = 4, layers = 2;                    // layers of each side
  NormPlace norm = NormPlace::After;             // as published; Before gets a norm at the end of each side
  Residual residual = Residual::Yes;
  PositionKind positions = PositionKind::Sinusoidal;
  FeedForwardActivation activation = FeedForwardActivation::Relu;
  double dropout = 0;                            // rate (0.1 as published), of the sums with the positions and of what each part of a block gives
};

// Who may look at whom: encoder at source, decoder at itself (causal), decoder at source.
struct TranslatorShapes {
  AttentionShape encoder, decoder, across;
};

// Heads switched off, to see what they were good for.
struct TranslatorMuted {
  std::span<const MutedHead> encoder, decoder, across;
};

struct Translator {
  TranslatorSettings settings;
  Embedding source_words, target_words;          // V×D
  Positions positions;                           // shared by both sides
  std::vector<EncoderBlock> encoder;             // "encoder1", …
  std::vector<DecoderBlock> decoder;             // "decoder1", …
  LayerNorm encoder_norm, decoder_norm;          // used when settings.norm is Before
  Dense readout;                                 // D×V

  Translator(const TranslatorSettings& settings_, Random& random);

  // lengths: per source sentence, how many words are no padding; empty: all. Make them once for a batch and keep them.
  TranslatorShapes shapes(Index batch, const std::vector<Index>& lengths = {}) const;

  // source: B sentences of S words → (B·S)×D. drops: the random numbers of dropout while training; null: nothing is dropped.
  Value encode(Tape& tape, std::span<const int> source, const TranslatorShapes& shapes, const TranslatorMuted& muted = {}, Random* drops = nullptr) const;
  // target: the words already written, beginning with the start sign, B·T → logits of the words that follow, (B·T)×V.
  Value decode(Tape& tape, std::span<const int> target, Value memory, const TranslatorShapes& shapes, const TranslatorMuted& muted = {}, Random* drops = nullptr) const;
  Value operator()(Tape& tape, std::span<const int> source, std::span<const int> target, const TranslatorShapes& shapes, const TranslatorMuted& muted = {},
                   Random* drops = nullptr) const {
    return decode(tape, target, encode(tape, source, shapes, muted, drops), shapes, muted, drops);
  }

  Parameters parameters();
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
