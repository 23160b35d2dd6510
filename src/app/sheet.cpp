#include "app/sheet.hpp"

#include <algorithm>

#include "app/icons.hpp"
#include "app/press.hpp"
#include "app/top_bar.hpp"
#include "ui/motion.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

Rect sheet_frame(ui::Ui& ui, Shell& shell, Vec2 size, std::string_view title) {
  const Rect window = ui.window;
  const float here = ui.motion.arrive("sheet/" + std::string(title), ui::kPanelSeconds);
  ui.canvas.fill(window, ui::with_alpha(ui.color(Token::Background), 0.72f * here));
  const float w = std::min(size.x, window.w - 32), h = std::min(size.y, window.h - 32);
  const Rect area{window.x + (window.w - w) / 2, window.y + std::max(16.f, (window.h - h) * 0.42f) + 20 * (1 - here), w, h};
  shadow(ui, area, 14);
  surface(ui, area, 14);
  ui.canvas.text({area.x + 28, area.y + 44}, title, {Face::Display, 22}, ui.color(Token::Text1));
  const Vec2 close{area.right() - 36, area.y + 36};
  if (round_button(ui, "sheet.close", close, 16, Token::Surface2).clicked || pressed(ui, ui::Key::Escape) ||
      (ui.pointer.pressed && !area.contains(ui.pointer.position)))
    shell.sheet = Sheet::None;
  icon::cross(ui.canvas, close, 4.5f, ui.color(Token::Text1));
  return {area.x + 28, area.y + 72, area.w - 56, area.h - 92};
}

namespace {

void fact(ui::Ui& ui, Rect& rest, Localized label, std::string_view value) {
  if (value.empty()) return;
  Rect row = rest.cut_top(34);
  ui.canvas.text({row.x, row.y + 20}, ui.say(label), {Face::Ui, ui::kLabel}, ui.color(Token::Text3));
  ui.canvas.text({row.x + 130, row.y + 20}, value, {Face::Ui, ui::kLabel}, ui.color(Token::Text1));
}

}  // namespace

void draw_honesty_sheet(ui::Ui& ui, Shell& shell, const HonestyFacts& facts) {
  Rect rest = sheet_frame(ui, shell, {520, 380}, ui.say({"Where these numbers come from", "这些数从哪里来"}));
  Rect mark = rest.cut_top(40);
  const std::string_view words = ui.say(honesty_words(facts.record.kind));
  const float w = ui.canvas.text_width(words, {Face::Medium, ui::kSmall}) + 40;
  draw_honesty(ui, {mark.x + w, mark.y + 16}, facts.record.kind);
  rest.cut_top(10);
  fact(ui, rest, {"Data", "数据"}, facts.record.data.in(ui.language));
  fact(ui, rest, {"Model", "模型"}, facts.record.size.in(ui.language));
  fact(ui, rest, {"Seed", "随机种子"}, std::to_string(facts.record.seed));
  fact(ui, rest, {"Updates so far", "已更新次数"}, group_thousands(facts.updates));
  fact(ui, rest, {"Machine", "机器"}, facts.machine);
  fact(ui, rest, {"Date", "日期"}, facts.date);
}

Answer draw_restart_sheet(ui::Ui& ui, Shell& shell) {
  Rect rest = sheet_frame(ui, shell, {460, 220}, ui.say({"Train again from the start?", "从头重新训练？"}));
  ui::plain_text(ui, {rest.x, rest.y}, rest.w,
                 ui.say({"The same seed gives the same run. Your settings stay; the history of this run is dropped.",
                         "同一个种子会得到同样的过程。设置保留，这次训练的历史会丢弃。"}),
                 {{Face::Ui, ui::kLabel}, 22, Token::Text2, 0});
  const float y = rest.bottom() - 36;
  const std::string_view yes = ui.say({"Restart", "重新开始"}), no = ui.say({"Keep going", "继续"});
  const float w = button_width(ui, yes);
  if (primary_button(ui, "sheet.restart", {rest.x, y, w, 36}, yes) || pressed(ui, ui::Key::Enter)) {
    shell.sheet = Sheet::None;
    return Answer::Yes;
  }
  if (!ghost_button(ui, "sheet.keep", {rest.x + w + 12, y, button_width(ui, no), 36}, no)) return Answer::None;
  shell.sheet = Sheet::None;
  return Answer::No;
}

}  // namespace epochs::app
