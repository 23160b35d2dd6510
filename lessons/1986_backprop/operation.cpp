// The op that the walk stands on, as formula: once in symbols, once with its numbers in their places.
#include <algorithm>
#include <cmath>

#include "names.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using Kind = Place::Kind;
using lesson::Beat;

constexpr int kMostTerms = 3;   // of a sum; the rest is said with an ellipsis

// "\c{w}{(−0.42)}": a number in the colour of its quantity; brackets where a minus would follow another sign.
std::string value_text(const Place& place, const Snapshot& seen, int decimals, bool bracket) {
  const double value = value_at(place, seen);
  const std::string text = short_number(value, decimals);
  return std::string("\\c{") + quantity_of(place) + "}{" + (bracket && value < 0 ? "(" + text + ")" : text) + "}";
}

// A sum of products, first in symbols, then in numbers.
struct Sum {
  std::string symbols, numbers;
  void add(const Snapshot& seen, const Place& factor, const Place& operand) {
    const char* plus = symbols.empty() ? "" : " + ";
    symbols += plus + symbol_of(factor, seen.network) + "\\," + symbol_of(operand, seen.network);
    numbers += plus + value_text(factor, seen, 2, !numbers.empty()) + " \\cdot " + value_text(operand, seen, 2, true);
  }
  void leave_out() { symbols += " + …", numbers += " + …"; }
};

Operation score(const Snapshot& seen, const Place& z) {
  Sum sum;
  const int inputs = static_cast<int>(seen.network.w(z.layer - 1).rows());
  for (int i = 0; i < std::min(inputs, kMostTerms); ++i) sum.add(seen, {Kind::Weight, z.layer, z.unit, i}, below(z, i));
  if (inputs > kMostTerms) sum.leave_out();
  const Place bias{Kind::Bias, z.layer, z.unit, 0};
  return {symbol_of(z, seen.network) + " = " + sum.symbols + " + " + symbol_of(bias, seen.network),
          sum.numbers + " + " + value_text(bias, seen, 2, true), value_text(z, seen, 3, false)};
}

Operation bend(const Snapshot& seen, const Place& a) {
  const Place z{Kind::Z, a.layer, a.unit, 0};
  const Shape& shape = seen.settings.shape;
  const bool output = a.layer == seen.network.layers();
  std::string name = output ? (shape.loss == Loss::LinearSquaredError ? "" : "\\sigma") : shape.activation == Activation::Tanh ? "\\tanh" : shape.activation == Activation::Relu ? "\\max" : "\\sigma";
  const std::string left = symbol_of(a, seen.network) + " = ", zero = name == "\\max" ? "0, " : "";
  if (name.empty()) return {left + symbol_of(z, seen.network), "", value_text(a, seen, 3, false)};
  name = "\\c{a}{" + name + "}";
  return {left + name + "(" + zero + symbol_of(z, seen.network) + ")", name + "(" + zero + value_text(z, seen, 3, false) + ")", value_text(a, seen, 3, false)};
}

Operation loss(const Snapshot& seen) {
  const Place answer{Kind::A, seen.network.layers(), 0, 0}, target{Kind::Target, 0, 0, 0}, j{Kind::Loss, 0, 0, 0};
  const std::string a = value_text(answer, seen, 3, false), y = value_text(target, seen, 0, false), result = value_text(j, seen, 4, false);
  if (seen.settings.shape.loss != Loss::CrossEntropy) return {"\\c{loss}{J} = \\frac{1}{2}(\\c{a}{\\hat{y}} - y)^2", "\\frac{1}{2}(" + a + " - " + y + ")^2", result};
  if (value_at(target, seen) > 0.5) return {"\\c{loss}{J} = - \\ln\\c{a}{\\hat{y}}", "- \\ln " + a, result};
  return {"\\c{loss}{J} = - \\ln(1 - \\c{a}{\\hat{y}})", "- \\ln(1 - " + a + ")", result};
}

// f'(z) from a = f(z), in symbols and numbers; both empty when it is 1 everywhere.
std::pair<std::string, std::string> slope_texts(const Snapshot& seen, const Place& a, bool sigmoid) {
  const std::string symbol = symbol_of(a, seen.network), value = value_text(a, seen, 2, true);
  if (sigmoid) return {"\\," + symbol + "(1 - " + symbol + ")", " \\cdot " + value + "(1 - " + value + ")"};
  if (seen.settings.shape.activation == Activation::Tanh) return {"(1 - " + symbol + "^2)", " \\cdot (1 - " + value + "^2)"};
  return {"\\,[z>0]", std::string(" \\cdot ") + (value_at(a, seen) > 0 ? "1" : "0")};
}

