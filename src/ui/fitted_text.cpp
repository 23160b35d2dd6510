#include "ui/fitted_text.hpp"

#include <vector>

namespace epochs::ui {

std::string fitted(Ui& ui, std::string_view text, TextStyle style, float width) {
  if (ui.canvas.text_width(text, style) <= width) return std::string(text);
  std::vector<char32_t> letters = decode_utf8(text);
  while (!letters.empty()) {
    letters.pop_back();
    std::string out;
    for (const char32_t letter : letters) append_utf8(out, letter);
    out += "…";
    if (ui.canvas.text_width(out, style) <= width) return out;
  }
  return {};
}

float text_in(Ui& ui, Vec2 baseline, float width, std::string_view text, TextStyle style, Token color, Align align) {
  const std::string shown = fitted(ui, text, style, width);
  return shown.empty() ? 0 : ui.canvas.text(baseline, shown, style, ui.color(color), align);
}

}  // namespace epochs::ui
