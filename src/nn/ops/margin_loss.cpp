#include "nn/ops/margin_loss.hpp"

#include <cmath>

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::string_view kParts[] = {"losses"};

template <MarginLoss kKind>
void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dz = tape.contribution(node, 0);
  if (!dz) return;
  const Matrix &z = tape.input_of(node, 0), &labels = tape.input_of(node, 1);
  const Real share = node.gradient(0, 0) / static_cast<Real>(z.size());
  for (Index i = 0; i < z.size(); ++i) {
    const Real y = labels.data()[i];
    const Real d = share * y * static_cast<Real>(margin_loss_derivative(kKind, static_cast<double>(y * z.data()[i])));
    Real& target = dz.gradient->data()[i];
    target = dz.accumulate == Accumulate::Yes ? target + d : d;
  }
}

template <MarginLoss kKind>
void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (slot != 0 || !has_gradient(trace, entry)) return;
  const double y = value_at(trace, input_of(trace, entry, 1), cell), z = value_at(trace, input_of(trace, entry, 0), cell);
  const double count = static_cast<double>(input_value(trace, entry, 0).size());
  out.push_back(gradient_term(trace, entry, {}, margin_loss_derivative(kKind, y * z) * y / count));
}

// One cell of "losses": ℓ of the margin y·z.
void explain_loss(const Trace& trace, int entry, int, Cell cell, Explanation& out) {
  const int labels = input_of(trace, entry, 1);
  out.function = entry_of(trace, entry).op;
  Term term = term_of(trace, input_of(trace, entry, 0), cell, value_at(trace, labels, cell));
  term.coefficient_entry = labels;
  term.coefficient_cell = cell;
  out.terms.push_back(term);
}

void explain(const Trace& trace, int entry, Cell, Explanation& out) { explain_mean_of_losses(trace, entry, 0, out); }

template <MarginLoss kKind>
constexpr Op op_named(std::string_view name, std::string_view kink = {}) {
  return {.name = name, .backward = backward<kKind>, .explain = explain, .gradient_terms = gradient_terms<kKind>, .explain_part = explain_loss, .kink = kink, .parts = kParts};
}

}  // namespace

const Op kPerceptronCriterion = op_named<MarginLoss::Perceptron>("perceptron_criterion", "m = 0");
const Op kHingeLoss = op_named<MarginLoss::Hinge>("hinge_loss", "m = 1");
const Op kLogisticLoss = op_named<MarginLoss::Logistic>("logistic_loss");

double margin_loss(MarginLoss kind, double margin) {
  switch (kind) {
    case MarginLoss::Perceptron: return std::max(0.0, -margin);
    case MarginLoss::Hinge: return std::max(0.0, 1 - margin);
    case MarginLoss::Logistic: return std::max(0.0, -margin) + std::log1p(std::exp(-std::abs(margin)));   // no overflow on either side
  }
  return 0;
}

double margin_loss_derivative(MarginLoss kind, double margin) {
  switch (kind) {
    case MarginLoss::Perceptron: return margin <= 0 ? -1 : 0;
    case MarginLoss::Hinge: return margin < 1 ? -1 : 0;
    case MarginLoss::Logistic: return -1 / (1 + std::exp(margin));
  }
  return 0;
}

Value margin_loss(Tape& tape, MarginLoss kind, Value z, Value labels) {
  static constexpr const Op* kOps[] = {&kPerceptronCriterion, &kHingeLoss, &kLogisticLoss};
  const Matrix &zs = tape.value(z), &ys = tape.value(labels);
  EPOCHS_CHECK(zs.rows() == ys.rows() && zs.cols() == ys.cols() && zs.size() > 0, "margin_loss: scores and labels differ in size");
  Node& node = tape.push(*kOps[static_cast<std::size_t>(kind)], {z, labels}, 1, 1);
  if (tape.recording()) node.keep(0, zs.rows(), zs.cols());
  double sum = 0;
  for (Index i = 0; i < zs.size(); ++i) {
    const double loss = margin_loss(kind, static_cast<double>(ys.data()[i] * zs.data()[i]));
    if (tape.recording()) node.saved[0].data()[i] = static_cast<Real>(loss);
    sum += loss;
  }
  node.own(0, 0) = static_cast<Real>(sum / static_cast<double>(zs.size()));
  return tape.last();
}

Value perceptron_criterion(Tape& tape, Value z, Value labels) { return margin_loss(tape, MarginLoss::Perceptron, z, labels); }
Value hinge_loss(Tape& tape, Value z, Value labels) { return margin_loss(tape, MarginLoss::Hinge, z, labels); }
Value logistic_loss(Tape& tape, Value z, Value labels) { return margin_loss(tape, MarginLoss::Logistic, z, labels); }

}  // namespace epochs::inline EPOCHS_PRECISION::nn
