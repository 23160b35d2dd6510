#include "app/points_sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/press.hpp"
#include "app/settings.hpp"
#include "app/sheet.hpp"
#include "data/csv.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"
#include "viz/axes.hpp"
#include "viz/scatter.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;

namespace {

constexpr float kExampleLine = 21, kEditorHeight = 232, kPictureSide = 232, kBesideFrom = 560;
constexpr std::size_t kMostPreviewDots = 2000;
#if defined(__EMSCRIPTEN__)
constexpr bool kHasFiles = false;      // a page in the browser sees no paths
#else
constexpr bool kHasFiles = true;
#endif

// The points of the lines that can be read: a line at fault is left out, and the others are read again.
std::vector<data::Point> readable_points(const LineEditor& editor, int fault) {
  constexpr int kTries = 8;
  std::vector<bool> left_out(static_cast<std::size_t>(editor.count()), false);
  for (int tries = 0; tries < kTries && fault > 0 && fault <= editor.count(); ++tries) {
    left_out[static_cast<std::size_t>(fault - 1)] = true;
    std::string rest;
    for (int i = 1; i <= editor.count(); ++i) rest += left_out[static_cast<std::size_t>(i - 1)] ? "\n" : editor.line(i) + "\n";   // an empty line keeps the numbers of the others
    auto read = data::parse_two_classes(rest, kTableName);
    if (read) return std::move(read).value();
    fault = refusal_of(read.failure(), "").line;
  }
  return {};
}

}  // namespace

void PointsState::take(const std::string& table) {
  editor.set(table);
  look();
  if (problem_ && problem_->line > 0) editor.show(problem_->line);
}

void PointsState::paste(const std::string& table) {
  if (!editor.typing()) return take(table);
  editor.insert(table);
  look();
}

void PointsState::refuse(Refusal refusal) {
  problem_ = std::move(refusal);
  if (problem_->line > 0) editor.show(problem_->line);
}

void PointsState::look() {
  problem_.reset();
  points_.clear();
  const std::string table = editor.text();
  if (trim(table).empty()) return;
  auto read = data::parse_two_classes(table, kTableName);
  if (read) return void(points_ = std::move(read).value());
  problem_ = refusal_of(read.failure(), "");
  points_ = readable_points(editor, problem_->line);
}

