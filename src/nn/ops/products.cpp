#include "nn/ops/products.hpp"

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Matrix &a = tape.input_of(node, 0), &b = tape.input_of(node, 1);
  if (const Contribution da = tape.contribution(node, 0)) product(node.gradient, Transpose::No, b, Transpose::No, *da.gradient, da.accumulate);
  if (const Contribution db = tape.contribution(node, 1)) product(node.gradient, Transpose::Yes, a, Transpose::No, *db.gradient, db.accumulate);
}

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const int a = input_of(trace, entry, 0), b = input_of(trace, entry, 1);
  for (Index k = 0; k < input_value(trace, entry, 0).cols(); ++k) {
    Term term = term_of(trace, a, {cell.row, k}, value_at(trace, b, {cell.column, k}));
    term.coefficient_entry = b;
    term.coefficient_cell = {cell.column, k};
    out.terms.push_back(term);
  }
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const int other = input_of(trace, entry, 1 - slot);
  for (Index i = 0; i < entry_of(trace, other).value.rows(); ++i) {
    const Cell from = slot == 0 ? Cell{cell.row, i} : Cell{i, cell.row}, factor{i, cell.column};
    Term term = gradient_term(trace, entry, from, value_at(trace, other, factor));
    term.coefficient_entry = other;
    term.coefficient_cell = factor;
    out.push_back(term);
  }
}

}  // namespace

const Op kRowProducts{.name = "row_products", .backward = backward, .explain = explain, .gradient_terms = gradient_terms};

Value row_products(Tape& tape, Value a, Value b) {
  const Matrix &x = tape.value(a), &y = tape.value(b);
  EPOCHS_CHECK(x.cols() == y.cols(), "row_products: the rows differ in width");
  Node& node = tape.push(kRowProducts, {a, b}, x.rows(), y.rows());
  product(x, Transpose::No, y, Transpose::Yes, node.own);
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
