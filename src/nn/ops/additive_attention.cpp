#include "nn/ops/additive_attention.hpp"

#include <cmath>
#include <limits>

#include "core/check.hpp"
#include "nn/ops/explain.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

enum Slot : int { kQueries, kKeys, kV, kValues };
enum Saved : std::size_t { kHidden, kScores, kWeights, kScoreGradient };
constexpr std::string_view kParts[] = {"hidden", "scores", "weights", "score_gradient"};

// Attributes: integers = batch, then the visible keys of each sequence.
struct Layout {
  const std::vector<Index>& integers;
  Index queries, keys;                  // T, S

  Index batch() const { return integers[0]; }
  Index sequence_of(Index query_row) const { return query_row / queries; }
  Index visible(Index query_row) const { return integers[static_cast<std::size_t>(1 + sequence_of(query_row))]; }
  Index key_row(Index query_row, Index s) const { return sequence_of(query_row) * keys + s; }
  Index hidden_row(Index query_row, Index s) const { return query_row * keys + s; }
};

Layout layout_of(const Attributes& attributes, const Matrix& queries, const Matrix& keys) {
  return {attributes.integers, queries.rows() / attributes.integers[0], keys.rows() / attributes.integers[0]};
}

void forward(Node& node, const Matrix& queries, const Matrix& keys, const Matrix& v, const Matrix& values, const Layout& layout) {
  Matrix &hidden = node.saved[kHidden], &scores = node.saved[kScores], &weights = node.saved[kWeights];
  hidden.setZero();
  scores.setConstant(-std::numeric_limits<Real>::infinity());
  weights.setZero();
  for (Index r = 0; r < queries.rows(); ++r) {
    const Index seen = layout.visible(r);
    for (Index s = 0; s < seen; ++s) {
      auto h = hidden.row(layout.hidden_row(r, s));
      h.array() = (queries.row(r) + keys.row(layout.key_row(r, s))).array().tanh();
      scores(r, s) = h.dot(v.col(0));
    }
    weights.row(r).head(seen).array() = (scores.row(r).head(seen).array() - scores.row(r).head(seen).maxCoeff()).exp();
    weights.row(r).head(seen) *= Real(1) / weights.row(r).head(seen).sum();
    product(weights.middleRows(r, 1), Transpose::No, values.middleRows(layout.key_row(r, 0), layout.keys), Transpose::No, node.own.middleRows(r, 1));
  }
}

// dscores = w ∘ (dw − Σ dw ∘ w), with dw = dout · valueᵀ
void score_gradients(Node& node, const Matrix& values, const Layout& layout) {
  Matrix& dscores = node.saved[kScoreGradient];
  const Matrix& weights = node.saved[kWeights];
  for (Index r = 0; r < weights.rows(); ++r) {
    product(node.gradient.middleRows(r, 1), Transpose::No, values.middleRows(layout.key_row(r, 0), layout.keys), Transpose::Yes, dscores.middleRows(r, 1));
    const Real along = dscores.row(r).dot(weights.row(r));
    dscores.row(r).array() = weights.row(r).array() * (dscores.row(r).array() - along);
  }
}

void backward(Tape& tape, int index) {
  Node& node = tape.node(index);
  const Matrix &queries = tape.input_of(node, kQueries), &keys = tape.input_of(node, kKeys), &v = tape.input_of(node, kV), &values = tape.input_of(node, kValues);
  const Layout layout = layout_of(node.attributes, queries, keys);
  node.keep(kScoreGradient, queries.rows(), layout.keys);
  score_gradients(node, values, layout);
  Contribution to[4];
  for (int slot = 0; slot < 4; ++slot) to[slot] = tape.cleared_contribution(node, slot);
  for (Index r = 0; r < queries.rows(); ++r)
    for (Index s = 0; s < layout.visible(r); ++s) {
      const auto h = node.saved[kHidden].row(layout.hidden_row(r, s));
      const Real d = node.saved[kScoreGradient](r, s);
      const auto inner = d * v.col(0).transpose().array() * (Real(1) - h.array().square());
      if (to[kQueries]) to[kQueries].gradient->row(r).array() += inner;
      if (to[kKeys]) to[kKeys].gradient->row(layout.key_row(r, s)).array() += inner;
      if (to[kV]) to[kV].gradient->col(0) += d * h.transpose();
      if (to[kValues]) to[kValues].gradient->row(layout.key_row(r, s)) += node.saved[kWeights](r, s) * node.gradient.row(r);
    }
}

Layout layout_of(const Trace& trace, int entry) {
  return layout_of(entry_of(trace, entry).attributes, input_value(trace, entry, kQueries), input_value(trace, entry, kKeys));
}

void explain(const Trace& trace, int entry, Cell cell, Explanation& out) {
  const Layout layout = layout_of(trace, entry);
  for (Index s = 0; s < layout.visible(cell.row); ++s)
    out.terms.push_back(term_of(trace, input_of(trace, entry, kValues), {layout.key_row(cell.row, s), cell.column}, at(part_of(trace, entry, kWeights), {cell.row, s})));
}

