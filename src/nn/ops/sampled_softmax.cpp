#include "nn/ops/sampled_softmax.hpp"

#include "core/check.hpp"
#include "nn/ops/arithmetic.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "nn/ops/embedding.hpp"
#include "nn/ops/products.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

Value sampled_softmax(Tape& tape, Value h, Value table, std::span<const int> candidates, std::span<const int> target_places, std::span<const Real> log_expected) {
  EPOCHS_CHECK(log_expected.empty() || log_expected.size() == candidates.size(), "sampled_softmax: one expectation for each candidate");
  Value logits = row_products(tape, h, embedding(tape, table, candidates));
  if (!log_expected.empty()) {
    const Eigen::Map<const RowVector> row(log_expected.data(), static_cast<Index>(log_expected.size()));
    logits = sub(tape, logits, tape.input(row.replicate(tape.value(h).rows(), 1), "log_expected"));
  }
  return cross_entropy(tape, logits, target_places);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
