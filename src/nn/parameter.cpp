#include "nn/parameter.hpp"

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

std::vector<Matrix> copy_values(std::span<Parameter* const> parameters) {
  std::vector<Matrix> values;
  values.reserve(parameters.size());
  for (const Parameter* parameter : parameters) values.push_back(parameter->value);
  return values;
}

void restore_values(std::span<Parameter* const> parameters, const std::vector<Matrix>& values) {
  EPOCHS_CHECK(parameters.size() == values.size(), "restore_values: the number of parameters differs");
  for (std::size_t i = 0; i < values.size(); ++i)
    EPOCHS_CHECK(parameters[i]->value.rows() == values[i].rows() && parameters[i]->value.cols() == values[i].cols(),
                 "restore_values: the size of " + parameters[i]->name + " differs");
  for (std::size_t i = 0; i < values.size(); ++i) parameters[i]->value = values[i];
}

std::size_t size_of(const std::vector<Matrix>& values) {
  constexpr std::size_t kAllocation = EIGEN_MAX_ALIGN_BYTES + 16;   // what the heap takes besides: counts for the small matrices of small networks
  std::size_t bytes = 0;
  for (const Matrix& value : values) bytes += sizeof value + (value.size() > 0 ? kAllocation + static_cast<std::size_t>(value.size()) * sizeof(Real) : 0);
  return bytes;
}

std::string first_not_finite(std::span<Parameter* const> parameters) {
  for (const Parameter* parameter : parameters)
    if (!parameter->value.allFinite()) return parameter->name;
  return "";
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
