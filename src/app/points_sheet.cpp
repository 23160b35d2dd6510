#include "app/points_sheet.hpp"

#include <algorithm>
#include <array>

#include "app/press.hpp"
#include "app/settings.hpp"
#include "app/sheet.hpp"
#include "data/csv.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;

namespace {

constexpr int kExcerpt = 8;            // lines
constexpr std::size_t kLongest = 120;  // bytes of a line: more would not fit
constexpr float kRowHeight = 21;
#if defined(__EMSCRIPTEN__)
constexpr bool kHasFiles = false;      // a page in the browser sees no paths
#else
constexpr bool kHasFiles = true;
#endif

// Calls with (number, text) for each line; ends are \n, \r\n or \r, and a last one adds no line.
template <class Action>
void for_each_line(std::string_view text, Action&& action) {
  int number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
    action(++number, text.substr(start, end - start));
    start = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
}

// What can be drawn of it: broken bytes and tabs become something visible.
std::string printable(std::string_view line) {
  std::string out;
  for (const char32_t c : decode_utf8(line.substr(0, kLongest))) {
    if (c == U'\t') out += "    ";
    else append_utf8(out, c < 32 || c == 127 ? 0xFFFD : c);
  }
  return out;
}

}  // namespace

void PointsState::take(std::string table) {
  table_ = std::move(table);
  problem_.reset();
  cut_excerpt();
}

void PointsState::refuse(Refusal refusal) {
  problem_ = std::move(refusal);
  cut_excerpt();
}

void PointsState::cut_excerpt() {
  const int first = problem_ ? std::max(1, problem_->line - kExcerpt / 2) : 1;
  excerpt_.clear();
  lines_ = 0;
  for_each_line(table_, [&](int number, std::string_view text) {
    lines_ = number;
    if (number >= first && number < first + kExcerpt) excerpt_.push_back({number, printable(text)});
  });
}

namespace {

void warning_sign(ui::Ui& ui, ui::Vec2 c) {
  ui.canvas.disc(c, 7, ui.color(Token::Text1));
  ui.canvas.text({c.x, c.y + 4.4f}, "!", {Face::Semibold, ui::kTick}, ui.color(Token::InkOn), Align::Center);
}

void draw_format(ui::Ui& ui, Rect well) {
  constexpr std::array<std::string_view, 4> kExample{"x,y,class", "0.5,1.2,1", "-0.3,0.8,0", "1.1,-0.4,1"};
  float y = well.y + 30;
  ui.canvas.text({well.x + 18, y}, ui.say({"For example:", "例如："}), {Face::Ui, ui::kSmall}, ui.color(Token::Text2));
  for (const std::string_view line : kExample) ui.canvas.text({well.x + 18, y += kRowHeight}, line, {Face::Mono, ui::kLabel}, ui.color(Token::Text3));
  ui::plain_text(ui, {well.x + 18, y + 16}, well.w - 36, ui.say({"Copy the table wherever it is, then press Paste here, or Ctrl+V.", "先在别处复制表格，再点这里的“粘贴”，或按 Ctrl+V。"}),
                 {{Face::Ui, ui::kSmall}, 20, Token::Text2, 2});
}

void draw_table(ui::Ui& ui, Rect well, const PointsState& state) {
  const int fault = state.problem() ? state.problem()->line : 0;
  float y = well.y + 10;
  ui.canvas.push_clip(well);
  for (const PointsState::Line& line : state.excerpt()) {
    const Rect row{well.x + 6, y, well.w - 12, kRowHeight};
    if (line.number == fault) {
      ui.canvas.fill(row, ui.color(Token::Surface3), 6);
      warning_sign(ui, {row.x + 12, row.center().y});
    }
    ui.canvas.text({well.x + 66, y + 15}, std::to_string(line.number), {Face::Mono, ui::kTick}, ui.color(Token::Text3), Align::Right);
    ui.canvas.text({well.x + 82, y + 15}, line.text, {Face::Mono, ui::kLabel}, ui.color(Token::Text1));
    y += kRowHeight;
  }
  ui.canvas.pop_clip();
}

// How long the table is, or what is wrong with it.
void draw_report(ui::Ui& ui, Rect row, const PointsState& state) {
  if (state.problem()) {
    warning_sign(ui, {row.x + 8, row.y + 11});
    ui.anchors.add("sheet.points.problem", row);
    ui::plain_text(ui, {row.x + 24, row.y}, row.w - 24, state.problem()->why.in(ui.language), {{Face::Ui, ui::kLabel}, 20, Token::Text1, 2});
    return;
  }
  if (state.table().empty()) return;
  const std::string count = group_thousands(state.lines());
  const std::string words = ui.language == Language::English ? count + (state.lines() == 1 ? " line" : " lines") : "共 " + count + " 行";
  ui.canvas.text({row.x, row.y + 15}, words, {Face::Ui, ui::kSmall}, ui.color(Token::Text2));
}

void open_path(PointsState& state) {
  const std::string path(trim(state.path.text()));
  auto table = data::read_table(path);
  if (!table) return state.tell(table.failure());
  state.take(std::move(table).value());
}

void draw_path(ui::Ui& ui, Rect row, PointsState& state) {
  const std::string_view open = ui.say({"Open", "打开"});
  const float button = button_width(ui, open);
  ui::TextFieldStyle style;
  style.placeholder = ui.say({"Or the path of a file, such as /home/me/points.csv", "或填文件路径，例如 /home/me/points.csv"});
  style.longest = 1000;
  style.text = {Face::Ui, ui::kLabel};
  const bool entered = ui::text_field(ui, "sheet.points.path", {row.x, row.y, row.w - button - 12, row.h}, state.path, style).entered;
  if ((ghost_button(ui, "sheet.points.open", {row.right() - button, row.y, button, row.h}, open) || entered) && !trim(state.path.text()).empty()) open_path(state);
}

void paste(ui::Ui& ui, PointsState& state) {
  std::string table = ui.clipboard.read();
  if (!trim(table).empty()) return state.take(std::move(table));
  state.tell({"There is no text on the clipboard; copy the table first, or press Ctrl+V here.", "剪贴板里没有文字；请先复制表格，或在这里按 Ctrl+V。"});
}

void learn(Shell& shell, PointsState& state, lesson::Player& player, Language language) {
  if (auto refused = give_points(player, "", state.table())) return state.refuse(std::move(*refused));
  shell.wishes.tell = language == Language::English ? "The lesson now learns from your own points." : "本课现在用你自己的数据点学习。";
  shell.sheet = Sheet::None;
}

}  // namespace

