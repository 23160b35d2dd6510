#include "data/tokenizer.hpp"

#include <gtest/gtest.h>

#include "core/check.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "data/byte_pairs.hpp"
#include "data/tiny_world.hpp"

namespace epochs::data {
namespace {

std::string world_text(Language language, int sentences) {
  static const TinyWorld world = TinyWorld::shipped();
  WorldStream stream(world, {.seed = 3});
  std::string out;
  for (int i = 0; i < sentences; ++i) out += world.text_of(stream.next(), language) + (language == Language::English ? " " : "");
  return out;
}

std::string random_bytes(Random& random, std::uint32_t most) {
  std::string out;
  for (std::uint32_t count = random.below(most); count > 0; --count) out += static_cast<char>(random.below(256));
  return out;
}

std::string random_unicode(Random& random, std::uint32_t most) {
  std::string out;
  for (std::uint32_t count = random.below(most); count > 0; --count) {
    const std::uint32_t bounds[] = {0x80, 0x800, 0xD800, 0x110000};
    const std::uint32_t code = random.below(bounds[random.below(4)]);
    if (code < 0xD800 || code > 0xDFFF) append_utf8(out, static_cast<char32_t>(code));
  }
  return out;
}

std::string joined_pieces(const std::vector<std::string_view>& pieces) {
  std::string out;
  for (const std::string_view piece : pieces) out += piece;
  return out;
}

using Pieces = std::vector<std::string_view>;

TEST(Tokenizers, PiecesAreWordsWithTheSpaceBefore) {
  EXPECT_EQ(split_words("The cat's 12 mice,  ran.\n"), (Pieces{"The", " cat's", " 12", " mice", ",", " ", " ran", ".", "\n"}));
  EXPECT_EQ(split_words("读 cafés的"), (Pieces{"读", " cafés", "的"}));
  EXPECT_EQ(split_words("我喜欢猫。你", Ideographs::Together), (Pieces{"我喜欢猫", "。", "你"}));
  EXPECT_EQ(split_words(std::string(300, 'x')).size(), 3u);
  EXPECT_EQ(split_characters("a猫\xff"), (Pieces{"a", "猫", "\xff"}));
  EXPECT_EQ(WordList({"公共汽车", "汽车", "公"}).split("公共汽车和汽车x"), (Pieces{"公共汽车", "和", "汽车", "x"}));
}

TEST(Tokenizers, PiecesTogetherAreTheTextWhateverItHolds) {
  Random random(1);
  const WordList list({"猫", "的的", "ab", "\xe7"});
  for (int i = 0; i < 5'000; ++i) {
    const std::string text = random.chance(0.5) ? random_bytes(random, 40) : random_unicode(random, 20);
    EXPECT_EQ(joined_pieces(split_words(text)), text);
    EXPECT_EQ(joined_pieces(split_words(text, Ideographs::Together)), text);
    EXPECT_EQ(joined_pieces(split_characters(text)), text);
    EXPECT_EQ(joined_pieces(list.split(text)), text);
  }
}

TEST(Tokenizers, PieceTokenizersGiveTheTextBack) {
  const std::string english = world_text(Language::English, 500), chinese = world_text(Language::Chinese, 500);
  const WordList words(TinyWorld::shipped().words(Language::Chinese));
  const auto by_words = [&](std::string_view text) { return words.split(text); };
  const auto by_spaces = [](std::string_view text) { return split_words(text); };
  const PieceTokenizer characters(split_characters, english), english_words(by_spaces, english), chinese_characters(split_characters, chinese), chinese_words(by_words, chinese);
  for (const auto& [tokenizer, text] : {std::pair<const Tokenizer*, const std::string*>{&characters, &english}, {&english_words, &english}, {&chinese_characters, &chinese}, {&chinese_words, &chinese}})
    EXPECT_EQ(tokenizer->decode(tokenizer->encode(*text)), *text);
  EXPECT_LT(chinese_words.encode(chinese).size(), chinese_characters.encode(chinese).size());
  EXPECT_LT(english_words.encode(english).size(), characters.encode(english).size() / 3);
}

TEST(Tokenizers, TheCommonestPieceComesFirstAndWhatIsNotThereIsUnknown) {
  const PieceTokenizer tokenizer(split_characters, "abbccc", 2);
  EXPECT_EQ(tokenizer.size(), 3);
  EXPECT_EQ(tokenizer.bytes_of(1), "c");
  EXPECT_EQ(tokenizer.encode("cba"), (std::vector<int>{1, 2, PieceTokenizer::kUnknown}));
  EXPECT_EQ(PieceTokenizer(split_characters, "abbccc", 10, 2).size(), 3);
  EXPECT_THROW(tokenizer.bytes_of(3), CheckFailed);
  EXPECT_THROW(tokenizer.bytes_of(-1), CheckFailed);
}

TEST(BytePairs, JoinsTheCommonestPairFirst) {
  const auto tokenizer = BytePairTokenizer::learn("low low low lower lowest", 3);
  ASSERT_EQ(tokenizer.merges().size(), 3u);
  EXPECT_EQ(tokenizer.merges()[0], (BytePairTokenizer::Merge{'l', 'o', 5}));
  EXPECT_EQ(tokenizer.merges()[1], (BytePairTokenizer::Merge{256, 'w', 5}));
  EXPECT_EQ(tokenizer.merges()[2], (BytePairTokenizer::Merge{' ', 257, 4}));
  EXPECT_EQ(tokenizer.encode(" lower"), (std::vector<int>{258, 'e', 'r'}));
  EXPECT_EQ(tokenizer.steps(" low"), (std::vector<std::vector<int>>{{' ', 'l', 'o', 'w'}, {' ', 256, 'w'}, {' ', 257}, {258}}));
}

TEST(BytePairs, StopsWhereNoPairOccursTwice) {
  EXPECT_EQ(BytePairTokenizer::learn("abcd", 10).merges().size(), 0u);
  EXPECT_EQ(BytePairTokenizer::learn("", 10).size(), 256);
  const auto repeated = BytePairTokenizer::learn("aaaaaaa", 10);      // overlapping pairs
  EXPECT_EQ(repeated.decode(repeated.encode("aaaaaaa")), "aaaaaaa");
}

TEST(BytePairs, JoinsChineseCharactersToWords) {
  const auto tokenizer = BytePairTokenizer::learn(world_text(Language::Chinese, 400), 600);
  EXPECT_EQ(tokenizer.encode("因为").size(), 1u);
  EXPECT_EQ(tokenizer.shown(tokenizer.encode("因为")), (std::vector<ShownTokens>{{0, 1, "因为"}}));
}

TEST(BytePairs, GivesBackAnyBytes) {
  const auto tokenizer = BytePairTokenizer::learn(world_text(Language::English, 300) + world_text(Language::Chinese, 300), 400);
  Random random(2);
  for (int i = 0; i < 10'000; ++i) {
    const std::string text = random.chance(0.3) ? random_bytes(random, 60) : random_unicode(random, 30);
    ASSERT_EQ(tokenizer.decode(tokenizer.encode(text)), text);
  }
}

// The slow and plain way: count every pair anew, join, again.
void expect_plain_counts(const std::string& text, int merges) {
  const auto tokenizer = BytePairTokenizer::learn(text, merges);
  std::vector<std::vector<int>> words;
  for (const std::string_view word : split_words(text, Ideographs::Together)) {
    words.emplace_back();
    for (const char c : word) words.back().push_back(static_cast<unsigned char>(c));
  }
  for (std::size_t m = 0; m < tokenizer.merges().size(); ++m) {
    std::map<std::pair<int, int>, long> counts;
    for (const auto& word : words)
      for (std::size_t i = 0; i + 1 < word.size(); ++i) ++counts[{word[i], word[i + 1]}];
    BytePairTokenizer::Merge best;
    for (const auto& [pair, count] : counts)
      if (count > best.count) best = {pair.first, pair.second, count};
    ASSERT_EQ(tokenizer.merges()[m], best) << m << " of " << text;
    for (auto& word : words)
      for (std::size_t i = 0; i + 1 < word.size(); ++i)
        if (word[i] == best.left && word[i + 1] == best.right) word[i] = 256 + static_cast<int>(m), word.erase(word.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

TEST(BytePairs, CountsWhatAPlainCountCounts) {
  expect_plain_counts(world_text(Language::English, 60) + world_text(Language::Chinese, 60), 150);
  Random random(4);
  for (int i = 0; i < 500; ++i) {
    std::string text;
    for (std::uint32_t count = random.below(80); count > 0; --count) text += "aab "[random.below(random.chance(0.5) ? 2 : 4)];
    expect_plain_counts(text, 20);
  }
}

TEST(BytePairs, BytesOfOneCharacterAreShownTogether) {
  const BytePairTokenizer bytes({});
  const std::vector<int> ids = bytes.encode("a猫");
  EXPECT_EQ(bytes.shown(ids), (std::vector<ShownTokens>{{0, 1, "a"}, {1, 3, "猫"}}));
  EXPECT_EQ(bytes.shown(std::vector<int>{0xE7, 'x', 0xFF}), (std::vector<ShownTokens>{{0, 2, "<E7>x"}, {2, 1, "<FF>"}}));
  EXPECT_EQ(bytes.shown(std::vector<int>{0xE7, 0x8C}), (std::vector<ShownTokens>{{0, 2, "<E7><8C>"}}));
  const std::string chinese = world_text(Language::Chinese, 100);
  const auto learned = BytePairTokenizer::learn(chinese, 50);
  std::string together;
  for (const ShownTokens& shown : learned.shown(learned.encode(chinese))) together += shown.text;
  EXPECT_EQ(together, chinese);
}

TEST(BytePairs, AMergeOfWhatIsNotThereIsRefused) {
  EXPECT_THROW(BytePairTokenizer({{256, 1, 0}}), CheckFailed);
  EXPECT_THROW(BytePairTokenizer({{-1, 1, 0}}), CheckFailed);
  EXPECT_THROW(BytePairTokenizer::learn("a", -1), CheckFailed);
}

}  // namespace
}  // namespace epochs::data
