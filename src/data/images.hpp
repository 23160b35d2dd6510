// Grey pictures with labels, and where they come from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace epochs::data {

struct Images {
  int rows = 0, cols = 0;
  std::vector<std::uint8_t> bytes;       // picture after picture, row after row; 0 paper, 255 ink
  std::vector<std::uint8_t> labels;      // one a picture
  std::string source;                    // for the line that says which data these are: "drawn by this program", a file's name

  std::size_t size() const { return labels.size(); }
  std::size_t cells() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols); }
  std::span<const std::uint8_t> picture(std::size_t i) const { return std::span(bytes).subspan(i * cells(), cells()); }
};

// Every picture moved by whole pixels, right and down; what leaves it is lost, paper comes in.
Images shifted(const Images& images, int right, int down);
// Pictures first … first + count − 1.
Images part_of(const Images& images, std::size_t first, std::size_t count);

}  // namespace epochs::data
