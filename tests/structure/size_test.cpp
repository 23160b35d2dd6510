// Files of at most 400 lines, functions of at most 60 (a longer one gives its reason in a comment `long: …` on the line before its head).
#include <gtest/gtest.h>

#include "structure/source_tree.hpp"

namespace epochs::structure {
namespace {

constexpr std::size_t kMaxFile = 400, kMaxFunction = 60;

TEST(Size, NoFileOver400Lines) {
  for (const SourceFile& file : cpp_files()) EXPECT_LE(file.lines.size(), kMaxFile) << file.path.string();
}

// .clang-format puts a function's closing brace alone in the column of its head; namespaces and types are no functions.
bool opens_function(const std::string& line) {
  if (line.empty() || line.back() != '{' || line.find('(') == std::string::npos) return false;
  for (const char* word : {"namespace", "struct ", "class ", "enum ", "union ", "if (", "for (", "while (", "switch (", "} else", "TEST", "= {"})
    if (line.find(word) != std::string::npos) return std::string(word) == "TEST";
  return true;
}

TEST(Size, NoFunctionOver60Lines) {
  for (const SourceFile& file : cpp_files()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (!opens_function(file.lines[i])) continue;
      std::size_t indent = file.lines[i].find_first_not_of(' ');
      if (indent > 4) continue;
      if (file.lines[i][indent] == ':') indent = 0;   // a constructor's list: its head stands in column 0
      const std::string closing = std::string(indent, ' ') + "}";
      std::size_t end = i + 1;
      while (end < file.lines.size() && !file.lines[end].starts_with(closing)) ++end;
      const bool reasoned = i > 0 && file.lines[i - 1].find("long: ") != std::string::npos;
      EXPECT_TRUE(end - i <= kMaxFunction || reasoned) << file.path.string() << ":" << i + 1 << " has " << end - i << " lines";
    }
  }
}

}  // namespace
}  // namespace epochs::structure
