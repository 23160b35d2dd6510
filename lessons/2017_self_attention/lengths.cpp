#include "lengths.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <vector>

#include "core/check.hpp"
#include "nn/layers/recurrent.hpp"
#include "nn/layers/transformer.hpp"
#include "nn/ops/softmax.hpp"
#include "nn/ops/steps.hpp"

namespace epochs::self_attention {
namespace {

constexpr int kQueries = 64, kKeys = 16;

template <class Run>
double quickest(int repeats, const Run& run) {
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

nn::Recurrent recurrent_layer(int width, Random& random) {
  return {"cell", {.kind = nn::RecurrentKind::Rnn, .inputs = width, .hidden = width, .init = nn::Init::Xavier}, random};
}

// Cell after cell, each on the state that the one before has left.
long recurrent_chain(const nn::Recurrent& layer, const Matrix& input) {
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const nn::Value x = tape.borrow(input);
  nn::Value state = tape.zeros(1, layer.hidden());
  for (Index t = 0; t < input.rows(); ++t) state = layer(tape, nn::step_of(tape, x, input.rows(), t), state, 1);
  return steps_in_a_row(tape, state);
}

void measure_scores(const Matrix& scores, double& deviation, double& most, double& gradient) {
  Matrix weights;
  nn::softmax(scores, weights);
  deviation = std::sqrt(static_cast<double>(scores.squaredNorm()) / static_cast<double>(scores.size()));
  most = static_cast<double>(weights.rowwise().maxCoeff().mean());
  gradient = softmax_slope(scores);
}

}  // namespace

long steps_in_a_row(const nn::Tape& tape, nn::Value result) {
  std::vector<long> depth(static_cast<std::size_t>(result.node) + 1);
  for (int i = 0; i <= result.node; ++i) {
    long before = -1;
    for (const int input : tape.node(i).inputs) before = std::max(before, depth[static_cast<std::size_t>(input)]);
    depth[static_cast<std::size_t>(i)] = before + 1;             // a leaf is there from the start: 0
  }
  return depth.back();
}

LengthPoint measure_length(int length, int width, std::uint64_t seed, int repeats) {
  EPOCHS_CHECK(length >= 1 && width >= 1 && repeats >= 1, "a length is measured at least once");
  Random random(seed);
  const nn::Recurrent recurrent = recurrent_layer(width, random);
  const nn::MultiHeadAttention attention("attention", width, random);
  const nn::AttentionShape alone;
  Matrix input(length, width);
  nn::fill_normal(input, 1, random);
  LengthPoint out{.length = length, .width = width};
  nn::Tape tape(nn::Mode::Infer);
  nn::Value result;
  out.recurrent_seconds = quickest(repeats, [&] {
    tape.begin();
    result = recurrent(tape, tape.borrow(input), tape.zeros(1, width), length);
  });
  out.attention_seconds = quickest(repeats, [&] {
    tape.begin();
    const nn::Value x = tape.borrow(input);
    result = attention(tape, x, x, alone);
  });
  out.attention_steps = steps_in_a_row(tape, result);
  out.recurrent_steps = recurrent_chain(recurrent, input);
  const double n = length, d = width;
  out.recurrent_products = 2 * n * d * d, out.attention_products = 4 * n * d * d + 2 * n * n * d, out.compared = n * n;
  return out;
}

double growth(std::span<const double> x, std::span<const double> y) {
  EPOCHS_CHECK(x.size() == y.size() && x.size() >= 2, "a slope needs two points");
  double sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double a = std::log(std::max(x[i], 1e-300)), b = std::log(std::max(y[i], 1e-300));
    sx += a, sy += b, sxx += a * a, sxy += a * b;
  }
  const auto n = static_cast<double>(x.size());
  return (sxy - sx * sy / n) / (sxx - sx * sx / n);
}

// ‖diag(w) − w wᵀ‖² = Σ w² − 2 Σ w³ + (Σ w²)²
double softmax_slope(const Matrix& scores) {
  Matrix weights;
  nn::softmax(scores, weights);
  double out = 0;
  for (Index t = 0; t < weights.rows(); ++t) {
    double squares = 0, cubes = 0;
    for (Index s = 0; s < weights.cols(); ++s) {
      const auto w = static_cast<double>(weights(t, s));
      squares += w * w, cubes += w * w * w;
    }
    out += std::sqrt(std::max(0.0, squares - 2 * cubes + squares * squares)) / static_cast<double>(weights.rows());
  }
  return out;
}

Saturation measure_saturation(int width, std::uint64_t seed) {
  EPOCHS_CHECK(width >= 1, "a query has a number");
  Random random(seed, static_cast<std::uint64_t>(width));
  Matrix q(kQueries, width), k(kKeys, width);
  nn::fill_normal(q, 1, random), nn::fill_normal(k, 1, random);
  const Matrix plain = q * k.transpose(), root = plain / static_cast<Real>(std::sqrt(static_cast<double>(width)));
  Saturation out{.width = width};
  measure_scores(root, out.scores_root, out.most_root, out.gradient_root);
  measure_scores(plain, out.scores_plain, out.most_plain, out.gradient_plain);
  return out;
}

}  // namespace epochs::self_attention
