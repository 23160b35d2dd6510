// GPT-2's own byte pairs (Radford et al. 2019), read from the two files that its vocabulary is published in, with the same ids:
//   vocab.bpe      a first line "#version …", then one merge a line: two tokens with a space between them; the first line is joined first
//   encoder.json   {"token": id, …} for every byte, every merge and whatever else, ids 0 … n - 1
// In both a byte is written as a character that can be seen ("Ġ" is a space). tools/setup.sh --data fetches them; they may be anything.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "data/tokenizer.hpp"

namespace epochs::data {

inline constexpr std::size_t kMostVocabularyBytes = std::size_t{16} << 20u;   // of each file

class Gpt2Tokenizer final : public Tokenizer {
 public:
  // Errors name the file and its line, or the token.
  static Result<Gpt2Tokenizer> parse(std::string_view merges, std::string_view vocabulary);
  static Result<Gpt2Tokenizer> read(const std::filesystem::path& folder);      // the two files in it

  int size() const override { return static_cast<int>(bytes_.size()); }
  std::vector<int> encode(std::string_view text) const override;
  const std::string& bytes_of(int id) const override;
  int merges() const { return static_cast<int>(joins_.size()); }

 private:
  struct Join {
    int rank = 0, id = 0;
  };
  Gpt2Tokenizer() = default;
  Result<void> read_vocabulary(std::string_view json);
  Result<void> read_merges(std::string_view text);
  Result<void> read_merge(std::string_view line, int number);
  void encode_piece(std::string_view piece, std::vector<int>& out) const;

  std::vector<std::string> bytes_;                                 // by id
  std::unordered_map<std::string, int> ids_;                       // by bytes
  int byte_ids_[256] = {};
  std::unordered_map<std::uint64_t, Join> joins_;                  // by pair
};

}  // namespace epochs::data
