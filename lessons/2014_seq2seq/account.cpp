// Every number opens: what it was made of, and what it goes into. Those of the cells are in cell_account.cpp.
#include "account.hpp"

#include <cmath>

namespace epochs::translation {
namespace {

using lesson::Account;
using Kind = Place::Kind;

Account embedded_account(const Teller& t, Place at) {
  Account a;
  a.symbol = a.sum_symbol = with_index("x", at.b), a.quantity = "x";
  a.description = t.read(at.a) + t.say({": number of its vector", "：词向量里的一个数"});
  a.value = real(t.run.embedded(at.a, at.b));
  a.terms = {{with_index("E", at.b), "x", t.say({"picked", "挑出"}), t.read(at.a), a.value}};
  sum_up(a);
  a.uses = {{t.say({"the reader's state at this word", "读到这个词时的状态"}), to_text({Kind::State, at.a, 0})}};
  return a;
}

// Rows of a dense layer: Σ_j x_j W_j + b.
void add_dense(Account& a, const Eigen::Ref<const RowVector>& x, const nn::Dense& layer, Index column, const char* symbol, const char* quantity, const Teller& t) {
  for (Index j = 0; j < x.size(); ++j) {
    const double value = real(x(j)), weight = real(layer.w.value(j, column));
    a.terms.push_back({with_index(symbol, j) + " " + with_index("W", j), quantity, "", "", value * weight, {value, weight}});
  }
  a.terms.push_back({"b", "w", "", t.say({"bias", "偏置"}), real(layer.b.value(0, column))});
  sum_up(a);
}

Account key_account(const Teller& t, Place at) {
  Account a;
  a.symbol = a.sum_symbol = with_index("k", at.b), a.quantity = "k";
  a.description = t.read(at.a) + t.say({": key", "：键"});
  a.value = real(t.run.keys(at.a, at.b));
  if (t.network.settings.score == nn::Score::Additive) add_dense(a, t.run.states.row(at.a), t.network.key, at.b, "h", "s", t);
  else a.terms = {{with_index("h", at.b), "s", t.say({"the state itself", "就是状态本身"}), t.read(at.a), a.value}}, sum_up(a);
  a.uses = {{t.say({"its score", "它的分数"}), to_text({Kind::Score, t.step, at.a})}};
  return a;
}

Account query_account(const Teller& t, Place at) {
  Account a;
  a.symbol = a.sum_symbol = with_index("q", at.b), a.quantity = "q";
  a.description = t.say({"query before ", "查询，写 "}) + t.written(at.a) + t.say({" is written", " 之前"});
  a.value = real(t.run.queries(at.a, at.b));
  add_dense(a, t.run.carried.row(at.a).leftCols(t.network.settings.hidden), t.network.query, at.b, "s", "s", t);
  a.uses = {{t.say({"a score", "一个分数"}), to_text({Kind::Score, at.a, t.source})}};
  return a;
}

void add_score_terms(Account& a, const Teller& t, Place at) {
  const bool additive = t.network.settings.score == nn::Score::Additive, root = t.network.settings.score == nn::Score::ScaledProduct;
  const double factor = root ? 1 / std::sqrt(static_cast<double>(t.run.keys.cols())) : 1;
  a.sum_symbol = additive ? "v \\cdot \\tanh(q + k)" : root ? "q \\cdot k / \\sqrt{d}" : "q \\cdot k";
  if (additive) a.terms_title = t.say({"Of t = tanh(q + k), number by number", "t = tanh(q + k)，逐个相乘"});
  for (Index j = 0; j < t.run.keys.cols(); ++j) {
    const double q = real(t.run.queries(at.a, j)), k = real(t.run.keys(at.b, j));
    if (additive) {
      const double bent = std::tanh(q + k), v = real(t.network.v.value(j, 0));
      a.terms.push_back({with_index("t", j) + " " + with_index("v", j), "score", "", "", bent * v, {bent, v}});
    } else {
      a.terms.push_back({with_index("q", j) + " " + with_index("k", j) + (root ? " / \\sqrt{d}" : ""), "q", "", "", q * k * factor, {q, k * factor}});
    }
  }
  sum_up(a);
}

Account score_account(const Teller& t, Place at) {
  Account a;
  a.symbol = "e", a.quantity = "score";
  a.description = t.say({"before ", "写 "}) + t.written(at.a) + t.say({": the query against ", " 之前：查询对 "}) + t.read(at.b);
  a.value = real(t.run.scores(at.a, at.b));
  add_score_terms(a, t, at);
  if (std::abs(a.value - a.sum) > 1e-3) a.consequences = {t.say({"Set by hand to ", "用手设为 "}) + format_number(a.value, 2) + t.say({".", "。"})};
  a.uses = {{t.say({"its weight", "它的权重"}), to_text({Kind::Weight, at.a, at.b})}, {t.say({"the query", "查询"}), to_text({Kind::Query, at.a, 0})}, {t.say({"the key", "键"}), to_text({Kind::Key, at.b, 0})}};
  return a;
}

// ln Σ e^s of a row.
double log_sum_of(const Eigen::Ref<const RowVector>& row) {
  const double most = real(row.maxCoeff());
  double sum = 0;
  for (Index i = 0; i < row.size(); ++i) sum += std::exp(real(row(i)) - most);
  return most + std::log(sum);
}

Account weight_account(const Teller& t, Place at) {
  const double score = real(t.run.scores(at.a, at.b));
  Account a;
  a.symbol = "\\alpha", a.quantity = "weight_a";
  a.description = t.say({"before ", "写 "}) + t.written(at.a) + t.say({" it looks at ", " 之前看 "}) + t.read(at.b);
  a.value = real(t.run.weights(at.a, at.b));
  a.terms_title = t.say({"Its logarithm", "它的对数"});
  a.terms = {{"e", "score", "", t.read(at.b), score}, {"-\\ln \\sum e^{e}", "score", "−ln Σ", t.say({"all words read", "所有读过的词"}), -log_sum_of(t.run.scores.row(at.a))}};
  sum_up(a);
  a.sum_symbol = "\\ln \\alpha";
  a.consequences = {"e^(" + format_number(a.sum, 3) + ") = " + format_number(std::exp(a.sum), 3)};
  if (std::abs(a.value - std::exp(a.sum)) > 1e-3) a.consequences = {t.say({"Set by hand, whatever the scores say.", "由手设定，不管分数怎么说。"})};
  a.uses = {{t.say({"its score", "它的分数"}), to_text({Kind::Score, at.a, at.b})}, {t.say({"the mix", "混合"}), to_text({Kind::Context, at.a, 0})}};
  return a;
}

Account context_account(const Teller& t, Place at) {
  Account a;
  a.symbol = a.sum_symbol = with_index("c", at.b), a.quantity = "v";
  a.description = t.say({"the mix for ", "为 "}) + t.written(at.a) + t.say({"", " 准备的混合"});
  a.value = real(t.run.contexts(at.a, at.b));
  for (int s = 0; s < t.shown.read(); ++s) {
    const double w = real(t.run.weights(at.a, s)), h = real(t.run.states(s, at.b));
    a.terms.push_back({with_index("\\alpha", s) + " " + with_index("h", s), "v", "", t.read(s), w * h, {w, h}});
  }
  sum_up(a);
  a.uses = {{t.say({"the writer's next state", "写作者的下一个状态"}), to_text({Kind::Decoded, at.a, 0})}};
  return a;
}

Account probability_account(const Teller& t, Place at) {
  Account a;
  a.symbol = "p", a.quantity = "y";
  a.description = (t.language == Language::English ? "word " + std::to_string(at.a + 1) + ": how likely " : "第 " + std::to_string(at.a + 1) + " 个词：写 ") + t.target(at.b) + t.say({"", " 的概率"});
  a.value = real(t.run.probabilities(at.a, at.b));
  a.terms_title = t.say({"Its logarithm", "它的对数"});
  add_dense(a, t.run.decoded.row(at.a), t.network.readout, at.b, "s", "s", t);
  const Matrix logits = t.run.decoded.row(at.a) * t.network.readout.w.value + t.network.readout.b.value;
  a.terms.push_back({"-\\ln \\sum e^{z}", "y", "−ln Σ", t.say({"all words", "所有词"}), -log_sum_of(logits.row(0))});
  sum_up(a);
  a.sum_symbol = "\\ln p";
  a.consequences = {"e^(" + format_number(a.sum, 3) + ") = " + format_number(std::exp(a.sum), 3)};
  a.uses = {{t.say({"the writer's state", "写作者的状态"}), to_text({Kind::Decoded, at.a, 0})}};
  return a;
}

Account loss_account(const Teller& t, Place at) {
  const std::vector<int>& wanted = t.shown.pair->target;
  const auto step = static_cast<std::size_t>(at.a);
  const int word = step < wanted.size() ? wanted[step] : kEnd;
  const double p = real(t.shown.dictated->probabilities(at.a, word));
  Account a;
  a.symbol = a.sum_symbol = "J", a.quantity = "loss";
  a.description = t.say({"loss at ", "损失："}) + t.target(word) + t.say({", the words before it dictated", "，前面的词是念给它的"});
  a.value = -std::log(p);
  a.terms = {{"-\\ln p", "y", "−ln " + format_number(p, 3), t.target(word), a.value}};
  sum_up(a);
  if (t.shown.rows == Rows::Right) a.uses = {{t.say({"its probability", "它的概率"}), to_text({Kind::Probability, at.a, word})}};
  return a;
}

}  // namespace

void sum_up(Account& a) {
  a.sum = 0;
  for (const lesson::AccountTerm& term : a.terms) a.sum += term.value;
}

std::optional<Account> account_of(const Snapshot&, const Shown& shown, const Hand& hand, Language language) {
  const Place at = hand.selected;
  if (!exists(at, shown)) return std::nullopt;
  const Teller t{shown, *shown.network, *shown.run, language, step_of(hand, shown), at.kind == Kind::State || at.kind == Kind::Key ? at.a : 0};
  switch (at.kind) {
    case Kind::Embedded: return embedded_account(t, at);
    case Kind::State: return state_account(t, at);
    case Kind::Start: return start_account(t, at);
    case Kind::Key: return key_account(t, at);
    case Kind::Query: return query_account(t, at);
    case Kind::Score: return score_account(t, at);
    case Kind::Weight: return weight_account(t, at);
    case Kind::Context: return context_account(t, at);
    case Kind::Decoded: return decoded_account(t, at);
    case Kind::Probability: return probability_account(t, at);
    case Kind::Loss: break;
  }
  return loss_account(t, at);
}

}  // namespace epochs::translation
