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
  const bool exact = value == std::round(value * 100) / 100;   // 1.00 stays as it is beside longer numbers
  const std::string text = short_number(value, exact ? std::min(decimals, 2) : decimals);
  return std::string("\\c{") + quantity_of(place) + "}{" + (bracket && value < 0 ? "(" + text + ")" : text) + "}";
}

std::string result_text(const Place& place, const Snapshot& seen, int decimals) {
  return std::string("\\c{") + quantity_of(place) + "}{" + short_number(value_at(place, seen), decimals) + "}";
}

// The number that short_number() writes; NaN where that is no plain decimal number.
double as_written(double value, int decimals) {
  const double size = std::abs(value);
  if (!(size < 100'000)) return std::nan("");
  const double scale = std::pow(10.0, size >= 1000 ? 0 : size >= 100 ? std::min(decimals, 1) : decimals);
  return std::round(value * scale) / scale;
}
double as_written(const Place& place, const Snapshot& seen, int decimals) { return as_written(value_at(place, seen), decimals); }

// An op with its numbers, and what comes out when one works with the numbers as they are written.
struct Worked {
  Operation op;
  double value = 0, exact = 0;           // value: NaN where not every number is written
  int decimals = 3;                      // of the result
};
bool comes_out(const Worked& worked) {
  return !std::isfinite(worked.value) || short_number(worked.value + 0.0, worked.decimals) == short_number(worked.exact + 0.0, worked.decimals);
}

// Each number with as many more digits as it takes for the result on the screen to be the one that the numbers on the screen give.
template <class Make>
Operation worked_out(Make make) {
  constexpr int kMostMore = 3;
  for (int more = 0; more <= kMostMore; ++more)
    if (Worked worked = make(more); comes_out(worked)) return std::move(worked.op);
  return make(kMostMore).op;
}

// A sum of products, first in symbols, then in numbers.
struct Sum {
  int decimals = 2;
  std::string symbols, numbers;
  double value = 0;
  void add(const Snapshot& seen, const Place& factor, const Place& operand) {
    const char* plus = symbols.empty() ? "" : " + ";
    symbols += plus + symbol_of(factor, seen.network) + "\\," + symbol_of(operand, seen.network);
    numbers += plus + value_text(factor, seen, decimals, !numbers.empty()) + " \\cdot " + value_text(operand, seen, decimals, true);
    value += as_written(factor, seen, decimals) * as_written(operand, seen, decimals);
  }
  void leave_out() { symbols += " + …", numbers += " + …", value = std::nan(""); }
};

Worked score(const Snapshot& seen, const Place& z, int more) {
  Sum sum{2 + more, {}, {}};
  const int inputs = static_cast<int>(seen.network.w(z.layer - 1).rows());
  for (int i = 0; i < std::min(inputs, kMostTerms); ++i) sum.add(seen, {Kind::Weight, z.layer, z.unit, i}, below(z, i));
  if (inputs > kMostTerms) sum.leave_out();
  const Place bias{Kind::Bias, z.layer, z.unit, 0};
  return {{symbol_of(z, seen.network) + " = " + sum.symbols + " + " + symbol_of(bias, seen.network), sum.numbers + " + " + value_text(bias, seen, 2 + more, true), result_text(z, seen, 3)},
          sum.value + as_written(bias, seen, 2 + more), value_at(z, seen), 3};
}

// f(z) of the unit's own bend.
double bent(const Shape& shape, bool output, double z) {
  if (output) return shape.loss == Loss::LinearSquaredError ? z : 1 / (1 + std::exp(-z));
  return shape.activation == Activation::Tanh ? std::tanh(z) : shape.activation == Activation::Relu ? std::max(0.0, z) : 1 / (1 + std::exp(-z));
}

Worked bend(const Snapshot& seen, const Place& a, int more) {
  const Place z{Kind::Z, a.layer, a.unit, 0};
  const Shape& shape = seen.settings.shape;
  const bool output = a.layer == seen.network.layers();
  std::string name = output ? (shape.loss == Loss::LinearSquaredError ? "" : "\\sigma") : shape.activation == Activation::Tanh ? "\\tanh" : shape.activation == Activation::Relu ? "\\max" : "\\sigma";
  const std::string left = symbol_of(a, seen.network) + " = ", zero = name == "\\max" ? "0, " : "", result = result_text(a, seen, 3);
  const double value = bent(shape, output, as_written(z, seen, 3 + more)), exact = value_at(a, seen);
  if (name.empty()) return {{left + symbol_of(z, seen.network), "", result}, exact, exact, 3};
  name = "\\c{a}{" + name + "}";
  return {{left + name + "(" + zero + symbol_of(z, seen.network) + ")", name + "(" + zero + value_text(z, seen, 3 + more, false) + ")", result}, value, exact, 3};
}

Worked loss(const Snapshot& seen, int more) {
  const Place answer{Kind::A, seen.network.layers(), 0, 0}, target{Kind::Target, 0, 0, 0}, j{Kind::Loss, 0, 0, 0};
  const std::string a = value_text(answer, seen, 3 + more, false), y = value_text(target, seen, 0, false), result = result_text(j, seen, 4);
  const double output = as_written(answer, seen, 3 + more), right = value_at(target, seen), exact = value_at(j, seen);
  if (seen.settings.shape.loss != Loss::CrossEntropy)
    return {{"\\c{loss}{J} = \\frac{1}{2}(\\c{a}{\\hat{y}} - y)^2", "\\frac{1}{2}(" + a + " - " + y + ")^2", result}, (output - right) * (output - right) / 2, exact, 4};
  if (right > 0.5) return {{"\\c{loss}{J} = - \\ln\\c{a}{\\hat{y}}", "- \\ln " + a, result}, -std::log(output), exact, 4};
  return {{"\\c{loss}{J} = - \\ln(1 - \\c{a}{\\hat{y}})", "- \\ln(1 - " + a + ")", result}, -std::log(1 - output), exact, 4};
}

// f'(z) from a = f(z), in symbols, in numbers, and what these come to; both texts are empty when it is 1 everywhere.
struct Slope {
  std::string symbols, numbers;
  double value = 1;
};
Slope slope_of(const Snapshot& seen, const Place& a, bool sigmoid, int decimals) {
  const std::string symbol = symbol_of(a, seen.network), value = value_text(a, seen, decimals, true);
  const double written = as_written(a, seen, decimals);
  if (sigmoid) return {"\\," + symbol + "(1 - " + symbol + ")", " \\cdot " + value + "(1 - " + value + ")", written * (1 - written)};
  if (seen.settings.shape.activation == Activation::Tanh) return {"(1 - " + symbol + "^2)", " \\cdot (1 - " + value + "^2)", 1 - written * written};
  const bool open = value_at(a, seen) > 0;
  return {"\\,[z>0]", std::string(" \\cdot ") + (open ? "1" : "0"), open ? 1.0 : 0.0};
}

Worked blame(const Snapshot& seen, const Place& delta, int more) {
  const Place a{Kind::A, delta.layer, delta.unit, 0}, target{Kind::Target, 0, 0, 0};
  const std::string left = symbol_of(delta, seen.network) + " = ", result = result_text(delta, seen, 4);
  const double exact = value_at(delta, seen);
  if (delta.layer == seen.network.layers()) {
    Slope slope;
    if (seen.settings.shape.loss == Loss::SquaredError) slope = slope_of(seen, a, true, 2 + more);
    return {{left + "(\\c{a}{\\hat{y}} - y)" + slope.symbols, "(" + value_text(a, seen, 3 + more, false) + " - " + value_text(target, seen, 0, false) + ")" + slope.numbers, result},
            (as_written(a, seen, 3 + more) - value_at(target, seen)) * slope.value, exact, 4};
  }
  Sum sum{2 + more, {}, {}};
  const int outputs = static_cast<int>(seen.network.w(delta.layer).cols());
  for (int i = 0; i < std::min(outputs, 2); ++i) sum.add(seen, {Kind::Weight, delta.layer + 1, i, delta.unit}, {Kind::Delta, delta.layer + 1, i, 0});
  if (outputs > 2) sum.leave_out();
  if (outputs > 1) sum.symbols = "(" + sum.symbols + ")", sum.numbers = "(" + sum.numbers + ")";
  const Slope slope = slope_of(seen, a, seen.settings.shape.activation == Activation::Sigmoid, 2 + more);
  return {{left + sum.symbols + slope.symbols, sum.numbers + slope.numbers, result}, sum.value * slope.value, exact, 4};
}

Worked weight_blame(const Snapshot& seen, const Place& gradient, int more) {
  const Place delta{Kind::Delta, gradient.layer, gradient.unit, 0}, in = below(gradient, gradient.from);
  return {{symbol_of(gradient, seen.network) + " = " + symbol_of(in, seen.network) + "\\," + symbol_of(delta, seen.network),
           value_text(in, seen, 3 + more, false) + " \\cdot " + value_text(delta, seen, 4 + more, true), result_text(gradient, seen, 4)},
          as_written(in, seen, 3 + more) * as_written(delta, seen, 4 + more), value_at(gradient, seen), 4};
}

Worked step(const Snapshot& seen, const Place& weight, int more) {
  const Place gradient{Kind::WeightGradient, weight.layer, weight.unit, weight.from};
  const std::string w = symbol_of(weight, seen.network);
  const double after = static_cast<double>(seen.after.w(weight.layer - 1)(weight.from, weight.unit)), rate = seen.settings.rate;
  return {{w + " \\leftarrow " + w + " - \\eta\\," + symbol_of(gradient, seen.network),
           value_text(weight, seen, 3 + more, false) + " - " + short_number(rate, 2 + more) + " \\cdot " + value_text(gradient, seen, 4 + more, true), "\\c{w}{" + short_number(after, 3) + "}"},
          as_written(weight, seen, 3 + more) - as_written(rate, 2 + more) * as_written(gradient, seen, 4 + more), after, 3};
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
  return worked_out([&](int more) {
    switch (place.kind) {
      case Kind::Z: return score(seen, place, more);
      case Kind::A: return bend(seen, place, more);
      case Kind::Loss: return loss(seen, more);
      case Kind::Delta: return blame(seen, place, more);
      case Kind::WeightGradient: return weight_blame(seen, place, more);
      default: return step(seen, place, more);
    }
  });
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
