// Documents whose topic is known.
#include "data/tiny_world_documents.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "core/check.hpp"

namespace epochs::data {
namespace {

const TinyWorld& shelf_world() {
  static const TinyWorld world = TinyWorld::shipped();
  return world;
}

bool same(const Document& a, const Document& b) { return a.text == b.text && a.words == b.words && a.topic == b.topic; }

TEST(TinyWorldDocuments, ASeedGivesTheSameAndAFurtherDocumentMovesNone) {
  const auto few = documents(shelf_world(), {.seed = 3, .count = 6}), many = documents(shelf_world(), {.seed = 3, .count = 12}), other = documents(shelf_world(), {.seed = 4, .count = 6});
  ASSERT_EQ(many.size(), 12u);
  for (std::size_t i = 0; i < few.size(); ++i) {
    EXPECT_TRUE(same(few[i], many[i])) << few[i].text << "\n" << many[i].text;
    EXPECT_FALSE(same(few[i], other[i]));
    EXPECT_EQ(few[i].topic, static_cast<int>(i % 2));
  }
}

TEST(TinyWorldDocuments, HaveTheirWordsInTheirTextInBothLanguages) {
  for (const Language language : {Language::English, Language::Chinese})
    for (const Document& document : documents(shelf_world(), {.count = 10, .topics = {"food", "music", "travel"}, .language = language})) {
      EXPECT_GE(document.words.size(), 12u) << document.text;
      std::size_t at = 0;
      for (std::string word : document.words) {
        std::size_t found = document.text.find(word, at);
        word.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(word.front())));
        found = std::min(found, document.text.find(word, at));   // the first of a sentence
        ASSERT_NE(found, std::string::npos) << word << " in " << document.text;
        at = found + word.size();
      }
    }
}

TEST(TinyWorldDocuments, OfTheHeldOutSplitShareNoSentenceWithTraining) {
  const auto training = documents(shelf_world(), {.count = 100, .sentences = 1}), held_out = documents(shelf_world(), {.count = 100, .sentences = 1, .split = WorldSplit::HeldOut});
  std::set<std::string> known;
  for (const Document& document : training) known.insert(document.text);
  for (const Document& document : held_out) EXPECT_EQ(known.count(document.text), 0u) << document.text;
}

using Weights = std::map<std::string, double>;

double between(const Weights& a, const Weights& b) {
  double product = 0, of_a = 0, of_b = 0;
  for (const auto& [word, weight] : a) {
    of_a += weight * weight;
    if (const auto found = b.find(word); found != b.end()) product += weight * found->second;
  }
  for (const auto& [word, weight] : b) of_b += weight * weight;
  return product / std::sqrt(of_a * of_b + 1e-30);
}

// By term frequency × inverse document frequency, written out here again: the topics can be told apart.
TEST(TinyWorldDocuments, OfOneTopicAreNearest) {
  for (const Language language : {Language::English, Language::Chinese}) {
    const auto shelf = documents(shelf_world(), {.count = 60, .language = language}), asked = documents(shelf_world(), {.count = 60, .language = language, .split = WorldSplit::HeldOut});
    std::map<std::string, int> in;
    for (const Document& document : shelf)
      for (const std::string& word : std::set<std::string>(document.words.begin(), document.words.end())) ++in[word];
    const auto weights_of = [&](const Document& document) {
      Weights out;
      for (const std::string& word : document.words)
        if (in.count(word)) out[word] += std::log(static_cast<double>(shelf.size()) / in[word]);
      return out;
    };
    int right = 0;
    for (const Document& document : asked) {
      const Document* nearest = nullptr;
      double most = -1;
      for (const Document& other : shelf)
        if (const double near = between(weights_of(document), weights_of(other)); near > most) most = near, nearest = &other;
      right += nearest->topic == document.topic;
    }
    EXPECT_GE(right, 54) << "of 60";
  }
}

TEST(TinyWorldDocuments, AnUnknownTopicIsTheCallersFault) {
  EXPECT_THROW(documents(shelf_world(), {.topics = {"food", "chess"}}), CheckFailed);
  EXPECT_THROW(documents(shelf_world(), {.topics = {"food"}}), CheckFailed);
}

}  // namespace
}  // namespace epochs::data
