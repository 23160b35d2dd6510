#include "nn/init.hpp"

#include <array>
#include <cmath>

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::array<std::string_view, 5> kInitNames = {"zero", "uniform", "xavier", "he", "orthogonal"};

// Gram-Schmidt, twice, in double: the shorter side of the matrix becomes orthonormal.
void make_orthogonal(Matrix& weights, Random& random) {
  using Wide = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const bool tall = weights.rows() > weights.cols();
  const Index count = tall ? weights.cols() : weights.rows(), length = tall ? weights.rows() : weights.cols();
  Wide rows(count, length);
  for (Index i = 0; i < count; ++i) {
    do {
      for (Index j = 0; j < length; ++j) rows(i, j) = random.normal();
      for (int pass = 0; pass < 2; ++pass)
        for (Index k = 0; k < i; ++k) rows.row(i) -= rows.row(i).dot(rows.row(k)) * rows.row(k);
    } while (rows.row(i).norm() < 1e-6);      // fell into the span of the others: draw again
    rows.row(i).normalize();
  }
  for (Index i = 0; i < weights.rows(); ++i)
    for (Index j = 0; j < weights.cols(); ++j) weights(i, j) = static_cast<Real>(tall ? rows(j, i) : rows(i, j));
}

}  // namespace

void fill_uniform(Matrix& values, Real low, Real high, Random& random) {
  for (Index i = 0; i < values.size(); ++i) values.data()[i] = static_cast<Real>(random.uniform(static_cast<double>(low), static_cast<double>(high)));
}

void fill_normal(Matrix& values, Real deviation, Random& random) {
  for (Index i = 0; i < values.size(); ++i) values.data()[i] = static_cast<Real>(static_cast<double>(deviation) * random.normal());
}

void initialise(Matrix& weights, Init init, Random& random) {
  if (weights.size() == 0) return;
  const auto inputs = static_cast<Real>(weights.rows()), outputs = static_cast<Real>(weights.cols());
  const auto within = [&](Real bound) { fill_uniform(weights, -bound, bound, random); };
  switch (init) {
    case Init::Zero: weights.setZero(); break;
    case Init::Uniform: within(1 / std::sqrt(inputs)); break;
    case Init::Xavier: within(std::sqrt(6 / (inputs + outputs))); break;
    case Init::He: fill_normal(weights, std::sqrt(2 / inputs), random); break;
    case Init::Orthogonal: make_orthogonal(weights, random); break;
  }
}

std::string_view name_of(Init init) { return kInitNames[static_cast<std::size_t>(init)]; }

std::optional<Init> find_init(std::string_view name) {
  for (std::size_t i = 0; i < kInitNames.size(); ++i)
    if (kInitNames[i] == name) return static_cast<Init>(i);
  return std::nullopt;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
