#include "nn/tape.hpp"

#include "core/check.hpp"
#include "nn/ops/leaf.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

Matrix& Node::keep(std::size_t index, Index rows, Index columns) {
  if (saved.size() <= index) saved.resize(index + 1);
  saved[index].resize(rows, columns);
  return saved[index];
}

void Tape::begin() {
  size_ = 0;
  leaves_.clear();
  path_.clear();
}

Node& Tape::next(const Op& op) {
  if (static_cast<std::size_t>(size_) == nodes_.size()) nodes_.emplace_back();
  Node& node = nodes_[static_cast<std::size_t>(size_++)];
  node.op = &op;
  node.name.clear();
  node.inputs.clear();
  node.external = nullptr;
  node.parameter = nullptr;
  node.attributes.integers.clear();
  node.attributes.numbers.clear();
  node.has_gradient = false;
  node.needs_gradient = recording();
  return node;
}

Value Tape::input(ConstMatrix values, std::string_view name_, WantGradient want) {
  Node& node = next(kInput);
  node.own = values;
  node.needs_gradient = mode_ != Mode::Infer && (recording() || want == WantGradient::Yes);
  if (recording()) node.name = unique_name(name_);
  return last();
}

Value Tape::borrow(const Matrix& values, std::string_view name_) {
  Node& node = next(kInput);
  node.external = &values;
  if (recording()) node.name = unique_name(name_);
  return last();
}

Value Tape::zeros(Index rows, Index columns, std::string_view name_) {
  Node& node = next(kInput);
  node.own.setZero(rows, columns);
  if (recording()) node.name = unique_name(name_);
  return last();
}

Value Tape::parameter(const Parameter& parameter) {
  for (const auto& [known, index] : leaves_)
    if (known == &parameter) return {index};
  Node& node = next(kParameter);
  node.external = &parameter.value;
  node.parameter = &parameter;
  node.needs_gradient = mode_ != Mode::Infer;
  if (recording()) node.name = parameter.name;   // a parameter carries its full path already
  leaves_.emplace_back(&parameter, size_ - 1);
  return last();
}

Real Tape::scalar(Value v) const {
  EPOCHS_CHECK(value(v).size() == 1, "scalar: the value is not 1×1");
  return value(v)(0, 0);
}

Node& Tape::push(const Op& op, std::span<const Value> inputs, Index rows, Index columns) {
  Node& node = next(op);
  for (const Value v : inputs) {
    EPOCHS_CHECK(v.node >= 0 && v.node < size_ - 1, "an op's input is not on this tape");
    node.inputs.push_back(v.node);
    node.needs_gradient = node.needs_gradient || nodes_[static_cast<std::size_t>(v.node)].needs_gradient;
  }
  node.own.resize(rows, columns);
  if (recording()) node.name = unique_name(op.name);
  return node;
}

Contribution Tape::contribution(const Node& node_, int slot) {
  Node& input = node(node_.inputs[static_cast<std::size_t>(slot)]);
  if (!input.needs_gradient) return {};
  const Accumulate accumulate = input.has_gradient ? Accumulate::Yes : Accumulate::No;
  if (!input.has_gradient) input.gradient.resize(input.value().rows(), input.value().cols());
  input.has_gradient = true;
  input.touched.touch_all();
  return {&input.gradient, accumulate};
}

Contribution Tape::cleared_contribution(const Node& node_, int slot) {
  const Contribution out = contribution(node_, slot);
  if (out && out.accumulate == Accumulate::No) out.gradient->setZero();
  return {out.gradient, Accumulate::Yes};
}

Contribution Tape::row_contribution(const Node& node_, int slot, std::span<const Index> rows) {
  Node& input = node(node_.inputs[static_cast<std::size_t>(slot)]);
  if (!input.needs_gradient) return {};
  if (!input.has_gradient) input.touched.clear(input.gradient, input.value().rows(), input.value().cols());
  input.has_gradient = true;
  for (const Index row : rows) input.touched.touch(row);
  return {&input.gradient, Accumulate::Yes};
}

void Tape::backward(Value loss) {
  EPOCHS_CHECK(value(loss).size() == 1, "backward: a loss is 1×1; give a seed for anything else");
  static const Matrix kOne = Matrix::Ones(1, 1);
  backward(loss, kOne);
}

