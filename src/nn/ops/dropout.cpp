#include "nn/ops/dropout.hpp"

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::string_view kParts[] = {"mask"};

void backward(Tape& tape, int index) {
  const Node& node = tape.node(index);
  if (const Contribution dx = tape.contribution(node, 0)) assign_or_add(*dx.gradient, dx.accumulate, node.gradient.cwiseProduct(node.saved[0]));
}

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  out.terms.push_back(term_of(trace, input_of(trace, entry, 0), cell, at(part_of(trace, entry, 0), cell)));
}

void gradient_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  if (has_gradient(trace, entry)) out.push_back(gradient_term(trace, entry, cell, at(part_of(trace, entry, 0), cell)));
}

}  // namespace

const Op kDropout{.name = "dropout", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .parts = kParts};

Value dropout(Tape& tape, Value x, double rate, Random& random) {
  EPOCHS_CHECK(rate >= 0 && rate < 1, "dropout: the rate is not in [0, 1)");
  if (rate <= 0 || tape.mode() == Mode::Infer) return x;
  const Matrix& in = tape.value(x);
  Node& node = tape.push(kDropout, {x}, in.rows(), in.cols());
  Matrix& mask = node.keep(0, in.rows(), in.cols());
  const auto kept = static_cast<Real>(1 / (1 - rate));
  for (Index i = 0; i < mask.size(); ++i) mask.data()[i] = random.chance(rate) ? Real(0) : kept;
  node.own.noalias() = in.cwiseProduct(mask);
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
