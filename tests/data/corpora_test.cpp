// Readers of real texts on files made here, and on the real ones where they are installed.
#include "data/corpora.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "core/text.hpp"
#include "data/lzw.hpp"
#include "data/packages.hpp"
#include "data/r_data.hpp"

namespace epochs::data {
namespace {

std::string number_of(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 255u);
  return out;
}

std::string xdr_text(std::string_view text) { return number_of(0x40009) + number_of(static_cast<std::uint32_t>(text.size())) + std::string(text); }
const std::string kXdrHead = "X\n" + number_of(3) + number_of(0x40201) + number_of(0x30500) + number_of(5) + "UTF-8";

TEST(Corpora, ReadsCharacterVectorsAndNamedLists) {
  const auto lines = parse_r_value(kXdrHead + number_of(16) + number_of(2) + xdr_text("Emma") + number_of(9) + number_of(0xFFFFFFFFu), "a.rdb");
  ASSERT_TRUE(lines) << lines.error();
  EXPECT_THAT(lines.value().texts, testing::ElementsAre("Emma", ""));
  const std::string names = number_of(0x402) + number_of(1) + xdr_text("names") + number_of(16) + number_of(1) + xdr_text("emma") + number_of(254);
  const auto list = parse_r_value(kXdrHead + number_of(0x213) + number_of(1) + number_of(13) + number_of(2) + number_of(7) + number_of(9) + names, "a.rdx");
  ASSERT_TRUE(list) << list.error();
  ASSERT_NE(list.value().find("emma"), nullptr);
  EXPECT_THAT(list.value().find("emma")->numbers, testing::ElementsAre(7, 9));
}

TEST(Corpora, EveryCutOfAnRFileIsOneSentence) {
  const std::string whole = kXdrHead + number_of(16) + number_of(2) + xdr_text("Emma") + xdr_text("By Jane Austen");
  ASSERT_TRUE(parse_r_value(whole, "a.rdb"));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto cut = parse_r_value(std::string_view(whole).substr(0, length), "a.rdb");
    ASSERT_FALSE(cut) << length;
    EXPECT_THAT(cut.error(), testing::StartsWith("a.rdb: at byte "));
  }
  EXPECT_FALSE(parse_r_value(kXdrHead + number_of(16) + number_of(0x7fffffff), "a.rdb")) << "a length that the file cannot hold";
}

// Codes of nine bits, the lowest bit first: literal bytes and one that names the piece being made.
TEST(Corpora, UnpacksWhatCompressPacks) {
  const auto packed = [](const std::vector<unsigned>& codes) {
    std::string out((codes.size() * 9 + 7) / 8, '\0');
    for (std::size_t i = 0; i < codes.size() * 9; ++i)
      if (codes[i / 9] >> (i % 9) & 1u) out[i / 8] = static_cast<char>(static_cast<unsigned char>(out[i / 8]) | 1u << (i % 8));
    return out;
  };
  EXPECT_EQ(unpack_lzw(packed({'a', 257, 258, 'b', 259}), 100), "aaaaaabaaab");
  EXPECT_EQ(unpack_lzw(packed({'a', 257, 258, 'b', 259}), 10), std::nullopt);
  EXPECT_EQ(unpack_lzw(packed({'a', 300}), 100), std::nullopt);
  EXPECT_EQ(unpack_lzw(packed({257}), 100), std::nullopt);
  EXPECT_EQ(unpack_lzw("", 100), "");
}

TEST(Corpora, PoemsLoseTheirColoursAndKeepTitleAndAuthor) {
  const auto poems = parse_poems("\x1b[32m《静夜思》\x1b[m\n\x1b[33m作者：李白\x1b[m\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n%\n《无题》\n作者：某\n空\n%\n", "tang");
  ASSERT_TRUE(poems) << poems.error();
  ASSERT_EQ(poems.value().size(), 2u);
  EXPECT_EQ(poems.value()[0].title, "静夜思");
  EXPECT_EQ(poems.value()[0].author, "李白");
  EXPECT_EQ(poems.value()[0].text, "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n");
  EXPECT_FALSE(parse_poems("\xFF\xFE", "tang"));
  EXPECT_FALSE(parse_poems("%\n%\n", "tang"));
}

TEST(Corpora, DamagedFilesAreOneSentence) {
  for (const std::string& bytes : {std::string(), std::string("EC02"), std::string(4000, 'x'), "EC02" + std::string(80, '\0') + number_of(65536) + number_of(0xFFFFFFFFu) + std::string(100, 'z'),
                                   "EC02" + std::string(80, '\0') + number_of(65536) + number_of(1) + number_of(100) + number_of(4) + std::string(100, 'z')}) {
    const auto read = parse_bible(bytes, "bible.data");
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error(), testing::StartsWith("bible.data: "));
    EXPECT_FALSE(parse_novels(bytes, bytes, "Rdata.rdb"));
  }
  EXPECT_EQ(verses_of("Holy Bible. Text.\nGe1:1 In the beginning\nGe1:2 And: so\n"), "In the beginning\nAnd: so\n");
}

TEST(Corpora, WhatIsInstalledIsRead) {
  for (const Package& package : packages()) {
    if (package.id == "digits" || package.id == "gpt2") continue;
    const auto file = find_package(package, package_folder());
    if (!file) {
      std::cout << package.what << ": not installed, not compared\n";
      continue;
    }
    const auto text = read_corpus(package.id, *file);
    ASSERT_TRUE(text) << text.error();
    EXPECT_TRUE(is_valid_utf8(text.value()));
    EXPECT_EQ(text.value().find('\x1b'), std::string::npos);
    const std::string_view known = package.id == "austen" ? "It is a truth universally acknowledged" : package.id == "bible" ? "In the beginning God created the heaven and the earth.\n" : "床前明月光";
    EXPECT_NE(text.value().find(known), std::string::npos) << package.id;
    EXPECT_GT(text.value().size(), package.id == "tang300" ? 60'000u : 3'900'000u) << package.id;
    std::cout << package.what << ": " << text.value().size() << " bytes\n";
  }
}

}  // namespace
}  // namespace epochs::data
