#include "claims.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "data/tiny_world.hpp"
#include "model.hpp"
#include "nearest.hpp"

namespace epochs::word2vec_claims {
namespace {

using claim::Budget;
using claim::Outcome;
using claim::Status;
using word2vec::Near;
using word2vec::QueryWords;
using word2vec::Settings;
using word2vec::Source;
using word2vec::Text;
using word2vec::Word2Vec;

constexpr double kRate = 0.03, kLastRate = 0.003;          // for the first and the second half of the pairs
constexpr int kParts = 40;                                 // between which progress is told
constexpr int kQuadruples = 2000;                          // of a relation at most: of the plural there are thousands

struct Recipe {
  Settings settings;
  int sentences;
  double pairs;
};
constexpr Recipe kNeighbours{{.source = Source::World, .width = 24, .window = 3, .subsample = 1e-3}, 24'000, 4e6};
constexpr Recipe kAnalogy{{.source = Source::Bilingual, .width = 64, .window = 3, .subsample = 6e-3}, 80'000, 32e6};
constexpr Recipe kBilingual{{.source = Source::Bilingual, .width = 48, .window = 5, .subsample = 1e-3}, 40'000, 12e6};

// Of every list of items each second one is held out: settings were chosen by the others, on seeds 101 to 110.
bool held_out(std::size_t item) { return item % 2 == 1; }

Word2Vec trained(const Recipe& recipe, std::uint64_t seed, const Budget& budget) {
  const double scale = std::min(1.0, budget.scale);
  const int sentences = std::max(500, static_cast<int>(recipe.sentences * scale));
  Word2Vec model(seed, recipe.settings, word2vec::generated_text(recipe.settings.source, seed, sentences));
  const long pairs = std::max(2000L, static_cast<long>(recipe.pairs * scale));
  for (int part = 0; part < kParts && !(budget.cancelled && budget.cancelled()); ++part) {
    model.apply(word2vec::SetRate{2 * part < kParts ? kRate : kLastRate});
    model.train(pairs / kParts);
    if (budget.progress) budget.progress(static_cast<double>(part + 1) / kParts);
  }
  return model;
}

std::vector<Near> nearest_to(const Word2Vec& model, int word, int count, const std::vector<int>& without) {
  const ConstMatrix v = model.vectors();
  return word2vec::nearest(v, {v.row(word).data(), static_cast<std::size_t>(v.cols())}, count, without);
}

// Category of each noun of the text, by the id of the word.
std::map<int, std::string> categories(const Text& text) {
  const data::TinyWorld& world = word2vec::tiny_world();
  std::map<int, std::string> out;
  data::WorldStream stream(world, {.seed = 1});
  for (int i = 0; i < 20'000; ++i)
    for (const data::WorldToken& token : stream.next().english.tokens)
      if (const std::string_view category = world.category_of(token); !category.empty())
        if (const int id = text.find(world.words(Language::English)[static_cast<std::size_t>(token.word)]); id >= 0) out.emplace(id, category);
  return out;
}

Outcome neighbours(std::uint64_t seed, const Budget& budget) {
  const Word2Vec model = trained(kNeighbours, seed, budget);
  const std::map<int, std::string> nouns = categories(model.text());
  double right = 0, chance = 0;
  for (const auto& [word, category] : nouns) {
    const auto near = nearest_to(model, word, 1, {word});
    const auto found = near.empty() ? nouns.end() : nouns.find(near.front().word);
    right += found != nouns.end() && found->second == category;
    const auto alike = std::count_if(nouns.begin(), nouns.end(), [&, &kind = category](const auto& other) { return other.second == kind; });
    chance += static_cast<double>(alike - 1) / (model.text().size() - 1);
  }
  const auto count = static_cast<double>(std::max<std::size_t>(1, nouns.size()));
  Outcome outcome;
  outcome.status = right / count >= 0.9 ? Status::Holds : Status::Fails;
  outcome.measured = {{"same_category", right / count, {"nearest neighbour of the same category", "最近邻属于同一类"}},
                      {"chance", chance / count, {"one-hot: all tied, one taken at random", "独热：全部并列，随便取一个"}},
                      {"nouns", count, {"nouns asked", "问到的名词数"}},
                      {"words", static_cast<double>(model.text().size()), {"words in the vocabulary", "词表大小"}}};
  outcome.threshold = "same_category ≥ 0.9";
  outcome.asks_for = {"Asked for: at least 90 % of the nouns", "要求：不低于 90% 的名词"};
  outcome.updates = static_cast<long>(kNeighbours.pairs * std::min(1.0, budget.scale));
  return outcome;
}

// ---- Analogies ---------------------------------------------------------------------------------------------------------

using IdPair = std::pair<int, int>;

std::vector<IdPair> held_out_pairs(const Text& text, std::string_view relation) {
  std::vector<IdPair> out;
  const auto pairs = word2vec::tiny_world().relation(relation, Language::English);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const IdPair ids{text.find(pairs[i].first), text.find(pairs[i].second)};
    if (held_out(i) && ids.first >= 0 && ids.second >= 0 && ids.first != ids.second) out.push_back(ids);
  }
  return out;
}

struct Score {
  double right = 0, allowed = 0, alone = 0;      // shares: query words passed over · allowed · c's nearest neighbour taken for the answer
  int asked = 0;
};

Score score_of(const Word2Vec& model, std::string_view relation, Random random) {
  const std::vector<IdPair> pairs = held_out_pairs(model.text(), relation);
  std::vector<std::pair<std::size_t, std::size_t>> questions;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    for (std::size_t j = 0; j < pairs.size(); ++j)
      if (i != j) questions.emplace_back(i, j);
  random.shuffle(questions);
  questions.resize(std::min<std::size_t>(questions.size(), kQuadruples));
  Score score;
  for (const auto& [i, j] : questions) {
    const auto [a, b] = pairs[i];
    const auto [c, d] = pairs[j];
    const auto is_d = [d = d](const std::vector<Near>& near) { return !near.empty() && near.front().word == d ? 1.0 : 0.0; };
    score.right += is_d(word2vec::analogy(model.vectors(), a, b, c, 1, QueryWords::PassedOver));
    score.allowed += is_d(word2vec::analogy(model.vectors(), a, b, c, 1, QueryWords::Allowed));
    score.alone += is_d(nearest_to(model, c, 1, {a, b, c}));
    ++score.asked;
  }
  const double asked = std::max(1, score.asked);
  score.right /= asked, score.allowed /= asked, score.alone /= asked;
  return score;
}

// The three relations count alike, however many words have a plural.
Outcome analogy(std::uint64_t seed, const Budget& budget) {
  const Word2Vec model = trained(kAnalogy, seed, budget);
  const std::pair<std::string, LocalizedText> relations[] = {{"gender", {"gender", "性别"}}, {"capital", {"capital", "首都"}}, {"plural", {"plural", "复数"}}};
  Outcome outcome;
  Score mean;
  for (const auto& [name, label] : relations) {
    const Score score = score_of(model, name, Random(seed, 9));
    mean.right += score.right / 3, mean.allowed += score.allowed / 3, mean.alone += score.alone / 3;
    outcome.measured.push_back({name, score.right, label});
    outcome.measured.push_back({name + "_asked", static_cast<double>(score.asked), {label.english + ", held-out quadruples", label.chinese + "，留出的四元组数"}});
  }
  const std::vector<claim::Measured> all = {{"right", mean.right, {"right, mean of the three", "答对，三种关系的平均"}},
                                            {"right_query_words_allowed", mean.allowed, {"the same, query words not passed over", "不排除题中词时"}},
                                            {"right_by_neighbour", mean.alone, {"by the third word’s nearest neighbour alone", "只取第三个词的最近邻"}},
                                            {"chance", 1.0 / (model.text().size() - 3), {"by guessing", "乱猜"}}};
  outcome.measured.insert(outcome.measured.begin(), all.begin(), all.end());
  outcome.status = mean.right >= 0.8 ? Status::Holds : Status::Fails;
  outcome.threshold = "right ≥ 0.8, query words passed over";
  outcome.asks_for = {"Asked for: at least 80 % of held-out quadruples, mean of gender, capital and plural, the three query words passed over",
                      "要求：在留出的四元组上，性别、首都、复数平均不低于 80%（排除题中的三个词）"};
  outcome.updates = static_cast<long>(kAnalogy.pairs * std::min(1.0, budget.scale));
  return outcome;
}

// ---- Two languages -----------------------------------------------------------------------------------------------------

using Dictionary = std::map<std::string, std::set<std::string>>;

// Of each second word of the dictionary whether its nearest word of the other language is one of its translations.
double found_translations(const Word2Vec& model, const Dictionary& dictionary, Language to, int& asked) {
  const Text& text = model.text();
  std::vector<int> not_foreign;
  for (int word = 0; word < text.size(); ++word)
    if (text.languages[static_cast<std::size_t>(word)] != to) not_foreign.push_back(word);
  double right = 0;
  std::size_t item = 0;
  for (const auto& [word, translations] : dictionary) {
    const int id = text.find(word);
    const bool known = std::any_of(translations.begin(), translations.end(), [&](const std::string& each) { return text.find(each) >= 0; });
    if (!held_out(item++) || id < 0 || !known) continue;
    const auto near = nearest_to(model, id, 1, not_foreign);
    right += !near.empty() && translations.count(text.word(near.front().word)) > 0;
    ++asked;
  }
  return right / std::max(1, asked);
}

Outcome bilingual(std::uint64_t seed, const Budget& budget) {
  const Word2Vec model = trained(kBilingual, seed, budget);
  Dictionary from_english, from_chinese;
  for (const data::WordPair& pair : word2vec::tiny_world().relation("translation", Language::English)) from_english[pair.first].insert(pair.second), from_chinese[pair.second].insert(pair.first);
  int english = 0, chinese = 0;
  const double there = found_translations(model, from_english, Language::Chinese, english), back = found_translations(model, from_chinese, Language::English, chinese);
  const auto foreign = static_cast<double>(std::count(model.text().languages.begin(), model.text().languages.end(), Language::Chinese));
  Outcome outcome;
  outcome.status = there >= 0.8 && back >= 0.8 ? Status::Holds : Status::Fails;
  outcome.measured = {{"english_to_chinese", there, {"English word, nearest Chinese one is its translation", "英文词，最近的中文词是它的译词"}},
                      {"chinese_to_english", back, {"Chinese word, nearest English one is its translation", "中文词，最近的英文词是它的译词"}},
                      {"chance", 1 / std::max(1.0, foreign), {"by guessing", "乱猜"}},
                      {"english_asked", static_cast<double>(english), {"held-out English words", "留出的英文词数"}},
                      {"chinese_asked", static_cast<double>(chinese), {"held-out Chinese words", "留出的中文词数"}}};
  outcome.threshold = "english_to_chinese ≥ 0.8 and chinese_to_english ≥ 0.8";
  outcome.asks_for = {"Asked for: at least 80 % of held-out words, in both directions", "要求：在留出的词上，两个方向都不低于 80%"};
  outcome.updates = static_cast<long>(kBilingual.pairs * std::min(1.0, budget.scale));
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"word2vec.neighbours",
           {"A noun’s nearest neighbour is a noun of its own category; as one-hot vectors all are equally near.", "名词的最近邻与它同属一类；用独热向量时，所有词一样近。"},
           30, neighbours},
          {"word2vec.analogy",
           {"King is to queen as man is to woman: the step from one word of a pair to the other leads from a third word to the fourth.", "国王之于王后，如男人之于女人：从一个词到另一个词的那一步，也能从第三个词走到第四个词。"},
           30, analogy},
          {"word2vec.bilingual",
           {"Where sentences that mean the same are read in one window, a word’s nearest foreign word is its translation.", "把意思相同的两种语言的句子放进同一个窗口来读，一个词最近的外语词就是它的译词。"},
           60, bilingual}};
}

}  // namespace epochs::word2vec_claims
