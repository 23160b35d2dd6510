#include "data/images.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace epochs::data {

Images shifted(const Images& images, int right, int down) {
  Images out = images;
  std::fill(out.bytes.begin(), out.bytes.end(), std::uint8_t{0});
  const int first = std::max(0, right), last = std::min(images.cols, images.cols + right);   // columns that get something
  if (first >= last) return out;
  for (std::size_t i = 0; i < images.size(); ++i)
    for (int row = std::max(0, down); row < std::min(images.rows, images.rows + down); ++row) {
      const auto at = [&](int r, int c) { return static_cast<std::ptrdiff_t>(i * images.cells()) + static_cast<std::ptrdiff_t>(r) * images.cols + c; };
      std::copy_n(images.bytes.begin() + at(row - down, first - right), last - first, out.bytes.begin() + at(row, first));
    }
  return out;
}

Images part_of(const Images& images, std::size_t first, std::size_t count) {
  EPOCHS_CHECK(first <= images.size() && count <= images.size() - first, "part_of: there are not so many pictures");
  const auto at = [&](std::size_t i) { return images.bytes.begin() + static_cast<std::ptrdiff_t>(i * images.cells()); };
  const auto label = [&](std::size_t i) { return images.labels.begin() + static_cast<std::ptrdiff_t>(i); };
  return {images.rows, images.cols, {at(first), at(first + count)}, {label(first), label(first + count)}, images.source};
}

}  // namespace epochs::data
