#include "nn/ops/arithmetic.hpp"

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// d(a ± b): the second operand's sign is the op's.
template <int kSign>
void backward_sum(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution da = tape.contribution(node, 0)) assign_or_add(*da.gradient, da.accumulate, node.gradient);
  if (const Contribution db = tape.contribution(node, 1)) assign_or_add(*db.gradient, db.accumulate, Real(kSign) * node.gradient);
}

template <int kSign>
void explain_sum(const Trace& trace, int entry, Cell cell, Explanation& out) {
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), cell));
  out.terms.push_back(term_of(trace, input_of(trace, entry, 1), cell, kSign));
}

template <int kSign>
void sum_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (has_gradient(trace, entry)) out.push_back(gradient_term(trace, entry, cell, slot == 0 ? 1 : kSign));
}

void backward_mul(Tape& tape, int index) {
  const Node& node = tape.node(index);
  for (int slot = 0; slot < 2; ++slot)
    if (const Contribution d = tape.contribution(node, slot)) assign_or_add(*d.gradient, d.accumulate, node.gradient.cwiseProduct(tape.input_of(node, 1 - slot)));
}

void explain_mul(const Trace& trace, int entry, Cell cell, Explanation& out) {
  Term term = term_of(trace, input_of(trace, entry, 0), cell, value_at(trace, input_of(trace, entry, 1), cell));
  term.coefficient_entry = input_of(trace, entry, 1);
  term.coefficient_cell = cell;
  out.terms.push_back(term);
}

void mul_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const int other = input_of(trace, entry, 1 - slot);
  Term term = gradient_term(trace, entry, cell, value_at(trace, other, cell));
  term.coefficient_entry = other;
  term.coefficient_cell = cell;
  out.push_back(term);
}

void backward_scale(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution da = tape.contribution(node, 0))
    assign_or_add(*da.gradient, da.accumulate, static_cast<Real>(node.attributes.numbers[0]) * node.gradient);
}

void explain_scale(const Trace& trace, int entry, Cell cell, Explanation& out) {
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), cell, entry_of(trace, entry).attributes.numbers[0]));
}

void scale_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  if (has_gradient(trace, entry)) out.push_back(gradient_term(trace, entry, cell, entry_of(trace, entry).attributes.numbers[0]));
}

Node& push_pair(Tape& tape, const Op& op, Value a, Value b) {
  const Matrix &x = tape.value(a), &y = tape.value(b);
  EPOCHS_CHECK(x.rows() == y.rows() && x.cols() == y.cols(), std::string(op.name) + ": the operands differ in size");
  return tape.push(op, {a, b}, x.rows(), x.cols());
}

}  // namespace

const Op kAdd{.name = "add", .backward = backward_sum<1>, .explain = explain_sum<1>, .gradient_terms = sum_terms<1>};
const Op kSub{.name = "sub", .backward = backward_sum<-1>, .explain = explain_sum<-1>, .gradient_terms = sum_terms<-1>};
const Op kMul{.name = "mul", .backward = backward_mul, .explain = explain_mul, .gradient_terms = mul_terms};
const Op kScale{.name = "scale", .backward = backward_scale, .explain = explain_scale, .gradient_terms = scale_terms};

Value add(Tape& tape, Value a, Value b) {
  Node& node = push_pair(tape, kAdd, a, b);
  node.own.noalias() = tape.value(a) + tape.value(b);
  return tape.last();
}

Value sub(Tape& tape, Value a, Value b) {
  Node& node = push_pair(tape, kSub, a, b);
  node.own.noalias() = tape.value(a) - tape.value(b);
  return tape.last();
}

Value mul(Tape& tape, Value a, Value b) {
  Node& node = push_pair(tape, kMul, a, b);
  node.own.noalias() = tape.value(a).cwiseProduct(tape.value(b));
  return tape.last();
}

Value scale(Tape& tape, Value a, Real factor) {
  Node& node = tape.push(kScale, {a}, tape.value(a).rows(), tape.value(a).cols());
  node.attributes.numbers.push_back(static_cast<double>(factor));
  node.own.noalias() = factor * tape.value(a);
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
