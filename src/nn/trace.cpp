#include "nn/trace.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "nn/op.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

const TraceEntry& checked(const Trace& trace, int entry) {
  EPOCHS_CHECK(entry >= 0 && static_cast<std::size_t>(entry) < trace.entries.size(), "explain: there is no such entry");
  return trace.entries[static_cast<std::size_t>(entry)];
}

void check_cell(const Matrix& matrix, Cell cell) {
  EPOCHS_CHECK(cell.row >= 0 && cell.row < matrix.rows() && cell.column >= 0 && cell.column < matrix.cols(), "explain: there is no such cell");
}

const Op& op_of(const TraceEntry& entry) {
  const Op* op = find_op(entry.op);
  EPOCHS_CHECK(op, "explain: no op is called " + entry.op);
  return *op;
}

void add_up(Explanation& out) {
  for (const Term& term : out.terms) out.sum += term.contribution();
}

// Calls visit(user, terms) for each later entry that uses this one.
template <class Visit>
void each_user(const Trace& trace, int entry, Cell cell, Visit visit) {
  for (int user = entry + 1; user < static_cast<int>(trace.entries.size()); ++user) {
    const TraceEntry& candidate = trace.entries[static_cast<std::size_t>(user)];
    std::vector<Term> terms;
    for (std::size_t slot = 0; slot < candidate.inputs.size(); ++slot)
      if (candidate.inputs[slot] == entry && op_of(candidate).gradient_terms)
        op_of(candidate).gradient_terms(trace, user, static_cast<int>(slot), cell, terms);
    visit(user, terms);
  }
}

}  // namespace

int Trace::find(std::string_view name) const {
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].name == name) return static_cast<int>(i);
  return -1;
}

Explanation explain(const Trace& trace, int entry, Cell cell) {
  const TraceEntry& self = checked(trace, entry);
  check_cell(self.value, cell);
  const Op& op = op_of(self);
  Explanation out;
  out.formula = self.op;
  out.value = static_cast<double>(self.value(cell.row, cell.column));
  if (op.explain)
    op.explain(trace, entry, cell, out);
  else
    out.terms.push_back({.operand = out.value});   // a leaf: the number itself
  add_up(out);
  return out;
}

Explanation explain_part(const Trace& trace, int entry, int part, Cell cell) {
  const TraceEntry& self = checked(trace, entry);
  EPOCHS_CHECK(part >= 0 && static_cast<std::size_t>(part) < self.parts.size(), "explain_part: there is no such part");
  const NamedPart& named = self.parts[static_cast<std::size_t>(part)];
  check_cell(named.value, cell);
  const Op& op = op_of(self);
  Explanation out;
  out.formula = self.op + "." + named.name;
  out.value = static_cast<double>(named.value(cell.row, cell.column));
  if (op.explain_part)
    op.explain_part(trace, entry, part, cell, out);
  else
    out.terms.push_back({.operand = out.value});
  add_up(out);
  return out;
}

Explanation explain_gradient(const Trace& trace, int entry, Cell cell) {
  const TraceEntry& self = checked(trace, entry);
  check_cell(self.value, cell);
  Explanation out;
  out.formula = "chain_rule";
  if (self.gradient.size() > 0) out.value = static_cast<double>(self.gradient(cell.row, cell.column));
  each_user(trace, entry, cell, [&](int, const std::vector<Term>& terms) { out.terms.insert(out.terms.end(), terms.begin(), terms.end()); });
  if (out.terms.empty() && self.gradient.size() > 0) out.terms.push_back({.operand = out.value});   // where the scan began: the seed
  add_up(out);
  return out;
}

std::vector<Use> uses(const Trace& trace, int entry, Cell cell) {
  check_cell(checked(trace, entry).value, cell);
  std::vector<Use> out;
  each_user(trace, entry, cell, [&](int user, const std::vector<Term>& terms) {
    const std::size_t first = out.size();
    for (const Term& term : terms) {
      const auto same = [&](const Use& use) { return use.cell == term.cell; };
      if (std::none_of(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), same)) out.push_back({user, term.cell});
    }
  });
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