void Tape::backward(Value from, ConstMatrix seed) {
  EPOCHS_CHECK(mode_ != Mode::Infer, "backward: this tape infers only");
  EPOCHS_CHECK(from.node >= 0 && from.node < size_, "backward: the value is not on this tape");
  EPOCHS_CHECK(seed.rows() == value(from).rows() && seed.cols() == value(from).cols(), "backward: the seed has another size than the value");
  for (int i = 0; i < size_; ++i) node(i).has_gradient = false;
  Node& start = node(from.node);
  start.gradient = seed;
  start.touched.touch_all();
  start.has_gradient = true;
  for (int i = from.node; i >= 0; --i)
    if (node(i).has_gradient && node(i).op->backward) node(i).op->backward(*this, i);
}

const Matrix& Tape::gradient(Value v) const {
  static const Matrix kNone;
  return node(v.node).has_gradient ? node(v.node).gradient : kNone;
}

const Node* Tape::leaf(const Parameter& parameter) const {
  for (const auto& [known, index] : leaves_)
    if (known == &parameter) return node(index).has_gradient ? &node(index) : nullptr;
  return nullptr;
}

void Tape::add_gradients(const Tape& other) {
  make_room_for(other);
  add_part(other, 0, 1);
}

void Tape::make_room_for(const Tape& other) {
  for (const auto& [known, index] : leaves_) {
    Node& mine = node(index);
    const Node* theirs = other.leaf(*known);
    if (!theirs) continue;
    if (!mine.has_gradient) mine.touched.clear(mine.gradient, known->value.rows(), known->value.cols());
    mine.has_gradient = true;
    if (theirs->touched.all()) mine.touched.touch_all();
    for (const Index row : theirs->touched.rows()) mine.touched.touch(row);
  }
}

void Tape::add_part(const Tape& other, int part, int parts) {
  for (const auto& [known, index] : leaves_) {
    const Node* theirs = other.leaf(*known);
    if (!theirs) continue;
    const Matrix* gradient = &theirs->gradient;
    if (const TouchedRows& touched = theirs->touched; !touched.all()) {
      const auto [first, count] = share_of(static_cast<Index>(touched.rows().size()), part, parts);
      for (const Index row : touched.rows().subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count))) node(index).gradient.row(row) += gradient->row(row);
      continue;
    }
    const auto [first, count] = share_of(gradient->size(), part, parts);
    using Cells = Eigen::Map<Eigen::Array<Real, Eigen::Dynamic, 1>>;
    Cells(node(index).gradient.data() + first, count) += Eigen::Map<const Cells::PlainObject>(gradient->data() + first, count);
  }
}

Scope Tape::scope(std::string_view name_, int index) {
  const std::size_t length = path_.size();
  if (recording()) {
    path_ += name_;
    if (index >= 0) path_ += std::to_string(index);
    path_ += '/';
  }
  return Scope(*this, length);
}

Value Tape::name(std::string_view name_, Value v) {
  if (!recording()) return v;
  node(v.node).name.clear();
  node(v.node).name = unique_name(name_);
  return v;
}

std::string Tape::unique_name(std::string_view name_) const {
  const std::string base = path_ + std::string(name_);
  const auto taken = [&](const std::string& candidate) {
    for (int i = 0; i < size_; ++i)
      if (node(i).name == candidate) return true;
    return false;
  };
  std::string candidate = base;
  for (int count = 2; taken(candidate); ++count) candidate = base + "_" + std::to_string(count);
  return candidate;
}

Trace Tape::trace() const {
  EPOCHS_CHECK(recording(), "trace: this tape does not record");
  Trace trace;
  trace.entries.reserve(static_cast<std::size_t>(size_));
  for (int i = 0; i < size_; ++i) {
    const Node& from = node(i);
    TraceEntry entry;
    entry.name = from.name;
    entry.op = from.op->name;
    entry.value = from.value();
    if (from.has_gradient) entry.gradient = from.gradient;
    entry.inputs = from.inputs;
    for (std::size_t part = 0; part < from.op->parts.size() && part < from.saved.size(); ++part)
      entry.parts.push_back({std::string(from.op->parts[part]), from.saved[part]});
    entry.attributes = from.attributes;
    trace.entries.push_back(std::move(entry));
  }
  return trace;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
