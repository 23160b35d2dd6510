// Files that were put into the program at build time (cmake/embed.cmake): lesson texts, fonts, shaders, formulas.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace epochs::assets {

struct Entry {
  const char* name;
  const unsigned char *begin, *end;
};
using Table = std::span<const Entry>;

// The program's main function adds each table once, before anything is looked up; not thread safe.
void add(const Table& table);

std::optional<std::string_view> find(std::string_view name);          // "lessons/1957_perceptron/text.en.md"
std::vector<std::string_view> list(std::string_view prefix);          // names that start with prefix, sorted

}  // namespace epochs::assets
