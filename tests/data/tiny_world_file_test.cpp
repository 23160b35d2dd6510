// Mistakes in a file of words and rules: one sentence each, with the line.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include "data/tiny_world.hpp"

namespace epochs::data {
namespace {

const std::string kSmallWorld = "[nouns animal]\ncat : cats : 猫 : 只\ndog : dogs : 狗 : 只\nAnna : name : 安娜 : -\n[verbs deed]\nsee : sees : saw/seen : seeing : 看见 : animal : animal\n"
                                "[adjectives quality]\nbig : bigger : 大 : 大 : animal : good\n[parts english]\ndeterminer : the\npunctuation : .\n[parts chinese]\nparticle : 了\npunctuation : 。\n";
const std::string kSmallRules = "[phrase np n]\nweight 1\nen the {n one}\nzh {n}\n[sentence action]\nweight 1\nv = verb deed\ns = np subject of v\no = np object of v\nen {s} {v past} {o} .\nzh {s} {v} 了 {o} 。\n";

std::string fault_of(const std::string& text) {
  const auto world = TinyWorld::parse(text, "mine.txt");
  return world ? "" : world.error();
}

std::string sentence_rule(const std::string& lines) { return kSmallWorld + "[phrase np n]\nweight 1\nen the {n one}\nzh {n}\n[sentence action]\nweight 1\n" + lines; }

struct Mistake {
  std::string text, what;      // what the sentence must say
};

TEST(TinyWorldFile, ASmallFileIsAWorld) {
  const auto world = TinyWorld::parse("\xEF\xBB\xBF" + kSmallWorld + kSmallRules, "mine.txt");
  ASSERT_TRUE(world) << world.error();
  WorldStream stream(world.value(), {});
  const WorldSentence& sentence = stream.next();
  EXPECT_EQ(sentence.english.tokens.size(), 6u);
  EXPECT_EQ(sentence.links, (std::vector<WordLink>{{1, 0}, {2, 1}, {4, 3}, {5, 4}}));
}

void expect_faults(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    const std::string fault = fault_of(mistake.text);
    EXPECT_NE(fault.find(mistake.what), std::string::npos) << "wanted: " << mistake.what << "\nsaid: " << fault;
    EXPECT_TRUE(fault.starts_with("mine.txt") && fault.ends_with(".") && fault.find('\n') == std::string::npos) << fault;
  }
}

TEST(TinyWorldFile, EveryMistakeInTheWordsIsAnsweredInOneSentence) {
  const std::string world = kSmallWorld;
  expect_faults({
      {"", "no sentence to make"},
      {std::string(2'000'000, '#'), "larger than a megabyte"},
      {"[nouns animal]\n\xff\xfe : x : y : z\n", "not text in UTF-8"},
      {"cat : cats : 猫 : 只\n", "mine.txt:1: this stands before the first section"},
      {"[nouns animal\n", "mine.txt:1: a section's name ends with"},
      {"[]\n", "mine.txt:1: a section needs a name"},
      {"[dances x]\n", "there is no kind of section \"dances\""},
      {"[nouns]\n", "too short"},
      {"[nouns animal]\n" + std::string(1'200, 'x') + "\n", "mine.txt:2: the line is longer than 1,000 bytes"},
      {"[nouns animal]\ncat : cats\n", "mine.txt:2: this section has 4 to 6 columns separated by colons, here are 2"},
      {"[nouns animal]\ncat : : 猫 : 只\n", "a column is empty"},
      {"[nouns animal]\ncat : cats : 猫 : 只\ncat : cats : 猫 : 只\n", "mine.txt:3: \"cat\" is already a noun"},
      {"[nouns animal]\n- : cats : 猫 : 只\n", "the English word is missing"},
      {"[nouns animal]\ncat{ : cats : 猫 : 只\n", "must not hold"},
      {"[nouns animal]\na b c d e : cats : 猫 : 只\n", "at most 4 parts"},
      {"[nouns animal]\n" + std::string(60, 'x') + " : cats : 猫 : 只\n", "longer than 48 bytes"},
      {"[verbs deed]\nsee : sees : saw : seeing : 看见 : animal : animal\n", "mine.txt:2: there is no noun and no tag \"animal\""},
      {world + "[adjectives x]\nred : - : 红 : 红 : animal : fine\n", "good, bad or -"},
      {world + "[words time tense]\nnow : 现在\n", "is no part of speech"},
      {world + "[parts english]\nthing : now\n", "is no part of speech"},
      {world + "[parts german]\nnoun : jetzt\n", "[parts english] or [parts chinese]"},
      {world + "[relation love]\ncat : fish\n", "\"fish\""},
      {world + "[reason too]\nrun : big : big\n", "\"run\""},
      {world + "[topics]\nfood : bread\n", "\"bread\""},
  });
}

TEST(TinyWorldFile, EveryMistakeInARuleIsAnsweredInOneSentence) {
  const std::string world = kSmallWorld;
  expect_faults({
      {world + "[phrase np m]\n", "[phrase NAME n]"},
      {world + "[phrase np n]\n", "has no rules"},
      {world + "[phrase np n]\nen the {n one}\n", "begins with \"weight N\""},
      {world + "[phrase np n]\nweight 0\n", "from 1 to 1,000"},
      {world + "[phrase np n]\nweight 1\nen the {n one}\n", "needs a line \"en …\" and a line \"zh …\""},
      {world + kSmallRules + "[phrase np n]\nweight 1\nen the {n one}\nzh {n}\n", "stands twice"},
      {sentence_rule("v = verb dance\n"), "no verb of class \"dance\""},
      {sentence_rule("v = verb deed with\n"), "\"with subject n\""},
      {sentence_rule("v = verb deed with subject x\n"), "\"x\" has not been said what it is"},
      {sentence_rule("v ?= verb deed\n"), "can be left out"},
      {sentence_rule("v = verb deed\nv = verb deed\n"), "stands twice"},
      {sentence_rule("s = opera any animal\n"), "there is no phrase \"opera\" above"},
      {sentence_rule("s = np any opera\n"), "no tag \"opera\""},
      {sentence_rule("s = np\n"), "say which noun"},
      {sentence_rule("s = np any animal\nc = noun capital of s\n"), "no section [relation capital]"},
      {sentence_rule("s = np any animal\na = adjective for\n"), "adjective for n"},
      {sentence_rule("s = np any animal\na = adjective fine for s\n"), "no adjective of class \"fine\""},
      {sentence_rule("s = np any animal\na = reason too of s for s\n"), "no section [reason too]"},
      {sentence_rule("w = word time\n"), "[words CLASS …]"},
      {sentence_rule("s =\n"), "say what \"s\" is"},
      {sentence_rule("dance\n"), "a rule's line is"},
      {sentence_rule("s = np any animal\nfeel s\n"), "names an adjective or a verb"},
      {sentence_rule("v = verb deed\nplural v\n"), "second noun"},
      {sentence_rule("en the opera .\n"), "\"opera\" is not among the [parts english]"},
      {sentence_rule("en {s .\n"), "a brace is not closed"},
      {sentence_rule("en {} .\n"), "a pair of braces"},
      {sentence_rule("en {s} .\n"), "\"s\" has not been said what it is"},
      {sentence_rule("s = noun any animal\nen {s} .\n"), "has no form \"\" here"},
      {sentence_rule("v = verb deed\nen {v who} .\n"), "has no form \"who\" here"},
      {sentence_rule("s = np any animal\nen {s} {s} .\n"), "stands twice on this line"},
      {sentence_rule("en the~x .\n"), "a number from 1 to 9"},
      {sentence_rule("en\n"), "the line says nothing"},
      {sentence_rule("en the .\nen the .\n"), "already has such a line"},
      {sentence_rule("en the .\nv = verb deed\n"), "before the line \"en\""},
      // Anna has no plural: no words fit.
      {sentence_rule("s = noun any Anna\nen {s many} .\nzh {s} 。\n"), "mine.txt:20: no words were found that fit this rule"},
  });
}

// Every line of the built-in file taken away or cut in half: an answer, never a crash.
TEST(TinyWorldFile, AFileWithALineMissingIsAWorldOrAnError) {
  std::ifstream in(EPOCHS_SOURCE_DIR "/assets/tiny_world.txt");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  int refused = 0;
  for (std::size_t i = 0; i < lines.size(); i += 29) {
    std::string text;
    for (std::size_t k = 0; k < lines.size(); ++k) text += (k == i ? lines[k].substr(0, lines[k].size() / 2) : lines[k]) + "\n";
    refused += !fault_of(text).empty();
  }
  EXPECT_GT(refused, 5);
}

}  // namespace
}  // namespace epochs::data
