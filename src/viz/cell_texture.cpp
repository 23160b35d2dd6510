#include "viz/cell_texture.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

namespace epochs::viz {
namespace {

constexpr int kEntries = 1024, kLargest = 4096;
using Pixel = std::array<std::uint8_t, 4>;

Pixel pixel(ui::Color c) { return {c.r, c.g, c.b, 255}; }

std::array<Pixel, kEntries> table_of(const ui::Theme& theme, ColorMap map) {
  std::array<Pixel, kEntries> table;
  for (int i = 0; i < kEntries; ++i) {
    const double share = static_cast<double>(i) / (kEntries - 1);
    table[static_cast<std::size_t>(i)] = pixel(map_color(theme, map, map == ColorMap::Sequential ? share : 2 * share - 1, 1));
  }
  return table;
}

std::uint64_t digest(std::uint64_t hash, std::uint64_t word) { return (std::rotl(hash, 5) ^ word) * 0x9E3779B97F4A7C15ull; }

// Of the numbers as they lie in memory, row by row, and of everything else that the colours depend on.
std::uint64_t digest_of(const ui::Theme& theme, ConstMatrix values, const CellColors& colors) {
  std::uint64_t hash = digest(static_cast<std::uint64_t>(values.rows()), static_cast<std::uint64_t>(values.cols()));
  hash = digest(hash, std::bit_cast<std::uint64_t>(colors.limit));
  hash = digest(hash, (colors.causal ? 1u : 0u) + (colors.map == ColorMap::Diverging ? 2u : 0u) + 4u * static_cast<unsigned>(theme.brightness) + 16u * static_cast<unsigned>(theme.palette));
  for (Index row = 0; row < values.rows(); ++row) {
    const Real* at = values.data() + row * values.outerStride();
    for (Index column = 0; column < values.cols(); ++column) {
      std::uint64_t word = 0;
      std::memcpy(&word, at + column, sizeof(Real));
      hash = digest(hash, word);
    }
  }
  return hash;
}

}  // namespace

bool CellTexture::update(const ui::Theme& theme, ConstMatrix values, const CellColors& colors) {
  if (!gl::has_context() || values.size() == 0) return false;
  const std::uint64_t wanted = digest_of(theme, values, colors);
  if (texture_.id() != 0 && wanted == shown_) return true;
  const std::array<Pixel, kEntries> table = table_of(theme, colors.map);
  const Index row_step = (values.rows() + kLargest - 1) / kLargest, column_step = (values.cols() + kLargest - 1) / kLargest;
  const Index rows = (values.rows() + row_step - 1) / row_step, columns = (values.cols() + column_step - 1) / column_step;
  const Pixel ground = pixel(theme[ui::Token::Surface1]), broken = pixel(theme[ui::Token::Error]);
  const double scale = colors.limit > 0 ? 1 / colors.limit : 1;
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(4 * rows * columns));
  std::uint8_t* to = pixels.data();
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < columns; ++j, to += 4) {
      const auto value = static_cast<double>(values(i * row_step, j * column_step)) * scale;
      const double share = colors.map == ColorMap::Sequential ? value : (value + 1) / 2;
      const Pixel& c = colors.causal && j * column_step > i * row_step ? ground
                       : !std::isfinite(value)                         ? broken
                                                                       : table[static_cast<std::size_t>(std::min(1.0, std::max(0.0, share)) * (kEntries - 1) + 0.5)];
      std::memcpy(to, c.data(), 4);
    }
  if (!texture_.upload(pixels, static_cast<int>(columns), static_cast<int>(rows))) return false;
  shown_ = wanted;
  ++uploads_;
  return true;
}

}  // namespace epochs::viz
