// Search the lessons by title, year, idea or id, in both languages at once.
#include <algorithm>
#include <cctype>
#include <vector>

#include "app/home.hpp"
#include "app/icons.hpp"
#include "app/press.hpp"
#include "app/sheet.hpp"
#include "lessons/catalog.hpp"
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

constexpr float kRow = 44;

std::vector<const lesson::Lesson*> found_lessons(const std::string& wanted) {
  std::vector<const lesson::Lesson*> found;
  for (const lesson::Lesson& lesson : lessons::catalog())
    if (matches(lesson, wanted)) found.push_back(&lesson);
  return found;
}

bool draw_field(ui::Ui& ui, Rect area, SearchState& state) {
  if (!ui.focus.current().starts_with("sheet.")) ui.focus.move_to("sheet.search");   // the sheet is for typing
  ui::TextFieldStyle style;
  style.placeholder = ui.say({"A word, a year, a model", "词、年份或模型"});
  style.radius = area.h / 2;
  style.lead = 46;
  style.clearable = true;
  const ui::TextFieldResult result = ui::text_field(ui, "sheet.search", area, state.field, style);
  icon::magnifier(ui.canvas, {area.x + 22, area.center().y}, ui.color(Token::Text2));
  if (result.changed) state.chosen = 0, state.scroll = 0;
  return result.entered;
}

// Up and Down go through what was found, also while the field has the keyboard.
void move_choice(const ui::Ui& ui, SearchState& state, int count, float height) {
  const int was = state.chosen;
  for (const ui::KeyPress& key : ui.typed) {
    if (key.key == ui::Key::Up) --state.chosen;
    if (key.key == ui::Key::Down) ++state.chosen;
  }
  state.chosen = std::clamp(state.chosen, 0, std::max(0, count - 1));
  const float top = kRow * static_cast<float>(state.chosen);
  if (state.chosen != was) state.scroll = std::clamp(state.scroll, top + kRow - height, top);
  state.scroll = std::clamp(state.scroll - ui.pointer.wheel * kRow, 0.f, std::max(0.f, kRow * static_cast<float>(count) - height));
}

bool draw_row(ui::Ui& ui, Rect row, Rect list, const lesson::Lesson& lesson, bool chosen) {
  const bool built = lesson.make != nullptr;
  if (chosen || (row.contains(ui.pointer.position) && list.contains(ui.pointer.position))) ui.canvas.fill(row, ui.color(Token::Surface3), 8);
  const float year = ui.canvas.text({row.x + 14, row.y + 28}, lesson.years, {Face::Math, 17}, ui.color(Token::Text2));
  ui.canvas.text({row.x + 14 + std::max(90.f, year + 12), row.y + 27.5f}, ui.say(lesson.title), {Face::Semibold, 14.5f}, ui.color(built ? Token::Text1 : Token::Text3));
  ui.canvas.text({row.right() - 14, row.y + 27}, built ? ui.say(era_name(static_cast<int>(lesson.era))) : ui.say({"coming", "筹备中"}), {Face::Ui, ui::kSmall},
                 ui.color(Token::Text3), Align::Right);
  const float top = std::max(row.y, list.y), bottom = std::min(row.bottom(), list.bottom());
  return press(ui, "sheet.lesson." + lesson.id, {row.x, top, row.w, bottom - top}, 8).clicked;
}

}  // namespace

void draw_search_sheet(ui::Ui& ui, Shell& shell) {
  Rect list = sheet_frame(ui, shell, {600, 560}, ui.say({"Search lessons", "搜索课程"}));
  if (shell.sheet == Sheet::None) return;
  SearchState& state = shell.search;
  const bool entered = draw_field(ui, list.cut_top(40), state);
  list.cut_top(12);
  const std::vector<const lesson::Lesson*> found = found_lessons(lower(trim(state.field.text())));
  move_choice(ui, state, static_cast<int>(found.size()), list.h);
  const lesson::Lesson* open = nullptr;
  ui.canvas.push_clip({list.x - 6, list.y, list.w + 12, list.h});
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Rect row{list.x, list.y + kRow * static_cast<float>(i) - state.scroll, list.w, kRow};
    if (row.bottom() <= list.y + 1 || row.y >= list.bottom() - 1) continue;
    const bool chosen = static_cast<int>(i) == state.chosen && !state.field.text().empty();
    if (draw_row(ui, row, list, *found[i], chosen) || (chosen && entered)) open = found[i];
  }
  ui.canvas.pop_clip();
  if (found.empty()) ui.canvas.text({list.x, list.y + 20}, ui.say({"No lesson has these words.", "没有课程包含这些词。"}), {Face::Ui, ui::kLabel}, ui.color(Token::Text2));
  if (!open) return;
  if (open->make) shell.wishes.lesson = open->id, shell.sheet = Sheet::None;
  else shell.wishes.tell = std::string(ui.say(kNotBuiltYet));
}

}  // namespace epochs::app
