// What a longer sentence costs, measured: a recurrent layer must take one step after the other, self-attention takes all places at once, but compares each with each.
// And why scores are divided by √d: without it the softmax saturates as d grows and hands hardly any gradient back.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "nn/tape.hpp"

namespace epochs::self_attention {

inline constexpr std::array<int, 6> kLengths = {16, 32, 64, 128, 256, 512};
inline constexpr std::array<int, 8> kWidths = {4, 8, 16, 32, 64, 128, 256, 512};

// The longest chain of operations of which each needs the one before: no number of processors does it in fewer steps.
long steps_in_a_row(const nn::Tape& tape, nn::Value result);

struct LengthPoint {
  int length = 0, width = 0;
  double recurrent_seconds = 0, attention_seconds = 0;           // one sequence, forwards: the quickest of several runs on this machine
  long recurrent_steps = 0, attention_steps = 0;                 // steps_in_a_row
  double recurrent_products = 0, attention_products = 0;         // multiplications: 2 n D², and 4 n D² + 2 n² D
  double compared = 0;                                           // n²: pairs of places that attention compares
};
// One length, some milliseconds of work: views do one a frame. Both layers are of the same width D, on the same input.
LengthPoint measure_length(int length, int width, std::uint64_t seed, int repeats = 5);

// How fast y grows with x: the slope of ln y against ln x by least squares. 1: with n, 2: with n².
double growth(std::span<const double> x, std::span<const double> y);

// ‖∂softmax(row)/∂row‖ (Frobenius), mean over the rows.
double softmax_slope(const Matrix& scores);

// 64 queries and 16 keys of d numbers each, drawn from N(0, 1); means over the queries.
struct Saturation {
  int width = 0;                                 // d
  double scores_root = 0, scores_plain = 0;      // deviation of the scores
  double most_root = 0, most_plain = 0;          // the largest weight
  double gradient_root = 0, gradient_plain = 0;  // softmax_slope: what comes back through the softmax
};
Saturation measure_saturation(int width, std::uint64_t seed);

}  // namespace epochs::self_attention
