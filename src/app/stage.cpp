#include "app/stage.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/icons.hpp"
#include "app/press.hpp"
#include "app/top_bar.hpp"
#include "app/trouble.hpp"
#include "lesson/text_lesson.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

namespace {

constexpr float kTitle = 52;           // from the panel's top to the view

std::vector<std::string> views_of(const StageScene& scene) {
  if (!scene.step.views.empty()) return scene.step.views;
  std::vector<std::string> all = scene.player.views();
  if (all.size() > 1) all.resize(1);
  return all;
}

Rect menu_button(Rect panel) { return {panel.right() - 24 - 28, panel.y + 14, 28, 28}; }

// Returns where it ends.
float draw_title(ui::Ui& ui, lesson::Player& player, std::string_view view, Rect panel, Token color) {
  return panel.x + 24 + ui.canvas.text({panel.x + 24, panel.y + 32}, ui.say(player.view_title(view)), {Face::Semibold, ui::kHeading}, ui.color(color));
}

void draw_menu_button(ui::Ui& ui, std::string_view view, Rect panel, StageState& state) {
  const Rect button = menu_button(panel);
  const Press pressed = press(ui, "stage.menu." + std::string(view), button, 14);
  if (state.menu == view) ui.canvas.fill(button, ui.color(Token::Surface2), 14);
  else hover_fill(ui, button, Token::Surface2, 14, pressed);
  icon::dots(ui.canvas, button.center(), ui.color(pressed.hovered ? Token::Text1 : Token::Text3));
  if (!pressed.clicked) return;
  state.menu = state.menu == view ? std::string() : std::string(view);
  state.menu_button = button;
}

struct MenuItem {
  Export kind;
  std::string anchor;
  Localized label;
  std::string ending = {};
};

std::vector<MenuItem> menu_items(const lesson::Player& player) {
  std::vector<MenuItem> out{{Export::Png, "menu.png", {"Save picture (PNG)", "保存图片（PNG）"}}, {Export::Svg, "menu.svg", {"Save picture (SVG)", "保存图片（SVG）"}}, {Export::Csv, "menu.csv", {"Save data (CSV)", "保存数据（CSV）"}}};
  if (const lesson::TextLesson* texts = lesson::text_lesson(player))
    for (const lesson::ModelForm& form : texts->model_forms()) out.push_back({Export::Model, "menu.model" + form.ending, form.label, form.ending});
  return out;
}

std::optional<ExportWish> draw_menu(ui::Ui& ui, const StageScene& scene, StageState& state, Rect panel) {
  std::optional<ExportWish> out;
  const std::vector<MenuItem> items = menu_items(scene.player);
  float w = 196;
  for (const MenuItem& item : items) w = std::max(w, ui.canvas.text_width(ui.say(item.label), {Face::Ui, ui::kLabel}) + 36);
  Rect area{state.menu_button.right() - w, state.menu_button.bottom() + 6, w, 12 + 36.f * static_cast<float>(items.size())};
  area.x = std::max(area.x, scene.area.x + 8);
  shadow(ui, area, 12);
  surface(ui, area, 12, Token::Surface2);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Rect row{area.x + 6, area.y + 6 + 36 * static_cast<float>(i), area.w - 12, 36};
    const Press pressed = press(ui, items[i].anchor, row, 8);
    hover_fill(ui, row, Token::Surface3, 8, pressed);
    ui.canvas.text({row.x + 12, row.y + 23}, ui.say(items[i].label), {Face::Ui, ui::kLabel}, ui.color(Token::Text1));
    if (pressed.clicked) out = ExportWish{items[i].kind, state.menu, panel, items[i].ending};
  }
  const bool outside = ui.pointer.pressed && !area.contains(ui.pointer.position) && !state.menu_button.contains(ui.pointer.position);
  if (out || outside || pressed(ui, ui::Key::Escape)) state.menu.clear();
  return out;
}

constexpr float kBetweenTabs = 22;
ui::TextStyle tab_style(bool on) { return {on ? Face::Semibold : Face::Medium, on ? ui::kHeading : ui::kLabel}; }

