#include "nn/ops/pooling.hpp"

#include <cstring>

#include "core/fast_math.hpp"
#include "core/kernel.hpp"
#include "nn/ops/explain.hpp"
#include "nn/ops/window.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {
// Attributes: integers = the window.

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

// The image column of the largest cell of a window, the first one of equals: found again when it is asked for, so that nothing is kept.
Index winner(const Real* image, const Window& window, Index column) {
  Index best = -1;
  each_inside(window, column / window.out_cells(), column % window.out_cells(), [&](Index at) {
    if (best < 0 || image[at] > image[best]) best = at;
  });
  return best;
}

// Windows of 2×2 side by side, the usual case: row by row. `top` is the upper of the two image rows that belong to a row of y.
bool in_pairs(const Window& window) { return window.size == 2 && window.stride == 2 && window.padding == 0 && window.height % 2 == 0 && window.width % 2 == 0; }

EPOCHS_KERNEL void pool_pairs(const Real* EPOCHS_RESTRICT top, Index width, Index rows, Real* EPOCHS_RESTRICT y) {
  const Index half = width / 2;
  for (Index r = 0; r < rows; ++r, top += 2 * width, y += half)
    for (Index c = 0; c < half; ++c) {
      const Real a = top[2 * c], b = top[2 * c + 1], d = top[width + 2 * c], e = top[width + 2 * c + 1];
      const Real ab = a < b ? b : a, de = d < e ? e : d;
      y[c] = ab < de ? de : ab;
    }
}

// Four windows at a time, with the columns of an image row parted into left and right ones and put together again.
// (Left to itself, g++ 12 goes through such windows one by one.)
typedef Real Four __attribute__((vector_size(4 * sizeof(Real))));

EPOCHS_INLINE void load(Four& out, const Real* from) { std::memcpy(&out, from, sizeof out); }
EPOCHS_INLINE void store_pairs(Real* to, const Four& left, const Four& right) {
  const Four first = __builtin_shufflevector(left, right, 0, 4, 1, 5), second = __builtin_shufflevector(left, right, 2, 6, 3, 7);
  std::memcpy(to, &first, sizeof first), std::memcpy(to + 4, &second, sizeof second);
}

EPOCHS_INLINE void pool_four_backward(const Real* top, const Real* y, const Real* dy, Index width, Real* dx) {
  const Four zero = {};
  Four left, most, near, far;
  load(left, dy), load(most, y);                 // what is left goes to the first cell that is the largest
  load(near, top), load(far, top + 4);
  const Four a = __builtin_shufflevector(near, far, 0, 2, 4, 6), b = __builtin_shufflevector(near, far, 1, 3, 5, 7);
  load(near, top + width), load(far, top + width + 4);
  const Four d = __builtin_shufflevector(near, far, 0, 2, 4, 6);
  const Four to_a = a == most ? left : zero;
  left = a == most ? zero : left;
  const Four to_b = b == most ? left : zero;
  left = b == most ? zero : left;
  const Four to_d = d == most ? left : zero;
  left = d == most ? zero : left;
  store_pairs(dx, to_a, to_b), store_pairs(dx + width, to_d, left);
}

EPOCHS_KERNEL void pool_pairs_backward(const Real* EPOCHS_RESTRICT top, const Real* EPOCHS_RESTRICT y, const Real* EPOCHS_RESTRICT dy, Index width, Index rows,
                                       Real* EPOCHS_RESTRICT dx) {
  const Index half = width / 2;
  for (Index r = 0; r < rows; ++r, top += 2 * width, dx += 2 * width, y += half, dy += half) {
    Index c = 0;
    for (; c + 4 <= half; c += 4) pool_four_backward(top + 2 * c, y + c, dy + c, width, dx + 2 * c);
    for (; c < half; ++c) {
      Real left = dy[c];
      const Real most = y[c], a = top[2 * c], b = top[2 * c + 1], d = top[width + 2 * c];
      const Real to_a = a == most ? left : 0;
      left = a == most ? 0 : left;
      const Real to_b = b == most ? left : 0;
      left = b == most ? 0 : left;
      const Real to_d = d == most ? left : 0;
      left = d == most ? 0 : left;
      dx[2 * c] = to_a, dx[2 * c + 1] = to_b, dx[width + 2 * c] = to_d, dx[width + 2 * c + 1] = left;
    }
  }
}

void backward_max(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dx = tape.contribution(node, 0);
  if (!dx) return;
  const Window window = window_of(node.attributes.integers);
  const Matrix& images = tape.input_of(node, 0);
  const Index rows = images.rows() * window.channels * window.out_height();
  if (in_pairs(window) && dx.accumulate == Accumulate::No)
    return pool_pairs_backward(images.data(), node.own.data(), node.gradient.data(), window.width, rows, dx.gradient->data());
  if (dx.accumulate == Accumulate::No) dx.gradient->setZero();
  for (Index r = 0; r < node.own.rows(); ++r)
    for (Index c = 0; c < node.own.cols(); ++c) (*dx.gradient)(r, winner(images.row(r).data(), window, c)) += node.gradient(r, c);
}

void backward_average(Tape& tape, int index) {
  const Node& node = tape.node(index);
  const Contribution dx = tape.cleared_contribution(node, 0);
  if (!dx) return;
  const Window window = window_of(node.attributes.integers);
  for (Index c = 0; c < node.own.cols(); ++c) {
    const Index channel = c / window.out_cells(), place = c % window.out_cells();
    const Real share = Real(1) / static_cast<Real>(count_inside(window, channel, place));
    each_inside(window, channel, place, [&](Index at) { dx.gradient->col(at) += share * node.gradient.col(c); });
  }
}

void explain_max(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const TraceEntry& self = entry_of(trace, entry);
  out.terms.push_back(term_of(trace, self.inputs[0], {cell.row, winner(input_value(trace, entry, 0).row(cell.row).data(), window_of(self.attributes.integers), cell.column)}));
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
      if (winner(input_value(trace, entry, 0).row(cell.row).data(), window, column) == cell.column) out.push_back(gradient_term(trace, entry, {cell.row, column}, 1));
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

const Op kMaxPool{.name = "max_pool", .backward = backward_max, .explain = explain_max, .gradient_terms = gradient_terms<true>, .kink = "two values of a window are the largest"};
const Op kAveragePool{.name = "average_pool", .backward = backward_average, .explain = explain_average, .gradient_terms = gradient_terms<false>};

Value max_pool(Tape& tape, Value x, const Window& window) {
  Node& node = push(tape, kMaxPool, x, window);
  const Matrix& images = tape.value(x);
  if (in_pairs(window)) {
    pool_pairs(images.data(), window.width, images.rows() * window.channels * window.out_height(), node.own.data());
    return tape.last();
  }
  for (Index r = 0; r < node.own.rows(); ++r)
    for (Index c = 0; c < node.own.cols(); ++c) node.own(r, c) = images(r, winner(images.row(r).data(), window, c));
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
