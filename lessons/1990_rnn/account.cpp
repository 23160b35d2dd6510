// Every number opens: what it was made of, and what it goes into.
#include <algorithm>
#include <array>
#include <cmath>

#include "nn/ops/cross_entropy.hpp"
#include "parts.hpp"

namespace epochs::recurrent {
namespace {

using lesson::Account;
using lesson::AccountTerm;

struct Told {
  const Snapshot& seen;
  const Network& network;
  const Reading& reading;
  const Blame* blame;
  Language language;
  bool english() const { return language == Language::English; }
  std::string say(Localized text) const { return std::string(text.in(language)); }
  Index hidden() const { return network.cell.hidden(); }
  bool gated() const { return network.shape.kind != nn::RecurrentKind::Rnn; }
  const char* state() const { return gated() ? "h" : "s"; }      // as the lesson calls it whose network this is
  const char* score() const { return gated() ? "z" : "o"; }      // o is a gate
  std::string symbol(int id) const { return id < 0 ? std::string("?") : "“" + shown_symbol(seen.symbols[static_cast<std::size_t>(id)]) + "”"; }
  std::string read_at(int t) const { return symbol(reading.inputs[static_cast<std::size_t>(t)]); }
  std::string step(int t) const { return english() ? "step " + std::to_string(t + 1) + ", " + read_at(t) + " read" : "第 " + std::to_string(t + 1) + " 步，读了" + read_at(t); }
  std::string unit(int i) const { return english() ? "unit " + std::to_string(i + 1) : "单元 " + std::to_string(i + 1); }
  double before(int t, Index unit) const { return static_cast<double>(t > 0 ? reading.states(t - 1, unit) : reading.start(unit)); }
};

std::string indexed(const char* symbol, int i) { return std::string(symbol) + "_{" + std::to_string(i + 1) + "}"; }
double real_of(Real value) { return static_cast<double>(value); }

void sum_up(Account& a) {
  a.sum = 0;
  for (const AccountTerm& term : a.terms) a.sum += term.value;
}

// The block of H columns that a gate column lies in, by letter: i f g o, r z n.
const char* gate_letter(nn::RecurrentKind kind, Index block) {
  static constexpr std::array<const char*, 4> lstm{"i", "f", "g", "o"}, gru{"r", "z", "n", "n"};
  return kind == nn::RecurrentKind::Rnn ? "s" : kind == nn::RecurrentKind::Lstm ? lstm[static_cast<std::size_t>(block)] : gru[static_cast<std::size_t>(block)];
}
bool squeezed_by_tanh(nn::RecurrentKind kind, Index block) { return kind == nn::RecurrentKind::Rnn || block == 2; }

// Σ of what goes into column k: the symbol's row of U, the old state through W, the biases.
void add_sum(Account& a, const Told& t, int at, Index k) {
  const int symbol = t.reading.inputs[static_cast<std::size_t>(at)];
  const Index block = k / t.hidden();
  a.terms.push_back({"U", "x", t.say({"picked, × 1", "挑出，× 1"}), t.symbol(symbol), real_of(t.network.cell.wx.value(symbol, k))});
  a.terms.push_back({"b", "w", "", t.say({"bias", "偏置"}), real_of(t.network.cell.b.value(0, k))});
  const bool gru = t.network.shape.kind == nn::RecurrentKind::Gru, reset = gru && block == 2;
  const double r = reset ? real_of(t.reading.gates(at, k - 2 * t.hidden())) : 1;
  for (Index j = 0; j < t.hidden(); ++j) {
    const double s = t.before(at, j), w = real_of(t.network.cell.wh.value(j, k));
    AccountTerm term{indexed(t.state(), static_cast<int>(j)) + " " + indexed("W", static_cast<int>(j)), "s", "", t.unit(static_cast<int>(j)), r * s * w, {s, w}};
    if (reset) term.factors = {r, s, w};
    a.terms.push_back(std::move(term));
  }
  if (gru) {
    const double bh = real_of(t.network.cell.bh.value(0, k));
    AccountTerm term{"b_h", "w", "", t.say({"bias", "偏置"}), r * bh};
    if (reset) term.factors = {r, bh};
    a.terms.push_back(std::move(term));
  }
  sum_up(a);
}

Account gate_account(const Told& t, int at, Index k) {
  const nn::RecurrentKind kind = t.network.shape.kind;
  const Index block = k / t.hidden();
  const auto unit = static_cast<int>(k % t.hidden());
  Account a;
  a.symbol = indexed(gate_letter(kind, block), unit), a.quantity = kind == nn::RecurrentKind::Rnn ? "s" : "w";
  a.description = t.step(at) + t.say({": ", "："}) + t.unit(unit);
  a.value = real_of(t.reading.gates(at, k));
  add_sum(a, t, at, k);
  a.sum_symbol = indexed("z", unit);
  const bool tanh = squeezed_by_tanh(kind, block);
  a.consequences = {(tanh ? "tanh(" : "σ(") + format_number(a.sum, 3) + ") = " + format_number(tanh ? std::tanh(a.sum) : 1 / (1 + std::exp(-a.sum)), 3)};
  if (std::abs((tanh ? std::tanh(a.sum) : 1 / (1 + std::exp(-a.sum))) - a.value) > 1e-3) a.consequences.push_back(t.say({"Held by hand at ", "用手按在 "}) + format_number(a.value, 2) + t.say({".", "。"}));
  return a;
}

void add_uses(Account& a, const Told& t, int at, int unit) {
  if (at + 1 < static_cast<int>(t.reading.steps())) a.uses.push_back({t.say({"next state, ", "下一个状态，"}) + t.unit(unit), to_text({Place::Kind::State, at + 1, unit})});
  Index likeliest = 0;
  t.reading.probabilities.row(at).maxCoeff(&likeliest);
  a.uses.push_back({t.say({"score of ", "得分："}) + t.symbol(static_cast<int>(likeliest)), to_text({Place::Kind::Logit, at, static_cast<int>(likeliest)})});
}

Account state_account(const Told& t, int at, int unit) {
  const nn::RecurrentKind kind = t.network.shape.kind;
  const Index h = t.hidden();
  if (kind == nn::RecurrentKind::Rnn) {
    Account a = gate_account(t, at, unit);
    a.value = real_of(t.reading.states(at, unit));
    add_uses(a, t, at, unit);
    return a;
  }
  Account a;
  a.symbol = a.sum_symbol = indexed("h", unit), a.quantity = "s";
  a.description = t.step(at) + t.say({": state, ", "：状态，"}) + t.unit(unit);
  a.value = real_of(t.reading.states(at, unit));
  const auto gate = [&](Index block) { return real_of(t.reading.gates(at, block * h + unit)); };
  if (kind == nn::RecurrentKind::Lstm) {
    const double o = gate(3), c = std::tanh(real_of(t.reading.cells(at, unit)));
    a.terms = {{"o \\tanh(c)", "w", "", t.say({"what is shown", "给出的"}), o * c, {o, c}}};
    a.uses.push_back({t.say({"its memory c", "它的记忆 c"}), to_text({Place::Kind::Cell, at, unit})});
    a.uses.push_back({t.say({"output gate", "输出门"}), to_text({Place::Kind::Gate, at, static_cast<int>(3 * h) + unit})});
  } else {
    const double z = gate(1), n = gate(2), old = t.before(at, unit);
    a.terms = {{"(1-z) n", "x", "", t.say({"what is new", "新的"}), (1 - z) * n, {1 - z, n}}, {"z h", "s", "", t.say({"what was", "旧的"}), z * old, {z, old}}};
    a.uses.push_back({t.say({"update gate", "更新门"}), to_text({Place::Kind::Gate, at, static_cast<int>(h) + unit})});
  }
  sum_up(a);
  add_uses(a, t, at, unit);
  return a;
}

Account cell_account(const Told& t, int at, int unit) {
  const Index h = t.hidden();
  const auto gate = [&](Index block) { return real_of(t.reading.gates(at, block * h + unit)); };
  const double old = real_of(at > 0 ? t.reading.cells(at - 1, unit) : t.reading.start(h + unit));
  Account a;
  a.symbol = a.sum_symbol = indexed("c", unit), a.quantity = "s";
  a.description = t.step(at) + t.say({": memory, ", "：记忆，"}) + t.unit(unit);
  a.value = real_of(t.reading.cells(at, unit));
  a.terms = {{"f c", "w", "", t.say({"what is kept", "留下的"}), gate(1) * old, {gate(1), old}}, {"i g", "x", "", t.say({"what is added", "加进的"}), gate(0) * gate(2), {gate(0), gate(2)}}};
  sum_up(a);
  for (const auto& [block, words] : {std::pair{1, Localized{"forget gate", "遗忘门"}}, {0, {"input gate", "输入门"}}, {2, {"the news g", "新东西 g"}}})
    a.uses.push_back({t.say(words), to_text({Place::Kind::Gate, at, static_cast<int>(block * h) + unit})});
  a.uses.push_back({t.say({"state h", "状态 h"}), to_text({Place::Kind::State, at, unit})});
  return a;
}

Account logit_account(const Told& t, int at, int symbol) {
  Account a;
  a.symbol = a.sum_symbol = t.score(), a.quantity = "y";
  a.description = t.step(at) + t.say({": score of ", "："}) + t.symbol(symbol) + t.say({"", "的得分"});
  a.value = real_of(t.reading.logits(at, symbol));
  a.terms.push_back({t.gated() ? "b" : "c", "w", "", t.say({"bias", "偏置"}), real_of(t.network.readout.b.value(0, symbol))});
  for (Index j = 0; j < t.hidden(); ++j) {
    const double s = real_of(t.reading.states(at, j)), v = real_of(t.network.readout.w.value(j, symbol));
    a.terms.push_back({indexed(t.state(), static_cast<int>(j)) + " " + indexed("V", static_cast<int>(j)), "s", "", t.unit(static_cast<int>(j)), s * v, {s, v}});
  }
  sum_up(a);
  a.uses = {{t.say({"its probability", "它的概率"}), to_text({Place::Kind::Probability, at, symbol})}};
  return a;
}

double log_sum(const Told& t, int at) {
  const auto row = t.reading.logits.row(at);
  const double most = real_of(row.maxCoeff());
  double sum = 0;
  for (Index i = 0; i < row.size(); ++i) sum += std::exp(real_of(row(i)) - most);
  return most + std::log(sum);
}

Account probability_account(const Told& t, int at, int symbol) {
  Account a;
  a.symbol = "p", a.quantity = "y";
  a.description = t.step(at) + t.say({": how likely ", "："}) + t.symbol(symbol) + t.say({" is next", "是下一个的概率"});
  a.value = real_of(t.reading.probabilities(at, symbol));
  a.terms_title = t.say({"Its logarithm", "它的对数"});
  a.terms = {{t.score(), "y", "", t.symbol(symbol), real_of(t.reading.logits(at, symbol))}, {std::string("-\\ln \\sum e^{") + t.score() + "}", "y", "−ln Σ", t.say({"all symbols", "所有符号"}), -log_sum(t, at)}};
  sum_up(a);
  a.sum_symbol = "\\ln p";
  a.consequences = {"e^(" + format_number(a.sum, 3) + ") = " + format_number(std::exp(a.sum), 3)};
  a.uses = {{t.say({"its score", "它的得分"}), to_text({Place::Kind::Logit, at, symbol})}};
  if (t.reading.targets[static_cast<std::size_t>(at)] != nn::kIgnored) a.uses.push_back({t.say({"the loss of this step", "这一步的损失"}), to_text({Place::Kind::Loss, at, 0})});
  return a;
}

Account loss_account(const Told& t, int at) {
  const int target = t.reading.targets[static_cast<std::size_t>(at)];
  Account a;
  a.symbol = a.sum_symbol = "J", a.quantity = "loss";
  a.description = t.step(at) + t.say({": loss of the guess", "：这次猜测的损失"});
  a.value = t.reading.losses[static_cast<std::size_t>(at)];
  if (target == nn::kIgnored) {
    a.consequences = {t.say({"Nothing is asked at this step.", "这一步没有提问。"})};
    return a;
  }
  a.terms = {{"-\\ln p", "y", "−ln " + format_number(real_of(t.reading.probabilities(at, target)), 3), t.symbol(target), a.value}};
  sum_up(a);
  a.consequences = {t.english() ? format_number(a.value / std::log(2.0), 2) + " bits" : format_number(a.value / std::log(2.0), 2) + " 比特"};
  a.uses = {{t.say({"probability of ", "概率："}) + t.symbol(target), to_text({Place::Kind::Probability, at, target})}};
  return a;
}

// A weight now. What each update makes of it depends on all of the batch.
Account weight_account(const Told& t, Place place) {
  Account a;
  const bool u = place.kind == Place::Kind::InputWeight, v = place.kind == Place::Kind::ReadoutWeight;
  const nn::Parameter& parameter = u ? t.network.cell.wx : v ? t.network.readout.w : t.network.cell.wh;
  a.symbol = a.sum_symbol = u ? "U" : v ? "V" : "W", a.quantity = u ? "x" : v ? "y" : "w";
  const std::string from = u ? t.symbol(place.a) : t.unit(place.a), to = v ? t.symbol(place.b) : t.unit(place.b % static_cast<int>(t.hidden()));
  a.description = t.say({"weight from ", "权重："}) + from + t.say({" to ", " 到 "}) + to;
  a.value = a.sum = real_of(parameter.value(place.a, place.b));
  a.consequences = {t.say({"The same at every step of time.", "每一步用的都是它。"})};
  return a;
}

Account blame_account(const Told& t, int at) {
  Account a;
  a.symbol = std::string("|\\partial J / \\partial ") + t.state() + "|", a.quantity = "d";
  a.description = t.step(at) + t.say({": blame that gets back here", "：传回到这里的责任"});
  if (!t.blame || at >= t.blame->states.rows()) return a;
  a.value = t.blame->norms[static_cast<std::size_t>(at)];
  a.value_decimals = decimals_of(a.value);
  if (!(a.value > 0) || !std::isfinite(a.value)) return a;
  a.terms_title = t.say({"Whose it is: shares of its square", "是谁的：各占它平方的多少"});
  const bool cells = t.blame->cells.rows() > 0;
  for (Index j = 0; j < t.blame->states.cols(); ++j) {
    const double d = real_of(t.blame->states(at, j)), c = cells ? real_of(t.blame->cells(at, j)) : 0;
    a.terms.push_back({indexed("\\partial s", static_cast<int>(j)) + "^2", "d", "", t.unit(static_cast<int>(j)), (d * d + c * c) / (a.value * a.value)});
  }
  sum_up(a);
  a.sum_symbol = "1";
  if (at > 0) a.uses = {{t.say({"one step further back", "再退一步"}), to_text({Place::Kind::Blame, at - 1, 0})}};
  return a;
}

}  // namespace

std::optional<Account> account_of(const Snapshot& seen, const Shown& shown, const Hand& hand, Language language) {
  if (!shown.reading || !shown.network || !exists(hand.selected, *shown.network, shown.reading.get())) return std::nullopt;
  const Told t{seen, *shown.network, *shown.reading, shown.blame.get(), language};
  const Place place = hand.selected;
  switch (place.kind) {
    case Place::Kind::State: return state_account(t, place.a, place.b);
    case Place::Kind::Cell: return cell_account(t, place.a, place.b);
    case Place::Kind::Gate: return gate_account(t, place.a, place.b);
    case Place::Kind::Logit: return logit_account(t, place.a, place.b);
    case Place::Kind::Probability: return probability_account(t, place.a, place.b);
    case Place::Kind::Loss: return loss_account(t, place.a);
    case Place::Kind::Blame: return blame_account(t, place.a);
    case Place::Kind::InputWeight:
    case Place::Kind::StateWeight:
    case Place::Kind::ReadoutWeight: break;
  }
  return weight_account(t, place);
}

}  // namespace epochs::recurrent
