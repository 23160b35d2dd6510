// Every number opens: what it was made of, and what it goes into.
#include <algorithm>
#include <cmath>
#include <limits>

#include "views.hpp"

namespace epochs::self_attention {
namespace {

using lesson::Account;
using lesson::AccountTerm;
using Kind = Place::Kind;

double real(Real value) { return static_cast<double>(value); }
std::string with_index(const char* symbol, Index i) { return std::string(symbol) + "_{" + std::to_string(i + 1) + "}"; }

struct Teller {
  const Shown& shown;
  Language language;
  std::string say(Localized text) const { return std::string(text.in(language)); }
  std::string word(int place) const { return "“" + shown.word(place) + "”"; }
  std::string id_word(int id) const { return "“" + shown.corpus->word(id) + "”"; }
  std::string head(Place at) const {
    return language == Language::English ? "layer " + std::to_string(at.layer + 1) + ", head " + std::to_string(at.head + 1) : "第 " + std::to_string(at.layer + 1) + " 层第 " + std::to_string(at.head + 1) + " 头";
  }
  const LayerLook& layer(Place at) const { return shown.look->layers[static_cast<std::size_t>(at.layer)]; }
  const HeadLook& head_look(Place at) const { return layer(at).heads[static_cast<std::size_t>(at.head)]; }
  const nn::MultiHeadAttention& with(Place at) const { return shown.network->layers[static_cast<std::size_t>(at.layer)]; }
  Index first(Place at) const { return at.head * shown.network->head_width(); }
  Index width() const { return shown.network->shape.width; }
};

void sum_up(Account& a) {
  a.sum = 0;
  for (const AccountTerm& term : a.terms) a.sum += term.value;
}

Place as(Place at, Kind kind, int a, int b) { return {kind, at.layer, at.head, a, b}; }

Account input_account(const Teller& t, Place at) {
  Account a;
  a.symbol = a.sum_symbol = with_index("x", at.b), a.quantity = "x";
  a.description = t.word(at.a) + t.say({": number of its vector", "：词向量里的一个数"});
  a.value = real(t.shown.look->input(at.a, at.b));
  a.terms = {{with_index("E", at.b), "x", t.say({"picked", "挑出"}), t.word(at.a), real(t.shown.look->embedded(at.a, at.b))}};
  if (t.shown.look->places.size() > 0) a.terms.push_back({with_index("P", at.b), "x", t.say({"picked", "挑出"}), t.say({"its place", "它的位置"}), real(t.shown.look->places(at.a, at.b))});
  sum_up(a);
  a.uses = {{t.say({"its query", "它的查询"}), to_text(as({at.kind, 0, 0, 0, 0}, Kind::Query, at.a, 0))}, {t.say({"its key", "它的键"}), to_text(as({at.kind, 0, 0, 0, 0}, Kind::Key, at.a, 0))},
            {t.say({"its value", "它的值"}), to_text(as({at.kind, 0, 0, 0, 0}, Kind::Value, at.a, 0))}};
  return a;
}

Account projected_account(const Teller& t, Place at) {
  const bool q = at.kind == Kind::Query, k = at.kind == Kind::Key;
  const nn::MultiHeadAttention& with = t.with(at);
  const nn::Parameter &w = q ? with.wq : k ? with.wk : with.wv, &b = q ? with.bq : k ? with.bk : with.bv;
  const LayerLook& layer = t.layer(at);
  const Index column = t.first(at) + at.b;
  Account a;
  a.symbol = a.sum_symbol = with_index(q ? "q" : k ? "k" : "v", at.b), a.quantity = q ? "q" : k ? "k" : "v";
  a.description = t.word(at.a) + (q ? t.say({": query, ", "：查询，"}) : k ? t.say({": key, ", "：键，"}) : t.say({": value, ", "：值，"})) + t.head(at);
  a.value = real((q ? layer.q : k ? layer.k : layer.v)(at.a, column));
  for (Index j = 0; j < t.width(); ++j) {
    const double x = real(layer.input(at.a, j)), weight = real(w.value(j, column));
    a.terms.push_back({with_index("x", j) + " " + with_index("W", j), "x", "", "", x * weight, {x, weight}});
  }
  a.terms.push_back({"b", "w", "", t.say({"bias", "偏置"}), real(b.value(0, column))});
  sum_up(a);
  if (q) a.uses = {{t.say({"score against ", "分数，对着 "}) + t.word(t.shown.sentence.subject), to_text(as(at, Kind::Score, at.a, t.shown.sentence.subject))}};
  if (k) a.uses = {{t.say({"score that “it” gives it", "“它”给它的分数"}), to_text(as(at, Kind::Score, t.shown.sentence.pronoun, at.a))}};
  if (!q && !k) a.uses = {{t.say({"the mix at “it”", "“它”得到的混合"}), to_text(as(at, Kind::Mixed, t.shown.sentence.pronoun, at.b))}};
  return a;
}

Account score_account(const Teller& t, Place at) {
  const LayerLook& layer = t.layer(at);
  const Index d = t.shown.network->head_width();
  const double factor = t.shown.way.scaling == Scaling::Root ? 1 / std::sqrt(static_cast<double>(d)) : 1, score = real(t.head_look(at).scores(at.a, at.b));
  Account a;
  a.symbol = "s", a.sum_symbol = factor == 1 ? "q \\cdot k" : "q \\cdot k / \\sqrt{d}", a.quantity = "score";
  a.description = t.word(at.a) + t.say({" asks ", " 问 "}) + t.word(at.b) + ", " + t.head(at);
  for (Index j = 0; j < d; ++j) {
    const double q = real(layer.q(at.a, t.first(at) + j)), k = real(layer.k(at.b, t.first(at) + j));
    AccountTerm term{with_index("q", j) + " " + with_index("k", j), "q", "", "", q * k * factor, {q, k * factor}};   // two numbers fit beside the bar, three do not
    if (factor != 1) term.symbol += " / \\sqrt{d}";
    a.terms.push_back(std::move(term));
  }
  sum_up(a);
  const bool hidden = score == -std::numeric_limits<double>::infinity();
  a.value = hidden ? a.sum : score;
  if (hidden) a.consequences = {t.say({"It may not look there: the score counts as −∞.", "这里不许看：分数按 −∞ 计。"})};
  else if (std::abs(score - a.sum) > 1e-3) a.consequences = {t.say({"Set by hand to ", "用手设为 "}) + format_number(score, 2) + t.say({".", "。"})};
  a.uses = {{t.say({"its weight", "它的权重"}), to_text(as(at, Kind::Weight, at.a, at.b))}, {t.say({"the query", "查询"}), to_text(as(at, Kind::Query, at.a, 0))}, {t.say({"the key", "键"}), to_text(as(at, Kind::Key, at.b, 0))}};
  return a;
}

// ln Σ e^s of a row, over what may be looked at.
double log_sum_of(const Eigen::Ref<const RowVector>& row) {
  const double most = real(row.maxCoeff());
  double sum = 0;
  for (Index i = 0; i < row.size(); ++i) sum += std::exp(real(row(i)) - most);
  return most + std::log(sum);
}

Account weight_account(const Teller& t, Place at) {
  const HeadLook& head = t.head_look(at);
  const double score = real(head.scores(at.a, at.b));
  Account a;
  a.symbol = "a", a.quantity = "weight_a";
  a.description = t.word(at.a) + t.say({" looks at ", " 看 "}) + t.word(at.b) + ", " + t.head(at);
  a.value = real(head.weights(at.a, at.b));
  if (score == -std::numeric_limits<double>::infinity()) {
    a.consequences = {t.say({"It may not look there: weight 0.", "这里不许看：权重为 0。"})};
    return a;
  }
  a.terms_title = t.say({"Its logarithm", "它的对数"});
  a.terms = {{"s", "score", "", t.word(at.b), score}, {"-\\ln \\sum e^{s}", "score", "−ln Σ", t.say({"all it may see", "所有能看的词"}), -log_sum_of(head.scores.row(at.a))}};
  sum_up(a);
  a.sum_symbol = "\\ln a";
  a.consequences = {"e^(" + format_number(a.sum, 3) + ") = " + format_number(std::exp(a.sum), 3)};
  a.uses = {{t.say({"its score", "它的分数"}), to_text(as(at, Kind::Score, at.a, at.b))}, {t.say({"the mix", "混合"}), to_text(as(at, Kind::Mixed, at.a, 0))}};
  return a;
}

Account mixed_account(const Teller& t, Place at) {
  const HeadLook& head = t.head_look(at);
  Account a;
  a.symbol = a.sum_symbol = with_index("m", at.b), a.quantity = "v";
  a.description = t.word(at.a) + t.say({": mix of values, ", "：值的混合，"}) + t.head(at);
  a.value = real(head.mixed(at.a, at.b));
  const bool muted = std::find(t.shown.meddling.muted.begin(), t.shown.meddling.muted.end(), Mute{at.layer, at.head}) != t.shown.meddling.muted.end();
  for (int s = 0; s < t.shown.words() && !muted; ++s) {
    const double w = real(head.weights(at.a, s)), v = real(t.layer(at).v(s, t.first(at) + at.b));
    a.terms.push_back({with_index("a", s) + " " + with_index("v", s), "v", "", t.word(s), w * v, {w, v}});
  }
  sum_up(a);
  if (muted) a.consequences = {t.say({"This head is muted.", "这个头被静音了。"})};
  a.uses = {{t.say({"the word's new vector", "这个词的新向量"}), to_text(as(at, Kind::Sum, at.a, 0))}};
  return a;
}

Account sum_account(const Teller& t, Place at) {
  const LayerLook& layer = t.layer(at);
  const nn::MultiHeadAttention& with = t.with(at);
  Account a;
  a.symbol = a.sum_symbol = with_index("x'", at.b), a.quantity = "x";
  a.description = t.word(at.a) + (t.language == Language::English ? ": its vector after layer " + std::to_string(at.layer + 1) : "：第 " + std::to_string(at.layer + 1) + " 层之后的向量");
  a.value = real(layer.sum(at.a, at.b));
  a.terms = {{with_index("x", at.b), "x", t.say({"as it was", "原来的"}), t.word(at.a), real(layer.input(at.a, at.b))}, {"b", "w", "", t.say({"bias", "偏置"}), real(with.bo.value(0, at.b))}};
  for (Index j = 0; j < t.width(); ++j) {
    const double m = real(layer.joined(at.a, j)), w = real(with.wo.value(j, at.b));
    a.terms.push_back({with_index("m", j) + " " + with_index("W", j), "v", "", "", m * w, {m, w}});
  }
  sum_up(a);
  return a;
}

Account logit_account(const Teller& t, Place at) {
  const Matrix& x = t.shown.look->layers.back().sum;
  Account a;
  a.symbol = a.sum_symbol = "z", a.quantity = "y";
  a.description = t.word(at.a) + t.say({" against the vector of ", " 对着词向量 "}) + t.id_word(at.b);
  a.value = real(t.shown.look->logits(at.a, at.b));
  for (Index j = 0; j < t.width(); ++j) {
    const double mine = real(x(at.a, j)), other = real(t.shown.network->words.table.value(at.b, j));
    a.terms.push_back({with_index("x", j) + " " + with_index("E", j), "x", "", "", mine * other, {mine, other}});
  }
  sum_up(a);
  a.uses = {{t.say({"its probability", "它的概率"}), to_text(as(at, Kind::Probability, at.a, at.b))}};
  return a;
}

Account probability_account(const Teller& t, Place at) {
  Account a;
  a.symbol = "p", a.quantity = "y";
  a.description = t.word(at.a) + t.say({": how likely it stands for ", "：指 "}) + t.id_word(at.b) + t.say({"", " 的概率"});
  a.value = real(t.shown.look->probabilities(at.a, at.b));
  a.terms_title = t.say({"Its logarithm", "它的对数"});
  a.terms = {{"z", "y", "", t.id_word(at.b), real(t.shown.look->logits(at.a, at.b))}, {"-\\ln \\sum e^{z}", "y", "−ln Σ", t.say({"all words", "所有词"}), -log_sum_of(t.shown.look->logits.row(at.a))}};
  sum_up(a);
  a.sum_symbol = "\\ln p";
  a.consequences = {"e^(" + format_number(a.sum, 3) + ") = " + format_number(std::exp(a.sum), 3)};
  a.uses = {{t.say({"what came out for it", "它的得分"}), to_text(as(at, Kind::Logit, at.a, at.b))}};
  return a;
}

Account loss_account(const Teller& t, Place at) {
  const Sentence& s = t.shown.sentence;
  const int target = s.at(s.referent);
  Account a;
  a.symbol = a.sum_symbol = "J", a.quantity = "loss";
  a.description = t.say({"loss: “it” is ", "损失：“它”是 "}) + t.word(s.referent);
  const double p = real(t.shown.look->probabilities(s.pronoun, target));
  a.value = log_sum_of(t.shown.look->logits.row(s.pronoun)) - real(t.shown.look->logits(s.pronoun, target));
  a.terms = {{"-\\ln p", "y", "−ln " + format_number(p, 3), t.word(s.referent), a.value}};
  sum_up(a);
  a.uses = {{t.say({"its probability", "它的概率"}), to_text(as(at, Kind::Probability, s.pronoun, target))}};
  return a;
}

}  // namespace

std::optional<Account> account_of(const Snapshot&, const Shown& shown, const Hand& hand, Language language) {
  if (!exists(hand.selected, shown)) return std::nullopt;
  const Teller t{shown, language};
  const Place at = hand.selected;
  switch (at.kind) {
    case Kind::Input: return input_account(t, at);
    case Kind::Query:
    case Kind::Key:
    case Kind::Value: return projected_account(t, at);
    case Kind::Score: return score_account(t, at);
    case Kind::Weight: return weight_account(t, at);
    case Kind::Mixed: return mixed_account(t, at);
    case Kind::Sum: return sum_account(t, at);
    case Kind::Logit: return logit_account(t, at);
    case Kind::Probability: return probability_account(t, at);
    case Kind::Loss: break;
  }
  return loss_account(t, at);
}

}  // namespace epochs::self_attention
