// From text to numbers and back. Every tokenizer gives back the bytes it was given, unknown pieces apart (byte pairs know every byte).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/pieces.hpp"

namespace epochs::data {

// Some tokens and the text they stand for together: where a character is spread over several, they are shown as one.
struct ShownTokens {
  std::size_t first = 0, count = 0;
  std::string text;
  bool operator==(const ShownTokens&) const = default;
};

class Tokenizer {
 public:
  virtual ~Tokenizer() = default;
  virtual int size() const = 0;                                         // ids are 0 … size() - 1
  virtual std::vector<int> encode(std::string_view text) const = 0;
  virtual const std::string& bytes_of(int id) const = 0;                // throws when there is no such id

  std::string decode(std::span<const int> ids) const;
  // Whole characters only, so that no half of one appears as "�". Bytes that belong to none are shown as <E9>.
  std::vector<ShownTokens> shown(std::span<const int> ids) const;
};

// A list of pieces made from a text: the commonest first, those that stand level in the order of their bytes. Id 0 is what is not in the list.
class PieceTokenizer final : public Tokenizer {
 public:
  using Split = std::function<std::vector<std::string_view>(std::string_view)>;
  // `most` pieces at the most, each at least `least` times in the text.
  PieceTokenizer(Split split, std::string_view text, int most = 1'000'000, int least = 1);
  // A list that is known: the first has id 1. None may be there twice.
  PieceTokenizer(Split split, std::vector<std::string> pieces);

  static constexpr int kUnknown = 0;
  int size() const override { return static_cast<int>(pieces_.size()); }
  std::vector<int> encode(std::string_view text) const override;
  const std::string& bytes_of(int id) const override;

 private:
  Split split_;
  std::vector<std::string> pieces_;
  std::map<std::string, int, std::less<>> ids_;
};

}  // namespace epochs::data
