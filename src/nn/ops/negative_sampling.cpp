#include "nn/ops/negative_sampling.hpp"

#include <cmath>

#include "core/check.hpp"
#include "nn/ops/explain.hpp"
#include "nn/ops/margin_loss.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

enum Slot : int { kCentres, kContexts };
enum Saved : std::size_t { kScores, kLosses, kScoreGradient };
constexpr std::string_view kParts[] = {"scores", "losses", "score_gradient"};

// Attributes: integers = for each example the target and its negatives. Columns of a score row: 0 is the target.
Index sign_of(Index column) { return column == 0 ? 1 : -1; }
Index id_of(const Attributes& attributes, const Matrix& scores, Cell cell) { return attributes.integers[static_cast<std::size_t>(cell.row * scores.cols() + cell.column)]; }

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  node.keep(kScoreGradient, node.saved[kScores].rows(), node.saved[kScores].cols());
  const Matrix &centres = tape.input_of(node, kCentres), &contexts = tape.input_of(node, kContexts), &scores = node.saved[kScores];
  Matrix& ds = node.saved[kScoreGradient];
  const Contribution dv = tape.cleared_contribution(node, kCentres), du = tape.row_contribution(node, kContexts, node.attributes.integers);
  const Real share = node.gradient(0, 0) / static_cast<Real>(scores.rows());
  for (Index n = 0; n < scores.rows(); ++n)
    for (Index j = 0; j < scores.cols(); ++j) {
      const auto margin = static_cast<double>(scores(n, j)) * static_cast<double>(sign_of(j));
      const Real slope = ds(n, j) = share * static_cast<Real>(static_cast<double>(sign_of(j)) * margin_loss_derivative(MarginLoss::Logistic, margin));
      const Index id = id_of(node.attributes, scores, {n, j});
      if (dv) dv.gradient->row(n) += slope * contexts.row(id);
      if (du) du.gradient->row(id) += slope * centres.row(n);
    }
}

// L = 1/N Σ losses
void explain(const Trace& trace, int entry, Cell, Explanation& out) {
  out.formula = "negative_sampling";
  const Matrix& losses = part_of(trace, entry, kLosses);
  for (Index n = 0; n < losses.rows(); ++n)
    for (Index j = 0; j < losses.cols(); ++j)
      out.terms.push_back({.entry = entry, .cell = {n, j}, .coefficient = 1 / static_cast<double>(losses.rows()), .operand = at(losses, {n, j}), .part = kLosses});
}

// score = v · u; loss = log(1 + e^−m) of the margin m = ± score
void explain_part(const Trace& trace, int entry, int part, Cell cell, Explanation& out) {
  const Matrix& scores = part_of(trace, entry, kScores);
  if (part == static_cast<int>(kScoreGradient)) {
    out.terms.push_back({.operand = out.value});
  } else if (part == static_cast<int>(kLosses)) {
    out.function = "logistic_loss";
    out.terms.push_back({.entry = entry, .cell = cell, .coefficient = static_cast<double>(sign_of(cell.column)), .operand = at(scores, cell), .part = kScores});
  } else {
    const int contexts = input_of(trace, entry, kContexts);
    const Index id = id_of(entry_of(trace, entry).attributes, scores, cell);
    for (Index d = 0; d < entry_of(trace, contexts).value.cols(); ++d) {
      Term term = term_of(trace, input_of(trace, entry, kCentres), {cell.row, d}, value_at(trace, contexts, {id, d}));
      term.coefficient_entry = contexts, term.coefficient_cell = {id, d};
      out.terms.push_back(term);
    }
  }
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const Matrix &scores = part_of(trace, entry, kScores), &ds = part_of(trace, entry, kScoreGradient);
  const int other = input_of(trace, entry, 1 - slot);
  for (Index n = slot == kCentres ? cell.row : 0; n < (slot == kCentres ? cell.row + 1 : scores.rows()); ++n)
    for (Index j = 0; j < scores.cols(); ++j) {
      const Index id = id_of(entry_of(trace, entry).attributes, scores, {n, j});
      if (slot == kContexts && id != cell.row) continue;
      const Cell factor{slot == kCentres ? id : n, cell.column};
      out.push_back({.entry = entry, .cell = {n, j}, .coefficient = value_at(trace, other, factor), .operand = at(ds, {n, j}), .coefficient_entry = other,
                     .coefficient_cell = factor, .part = kScoreGradient});
    }
}

}  // namespace

const Op kNegativeSampling{
    .name = "negative_sampling", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_part, .parts = kParts};

Value negative_sampling(Tape& tape, Value centres, Value contexts, std::span<const int> targets, std::span<const int> negatives) {
  const Matrix &v = tape.value(centres), &u = tape.value(contexts);
  EPOCHS_CHECK(v.rows() > 0 && static_cast<Index>(targets.size()) == v.rows() && negatives.size() % targets.size() == 0, "negative_sampling: one target and K negatives for each centre");
  EPOCHS_CHECK(v.cols() == u.cols(), "negative_sampling: centres and contexts differ in width");
  const std::size_t k = negatives.size() / targets.size();
  Node& node = tape.push(kNegativeSampling, {centres, contexts}, 1, 1);
  for (const std::size_t part : {kScores, kLosses}) node.keep(part, v.rows(), static_cast<Index>(1 + k));
  if (tape.recording()) node.keep(kScoreGradient, 0, 0);   // nothing to show before backward
  Matrix &scores = node.saved[kScores], &losses = node.saved[kLosses];
  double sum = 0;
  for (std::size_t n = 0; n < targets.size(); ++n)
    for (std::size_t j = 0; j <= k; ++j) {
      const Index id = j == 0 ? targets[n] : negatives[n * k + j - 1], row = static_cast<Index>(n), column = static_cast<Index>(j);
      EPOCHS_CHECK(id >= 0 && id < u.rows(), "negative_sampling: there is no row " + std::to_string(id));
      node.attributes.integers.push_back(id);
      const Real score = scores(row, column) = v.row(row).dot(u.row(id));
      const double loss = margin_loss(MarginLoss::Logistic, static_cast<double>(score) * static_cast<double>(sign_of(column)));
      losses(row, column) = static_cast<Real>(loss);
      sum += loss;
    }
  node.own(0, 0) = static_cast<Real>(sum / static_cast<double>(targets.size()));
  return tape.last();
}

Value negative_sampling(Tape& tape, Value centres, const Parameter& contexts, std::span<const int> targets, std::span<const int> negatives) {
  return negative_sampling(tape, centres, tape.parameter(contexts), targets, negatives);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
