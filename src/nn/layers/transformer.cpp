#include "nn/layers/transformer.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

Parameter weight(const std::string& name, Index rows, Index columns, Random& random) {
  Parameter out(name, rows, columns);
  initialise(out.value, Init::Xavier, random);
  return out;
}

Parameter bias(const std::string& name, Index columns) { return {name, 1, columns, Decay::No}; }

// x + part(norm(x)), or norm(x + part(x)); without residual the sum is the part alone.
template <class Block, class Part>
Value add_and_norm(Tape& tape, const Block& block, const LayerNorm& norm, Random* drops, Value x, Part part) {
  const Value inside = drop(tape, part(block.norm == NormPlace::Before ? norm(tape, x) : x), block.dropout, drops);
  const Value sum = block.residual == Residual::Yes ? add(tape, x, inside) : inside;
  return block.norm == NormPlace::After ? norm(tape, sum) : sum;
}

}  // namespace

MultiHeadAttention::MultiHeadAttention(const std::string& name_, Index width, Random& random)
    : name(name_),
      wq(weight(name_ + "/wq", width, width, random)),
      bq(bias(name_ + "/bq", width)),
      wk(weight(name_ + "/wk", width, width, random)),
      bk(bias(name_ + "/bk", width)),
      wv(weight(name_ + "/wv", width, width, random)),
      bv(bias(name_ + "/bv", width)),
      wo(weight(name_ + "/wo", width, width, random)),
      bo(bias(name_ + "/bo", width)) {}

Value MultiHeadAttention::operator()(Tape& tape, Value x, Value memory, const AttentionShape& shape) const {
  const Scope scope = tape.scope(name);
  const Value q = tape.name("q", linear(tape, x, wq, bq));
  const Value k = tape.name("k", linear(tape, memory, wk, bk));
  const Value v = tape.name("v", linear(tape, memory, wv, bv));
  return tape.name("output", linear(tape, nn::attention(tape, q, k, v, shape), wo, bo));
}

FeedForward::FeedForward(const std::string& name_, Index width, Index inner, FeedForwardActivation activation_, Random& random)
    : name(name_),
      w1(weight(name_ + "/w1", width, inner, random)),
      b1(bias(name_ + "/b1", inner)),
      w2(weight(name_ + "/w2", inner, width, random)),
      b2(bias(name_ + "/b2", width)),
      activation(activation_) {}

Value FeedForward::operator()(Tape& tape, Value x) const {
  const Scope scope = tape.scope(name);
  return linear(tape, hidden(tape, x), w2, b2);
}

Value FeedForward::hidden(Tape& tape, Value x) const {
  const GeluForm form = activation == FeedForwardActivation::Gelu ? GeluForm::Exact : GeluForm::Tanh;
  const bool rectified = activation == FeedForwardActivation::Relu;
  if (!tape.recording()) return rectified ? linear(tape, x, w1, b1, Activation::Relu) : linear_gelu(tape, x, w1, b1, form);
  const Value z = linear(tape, x, w1, b1);
  return rectified ? relu(tape, z) : gelu(tape, z, form);
}

EncoderBlock::EncoderBlock(const std::string& name_, const BlockSettings& settings, Random& random)
    : name(name_),
      norm(settings.norm),
      residual(settings.residual),
      dropout(settings.dropout),
      norm1(name_ + "/norm1", settings.width),
      norm2(name_ + "/norm2", settings.width),
      attention(name_ + "/attention", settings.width, random),
      feed_forward(name_ + "/feed_forward", settings.width, settings.inner, settings.activation, random) {}

Value EncoderBlock::operator()(Tape& tape, Value x, const AttentionShape& shape, Random* drops) const {
  x = add_and_norm(tape, *this, norm1, drops, x, [&](Value inside) { return attention(tape, inside, inside, shape); });
  return add_and_norm(tape, *this, norm2, drops, x, [&](Value inside) { return feed_forward(tape, inside); });
}

void EncoderBlock::collect(Parameters& out) {
  norm1.collect(out), attention.collect(out), norm2.collect(out), feed_forward.collect(out);
}

DecoderBlock::DecoderBlock(const std::string& name_, const BlockSettings& settings, Random& random)
    : name(name_),
      norm(settings.norm),
      residual(settings.residual),
      dropout(settings.dropout),
      norm1(name_ + "/norm1", settings.width),
      norm2(name_ + "/norm2", settings.width),
      norm3(name_ + "/norm3", settings.width),
      self_attention(name_ + "/self_attention", settings.width, random),
      cross_attention(name_ + "/cross_attention", settings.width, random),
      feed_forward(name_ + "/feed_forward", settings.width, settings.inner, settings.activation, random) {}

Value DecoderBlock::operator()(Tape& tape, Value x, Value memory, const AttentionShape& self_shape, const AttentionShape& cross_shape, Random* drops) const {
  x = add_and_norm(tape, *this, norm1, drops, x, [&](Value inside) { return self_attention(tape, inside, inside, self_shape); });
  x = add_and_norm(tape, *this, norm2, drops, x, [&](Value inside) { return cross_attention(tape, inside, memory, cross_shape); });
  return add_and_norm(tape, *this, norm3, drops, x, [&](Value inside) { return feed_forward(tape, inside); });
}

void DecoderBlock::collect(Parameters& out) {
  norm1.collect(out), self_attention.collect(out), norm2.collect(out), cross_attention.collect(out), norm3.collect(out), feed_forward.collect(out);
}

HeadsOf::HeadsOf(const AttentionShape& shape, std::span<const MutedHead> muted, std::size_t layer) : shape_(shape) {
  for (const MutedHead& head : muted) {
    if (static_cast<std::size_t>(head.layer) != layer) continue;
    if (!own_) own_ = shape;
    own_->muted_heads.push_back(head.head);
  }
}

std::vector<EncoderBlock> make_blocks(const std::string& name, Index count, const BlockSettings& settings, Random& random) {
  std::vector<EncoderBlock> blocks;
  blocks.reserve(static_cast<std::size_t>(count));
  for (Index i = 0; i < count; ++i) blocks.emplace_back(name + std::to_string(i + 1), settings, random);
  return blocks;
}

Value run_blocks(Tape& tape, const std::vector<EncoderBlock>& blocks, Value x, const AttentionShape& shape, std::span<const MutedHead> muted, Random* drops) {
  for (std::size_t i = 0; i < blocks.size(); ++i) x = blocks[i](tape, x, HeadsOf(shape, muted, i).shape(), drops);
  return x;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
