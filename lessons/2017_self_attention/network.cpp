#include "network.hpp"

#include <cmath>
#include <string>

#include "core/check.hpp"
#include "nn/ops/dropout.hpp"
#include "nn/ops/products.hpp"

namespace epochs::self_attention {
namespace {

const Real kWordDeviation = Real(0.5), kPlaceDeviation = Real(0.5);

std::vector<nn::MultiHeadAttention> make_layers(const Shape& shape, Random& random) {
  EPOCHS_CHECK(shape.layers >= 1 && shape.layers <= kMostLayers && shape.heads >= 1 && shape.heads <= kMostHeads, "layers or heads are out of range");
  EPOCHS_CHECK(shape.width >= kWidthStep && shape.width <= kMostWidth && shape.width % kWidthStep == 0, "the width is out of range");
  std::vector<nn::MultiHeadAttention> out;
  for (int layer = 1; layer <= shape.layers; ++layer) out.emplace_back("attention" + std::to_string(layer), shape.width, random);
  return out;
}

// The op divides by √d; without scaling the queries bring it along.
nn::Value attend(nn::Tape& tape, const nn::MultiHeadAttention& layer, nn::Value x, const nn::AttentionShape& shape, Scaling scaling, Index head_width) {
  if (scaling == Scaling::Root) return layer(tape, x, x, shape);
  const nn::Scope scope = tape.scope(layer.name);
  const nn::Value q = nn::scale(tape, nn::linear(tape, x, layer.wq, layer.bq), static_cast<Real>(std::sqrt(static_cast<double>(head_width))));
  const nn::Value k = nn::linear(tape, x, layer.wk, layer.bk), v = nn::linear(tape, x, layer.wv, layer.bv);
  return nn::linear(tape, nn::attention(tape, q, k, v, shape), layer.wo, layer.bo);
}

std::vector<int> pronoun_rows(const Batch& batch) {
  std::vector<int> out;
  for (int row = 0; row < batch.rows; ++row) out.push_back(row * batch.steps + batch.sentences[static_cast<std::size_t>(row)]->pronoun);
  return out;
}

}  // namespace

long parameter_count(const Shape& shape) {
  const long d = shape.width, v = shape.words;
  return v * d + (shape.positions == nn::PositionKind::Learned ? kMostWords * d : 0) + shape.layers * 4 * (d * d + d);
}

Network::Network(const Shape& shape_, Random& random)
    : shape(shape_),
      words("words", shape_.words, shape_.width, kWordDeviation, random),
      positions("positions", shape_.positions, kMostWords, shape_.width, random),
      layers(make_layers(shape_, random)) {
  if (shape.positions == nn::PositionKind::Learned) nn::fill_normal(positions.learned.value, kPlaceDeviation, random);      // as far apart as words are
}

nn::Value Network::logits(nn::Tape& tape, const Batch& batch, Way way, Random* drops) const {
  EPOCHS_CHECK(batch.steps >= 1 && batch.steps <= kMostWords, "the sentence is too long");
  const nn::AttentionShape how{.batch = batch.rows, .heads = shape.heads, .causal = way.mask == Mask::Causal ? nn::Causal::Yes : nn::Causal::No, .key_counts = {batch.lengths.begin(), batch.lengths.end()}};
  nn::Value x = nn::drop(tape, positions(tape, words(tape, batch.ids), batch.steps), kDropout, drops);
  for (const nn::MultiHeadAttention& layer : layers) x = nn::add(tape, x, attend(tape, layer, x, how, way.scaling, head_width()));
  const nn::Value at_pronouns = nn::embedding(tape, x, pronoun_rows(batch));
  return nn::row_products(tape, at_pronouns, tape.parameter(words.table));
}

nn::Parameters Network::parameters() {
  nn::Parameters out;
  words.collect(out), positions.collect(out);
  for (nn::MultiHeadAttention& layer : layers) layer.collect(out);
  return out;
}

}  // namespace epochs::self_attention
