#include "nn/ops/pooling.hpp"

#include "nn/ops/explain.hpp"
#include "nn/ops/window.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {
// Attributes: integers = the window; max_pool appends the image column of every winner, row by row.

constexpr std::size_t kWinners = 6;

// Calls visit(image column) for the cells of one window that lie inside.
template <class Visit>
void each_inside(const Window& window, Index channel, Index place, Visit visit) {
  for (Index i = 0; i < window.size; ++i)
    for (Index j = 0; j < window.size; ++j)
      if (const Index at = under(window, channel, place, i, j); at >= 0) visit(at);
}

Index count_inside(const Window& window, Index channel, Index place) {
  Index count = 0;
  each_inside(window, channel, place, [&](Index) { ++count; });
  return count;
}

Index winner(const std::vector<Index>& integers, Index row, Index columns, Index column) { return integers[kWinners + static_cast<std::size_t>(row * columns + column)]; }

void backward_max(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dx = tape.contribution(node, 0);
  if (!dx) return;
  if (dx.accumulate == Accumulate::No) dx.gradient->setZero();
  for (Index r = 0; r < node.own.rows(); ++r)
    for (Index c = 0; c < node.own.cols(); ++c) (*dx.gradient)(r, winner(node.attributes.integers, r, node.own.cols(), c)) += node.gradient(r, c);
}

void backward_average(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dx = tape.contribution(node, 0);
  if (!dx) return;
  if (dx.accumulate == Accumulate::No) dx.gradient->setZero();
  const Window window = window_of(node.attributes.integers);
  for (Index c = 0; c < node.own.cols(); ++c) {
    const Index channel = c / window.out_cells(), place = c % window.out_cells();
    const Real share = Real(1) / static_cast<Real>(count_inside(window, channel, place));
    each_inside(window, channel, place, [&](Index at) { dx.gradient->col(at) += share * node.gradient.col(c); });
  }
}

void explain_max(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const TraceEntry& self = entry_of(trace, entry);
  out.terms.push_back(term_of(trace, self.inputs[0], {cell.row, winner(self.attributes.integers, cell.row, self.value.cols(), cell.column)}));
}

void explain_average(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const Window window = window_of(entry_of(trace, entry).attributes.integers);
  const Index channel = cell.column / window.out_cells(), place = cell.column % window.out_cells();
  const double share = 1 / static_cast<double>(count_inside(window, channel, place));
  each_inside(window, channel, place, [&](Index at) { out.terms.push_back(term_of(trace, input_of(trace, entry, 0), {cell.row, at}, share)); });
}

template <bool kMax>
void gradient_terms(const Trace& trace, int entry, int, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const TraceEntry& self = entry_of(trace, entry);
  const Window window = window_of(self.attributes.integers);
  const Index channel = cell.column / (window.height * window.width);
  for (Index place = 0; place < window.out_cells(); ++place) {
    const Index column = channel * window.out_cells() + place;
    if (kMax) {
      if (winner(self.attributes.integers, cell.row, self.value.cols(), column) == cell.column) out.push_back(gradient_term(trace, entry, {cell.row, column}, 1));
      continue;
    }
    const double share = 1 / static_cast<double>(count_inside(window, channel, place));
    each_inside(window, channel, place, [&](Index at) {
      if (at == cell.column) out.push_back(gradient_term(trace, entry, {cell.row, column}, share));
    });
  }
}

Node& push(Tape& tape, const Op& op, Value x, const Window& window) {
  const Matrix& images = tape.value(x);
  check_window(window, images.cols());
  Node& node = tape.push(op, {x}, images.rows(), window.channels * window.out_cells());
  store(window, node.attributes.integers);
  return node;
}

}  // namespace

const Op kMaxPool{.name = "max_pool", .backward = backward_max, .explain = explain_max, .gradient_terms = gradient_terms<true>};
const Op kAveragePool{.name = "average_pool", .backward = backward_average, .explain = explain_average, .gradient_terms = gradient_terms<false>};

Value max_pool(Tape& tape, Value x, const Window& window) {
  Node& node = push(tape, kMaxPool, x, window);
  const Matrix& images = tape.value(x);
  for (Index r = 0; r < node.own.rows(); ++r)
    for (Index c = 0; c < node.own.cols(); ++c) {
      Index best = -1;
      each_inside(window, c / window.out_cells(), c % window.out_cells(), [&](Index at) {
        if (best < 0 || images(r, at) > images(r, best)) best = at;
      });
      node.own(r, c) = images(r, best);
      node.attributes.integers.push_back(best);
    }
  return tape.last();
}

Value average_pool(Tape& tape, Value x, const Window& window) {
  Node& node = push(tape, kAveragePool, x, window);
  const Matrix& images = tape.value(x);
  node.own.setZero();
  for (Index c = 0; c < node.own.cols(); ++c) {
    const Index channel = c / window.out_cells(), place = c % window.out_cells();
    each_inside(window, channel, place, [&](Index at) { node.own.col(c) += images.col(at); });
    node.own.col(c) *= Real(1) / static_cast<Real>(count_inside(window, channel, place));
  }
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
