// Every number's account: what it is, the terms it was added up from, what it does next.
#include <cmath>

#include "names.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using Kind = Place::Kind;
using lesson::Account;

std::string unit_name(const Place& place, const Network& network, Language language) {
  const bool english = language == Language::English;
  if (place.kind == Kind::X) return english ? "input " + std::to_string(place.unit + 1) : "第 " + std::to_string(place.unit + 1) + " 个输入";
  if (place.layer == network.layers()) return english ? "the output unit" : "输出单元";
  return english ? "hidden layer " + std::to_string(place.layer) + ", unit " + std::to_string(place.unit + 1)
                 : "第 " + std::to_string(place.layer) + " 隐藏层第 " + std::to_string(place.unit + 1) + " 个单元";
}

// Under a term there is room for a few letters: its layer is the one before or after the number that is explained.
std::string term_name(const Place& place, const Network& network, Language language) {
  if (place.kind == Kind::X || place.layer == network.layers()) return unit_name(place, network, language);
  return language == Language::English ? "unit " + std::to_string(place.unit + 1) : "第 " + std::to_string(place.unit + 1) + " 个单元";
}

std::string describe(const Place& place, const Network& network, Language language) {
  const bool english = language == Language::English;
  const std::string unit = unit_name(place, network, language);
  switch (place.kind) {
    case Kind::X: return english ? unit + " of the chosen point" : "所选点的" + unit;
    case Kind::Z: return english ? "score of " + unit : unit + "的得分";
    case Kind::A: return english ? "answer of " + unit : unit + "的回答";
    case Kind::Delta: return english ? "blame of " + unit + ": by how much J rises with its score" : unit + "的责任：得分增大时 J 增加多少";
    case Kind::Weight: return english ? "weight into " + unit : "通向" + unit + "的权重";
    case Kind::Bias: return english ? "bias of " + unit : unit + "的偏置";
    case Kind::WeightGradient: return english ? "gradient of a weight into " + unit : "通向" + unit + "的权重的梯度";
    case Kind::BiasGradient: return english ? "gradient of the bias of " + unit : unit + "的偏置的梯度";
    case Kind::Target: return english ? "the right answer for the chosen point" : "所选点的正确答案";
    case Kind::Loss: return english ? "loss of the chosen point" : "所选点的损失";
  }
  return "";
}

void add_term(Account& account, const Snapshot& seen, const Place& factor, const Place& operand, Language language) {
  const double w = value_at(factor, seen), x = value_at(operand, seen);
  account.terms.push_back({symbol_of(factor, seen.network) + " " + symbol_of(operand, seen.network), quantity_of(factor), "",
                           term_name(operand, seen.network, language), w * x, {w, x}});
}

void explain_score(Account& account, const Snapshot& seen, const Place& z, Language language) {
  const Index inputs = seen.network.w(z.layer - 1).rows();
  for (int i = 0; i < inputs; ++i) add_term(account, seen, {Kind::Weight, z.layer, z.unit, i}, below(z, i), language);
  account.terms.push_back({symbol_of({Kind::Bias, z.layer, z.unit, 0}, seen.network), "b", "", language == Language::English ? "bias" : "偏置",
                           value_at({Kind::Bias, z.layer, z.unit, 0}, seen)});
  account.uses.push_back({language == Language::English ? "bent into the unit’s answer" : "经过激活函数，成为这个单元的输出", to_text({Kind::A, z.layer, z.unit, 0})});
}

std::string bend_name(const Snapshot& seen, bool output) {
  if (!output) return std::string(lesson::name_for(kActivations, seen.settings.shape.activation).label.english);
  return seen.settings.shape.loss == Loss::LinearSquaredError ? "" : "sigmoid";
}

void explain_answer(Account& account, const Snapshot& seen, const Place& a, Language language) {
  const bool output = a.layer == seen.network.layers(), english = language == Language::English;
  const double z = value_at({Kind::Z, a.layer, a.unit, 0}, seen);
  const std::string bend = bend_name(seen, output);
  account.terms.push_back({bend.empty() ? "z" : "\\v{" + bend + "}(z)", "a", bend + "(" + format_number(z, 3) + ")", english ? "bent score" : "激活值", account.value});
  if (output) {
    account.uses.push_back({english ? "compared with the right answer" : "和正确答案比较", to_text({Kind::Loss, 0, 0, 0})});
    return;
  }
  const Index above = seen.network.w(a.layer).cols();
  constexpr int kMostUses = 5;
  const int named = above <= kMostUses ? static_cast<int>(above) : kMostUses - 1;
  for (int k = 0; k < named; ++k) {
    const Place next{Kind::Z, a.layer + 1, k, 0};
    account.uses.push_back({describe(next, seen.network, language), to_text(next)});
  }
  const std::string more = std::to_string(above - named);
  if (named < above) account.uses.push_back({english ? "and the scores of " + more + " more units of this layer" : "以及这一层其余 " + more + " 个单元的得分", ""});
}

