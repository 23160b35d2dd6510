// What TinyWorld says of its sentences, held against a reader of the surface that shares no code with it (tiny_world_parser.cpp).
#include <gtest/gtest.h>

#include <algorithm>

#include "data/tiny_world.hpp"
#include "data/tiny_world_parser.hpp"

namespace epochs::data {
namespace {

using Places = std::set<std::pair<int, int>>;
using Tokens = std::vector<std::string>;

constexpr int kSentences = 10'000;

const std::set<std::string> kEnglishAlone{"the", "a", "an", "did", "does", "do", "of", "that", "which"};
const std::set<std::string> kChineseAlone{"的", "了", "把", "一", "很"};
const std::map<std::string, std::set<std::string>> kSmallPartners{
    {"not", {"没有", "不", "放", "进"}}, {"because", {"因为"}}, {"will", {"会"}}, {"too", {"太"}}, {"very", {"非常"}}, {"than", {"比"}}, {"by", {"被"}}, {"this", {"这"}}, {"these", {"这些"}}, {"those", {"那些"}},
    {"must", {"必须"}}, {"can", {"会"}}, {"cannot", {"不", "会"}}, {"he", {"他"}}, {"she", {"她"}}, {"it", {"它"}}, {"they", {"他们", "她们", "它们"}}, {"his", {"他"}}, {"its", {"它"}}, {"their", {"他们", "她们", "它们"}},
    {"him", {"他"}}, {"them", {"他们", "她们", "它们"}}, {"then", {"然后"}}, {"but", {"但是"}}, {"is", {"正在", "是", "有"}}, {"are", {"正在", "有"}}, {"am", {"正在"}}, {"what", {"什么"}}, {"where", {"哪里"}}, {"when", {"时候"}}, {"capital", {"首都"}}, {"how", {"几"}}, {"many", {"几"}}};
// May stand without a partner: a pronoun that Chinese leaves out; is, before an adjective.
const std::set<std::string> kMayStandAlone{"he", "she", "it", "they", "is", "am", "are"};

struct Sample {
  Tokens english, chinese;
  std::vector<test::Unit> units;
  test::Reading reading;
};

class TinyWorldTruth : public ::testing::Test {
 protected:
  static const TinyWorld& world() {
    static const TinyWorld built_in = TinyWorld::shipped();
    return built_in;
  }
  static const test::Dictionary& dictionary() {
    static const test::Dictionary words = test::read_dictionary(EPOCHS_SOURCE_DIR "/assets/tiny_world.txt");
    return words;
  }
  static Sample sample(const WorldSentence& sentence) {
    Sample out{test::tokens_of_english(dictionary(), world().text_of(sentence, Language::English)), test::tokens_of_chinese(dictionary(), world().text_of(sentence, Language::Chinese)), {}, {}};
    out.units = test::units_of(dictionary(), out.english);
    out.reading = test::read_english(dictionary(), out.units);
    return out;
  }
  static Tokens words_of(const WorldSentence& sentence, Language language) {
    Tokens out;
    for (const WorldToken& token : sentence.side(language).tokens) out.push_back(world().words(language)[static_cast<std::size_t>(token.word)]);
    return out;
  }
  template <class Check>
  static void each(Check check) {
    WorldStream stream(world(), {.seed = 77});
    for (int i = 0; i < kSentences && !::testing::Test::HasFailure(); ++i) {
      const WorldSentence& sentence = stream.next();
      SCOPED_TRACE(world().text_of(sentence, Language::English) + " " + world().text_of(sentence, Language::Chinese));
      check(sentence, sample(sentence));
    }
  }
};

std::string shown(const Places& places) {
  std::string out;
  for (const auto& [a, b] : places) out += " " + std::to_string(a) + "→" + std::to_string(b);
  return out;
}

TEST_F(TinyWorldTruth, TextSplitsIntoTheTokens) {
  each([&](const WorldSentence& sentence, const Sample& read) {
    EXPECT_EQ(read.english, words_of(sentence, Language::English));
    EXPECT_EQ(read.chinese, words_of(sentence, Language::Chinese));
  });
}

TEST_F(TinyWorldTruth, EverySubjectIsTheOneThatTheSurfaceSays) {
  each([&](const WorldSentence& sentence, const Sample& read) {
    EXPECT_EQ(read.reading.fault, "");
    Places told;
    for (const VerbSubject& found : sentence.english.subjects) told.insert({found.verb, found.subject});
    EXPECT_EQ(told, read.reading.subjects) << "told" << shown(told) << ", read" << shown(read.reading.subjects);
  });
}

TEST_F(TinyWorldTruth, EveryPronounStandsForTheNounThatTheSurfaceSays) {
  int pronouns = 0;
  each([&](const WorldSentence& sentence, const Sample& read) {
    Places told;
    for (const Referent& found : sentence.english.referents) told.insert({found.pronoun, found.noun});
    EXPECT_EQ(told, read.reading.referents) << "told" << shown(told) << ", read" << shown(read.reading.referents);
    pronouns += static_cast<int>(told.size());
  });
  EXPECT_GT(pronouns, kSentences / 10);
}

// The Chinese places that stand for a word of the dictionary, found by its Chinese alone.
Places translations(const test::Dictionary& dictionary, const test::Unit& unit, const Tokens& chinese) {
  Places out;
  for (const int index : unit.words) {
    const test::DictionaryWord& word = dictionary.words[static_cast<std::size_t>(index)];
    for (const std::string& form : {word.chinese, word.before, std::string(word.chinese == "有" ? "没有" : "")})
      for (std::size_t from = 0; from < chinese.size() && !form.empty() && form != "-"; ++from) {
        std::string text;
        for (std::size_t to = from; to < chinese.size() && text.size() < form.size(); ++to)
          if ((text += chinese[to]) == form) out.insert({static_cast<int>(from), static_cast<int>(to) + 1});
      }
  }
  return out;
}

TEST_F(TinyWorldTruth, EveryWordIsPartnerOfItsTranslation) {
  int checked = 0, words = 0;
  each([&](const WorldSentence& sentence, const Sample& read) {
    std::vector<std::set<int>> partners(read.english.size());
    for (const WordLink& link : sentence.links) partners[static_cast<std::size_t>(link.english)].insert(link.chinese);
    std::map<std::pair<int, int>, int> claims;       // how many English words one Chinese place could stand for
    for (const test::Unit& unit : read.units)
      for (const auto& place : translations(dictionary(), unit, read.chinese)) ++claims[place];
    for (const test::Unit& unit : read.units) {
      const auto after = static_cast<std::size_t>(unit.begin + unit.count);
      if (unit.words.empty() || (after < read.english.size() && read.english[after] == "of")) continue;   // a cup of: a measure word
      ++words;
      const Places found = translations(dictionary(), unit, read.chinese);
      ASSERT_FALSE(found.empty()) << "\"" << unit.text << "\" is not translated";
      const auto& told = partners[static_cast<std::size_t>(unit.begin)];
      ASSERT_FALSE(told.empty()) << "\"" << unit.text << "\" has no partner";
      if (found.size() > 1 || claims[*found.begin()] > 1) continue;
      ++checked;
      std::set<int> expected;
      for (int place = found.begin()->first; place < found.begin()->second; ++place) expected.insert(place);
      // 们 belongs to its noun.
      if (const auto next = static_cast<std::size_t>(found.begin()->second); next < read.chinese.size() && read.chinese[next] == "们") expected.insert(found.begin()->second);
      for (int place = unit.begin; place < unit.begin + unit.count; ++place) EXPECT_EQ(partners[static_cast<std::size_t>(place)], expected) << unit.text;
    }
  });
  EXPECT_GT(checked, words * 95 / 100);
}

TEST_F(TinyWorldTruth, SmallWordsHaveTheirPartnersOrNone) {
  each([&](const WorldSentence& sentence, const Sample& read) {
    std::vector<bool> chinese_linked(read.chinese.size()), english_linked(read.english.size());
    std::set<int> small;                             // places of words that the dictionary leaves to grammar
    for (const test::Unit& unit : read.units)
      if (unit.words.empty()) small.insert(unit.begin);
    for (const WordLink& link : sentence.links) {
      const std::string& english = read.english[static_cast<std::size_t>(link.english)];
      const std::string& chinese = read.chinese[static_cast<std::size_t>(link.chinese)];
      chinese_linked[static_cast<std::size_t>(link.chinese)] = english_linked[static_cast<std::size_t>(link.english)] = true;
      EXPECT_EQ(kChineseAlone.count(chinese), 0u) << chinese;
      if (english != "that" && english != "of") { EXPECT_EQ(kEnglishAlone.count(english), 0u) << english; }
      if (const auto known = small.count(link.english) ? kSmallPartners.find(english) : kSmallPartners.end(); known != kSmallPartners.end()) { EXPECT_EQ(known->second.count(chinese), 1u) << english << " – " << chinese; }
      if (english == "that") { EXPECT_EQ(chinese, "那"); }
      if (dictionary().measures.count(chinese) && dictionary().chinese.count(chinese) == 0 && chinese != "对") { EXPECT_TRUE(english == "glass" || english == "cup" || english == "piece" || english == "bowl") << english << " – " << chinese; }
    }
    for (std::size_t i = 0; i < read.english.size(); ++i)
      if (kSmallPartners.count(read.english[i]) && kMayStandAlone.count(read.english[i]) == 0) { EXPECT_TRUE(english_linked[i]) << read.english[i]; }
  });
}

// "the apple that the girl bought": what is said of the noun comes before it in Chinese, and 的 between the two.
TEST_F(TinyWorldTruth, ClausesMoveBeforeTheirNoun) {
  int clauses = 0;
  each([&](const WorldSentence& sentence, const Sample& read) {
    for (const auto& [verb, noun] : read.reading.relative) {
      int verb_place = -1, noun_place = -1;
      for (const WordLink& link : sentence.links) {
        if (link.english == verb) verb_place = link.chinese;
        if (link.english == noun && noun_place < 0) noun_place = link.chinese;
      }
      if (verb_place < 0 || noun_place < 0) continue;
      ++clauses;
      EXPECT_LT(verb_place, noun_place);
      const auto from = read.chinese.begin();
      EXPECT_NE(std::find(from + verb_place, from + noun_place, "的"), from + noun_place);
    }
  });
  EXPECT_GT(clauses, 500);
}

// What follows "a", and which word counts the noun, can be seen in the sentence.
TEST_F(TinyWorldTruth, ArticlesAndMeasureWordsFitTheirNouns) {
  each([&](const WorldSentence&, const Sample& read) {
    for (std::size_t i = 0; i + 1 < read.english.size(); ++i) {
      const bool vowel = std::string("aeiou").find(read.english[i + 1][0]) != std::string::npos;
      if (read.english[i] == "a") { EXPECT_FALSE(vowel) << read.english[i + 1]; }
      if (read.english[i] == "an") { EXPECT_TRUE(vowel) << read.english[i + 1]; }
    }
    for (std::size_t i = 0; i + 2 < read.chinese.size(); ++i) {
      if (read.chinese[i] != "一" && read.chinese[i] != "两" && read.chinese[i] != "三") continue;
      for (std::size_t k = i + 2; k < read.chinese.size(); ++k) {
        const auto found = dictionary().chinese.find(read.chinese[k]);
        if (found == dictionary().chinese.end() || dictionary().words[static_cast<std::size_t>(found->second)].kind != "noun") continue;
        EXPECT_EQ(read.chinese[i + 1], dictionary().words[static_cast<std::size_t>(found->second)].measure) << read.chinese[k];
        break;
      }
    }
  });
}

}  // namespace
}  // namespace epochs::data
