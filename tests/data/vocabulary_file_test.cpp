// Vocabularies written and read again: the same ids, and one sentence about what is wrong.
#include "data/vocabulary_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace epochs::data {
namespace {

const std::string kSample = "The cat saw the cat.\r\n\tThe cat\\dog: 猫看见了狗。猫\xE7\xFF\x01 the end";

std::string vocabulary_error(std::string_view text) {
  const auto read = parse_vocabulary(text, "words.txt");
  return read ? "read" : read.error();
}

TEST(VocabularyFile, PiecesComeBackWithTheirIds) {
  const auto by_words = [](std::string_view text) { return split_words(text); };
  for (const PieceKind kind : {PieceKind::Characters, PieceKind::Words}) {
    const PieceTokenizer tokenizer(kind == PieceKind::Words ? PieceTokenizer::Split(by_words) : PieceTokenizer::Split(split_characters), kSample);
    const auto read = parse_vocabulary(vocabulary_text(tokenizer, kind), "words.txt");
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read.value()->size(), tokenizer.size());
    EXPECT_EQ(read.value()->encode(kSample + " unknown 龙"), tokenizer.encode(kSample + " unknown 龙"));
    EXPECT_EQ(read.value()->decode(read.value()->encode(kSample)), kSample);
  }
}

TEST(VocabularyFile, AListCutsAtItsLongestPieces) {
  const auto read = parse_vocabulary("#epochs vocabulary: listed\n看见\n猫\n看\n", "words.txt");
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read.value()->encode("猫看见看了"), (std::vector<int>{2, 1, 3, 0}));
}

TEST(VocabularyFile, BytePairsComeBackWithTheirMerges) {
  const BytePairTokenizer tokenizer = BytePairTokenizer::learn(kSample + kSample, 30);
  const auto read = parse_vocabulary(vocabulary_text(tokenizer), "pairs.txt");
  ASSERT_TRUE(read) << read.error();
  const auto* pairs = dynamic_cast<const BytePairTokenizer*>(read.value().get());
  ASSERT_NE(pairs, nullptr);
  EXPECT_EQ(pairs->merges(), tokenizer.merges());
  EXPECT_EQ(pairs->encode(kSample), tokenizer.encode(kSample));
}

TEST(VocabularyFile, SaysWhatIsWrongAndOnWhichLine) {
  using testing::StartsWith;
  const std::string words = "#epochs vocabulary: words\n", pairs = "#epochs vocabulary: byte_pairs\n";
  EXPECT_THAT(vocabulary_error(""), StartsWith("words.txt:1: expected \"#epochs vocabulary"));
  EXPECT_THAT(vocabulary_error("#epochs vocabulary: runes\n"), StartsWith("words.txt:1: expected"));
  EXPECT_THAT(vocabulary_error(words + "the\ncat"), StartsWith("words.txt:3: the last line does not end"));
  EXPECT_THAT(vocabulary_error(words + "the\n\n"), StartsWith("words.txt:3: the line is empty"));
  EXPECT_THAT(vocabulary_error(words + "the\ncat\nthe\n"), StartsWith("words.txt:4: the piece is there twice"));
  EXPECT_THAT(vocabulary_error(words + "\\q\n"), StartsWith("words.txt:2: a backslash"));
  EXPECT_THAT(vocabulary_error(words + "\\x4\n"), StartsWith("words.txt:2: a backslash"));
  EXPECT_THAT(vocabulary_error(words + "\xFF\n"), StartsWith("words.txt:2: the line is not UTF-8"));
  EXPECT_THAT(vocabulary_error(words + std::string(2000, 'a') + "\n"), StartsWith("words.txt:2: the piece is longer"));
  EXPECT_THAT(vocabulary_error(pairs + "1 2\n"), StartsWith("words.txt:2: expected three whole numbers"));
  EXPECT_THAT(vocabulary_error(pairs + "1 2 3\n256 300 1\n"), StartsWith("words.txt:3: it names a token that does not exist yet"));
  EXPECT_THAT(vocabulary_error(pairs + "1 2 3\n1 2 1\n"), StartsWith("words.txt:3: the same pair"));
  std::string doubling = pairs + "1 1 2\n";
  for (int id = 256; id < 300; ++id) doubling += std::to_string(id) + " " + std::to_string(id) + " 2\n";      // 2⁴⁵ bytes
  EXPECT_THAT(vocabulary_error(doubling), StartsWith("words.txt:12: it makes a token of more than 1,024 bytes"));
}

}  // namespace
}  // namespace epochs::data
