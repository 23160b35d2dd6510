#include "app/inspector_panel.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/press.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

namespace {

struct Tab {
  SideTab tab;
  std::string_view anchor, control;
  Localized label;
};
constexpr std::array<Tab, 3> kTabs{{{SideTab::Number, "side.number", "number", {"Selected number", "选中的数"}},
                                    {SideTab::Model, "side.model", "settings", {"Model", "模型"}},
                                    {SideTab::Code, "side.code", "code", {"Code", "代码"}}}};

void choose(SideState& state, SideTab tab, bool card) {
  const bool again = card && state.open && state.tab == tab;
  state.open = card && !again;
  if (state.tab != tab) state.scroll = 0;
  state.tab = tab;
}

float pill_width(ui::Ui& ui, const Tab& tab) { return ui.canvas.text_width(ui.say(tab.label), {Face::Medium, ui::kSmall}) + 26; }

void draw_pills(ui::Ui& ui, Rect area, SideState& state, const Handout& handout) {
  float x = area.x;
  for (const Tab& tab : kTabs) {
    if (!handout.shows(tab.control)) continue;
    const std::string_view label = ui.say(tab.label);
    const bool on = state.open && state.tab == tab.tab;
    const float w = pill_width(ui, tab);
    const Rect pill{x, area.y + (area.h - 32) / 2, w, 32};
    if (on) ui.canvas.fill(pill, ui.color(Token::Surface3), 16);
    else ui.canvas.outline(pill, ui.color(Token::Line2), 16);
    ui.canvas.text({x + 13, pill.y + 20.5f}, label, {Face::Medium, ui::kSmall}, ui.color(on ? Token::Text1 : Token::Text2));
    if (press(ui, tab.anchor, pill, 16).clicked) choose(state, tab.tab, true);
    x += w + 8;
  }
}

// A word of the code carries the colour of the quantity of that name.
std::size_t word_end(std::string_view line, std::size_t from) {
  std::size_t end = from;
  const auto part = [&](std::size_t i) { return std::isalnum(static_cast<unsigned char>(line[i])) || line[i] == '_'; };
  if (!part(from)) {
    while (end < line.size() && !part(end)) ++end;
    return end;
  }
  while (end < line.size() && part(end)) ++end;
  return end;
}

// A line of the code twin: its indent in levels of four spaces, the code, and what it says behind "#".
struct CodeLine {
  int level = 0;
  std::string_view code, comment;
};

CodeLine parts_of(std::string_view line) {
  CodeLine out;
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size()), hash = line.find('#');
  out.level = static_cast<int>((start + 3) / 4);
  out.code = trim(line.substr(0, hash));
  if (hash != std::string_view::npos) out.comment = trim(line.substr(hash + 1));
  return out;
}

// Lines in words ("until a round without a mistake") hold no variables: nothing in them is assigned, computed or compared.
bool is_prose(std::string_view code) {
  return code.find_first_of("=+*<>()[],:^") == std::string_view::npos && std::count(code.begin(), code.end(), ' ') >= 2;
}

void draw_code_line(ui::Ui& ui, Vec2 at, std::string_view line, float size) {
  if (is_prose(line)) {
    ui.canvas.text(at, line, {Face::Mono, size}, ui.color(Token::Text2));
    return;
  }
  for (std::size_t from = 0; from < line.size();) {
    const std::size_t end = word_end(line, from);
    const std::string_view word = line.substr(from, end - from);
    const bool known = std::isalpha(static_cast<unsigned char>(word[0])) && ui::identity_of(word) != Token::Text1;
    at.x += ui.canvas.text(at, word, {Face::Mono, size}, ui.color(known ? ui::identity_of(word) : Token::Text2));
    from = end;
  }
}

}  // namespace

bool choose_shown_tab(SideState& state, const Handout& handout) {
  const auto shown = [&](const Tab& tab) { return handout.shows(tab.control); };
  const auto first = std::find_if(kTabs.begin(), kTabs.end(), shown);
  if (first == kTabs.end()) return state.open = false;
  for (const Tab& tab : kTabs)
    if (tab.tab == state.tab && !shown(tab)) state.tab = first->tab, state.open = false;
  return true;
}

float side_tabs_width(ui::Ui& ui, const Handout& handout) {
  float width = 0;
  for (const Tab& tab : kTabs)
    if (handout.shows(tab.control)) width += pill_width(ui, tab) + 8;
  return width;
}

void draw_side_tabs(ui::Ui& ui, Rect area, SideState& state, bool card, const Handout& handout) {
  if (card) return draw_pills(ui, area, state, handout);
  float x = area.x;
  for (const Tab& tab : kTabs) {
    if (!handout.shows(tab.control)) continue;
    const std::string_view label = ui.say(tab.label);
    const bool on = state.tab == tab.tab;
    const ui::TextStyle style{Face::Medium, ui::kSmall};
    const float w = ui.canvas.text_width(label, style);
    const Press pressed = press(ui, tab.anchor, {x - 6, area.y - 6, w + 12, 32}, 8);
    ui.canvas.text({x, area.y + 14}, label, style, ui.color(on ? Token::Text1 : pressed.hovered ? Token::Text2 : Token::Text3));
    if (on) ui.canvas.fill({x, area.y + 20, w, 2}, ui.color(Token::Text1), 1);
    if (pressed.clicked) choose(state, tab.tab, false);
    x += w + 20;
  }
}

