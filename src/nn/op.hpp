// What the tape and the trace need to know about an op. Each op is one pair of files in nn/ops: the mathematics as free
// functions on matrices, a function that puts it on the tape, and one constant of this type that ties both to the trace.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "nn/trace.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

class Tape;

struct Op {
  std::string_view name;                                   // as in TraceEntry::op
  void (*backward)(Tape& tape, int node) = nullptr;        // adds to the gradients of the inputs; null for leaves
  // Fills formula, function and terms for one cell of an entry of this kind (sum and value are filled by nn::explain).
  void (*explain)(const Trace& trace, int entry, Cell cell, Explanation& out) = nullptr;
  // Appends what `entry` (of this kind) hands back to one cell of its input number `slot`: terms that stand in entry's gradient.
  void (*gradient_terms)(const Trace& trace, int entry, int slot, Cell cell, std::vector<Term>& out) = nullptr;
  // The same as explain for one cell of entries[entry].parts[part]; null when the op has no parts.
  void (*explain_part)(const Trace& trace, int entry, int part, Cell cell, Explanation& out) = nullptr;
  // Where there is no derivative, in words; "" when there is one everywhere. The op's header says which side backward takes there.
  std::string_view kink = {};
  std::span<const std::string_view> parts = {};            // names of the first saved matrices, shown as NamedPart
};

// The op of that name, or null. The list stands in nn/ops/table.cpp.
const Op* find_op(std::string_view name);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
