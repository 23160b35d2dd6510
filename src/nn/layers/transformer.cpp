#include "nn/layers/transformer.hpp"

#include <cmath>

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

Parameter weight(const std::string& name, Index rows, Index columns, Random& random) {
  Parameter out(name, rows, columns);
  initialise(out.value, Init::Xavier, random);
  return out;
}

Parameter bias(const std::string& name, Index columns) { return {name, 1, columns, Decay::No}; }

// x + part(norm(x)), or norm(x + part(x)).
template <class Part>
Value residual(Tape& tape, Value x, const LayerNorm& norm, NormPlace place, Part part) {
  if (place == NormPlace::Before) {
    const Value inside = part(norm(tape, x));
    return add(tape, x, inside);
  }
  const Value inside = part(x);
  return norm(tape, add(tape, x, inside));
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
  const Value z = linear(tape, x, w1, b1);
  const Value h = activation == FeedForwardActivation::Relu ? relu(tape, z)
                                                            : gelu(tape, z, activation == FeedForwardActivation::Gelu ? GeluForm::Exact : GeluForm::Tanh);
  return linear(tape, h, w2, b2);
}

EncoderBlock::EncoderBlock(const std::string& name_, const BlockSettings& settings, Random& random)
    : name(name_),
      norm(settings.norm),
      norm1(name_ + "/norm1", settings.width),
      norm2(name_ + "/norm2", settings.width),
      attention(name_ + "/attention", settings.width, random),
      feed_forward(name_ + "/feed_forward", settings.width, settings.inner, settings.activation, random) {}

Value EncoderBlock::operator()(Tape& tape, Value x, const AttentionShape& shape) const {
  x = residual(tape, x, norm1, norm, [&](Value inside) { return attention(tape, inside, inside, shape); });
  return residual(tape, x, norm2, norm, [&](Value inside) { return feed_forward(tape, inside); });
}

void EncoderBlock::collect(Parameters& out) {
  norm1.collect(out), attention.collect(out), norm2.collect(out), feed_forward.collect(out);
}

DecoderBlock::DecoderBlock(const std::string& name_, const BlockSettings& settings, Random& random)
    : name(name_),
      norm(settings.norm),
      norm1(name_ + "/norm1", settings.width),
      norm2(name_ + "/norm2", settings.width),
      norm3(name_ + "/norm3", settings.width),
      self_attention(name_ + "/self_attention", settings.width, random),
      cross_attention(name_ + "/cross_attention", settings.width, random),
      feed_forward(name_ + "/feed_forward", settings.width, settings.inner, settings.activation, random) {}

Value DecoderBlock::operator()(Tape& tape, Value x, Value memory, const AttentionShape& self_shape, const AttentionShape& cross_shape) const {
  x = residual(tape, x, norm1, norm, [&](Value inside) { return self_attention(tape, inside, inside, self_shape); });
  x = residual(tape, x, norm2, norm, [&](Value inside) { return cross_attention(tape, inside, memory, cross_shape); });
  return residual(tape, x, norm3, norm, [&](Value inside) { return feed_forward(tape, inside); });
}

void DecoderBlock::collect(Parameters& out) {
  norm1.collect(out), self_attention.collect(out), norm2.collect(out), cross_attention.collect(out), norm3.collect(out), feed_forward.collect(out);
}

Matrix sinusoidal_positions(Index length, Index width) {
  Matrix out(length, width);
  for (Index p = 0; p < length; ++p)
    for (Index c = 0; c < width; ++c) {
      const double angle = static_cast<double>(p) / std::pow(10000.0, static_cast<double>(c - c % 2) / static_cast<double>(width));
      out(p, c) = static_cast<Real>(c % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
