// Word vectors in four forms: what is written is read again float for float, and what is wrong is said with its line or byte.
#include "data/word_vectors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace epochs::data {
namespace {

using testing::StartsWith;

WordVectors some_vectors(int words, int dimension) {
  Random random(5);
  WordVectors out;
  out.dimension = dimension;
  for (int i = 0; i < words; ++i) out.words.push_back((i % 2 ? "词" : "word") + std::to_string(i));
  for (int i = 0; i < words * dimension; ++i) out.values.push_back(static_cast<float>(random.normal() * std::pow(10.0, static_cast<int>(random.below(9)) - 6)));
  return out;
}

constexpr VectorForm kForms[] = {VectorForm::Word2vecText, VectorForm::Word2vecBinary, VectorForm::Glove};

TEST(WordVectors, ComeBackFromEveryForm) {
  WordVectors vectors = some_vectors(40, 7);
  vectors.values[0] = std::numeric_limits<float>::min(), vectors.values[1] = -std::numeric_limits<float>::max(), vectors.values[2] = 0, vectors.values[3] = 1e-42f;
  for (const VectorForm form : kForms) {
    const auto text = word_vectors_text(vectors, form);
    ASSERT_TRUE(text) << text.error();
    EXPECT_EQ(form_of(text.value()), form);
    const auto read = parse_word_vectors(text.value(), "v", form);
    ASSERT_TRUE(read) << read.error();
    EXPECT_TRUE(read.value() == vectors);
  }
  const auto tables = projector_tables(vectors);
  ASSERT_TRUE(tables);
  const auto read = parse_projector({tables.value().vectors, "v.tsv"}, {tables.value().metadata, "m.tsv"});
  ASSERT_TRUE(read) << read.error();
  EXPECT_TRUE(read.value() == vectors);
}

TEST(WordVectors, ReadWhatOtherProgramsWrite) {
  const auto glove = parse_word_vectors(". . . 0.5 -1e-2 +3\r\nthe 1 2 3", "g", VectorForm::Glove);
  ASSERT_TRUE(glove) << glove.error();
  EXPECT_THAT(glove.value().words, testing::ElementsAre(". . .", "the"));
  EXPECT_THAT(glove.value().values, testing::ElementsAre(0.5f, -0.01f, 3.f, 1.f, 2.f, 3.f));
  const auto text = parse_word_vectors("2 2\n</s> .1 2. \nthe 0.000123456789 1E2 \n", "w", VectorForm::Word2vecText);
  ASSERT_TRUE(text) << text.error();
  EXPECT_THAT(text.value().values, testing::ElementsAre(.1f, 2.f, 0.000123456789f, 100.f));
  const auto binary = parse_word_vectors(std::string("1 1\nthe \0\0\x80\x3f", 12), "b", VectorForm::Word2vecBinary);      // without a line break behind the word
  ASSERT_TRUE(binary) << binary.error();
  EXPECT_THAT(binary.value().values, testing::ElementsAre(1.f));
  const auto table = parse_projector({"1\t2\n3\t4\n", "v.tsv"}, {"word\tcount\nthe\t9\ncat\t4\n", "m.tsv"});
  ASSERT_TRUE(table) << table.error();
  EXPECT_THAT(table.value().words, testing::ElementsAre("the", "cat"));
}

std::string vector_error(std::string_view bytes, VectorForm form) {
  const auto read = parse_word_vectors(bytes, "v", form);
  return read ? "read" : read.error();
}

TEST(WordVectors, SayWhatIsWrongWithATextAndOnWhichLine) {
  constexpr VectorForm kText = VectorForm::Word2vecText;
  EXPECT_THAT(vector_error("", kText), StartsWith("v:1: expected how many words"));
  EXPECT_THAT(vector_error("3 2\na 1 2\nb 1 2\n", kText), StartsWith("v:1: more words are announced"));
  EXPECT_THAT(vector_error("1 2\na 1 2\nb 1 2\n", kText), StartsWith("v:1: 1 words are announced and 2 are there"));
  EXPECT_THAT(vector_error("2 2\na 1.00\nb 1.00 2.00\n", kText), StartsWith("v:2: 2 numbers are expected"));
  EXPECT_THAT(vector_error("2 2\na 1 nan\nb 1 2\n", kText), StartsWith("v:2: number 2 is no finite number"));
  EXPECT_THAT(vector_error("2 2\na 1 2\nb inf 2\n", kText), StartsWith("v:3: number 1 is no finite number"));
  EXPECT_THAT(vector_error("2 2\na 1 1e99\nb 1 2\n", kText), StartsWith("v:2: number 2"));
  EXPECT_THAT(vector_error("2 2\na 1 2\na 1 2\n", kText), StartsWith("v:3: the word is there twice"));
  EXPECT_THAT(vector_error("2 2\na 1 2\n\xFF 1 2\n", kText), StartsWith("v:3: the word is not UTF-8"));
  EXPECT_THAT(vector_error("2 99999999999999\na 1 2\n", kText), StartsWith("v:1: 1,000,000,000 dimensions"));
  EXPECT_THAT(vector_error("2 0\na 1 2\n", kText), StartsWith("v:1: 0 dimensions"));
  EXPECT_THAT(vector_error("4000000000 300\na 1 2\n", kText), StartsWith("v:1: more words are announced"));
  EXPECT_THAT(vector_error("nothing\n", VectorForm::Glove), StartsWith("v:1: expected a word"));
  EXPECT_THAT(vector_error("a 1 2\nb 1\n", VectorForm::Glove), StartsWith("v:2: 2 numbers are expected"));
  EXPECT_THAT(vector_error(std::string(50'000, '\x01'), VectorForm::Glove), StartsWith("v:1: expected a word"));
  const auto uneven = parse_projector({"1\t2\n3\n", "v.tsv"}, {"a\nb\n", "m.tsv"}), few = parse_projector({"1\t2\n", "v.tsv"}, {"a\nb\n", "m.tsv"});
  ASSERT_FALSE(uneven);
  EXPECT_THAT(uneven.error(), StartsWith("v.tsv:2: 2 numbers are expected"));
  ASSERT_FALSE(few);
  EXPECT_THAT(few.error(), StartsWith("m.tsv: 2 words stand against 1 lines"));
}

TEST(WordVectors, SayWhereABinaryFileEndsOrGoesWrong) {
  const std::string whole = word_vectors_text(some_vectors(3, 2), VectorForm::Word2vecBinary).value();
  for (std::size_t length = 4; length + 1 < whole.size(); ++length) EXPECT_FALSE(parse_word_vectors(std::string_view(whole).substr(0, length), "v", VectorForm::Word2vecBinary)) << length;
  EXPECT_THAT(vector_error(whole + "x", VectorForm::Word2vecBinary), StartsWith("v: byte " + std::to_string(whole.size()) + ": something stands behind"));
  EXPECT_THAT(vector_error(std::string("1 1\nthe \0\0\xc0\x7f", 12), VectorForm::Word2vecBinary), StartsWith("v: word 1 at byte 4: number 1 is not finite"));
}

TEST(WordVectors, WriteNoWordThatCannotBeRead) {
  WordVectors vectors = some_vectors(2, 1);
  vectors.words[1] = "two words";
  EXPECT_THAT(word_vectors_text(vectors, VectorForm::Glove).error(), StartsWith("Word 2 is empty"));
  EXPECT_FALSE(projector_tables(vectors));
}

TEST(WordVectors, TenThousandTimesAHundredTakeLittleTime) {
  WordVectors vectors = some_vectors(10'000, 1);
  vectors.dimension = 100;
  Random random(6);
  vectors.values.assign(1'000'000, 0);
  for (float& value : vectors.values) value = static_cast<float>(random.bits()) / 4294967296.f - 0.5f;
  for (const VectorForm form : {VectorForm::Word2vecText, VectorForm::Word2vecBinary}) {
    const std::string text = word_vectors_text(vectors, form).value();
    const auto start = std::chrono::steady_clock::now();
    const auto read = parse_word_vectors(text, "v", form);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    ASSERT_TRUE(read) << read.error();
    RecordProperty("seconds_" + std::to_string(static_cast<int>(form)), std::to_string(seconds));
    EXPECT_LT(seconds, 5) << "with sanitizers on a loaded machine";
  }
}

}  // namespace
}  // namespace epochs::data