void explain_hidden(const Trace& trace, int entry, const Layout& layout, Cell cell, Explanation& out) {
  const Index query = cell.row / layout.keys, s = cell.row % layout.keys;
  if (s >= layout.visible(query)) return;                    // never computed: 0
  out.function = "tanh";
  out.terms.push_back(term_of(trace, input_of(trace, entry, kQueries), {query, cell.column}));
  out.terms.push_back(term_of(trace, input_of(trace, entry, kKeys), {layout.key_row(query, s), cell.column}));
}

void explain_score(const Trace& trace, int entry, const Layout& layout, Cell cell, Explanation& out) {
  const int v = input_of(trace, entry, kV);
  for (Index a = 0; a < entry_of(trace, v).value.rows(); ++a) {
    const Cell from{layout.hidden_row(cell.row, cell.column), a};
    out.terms.push_back({.entry = entry, .cell = from, .coefficient = value_at(trace, v, {a, 0}), .operand = at(part_of(trace, entry, kHidden), from),
                         .coefficient_entry = v, .coefficient_cell = {a, 0}, .part = kHidden});
  }
}

void explain_part(const Trace& trace, int entry, int part, Cell cell, Explanation& out) {
  const Layout layout = layout_of(trace, entry);
  if (part == static_cast<int>(kHidden)) return explain_hidden(trace, entry, layout, cell, out);
  if (part == static_cast<int>(kScoreGradient)) return out.terms.push_back({.operand = out.value});
  const Index seen = layout.visible(cell.row);
  if (part == static_cast<int>(kWeights)) return explain_weight(trace, entry, kScores, cell, seen, out);
  if (cell.column < seen) return explain_score(trace, entry, layout, cell, out);
  out.terms.push_back({.operand = out.value});               // masked: −∞ by rule
}

void gradient_terms(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) {
  if (!has_gradient(trace, entry)) return;
  const Layout layout = layout_of(trace, entry);
  const Matrix& v = input_value(trace, entry, kV);
  for (Index r = 0; r < entry_of(trace, entry).value.rows(); ++r)
    for (Index s = 0; s < layout.visible(r); ++s) {
      const Index key = layout.key_row(r, s);
      const auto add_score = [&](double coefficient) {
        out.push_back({.entry = entry, .cell = {r, s}, .coefficient = coefficient, .operand = at(part_of(trace, entry, kScoreGradient), {r, s}), .part = kScoreGradient});
      };
      const auto hidden = [&](Index a) { return at(part_of(trace, entry, kHidden), {layout.hidden_row(r, s), a}); };
      const auto slope = [&](Index a) { return at(v, {a, 0}) * (1 - hidden(a) * hidden(a)); };
      if ((slot == kQueries && r == cell.row) || (slot == kKeys && key == cell.row)) add_score(slope(cell.column));
      if (slot == kV) add_score(hidden(cell.row));
      if (slot == kValues && key == cell.row) out.push_back(gradient_term(trace, entry, {r, cell.column}, at(part_of(trace, entry, kWeights), {r, s})));
    }
}

}  // namespace

const Op kAdditiveAttention{
    .name = "additive_attention", .backward = backward, .explain = explain, .gradient_terms = gradient_terms, .explain_part = explain_part, .parts = kParts};

Value additive_attention(Tape& tape, const AdditiveAttentionInputs& in, Index batch, const std::vector<Index>& key_counts) {
  const Matrix &queries = tape.value(in.queries), &keys = tape.value(in.keys), &v = tape.value(in.v), &values = tape.value(in.values);
  EPOCHS_CHECK(batch > 0 && queries.rows() % batch == 0 && keys.rows() % batch == 0, "additive_attention: the rows are no multiple of the batch");
  EPOCHS_CHECK(queries.cols() == keys.cols() && v.rows() == keys.cols() && v.cols() == 1 && values.rows() == keys.rows(), "additive_attention: the inputs do not fit");
  EPOCHS_CHECK(key_counts.empty() || static_cast<Index>(key_counts.size()) == batch, "additive_attention: one key count for each sequence");
  for (const Index count : key_counts) EPOCHS_CHECK(count > 0 && count <= keys.rows() / batch, "additive_attention: a key count is out of range");
  Node& node = tape.push(kAdditiveAttention, {in.queries, in.keys, in.v, in.values}, queries.rows(), values.cols());
  node.attributes.integers.push_back(batch);
  for (Index b = 0; b < batch; ++b) node.attributes.integers.push_back(key_counts.empty() ? keys.rows() / batch : key_counts[static_cast<std::size_t>(b)]);
  const Layout layout = layout_of(node.attributes, queries, keys);
  node.keep(kHidden, queries.rows() * layout.keys, queries.cols());
  node.keep(kScores, queries.rows(), layout.keys);
  node.keep(kWeights, queries.rows(), layout.keys);
  if (tape.recording()) node.keep(kScoreGradient, 0, 0);
  forward(node, queries, keys, v, values, layout);
  return tape.last();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
