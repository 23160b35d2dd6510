// The tape: ops are recorded in the order in which they run; backward is one scan in reverse. Nodes and their matrices are
// reused by position from step to step, so that a warm step allocates nothing.
//
//     tape.begin();
//     const Value x = tape.input(points), t = tape.input(targets);
//     const Value h = tanh(tape, linear(tape, x, w1, b1));
//     const Value loss = mean_squared_error(tape, linear(tape, h, w2, b2), t);
//     tape.backward(loss);
//     optimizer.step(tape);
#pragma once

#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "core/product.hpp"
#include "nn/op.hpp"
#include "nn/parameter.hpp"
#include "nn/touched_rows.hpp"
#include "nn/trace.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Train: gradients of parameters, no names. Record: names, parts and the gradient of everything, for trace().
// Infer: values only; backward is refused.
enum class Mode { Train, Record, Infer };
enum class WantGradient { No, Yes };

// A place on the tape; valid until the tape's next begin().
struct Value {
  int node = -1;
};

// What an op's author sees of a place on the tape.
struct Node {
  const Op* op = nullptr;
  std::vector<int> inputs;
  Matrix own;                          // the value, unless it belongs to somebody else
  const Matrix* external = nullptr;    // a parameter's or a borrowed matrix
  const Parameter* parameter = nullptr;
  Matrix gradient;
  TouchedRows touched;                 // rows of the gradient
  std::vector<Matrix> saved;           // what backward needs; the first ones may be published as parts (Op::parts)
  Attributes attributes;
  std::string name;                    // empty unless recording
  bool needs_gradient = false, has_gradient = false;

  const Matrix& value() const { return external ? *external : own; }
  Matrix& keep(std::size_t index, Index rows, Index columns);   // saved[index], resized
};

// Where an op's backward writes. The first contribution of a scan assigns, later ones add.
struct Contribution {
  Matrix* gradient = nullptr;          // sized as the input; null when nobody asked for it
  Accumulate accumulate = Accumulate::No;
  explicit operator bool() const { return gradient != nullptr; }
};

class Scope;

class Tape {
 public:
  explicit Tape(Mode mode = Mode::Train) : mode_(mode) {}
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  Mode mode() const { return mode_; }
  bool recording() const { return mode_ == Mode::Record; }

  void begin();                                            // forgets the last step, keeps its memory

  // Leaves. The name is what a learner sees; it is kept only when recording.
  Value input(ConstMatrix values, std::string_view name = "input", WantGradient want = WantGradient::No);   // copies
  Value borrow(const Matrix& values, std::string_view name = "input");   // no copy: must outlive the step
  Value zeros(Index rows, Index columns, std::string_view name = "zeros");   // a state before the first step
  Value parameter(const Parameter& parameter);             // the same parameter is the same place, however often it is used

  const Matrix& value(Value v) const {
    EPOCHS_CHECK(v.node >= 0 && v.node < size_, "the value is not on this tape (or was there before its last begin())");
    return node(v.node).value();
  }
  Real scalar(Value v) const;                              // of a 1×1 value, a loss for example

  // From a 1×1 loss, or from any value with a seed of its size (the derivative of something by that value).
  void backward(Value loss);
  void backward(Value from, ConstMatrix seed);
  const Matrix& gradient(Value v) const;                   // 0×0 when there is none
  const Node* leaf(const Parameter& parameter) const;      // the parameter's place; null when the scan did not reach it
  const Matrix* gradient(const Parameter& parameter) const {   // null as above
    const Node* node = leaf(parameter);
    return node ? &node->gradient : nullptr;
  }
  // Adds the other tape's parameter gradients to this one's (two halves of a batch, recorded alike). In two steps for a team:
  // make_room_for() on one thread, then add_part() for every part of the cells, on as many threads as there are parts.
  void add_gradients(const Tape& other);
  void make_room_for(const Tape& other);
  void add_part(const Tape& other, int part, int parts);

  // Names: scope("hidden", 1) prefixes "hidden1/" as long as the Scope lives; name() names a value inside its scopes.
  [[nodiscard]] Scope scope(std::string_view name, int index = -1);
  Value name(std::string_view name, Value v);
  Trace trace() const;                                     // values and gradients, by name; needs Mode::Record

  // For ops. push() makes room for a value of that size (not initialised) behind the inputs.
  Node& push(const Op& op, std::span<const Value> inputs, Index rows, Index columns);
  Node& push(const Op& op, std::initializer_list<Value> inputs, Index rows, Index columns) {
    return push(op, std::span(inputs.begin(), inputs.size()), rows, columns);
  }
  Value last() const { return {size_ - 1}; }
  Node& node(int index) { return nodes_[static_cast<std::size_t>(index)]; }
  const Node& node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
  const Matrix& input_of(const Node& node_, int slot) const { return node(node_.inputs[static_cast<std::size_t>(slot)]).value(); }
  Contribution contribution(const Node& node_, int slot);
  // The same for an op that adds to some cells only: the others are 0 after the first contribution. Always to be added to.
  Contribution cleared_contribution(const Node& node_, int slot);
  // The same for an op that adds to these rows only (always to be added to; they may name a row more than once).
  Contribution row_contribution(const Node& node_, int slot, std::span<const Index> rows);

 private:
  friend class Scope;
  Node& next(const Op& op);
  std::string unique_name(std::string_view name) const;

  Mode mode_;
  std::deque<Node> nodes_;                                 // a deque: references stay valid while it grows
  int size_ = 0;
  std::vector<std::pair<const Parameter*, int>> leaves_;
  std::string path_;
};

class Scope {
 public:
  Scope(Tape& tape, std::size_t length) : tape_(tape), length_(length) {}
  ~Scope() { tape_.path_.resize(length_); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Tape& tape_;
  std::size_t length_;
};

// target = or += expression, as the contribution asks.
template <class Expression>
void assign_or_add(Matrix& target, Accumulate accumulate, const Expression& expression) {
  if (accumulate == Accumulate::Yes)
    target.noalias() += expression;
  else
    target.noalias() = expression;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
