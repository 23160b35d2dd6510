// Texts as they are read: evened out, counted, cut into what is learned and what is held out; whatever a file may hold.
#include "lessons/1990_rnn/texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/random.hpp"
#include "core/text.hpp"

namespace epochs::recurrent {
namespace {

std::string times(const std::string& part, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += part;
  return out;
}

std::string whole(const Text& text) { return text.decode(text.learn) + text.decode(text.held_out); }

class RnnTextFile : public ::testing::Test {
 protected:
  std::string write(const std::string& bytes) {
    path_ = std::filesystem::temp_directory_path() / (std::string("epochs_") + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".txt");
    std::ofstream(path_, std::ios::binary) << bytes;
    return path_.string();
  }
  void TearDown() override { std::filesystem::remove(path_); }

 private:
  std::filesystem::path path_;
};

TEST(RnnTexts, NumberCharactersByHowCommonTheyAre) {
  const auto text = text_of(Source::Own, times("abcab猫a", 40)).value();
  EXPECT_EQ(text->symbols, (std::vector<std::string>{"a", "b", "c", "猫"}));       // c and 猫 as often: by code point
  EXPECT_EQ(text->learn.size(), 252u);
  EXPECT_EQ(text->held_out.size(), 28u);
  EXPECT_EQ(whole(*text), times("abcab猫a", 40));
  EXPECT_EQ(text->find("猫"), 3);
  EXPECT_EQ(text->find("d"), -1);
  EXPECT_EQ(text->encode("a猫da"), (std::vector<int>{0, 3, 0}));
}

TEST(RnnTexts, EvenOutLineEndsAndBlanks) {
  const auto text = text_of(Source::Own, "a\r\nb\rc\n\n\n\nd \t\xC2\xA0 e\xE3\x80\x80""f\x01\xEF\xBB\xBFg" + times("x", 300)).value();
  EXPECT_EQ(whole(*text).substr(0, 13), "a\nb\nc\n\nd e fg");
}

TEST(RnnTexts, AreRefusedInOneSentenceWhenTooShort) {
  const auto few = text_of(Source::Own, times("ab", 99), "few.txt"), same = text_of(Source::Own, times("a", 500));
  ASSERT_FALSE(few.ok());
  EXPECT_EQ(few.error(), "few.txt: the text has 198 characters; take one of at least 200.");
  EXPECT_FALSE(few.failure().chinese.empty());
  ASSERT_FALSE(same.ok());
  EXPECT_FALSE(same.failure().chinese.empty());
  EXPECT_FALSE(text_of(Source::Own, "").ok());
  EXPECT_FALSE(own_text("").ok());
  EXPECT_FALSE(own_text(std::string(kMostPasted + 1, 'a')).ok());
}

TEST(RnnTexts, TheRarestOfTooManyCharactersStandUnderOne) {
  std::string many;
  for (char32_t c = 0x4E00; c < 0x4E00 + kMostSymbols + 100; ++c) append_utf8(many, c);
  std::string often;
  for (char32_t c = 0x4E00; c < 0x4E00 + 50; ++c) append_utf8(often, c);
  const auto text = text_of(Source::Own, many + often).value();
  EXPECT_EQ(text->size(), kMostSymbols);
  EXPECT_EQ(text->symbols.back(), "□");
  EXPECT_EQ(std::count(text->learn.begin(), text->learn.end(), kMostSymbols - 1) + std::count(text->held_out.begin(), text->held_out.end(), kMostSymbols - 1), 101);
  EXPECT_EQ(text->symbols.front(), "一");
}

TEST(RnnTexts, TheWorldIsTheSameForASeedAndKept) {
  const auto one = world_text(3);
  EXPECT_EQ(one, world_text(3));
  EXPECT_NE(one->learn, world_text(4)->learn);
  EXPECT_EQ(one->learn.size() + one->held_out.size(), 400'000u);
  EXPECT_EQ(one->held_out.size(), 40'000u);
  EXPECT_LT(one->size(), 80);
  EXPECT_GE(one->find("\n"), 0);
  EXPECT_EQ(one->source, Source::World);
}

TEST_F(RnnTextFile, IsReadLikeThePastedText) {
  const std::string words = times("The cat sat on the mat.\n猫坐在垫子上。\n", 50);
  const auto read = own_text_file(write(words)).value(), pasted = own_text(words).value();
  EXPECT_EQ(read->learn, pasted->learn);
  EXPECT_EQ(read->held_out, pasted->held_out);
  EXPECT_EQ(read->name, "epochs_IsReadLikeThePastedText.txt");
  EXPECT_EQ(read->extent, Extent::Whole);
  EXPECT_TRUE(pasted->name.empty());
  EXPECT_FALSE(own_text_file("/nowhere/at/all.txt").ok());
}

TEST_F(RnnTextFile, OfALongOneOnlyTheBeginningIsRead) {
  const auto text = own_text_file(write(times("0123456789", 401'000))).value();
  EXPECT_EQ(text->learn.size() + text->held_out.size(), kMostCharacters);
  EXPECT_EQ(text->extent, Extent::Beginning);
}

TEST_F(RnnTextFile, ExactlyAsLongAsCanBeIsWhole) {
  const auto text = own_text_file(write(times("0123456789", 400'000))).value();
  EXPECT_EQ(text->learn.size() + text->held_out.size(), kMostCharacters);
  EXPECT_EQ(text->extent, Extent::Whole);
}

// Whatever the bytes are: a text whose ids are all in its vocabulary and that nothing invisible is in, or one sentence.
TEST(RnnTexts, AnyBytesAreATextOrASentence) {
  Random random(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random.below(2000), '\0');
    const auto kinds = 1 + random.below(256);
    for (char& c : bytes) c = static_cast<char>(random.below(kinds));
    const auto text = own_text(bytes);
    if (!text) {
      EXPECT_FALSE(text.error().empty());
      continue;
    }
    const Text& read = *text.value();
    EXPECT_GE(read.learn.size() + read.held_out.size(), static_cast<std::size_t>(kFewestCharacters));
    for (const auto* ids : {&read.learn, &read.held_out}) EXPECT_TRUE(std::all_of(ids->begin(), ids->end(), [&](int id) { return id >= 0 && id < read.size(); }));
    for (const std::string& symbol : read.symbols) EXPECT_TRUE(is_valid_utf8(symbol) && (symbol == "\n" || static_cast<unsigned char>(symbol[0]) >= ' '));
  }
}

}  // namespace
}  // namespace epochs::recurrent
