// Where the selected number comes from, term by term, and what happens to it.
#include <algorithm>

#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

using lesson::Account;
using lesson::AccountTerm;

struct Words {
  Language language;
  std::string operator()(Localized text) const { return std::string(text.in(language)); }
};

std::string number(Real value, int decimals = 2) { return format_number(static_cast<double>(value), decimals); }
std::string source(const Snapshot& seen, Language language) {
  const std::string words = sentence(seen.probe.review, language);
  return words.empty() ? "" : "“" + words + "”";
}

std::string of_review(const Snapshot& seen, Localized what, Language language) {
  const std::string name = name_of_review(seen.probe.index, language);
  return language == Language::English ? std::string(what.english) + " of " + name : name + " 的" + std::string(what.chinese);
}

Account score_account(const Snapshot& seen, const Words& say) {
  const Probe& p = seen.probe;
  const Weights& w = seen.weights;
  Account a;
  a.symbol = a.sum_symbol = "z", a.quantity = "z";
  a.description = of_review(seen, {"score", "得分"}, say.language);
  a.source = source(seen, say.language);
  a.value = a.sum = static_cast<double>(p.z);
  a.terms = {{"w_1 x_1", "w", "", say({"praise", "赞美"}), static_cast<double>(w.w1 * p.review.x1), {static_cast<double>(w.w1), static_cast<double>(p.review.x1)}},
             {"w_2 x_2", "w", "", say({"complaints", "抱怨"}), static_cast<double>(w.w2 * p.review.x2), {static_cast<double>(w.w2), static_cast<double>(p.review.x2)}},
             {"b", "b", "", say({"bias", "偏置"}), static_cast<double>(w.b)}};
  a.consequences = {say(p.z > 0 ? Localized{"z is above 0, so the output is +1.", "z 大于 0，所以输出为 +1。"}
                                : p.z < 0 ? Localized{"z is below 0, so the output is −1.", "z 小于 0，所以输出为 −1。"}
                                          : Localized{"z is exactly 0: not above, so the output is −1.", "z 恰好等于 0，不算大于，所以输出为 −1。"}),
                    p.says == p.review.y ? say({"The answer is the same: nothing changes.", "与答案一致：什么都不变。"})
                                         : say(p.review.y > 0 ? Localized{"The answer is +1: a mistake.", "正确答案是 +1：判断错误。"}
                                                              : Localized{"The answer is −1: a mistake.", "正确答案是 −1：判断错误。"})};
  if (p.says != p.review.y) a.hidden = {say({"z would become", "z 将变为"}), static_cast<double>(p.z_after)};
  a.uses = {{say({"output ŷ", "输出 ŷ"}), "yhat"}, {say({"loss J", "损失 J"}), "J"}};
  return a;
}

struct WeightWords {
  const char *name, *symbol;
  Localized what;
  Real Weights::*place;
  int input;                   // 0 x1, 1 x2, 2 the constant 1
};

const WeightWords kWeightWords[] = {{"w1", "w_1", {"weight of praise", "赞美词的权重"}, &Weights::w1, 0},
                                    {"w2", "w_2", {"weight of complaints", "抱怨词的权重"}, &Weights::w2, 1},
                                    {"b", "b", {"bias: the weight of a constant 1", "偏置：常数输入 1 的权重"}, &Weights::b, 2}};

// A weight is what it was plus what the mistake adds: η y x.
Account weight_account(const Snapshot& seen, const WeightWords& words, const Words& say) {
  const Probe& p = seen.probe;
  const Real x = words.input == 0 ? p.review.x1 : words.input == 1 ? p.review.x2 : Real(1);
  const bool wrong = p.index >= 0 && p.says != p.review.y;
  const double change = wrong ? static_cast<double>(p.after.*words.place - seen.weights.*words.place) : 0;
  Account a;
  a.symbol = words.symbol, a.quantity = words.name;
  a.terms_title = say({"What the next update makes of it", "下一次更新后变成多少"});
  a.sum_symbol = words.symbol, a.sum_label = say({"after", "更新后"});
  a.description = say(words.what);
  a.value = static_cast<double>(seen.weights.*words.place);
  a.terms = {{words.symbol, words.name, "", say({"before", "更新前"}), a.value},
             {"η y x", "y", "", say({"correction", "修正"}), change, wrong ? std::vector<double>{static_cast<double>(seen.rate), static_cast<double>(p.review.y), static_cast<double>(x)} : std::vector<double>{}}};
  a.sum = a.value + change;
  a.consequences = {wrong ? say({"The next update adds the correction.", "下一次更新会加上这个修正。"})
                          : say({"This review is right, so the weight stays.", "这条影评判断正确，权重不变。"}),
                    say({"Drag its chip sideways to set it by hand.", "左右拖动它的数值牌，可以手动调整。"})};
  a.uses = {{say({"score z", "得分 z"}), "z"}};
  return a;
}

