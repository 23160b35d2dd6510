// Texts as a recurrent network reads them: symbol by symbol (characters of a text, words of a made-up language), each by its id.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace epochs::recurrent {

// World: TinyWorld in English. Austen, Bible, Poems: when fetched. Own: the learner's.
enum class Source { World, Austen, Bible, Poems, Own };
enum class Extent { Whole, Beginning };          // Beginning: of a file too long for kMostCharacters only its beginning is read

inline constexpr int kMostSymbols = 1200;        // of a vocabulary; rarer characters become the symbol "□"
inline constexpr std::size_t kMostCharacters = 4'000'000;
inline constexpr std::size_t kMostPasted = 2'000'000;       // bytes: a pasted text is kept in the saved run
inline constexpr int kFewestCharacters = 200;    // with fewer there is nothing to learn and nothing to test on

struct Text {
  Source source = Source::World;
  Extent extent = Extent::Whole;
  std::string name;                              // of the learner's file; empty: pasted, or not the learner's
  std::vector<std::string> symbols;              // V characters as UTF-8, the commonest first (ties: by code point)
  std::vector<int> learn, held_out;              // ids; the last tenth is never learned from
  int size() const { return static_cast<int>(symbols.size()); }
  int find(std::string_view symbol) const;       // −1: not in the vocabulary
  std::vector<int> encode(std::string_view text) const;     // what is not in the vocabulary is left out
  std::string decode(const std::vector<int>& ids) const;
};

// Fewer than kFewestCharacters: one sentence that says so. Line ends become "\n"; runs of blanks become one.
Result<std::shared_ptr<const Text>> text_of(Source source, std::string_view utf8, std::string name = {});

std::shared_ptr<const Text> world_text(std::uint64_t seed);                   // 400,000 characters of TinyWorld; made once for a seed and kept
Result<std::shared_ptr<const Text>> fetched_text(Source source);              // Austen, Bible, Poems; not installed: a sentence that says how to fetch it
Result<std::shared_ptr<const Text>> own_text(std::string_view pasted);
Result<std::shared_ptr<const Text>> own_text_file(const std::string& path);   // streamed: a gigabyte takes no more memory than what is read of it

}  // namespace epochs::recurrent