void draw_points_sheet(ui::Ui& ui, Shell& shell, PointsState& state, lesson::Player& player) {
  const float path = kHasFiles ? 52.f : 0.f, tall = kRowHeight * kExcerpt + 20;
  Rect rest = sheet_frame(ui, shell, {640, 72 + 58 + tall + 56 + path + 36 + 24}, ui.say({"Your own points", "自己的数据点"}));
  rest.cut_top(ui::plain_text(ui, {rest.x, rest.y}, rest.w,
                              ui.say({"One point a line: x, y and its class, separated by commas, tabs or semicolons. There are two classes; a first line may name the columns.",
                                      "每行一个点：x、y 和类别，用逗号、制表符或分号隔开。类别共两种；第一行可以是列名。"}),
                              {{Face::Ui, ui::kLabel}, 21, Token::Text2, 3}) +
               12);
  Rect buttons = rest.cut_bottom(36);
  if (kHasFiles) draw_path(ui, rest.cut_bottom(52).cut_top(36), state);
  const Rect report = rest.cut_bottom(56), well = rest;
  ui.canvas.fill(well, ui.color(Token::Surface2), 10);
  ui.anchors.add("sheet.points.table", well);
  state.table().empty() ? draw_format(ui, well) : draw_table(ui, well, state);
  draw_report(ui, {report.x, report.y + 8, report.w, report.h - 8}, state);
  const std::string_view take = ui.say({"Learn from these points", "用这些点学习"}), from = ui.say({"Paste", "粘贴"});
  const Rect first{buttons.x, buttons.y, button_width(ui, from), 36};
  const Rect last{buttons.right() - button_width(ui, take), buttons.y, button_width(ui, take), 36};
  const bool empty = trim(state.table()).empty();
  if (ui::button(ui, "sheet.points.paste", first, from, empty ? ui::ButtonKind::Primary : ui::ButtonKind::Ghost)) paste(ui, state);
  if (ui::button(ui, "sheet.points.learn", last, take, empty ? ui::ButtonKind::Ghost : ui::ButtonKind::Primary, empty ? ui::Access::Disabled : ui::Access::Open))
    learn(shell, state, player, ui.language);
}

}  // namespace epochs::app
