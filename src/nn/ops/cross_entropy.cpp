#include "nn/ops/cross_entropy.hpp"

#include <cmath>

#include "core/check.hpp"
#include "core/kernel.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::string_view kParts[] = {"probabilities", "losses"};
// Attributes: integers = the targets, numbers = each row's share w_r / Σ w (0 where ignored).

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dx = tape.contribution(node, 0);
  if (!dx) return;
  cross_entropy_backward(node.saved[0], node.attributes.integers, node.attributes.numbers, node.gradient(0, 0), *dx.gradient, dx.accumulate);
}

void explain(const Trace& trace, int entry, Cell, Explanation& out) {
  const Attributes& attributes = entry_of(trace, entry).attributes;
  for (Index r = 0; r < part_of(trace, entry, 1).rows(); ++r)
    if (attributes.integers[static_cast<std::size_t>(r)] != kIgnored)
      out.terms.push_back({.entry = entry, .cell = {r, 0}, .coefficient = attributes.numbers[static_cast<std::size_t>(r)], .operand = at(part_of(trace, entry, 1), {r, 0}), .part = 1});
}

double log_sum_exp(const Matrix& x, Index row) {
  const double largest = static_cast<double>(x.row(row).maxCoeff());
  return largest + std::log((x.row(row).cast<double>().array() - largest).exp().sum());
}

// p_c = exp(x_c − log Σ e^x); −log p_t = log Σ e^x − x_t.
void explain_cell(const Trace& trace, int entry, int part, Cell cell, Explanation& out) {
  const int x = input_of(trace, entry, 0);
  const double total = log_sum_exp(entry_of(trace, x).value, cell.row);
  if (part == 0) {
    out.function = "exp";
    out.terms.push_back(term_of(trace, x, cell));
    out.terms.push_back({.coefficient = -1, .operand = total});
    return;
  }
  const Index target = entry_of(trace, entry).attributes.integers[static_cast<std::size_t>(cell.row)];
  if (target == kIgnored) return;
  out.terms.push_back({.operand = total});
  out.terms.push_back(term_of(trace, x, {cell.row, target}, -1));
}

void gradient_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const Attributes& attributes = entry_of(trace, entry).attributes;
  const auto row = static_cast<std::size_t>(cell.row);
  const double p = at(part_of(trace, entry, 0), cell), hit = attributes.integers[row] == cell.column ? 1 : 0;
  out.push_back(gradient_term(trace, entry, {}, attributes.numbers[row] * (p - hit)));
}

Real weight_of(int target, std::span<const Real> label_weights) {
  if (target == kIgnored) return 0;
  return label_weights.empty() ? Real(1) : label_weights[static_cast<std::size_t>(target)];
}

EPOCHS_KERNEL void scale_row(const Real* EPOCHS_RESTRICT from, Index count, Real factor, Real* EPOCHS_RESTRICT to, bool add) {
  for (Index i = 0; i < count; ++i) to[i] = (add ? to[i] : Real(0)) + factor * from[i];
}

void check(const Matrix& logits, std::span<const int> targets, std::span<const Real> label_weights) {
  EPOCHS_CHECK(static_cast<std::size_t>(logits.rows()) == targets.size(), "cross_entropy: one target for each row");
  EPOCHS_CHECK(label_weights.empty() || static_cast<std::size_t>(logits.cols()) == label_weights.size(), "cross_entropy: one weight for each label");
  for (const int target : targets) EPOCHS_CHECK(target == kIgnored || (target >= 0 && target < logits.cols()), "cross_entropy: a target is out of range");
}

}  // namespace

const Op kCrossEntropy{.name = "cross_entropy", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_cell, .parts = kParts};

Real cross_entropy(const Matrix& logits, std::span<const int> targets, std::span<const Real> label_weights, Matrix& p, Matrix& row_losses,
                   std::vector<double>& shares) {
  check(logits, targets, label_weights);
  p.resize(logits.rows(), logits.cols());
  row_losses.resize(logits.rows(), 1);
  double total_weight = 0, sum = 0;
  for (Index r = 0; r < logits.rows(); ++r) {
    const int target = targets[static_cast<std::size_t>(r)];
    const auto [largest, total] = softmax_row(logits.row(r).data(), logits.cols(), p.row(r).data());
    row_losses(r, 0) = target == kIgnored ? Real(0) : std::log(total) - (logits(r, target) - largest);
    shares.push_back(static_cast<double>(weight_of(target, label_weights)));
    total_weight += shares.back();
    sum += shares.back() * static_cast<double>(row_losses(r, 0));
  }
  if (total_weight <= 0) return 0;
  for (double& share : shares) share /= total_weight;
  return static_cast<Real>(sum / total_weight);
}

void cross_entropy_backward(const Matrix& p, std::span<const Index> targets, std::span<const double> shares, Real dloss, Matrix& dlogits, Accumulate accumulate) {
  for (Index r = 0; r < p.rows(); ++r) {
    const Real share = dloss * static_cast<Real>(shares[static_cast<std::size_t>(r)]);
    scale_row(p.row(r).data(), p.cols(), share, dlogits.row(r).data(), accumulate == Accumulate::Yes);
    if (share != Real(0)) dlogits(r, targets[static_cast<std::size_t>(r)]) -= share;
  }
}

Value cross_entropy(Tape& tape, Value logits, std::span<const int> targets, std::span<const Real> label_weights) {
  const Matrix& x = tape.value(logits);
  Node& node = tape.push(kCrossEntropy, {logits}, 1, 1);
  node.attributes.integers.assign(targets.begin(), targets.end());
  if (node.saved.size() < 2) node.saved.resize(2);
  node.own(0, 0) = cross_entropy(x, targets, label_weights, node.saved[0], node.saved[1], node.attributes.numbers);
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
