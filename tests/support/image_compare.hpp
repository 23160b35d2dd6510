// Whether two pictures look the same: small differences of a rasteriser are allowed, a moved line is not.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace epochs::test {

// Share of pixels in which a channel differs by more than `tolerance`; 1 when the sizes differ. 3 bytes a pixel.
inline double share_of_different_pixels(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b, int tolerance = 24) {
  if (a.size() != b.size() || a.empty()) return 1;
  std::size_t different = 0;
  for (std::size_t i = 0; i + 2 < a.size(); i += 3) {
    int largest = 0;
    for (std::size_t c = 0; c < 3; ++c) largest = std::max(largest, std::abs(static_cast<int>(a[i + c]) - static_cast<int>(b[i + c])));
    different += largest > tolerance;
  }
  return static_cast<double>(different) / (static_cast<double>(a.size()) / 3);
}

}  // namespace epochs::test
