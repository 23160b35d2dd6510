#include "nn/ops/conv2d.hpp"

#include "nn/ops/conv_kernel.hpp"
#include "nn/ops/explain.hpp"
#include "nn/ops/window.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// saved: what the unfolded way needs, then what the lanes need.
enum Saved : std::size_t { kColumns, kColumnGradient, kPadded, kPaddedGradient, kWeights, kTurned, kWeightSums, kPlaceGradients };
using Map = Eigen::Map<Matrix>;
using ConstMap = Eigen::Map<const Matrix>;

Index weight_row(const Window& window, Index channel, Index i, Index j) { return (channel * window.size + i) * window.size + j; }

// Every window of one image as a column: (channels·size·size)×(out cells).
void unfold(const Real* image, const Window& window, Matrix& columns) {
  each_window_cell(window, [&](Index channel, Index i, Index j) {
    Real* row = columns.row(weight_row(window, channel, i, j)).data();
    for (Index out = 0; out < window.out_cells(); ++out) {
      const Index at = under(window, channel, out, i, j);
      row[out] = at < 0 ? Real(0) : image[at];
    }
  });
}

// The other way round: what every window's cells say is added to the image.
void fold_add(const Matrix& columns, const Window& window, Real* image) {
  each_window_cell(window, [&](Index channel, Index i, Index j) {
    const Real* row = columns.row(weight_row(window, channel, i, j)).data();
    for (Index out = 0; out < window.out_cells(); ++out) {
      const Index at = under(window, channel, out, i, j);
      if (at >= 0) image[at] += row[out];
    }
  });
}

void forward_unfolded(Node& node, const Window& window, const Matrix& images, const Matrix& weights, const Matrix& bias) {
  Matrix& columns = node.keep(kColumns, weights.rows(), window.out_cells());
  for (Index n = 0; n < images.rows(); ++n) {
    unfold(images.row(n).data(), window, columns);
    Map y(node.own.row(n).data(), weights.cols(), window.out_cells());
    y.colwise() = bias.row(0).transpose();
    product(weights, Transpose::Yes, columns, Transpose::No, y, Accumulate::Yes);
  }
}

void forward_in_lanes(Node& node, const Window& window, const Matrix& images, const Matrix& weights, const Matrix& bias) {
  Matrix& padded_weights = node.keep(kWeights, weights.rows() + 1, (weights.cols() + 3) / 4 * 4);   // the bias is the last row
  padded_weights.setZero();
  padded_weights.topLeftCorner(weights.rows(), weights.cols()) = weights;
  padded_weights.bottomLeftCorner(1, weights.cols()) = bias;
  Matrix& image = node.keep(kPadded, 1, PaddedImage(window).cells(window));
  for (Index n = 0; n < images.rows(); ++n) {
    pad(images.row(n).data(), window, image.data());
    convolve(image.data(), window, padded_weights.data(), padded_weights.row(weights.rows()).data(), weights.cols(), node.own.row(n).data());
  }
}

void backward_unfolded(Node& node, const Window& window, const Matrix& x, const Matrix& w, Contribution dx, Contribution dw, Contribution db) {
  node.keep(kColumnGradient, w.rows(), window.out_cells());
  for (Index n = 0; n < x.rows(); ++n) {
    const ConstMap dy(node.gradient.row(n).data(), w.cols(), window.out_cells());
    if (dw) {
      unfold(x.row(n).data(), window, node.saved[kColumns]);
      product(node.saved[kColumns], Transpose::No, dy, Transpose::Yes, *dw.gradient, Accumulate::Yes);
    }
    if (db) *db.gradient += dy.rowwise().sum().transpose();
    if (dx) {
      product(w, Transpose::No, dy, Transpose::No, node.saved[kColumnGradient]);
      fold_add(node.saved[kColumnGradient], window, dx.gradient->row(n).data());
    }
  }
}

