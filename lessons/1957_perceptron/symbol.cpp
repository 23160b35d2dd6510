#include "symbol.hpp"

#include <array>

namespace epochs::perceptron_symbol {
namespace {

struct Parts {
  bool hat = false;
  std::string_view letter, below;
};

Parts parse(std::string_view symbol) {
  Parts parts;
  if (symbol.starts_with('^')) parts.hat = true, symbol.remove_prefix(1);
  const std::size_t bar = symbol.find('_');
  parts.letter = symbol.substr(0, bar);
  if (bar != std::string_view::npos) parts.below = symbol.substr(bar + 1);
  return parts;
}

bool is_digit(std::string_view text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

ui::TextStyle style_of(std::string_view text, float size) { return {is_digit(text) ? ui::Face::Math : ui::Face::MathItalic, size}; }

}  // namespace

float width(ui::Canvas& canvas, std::string_view symbol, float size) {
  const Parts parts = parse(symbol);
  const float own = canvas.text_width(parts.letter, style_of(parts.letter, size));
  return parts.below.empty() ? own : own + canvas.text_width(parts.below, style_of(parts.below, size * 0.7f));
}

float draw(ui::Canvas& canvas, ui::Vec2 at, std::string_view symbol, float size, ui::Color color) {
  const Parts parts = parse(symbol);
  const float own = canvas.text(at, parts.letter, style_of(parts.letter, size), color);
  if (parts.hat) {
    const std::array<ui::Vec2, 3> hat = {{{at.x + own * 0.25f, at.y - size * 0.56f}, {at.x + own * 0.55f, at.y - size * 0.7f}, {at.x + own * 0.85f, at.y - size * 0.56f}}};
    canvas.polyline(hat, color, 1.2f);
  }
  if (parts.below.empty()) return own;
  return own + canvas.text({at.x + own, at.y + size * 0.2f}, parts.below, style_of(parts.below, size * 0.7f), color);
}

}  // namespace epochs::perceptron_symbol
