// GPT-2's tokenizer against the encoder of the npm package gpt-3-encoder, whose answers tools/golden_tokenizer.mjs writes down.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/random.hpp"
#include "core/text.hpp"
#include "data/byte_pairs.hpp"
#include "data/gpt2_pieces.hpp"
#include "data/gpt2_tokenizer.hpp"
#include "data/packages.hpp"

namespace epochs::data {
namespace {

using nlohmann::json;

const std::filesystem::path kSmallGolden = EPOCHS_SOURCE_DIR "/tests/golden/tokenizer.jsonl";

// GPT-2's two files for a few merges of our own.
struct OwnFiles {
  std::string merges = "#version: 0.2\n", vocabulary = "{";
};

std::string written(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const int byte = static_cast<unsigned char>(c);
    const int hidden = byte < 33 ? byte : byte < 161 ? byte - 94 : 67;      // how many of those below it cannot be seen; 173 is the last
    const bool seen = (byte >= 33 && byte <= 126) || (byte >= 161 && byte != 173);
    append_utf8(out, static_cast<char32_t>(seen ? byte : 256 + hidden));
  }
  return out;
}

OwnFiles files_of(const BytePairTokenizer& tokenizer) {
  OwnFiles out;
  for (const BytePairTokenizer::Merge& merge : tokenizer.merges()) out.merges += written(tokenizer.bytes_of(merge.left)) + " " + written(tokenizer.bytes_of(merge.right)) + "\n";
  for (int id = 0; id < tokenizer.size(); ++id) out.vocabulary += (id ? ", " : "") + json(written(tokenizer.bytes_of(id))).dump() + ": " + std::to_string(id);
  out.vocabulary += "}";
  return out;
}

const BytePairTokenizer& learned() {
  static const BytePairTokenizer tokenizer = BytePairTokenizer::learn("the cat and the other cat went there then, and the cathedral was theirs 猫猫 the猫 aaaa aaaa", 40);
  return tokenizer;
}

std::vector<json> lines_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<json> out;
  for (std::string line; std::getline(in, line);) out.push_back(json::parse(line));
  return out;
}

void expect_pieces(const json& line) {
  const std::string text = line.at("text");
  std::vector<std::size_t> lengths;
  for (const std::string_view piece : gpt2::split(text)) lengths.push_back(piece.size());
  EXPECT_EQ(lengths, line.at("pieces").get<std::vector<std::size_t>>()) << line.at("text").dump();
}

TEST(Gpt2, CutsAsItsPatternDoes) {
  const auto golden = lines_of(kSmallGolden);
  ASSERT_EQ(golden.size(), 101u);
  for (std::size_t i = 1; i < golden.size(); ++i) expect_pieces(golden[i]);
}

TEST(Gpt2, CutsEndingsSpacesAndMarks) {
  using testing::ElementsAre;
  EXPECT_THAT(gpt2::split("we're 12 o'clock"), ElementsAre("we", "'re", " 12", " o", "'", "clock"));
  EXPECT_THAT(gpt2::split("a  b \n"), ElementsAre("a", " ", " b", " \n"));
  EXPECT_THAT(gpt2::split("\xC2\xA0x\xEF\xBB\xBF"), ElementsAre("\xC2\xA0", "x", "\xEF\xBB\xBF"));      // these two are white space
  EXPECT_THAT(gpt2::split("\xC2\x85!"), ElementsAre("\xC2\x85!"));                                      // this one is not
  EXPECT_THAT(gpt2::split("猫\xFF\xE7猫"), ElementsAre("猫", "\xFF\xE7", "猫"));
  EXPECT_TRUE(gpt2::split("").empty());
}

// The files of a tokenizer that was learned here give its ids back, on words that both cut alike.
TEST(Gpt2, ReadsItsFilesAndJoinsInTheirOrder) {
  const OwnFiles files = files_of(learned());
  const auto read = Gpt2Tokenizer::parse(files.merges, files.vocabulary);
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read.value().size(), learned().size());
  EXPECT_EQ(read.value().merges(), static_cast<int>(learned().merges().size()));
  Random random(3);
  for (int i = 0; i < 500; ++i) {
    std::string word;
    for (std::uint32_t k = 1 + random.below(60); k > 0; --k) word += "thecanrws"[random.below(9)];
    EXPECT_EQ(read.value().encode(word), learned().encode(word)) << word;
    EXPECT_EQ(read.value().decode(read.value().encode(word)), word);
  }
}

TEST(Gpt2, GivesBackAnyBytesAndShowsTheBytesOfOneCharacterTogether) {
  const OwnFiles files = files_of(learned());
  const auto read = Gpt2Tokenizer::parse(files.merges, files.vocabulary);
  ASSERT_TRUE(read) << read.error();
  Random random(4);
  for (int i = 0; i < 300; ++i) {
    std::string bytes;
    for (std::uint32_t k = random.below(40); k > 0; --k) bytes += static_cast<char>(random.below(256));
    EXPECT_EQ(read.value().decode(read.value().encode(bytes)), bytes);
  }
  for (const ShownTokens& shown : read.value().shown(read.value().encode("a 鑫 b"))) EXPECT_EQ(shown.text.find("\xEF\xBF\xBD"), std::string::npos);
  EXPECT_THAT(read.value().shown(read.value().encode("鑫")), testing::ElementsAre(ShownTokens{0, 3, "鑫"}));
}

