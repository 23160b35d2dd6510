#include "nn/ops/attention.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/block_product.hpp"
#include "core/check.hpp"
#include "nn/ops/cells.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

enum Saved : std::size_t { kScores, kWeights, kScoreGradient, kScratch };
constexpr std::string_view kParts[] = {"scores", "weights", "score_gradient"};
constexpr Index kBlock = 16;             // queries (or keys) at a time: what a mask hides from all of them is not computed

// Attributes: integers = batch, heads, causal, then the visible keys of each sequence, then 1 for each muted head and 0 for others.
struct Layout {
  const std::vector<Index>& integers;
  Index queries, keys, width;            // T, S, d

  Index batch() const { return integers[0]; }
  Index heads() const { return integers[1]; }
  bool causal() const { return integers[2] != 0; }
  bool muted(Index head) const { return integers[static_cast<std::size_t>(3 + batch() + head)] != 0; }
  bool any_muted() const {
    for (Index head = 0; head < heads(); ++head)
      if (muted(head)) return true;
    return false;
  }
  // How many keys query t of sequence b sees: always the first ones.
  Index visible(Index b, Index t) const {
    const Index count = integers[static_cast<std::size_t>(3 + b)];
    return causal() ? std::min(count, t + 1) : count;
  }
  double scale() const { return 1 / std::sqrt(static_cast<double>(width)); }
  Index weight_row(Index b, Index head, Index t) const { return (b * heads() + head) * queries + t; }
};

Layout layout_of(const Attributes& attributes, const Matrix& q, const Matrix& k) {
  const Index batch = attributes.integers[0], heads = attributes.integers[1];
  return {attributes.integers, q.rows() / batch, k.rows() / batch, q.cols() / heads};
}

ConstBlock head_of(const Matrix& all, Index b, Index head, Index rows, Index width) { return {all.data() + b * rows * all.cols() + head * width, all.cols()}; }
Block head_of(Matrix& all, Index b, Index head, Index rows, Index width) { return {all.data() + b * rows * all.cols() + head * width, all.cols()}; }

ConstBlock from_row(ConstBlock block, Index row) { return {block.data + row * block.row, block.row}; }
Block from_row(Block block, Index row) { return {block.data + row * block.row, block.row}; }
Strided straight(ConstBlock block) { return {block.data, block.row, 1}; }
Strided turned(ConstBlock block) { return {block.data, 1, block.row}; }

// One head's rows lie a whole token apart, a distance at which they push each other out of the cache: they are copied before a product
// walks along them again and again. Room for keys twice, then for queries twice.
struct Scratch {
  Real *first, *second, *third, *fourth;
  Scratch(Matrix& cells, const Layout& layout)
      : first(cells.data()), second(first + layout.keys * layout.width), third(second + layout.keys * layout.width), fourth(third + layout.queries * layout.width) {}
  static Index rows(const Layout& layout) { return 2 * (layout.keys + layout.queries); }
};

ConstBlock gather(ConstBlock from, Index rows, Index width, Real* to) {
  for (Index r = 0; r < rows; ++r) std::copy_n(from.data + r * from.row, width, to + r * width);
  return {to, width};
}

// The same transposed, width × rows, times a factor.
ConstBlock turn(ConstBlock from, Index rows, Index width, Real factor, Real* to) {
  for (Index r = 0; r < rows; ++r)
    for (Index j = 0; j < width; ++j) to[j * rows + r] = factor * from.data[r * from.row + j];
  return {to, rows};
}

// A query sees the first `own` of the `seen` scores that were computed for its block; the others become −∞, their weights 0.
void softmax_visible(Real* scores, Index own, Index seen, Real* weights) {
  if (own == 0) return;                          // no key at all: then none was computed
  std::fill_n(scores + own, seen - own, -std::numeric_limits<Real>::infinity());
  softmax_row(scores, seen, weights);
}

