#include "app/reading_bar.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/press.hpp"
#include "ui/anchor.hpp"
#include "ui/fitted_text.hpp"
#include "ui/motion.hpp"

namespace epochs::app {

using ui::Face;
using ui::Rect;
using ui::Token;

void draw_reading_bar(ui::Ui& ui, lesson::TextLesson& lesson, const lesson::Reading& reading) {
  const std::string_view stop = ui.say({"Stop", "停止"});
  const float button = button_width(ui, stop), w = std::min(560.f, ui.window.w - 48);
  const Rect area{(ui.window.w - w) / 2, ui.window.h - 196, w, 60};
  surface(ui, area, 14);
  ui.anchors.add("reading.bar", area);
  const std::string percent = format_number(std::floor(100 * reading.share), 0) + "%";
  const ui::TextStyle style{Face::Ui, ui::kLabel};
  const float room = w - button - 60 - ui.canvas.text_width(percent, style);
  ui::text_in(ui, {area.x + 20, area.y + 25}, room, std::string(ui.say({"Reading ", "正在读 "})) + reading.name, style, Token::Text1);
  const Rect track{area.x + 20, area.y + 40, w - button - 48, 4};
  ui.canvas.text({track.right(), area.y + 25}, percent, style, ui.color(Token::Text2), ui::Align::Right);
  ui.canvas.fill(track, ui.color(Token::Surface3), 2);
  ui.canvas.fill({track.x, track.y, track.w * std::clamp(static_cast<float>(reading.share), 0.f, 1.f), track.h}, ui.color(Token::Text1), 2);
  if (ghost_button(ui, "reading.stop", {area.right() - button - 16, area.y + 13, button, 34}, stop)) lesson.stop_reading();
  ui.motion.keep_running();
}

}  // namespace epochs::app