TEST(Gpt2, AVeryLongWordTakesNoSquareOfTime) {
  const OwnFiles files = files_of(learned());
  const auto read = Gpt2Tokenizer::parse(files.merges, files.vocabulary);
  ASSERT_TRUE(read) << read.error();
  const std::string word(300'000, 'a');
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(read.value().decode(read.value().encode(word)), word);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));       // a square would take minutes
}

TEST(Gpt2, SaysWhatIsWrongWithItsFiles) {
  const OwnFiles good = files_of(learned());
  const auto error_of = [](const std::string& merges, const std::string& vocabulary) {
    const auto read = Gpt2Tokenizer::parse(merges, vocabulary);
    return read ? std::string("read") : read.error();
  };
  const auto changed = [](std::string text, std::string_view from, std::string_view to) { return text.replace(text.find(from), from.size(), to); };
  const auto with = [&](const std::string& more) { return good.vocabulary.substr(0, good.vocabulary.size() - 1) + more; };
  using testing::HasSubstr;
  EXPECT_THAT(error_of("", good.vocabulary), HasSubstr("vocab.bpe:1: expected \"#version"));
  EXPECT_THAT(error_of(good.merges.substr(0, good.merges.size() - 1), good.vocabulary), HasSubstr("cut off"));
  EXPECT_THAT(error_of(good.merges + "a b c\n", good.vocabulary), HasSubstr("two tokens with one space"));
  EXPECT_THAT(error_of(good.merges + "qq z\n", good.vocabulary), HasSubstr("encoder.json has no token \"qq\""));
  EXPECT_THAT(error_of(good.merges + "q z\n", good.vocabulary), HasSubstr("no token for what it joins"));
  EXPECT_THAT(error_of(good.merges + good.merges.substr(good.merges.find('\n') + 1), good.vocabulary), HasSubstr("the same pair stands on an earlier line"));
  EXPECT_THAT(error_of(good.merges, good.vocabulary.substr(0, 200)), HasSubstr("it is no JSON from byte"));
  EXPECT_THAT(error_of(good.merges, "[1]"), HasSubstr("and nothing else"));
  EXPECT_THAT(error_of(good.merges, changed(good.vocabulary, ": 10,", ": 11,")), HasSubstr("id 11 is given twice"));
  EXPECT_THAT(error_of(good.merges, with(", \"a\": 900}")), HasSubstr("token \"a\" is there twice"));
  EXPECT_THAT(error_of(good.merges, with(", \"aaaaaaaaa\": 900}")), HasSubstr("no token has id"));
  EXPECT_THAT(error_of(good.merges, with(", \"猫\": 900}")), HasSubstr("stands for no byte"));
  EXPECT_THAT(error_of(good.merges, with(", \"aaaaaaaaa\": 99999999999}")), HasSubstr("beyond 500,000"));
  EXPECT_THAT(error_of(good.merges, "{\"a\": 0}"), HasSubstr("no token stands for byte 0"));
  EXPECT_THAT(error_of(std::string(kMostVocabularyBytes + 1, ' '), good.vocabulary), HasSubstr("larger than 16 MiB"));
  EXPECT_FALSE(Gpt2Tokenizer::read("/nonexistent"));
}

// GPT-2's own files, where the learner has fetched them; without them the two tests below say so and compare nothing.
void expect_published_ids(const std::filesystem::path& file) {
  std::filesystem::path folder;
  for (const Package& package : packages())
    if (package.id == "gpt2")
      if (const auto found = find_package(package, package_folder())) folder = found->parent_path();
  if (folder.empty()) return void(std::cout << "GPT-2's vocabulary is not installed, nothing is compared; tools/setup.sh --data fetches it\n");
  if (!std::filesystem::is_regular_file(file)) return void(std::cout << file << " is not there, nothing is compared; tools/golden_tokenizer.mjs makes it\n");
  const auto tokenizer = Gpt2Tokenizer::read(folder);
  ASSERT_TRUE(tokenizer) << tokenizer.error();
  EXPECT_EQ(tokenizer.value().size(), 50'257);
  const auto golden = lines_of(file);
  ASSERT_GT(golden.size(), 1u);
  ASSERT_EQ(golden[0].at("unicode").get<std::string>(), gpt2::unicode_version()) << "made by an engine of another Unicode: make both with the same node";
  int different = 0;
  for (std::size_t i = 1; i < golden.size() && different < 5; ++i) {
    const std::string text = golden[i].at("text");
    const std::vector<int> ids = tokenizer.value().encode(text);
    const bool same = ids == golden[i].at("ids").get<std::vector<int>>() && tokenizer.value().decode(ids) == text;
    different += !same;
    EXPECT_TRUE(same) << golden[i].at("text").dump();
    expect_pieces(golden[i]);
  }
}

TEST(Gpt2, GivesTheIdsOfThePackage) { expect_published_ids(kSmallGolden); }

TEST(Gpt2, GivesTheIdsOfThePackageOnManyStringsAndTexts) { expect_published_ids(package_folder() / "gpt2_golden.jsonl"); }

}  // namespace
}  // namespace epochs::data
