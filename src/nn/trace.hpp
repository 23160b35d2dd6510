// The tape as a learner sees it: what one forward and one backward pass of the probe computed, in order, with names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Sizes: value and gradient have the same shape; gradient is 0×0 until backward has run.
struct NamedPart {
  std::string name;            // "i", "f", "scores", "weights"
  Matrix value;
};

// What an op was told besides its inputs: targets, masks, factors, strides. Each op documents its own.
struct Attributes {
  std::vector<Index> integers;
  std::vector<double> numbers;
};

struct TraceEntry {
  std::string name;            // from scopes: "hidden1/z", "t3/cell/forget"
  std::string op;              // "linear", "tanh", "parameter", "input", …
  Matrix value, gradient;
  std::vector<int> inputs;     // earlier entries
  std::vector<NamedPart> parts;
  Attributes attributes;
};

struct Trace {
  std::vector<TraceEntry> entries;
  int find(std::string_view name) const;   // −1 when absent
};

struct Cell {
  Index row = 0, column = 0;
  bool operator==(const Cell&) const = default;
};

// value(cell) = Σ coefficient · operand over the terms (plus nothing else); for non-linear ops one term carries the value and `note` the formula.
struct Term {
  int entry = -1;              // where the operand stands (−1: a constant)
  Cell cell = {};
  double coefficient = 1, operand = 0;
  int coefficient_entry = -1;  // where the coefficient stands, when it is itself a cell (a weight)
  Cell coefficient_cell = {};
  int part = -1;               // when set, the operand is a cell of entries[entry].parts[part] (a gate, a score, a row's loss)
  double contribution() const { return coefficient * operand; }
};

struct Explanation {
  std::string formula;         // name of a formula in assets/formulas, for example "linear"
  std::string function;        // f: value = f(sum); "" when value = sum, else "tanh", "sigmoid", …
  std::vector<Term> terms;
  double sum = 0;              // what the terms add up to
  double value = 0;            // what the entry holds: f(sum); equal to sum for linear ops
};

// Forward: where this value came from.
Explanation explain(const Trace& trace, int entry, Cell cell);
// The same for one cell of a part that a fused op published (a gate, an attention weight).
Explanation explain_part(const Trace& trace, int entry, int part, Cell cell);
// Backward: where this gradient came from (terms: later gradients × local derivatives).
Explanation explain_gradient(const Trace& trace, int entry, Cell cell);
// Where this value is used next.
struct Use { int entry; Cell cell; };
std::vector<Use> uses(const Trace& trace, int entry, Cell cell);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
