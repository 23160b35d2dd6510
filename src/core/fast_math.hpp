// e^x, tanh, the logistic function and the normal distribution as short straight-line code, so that a plain loop over them becomes
// vector instructions inside an EPOCHS_KERNEL. In float: errors of a few units in the last place (tests/core/fast_math_test.cpp
// says how many); NaN stays NaN, and e^x stays at e^88 above 88, never infinite. In double, where truth is wanted and not speed, the standard library's.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

#define EPOCHS_INLINE inline __attribute__((always_inline))

namespace epochs {

// e^r − 1 = 2^n (e^s − 1) + (2^n − 1) with s = r − n ln 2, |s| ≤ ½ ln 2: both parts keep their relative accuracy near 0.
struct SplitExponential {
  float power;                 // 2^n
  float rest;                  // e^s − 1
};

EPOCHS_INLINE SplitExponential split_exponential(float x) {
  x = x > 88.0f ? 88.0f : x;                                 // e^88.72 is the largest float: what is above 88 stays finite
  x = x < -87.0f ? -87.0f : x;                               // and 2^-126 the smallest normal one
  const float shifted = x * 1.44269504f + 12582912.0f;       // adding 1.5 · 2^23 rounds to a whole number,
  const float n = shifted - 12582912.0f;                     // which also stands in the sum's lowest bits
  const float s = (x - n * 0.693359375f) + n * 2.12194440e-4f;   // ln 2 in two parts, so that n ln 2 is exact enough
  const float tail = ((0.0013941120f * s + 0.0083631808f) * s + 0.0416663736f) * s + 0.1666657626f;   // fitted to (e^s − 1 − s − s²/2) / s³
  const std::uint32_t exponent = std::bit_cast<std::uint32_t>(shifted) + 127u;
  return {std::bit_cast<float>(exponent << 23u), s + s * s * (0.5f + s * tail)};
}

EPOCHS_INLINE float fast_exp(float x) {
  const SplitExponential e = split_exponential(x);
  const float value = e.power + e.power * e.rest;
  return x < -87.0f ? 0.0f : value;
}
EPOCHS_INLINE double fast_exp(double x) { return std::exp(x); }

// (e^2x − 1) / (e^2x + 1)
EPOCHS_INLINE float fast_tanh(float x) {
  const float near = x > 10.0f ? 10.0f : x < -10.0f ? -10.0f : x;      // beyond 9.02 it is ±1 in float
  const SplitExponential e = split_exponential(2.0f * near);
  const float less_one = e.power * e.rest + (e.power - 1.0f);
  return less_one / (less_one + 2.0f);
}
EPOCHS_INLINE double fast_tanh(double x) { return std::tanh(x); }

EPOCHS_INLINE float fast_logistic(float x) { return 1.0f / (1.0f + fast_exp(-x)); }
EPOCHS_INLINE double fast_logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

// The normal distribution: φ(x) and Φ(x). Φ(−|x|) = e^(−x²/2) · p(t), t = 1 / (1 + 0.4 |x|), with p fitted to that.
template <class T>
struct Normal {
  T density, below;
};

EPOCHS_INLINE Normal<float> fast_normal(float x) {
  const float size = x < 0.0f ? -x : x, t = 1.0f / (1.0f + 0.4f * size), e = fast_exp(-0.5f * x * x);
  float p = -0.0398863144f;
  p = p * t + 0.2017290145f;
  p = p * t - 0.3754974008f;
  p = p * t + 0.2524864376f;
  p = p * t - 0.0130659863f;
  p = p * t + 0.1585625708f;
  p = p * t + 0.1557826102f;
  p = p * t + 0.1599006056f;
  p = p * t - 1.15665607e-5f;
  const float tail = e * p;
  return {0.3989422804f * e, x > 0.0f ? 1.0f - tail : tail};
}
EPOCHS_INLINE Normal<double> fast_normal(double x) {
  return {std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi), 0.5 * std::erfc(-x / std::numbers::sqrt2)};
}

}  // namespace epochs
