#include "nn/ops/attention.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/check.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

enum Saved : std::size_t { kScores, kWeights, kScoreGradient };
constexpr std::string_view kParts[] = {"scores", "weights", "score_gradient"};
using Rows = Eigen::Map<Matrix, 0, Eigen::OuterStride<>>;
using ConstRows = Eigen::Map<const Matrix, 0, Eigen::OuterStride<>>;

// Attributes: integers = batch, heads, causal, then the visible keys of each sequence, then 1 for each muted head and 0 for others.
struct Layout {
  const std::vector<Index>& integers;
  Index queries, keys, width;            // T, S, d

  Index batch() const { return integers[0]; }
  Index heads() const { return integers[1]; }
  bool muted(Index head) const { return integers[static_cast<std::size_t>(3 + batch() + head)] != 0; }
  // How many keys query t of sequence b sees: always the first ones.
  Index visible(Index b, Index t) const {
    const Index count = integers[static_cast<std::size_t>(3 + b)];
    return integers[2] != 0 ? std::min(count, t + 1) : count;
  }
  double scale() const { return 1 / std::sqrt(static_cast<double>(width)); }
  Index weight_row(Index b, Index head, Index t) const { return (b * heads() + head) * queries + t; }
};

Layout layout_of(const Attributes& attributes, const Matrix& q, const Matrix& k) {
  const Index batch = attributes.integers[0], heads = attributes.integers[1];
  return {attributes.integers, q.rows() / batch, k.rows() / batch, q.cols() / heads};
}

ConstRows head_of(const Matrix& all, Index b, Index head, Index rows, Index width) {
  return {all.data() + b * rows * all.cols() + head * width, rows, width, Eigen::OuterStride<>(all.cols())};
}
Rows head_of(Matrix& all, Index b, Index head, Index rows, Index width) {
  return {all.data() + b * rows * all.cols() + head * width, rows, width, Eigen::OuterStride<>(all.cols())};
}

void softmax_visible(ConstMatrix scores, Eigen::Ref<Matrix> weights, const Layout& layout, Index b) {
  for (Index t = 0; t < scores.rows(); ++t) {
    const Index seen = layout.visible(b, t);
    weights.row(t).tail(weights.cols() - seen).setZero();
    if (seen == 0) continue;
    softmax_row(scores.data() + t * scores.outerStride(), seen, weights.data() + t * weights.outerStride());
  }
}

void forward(Node& node, const Matrix& q, const Matrix& k, const Matrix& v, const Layout& layout) {
  const Index queries = layout.queries, width = layout.width;
  for (Index b = 0; b < layout.batch(); ++b)
    for (Index head = 0; head < layout.heads(); ++head) {
      auto scores = node.saved[kScores].middleRows(layout.weight_row(b, head, 0), queries);
      auto weights = node.saved[kWeights].middleRows(layout.weight_row(b, head, 0), queries);
      product(head_of(q, b, head, queries, width), Transpose::No, head_of(k, b, head, layout.keys, width), Transpose::Yes, scores);
      scores *= static_cast<Real>(layout.scale());
      softmax_visible(scores, weights, layout, b);
      Rows out = head_of(node.own, b, head, queries, width);
      if (layout.muted(head))
        out.setZero();
      else
        product(weights, Transpose::No, head_of(v, b, head, layout.keys, width), Transpose::No, out);
    }
}

// scale · dscores from dweights, in place: w ∘ (dw − Σ dw ∘ w).
void softmax_gradient(ConstMatrix weights, Eigen::Ref<Matrix> gradient, Real scale) {
  for (Index t = 0; t < weights.rows(); ++t) {
    Real* row = gradient.data() + t * gradient.outerStride();
    softmax_row_backward(weights.data() + t * weights.outerStride(), row, weights.cols(), scale, row, Accumulate::No);
  }
}