namespace {

void warning_sign(ui::Ui& ui, ui::Vec2 c) {
  ui.canvas.disc(c, 7, ui.color(Token::Text1));
  ui.canvas.text({c.x, c.y + 4.4f}, "!", {Face::Semibold, ui::kTick}, ui.color(Token::InkOn), Align::Center);
}

// Under the first, empty line.
void draw_format(ui::Ui& ui, Rect well) {
  constexpr std::array<std::string_view, 4> kExample{"x,y,class", "0.5,1.2,1", "-0.3,0.8,0", "1.1,-0.4,1"};
  float y = well.y + 62;
  ui.canvas.text({well.x + 18, y}, ui.say({"For example:", "例如："}), {Face::Ui, ui::kSmall}, ui.color(Token::Text2));
  for (const std::string_view line : kExample) ui.canvas.text({well.x + 18, y += kExampleLine}, line, {Face::Mono, ui::kLabel}, ui.color(Token::Text3));
  ui::plain_text(ui, {well.x + 18, y + 14}, well.w - 36, ui.say({"Type, or copy a table anywhere and press Paste here or Ctrl+V.", "直接输入；或在别处复制表格，再点这里的“粘贴”或按 Ctrl+V。"}),
                 {{Face::Ui, ui::kSmall}, 20, Token::Text2, 2});
}

// Where the points lie, in equal units on both axes.
void draw_preview(ui::Ui& ui, Rect area, const PointsState& state) {
  ui.canvas.fill(area, viz::plot_ground(ui.theme), 10);
  ui.anchors.add("sheet.points.picture", area);
  double most = 1;
  for (const data::Point& point : state.points()) most = std::max({most, std::abs(point.x), std::abs(point.y)});
  const ui::Vec2 middle = area.center();
  const float unit = (area.w / 2 - 12) / static_cast<float>(most);
  const ui::Color rule = ui::with_alpha(ui.color(Token::Text1), 0.14f);
  ui.canvas.line({area.x, middle.y}, {area.right(), middle.y}, rule);
  ui.canvas.line({middle.x, area.y}, {middle.x, area.bottom()}, rule);
  for (std::size_t i = 0; i < std::min(state.points().size(), kMostPreviewDots); ++i) {
    const data::Point& point = state.points()[i];
    viz::draw_dot(ui, {middle.x + unit * static_cast<float>(point.x), middle.y - unit * static_cast<float>(point.y)}, point.label > 0, 4.6f, ui.color(Token::Surface1));
  }
  const std::string reach = "±" + format_number(most, most < 10 ? 1 : 0);
  ui.canvas.text({area.right() - 8, area.bottom() - 8}, reach, {Face::Mono, ui::kTick}, ui.color(Token::Text3), Align::Right);
}

// How many points the table holds, or what is wrong with it.
void draw_report(ui::Ui& ui, Rect row, const PointsState& state) {
  if (state.problem()) {
    warning_sign(ui, {row.x + 8, row.y + 11});
    ui.anchors.add("sheet.points.problem", row);
    ui::plain_text(ui, {row.x + 24, row.y}, row.w - 24, state.problem()->why.in(ui.language), {{Face::Ui, ui::kLabel}, 20, Token::Text1, 2});
    return;
  }
  if (state.points().empty()) return;
  const std::string count = group_thousands(static_cast<long>(state.points().size()));
  const std::string words = ui.language == Language::English ? count + (state.points().size() == 1 ? " point" : " points") : "共 " + count + " 个点";
  ui.canvas.text({row.x, row.y + 15}, words, {Face::Ui, ui::kSmall}, ui.color(Token::Text2));
}

void open_path(PointsState& state) {
  const std::string path(trim(state.path.text()));
  auto table = data::read_table(path);
  if (!table) return state.tell(table.failure());
  state.take(table.value());
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
  const std::string table = ui.clipboard.read();
  if (!trim(table).empty()) return state.take(table);
  state.tell({"There is no text on the clipboard; copy the table first, or press Ctrl+V here.", "剪贴板里没有文字；请先复制表格，或在这里按 Ctrl+V。"});
}

void learn(Shell& shell, PointsState& state, lesson::Player& player, Language language) {
  if (auto refused = give_points(player, "", state.table())) return state.refuse(std::move(*refused));
  shell.wishes.tell = language == Language::English ? "The lesson now learns from your own points." : "本课现在用你自己的数据点学习。";
  shell.sheet = Sheet::None;
}

}  // namespace

void draw_points_sheet(ui::Ui& ui, Shell& shell, PointsState& state, lesson::Player& player) {
  const float path = kHasFiles ? 52.f : 0.f;
  Rect rest = sheet_frame(ui, shell, {760, 72 + 58 + kEditorHeight + 56 + path + 36 + 24}, ui.say({"Your own points", "自己的数据点"}));
  rest.cut_top(ui::plain_text(ui, {rest.x, rest.y}, rest.w,
                              ui.say({"One point a line: x, y and its class, separated by commas, tabs or semicolons. There are two classes; a first line may name the columns.",
                                      "每行一个点：x、y 和类别，用逗号、制表符或分号隔开。类别共两种；第一行可以是列名。"}),
                              {{Face::Ui, ui::kLabel}, 21, Token::Text2, 3}) +
               12);
  Rect buttons = rest.cut_bottom(36);
  if (kHasFiles) draw_path(ui, rest.cut_bottom(52).cut_top(36), state);
  const Rect report = rest.cut_bottom(56);
  Rect well = rest;
  if (well.w >= kBesideFrom) {
    const float side = std::min(kPictureSide, well.h);
    draw_preview(ui, well.cut_right(side), state);
    well.cut_right(16);
  }
  ui.canvas.fill(well, ui.color(Token::Surface2), 10);
  ui.anchors.add("sheet.points.table", well);
  if (state.editor.draw(ui, "sheet.points.lines", well, state.problem() ? state.problem()->line : 0, "x,y,class")) state.look();
  if (state.editor.count() == 0) draw_format(ui, well);
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
