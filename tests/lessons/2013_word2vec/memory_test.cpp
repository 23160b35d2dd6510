// A text of a gigabyte takes no more memory than its beginning, whatever stands in it.
#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>

#include "app/temporary_folder.hpp"
#include "lessons/2013_word2vec/files.hpp"
#include "lessons/2013_word2vec/sentences.hpp"

namespace {

std::atomic<std::size_t> held{0}, most_held{0};

void note(void* memory) {
  const std::size_t now = held += ::malloc_usable_size(memory);
  for (std::size_t most = most_held; now > most && !most_held.compare_exchange_weak(most, now);) {}
}

}  // namespace

// Everything that the lesson keeps of a text comes from here: strings, vectors and tables.
void* operator new(std::size_t size) {
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (!memory) throw std::bad_alloc();
  note(memory);
  return memory;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory) note(memory);
  return memory;
}
void operator delete(void* memory) noexcept {
  if (!memory) return;
  held -= ::malloc_usable_size(memory);
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { operator delete(memory); }

namespace epochs::word2vec {
namespace {

constexpr std::size_t kMegabyte = 1'000'000, kBound = 150 * kMegabyte;

std::size_t megabytes_taken(const auto& action) {
  const std::size_t before = held;
  most_held = before;
  action();
  return (most_held - before) / kMegabyte;
}

// Four million words, then a hole as long as a gigabyte that takes no room on the disk: whoever reads on finds zeros and refuses the file.
TEST(Word2VecMemory, OfAGigabyteOnlyTheBeginningIsReadAndThatIsSaid) {
  const epochs::testing::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "long.txt";
  {
    std::ofstream out(file, std::ios::binary);
    std::string line;
    for (int i = 0; i < 500; ++i) line += "a bc d ef g hi j kl. ";
    line += '\n';
    for (std::size_t words = 0; words <= kMostTextWords + 80'000; words += 4000) out << line;
  }
  std::filesystem::resize_file(file, std::uintmax_t{1} << 30u);
  std::shared_ptr<const Text> text;
  const std::size_t taken = megabytes_taken([&] {
    const Result<Command> command = command_for_file(file.string());
    ASSERT_TRUE(command.ok()) << command.error();
    text = std::get<UseText>(command.value()).text;
  });
  EXPECT_LT(taken, kBound / kMegabyte);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->extent, Extent::Beginning);
  EXPECT_EQ(text->total, static_cast<long>(kMostTextWords));
  EXPECT_EQ(text->size(), 8);
}

// A vocabulary that does not end: the rarest words are forgotten.
TEST(Word2VecMemory, WordsThatAreAllDifferentDoNotFillIt) {
  std::size_t words = 0;
  const std::size_t taken = megabytes_taken([&] {
    TextBuilder builder;
    for (; words < 1'200'000; ++words) builder.add("another" + std::to_string(words)), words % 9 == 0 ? builder.end_sentence() : void();
    const auto text = builder.finish(Source::Own);
    ASSERT_TRUE(text.ok());
    EXPECT_LE(text.value()->size(), kMostWords);
  });
  EXPECT_LT(taken, kBound / kMegabyte);
}

// Nothing but marks, blanks or one endless word or line.
TEST(Word2VecMemory, WhatHoldsNoWordsTakesNone) {
  for (const std::string& piece : {std::string(1000, '.'), std::string(1000, ' '), std::string(1000, 'x'), std::string(999, '\n')}) {
    std::size_t words = 0;
    const std::size_t taken = megabytes_taken([&] {
      SentenceCutter cutter(Chinese::Words, [&](const std::string& word) { words += word.size() <= 64; }, [] {});
      for (int i = 0; i < 500; ++i) cutter.take(piece);
      cutter.finish();
    });
    EXPECT_LT(taken, 2u) << piece[0];
    EXPECT_TRUE(piece[0] == 'x' ? words > 5000 : words == 0) << piece[0];
  }
}

}  // namespace
}  // namespace epochs::word2vec
