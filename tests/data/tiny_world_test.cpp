#include "data/tiny_world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "core/check.hpp"
#include "data/tiny_world_json.hpp"

namespace epochs::data {
namespace {

const TinyWorld& built_in() {
  static const TinyWorld world = TinyWorld::shipped();
  return world;
}

std::string both_of(const TinyWorld& world, const WorldSentence& sentence) { return world.text_of(sentence, Language::English) + " " + world.text_of(sentence, Language::Chinese); }

std::vector<std::string> lines_of(WorldOptions options, int count) {
  WorldStream stream(built_in(), std::move(options));
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) {
    out.emplace_back();
    append_json(out.back(), built_in(), stream.next());
  }
  return out;
}

TEST(TinyWorld, ASeedGivesTheSameSentencesAndAnotherSeedOthers) {
  EXPECT_EQ(lines_of({.seed = 7}, 200), lines_of({.seed = 7}, 200));
  EXPECT_NE(lines_of({.seed = 7}, 200), lines_of({.seed = 8}, 200));
}

// A stream of other draws in between moves nothing: each sentence depends on the seed alone.
TEST(TinyWorld, TwoStreamsDoNotDisturbEachOther) {
  WorldStream one(built_in(), {.seed = 3}), other(built_in(), {.seed = 4});
  std::vector<std::string> mixed;
  for (int i = 0; i < 50; ++i) {
    mixed.push_back(both_of(built_in(), one.next()));
    other.next();
  }
  WorldStream alone(built_in(), {.seed = 3});
  for (const std::string& sentence : mixed) EXPECT_EQ(both_of(built_in(), alone.next()), sentence);
}

// With p the share of each sentence, 1 / Σp² is at most the number of sentences; Σp² is how often two draws are the same.
TEST(TinyWorld, HasAMillionSentencesAndMore) {
  WorldStream stream(built_in(), {.seed = 5, .kinds = {"joined"}});
  constexpr double kDraws = 60'000;
  std::unordered_map<std::string, int> times;
  double pairs = 0;
  for (int i = 0; i < kDraws; ++i) pairs += times[built_in().text_of(stream.next(), Language::English)]++;
  EXPECT_GT(kDraws * (kDraws - 1) / 2 / std::max(pairs, 1.0), 1e6) << pairs;
}

TEST(TinyWorld, AnEnglishSentenceHasOneTranslation) {
  WorldStream stream(built_in(), {.seed = 11});
  std::map<std::string, std::string> known;
  for (int i = 0; i < 60'000; ++i) {
    const WorldSentence& sentence = stream.next();
    const std::string chinese = built_in().text_of(sentence, Language::Chinese);
    const auto [at, added] = known.emplace(built_in().text_of(sentence, Language::English), chinese);
    ASSERT_EQ(at->second, chinese) << at->first;
  }
}

TEST(TinyWorld, HasThreeToSixHundredWordsALanguage) {
  for (const auto& language : {std::pair(Language::English, 0), std::pair(Language::Chinese, 1)}) {
    std::set<std::string> words;
    for (const WordPair& pair : built_in().relation("translation", Language::English)) words.insert(language.second == 0 ? pair.first : pair.second);
    EXPECT_GE(words.size(), 300u);
    EXPECT_LE(words.size(), 600u);
  }
}

// 大大衣, 老老师: an adjective must not meet the same character.
TEST(TinyWorld, NoChineseWordBeginsAsTheAdjectiveBeforeItEnds) {
  WorldStream stream(built_in(), {.seed = 12});
  for (int i = 0; i < 20'000; ++i) {
    const std::string chinese = built_in().text_of(stream.next(), Language::Chinese);
    for (const char* twice : {"大大", "小小", "老老", "高高", "新新"}) ASSERT_EQ(chinese.find(twice), std::string::npos) << chinese;
  }
}

// The sentence that later lessons turn about: what "it" is hangs on one adjective.
TEST(TinyWorld, TheAnimalDidNotCrossTheStreet) {
  const std::string start = "The animal did not cross the street because it was too ";
  WorldStream stream(built_in(), {.seed = 13, .kinds = {"because"}});
  std::map<std::string, int> meant;
  for (int i = 0; i < 60'000 && meant.size() < 2; ++i) {
    const WorldSentence& sentence = stream.next();
    const std::string text = built_in().text_of(sentence, Language::English);
    if (text != start + "tired." && text != start + "wide.") continue;
    ASSERT_EQ(sentence.english.referents.size(), 1u);
    ASSERT_EQ(sentence.chinese.referents.size(), 1u);
    meant[text] = sentence.english.referents[0].noun;
  }
  EXPECT_EQ(meant, (std::map<std::string, int>{{start + "tired.", 1}, {start + "wide.", 6}}));
}

TEST(TinyWorld, EveryKindAndTopicAndFeelingOccurs) {
  std::set<int> kinds, topics, feelings;
  WorldStream stream(built_in(), {.seed = 2});
  for (int i = 0; i < 20'000; ++i) {
    const WorldSentence& sentence = stream.next();
    kinds.insert(sentence.kind), topics.insert(sentence.topic), feelings.insert(static_cast<int>(sentence.sentiment));
  }
  EXPECT_EQ(kinds.size(), built_in().kinds().size());
  EXPECT_EQ(topics.size(), built_in().topics().size() + 1);
  EXPECT_EQ(feelings.size(), 3u);
}

TEST(TinyWorld, OnlyTheKindsAndTheTopicThatAreAskedFor) {
  WorldStream stream(built_in(), {.seed = 2, .kinds = {"because"}, .topic = "animals"});
  for (int i = 0; i < 200; ++i) {
    const WorldSentence& sentence = stream.next();
    EXPECT_EQ(built_in().kind_name(sentence.kind), "because");
    EXPECT_EQ(built_in().topic_name(sentence.topic), "animals");
  }
  EXPECT_THROW(WorldStream(built_in(), {.kinds = {"opera"}}), CheckFailed);
  EXPECT_THROW(WorldStream(built_in(), {.topic = "opera"}), CheckFailed);
  WorldStream none(built_in(), {.kinds = {"greeting"}, .topic = "food"});
  EXPECT_EQ(none.find(), nullptr);
}

TEST(TinyWorld, EveryRelationHasItsPairs) {
  const auto has = [&](const char* name, Language language, const WordPair& pair) {
    const auto pairs = built_in().relation(name, language);
    return std::find(pairs.begin(), pairs.end(), pair) != pairs.end();
  };
  EXPECT_THAT(built_in().relations(), ::testing::IsSupersetOf({"gender", "plural", "capital", "translation"}));
  EXPECT_TRUE(has("gender", Language::English, {"king", "queen"}));
  EXPECT_TRUE(has("gender", Language::Chinese, {"国王", "王后"}));
  EXPECT_TRUE(has("capital", Language::English, {"France", "Paris"}));
  EXPECT_TRUE(has("capital", Language::Chinese, {"法国", "巴黎"}));
  EXPECT_TRUE(has("plural", Language::English, {"mouse", "mice"}));
  EXPECT_TRUE(has("plural", Language::Chinese, {"女孩", "女孩们"}));
  EXPECT_TRUE(has("translation", Language::English, {"man", "男人"}));
  for (const std::string& name : built_in().relations()) EXPECT_GE(built_in().relation(name, Language::English).size(), 8u) << name;
}

// Every word of the held-out sentences occurs in training; what is new there is who goes with what.
TEST(TinyWorld, TheSplitHoldsOutCombinationsNotWords) {
  const auto draw = [](WorldSplit split, int count) {
    WorldStream stream(built_in(), {.seed = 21, .split = split});
    std::set<std::string> words, pairs;
    for (int i = 0; i < count; ++i) {
      const WorldSentence& sentence = stream.next();
      const auto& tokens = sentence.english.tokens;
      EXPECT_EQ(sentence.held_out, split == WorldSplit::HeldOut);
      for (const WorldToken& token : tokens) words.insert(built_in().words(Language::English)[static_cast<std::size_t>(token.word)]);
      for (const VerbSubject& found : sentence.english.subjects) {
        const WorldToken verb = tokens[static_cast<std::size_t>(found.verb)], noun = tokens[static_cast<std::size_t>(found.subject)];
        if (verb.entry >= 0) pairs.insert(std::to_string(verb.entry) + "-" + std::to_string(noun.entry));
      }
    }
    return std::pair(words, pairs);
  };
  const auto [training_words, training_pairs] = draw(WorldSplit::Training, 40'000);
  const auto [held_words, held_pairs] = draw(WorldSplit::HeldOut, 8'000);
  EXPECT_THAT(training_words, ::testing::IsSupersetOf(held_words));
  std::vector<std::string> only_held;
  std::set_difference(held_pairs.begin(), held_pairs.end(), training_pairs.begin(), training_pairs.end(), std::back_inserter(only_held));
  EXPECT_GT(only_held.size(), 30u);      // verbs with subjects that training never shows
  EXPECT_GT(training_pairs.size(), 10 * only_held.size());
}

TEST(TinyWorld, AShareOfTheSentencesIsHeldOut) {
  WorldStream stream(built_in(), {.seed = 9});
  int held = 0;
  for (int i = 0; i < 20'000; ++i) held += stream.next().held_out;
  EXPECT_GT(held, 1'000);
  EXPECT_LT(held, 5'000);
}

TEST(TinyWorld, PlacesLieInTheSentence) {
  WorldStream stream(built_in(), {.seed = 31});
  for (int i = 0; i < 5'000; ++i) {
    const WorldSentence& sentence = stream.next();
    const auto english = static_cast<int>(sentence.english.tokens.size()), chinese = static_cast<int>(sentence.chinese.tokens.size());
    for (const WordLink& link : sentence.links) EXPECT_TRUE(link.english >= 0 && link.english < english && link.chinese >= 0 && link.chinese < chinese);
    for (const Language language : {Language::English, Language::Chinese}) {
      const int count = language == Language::English ? english : chinese;
      for (const VerbSubject& found : sentence.side(language).subjects) EXPECT_TRUE(found.verb >= 0 && found.verb < count && found.subject >= 0 && found.subject < count && found.verb != found.subject);
      for (const Referent& found : sentence.side(language).referents) EXPECT_TRUE(found.pronoun >= 0 && found.pronoun < count && found.noun >= 0 && found.noun < count);
    }
  }
}

TEST(TinyWorld, SubjectsStandFarFromTheirVerbsToo) {
  WorldStream stream(built_in(), {.seed = 33, .kinds = {"agreement"}});
  std::map<int, int> distances;
  for (int i = 0; i < 5'000; ++i)
    for (const VerbSubject& found : stream.next().english.subjects) ++distances[found.between()];
  for (int distance = 0; distance <= 10; ++distance) EXPECT_GT(distances[distance], 0) << distance;
}

TEST(TinyWorld, EveryLineIsAnObjectOfJson) {
  WorldStream stream(built_in(), {.seed = 6});
  for (int i = 0; i < 500; ++i) {
    std::string line;
    append_json(line, built_in(), stream.next());
    ASSERT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    const auto object = nlohmann::json::parse(line);
    EXPECT_EQ(object["tokens"]["en"].size(), object["part"]["en"].size());
    EXPECT_EQ(object["tokens"]["zh"].size(), object["category"]["zh"].size());
    for (const char* name : {"kind", "text", "align", "referents", "subjects", "topic", "sentiment", "held_out"}) EXPECT_TRUE(object.contains(name)) << name;
  }
  std::string relations;
  append_relations_json(relations, built_in());
  EXPECT_NE(relations.find(R"({"relation":"capital","language":"zh","pair":["法国","巴黎"]})"), std::string::npos);
  EXPECT_NE(relations.find(R"({"relation":"translation","pair":["king","国王"]})"), std::string::npos);
}

}  // namespace
}  // namespace epochs::data
