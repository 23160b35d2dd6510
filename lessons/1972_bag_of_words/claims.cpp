#include "claims.hpp"

#include <algorithm>
#include <cmath>

#include "counts.hpp"
#include "one_hot.hpp"

namespace epochs::bag_claims {
namespace {

using claim::Budget;
using claim::Outcome;
using claim::Status;

constexpr int kDocuments = 400;                // half of each topic
constexpr double kAskedFor = 0.9;

bool cancelled(const Budget& budget) { return budget.cancelled && budget.cancelled(); }
void tell(const Budget& budget, double share) {
  if (budget.progress) budget.progress(share);
}

// All pairs of TinyWorld's words in both languages, each vector written out and subtracted coordinate by coordinate.
Outcome one_hot(std::uint64_t, const Budget& budget) {
  Outcome outcome;
  double shortest = 1e300, longest = 0, similar = 0;
  long pairs = 0, words = 0;
  for (const Language language : {Language::English, Language::Chinese}) {
    const std::vector<std::string>& all = bag::world().words(language);
    const int size = std::max(2, static_cast<int>(std::lround(static_cast<double>(all.size()) * std::min(1.0, budget.scale))));
    words += size;
    for (int a = 0; a < size && !cancelled(budget); ++a) {
      const std::vector<float> from = bag::one_hot(a, size);
      for (int b = a + 1; b < size; ++b, ++pairs) {
        const std::vector<float> to = bag::one_hot(b, size);
        const double far = bag::distance(from, to);
        shortest = std::min(shortest, far), longest = std::max(longest, far);
        for (std::size_t i = 0; i < to.size(); ++i) similar = std::max(similar, static_cast<double>(from[i]) * static_cast<double>(to[i]));
      }
      tell(budget, (static_cast<double>(a) / size + (language == Language::Chinese ? 1 : 0)) / 2);
    }
  }
  outcome.status = pairs > 0 && shortest == std::sqrt(2.0) && longest == std::sqrt(2.0) && similar == 0 ? Status::Holds : Status::Fails;
  outcome.measured = {{"words", static_cast<double>(words), {"words, both languages", "两种语言的词数"}},
                      {"pairs", static_cast<double>(pairs), {"pairs", "词对"}},
                      {"shortest", shortest, {"shortest distance", "最短距离"}},
                      {"longest", longest, {"longest distance", "最长距离"}},
                      {"largest_product", similar, {"largest product of two", "最大的乘积"}}};
  outcome.threshold = "shortest = longest = √2";
  outcome.asks_for = {"Asked for: every distance equal to √2, no pair nearer than another", "要求：每个距离都等于 √2，没有哪一对更近"};
  outcome.updates = pairs;
  return outcome;
}

// TinyWorld's nouns, in one language, both forms.
std::vector<std::string> nouns(Language language) {
  std::vector<std::string> out;
  for (const data::WordPair& pair : bag::world().relation("plural", Language::English)) out.push_back(pair.first), out.push_back(pair.second);
  if (language == Language::English) return out;
  std::vector<std::string> chinese;
  for (const data::WordPair& pair : bag::world().relation("translation", Language::English))
    if (std::find(out.begin(), out.end(), pair.first) != out.end()) chinese.push_back(pair.second);
  return chinese;
}

// idf of the heaviest stop word and of the lightest noun.
std::pair<double, double> stop_word_and_noun(const bag::Reading& reading, Language language) {
  double stop = 0, noun = 1e300;
  const auto& ids = reading.shelf().ids;
  for (const std::string& word : bag::stop_words(language))
    if (const auto at = ids.find(word); at != ids.end()) stop = std::max(stop, reading.idf(at->second));
  for (const std::string& word : nouns(language))
    if (const auto at = ids.find(word); at != ids.end()) noun = std::min(noun, reading.idf(at->second));
  return {stop, noun};
}

Outcome tfidf(std::uint64_t seed, const Budget& budget) {
  const int count = std::max(8, static_cast<int>(std::lround(kDocuments * std::min(1.0, budget.scale))));
  const std::vector<bag::Document> documents = bag::topic_documents(seed, count);
  Outcome outcome;
  bool holds = true;
  for (const Language language : {Language::English, Language::Chinese}) {
    const bool english = language == Language::English;
    const auto shelf = bag::make_shelf(documents, language, bag::Cut::Words);
    const bag::Reading weighted(shelf, count, bag::Weighting::TfIdf), counted(shelf, count, bag::Weighting::Counts);
    const double right = 1 - weighted.share_wrong();
    tell(budget, english ? 0.25 : 0.75);
    const double plain = 1 - counted.share_wrong();
    const auto [stop, noun] = stop_word_and_noun(weighted, language);
    holds = holds && right >= kAskedFor && stop < noun;
    const std::string name = english ? "english" : "chinese";
    outcome.measured.push_back({name + "_right", right, english ? LocalizedText{"English, nearest of the same topic", "英文：最近的是同主题"} : LocalizedText{"Chinese, nearest of the same topic", "中文：最近的是同主题"}});
    outcome.measured.push_back({name + "_right_by_counts", plain, {"the same by plain counts", "只用词频时"}});
    outcome.measured.push_back({name + "_heaviest_stop_word", stop, {"heaviest stop word, idf", "最重的虚词 idf"}});
    outcome.measured.push_back({name + "_lightest_noun", noun, {"lightest noun, idf", "最轻的名词 idf"}});
    if (cancelled(budget)) holds = false;
  }
  outcome.status = holds ? Status::Holds : Status::Fails;
  outcome.measured.push_back({"chance", 0.5, {"by guessing", "乱猜"}});
  outcome.threshold = "right ≥ 0.9 and heaviest_stop_word < lightest_noun, in both languages";
  outcome.asks_for = {"Asked for: at least 90 % in both languages, and every stop word lighter than every noun", "要求：两种语言都不低于 90%，且每个虚词都比每个名词轻"};
  outcome.updates = count;
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"words.onehot",
           {"As one-hot vectors, all words are equally far from one another.", "用独热向量表示时，任意两个词的距离都相同。"},
           1, one_hot},
          {"words.tfidf",
           {"Weighed by tf·idf, a document’s nearest neighbour is of its own topic, and stop words weigh least.", "按 tf·idf 加权后，离一篇文档最近的与它同主题，而虚词最轻。"},
           2, tfidf}};
}

}  // namespace epochs::bag_claims
