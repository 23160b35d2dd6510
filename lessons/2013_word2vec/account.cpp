// Where the selected number comes from, term by term, and what happens to it.
#include <algorithm>
#include <array>
#include <cmath>

#include "gap.hpp"
#include "nearest.hpp"
#include "pass_rows.hpp"
#include "views.hpp"

namespace epochs::word2vec {
namespace {

using lesson::Account;
using lesson::AccountTerm;

constexpr int kMostUsesShown = 6;

struct Teller {
  const Snapshot& seen;
  const Hand& hand;
  Language language;
  bool english() const { return language == Language::English; }
  std::string say(Localized text) const { return std::string(text.in(language)); }
  const std::string& word(int id) const { return seen.text->word(id); }
  std::string quoted(int id) const { return english() ? "“" + word(id) + "”" : "“" + word(id) + "”"; }
  std::string dimension(int d) const { return english() ? "dimension " + std::to_string(d + 1) : "第 " + std::to_string(d + 1) + " 维"; }
  bool softmax() const { return seen.settings.output == Output::Softmax; }
  bool guess_waits() const { return hand.question_open && hand.step == "pair"; }
};

std::string numbered(const char* symbol, int d) { return std::string(symbol) + "_{" + std::to_string(d + 1) + "}"; }
double real(float value) { return static_cast<double>(value); }

void add_up(Account& a) {
  a.sum = 0;
  for (const AccountTerm& term : a.terms) a.sum += term.value;
}

Account pairs_account(const Teller& t) {
  Account a;
  a.symbol = a.sum_symbol = "n", a.quantity = "n";
  a.description = t.say({"guesses made so far", "到现在猜过的次数"});
  a.value = a.sum = static_cast<double>(t.seen.pairs);
  a.decimals = 0;
  if (!t.seen.trainable()) a.consequences = {t.say({"These vectors came from a file; nothing trains them.", "这些向量来自文件，这里不训练它们。"})};
  else if (!has_guess(t.seen)) a.consequences = {t.say({"There is nothing to guess with this text and window.", "这份文本和这个窗口下没有什么可猜。"})};
  return a;
}

// ln Σ e^s, whatever the size of the scores.
double log_sum_exp(std::span<const float> scores) {
  double most = -1e300, sum = 0;
  for (const float s : scores) most = std::max(most, real(s));
  for (const float s : scores) sum += std::exp(real(s) - most);
  return most + std::log(sum);
}

Account loss_account(const Teller& t) {
  const Pass& pass = t.seen.next;
  Account a;
  a.symbol = a.sum_symbol = "J", a.quantity = "loss";
  a.description = t.say({"loss of the guess that comes next", "下一次猜测的损失"});
  a.value = pass.loss;
  const int target = target_row(t.seen);
  if (t.softmax()) {
    const double s = real(pass.scores[static_cast<std::size_t>(target)]);
    a.terms = {{"-s_o", "y", "−(" + format_number(s, 3) + ")", t.word(pass.example.target), -s},
               {"\\ln \\sum_w e^{s_w}", "s", "ln Σ", t.english() ? "all " + std::to_string(pass.scores.size()) + " words" : "全部 " + std::to_string(pass.scores.size()) + " 个词", log_sum_exp(pass.scores)}};
  } else {
    for (int row = 0; row < rows_of(pass); ++row) {
      const std::string p = format_number(real(pass.probabilities[static_cast<std::size_t>(row)]), 3);
      const bool yes = row == target;
      a.terms.push_back({yes ? "-\\ln p_o" : "-\\ln(1-p_" + std::to_string(row) + ")", yes ? "y" : "d", yes ? "−ln " + p : "−ln (1 − " + p + ")", t.word(word_of_row(t.seen, row)), loss_term(t.seen, row)});
    }
  }
  add_up(a);
  a.consequences = {t.say({"Each score is moved so that J falls.", "每个得分都朝着让 J 变小的方向挪动。"})};
  for (const int row : shown_rows(t.seen, kMostUsesShown)) a.uses.push_back({t.english() ? "score of " + t.quoted(word_of_row(t.seen, row)) : t.quoted(word_of_row(t.seen, row)) + "的得分", to_text({Place::Kind::Score, row, 0})});
  return a;
}

Account score_account(const Teller& t, int row) {
  const Pass& pass = t.seen.next;
  const auto i = static_cast<std::size_t>(row);
  const int word = word_of_row(t.seen, row);
  const bool yes = is_target(t.seen, row);
  Account a;
  a.symbol = "u \\cdot h", a.sum_symbol = "s", a.quantity = "s";
  a.description = t.english() ? "score of " + t.quoted(word) : t.quoted(word) + "的得分";
  a.source = yes ? t.say({"the true neighbour", "真邻居"}) : t.softmax() ? "" : t.say({"drawn at random", "随机抽来的词"});
  a.value = real(pass.scores[i]);
  a.decimals = std::abs(a.value) >= 0.1 || a.value == 0 ? 2 : 4;     // young vectors make small scores
  for (std::size_t d = 0; d < pass.hidden.size(); ++d) {
    const double u = real((*t.seen.outputs)(word, static_cast<Index>(d))), h = real(pass.hidden[d]);
    const int at = static_cast<int>(d);
    a.terms.push_back({numbered("u", at) + " " + numbered("h", at), "h", "", t.dimension(at), u * h, {u, h}});
  }
  add_up(a);
  const std::string p = format_number(real(pass.probabilities[i]), 3), g = format_number(real(pass.gradients[i]), 3, Sign::Always);
  a.consequences = {(t.softmax() ? t.say({"After the softmax: ", "经过 softmax："}) : "σ(s) = ") + p};
  if (!t.guess_waits()) a.consequences.push_back("g = p − " + std::string(yes ? "1" : "0") + " = " + g + (yes ? t.say({": closer together", "：拉近"}) : t.say({": further apart", "：推远"})));
  a.uses = {{t.say({"the loss of this guess", "这次猜测的损失"}), to_text({Place::Kind::Loss, 0, 0})}};
  return a;
}

Account hidden_account(const Teller& t, int d) {
  if (t.hand.question_open && t.hand.step == "network") return loss_account(t);      // which row it is made of is what that step asks
  const Pass& pass = t.seen.next;
  const std::vector<int>& inputs = pass.example.inputs;
  Account a;
  a.symbol = a.sum_symbol = numbered("h", d), a.quantity = "h";
  a.description = t.english() ? "hidden unit " + std::to_string(d + 1) : "第 " + std::to_string(d + 1) + " 个隐藏单元";
  a.value = real(pass.hidden[static_cast<std::size_t>(d)]);
  const double share = 1.0 / static_cast<double>(inputs.size());
  for (const int word : inputs) {
    const double v = real((*t.seen.vectors)(word, d));
    AccountTerm term{inputs.size() == 1 ? numbered("v", d) : numbered("v", d) + " / " + std::to_string(inputs.size()), "x", "", t.word(word), share * v};
    if (inputs.size() > 1) term.factors = {share, v};
    else term.calculation = t.say({"picked, × 1", "挑出，× 1"});
    a.terms.push_back(std::move(term));
  }
  add_up(a);
  a.consequences = {inputs.size() == 1 ? t.say({"Every other row of v is multiplied by 0.", "v 的其余各行都乘以 0。"}) : t.say({"The mean of the neighbours' vectors.", "各邻居向量的平均。"})};
  for (const int row : shown_rows(t.seen, kMostUsesShown)) a.uses.push_back({t.english() ? "score of " + t.quoted(word_of_row(t.seen, row)) : t.quoted(word_of_row(t.seen, row)) + "的得分", to_text({Place::Kind::Score, row, 0})});
  return a;
}

// A number of v or u now, and what the guess that comes next makes of it.
Account entry_account(const Teller& t, Place place) {
  const bool vector = place.kind == Place::Kind::Vector;
  const auto d = static_cast<std::size_t>(place.b);
  Account a;
  a.symbol = a.sum_symbol = numbered(vector ? "v" : "u", place.b), a.quantity = vector ? "x" : "y";
  a.description = t.english() ? std::string(vector ? "v" : "u") + " of " + t.quoted(place.a) + ", " + t.dimension(place.b) : t.quoted(place.a) + "的 " + (vector ? "v" : "u") + "，" + t.dimension(place.b);
  a.value = a.sum = real(vector ? (*t.seen.vectors)(place.a, place.b) : (*t.seen.outputs)(place.a, place.b));
  if (!t.seen.trainable()) {
    a.consequences = {t.say({"From a file; nothing trains it here.", "来自文件，这里不训练它。"})};
    return a;
  }
  if (t.guess_waits()) return a;
  a.terms = {{numbered(vector ? "v" : "u", place.b), a.quantity, t.say({"now", "现在"}), "", a.value}};
  const double rate = t.seen.settings.rate;
  if (vector && !change_of_vector(t.seen, place.a).empty()) {
    const std::vector<int>& inputs = t.seen.next.example.inputs;
    const double share = static_cast<double>(std::count(inputs.begin(), inputs.end(), place.a)) / static_cast<double>(inputs.size()), gradient = real(t.seen.next.hidden_gradient[d]);
    AccountTerm term{"-\\eta\\,\\v{Σ}g u", "d", "", t.say({"of all rows", "来自各行"}), -rate * share * gradient, {-rate, gradient}};
    if (share != 1) term.factors = {-rate, share, gradient};
    a.terms.push_back(std::move(term));
  } else if (!vector && !change_of_output(t.seen, place.a).empty()) {
    for (int row = 0; row < rows_of(t.seen.next); ++row) {
      if (word_of_row(t.seen, row) != place.a) continue;
      const double g = real(t.seen.next.gradients[static_cast<std::size_t>(row)]), h = real(t.seen.next.hidden[d]);
      a.terms.push_back({"-\\eta\\,g\\,h", "d", "", is_target(t.seen, row) ? t.say({"pulled to h", "向 h 拉近"}) : t.say({"pushed from h", "从 h 推开"}), -rate * g * h, {-rate, g, h}});
    }
  } else {
    a.consequences = {t.say({"This word takes no part in the guess that comes next: it stays.", "这个词不参加下一次猜测，保持不变。"})};
  }
  add_up(a);
  a.terms_title = t.say({"What the next guess makes of it", "下一次猜测之后变成多少"});
  a.sum_label = t.say({"after the guess", "猜过之后"});
  return a;
}

double length_of(std::span<const float> row) { return std::sqrt(std::max(0.0, real(dot(row, row)))); }

Account cosine_account(const Teller& t, int one, int other) {
  const std::span<const float> x = row_of(*t.seen.vectors, one), y = row_of(*t.seen.vectors, other);
  Account a;
  a.symbol = a.sum_symbol = "\\v{cos}", a.quantity = "cos";
  a.decimals = 2;              // many terms: with few digits they sooner add up to the sum that is shown
  a.description = t.english() ? "cosine of " + t.quoted(one) + " and " + t.quoted(other) : t.quoted(one) + "与" + t.quoted(other) + "的余弦";
  a.value = cosine_of(x, y);
  const double lengths = std::sqrt(std::max(0.0, real(dot(x, x)))) * length_of(y);
  if (!(lengths > 0)) {
    a.consequences = {t.say({"A vector of length 0 points nowhere: it is near to nothing.", "长度为 0 的向量没有方向，谈不上和谁近。"})};
    return a;
  }
  const double lx = length_of(x), ly = length_of(y);
  for (std::size_t d = 0; d < x.size(); ++d) a.terms.push_back({numbered("x", static_cast<int>(d)) + " " + numbered("y", static_cast<int>(d)), "cos", "", t.dimension(static_cast<int>(d)), real(x[d]) / lx * real(y[d]) / ly, {real(x[d]) / lx, real(y[d]) / ly}});
  add_up(a);
  a.consequences = {t.say({"Both vectors scaled to length 1. Of the same direction: 1; at right angles: 0.", "两个向量都缩放到长度 1。方向相同为 1，垂直为 0。"})};
  return a;
}

Account analogy_account(const Teller& t, int rank, QueryWords query) {
  const std::array<int, 3> q = asked(t.seen, t.hand);
  if (q[0] < 0 || (query == QueryWords::Allowed && t.hand.question_open && t.hand.step == "analogy")) return pairs_account(t);
  const Matrix& v = *t.seen.vectors;
  const std::vector<Near> all = analogy(v, q[0], q[1], q[2], rank + 1, query);
  if (static_cast<int>(all.size()) <= rank) return pairs_account(t);
  const Near& near = all[static_cast<std::size_t>(rank)];
  const std::vector<float> direction = analogy_direction(v, q[0], q[1], q[2]);
  const double length = length_of(direction);
  Account a;
  a.symbol = a.sum_symbol = "\\v{cos}", a.quantity = "cos";
  a.description = t.english() ? t.quoted(near.word) + " and " + t.word(q[2]) + " − " + t.word(q[0]) + " + " + t.word(q[1]) : t.quoted(near.word) + "与 " + t.word(q[2]) + " − " + t.word(q[0]) + " + " + t.word(q[1]);
  a.value = a.sum = near.cosine;
  if (!(length > 0)) return a;
  const auto part = [&](int word, int sign) {
    const double cosine = cosine_of(row_of(v, word), row_of(v, near.word));
    a.terms.push_back({sign < 0 ? "-\\v{cos}" : "\\v{cos}", "cos", format_number(sign * cosine, 3) + " / " + format_number(length, 3), t.word(word), sign * cosine / length});
  };
  part(q[2], 1), part(q[0], -1), part(q[1], 1);
  add_up(a);
  a.consequences = {t.english() ? "Its cosines with the three words, each divided by the length of the sum, " + format_number(length, 3) + "." : "它与三个词的余弦，各除以和向量的长度 " + format_number(length, 3) + "。"};
  return a;
}

// The words known within the window around a hole.
std::vector<int> around(const Line& line, int hole, int window) {
  std::vector<int> out;
  for (int i = std::max(0, hole - window); i <= hole + window && i < static_cast<int>(line.ids.size()); ++i)
    if (i != hole && line.ids[static_cast<std::size_t>(i)] >= 0) out.push_back(line.ids[static_cast<std::size_t>(i)]);
  return out;
}

Account fit_account(const Teller& t, int hole, int rank) {
  const Line line = line_of(*t.seen.text, t.hand.gap.line.text());
  if (hole >= static_cast<int>(line.ids.size()) || !has_outputs(t.seen)) return pairs_account(t);
  const std::vector<Fit> all = fits(t.seen, line, hole, rank + 1);
  const std::vector<int> known = around(line, hole, t.seen.settings.window);
  if (static_cast<int>(all.size()) <= rank || known.empty()) return pairs_account(t);
  const Fit& fit = all[static_cast<std::size_t>(rank)];
  Account a;
  a.symbol = "p", a.quantity = "p", a.sum_symbol = "s";
  a.description = t.english() ? t.quoted(fit.word) + " in the gap" : "空格填" + t.quoted(fit.word);
  a.value = fit.probability;
  const double share = 1.0 / static_cast<double>(known.size());
  for (const int word : known) {
    const double product = real(dot(row_of(*t.seen.outputs, fit.word), row_of(*t.seen.vectors, word)));
    a.terms.push_back({"u \\cdot v / " + std::to_string(known.size()), "x", "", t.word(word), share * product, {share, product}});
  }
  add_up(a);
  a.terms_title = t.say({"What makes its score", "它的得分从哪里来"});
  a.consequences = {t.english() ? "e to the power of this score, shared among all " + std::to_string(t.seen.text->size()) + " words: " + format_number(100 * fit.probability, 1) + "%. It ranks them; negative sampling does not make it a true probability."
                                : "e 的“该得分”次方，在全部 " + std::to_string(t.seen.text->size()) + " 个词里占 " + format_number(100 * fit.probability, 1) + "%。它只排名次：负采样的得分不是真正的概率。"};
  return a;
}

}  // namespace

lesson::Account account_of(const Snapshot& seen, const Hand& hand, Place place, Language page) {
  const Teller t{seen, hand, page};
  if (!exists(place, seen)) return has_guess(seen) ? loss_account(t) : pairs_account(t);
  switch (place.kind) {
    case Place::Kind::Loss: return loss_account(t);
    case Place::Kind::Score: return score_account(t, place.a);
    case Place::Kind::Hidden: return hidden_account(t, place.a);
    case Place::Kind::Vector:
    case Place::Kind::Output: return entry_account(t, place);
    case Place::Kind::Cosine: return cosine_account(t, place.a, place.b);
    case Place::Kind::Analogy: return analogy_account(t, place.a, place.b == 1 ? QueryWords::Allowed : QueryWords::PassedOver);
    case Place::Kind::Fit: return fit_account(t, place.a, place.b);
  }
  return pairs_account(t);
}

}  // namespace epochs::word2vec
