#include "viz/cell_texture.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

namespace epochs::viz {
namespace {

constexpr int kEntries = 1024, kLargest = 4096;
constexpr Index kLarge = 128 * 128;                  // cells; below, colouring here is as fast (a shader costs its start)
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

// Of the numbers as they lie in memory, row by row.
std::uint64_t digest_of(ConstMatrix values) {
  std::uint64_t hash = digest(static_cast<std::uint64_t>(values.rows()), static_cast<std::uint64_t>(values.cols()));
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

// Of everything else that the colours depend on.
std::uint64_t digest_of(const ui::Theme& theme, const CellColors& colors) {
  const unsigned rest = (colors.causal ? 1u : 0u) + (colors.map == ColorMap::Diverging ? 2u : 0u) + 4u * static_cast<unsigned>(theme.brightness) + 16u * static_cast<unsigned>(theme.palette);
  return digest(std::bit_cast<std::uint64_t>(colors.limit), rest);
}

// The rows and columns that are shown.
struct Shown {
  explicit Shown(ConstMatrix values)
      : row_step((values.rows() + kLargest - 1) / kLargest), column_step((values.cols() + kLargest - 1) / kLargest),
        rows((values.rows() + row_step - 1) / row_step), columns((values.cols() + column_step - 1) / column_step) {}
  Index row_step, column_step, rows, columns;
};

double scale_of(const CellColors& colors) { return colors.limit > 0 ? 1 / colors.limit : 1; }

}  // namespace

bool CellTexture::color_here(const ui::Theme& theme, ConstMatrix values, const CellColors& colors) {
  const std::array<Pixel, kEntries> table = table_of(theme, colors.map);
  const Shown shown(values);
  const Pixel ground = pixel(theme[ui::Token::Surface1]), broken = pixel(theme[ui::Token::Error]);
  const double scale = scale_of(colors);
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(4 * shown.rows * shown.columns));
  std::uint8_t* to = pixels.data();
  for (Index i = 0; i < shown.rows; ++i)
    for (Index j = 0; j < shown.columns; ++j, to += 4) {
      const auto value = static_cast<double>(values(i * shown.row_step, j * shown.column_step)) * scale;
      const double share = colors.map == ColorMap::Sequential ? value : (value + 1) / 2;
      const Pixel& c = colors.causal && j * shown.column_step > i * shown.row_step ? ground
                       : !std::isfinite(value)                                     ? broken
                                                                                   : table[static_cast<std::size_t>(std::min(1.0, std::max(0.0, share)) * (kEntries - 1) + 0.5)];
      std::memcpy(to, c.data(), 4);
    }
  return texture_.upload(pixels, static_cast<int>(shown.columns), static_cast<int>(shown.rows));
}

void CellTexture::color_on_card(const ui::Theme& theme, ConstMatrix values, const CellColors& colors, bool send) {
  const Shown shown(values);
  if (send) {
    std::vector<float> numbers;
    numbers.reserve(static_cast<std::size_t>(shown.rows * shown.columns));
    for (Index i = 0; i < shown.rows; ++i)
      for (Index j = 0; j < shown.columns; ++j) numbers.push_back(static_cast<float>(values(i * shown.row_step, j * shown.column_step)));
    pass_.send(numbers, static_cast<int>(shown.columns), static_cast<int>(shown.rows));
  }
  const std::array<Pixel, kEntries> table = table_of(theme, colors.map);
  gl::CellLook look;
  look.colors = {table.front().data(), 4 * table.size()};
  look.scale = static_cast<float>(scale_of(colors));
  look.diverging = colors.map == ColorMap::Diverging, look.causal = colors.causal;
  look.row_stride = static_cast<int>(shown.row_step), look.column_stride = static_cast<int>(shown.column_step);
  look.ground = theme[ui::Token::Surface1], look.broken = theme[ui::Token::Error];
  pass_.color(look);
}

bool CellTexture::update(const ui::Theme& theme, ConstMatrix values, const CellColors& colors, Coloring where) {
  if (!gl::has_context() || values.size() == 0) return false;
  const bool large = where == Coloring::OnCard || (where == Coloring::BySize && values.size() >= kLarge);
  const bool on_card = large && pass_.prepare();
  const std::uint64_t numbers = digest_of(values), look = digest_of(theme, colors);
  const bool nothing_yet = on_card != on_card_ || id() == 0 || uploads_ == 0, send = nothing_yet || numbers != numbers_;
  if (!send && look == colors_) return true;
  on_card_ = on_card;
  if (on_card) color_on_card(theme, values, colors, send);
  else if (!color_here(theme, values, colors)) return false;
  numbers_ = numbers, colors_ = look;
  if (send || !on_card) ++uploads_;
  return true;
}

}  // namespace epochs::viz
