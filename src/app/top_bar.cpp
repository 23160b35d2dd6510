#include "app/top_bar.hpp"

#include "app/home.hpp"
#include "app/icons.hpp"
#include "app/press.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

Localized honesty_words(lesson::Honesty kind) {
  switch (kind) {
    case lesson::Honesty::TrainedNow: return {"Trained now, on this machine", "正在本机实时训练"};
    case lesson::Honesty::Replayed: return {"Replay of a recorded run", "回放一次已记录的训练"};
    case lesson::Honesty::Pretrained: return {"Pretrained, shipped with the app", "预训练，随应用附带"};
    case lesson::Honesty::Illustrative: break;
  }
  return {"Illustration, not computed", "示意图，非计算所得"};
}

Rect draw_honesty(ui::Ui& ui, Vec2 at, lesson::Honesty kind) {
  const std::string_view words = ui.say(honesty_words(kind));
  const float w = ui.canvas.text_width(words, {Face::Medium, ui::kSmall}) + 40;
  const Rect area{at.x - w, at.y - 14, w, 28};
  ui.canvas.outline(area, ui.color(Token::Line2), 14);
  icon::honesty(ui, {area.x + 15, at.y}, kind);
  ui.canvas.text({area.x + 28, at.y + 4.6f}, words, {Face::Medium, ui::kSmall}, ui.color(Token::Text2));
  return area;
}

namespace {

void language_switch(ui::Ui& ui, Shell& shell, float left, float y) {
  const bool english = ui.language == Language::English;
  surface(ui, {left, y - 16, 68, 32}, 16);
  ui.canvas.fill({left + (english ? 3.f : 35.f), y - 13, 30, 26}, ui.color(Token::Surface3), 13);
  ui.canvas.text({left + 18, y + 4.5f}, "EN", {Face::Semibold, ui::kTick}, ui.color(english ? Token::Text1 : Token::Text2), Align::Center);
  ui.canvas.text({left + 50, y + 5}, "中", {Face::Ui, 13.5f}, ui.color(english ? Token::Text2 : Token::Text1), Align::Center);
  if (press(ui, "bar.language", {left, y - 16, 68, 32}, 16).clicked)
    shell.settings.language = english ? Language::Chinese : Language::English;
}

}  // namespace

float draw_bar_controls(ui::Ui& ui, Shell& shell, float right, float y, BarKind kind, WidthClass width, bool& presenter) {
  float x = right - 16;
  const auto ink = ui.color(Token::Text1);
  if (round_button(ui, "bar.help", {x, y}, 16, Token::Surface1).clicked) shell.sheet = Sheet::Keys;
  ui.canvas.text({x, y + 5}, "?", {Face::Semibold, ui::kLabel}, ink, Align::Center);
  x -= 40;
  if (round_button(ui, "bar.settings", {x, y}, 16, Token::Surface1).clicked) shell.sheet = Sheet::Settings;
  icon::sliders(ui.canvas, {x, y}, ink);
  x -= 40;
  if (kind == BarKind::Lesson && width != WidthClass::Phone) {
    if (round_button(ui, "bar.presenter", {x, y}, 16, Token::Surface1).clicked) presenter = true;
    icon::presenter(ui.canvas, {x, y}, ink);
    x -= 40;
  }
  if (width != WidthClass::Phone) {
    if (round_button(ui, "bar.theme", {x, y}, 16, Token::Surface1).clicked)
      shell.settings.brightness = shell.settings.brightness == ui::Brightness::Dark ? ui::Brightness::Light : ui::Brightness::Dark;
    icon::theme(ui.canvas, {x, y}, ink);
    x -= 40;
  }
  const float left = x + 16 - 68;
  language_switch(ui, shell, left, y);
  return left - 14;
}

BarPressed draw_lesson_bar(ui::Ui& ui, Shell& shell, Rect area, WidthClass width, const LessonBar& bar) {
  BarPressed out;
  const float y = area.y + 18;
  const std::string_view hall = ui.say({"Hall", "展厅"});
  icon::chevron(ui.canvas, {area.x + 6, y}, 9, ui.color(Token::Text2), icon::Toward::Left);
  const float hall_width = ui.canvas.text({area.x + 18, y + 5}, hall, {Face::Medium, ui::kLabel}, ui.color(Token::Text2));
  if (press(ui, "bar.hall", {area.x - 4, y - 16, hall_width + 30, 32}, 10).clicked) shell.wishes.hall = true;
  float x = area.x + 18 + hall_width + 22;
  ui.canvas.line({x, y - 9}, {x, y + 9}, ui.color(Token::Line2), 1);
  x += 20;
  if (width != WidthClass::Phone) x += ui.canvas.text({x, y + 7}, bar.lesson.years, {Face::Math, 21}, ui.color(Token::Text2)) + 14;
  x += ui.canvas.text({x, y + 6}, ui.say(bar.lesson.title), {Face::Semibold, 16}, ui.color(Token::Text1));
  const float right = draw_bar_controls(ui, shell, area.right(), y, BarKind::Lesson, width, out.presenter);
  const float words = ui.canvas.text_width(ui.say(honesty_words(bar.honesty)), {Face::Medium, ui::kSmall}) + 40;
  if (x + 16 > right - words) {        // no room for its words: they are in the sheet that it opens
    icon::honesty(ui, {right - 10, y}, bar.honesty);
    out.honesty = press(ui, "bar.honesty", {right - 26, y - 16, 32, 32}, 16).clicked;
  } else {
    out.honesty = press(ui, "bar.honesty", draw_honesty(ui, {right, y}, bar.honesty), 14).clicked;
  }
  return out;
}

void draw_hall_top_bar(ui::Ui& ui, Shell& shell, const HallLayout& layout) {
  const Rect area = layout.top_bar;
  const float y = area.center().y;
  icon::logo(ui.canvas, {area.x + 12, y}, ui.color(Token::Text1));
  const float name = ui.canvas.text({area.x + 32, y + 8}, "Epochs", {Face::Display, 24}, ui.color(Token::Text1));
  bool presenter = false;
  float right = draw_bar_controls(ui, shell, area.right(), y, BarKind::Hall, layout.width, presenter);
  if (layout.width == WidthClass::Phone) return;
  const Rect search{right - 192, y - 16, 192, 32};
  surface(ui, search, 16);
  icon::magnifier(ui.canvas, {search.x + 18, y}, ui.color(Token::Text2));
  ui.canvas.text({search.x + 34, y + 4.6f}, ui.say({"Search lessons", "搜索课程"}), {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  key_cap(ui, {search.right() - 33, y}, "/");
  if (press(ui, "hall.search", search, 16).clicked) shell.sheet = Sheet::Search, shell.search = {};
  const std::string_view tagline = ui.say({"How machines learned language, one working model at a time", "机器怎样学会语言：一次一个真正运行的模型"});
  const ui::TextStyle style{Face::Ui, 15.5f};
  const float x = area.x + 32 + name + 18;
  if (x + ui.canvas.text_width(tagline, style) < search.x - 24) ui.canvas.text({x, y + 7}, tagline, style, ui.color(Token::Text2));
}

}  // namespace epochs::app
