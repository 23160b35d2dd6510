// Real texts that the learner may have installed (data/packages.hpp): Austen's novels, the King James Bible and 300 Tang poems. The files may be anything.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace epochs::data {

inline constexpr std::size_t kMostCorpusBytes = std::size_t{32} << 20u;      // of a packed file, and of what it holds

struct Novel {
  std::string name;      // as the package calls it: "prideprejudice"
  std::string text;      // UTF-8, lines as they were printed, "\n" behind each
};
// R's lazy-load pair: `index` (Rdata.rdx, gz) says where in `blocks` (Rdata.rdb) each novel lies.
Result<std::vector<Novel>> parse_novels(std::string_view index, std::string_view blocks, const std::string& file);

// bible.data: windows of 64 KiB, each packed by itself, behind a table of where they begin. One verse a line with its place before it ("Ge1:1 In the …").
Result<std::string> parse_bible(std::string_view bytes, const std::string& file);
// The verses alone: "In the beginning …".
std::string verses_of(std::string_view bible);

struct Poem {
  std::string title, author, text;      // text: its verses, "\n" behind each line
};
// Poems with "%" between them, with the colours of a terminal.
Result<std::vector<Poem>> parse_poems(std::string_view text, const std::string& file);

// The whole text of the package "austen", "bible" or "tang300" whose file (find_package()) is `path`: novels one behind the other, verses, or poems without titles.
Result<std::string> read_corpus(std::string_view id, const std::filesystem::path& path);

}  // namespace epochs::data
