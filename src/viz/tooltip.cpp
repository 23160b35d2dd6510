#include "viz/tooltip.hpp"

#include <algorithm>

namespace epochs::viz {

void tooltip(ui::Ui& ui, ui::Vec2 pointer, ui::Rect bounds, std::string_view text) {
  constexpr float kGap = 12, kHeight = 26;
  const ui::TextStyle style{ui::Face::Medium, ui::kSmall};
  const float width = ui.canvas.text_width(text, style) + 20;
  float x = pointer.x + kGap, y = pointer.y - kGap - kHeight;
  if (x + width > bounds.right()) x = std::max(bounds.x, pointer.x - kGap - width);
  if (y < bounds.y) y = pointer.y + kGap;
  ui.canvas.layer(5);
  ui.canvas.fill({x, y, width, kHeight}, ui.color(ui::Token::Text1), kHeight / 2);
  ui.canvas.text({x + 10, y + 17.6f}, text, style, ui.color(ui::Token::InkOn));
  ui.canvas.layer(0);
}

}  // namespace epochs::viz