void toggle_pin(lesson::Player& player, SideState& state) {
  if (state.pinned) return state.pinned.reset();
  auto english = player.account(Language::English), chinese = player.account(Language::Chinese);
  if (english && chinese) state.pinned = SideState::Pinned{std::move(*english), std::move(*chinese), player.training().status().update};
}

void draw_pin(ui::Ui& ui, Rect line, lesson::Player& player, SideState& state) {
  if (!state.pinned && !player.account(ui.language)) return;
  const std::string_view pin = ui.say(state.pinned ? Localized{"Unpin", "取消固定"} : Localized{"Pin", "固定"});
  const ui::TextStyle style{Face::Medium, ui::kSmall};
  const float w = ui.canvas.text_width(pin, style);
  const Press pressed = press(ui, "side.pin", {line.right() - w - 6, line.y - 6, w + 12, 32}, 8);
  ui.canvas.text({line.right(), line.y + 14}, pin, style, ui.color(state.pinned || pressed.hovered ? Token::Text1 : Token::Text2), Align::Right);
  if (pressed.clicked) toggle_pin(player, state);
}

void draw_side(ui::Ui& ui, Rect area, const SideScene& scene, SideState& state) {
  switch (state.tab) {
    case SideTab::Number: {
      const Rect line = state.open ? area.cut_top(28) : Rect{area.x, area.y - 30, area.w, 30};
      draw_pin(ui, line, scene.player, state);
      return draw_account(ui, area, scene, state);
    }
    case SideTab::Model: return draw_model_settings(ui, area, scene, state);
    case SideTab::Code: return draw_code_twin(ui, area, scene);
  }
}

void draw_code_twin(ui::Ui& ui, Rect area, const SideScene& scene) {
  ui.canvas.text({area.x, area.y + 14}, ui.say({"The same, as ten lines of code", "同样的事，写成十行代码"}), {Face::Medium, ui::kSmall}, ui.color(Token::Text3));
  const int traced = scene.player.trace_position().code_line;
  const int lit = traced >= 0 ? traced : scene.step.code_line;
  constexpr float kGutter = 38, kIndent = 2;   // letters a level, so that the comment has room in the same row
  const ui::TextStyle words{Face::Ui, ui::kSmall};
  float size = 14;
  for (const std::string& line : scene.code) {
    const CodeLine parts = parts_of(line);
    const float comment = parts.comment.empty() ? 0 : ui.canvas.text_width(parts.comment, words) + 12;
    const float letter = ui.canvas.text_width("m", {Face::Mono, 14}), code = ui.canvas.text_width(parts.code, {Face::Mono, 14}) + letter * kIndent * static_cast<float>(parts.level);
    size = std::min(size, 14 * (area.w - kGutter - 8 - comment) / std::max(code, 1.f));
  }
  size = std::max(size, ui::kTick);
  float y = area.y + 34;
  for (std::size_t i = 0; i < scene.code.size(); ++i) {
    const bool on = static_cast<int>(i) == lit;
    const Rect row{area.x, y, area.w, 28};
    if (row.bottom() > area.bottom()) break;
    if (on) {
      ui.canvas.fill(row, ui.color(Token::Surface3), 6);
      ui.canvas.fill({row.x, row.y, 3, row.h}, ui.color(Token::Text1), 1.5f);
    }
    ui.canvas.text({row.x + 28, row.y + 18.5f}, std::to_string(i + 1), {Face::Mono, ui::kTick}, ui.color(Token::Text3), Align::Right);
    const CodeLine parts = parts_of(scene.code[i]);
    const float left = row.x + kGutter + ui.canvas.text_width("m", {Face::Mono, size}) * kIndent * static_cast<float>(parts.level), base = row.y + 18.5f;
    const float comment = ui.canvas.text_width(parts.comment, words), end = left + ui.canvas.text_width(parts.code, {Face::Mono, size});
    ui.canvas.push_clip({row.x + 36, row.y, row.w - 40, row.h});
    draw_code_line(ui, {left, base}, parts.code, size);
    ui.canvas.pop_clip();
    if (!parts.comment.empty() && end + 8 <= row.right() - 8 - comment) {
      ui.canvas.text({row.right() - 8, base}, parts.comment, words, ui.color(Token::Text3), Align::Right);
      ui.anchors.add("code.comment." + std::to_string(i + 1), {row.right() - 8 - comment, row.y, comment, row.h});
    }
    y += 28;
  }
}

}  // namespace epochs::app