void forward(Node& node, const Matrix& q, const Matrix& k, const Matrix& v, const Layout& layout) {
  const Index queries = layout.queries, keys = layout.keys, width = layout.width;
  Matrix& scores = node.saved[node.saved[kScores].size() > 0 ? kScores : kWeights];      // nobody looks at them: weights take their place
  const Scratch scratch(node.saved[kScratch], layout);
  for (Index b = 0; b < layout.batch(); ++b)
    for (Index head = 0; head < layout.heads(); ++head) {
      const ConstBlock asking = head_of(q, b, head, queries, width), values = gather(head_of(v, b, head, keys, width), keys, width, scratch.second);
      const ConstBlock answering = turn(head_of(k, b, head, keys, width), keys, width, static_cast<Real>(layout.scale()), scratch.first);
      const Block out = head_of(node.own, b, head, queries, width);
      for (Index t0 = 0; t0 < queries; t0 += kBlock) {
        const Index rows = std::min(kBlock, queries - t0), seen = layout.visible(b, t0 + rows - 1), place = layout.weight_row(b, head, t0) * keys;
        Block s{scores.data() + place, keys}, w{node.saved[kWeights].data() + place, keys};
        block_product(straight(from_row(asking, t0)), answering, s, {rows, seen, width}, Accumulate::No);
        for (Index r = 0; r < rows; ++r) softmax_visible(from_row(s, r).data, layout.visible(b, t0 + r), seen, from_row(w, r).data);
        block_product(straight({w.data, keys}), values, from_row(out, t0), {rows, width, layout.muted(head) ? 0 : seen}, Accumulate::No);
      }
    }
}

// What backward of one head reads and writes. dscores (T×S) is scale · the gradient of the scores.
struct HeadBackward {
  const Layout& layout;
  Index b;
  ConstBlock q, k, v, weights, dout;
  Block dscores;
};

// dscores = scale · w ∘ (dw − Σ dw ∘ w) with dw = dout · vᵀ, and dq = dscores · k, for a block of queries after the other.
void query_gradients(const HeadBackward& of, Real* turned_values, Block dq, Contribution to) {
  const Index queries = of.layout.queries, keys = of.layout.keys, width = of.layout.width;
  const ConstBlock values = turn(of.v, keys, width, 1, turned_values);
  for (Index t0 = 0; t0 < queries; t0 += kBlock) {
    const Index rows = std::min(kBlock, queries - t0), seen = of.layout.visible(of.b, t0 + rows - 1);
    const Block ds = from_row(of.dscores, t0);
    block_product(straight(from_row(of.dout, t0)), values, ds, {rows, seen, width}, Accumulate::No);
    for (Index r = 0; r < rows; ++r) {
      Real* row = from_row(ds, r).data;
      softmax_row_backward(from_row(of.weights, t0 + r).data, row, seen, static_cast<Real>(of.layout.scale()), row, Accumulate::No);
    }
    if (to) block_product(straight({ds.data, ds.row}), of.k, from_row(dq, t0), {rows, width, seen}, to.accumulate);
  }
}

