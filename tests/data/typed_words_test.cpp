#include "data/typed_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/random.hpp"

namespace epochs::data {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kEnglish = {"Anna", "I", "the", "dog", "dogs", "did", "not", "see", ".", ","};
const std::vector<std::string> kChinese = {"我", "女孩", "女", "买", "的", "苹果", "。"};

TEST(TypedWords, EnglishIsSplitAtBlanksAndStops) {
  EXPECT_THAT(read_typed_words(kEnglish, Language::English, " The dog,didn’t  see anna. ").known, ElementsAre("the", "dog", ",", "did", "not", "see", "Anna", "."));
  EXPECT_THAT(read_typed_words(kEnglish, Language::English, "I see i").known, ElementsAre("I", "see", "I"));
  EXPECT_THAT(read_typed_words(kEnglish, Language::English, "  ").known, IsEmpty());
}

TEST(TypedWords, ChineseTakesTheLongestWordThatBeginsAtAPlace) {
  EXPECT_THAT(read_typed_words(kChinese, Language::Chinese, "女孩买的 苹果。").known, ElementsAre("女孩", "买", "的", "苹果", "。"));
  const TypedWords typed = read_typed_words(kChinese, Language::Chinese, "女孩吃了苹果");
  ASSERT_EQ(typed.unknown.size(), 1u);
  EXPECT_EQ(typed.unknown[0].word, "吃了");
}

TEST(TypedWords, UnknownOnesAreNamedWithNearOnes) {
  const TypedWords typed = read_typed_words(kEnglish, Language::English, "the dgo saw xylophones");
  ASSERT_EQ(typed.unknown.size(), 3u);
  EXPECT_EQ(typed.unknown[0].word, "dgo");
  EXPECT_EQ(typed.unknown[0].near.front(), "dog");
  EXPECT_THAT(typed.unknown[2].near, IsEmpty());
  EXPECT_TRUE(told_unknown(typed).english.starts_with("The word “dgo” is unknown here; near to it: dog")) << told_unknown(typed).english;
  EXPECT_TRUE(told_unknown(read_typed_words(kEnglish, Language::English, "the dog")).english.empty());
}

// Whatever bytes come: what is named can be drawn, and is short.
TEST(TypedWords, AnyBytesAreReadWithoutHarm) {
  Random random(7);
  for (int i = 0; i < 200; ++i) {
    std::string text;
    for (std::uint32_t n = random.below(3000); n > 0; --n) text += static_cast<char>(random.below(256));
    for (const Language language : {Language::English, Language::Chinese}) {
      const TypedWords typed = read_typed_words(language == Language::English ? kEnglish : kChinese, language, text);
      EXPECT_LE(typed.unknown.size(), 6u);
      for (const UnknownWord& each : typed.unknown) {
        EXPECT_TRUE(is_valid_utf8(each.word));
        EXPECT_LE(each.word.size(), 40u);
      }
    }
  }
}

}  // namespace
}  // namespace epochs::data