void clear_first(const Contribution& contribution) {
  if (contribution && contribution.accumulate == Accumulate::No) contribution.gradient->setZero();
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Matrix &q = tape.input_of(node, 0), &k = tape.input_of(node, 1), &v = tape.input_of(node, 2);
  const Layout layout = layout_of(node.attributes, q, k);
  const Index queries = layout.queries, keys = layout.keys, width = layout.width;
  const auto scale = static_cast<Real>(layout.scale());
  node.keep(kScoreGradient, node.saved[kWeights].rows(), keys).setZero();
  const Contribution dq = tape.contribution(node, 0), dk = tape.contribution(node, 1), dv = tape.contribution(node, 2);
  clear_first(dq), clear_first(dk), clear_first(dv);
  for (Index b = 0; b < layout.batch(); ++b)
    for (Index head = 0; head < layout.heads(); ++head) {
      if (layout.muted(head)) continue;
      const auto weights = node.saved[kWeights].middleRows(layout.weight_row(b, head, 0), queries);
      auto dscores = node.saved[kScoreGradient].middleRows(layout.weight_row(b, head, 0), queries);
      const ConstRows dout = head_of(std::as_const(node.gradient), b, head, queries, width);
      if (dv) product(weights, Transpose::Yes, dout, Transpose::No, head_of(*dv.gradient, b, head, keys, width), Accumulate::Yes);
      if (!dq && !dk) continue;
      product(dout, Transpose::No, head_of(v, b, head, keys, width), Transpose::Yes, dscores);
      softmax_gradient(weights, dscores, scale);   // by q·k, so that the two products below need no factor
      if (dq) product(dscores, Transpose::No, head_of(k, b, head, keys, width), Transpose::No, head_of(*dq.gradient, b, head, queries, width), Accumulate::Yes);
      if (dk) product(dscores, Transpose::Yes, head_of(q, b, head, queries, width), Transpose::No, head_of(*dk.gradient, b, head, keys, width), Accumulate::Yes);
      if (tape.recording()) dscores *= Real(1) / scale;   // the part shows the gradient of the score itself
    }
}

Layout layout_of(const Trace& trace, int entry) { return layout_of(entry_of(trace, entry).attributes, input_value(trace, entry, 0), input_value(trace, entry, 1)); }

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const Layout layout = layout_of(trace, entry);
  const Index b = cell.row / layout.queries, t = cell.row % layout.queries, head = cell.column / layout.width;
  if (layout.muted(head)) return;
  const Matrix& weights = part_of(trace, entry, kWeights);
  for (Index s = 0; s < layout.visible(b, t); ++s)
    out.terms.push_back(term_of(trace, input_of(trace, entry, 2), {b * layout.keys + s, cell.column}, at(weights, {layout.weight_row(b, head, t), s})));
}

// score = Σ q_j k_j / √d; weight = exp(score − log Σ e^score)
void explain_part(const Trace& trace, int entry, int part, Cell cell, Explanation& out) {
  const Layout layout = layout_of(trace, entry);
  const Index t = cell.row % layout.queries, b = cell.row / (layout.queries * layout.heads()), head = cell.row / layout.queries % layout.heads();
  const Index seen = layout.visible(b, t);
  if (part == static_cast<int>(kScoreGradient)) {
    out.terms.push_back({.operand = at(part_of(trace, entry, part), cell)});
  } else if (cell.column >= seen) {                                          // masked: −∞ by rule, so that its weight is 0
    if (part == static_cast<int>(kScores)) out.terms.push_back({.operand = out.value});
  } else if (part == static_cast<int>(kScores)) {
    for (Index j = head * layout.width; j < (head + 1) * layout.width; ++j) {
      const double key = value_at(trace, input_of(trace, entry, 1), {b * layout.keys + cell.column, j});
      out.terms.push_back(term_of(trace, input_of(trace, entry, 0), {b * layout.queries + t, j}, key * layout.scale()));
    }
  } else {
    const auto scores = part_of(trace, entry, kScores).row(cell.row).head(seen).cast<double>().array();
    const double largest = scores.maxCoeff();
    out.function = "exp";
    out.terms.push_back({.entry = entry, .cell = cell, .operand = at(part_of(trace, entry, kScores), cell), .part = kScores});
    out.terms.push_back({.coefficient = -1, .operand = largest + std::log((scores - largest).exp().sum())});
  }
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const Layout layout = layout_of(trace, entry);
  const Index head = cell.column / layout.width;
  const Index rows = slot == 0 ? layout.queries : layout.keys, b = cell.row / rows, inside = cell.row % rows;
  if (layout.muted(head)) return;
  const auto score_term = [&](Index t, Index s, double other) {
    const Cell from{layout.weight_row(b, head, t), s};
    out.push_back({.entry = entry, .cell = from, .coefficient = other * layout.scale(), .operand = at(part_of(trace, entry, kScoreGradient), from), .part = kScoreGradient});
  };
  if (slot == 0)
    for (Index s = 0; s < layout.visible(b, inside); ++s) score_term(inside, s, value_at(trace, input_of(trace, entry, 1), {b * layout.keys + s, cell.column}));
  for (Index t = 0; slot > 0 && t < layout.queries; ++t) {
    if (inside >= layout.visible(b, t)) continue;
    if (slot == 1) score_term(t, inside, value_at(trace, input_of(trace, entry, 0), {b * layout.queries + t, cell.column}));
    if (slot == 2)
      out.push_back(gradient_term(trace, entry, {b * layout.queries + t, cell.column}, at(part_of(trace, entry, kWeights), {layout.weight_row(b, head, t), inside})));
  }
}