void explain_blame(Account& account, const Snapshot& seen, const Place& d, Language language) {
  const bool english = language == Language::English;
  if (d.layer == seen.network.layers()) {
    const double yhat = value_at({Kind::A, d.layer, 0, 0}, seen), y = value_at({Kind::Target, 0, 0, 0}, seen);
    if (seen.settings.shape.loss == Loss::SquaredError) {
      const double slope = yhat * (1 - yhat);
      account.terms.push_back({"(\\c{a}{\\hat{y}}-y)\\,f'(z)", "d", "", english ? "gap × slope" : "差距 × 斜率", (yhat - y) * slope, {yhat - y, slope}});
      return;
    }
    account.terms.push_back({"\\c{a}{\\hat{y}}", "a", format_number(yhat, 3), english ? "output" : "输出", yhat});
    account.terms.push_back({"-y", "y", format_number(-y, 0), english ? "right answer" : "正确答案", -y});
    return;
  }
  const Index above = seen.network.w(d.layer).cols();
  const auto a = static_cast<Real>(value_at({Kind::A, d.layer, d.unit, 0}, seen));
  const double slope_here = static_cast<double>(slope(seen.settings.shape.activation, a));
  for (int k = 0; k < above; ++k) {
    add_term(account, seen, {Kind::Weight, d.layer + 1, k, d.unit}, {Kind::Delta, d.layer + 1, k, 0}, language);
    lesson::AccountTerm& term = account.terms.back();
    term.symbol += "\\,f'";
    term.factors.push_back(slope_here);
    term.value *= slope_here;
  }
  account.consequences.push_back((english ? "f' is the slope of this unit’s bend: " : "f' 是这个单元激活函数在此处的斜率：") + format_number(slope_here, 3));
}

void explain_weight(Account& account, const Snapshot& seen, const Place& w, Language language) {
  const bool english = language == Language::English;
  const bool bias = w.kind == Kind::Bias || w.kind == Kind::BiasGradient;
  const Place gradient{bias ? Kind::BiasGradient : Kind::WeightGradient, w.layer, w.unit, w.from};
  const double g = value_at(gradient, seen), rate = seen.settings.rate;
  if (!std::isfinite(g)) {
    account.consequences.push_back(english ? "Its gradient is no finite number any more." : "它的梯度已经不是有限的数。");
    return;
  }
  account.terms.push_back({symbol_of({bias ? Kind::Bias : Kind::Weight, w.layer, w.unit, w.from}, seen.network), "w", "", english ? "now" : "现在", account.value});
  account.terms.push_back({"-\\eta " + symbol_of(gradient, seen.network), "d", "", english ? "one plain step" : "普通的一步", -rate * g, {-rate, g}});
  account.terms_title = english ? "What one plain step makes of it" : "走普通的一步后变成多少";
  account.sum_symbol = account.symbol, account.sum_label = english ? "after" : "更新后";
  account.uses.push_back({english ? "its gradient" : "它的梯度", to_text(gradient)});
}

void explain_gradient(Account& account, const Snapshot& seen, const Place& g, Language language) {
  const Place blame{Kind::Delta, g.layer, g.unit, 0};
  if (g.kind == Kind::WeightGradient) {
    add_term(account, seen, below(g, g.from), blame, language);
  } else {
    account.terms.push_back({symbol_of(blame, seen.network), "d", "", term_name(blame, seen.network, language), value_at(blame, seen)});
  }
  account.uses.push_back({describe(blame, seen.network, language), to_text(blame)});
}

void explain_loss(Account& account, const Snapshot& seen, Language language) {
  const bool english = language == Language::English;
  const double yhat = value_at({Kind::A, seen.network.layers(), 0, 0}, seen), y = value_at({Kind::Target, 0, 0, 0}, seen);
  const bool squared = seen.settings.shape.loss != Loss::CrossEntropy;
  const std::string how = squared ? "(" + format_number(yhat, 3) + " − " + format_number(y, 0) + ")² / 2" : "−ln " + format_number(y > 0.5 ? yhat : 1 - yhat, 3);
  account.terms.push_back({squared ? "(\\c{a}{\\hat{y}}-y)^2/2" : y > 0.5 ? "-\\ln \\c{a}{\\hat{y}}" : "-\\ln(1-\\c{a}{\\hat{y}})", "loss", how, english ? "distance" : "差距", account.value});
  account.uses.push_back({english ? "blame of the output unit" : "输出单元的责任", to_text({Kind::Delta, seen.network.layers(), 0, 0})});
}

}  // namespace

lesson::Account account_of(const Snapshot& seen, const Place& place, Language language) {
  Account account;
  account.symbol = symbol_of(place, seen.network);
  account.quantity = quantity_of(place);
  account.description = describe(place, seen.network, language);
  account.value = value_at(place, seen);
  account.sum_symbol = account.symbol;
  switch (place.kind) {
    case Kind::Z: explain_score(account, seen, place, language); break;
    case Kind::A: explain_answer(account, seen, place, language); break;
    case Kind::Delta: explain_blame(account, seen, place, language); break;
    case Kind::Weight:
    case Kind::Bias: explain_weight(account, seen, place, language); break;
    case Kind::WeightGradient:
    case Kind::BiasGradient: explain_gradient(account, seen, place, language); break;
    case Kind::Loss: explain_loss(account, seen, language); break;
    default: break;
  }
  for (const lesson::AccountTerm& term : account.terms) account.sum += term.value;
  return account;
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
