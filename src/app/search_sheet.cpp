// Search the lessons by title, year, idea or id, in both languages at once.
#include <algorithm>
#include <cctype>

#include "app/home.hpp"
#include "app/icons.hpp"
#include "app/press.hpp"
#include "app/sheet.hpp"
#include "lessons/catalog.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"

namespace epochs::app {

namespace {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool matches(const lesson::Lesson& lesson, const std::string& wanted) {
  for (std::string_view text : {lesson.title.english, lesson.title.chinese, lesson.idea.english, lesson.idea.chinese, std::string_view(lesson.id),
                                std::string_view(lesson.years)})
    if (lower(text).find(wanted) != std::string::npos) return true;
  return false;
}

void take_typing(ui::Ui& ui, std::string& text) {
  ui.focus.begin_typing();
  for (const ui::KeyPress& key : ui.typed) {
    if (key.key == ui::Key::Character && !key.control && text.size() < 80) append_utf8(text, key.character);
    if (key.key != ui::Key::Backspace || text.empty()) continue;
    do {
      const bool continuation = (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80;
      text.pop_back();
      if (!continuation) break;
    } while (!text.empty());
  }
}

void draw_field(ui::Ui& ui, Rect field, const std::string& text) {
  ui.canvas.fill(field, ui.color(Token::Surface2), 20);
  icon::magnifier(ui.canvas, {field.x + 22, field.center().y}, ui.color(Token::Text2));
  const float x = field.x + 42, y = field.center().y + 5.5f;
  if (text.empty()) ui.canvas.text({x + 4, y}, ui.say({"A word, a year, a model", "词、年份或模型"}), {Face::Ui, ui::kBody}, ui.color(Token::Text3));
  const float w = ui.canvas.text({x, y}, text, {Face::Ui, ui::kBody}, ui.color(Token::Text1));
  const bool shown = ui.time - static_cast<double>(static_cast<long>(ui.time)) < 0.6;
  if (shown) ui.canvas.line({x + w + 1, field.y + 11}, {x + w + 1, field.bottom() - 11}, ui.color(Token::Text1), 1.6f);
}

}  // namespace

void draw_search_sheet(ui::Ui& ui, Shell& shell) {
  Rect rest = sheet_frame(ui, shell, {600, 560}, ui.say({"Search lessons", "搜索课程"}));
  if (shell.sheet == Sheet::None) return;
  take_typing(ui, shell.search);
  const Rect field = rest.cut_top(40);
  ui.anchors.add("sheet.search", field);
  draw_field(ui, field, shell.search);
  rest.cut_top(12);
  const std::string wanted = lower(shell.search);
  const lesson::Lesson* first = nullptr;
  bool any = false;
  for (const lesson::Lesson& lesson : lessons::catalog()) {
    if (!matches(lesson, wanted)) continue;
    any = true;
    if (rest.h < 44) break;
    const Rect row = rest.cut_top(44);
    const bool built = lesson.make != nullptr;
    if (!first && built) first = &lesson;
    const bool lit = row.contains(ui.pointer.position) || (!shell.search.empty() && first == &lesson);
    if (lit) ui.canvas.fill(row, ui.color(Token::Surface3), 8);
    const float year = ui.canvas.text({row.x + 14, row.y + 28}, lesson.years, {Face::Math, 17}, ui.color(Token::Text2));
    ui.canvas.text({row.x + 14 + std::max(90.f, year + 12), row.y + 27.5f}, ui.say(lesson.title), {Face::Semibold, 14.5f}, ui.color(built ? Token::Text1 : Token::Text3));
    ui.canvas.text({row.right() - 14, row.y + 27}, built ? ui.say(era_name(static_cast<int>(lesson.era))) : ui.say({"coming", "即将推出"}),
                   {Face::Ui, ui::kSmall}, ui.color(Token::Text3), Align::Right);
    const bool chosen = press(ui, "sheet.lesson." + lesson.id, row, 8).clicked;
    if (chosen && built) shell.wishes.lesson = lesson.id, shell.sheet = Sheet::None;
  }
  if (!any) ui.canvas.text({rest.x, rest.y + 20}, ui.say({"No lesson has these words.", "没有课程包含这些词。"}), {Face::Ui, ui::kLabel}, ui.color(Token::Text2));
  if (first && pressed(ui, ui::Key::Enter)) shell.wishes.lesson = first->id, shell.sheet = Sheet::None;
}

}  // namespace epochs::app