void check(const Matrix& q, const Matrix& k, const Matrix& v, const AttentionShape& shape) {
  EPOCHS_CHECK(shape.batch > 0 && q.rows() % shape.batch == 0 && k.rows() % shape.batch == 0, "attention: the rows are no multiple of the batch");
  EPOCHS_CHECK(k.rows() == v.rows() && q.cols() == k.cols() && k.cols() == v.cols(), "attention: queries, keys and values do not fit");
  EPOCHS_CHECK(shape.heads > 0 && q.cols() % shape.heads == 0, "attention: the width is no multiple of the number of heads");
  EPOCHS_CHECK(shape.key_counts.empty() || static_cast<Index>(shape.key_counts.size()) == shape.batch, "attention: one key count for each sequence");
  for (const Index count : shape.key_counts) EPOCHS_CHECK(count >= 0 && count <= k.rows() / shape.batch, "attention: a key count is out of range");
  for (const Index head : shape.muted_heads) EPOCHS_CHECK(head >= 0 && head < shape.heads, "attention: there is no such head to mute");
}

void describe(const AttentionShape& shape, Index keys, std::vector<Index>& integers) {
  integers.push_back(shape.batch), integers.push_back(shape.heads), integers.push_back(shape.causal == Causal::Yes);
  for (Index b = 0; b < shape.batch; ++b) integers.push_back(shape.key_counts.empty() ? keys : shape.key_counts[static_cast<std::size_t>(b)]);
  for (Index head = 0; head < shape.heads; ++head)
    integers.push_back(std::find(shape.muted_heads.begin(), shape.muted_heads.end(), head) != shape.muted_heads.end());
}

void show_mask(Matrix& scores, const Layout& layout) {
  for (Index row = 0; row < scores.rows(); ++row) {
    const Index seen = layout.visible(row / (layout.queries * layout.heads()), row % layout.queries);
    scores.row(row).tail(scores.cols() - seen).setConstant(-std::numeric_limits<Real>::infinity());
  }
}

}  // namespace

const Op kAttention{.name = "attention", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_part, .parts = kParts};

Value attention(Tape& tape, Value q, Value k, Value v, const AttentionShape& shape) {
  const Matrix &qs = tape.value(q), &ks = tape.value(k), &vs = tape.value(v);
  check(qs, ks, vs, shape);
  Node& node = tape.push(kAttention, {q, k, v}, qs.rows(), qs.cols());
  const Index keys = ks.rows() / shape.batch;
  describe(shape, keys, node.attributes.integers);
  node.keep(kScores, qs.rows() * shape.heads, keys);
  node.keep(kWeights, qs.rows() * shape.heads, keys);
  if (tape.recording()) node.keep(kScoreGradient, 0, 0);
  const Layout layout = layout_of(node.attributes, qs, ks);
  forward(node, qs, ks, vs, layout);
  if (tape.recording()) show_mask(node.saved[kScores], layout);
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
