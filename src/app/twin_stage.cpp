#include "app/twin_stage.hpp"

#include <algorithm>

#include "app/icons.hpp"
#include "app/press.hpp"
#include "app/transport.hpp"

namespace epochs::app {
namespace {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kHead = 44, kGap = 16, kNarrowest = 300, kStacked = 400;

enum class Room { ForOne, ForAll };   // views in each run

std::string short_of(ui::Ui& ui, const std::string& text, ui::TextStyle style, float width) {
  if (ui.canvas.text_width(text, style) <= width) return text;
  std::vector<char32_t> letters = decode_utf8(text);
  std::string out;
  do {
    if (!letters.empty()) letters.pop_back();
    out.clear();
    for (char32_t letter : letters) append_utf8(out, letter);
    out += "…";
  } while (!letters.empty() && ui.canvas.text_width(out, style) > width);
  return out;
}

// The views of the step as words; the one that is shown, or all that the step asks for where they have room one above the other.
std::vector<std::string> draw_views(ui::Ui& ui, const TwinRun& twin, const lesson::Step& step, Rect row, Room room, StageState& state) {
  const bool asked = step.twin && !step.twin->views.empty();
  const std::vector<std::string>& views = asked ? step.twin->views : step.views.empty() ? twin.views() : step.views;
  if (views.empty()) return {};
  if (asked && room == Room::ForAll) {
    ui.canvas.text({row.x, row.y + 27}, ui.say({"The same seed twice, one setting apart", "同一个种子训练两次，只差一项设置"}), {Face::Semibold, ui::kHeading}, ui.color(Token::Text1));
    return views;
  }
  state.tab = std::clamp(state.tab, 0, static_cast<int>(views.size()) - 1);
  float x = row.x;
  for (std::size_t i = 0; i < views.size(); ++i) {
    const bool on = static_cast<int>(i) == state.tab;
    const ui::TextStyle style{on ? Face::Semibold : Face::Medium, on ? ui::kHeading : ui::kLabel};
    const std::string title = short_of(ui, std::string(ui.say(twin.view_title(views[i]))), style, row.right() - x);
    const float w = ui.canvas.text_width(title, style);
    if (i > 0 && row.right() - x < 80) break;
    const Press pressed = press(ui, "stage.tab." + views[i], {x - 6, row.y + 4, w + 12, 34}, 8);
    ui.canvas.text({x, row.y + 27}, title, style, ui.color(on ? Token::Text1 : pressed.hovered ? Token::Text2 : Token::Text3));
    if (on && views.size() > 1) ui.canvas.fill({x, row.y + 34, w, 2}, ui.color(Token::Text1), 1);
    if (pressed.clicked) state.tab = static_cast<int>(i);
    x += w + 24;
  }
  return {views[static_cast<std::size_t>(state.tab)]};
}

// The first takes what the others leave.
void draw_stacked(ui::Ui& ui, TwinRun& twin, TwinSide side, const std::vector<std::string>& views, Rect inside) {
  const float low = std::min(190.f, inside.h * 0.36f);
  for (std::size_t i = views.size(); i-- > 1;) {
    twin.draw_side(ui, side, views[i], inside.cut_bottom(low));
    inside.cut_bottom(16);
    ui.canvas.line({inside.x, inside.bottom() + 8}, {inside.right(), inside.bottom() + 8}, ui.color(Token::Line), 1);
  }
  if (!views.empty()) twin.draw_side(ui, side, views.front(), inside);
}

// The mark of a run is the one of its line in the history: whole for the first, dashed for the second.
void draw_mark(ui::Ui& ui, TwinSide side, ui::Vec2 at) {
  if (side == TwinSide::First) ui.canvas.line(at, {at.x + 24, at.y}, ui.color(Token::Error), 2.4f);
  else ui.canvas.dashed(at, {at.x + 24, at.y}, ui.color(Token::Text1), 2.4f, 5, 4);
}

std::string state_words(ui::Ui& ui, const session::Status& status) {
  using Kind = session::Health::Kind;
  if (status.health.kind == Kind::NotFinite || status.health.kind == Kind::Diverged)
    return std::string(ui.say({"ran away at step ", "第 "})) + group_thousands(status.health.update) + std::string(ui.say({"", " 步失控"}));
  if (status.finished) return std::string(ui.say({"done at step ", "第 "})) + group_thousands(status.update) + std::string(ui.say({"", " 步完成"}));
  return std::string(ui.say({"loss ", "损失 "})) + loss_text(status.loss);
}

void draw_run(ui::Ui& ui, TwinRun& twin, TwinSide side, const std::vector<std::string>& views, Rect panel) {
  surface(ui, panel, 14);
  ui.anchors.add(side == TwinSide::First ? "twin.first" : "twin.second", panel);
  const session::Status status = twin.status_of(side);
  const std::string words = state_words(ui, status);
  const ui::TextStyle number{Face::Mono, ui::kSmall};
  const float w = ui.canvas.text_width(words, number), y = panel.y + 32;
  draw_mark(ui, side, {panel.x + 20, y - 5});
  // What differs is the value: where there is no room for both it stays, and the setting's name is cut.
  const ui::TextStyle heading{Face::Semibold, ui::kHeading};
  const std::string name = twin.label(side, ui.language), value = twin.value_words(side, ui.language);
  const float room = panel.w - 54 - w - 40, least = ui.canvas.text_width(value, heading);
  const bool whole = ui.canvas.text_width(name, heading) <= room;
  const std::string cut = room < least + 24 ? std::string() : short_of(ui, name.substr(0, name.size() - value.size()), heading, room - least - 5) + " ";
  ui.canvas.text({panel.x + 54, y}, whole ? name : cut + value, heading, ui.color(Token::Text1));
  ui.canvas.text({panel.right() - 20, y}, words, number, ui.color(Token::Text2), Align::Right);
  Rect inside = panel.inset(panel.w < 400 ? 16 : 22, 20);
  inside.cut_top(52);   // a legend of the view may stand 20 u above it
  ui.canvas.push_clip(panel);
  draw_stacked(ui, twin, side, views, inside);
  ui.canvas.pop_clip();
}

}  // namespace

bool draw_twin_stage(ui::Ui& ui, TwinRun& twin, const lesson::Step& step, Rect area, StageState& state) {
  Rect head = area.cut_top(kHead);
  const std::string_view words = ui.say({"Close the twin run", "结束对照"});
  const float w = button_width(ui, words);
  const bool close = ghost_button(ui, "twin.close", head.cut_right(w).inset(0, 4), words);
  head.cut_right(20);
  const bool beside = area.w >= 2 * kNarrowest + kGap || area.w > area.h * 1.4f;
  const Room room = beside && area.h >= kStacked ? Room::ForAll : Room::ForOne;
  const std::vector<std::string> views = draw_views(ui, twin, step, head, room, state);
  Rect second = area;
  const Rect first = beside ? second.cut_left((area.w - kGap) / 2) : second.cut_top((area.h - kGap) / 2);
  beside ? second.cut_left(kGap) : second.cut_top(kGap);
  draw_run(ui, twin, TwinSide::First, views, first);
  draw_run(ui, twin, TwinSide::Second, views, second);
  return close;
}

}  // namespace epochs::app
