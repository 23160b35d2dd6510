// Conventions that a reader would otherwise have to enforce by eye.
#include <gtest/gtest.h>

#include "structure/source_tree.hpp"

namespace epochs::structure {
namespace {

TEST(Words, NoStandardDistributionsOrShuffle) {
  // They differ between standard libraries, so native and browser would disagree. The words are split so that this file passes.
  const std::string distribution = std::string("_distribution") + "<", shuffle = std::string("std::") + "shuffle(";
  for (const SourceFile& file : cpp_files()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      EXPECT_EQ(file.lines[i].find(distribution), std::string::npos) << file.path.string() << ":" << i + 1;
      EXPECT_EQ(file.lines[i].find(shuffle), std::string::npos) << file.path.string() << ":" << i + 1;
    }
  }
}

TEST(Words, EveryHeaderHasPragmaOnceAndAnOpeningComment) {
  for (const SourceFile& file : cpp_files()) {
    if (file.path.extension() != ".hpp") continue;
    ASSERT_FALSE(file.lines.empty()) << file.path.string();
    EXPECT_TRUE(file.lines[0].starts_with("//")) << file.path.string() << " does not say what it is about";
    bool once = false;
    for (const std::string& line : file.lines) once = once || line == "#pragma once";
    EXPECT_TRUE(once) << file.path.string();
  }
}

TEST(Words, NothingLeftToDo) {
  const std::string words[] = {std::string("TO") + "DO", std::string("FIX") + "ME", std::string("GTEST_") + "SKIP", std::string("DISA") + "BLED_"};
  for (const SourceFile& file : text_files())
    for (std::size_t i = 0; i < file.lines.size(); ++i)
      for (const std::string& word : words) EXPECT_EQ(file.lines[i].find(word), std::string::npos) << file.path.string() << ":" << i + 1;
}

}  // namespace
}  // namespace epochs::structure
