#include "nn/generate/transformer_step.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/kernel.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// score_s = scale · q · key_s for `seen` keys that lie `stride` apart.
EPOCHS_KERNEL void score(const Real* EPOCHS_RESTRICT q, const Real* EPOCHS_RESTRICT keys, Index stride, Index width, Index seen, Real scale, Real* EPOCHS_RESTRICT scores) {
  for (Index s = 0; s < seen; ++s) {
    const Real* EPOCHS_RESTRICT key = keys + s * stride;
    Real lanes[16] = {};
    Index j = 0;
    for (; j + 16 <= width; j += 16)
      for (Index k = 0; k < 16; ++k) lanes[k] += q[j + k] * key[j + k];
    Real sum = 0;
    for (; j < width; ++j) sum += q[j] * key[j];
    for (Index half = 8; half > 0; half /= 2)
      for (Index k = 0; k < half; ++k) lanes[k] += lanes[k + half];
    scores[s] = scale * (sum + lanes[0]);
  }
}

// out = Σ_s weight_s · value_s
EPOCHS_KERNEL void mix(const Real* EPOCHS_RESTRICT weights, const Real* EPOCHS_RESTRICT values, Index stride, Index width, Index seen, Real* EPOCHS_RESTRICT out) {
  for (Index j = 0; j < width; ++j) out[j] = 0;
  for (Index s = 0; s < seen; ++s)
    for (Index j = 0; j < width; ++j) out[j] += weights[s] * values[s * stride + j];
}

void softmax_in_place(Matrix& scores, Index seen) {
  auto row = scores.row(0).head(seen).array();
  const Real largest = row.maxCoeff();
  row = (row - largest).exp();
  row *= Real(1) / row.sum();
}

bool is_muted(const StepShape& shape, Index head) {
  return std::any_of(shape.muted.begin(), shape.muted.end(), [&](const MutedHead& muted) { return muted.layer == shape.layer && muted.head == head; });
}

}  // namespace

void KeyValues::prepare(Index rows, Index capacity_, Index width) {
  capacity = capacity_;
  keys.setZero(rows * capacity, width);
  values.setZero(rows * capacity, width);
}

void KeyValues::reorder(std::span<const Index> from, Index used) {
  const Matrix old_keys = keys, old_values = values;
  for (std::size_t row = 0; row < from.size(); ++row) {
    const Index to = static_cast<Index>(row) * capacity;
    keys.middleRows(to, used) = old_keys.middleRows(from[row] * capacity, used);
    values.middleRows(to, used) = old_values.middleRows(from[row] * capacity, used);
  }
}

void remember(const MultiHeadAttention& attention, const Matrix& x, KeyValues& cache, Index place, StepMemory& memory) {
  const auto store = [&](const Parameter& w, const Parameter& b, Matrix& where) {
    linear(x, w.value, &b.value, Activation::None, memory.q);
    for (Index row = 0; row < x.rows(); ++row) where.row(row * cache.capacity + place) = memory.q.row(row);
  };
  store(attention.wk, attention.bk, cache.keys);
  store(attention.wv, attention.bv, cache.values);
}

void attend(const MultiHeadAttention& attention, const Matrix& x, const KeyValues& cache, const StepShape& shape, StepMemory& memory) {
  const Index width = x.cols(), head_width = width / shape.heads;
  const auto scale = static_cast<Real>(1 / std::sqrt(static_cast<double>(head_width)));
  linear(x, attention.wq.value, &attention.bq.value, Activation::None, memory.q);
  memory.heads.resize(x.rows(), width);
  memory.scores.resize(1, cache.capacity);
  for (Index row = 0; row < x.rows(); ++row)
    for (Index head = 0; head < shape.heads; ++head) {
      const Index seen = shape.seen_by(row), first = head * head_width, offset = row * cache.capacity * width + first;
      Real* out = memory.heads.data() + row * width + first;
      if (seen == 0 || is_muted(shape, head)) {
        std::fill_n(out, head_width, Real(0));
        continue;
      }
      score(memory.q.data() + row * width + first, cache.keys.data() + offset, width, head_width, seen, scale, memory.scores.data());
      softmax_in_place(memory.scores, seen);
      mix(memory.scores.data(), cache.values.data() + offset, width, head_width, seen, out);
    }
  linear(memory.heads, attention.wo.value, &attention.bo.value, Activation::None, memory.part);
}

void feed_forward(const FeedForward& layer, const Matrix& x, StepMemory& memory) {
  linear(x, layer.w1.value, &layer.b1.value, Activation::None, memory.inner);
  if (layer.activation == FeedForwardActivation::Relu)
    activate(Activation::Relu, memory.inner, memory.inner);
  else
    gelu(layer.activation == FeedForwardActivation::Gelu ? GeluForm::Exact : GeluForm::Tanh, memory.inner, memory.inner);
  linear(memory.inner, layer.w2.value, &layer.b2.value, Activation::None, memory.part);
}

void norm(const LayerNorm& layer, const Matrix& x, Matrix& y, StepMemory& memory) {
  layer_norm(x, layer.gain.value, layer.bias.value, y, memory.normalised, memory.inverse_deviation);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
