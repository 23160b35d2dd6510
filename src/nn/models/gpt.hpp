// A language model of transformer blocks that see only what came before (Radford et al. 2018, section 3.1; GPT-2: Radford et al. 2019, section 2.3):
//   h_0 = W_e[ids] + W_p      h_l = block(h_{l−1})      P(next) = softmax(norm(h_L) W)
#pragma once

#include <span>
#include <vector>

#include "nn/layers/embedding.hpp"
#include "nn/layers/positions.hpp"
#include "nn/layers/transformer.hpp"
#include "nn/ops/products.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Own: a matrix D×V. Tied: the table of the embedding, used backwards (Press & Wolf 2017; GPT-1 and GPT-2).
enum class Readout { Own, Tied };

struct GptSettings {
  Index vocabulary = 256, context = 64;          // tokens that the model can see at once
  Index width = 128, inner = 512, heads = 4, layers = 4;
  FeedForwardActivation activation = FeedForwardActivation::Gelu;
  Readout readout = Readout::Own;
  double dropout = 0;                            // rate, of the sum with the positions and of what each part of a block gives
};

struct Gpt {
  GptSettings settings;
  Embedding tokens;                              // V×D
  Positions positions;                           // context×D, learned
  std::vector<EncoderBlock> blocks;              // "block1", …; the norm stands before each part
  LayerNorm norm;
  Parameter w;                                   // D×V, no bias; unused when tied

  Gpt(const GptSettings& settings_, Random& random)
      : settings(settings_),
        tokens("tokens", settings.vocabulary, settings.width, Real(0.02), random),
        positions("positions", PositionKind::Learned, settings.context, settings.width, random),
        blocks(make_blocks("block", settings.layers, {.width = settings.width, .inner = settings.inner, .activation = settings.activation, .dropout = settings.dropout}, random)),
        norm("norm", settings.width) {
    if (settings.readout == Readout::Tied) return;
    w = Parameter("readout/w", settings.width, settings.vocabulary);
    fill_normal(w.value, Real(0.02), random);
  }

  // Each token sees itself and what came before. Make it once for a batch size and keep it; clear `causal` to see what the mask was good for.
  AttentionShape shape(Index batch) const { return {.batch = batch, .heads = settings.heads, .causal = Causal::Yes}; }

  // ids of B sequences of T tokens (T ≤ context), sequence after sequence → logits (B·T)×V: row b·T + t guesses token t + 1.
  // drops: the random numbers of dropout while training; null: nothing is dropped.
  Value operator()(Tape& tape, std::span<const int> ids, const AttentionShape& shape, std::span<const MutedHead> muted = {}, Random* drops = nullptr) const {
    Value h = positions(tape, tokens(tape, ids), static_cast<Index>(ids.size()) / shape.batch);
    h = norm(tape, run_blocks(tape, blocks, drop(tape, h, settings.dropout, drops), shape, muted, drops));
    if (settings.readout == Readout::Tied) return tape.name("logits", row_products(tape, h, tape.parameter(tokens.table)));
    return tape.name("logits", linear(tape, h, w));
  }

  Parameters parameters() {
    Parameters out;
    tokens.collect(out), positions.collect(out);
    for (EncoderBlock& block : blocks) block.collect(out);
    norm.collect(out);
    if (settings.readout == Readout::Own) out.push_back(&w);
    return out;
  }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
