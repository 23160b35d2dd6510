// A text as it comes, piece by piece: characters are evened out and kept, up to kMostCharacters; then they are counted and numbered.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "texts.hpp"

namespace epochs::recurrent {

class TextBuilder {
 public:
  void take(std::string_view utf8);              // whole characters
  bool full() const { return extent_ == Extent::Beginning; }       // more came than is kept
  Result<std::shared_ptr<const Text>> finish(Source source, std::string name = {});

 private:
  void keep(char32_t character);
  void add(char32_t character);

  std::vector<char32_t> characters_;
  char32_t before_ = 0;                          // as it came: for "\r\n"
  Extent extent_ = Extent::Whole;
};

}  // namespace epochs::recurrent
