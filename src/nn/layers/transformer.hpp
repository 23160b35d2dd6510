// The parts of a transformer (Vaswani et al. 2017): multi-head attention, feed-forward, add & norm, encoder and decoder blocks.
// A batch of B sequences of T tokens is B·T rows, row b·T + t, everywhere.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nn/init.hpp"
#include "nn/ops/activation.hpp"
#include "nn/ops/arithmetic.hpp"
#include "nn/ops/attention.hpp"
#include "nn/ops/dropout.hpp"
#include "nn/ops/gelu.hpp"
#include "nn/ops/layer_norm.hpp"
#include "nn/ops/linear.hpp"
#include "nn/ops/linear_gelu.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Where the normalisation stands: After each sum (2017, BERT), Before each part (GPT-2 and later), or nowhere (to see what it was good for).
enum class NormPlace { Before, After, None };
// Whether each part is added to what went into it (He et al. 2016) or replaces it (to see what that was good for).
enum class Residual { Yes, No };
enum class FeedForwardActivation { Relu, Gelu, GeluTanh };

struct LayerNorm {
  Parameter gain, bias;        // 1×D, ones and zeros

  LayerNorm(const std::string& name, Index width) : gain(name + "/gain", 1, width, Decay::No), bias(name + "/bias", 1, width, Decay::No) { gain.value.setOnes(); }
  Value operator()(Tape& tape, Value x) const { return layer_norm(tape, x, gain, bias); }
  void collect(Parameters& out) { out.insert(out.end(), {&gain, &bias}); }
};

// Concat(head_1 … head_h) W_o, head_i = Attention(x W_q, m W_k, m W_v); x asks, m (the memory) answers. m = x: self-attention.
struct MultiHeadAttention {
  std::string name;
  Parameter wq, bq, wk, bk, wv, bv, wo, bo;    // w D×D, b 1×D

  MultiHeadAttention(const std::string& name_, Index width, Random& random);
  Value operator()(Tape& tape, Value x, Value memory, const AttentionShape& shape) const;
  void collect(Parameters& out) { out.insert(out.end(), {&wq, &bq, &wk, &bk, &wv, &bv, &wo, &bo}); }
};

// f(x W_1 + b_1) W_2 + b_2, token by token. Three ops when recording, so that a learner can see z and f(z) apart; two when training.
struct FeedForward {
  std::string name;
  Parameter w1, b1, w2, b2;                    // D×inner, 1×inner, inner×D, 1×D
  FeedForwardActivation activation;

  FeedForward(const std::string& name_, Index width, Index inner, FeedForwardActivation activation_, Random& random);
  Value operator()(Tape& tape, Value x) const;
  void collect(Parameters& out) { out.insert(out.end(), {&w1, &b1, &w2, &b2}); }

 private:
  Value hidden(Tape& tape, Value x) const;
};

struct BlockSettings {
  Index width = 64, inner = 256;
  NormPlace norm = NormPlace::Before;
  Residual residual = Residual::Yes;
  FeedForwardActivation activation = FeedForwardActivation::Gelu;
  double dropout = 0;          // rate, of what each part gives before it is added (2017, section 5.4)
};

// A head switched off: its output is 0. layer counts from 0.
struct MutedHead {
  Index layer = 0, head = 0;
};

// A shape with the heads of one layer switched off; the shape itself when none is.
class HeadsOf {
 public:
  HeadsOf(const AttentionShape& shape, std::span<const MutedHead> muted, std::size_t layer);
  const AttentionShape& shape() const { return own_ ? *own_ : shape_; }

 private:
  const AttentionShape& shape_;
  std::optional<AttentionShape> own_;
};

// Self-attention, then feed-forward, each with its residual and norm. With a causal shape this is a block of GPT.
struct EncoderBlock {
  std::string name;
  NormPlace norm;
  Residual residual;
  double dropout;
  LayerNorm norm1, norm2;
  MultiHeadAttention attention;
  FeedForward feed_forward;

  EncoderBlock(const std::string& name_, const BlockSettings& settings, Random& random);
  // drops: the random numbers of dropout; null: nothing is dropped (evaluation, a probe that is shown).
  Value operator()(Tape& tape, Value x, const AttentionShape& shape, Random* drops = nullptr) const;
  void collect(Parameters& out);
};

// "NAME1", "NAME2", …, one after the other.
std::vector<EncoderBlock> make_blocks(const std::string& name, Index count, const BlockSettings& settings, Random& random);
Value run_blocks(Tape& tape, const std::vector<EncoderBlock>& blocks, Value x, const AttentionShape& shape, std::span<const MutedHead> muted = {},
                 Random* drops = nullptr);

// Causal self-attention, attention to the encoder's output, feed-forward.
struct DecoderBlock {
  std::string name;
  NormPlace norm;
  Residual residual;
  double dropout;
  LayerNorm norm1, norm2, norm3;
  MultiHeadAttention self_attention, cross_attention;
  FeedForward feed_forward;

  DecoderBlock(const std::string& name_, const BlockSettings& settings, Random& random);
  Value operator()(Tape& tape, Value x, Value memory, const AttentionShape& self_shape, const AttentionShape& cross_shape,
                   Random* drops = nullptr) const;
  void collect(Parameters& out);
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
