#include "viz/tooltip.hpp"

#include "ui/controls.hpp"

namespace epochs::viz {

void tooltip(ui::Ui& ui, ui::Vec2 pointer, ui::Rect bounds, std::string_view text) {
  ui.canvas.layer(5);
  ui::tooltip(ui, pointer, bounds, text);
  ui.canvas.layer(0);
}

}  // namespace epochs::viz