// to = or += rowsᵀ · from, a block of keys after the other: which queries see a key begins with it when the mask is causal.
void key_gradients(const HeadBackward& of, ConstBlock rows_of_keys, ConstBlock from, Block out, Accumulate accumulate) {
  const Index queries = of.layout.queries, keys = of.layout.keys, seen = of.layout.visible(of.b, queries - 1);
  for (Index s0 = 0; s0 < seen; s0 += kBlock) {
    const Index first = of.layout.causal() ? s0 : 0;
    const ConstBlock rows{rows_of_keys.data + first * rows_of_keys.row + s0, rows_of_keys.row};
    block_product(turned(rows), from_row(from, first), from_row(out, s0), {std::min(kBlock, seen - s0), of.layout.width, queries - first}, accumulate);
  }
  for (Index s = seen; s < keys && accumulate == Accumulate::No; ++s) std::fill_n(from_row(out, s).data, of.layout.width, Real(0));
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Matrix &q = tape.input_of(node, 0), &k = tape.input_of(node, 1), &v = tape.input_of(node, 2);
  const Layout layout = layout_of(node.attributes, q, k);
  const Index queries = layout.queries, keys = layout.keys, width = layout.width;
  const bool shown = tape.recording();           // else one head's gradient of the scores is overwritten by the next one's
  Matrix& dscores = node.keep(kScoreGradient, shown ? node.saved[kWeights].rows() : queries, keys);
  if (shown) dscores.setZero();
  const Scratch scratch(node.saved[kScratch], layout);
  Contribution to[3];                            // a muted head hands nothing back: its columns are cleared
  for (int slot = 0; slot < 3; ++slot) to[slot] = layout.any_muted() ? tape.cleared_contribution(node, slot) : tape.contribution(node, slot);
  for (Index b = 0; b < layout.batch(); ++b)
    for (Index head = 0; head < layout.heads(); ++head) {
      if (layout.muted(head)) continue;
      const Index place = layout.weight_row(b, head, 0);
      const HeadBackward of{layout, b, gather(head_of(q, b, head, queries, width), queries, width, scratch.third),
                            gather(head_of(k, b, head, keys, width), keys, width, scratch.second), head_of(v, b, head, keys, width),
                            {node.saved[kWeights].data() + place * keys, keys},
                            gather(head_of(std::as_const(node.gradient), b, head, queries, width), queries, width, scratch.fourth),
                            {dscores.data() + (shown ? place * keys : 0), keys}};
      const auto head_in = [&](int slot, Index rows) { return to[slot] ? head_of(*to[slot].gradient, b, head, rows, width) : Block{}; };
      if (to[0] || to[1]) query_gradients(of, scratch.first, head_in(0, queries), to[0]);
      if (to[1]) key_gradients(of, {of.dscores.data, keys}, of.q, head_in(1, keys), to[1].accumulate);
      if (to[2]) key_gradients(of, of.weights, of.dout, head_in(2, keys), to[2].accumulate);
    }
  if (shown) dscores *= static_cast<Real>(1 / layout.scale());   // the part shows the gradient of the score itself
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
  if (part == static_cast<int>(kWeights)) return explain_weight(trace, entry, kScores, cell, seen, out);
  if (part == static_cast<int>(kScoreGradient) || cell.column >= seen) {     // masked: −∞ by rule
    out.terms.push_back({.operand = out.value});
  } else {
    for (Index j = head * layout.width; j < (head + 1) * layout.width; ++j) {
      const double key = value_at(trace, input_of(trace, entry, 1), {b * layout.keys + cell.column, j});
      out.terms.push_back(term_of(trace, input_of(trace, entry, 0), {b * layout.queries + t, j}, key * layout.scale()));
    }
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

// Where no block looked: −∞ and 0 by rule.
void show_mask(Matrix& scores, Matrix& weights, const Layout& layout) {
  for (Index row = 0; row < scores.rows(); ++row) {
    const Index seen = layout.visible(row / (layout.queries * layout.heads()), row % layout.queries);
    scores.row(row).tail(scores.cols() - seen).setConstant(-std::numeric_limits<Real>::infinity());
    weights.row(row).tail(scores.cols() - seen).setZero();
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
  const Layout layout = layout_of(node.attributes, qs, ks);
  node.keep(kScores, tape.recording() ? qs.rows() * shape.heads : 0, keys);
  node.keep(kWeights, qs.rows() * shape.heads, keys);
  if (tape.recording()) node.keep(kScoreGradient, 0, 0);
  node.keep(kScratch, Scratch::rows(layout), layout.width);
  forward(node, qs, ks, vs, layout);
  if (tape.recording()) show_mask(node.saved[kScores], node.saved[kWeights], layout);
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
