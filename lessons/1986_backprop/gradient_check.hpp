// "Check this gradient numerically": the same small problem differentiated in three ways, in double. The sources of the network are
// compiled a second time for it; nothing here depends on the program's own number type.
#pragma once

#include <cstdint>
#include <vector>

namespace epochs::gradient_check {

struct Problem {
  std::vector<int> hidden;               // units of each hidden layer
  int activation = 0;                    // backprop::Activation and backprop::Loss by their numbers
  int loss = 0;
  std::vector<double> parameters;        // W1 row by row, b1, W2, b2, …
  std::vector<double> x;                 // N×2, row by row
  std::vector<double> y;                 // N
  bool operator==(const Problem&) const = default;
};

// ∂J/∂parameter, in the order of `parameters`.
std::vector<double> by_hand(const Problem& problem);                      // network.hpp's backward
std::vector<double> by_tape(const Problem& problem);                      // the engine's tape
std::vector<double> by_differences(const Problem& problem, double step);  // (J(w + step) − J(w − step)) / (2 step), one parameter at a time
double by_difference(const Problem& problem, std::size_t parameter, double step);

// A problem with random weights and points.
Problem random_problem(std::uint64_t seed, std::vector<int> hidden, int activation, int loss, int rows);

// |a − b| / max(|a|, |b|) in the Euclidean norm of the whole gradient; 0 when both are 0.
double relative_error(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace epochs::gradient_check
