// What training changes. A parameter is a name and a matrix; its gradient lives on the tape that computed it, so that a probe
// or a second thread can run the same weights without disturbing the training.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/matrix.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

enum class Decay { Yes, No };    // whether weight decay applies: weights yes, biases and gains no

struct Parameter {
  std::string name;              // full path, for example "hidden1/w"
  Matrix value;
  Decay decay = Decay::Yes;

  Parameter() = default;
  Parameter(std::string name_, Index rows, Index columns, Decay decay_ = Decay::Yes)   // zeros
      : name(std::move(name_)), value(Matrix::Zero(rows, columns)), decay(decay_) {}
};

using Parameters = std::vector<Parameter*>;

std::vector<Matrix> copy_values(std::span<Parameter* const> parameters);
// Throws CheckFailed when number or sizes differ.
void restore_values(std::span<Parameter* const> parameters, const std::vector<Matrix>& values);
std::size_t size_of(const std::vector<Matrix>& values);                   // bytes, what the heap adds to each included

// The cells of a matrix that belong to one of `parts` equal parts.
struct Share {
  Index first, count;
};
inline Share share_of(Index size, int part, int parts) {
  const Index first = size * part / parts;
  return {first, size * (part + 1) / parts - first};
}

// The name of the first parameter with a value that is not finite, or "".
std::string first_not_finite(std::span<Parameter* const> parameters);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