Operation blame(const Snapshot& seen, const Place& delta) {
  const Place a{Kind::A, delta.layer, delta.unit, 0}, target{Kind::Target, 0, 0, 0};
  const std::string left = symbol_of(delta, seen.network) + " = ", result = value_text(delta, seen, 4, false);
  if (delta.layer == seen.network.layers()) {
    std::pair<std::string, std::string> slope;
    if (seen.settings.shape.loss == Loss::SquaredError) slope = slope_texts(seen, a, true);
    return {left + "(\\c{a}{\\hat{y}} - y)" + slope.first, "(" + value_text(a, seen, 3, false) + " - " + value_text(target, seen, 0, false) + ")" + slope.second, result};
  }
  Sum sum;
  const int outputs = static_cast<int>(seen.network.w(delta.layer).cols());
  for (int i = 0; i < std::min(outputs, 2); ++i) sum.add(seen, {Kind::Weight, delta.layer + 1, i, delta.unit}, {Kind::Delta, delta.layer + 1, i, 0});
  if (outputs > 2) sum.leave_out();
  if (outputs > 1) sum.symbols = "(" + sum.symbols + ")", sum.numbers = "(" + sum.numbers + ")";
  const auto slope = slope_texts(seen, a, seen.settings.shape.activation == Activation::Sigmoid);
  return {left + sum.symbols + slope.first, sum.numbers + slope.second, result};
}

Operation weight_blame(const Snapshot& seen, const Place& gradient) {
  const Place delta{Kind::Delta, gradient.layer, gradient.unit, 0}, in = below(gradient, gradient.from);
  return {symbol_of(gradient, seen.network) + " = " + symbol_of(in, seen.network) + "\\," + symbol_of(delta, seen.network),
          value_text(in, seen, 3, false) + " \\cdot " + value_text(delta, seen, 4, true), value_text(gradient, seen, 4, false)};
}

Operation step(const Snapshot& seen, const Place& weight) {
  const Place gradient{Kind::WeightGradient, weight.layer, weight.unit, weight.from};
  const std::string w = symbol_of(weight, seen.network);
  const double after = static_cast<double>(seen.after.w(weight.layer - 1)(weight.from, weight.unit));
  return {w + " \\leftarrow " + w + " - \\eta\\," + symbol_of(gradient, seen.network),
          value_text(weight, seen, 3, false) + " - " + short_number(seen.settings.rate, 2) + " \\cdot " + value_text(gradient, seen, 4, true), "\\c{w}{" + short_number(after, 3) + "}"};
}

}  // namespace

std::string step_note(const Snapshot& seen, Language language) {
  const Settings& settings = seen.settings;
  const bool english = language == Language::English;
  const int all = static_cast<int>(seen.data->train.size()), batch = settings.batch <= 0 ? all : std::min(all, settings.batch);
  if (batch <= 1 && settings.optimizer == nn::OptimizerKind::Sgd && settings.decay == 0) return "";
  const std::string count = std::to_string(batch);
  std::string note = english ? "The step of this one point alone. Training takes the mean gradient of " : "这是只看这一个点的一步。训练时对";
  if (batch == all) note += english ? "all " + count + " points" : "全部 " + count + " 个点的梯度取平均";
  else if (batch > 1) note += english ? count + " points at a time" : "每批 " + count + " 个点的梯度取平均";
  else note = english ? "The plain step of this point. Training takes one point at a time" : "这是这个点普通的一步。训练时每次取一个点";
  switch (settings.optimizer) {
    case nn::OptimizerKind::Momentum: note += english ? ", and momentum adds part of the step before" : "，动量再加上前一步的一部分"; break;
    case nn::OptimizerKind::RmsProp: note += english ? ", and RMSProp divides it by its usual size" : "，RMSProp 再除以它平时的大小"; break;
    case nn::OptimizerKind::Adam: note += english ? ", and Adam smooths and rescales it" : "，Adam 再对它做平滑并调整大小"; break;
    default: break;
  }
  if (settings.decay > 0) note += english ? "; λ pulls every weight towards 0" : "；λ 还会把每个权重往 0 拉";
  return note + (english ? "." : "。");
}

std::string short_number(double value, int decimals) {
  if (!std::isfinite(value)) return std::isnan(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const double size = std::abs(value);
  if (size < 1000) return format_number(value, size >= 100 ? std::min(decimals, 1) : decimals);
  if (size < 100'000) return format_number(value, 0);
  const int power = static_cast<int>(std::floor(std::log10(size)));
  return format_number(value / std::pow(10.0, power), 0) + "e" + std::to_string(power);
}

Place focus_of(TracePlace at, const Snapshot& seen, const Place& selected) {
  const int layers = seen.network.layers();
  Place place;
  if (at.beat == Beat::Loss) return {Kind::Loss, 0, 0, 0};
  if (at.beat == Beat::Forward) place = {at.op % 2 == 0 ? Kind::Z : Kind::A, at.op / 2 + 1, 0, 0};
  if (at.beat == Beat::Backward) place = {at.op % 2 == 0 ? Kind::Delta : Kind::WeightGradient, layers - at.op / 2, 0, 0};
  if (at.beat == Beat::Update) place = {Kind::Weight, std::min(at.op + 1, layers), 0, 0};
  if (selected.layer != place.layer) return place;
  place.unit = selected.unit;            // the learner's own unit of this layer, if one is chosen
  if (place.kind == Kind::Weight || place.kind == Kind::WeightGradient) place.from = selected.from;
  return place;
}

Operation operation_at(TracePlace at, const Snapshot& seen, const Place& selected) {
  const Place place = focus_of(at, seen, selected);
  switch (place.kind) {
    case Kind::Z: return score(seen, place);
    case Kind::A: return bend(seen, place);
    case Kind::Loss: return loss(seen);
    case Kind::Delta: return blame(seen, place);
    case Kind::WeightGradient: return weight_blame(seen, place);
    default: return step(seen, place);
  }
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