Account input_account(const Snapshot& seen, bool praise, const Words& say) {
  const Probe& p = seen.probe;
  Account a;
  a.symbol = praise ? "x_1" : "x_2", a.quantity = praise ? "x1" : "x2";
  a.description = of_review(seen, praise ? Localized{"praise words", "赞美词"} : Localized{"complaints", "抱怨词"}, say.language);
  a.source = source(seen, say.language);
  a.value = static_cast<double>(praise ? p.review.x1 : p.review.x2);
  const int count = praise ? p.review.praise : p.review.complaints;
  if (count >= 0) {
    const std::string n = std::to_string(count);
    a.consequences = {say.language == Language::English ? n + " counted in the sentence, then standardised: minus the mean of all reviews, divided by their spread."
                                                        : "句子里数到 " + n + " 个，再做标准化：减去全部影评的平均值，除以标准差。"};
  } else {
    a.consequences = {say({"A point placed by hand: there is no sentence behind it.", "这是手动放置的点，背后没有句子。"})};
  }
  a.uses = {{say({"score z", "得分 z"}), "z"}};
  return a;
}

Account output_account(const Snapshot& seen, const Words& say) {
  const Probe& p = seen.probe;
  Account a;
  a.symbol = "\\hat{y}", a.quantity = "z";
  a.description = of_review(seen, {"output (what the unit says)", "输出（神经元的判断）"}, say.language);
  a.source = source(seen, say.language);
  a.value = p.says;
  a.decimals = 0;
  a.consequences = {say({"+1 if z is above 0, else −1.", "z 大于 0 时为 +1，否则为 −1。"}), "z = " + number(p.z, 3)};
  a.uses = {{say({"score z", "得分 z"}), "z"}, {say({"answer y", "正确答案 y"}), "y"}};
  return a;
}

Account target_account(const Snapshot& seen, const Words& say) {
  const Probe& p = seen.probe;
  Account a;
  a.symbol = "y", a.quantity = "y";
  a.description = of_review(seen, {"right answer", "正确答案"}, say.language);
  a.source = source(seen, say.language);
  a.value = p.review.y;
  a.decimals = 0;
  a.consequences = {p.review.y > 0 ? say({"This review liked the film.", "这条影评喜欢这部电影。"}) : say({"This review disliked the film.", "这条影评不喜欢这部电影。"}),
                    p.says == p.review.y ? say({"The unit says the same.", "神经元的判断与此一致。"}) : say({"The unit says the opposite: a mistake.", "神经元的判断正好相反：判错了。"})};
  a.uses = {{say({"output ŷ", "输出 ŷ"}), "yhat"}, {say({"loss J", "损失 J"}), "J"}};
  return a;
}

Account loss_account(const Snapshot& seen, const Words& say) {
  const Probe& p = seen.probe;
  Account a;
  a.symbol = "J", a.quantity = "loss";
  a.description = of_review(seen, {"loss", "损失"}, say.language);
  a.source = source(seen, say.language);
  a.value = static_cast<double>(p.J);
  a.consequences = {say({"J = max(0, −y z): 0 when the unit is right, else how far z is on the wrong side.", "J = max(0, −y z)：判断正确时为 0，否则是 z 错到另一侧有多远。"}),
                    "−(" + sign_of(p.review.y) + ") × " + number(p.z, 3) + " = " + format_number(-p.review.y * static_cast<double>(p.z), 3)};
  a.uses = {{say({"weight w₁", "权重 w₁"}), "w1"}, {say({"weight w₂", "权重 w₂"}), "w2"}, {say({"bias b", "偏置 b"}), "b"}};
  return a;
}

}  // namespace

std::string sign_of(int value) { return value > 0 ? "+1" : "\u22121"; }

lesson::Account account_of(const Snapshot& seen, const Hand& hand, Language language) {
  const Words say{language};
  for (const WeightWords& words : kWeightWords)
    if (hand.number == words.name || (hand.number == "one" && words.input == 2)) return weight_account(seen, words, say);
  if (hand.number == "x1" || hand.number == "x2") return input_account(seen, hand.number == "x1", say);
  if (hand.number == "yhat") return output_account(seen, say);
  if (hand.number == "y") return target_account(seen, say);
  return hand.number == "J" ? loss_account(seen, say) : score_account(seen, say);
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
