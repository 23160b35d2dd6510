// Initialisations by name, for a weight matrix of I rows (inputs) and O columns (units).
#pragma once

#include <optional>
#include <string_view>

#include "core/matrix.hpp"
#include "core/random.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Zero · Uniform in ±1/√I · Xavier: uniform in ±√(6/(I+O)) (Glorot & Bengio 2010) · He: normal, deviation √(2/I) (He et al. 2015)
// · Orthogonal: rows or columns (the shorter ones) orthonormal (Saxe et al. 2014).
enum class Init { Zero, Uniform, Xavier, He, Orthogonal };

void initialise(Matrix& weights, Init init, Random& random);      // keeps the size; gain 1
std::string_view name_of(Init init);                              // "zero", "uniform", "xavier", "he", "orthogonal"
std::optional<Init> find_init(std::string_view name);

void fill_uniform(Matrix& values, Real low, Real high, Random& random);
void fill_normal(Matrix& values, Real deviation, Random& random); // mean 0

}  // namespace epochs::inline EPOCHS_PRECISION::nn
