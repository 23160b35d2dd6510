// Byte pair encoding (Gage 1994; Sennrich, Haddow and Birch 2016) on bytes, as GPT-2 does it: it starts from the 256 bytes, so that no text is unknown,
// and joins the commonest neighbours again and again, never across the border of two words.
#pragma once

#include <unordered_map>

#include "data/tokenizer.hpp"

namespace epochs::data {

class BytePairTokenizer final : public Tokenizer {
 public:
  struct Merge {
    int left = 0, right = 0;     // ids; together they are the token 256 + the merge's place
    long count = 0;              // how often they stood side by side when they were joined; 0 where that is not known
    bool operator==(const Merge&) const = default;
  };

  // Learns up to `merges` pairs (fewer where no pair occurs twice). Of pairs that stand level the lower ids win. 0 ≤ merges ≤ 100,000.
  static BytePairTokenizer learn(std::string_view text, int merges);
  // Each merge may name bytes and earlier merges only.
  explicit BytePairTokenizer(std::vector<Merge> merges);

  const std::vector<Merge>& merges() const { return merges_; }
  int size() const override { return static_cast<int>(bytes_.size()); }
  std::vector<int> encode(std::string_view text) const override;
  const std::string& bytes_of(int id) const override;
  // The word as it looks after each of its merges, the bytes first: what a lesson shows step by step.
  std::vector<std::vector<int>> steps(std::string_view word) const;

 private:
  bool merge_best(std::vector<int>& ids) const;
  std::vector<Merge> merges_;
  std::vector<std::string> bytes_;
  std::unordered_map<std::uint64_t, int> ranks_;   // by pair
};

}  // namespace epochs::data