// Weights and their gradient lie filter after filter, each row of the window kLanes apart, zeros behind.
void backward_in_lanes(Node& node, const Window& window, const Matrix& x, const Matrix& w, Contribution dx, Contribution dw, Contribution db) {
  const Index filters = w.cols(), rows = window.channels * window.size, cells = PaddedImage(window).cells(window);
  node.keep(kPlaceGradients, 1, window.out_cells() + 1);           // the last one first: afterwards the others keep their places
  Matrix &sums = node.keep(kWeightSums, filters * rows, kLanes), &weights = node.keep(kTurned, filters * rows, kLanes);
  Matrix &image = node.keep(kPadded, 1, cells), &image_gradient = node.keep(kPaddedGradient, 1, cells);
  sums.setZero(), weights.setZero();
  each_window_cell(window, [&](Index channel, Index i, Index j) {
    for (Index f = 0; f < filters; ++f) weights(f * rows + channel * window.size + i, j) = w(weight_row(window, channel, i, j), f);
  });
  std::vector<Index>& integers = node.attributes.integers;   // lends room behind the window for the places' offsets
  const std::size_t attributes = integers.size();
  integers.resize(attributes + static_cast<std::size_t>(window.out_cells()) + 1);
  Places places{integers.data() + attributes, node.saved[kPlaceGradients].data()};
  for (Index n = 0; n < x.rows(); ++n) {
    pad(x.row(n).data(), window, image.data());
    if (dx) image_gradient.setZero();
    for (Index f = 0; f < filters; ++f) {
      const Real sum = find_places(node.gradient.row(n).data() + f * window.out_cells(), window, places);
      if (db) (*db.gradient)(0, f) += sum;
      if (dw) add_weight_gradient(image.data(), window, places, sums.row(f * rows).data());
      if (dx) add_image_gradient(weights.row(f * rows).data(), window, places, image_gradient.data());
    }
    if (dx) unpad_add(image_gradient.data(), window, dx.gradient->row(n).data());
  }
  integers.resize(attributes);
  if (!dw) return;
  each_window_cell(window, [&](Index channel, Index i, Index j) {
    for (Index f = 0; f < filters; ++f) (*dw.gradient)(weight_row(window, channel, i, j), f) += sums(f * rows + channel * window.size + i, j);
  });
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Window window = window_of(node.attributes.integers);
  const Matrix &x = tape.input_of(node, 0), &w = tape.input_of(node, 1);
  const Contribution dx = tape.cleared_contribution(node, 0), dw = tape.cleared_contribution(node, 1), db = tape.cleared_contribution(node, 2);
  (fits_lanes(window) ? backward_in_lanes : backward_unfolded)(node, window, x, w, dx, dw, db);
}

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const Window window = window_of(entry_of(trace, entry).attributes.integers);
  const int x = input_of(trace, entry, 0), w = input_of(trace, entry, 1);
  const Index filter = cell.column / window.out_cells(), place = cell.column % window.out_cells();
  each_window_cell(window, [&](Index channel, Index i, Index j) {
    const Index at_image = under(window, channel, place, i, j);
    if (at_image < 0) return;
    const Cell weight{weight_row(window, channel, i, j), filter};
    Term term = term_of(trace, x, {cell.row, at_image}, value_at(trace, w, weight));
    term.coefficient_entry = w;
    term.coefficient_cell = weight;
    out.terms.push_back(term);
  });
  out.terms.push_back(term_of(trace, input_of(trace, entry, 2), {0, filter}));
}

// dx of one image cell: every window it lies under, every filter.
void image_terms(const Trace& trace, int entry, const Window& window, Cell cell, std::vector<Term>& out) {
  const Matrix& w = input_value(trace, entry, 1);
  const Index channel = cell.column / (window.height * window.width);
  for (Index i = 0; i < window.size; ++i)
    for (Index j = 0; j < window.size; ++j)
      for (Index place = 0; place < window.out_cells(); ++place) {
        if (under(window, channel, place, i, j) != cell.column) continue;
        for (Index filter = 0; filter < w.cols(); ++filter) {
          const Cell weight{weight_row(window, channel, i, j), filter};
          Term term = gradient_term(trace, entry, {cell.row, filter * window.out_cells() + place}, at(w, weight));
          term.coefficient_entry = input_of(trace, entry, 1);
          term.coefficient_cell = weight;
          out.push_back(term);
        }
      }
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const Window window = window_of(entry_of(trace, entry).attributes.integers);
  if (slot == 0) return image_terms(trace, entry, window, cell, out);
  const int x = input_of(trace, entry, 0);
  const Index area = window.size * window.size, channel = cell.row / area, i = cell.row % area / window.size, j = cell.row % window.size;
  for (Index n = 0; n < entry_of(trace, x).value.rows(); ++n)
    for (Index place = 0; place < window.out_cells(); ++place) {
      const Cell from{n, cell.column * window.out_cells() + place};
      if (slot == 2) {
        out.push_back(gradient_term(trace, entry, from, 1));
        continue;
      }
      const Index at_image = under(window, channel, place, i, j);
      if (at_image < 0) continue;
      Term term = gradient_term(trace, entry, from, value_at(trace, x, {n, at_image}));
      term.coefficient_entry = x;
      term.coefficient_cell = {n, at_image};
      out.push_back(term);
    }
}

}  // namespace

const Op kConv2d{.name = "conv2d", .backward = backward, .explain = explain, .gradient_terms = gradient_terms};

Value conv2d(Tape& tape, Value x, Value w, Value b, const Window& window) {
  const Matrix &images = tape.value(x), &weights = tape.value(w), &bias = tape.value(b);
  check_window(window, images.cols());
  EPOCHS_CHECK(weights.rows() == window.channels * window.size * window.size, "conv2d: the kernel has another size than the window");
  EPOCHS_CHECK(bias.rows() == 1 && bias.cols() == weights.cols(), "conv2d: one bias for each filter");
  Node& node = tape.push(kConv2d, {x, w, b}, images.rows(), weights.cols() * window.out_cells());
  store(window, node.attributes.integers);
  (fits_lanes(window) ? forward_in_lanes : forward_unfolded)(node, window, images, weights, bias);
  return tape.last();
}

Value conv2d(Tape& tape, Value x, const Parameter& w, const Parameter& b, const Window& window) {
  const Value weights = tape.parameter(w), bias = tape.parameter(b);
  return conv2d(tape, x, weights, bias, window);
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