// What each tab may have: as much as its title needs, and where that is more than there is, none more than the same part.
std::vector<float> tab_widths(ui::Ui& ui, const StageScene& scene, const std::vector<std::string>& views, const StageState& state) {
  std::vector<float> out;
  for (std::size_t i = 0; i < views.size(); ++i) out.push_back(ui.canvas.text_width(ui.say(scene.player.view_title(views[i])), tab_style(static_cast<int>(i) == state.tab)) + 1);
  float room = scene.area.w - 24 - 60 - kBetweenTabs * static_cast<float>(views.size() - 1);
  std::vector<float> sorted = out;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < sorted.size(); ++i) {   // the short ones whole, the long ones share what is left
    const float share = room / static_cast<float>(sorted.size() - i);
    if (sorted[i] > share) {
      for (float& w : out) w = std::min(w, share);
      break;
    }
    room -= sorted[i];
  }
  return out;
}

// A picture's legend stands on its title's line: tabs that leave it less than this have a line of their own above it.
constexpr float kForLegend = 0.45f, kTabsLine = 28;
float tabs_line(ui::Ui& ui, const StageScene& scene, const std::vector<std::string>& views, const StageState& state) {
  float all = 24 + kBetweenTabs * static_cast<float>(views.size() - 1);
  for (const float w : tab_widths(ui, scene, views, state)) all += w;
  return all > (1 - kForLegend) * scene.area.w ? kTabsLine : 0.f;
}

// Titles of all views in one line, the open one in tx1; returns where they end.
float draw_tabs(ui::Ui& ui, const StageScene& scene, const std::vector<std::string>& views, StageState& state) {
  float x = scene.area.x + 24;
  const std::vector<float> widths = tab_widths(ui, scene, views, state);
  for (std::size_t i = 0; i < views.size(); ++i) {
    const bool on = static_cast<int>(i) == state.tab;
    const std::string_view title = ui.say(scene.player.view_title(views[i]));
    const float w = widths[i];
    const Press pressed = press(ui, "stage.tab." + views[i], {x - 8, scene.area.y + 10, w + 16, 34}, 8);
    ui::plain_text(ui, {x, scene.area.y + 17}, w + 1, title, {tab_style(on), 20, on ? Token::Text1 : pressed.hovered ? Token::Text2 : Token::Text3, 1});
    if (on) ui.canvas.fill({x, scene.area.y + 39, w, 2}, ui.color(Token::Text1), 1);
    if (pressed.clicked) state.tab = static_cast<int>(i);
    x += w + kBetweenTabs;
  }
  return x - kBetweenTabs;
}

// A panel whose numbers come from elsewhere than the lesson's says so beside its title; without words where there is no room for them.
void draw_mark(ui::Ui& ui, lesson::Player& player, const std::string& view, ui::Vec2 at, Rect panel, StageState& state) {
  const lesson::Honesty kind = player.honesty_of(view).kind;
  if (kind == player.honesty().kind) return;
  const float w = ui.canvas.text_width(ui.say(honesty_words(kind)), {Face::Medium, ui::kSmall}) + 40;
  Rect area{at.x, at.y - 16, 32, 32};
  if (at.x + w < panel.right() - 64) area = draw_honesty(ui, {at.x + w, at.y}, kind);
  else icon::honesty(ui, area.center(), kind);
  if (press(ui, "stage.honesty." + view, area, 14).clicked) state.asked = view;
}

// On another step a panel travels to its place; in a window of another size it stands there at once.
Rect travelling(ui::Ui& ui, const std::string& view, Rect to) {
  const std::string id = "stage/" + view + "/" + std::to_string(std::lround(ui.window.w)) + "x" + std::to_string(std::lround(ui.window.h)) + "/";
  const auto eased = [&](const char* side, float value) { return ui.motion.toward(id + side, value, ui::kPanelSeconds); };
  return {eased("x", to.x), eased("y", to.y), eased("w", to.w), eased("h", to.h)};
}

void draw_empty(ui::Ui& ui, Rect area) {
  ui.canvas.text(area.center(), ui.say({"This step has no picture.", "这一步没有图。"}), {Face::Ui, ui::kLabel}, ui.color(Token::Text2), Align::Center);
}

}  // namespace

Rect panel_content(Rect panel) {
  const float side = panel.w < 400 ? 20.f : 24.f;
  return {panel.x + side, panel.y + kTitle, panel.w - 2 * side, panel.h - kTitle - 20};
}

void draw_panel(ui::Ui& ui, lesson::Player& player, std::string_view view, Rect panel) {
  StageState state;
  const float end = draw_title(ui, player, view, panel, Token::Text1);
  draw_mark(ui, player, std::string(view), {end + 14, panel.y + 27}, panel, state);
  player.draw(ui, view, panel_content(panel));
}

void fade(ui::Ui& ui, Rect picture, const session::Status& status) {
  if (ran_away(status)) ui.canvas.fill({picture.x - 8, picture.y - 4, picture.w + 16, picture.h + 16}, ui::with_alpha(ui.color(Token::Surface1), 0.6f));
}

namespace {

// Title or tabs, the picture, what lies over it while it arrives or after the numbers ran away, and the menu's button.
void draw_view(ui::Ui& ui, const StageScene& scene, StageState& state, const std::vector<std::string>& views, int index, const PanelGrid& grid, Rect panel) {
  const std::string& view = views[static_cast<std::size_t>(index)];
  if (!grid.joined && !grid.tabs && grid.count > 1) surface(ui, panel, 14);
  if (grid.joined && index > 0) ui.canvas.line({panel.x + 24, panel.y}, {panel.right() - 24, panel.y}, ui.color(Token::Line), 1);
  const float end = grid.tabs ? draw_tabs(ui, scene, views, state) : draw_title(ui, scene.player, view, panel, grid.joined && index > 0 ? Token::Text2 : Token::Text1);
  draw_mark(ui, scene.player, view, {end + 14, panel.y + 27}, panel, state);
  const float line = grid.tabs ? tabs_line(ui, scene, views, state) : 0;
  if (line == 0) ui.anchors.add("stage.title." + view, {panel.x + 24, panel.y + 14, end - panel.x - 24, 26});   // a legend beside it asks how far it goes
  panel.cut_top(line);
  ui::FocusRing apart;
  ui::Ui look = scene.locked ? look_only(ui, apart) : ui;
  scene.player.draw(look, view, panel_content(panel));
  fade(ui, panel_content(panel), scene.player.training().status());
  const float here = ui.motion.arrive("stage/" + view, ui::kPanelSeconds);
  if (here < 1) ui.canvas.fill(panel.inset(3), ui::with_alpha(ui.color(Token::Surface1), 1 - here), 12);
  draw_menu_button(ui, view, grid.tabs ? scene.area : panel, state);
}

}  // namespace

std::optional<ExportWish> draw_stage(ui::Ui& ui, const StageScene& scene, StageState& state) {
  const std::vector<std::string> views = views_of(scene);
  const PanelGrid grid = panel_grid(scene.area, static_cast<int>(views.size()), scene.wide, scene.tabs && views.size() > 1);
  if (grid.joined || grid.tabs || grid.count <= 1) surface(ui, scene.area, 14);
  if (grid.count == 0) return draw_empty(ui, scene.area), std::nullopt;
  state.tab = std::clamp(state.tab, 0, grid.count - 1);
  const bool open = !state.menu.empty();
  ui::Ui below = open ? quiet(ui) : ui;
  Rect menu_panel = scene.area;
  for (int i = 0; i < grid.count; ++i) {
    if (grid.tabs && i != state.tab) continue;
    const std::string& view = views[static_cast<std::size_t>(i)];
    const Rect panel = travelling(ui, view, grid.tabs ? scene.area : grid.panels[i]);
    draw_view(below, scene, state, views, i, grid, panel);
    if (view == state.menu) menu_panel = panel;
  }
  if (open) return draw_menu(ui, scene, state, menu_panel);
  return std::nullopt;
}

}  // namespace epochs::app
