#include "ui/text_field.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/text.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::ui {
namespace {

using Motion = TextEdit::Motion;
using Selection = TextEdit::Selection;

constexpr double kBlink = 1.06, kRest = 0.5;   // seconds of a whole blink; how long the caret stays after a key

std::string accepted(std::string_view text, Content content) {
  if (content == Content::Any) return std::string(text);
  std::string out;
  for (char32_t c : decode_utf8(text)) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;   // full width, as Chinese input methods give them
    if (c == 0x2212) c = U'-';
    if ((c >= U'0' && c <= U'9') || c == U'.' || c == U',' || c == U'-' || c == U'+' || c == U'e' || c == U'E') append_utf8(out, c);
  }
  return out;
}

void take_shortcut(Ui& ui, const KeyPress& key, TextEdit& edit, const TextFieldStyle& style) {
  switch (key.character) {
    case U'a': return edit.select_all();
    case U'c':
    case U'x':
      if (edit.selected().empty()) return;
      ui.clipboard.write(std::string(edit.selected()));
      if (key.character == U'x') edit.erase(Motion::Left);
      return;
    case U'v': return edit.insert(accepted(ui.clipboard.read(), style.content), style.longest);
    case U'y': return void(edit.redo());
    case U'z': return void(key.shift ? edit.redo() : edit.undo());
    default: return;
  }
}

void take_key(Ui& ui, const KeyPress& key, TextEdit& edit, const TextFieldStyle& style) {
  const Selection selection = key.shift ? Selection::Extend : Selection::Drop;
  switch (key.key) {
    case Key::Left: return edit.move(key.control ? Motion::WordLeft : Motion::Left, selection);
    case Key::Right: return edit.move(key.control ? Motion::WordRight : Motion::Right, selection);
    case Key::Home: return edit.move(Motion::Start, selection);
    case Key::End: return edit.move(Motion::End, selection);
    case Key::Backspace: return edit.erase(key.control ? Motion::WordLeft : Motion::Left);
    case Key::Delete: return edit.erase(key.control ? Motion::WordRight : Motion::Right);
    case Key::Character: break;
    default: return;
  }
  if (key.control) return take_shortcut(ui, key, edit, style);
  std::string one;
  append_utf8(one, key.character);
  edit.insert(accepted(one, style.content), style.longest);
}

// Offset of the place between two characters that is nearest to x, measured from the start of the text.
std::size_t place_at(Ui& ui, const std::string& text, float x, TextStyle style) {
  std::size_t best = 0;
  float distance = std::abs(x);
  for (std::size_t at = 1; at <= text.size(); ++at) {
    if (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    const float here = std::abs(ui.canvas.text_width(std::string_view(text).substr(0, at), style) - x);
    if (here < distance) distance = here, best = at;
  }
  return best;
}

void take_pointer(Ui& ui, Rect inner, TextFieldState& state, const TextFieldStyle& style) {
  if (!ui.pointer.down) state.selecting = false;
  if (!state.selecting) return;
  const std::size_t at = place_at(ui, state.text(), ui.pointer.position.x - inner.x + state.scroll, style.text);
  if (ui.pointer.double_clicked) {
    state.edit.select_word(at);
    state.selecting = false;           // or the next movement would drop the word
  } else {
    state.edit.place(at, ui.pointer.pressed && !ui.pointer.shift ? Selection::Drop : Selection::Extend);
  }
  state.touched = ui.time;
}

// Scrolls as little as brings the caret into the field, and never past the end of the text.
void follow_caret(Ui& ui, float width, TextFieldState& state, TextStyle style) {
  const float caret = ui.canvas.text_width(std::string_view(state.text()).substr(0, state.edit.caret()), style);
  const float whole = ui.canvas.text_width(state.text(), style);
  state.scroll = std::clamp(state.scroll, std::max(0.f, caret - width + 2), std::max(0.f, caret));
  state.scroll = std::clamp(state.scroll, 0.f, std::max(0.f, whole - width + 2));
}

void draw_ground(Ui& ui, Rect area, const TextFieldStyle& style, bool hovered, bool typing) {
  const bool lifted = hovered && !typing && !style.disabled;
  ui.canvas.fill(area, ui.color(lifted ? Token::Surface3 : Token::Surface2), style.radius);
  if (!style.problem.empty()) ui.canvas.outline(area, ui.color(Token::Error), style.radius, 2);
  else if (typing && !ui.focus.visible()) ui.canvas.outline(area, ui.color(Token::Text1), style.radius, 1.6f);
  else if (ui.theme.brightness == Brightness::Light && !style.disabled) ui.canvas.outline(area, ui.color(Token::Line2), style.radius);
}

// A disc with an exclamation mark stands before the sentence: the colour of the outline is not all that says it.
void draw_problem(Ui& ui, Rect area, std::string_view problem) {
  const Vec2 c{area.x + 8, area.bottom() + 15};
  ui.canvas.disc(c, 7, ui.color(Token::Text1));
  ui.canvas.text({c.x, c.y + 4.4f}, "!", {Face::Semibold, kTick}, ui.color(Token::InkOn), Align::Center);
  ui.canvas.text({area.x + 22, area.bottom() + 19.5f}, problem, {Face::Ui, kSmall}, ui.color(Token::Text1));
}

void draw_text(Ui& ui, Rect inner, const TextFieldState& state, const TextFieldStyle& style, bool typing) {
  const float baseline = inner.center().y + style.text.size * 0.345f;
  const std::string& text = state.text();
  ui.canvas.push_clip({inner.x - 2, inner.y, inner.w + 4, inner.h});
  const auto x_of = [&](std::size_t at) { return inner.x - state.scroll + ui.canvas.text_width(std::string_view(text).substr(0, at), style.text); };
  if (const TextEdit::Span span = state.edit.selection(); typing && !span.empty()) {
    const float from = x_of(span.begin);
    ui.canvas.fill({from, inner.center().y - 12, x_of(span.end) - from, 24}, with_alpha(ui.color(Token::Text1), 0.24f), 3);
  }
  const bool rests = !typing && state.scroll <= 0 && ui.canvas.text_width(text, style.text) > inner.w;   // what is longer than the field says so
  if (text.empty()) plain_text(ui, {inner.x, inner.center().y - 10}, inner.w, style.placeholder, {style.text, 20, Token::Text3, 1});
  else if (rests) plain_text(ui, {inner.x, inner.center().y - 10}, inner.w, text, {style.text, 20, style.disabled ? Token::Text3 : Token::Text1, 1});
  else ui.canvas.text({inner.x - state.scroll, baseline}, text, style.text, ui.color(style.disabled ? Token::Text3 : Token::Text1));
  const double phase = std::fmod(ui.time - state.touched, kBlink);
  if (typing && (ui.motion.reduced() || ui.time - state.touched < kRest || phase < kBlink / 2)) {
    const float x = x_of(state.edit.caret());
    ui.canvas.line({x, inner.center().y - 10.5f}, {x, inner.center().y + 10.5f}, ui.color(Token::Text1), 1.6f);
  }
  ui.canvas.pop_clip();
  if (typing) ui.requests.caret = Rect{std::clamp(x_of(state.edit.caret()), inner.x, inner.right()), inner.center().y - 12, 1.6f, 24};
}

bool draw_clear(Ui& ui, std::string_view id, Vec2 c) {
  const Pressed press = pressable(ui, std::string(id) + ".clear", {c.x - 13, c.y - 13, 26, 26}, 13);
  if (press.hovered) ui.canvas.disc(c, 11, ui.color(Token::Surface3));
  const Color ink = ui.color(press.hovered ? Token::Text1 : Token::Text2);
  ui.canvas.line({c.x - 4, c.y - 4}, {c.x + 4, c.y + 4}, ink, 1.6f);
  ui.canvas.line({c.x - 4, c.y + 4}, {c.x + 4, c.y - 4}, ink, 1.6f);
  return press.clicked;
}

}  // namespace

TextFieldResult text_field(Ui& ui, std::string_view id, Rect area, TextFieldState& state, const TextFieldStyle& style) {
  TextFieldResult result;
  ui.anchors.add(id, area);
  const bool clear = style.clearable && !state.text().empty() && !style.disabled;
  const Rect inner{area.x + style.lead, area.y, area.w - style.lead - (clear ? 40 : 12), area.h};
  const Rect press_area{area.x, area.y, clear ? area.w - 34 : area.w, area.h};
  const bool hovered = area.contains(ui.pointer.position), held = ui.focus.has(id) && !style.disabled;
  if (ui.pointer.pressed && !style.disabled) {
    if (press_area.contains(ui.pointer.position)) ui.focus.move_to(id), state.selecting = true;
    else if (held && !hovered) ui.focus.clear();
  }
  result.typing = !style.disabled && ui.focus.add(id);
  result.left = state.typing && !result.typing;
  const std::string was = state.text();
  if (result.typing) {
    ui.focus.begin_typing();
    if (!state.typing) state.touched = ui.time;
    for (const KeyPress& key : ui.typed) {
      result.entered = result.entered || key.key == Key::Enter;
      result.cancelled = result.cancelled || key.key == Key::Escape;
      take_key(ui, key, state.edit, style);
      state.touched = ui.time;
    }
    take_pointer(ui, inner, state, style);
  }
  if (hovered && !style.disabled) ui.requests.cursor = Cursor::Text;
  follow_caret(ui, inner.w, state, style.text);
  draw_ground(ui, area, style, hovered, result.typing);
  draw_text(ui, inner, state, style, result.typing);
  if (clear && draw_clear(ui, id, {area.right() - 20, area.center().y})) state.edit.select_all(), state.edit.erase(TextEdit::Motion::Left), ui.focus.move_to(id);
  if (!style.problem.empty()) draw_problem(ui, area, style.problem);
  if (result.typing && ui.focus.visible()) focus_outline(ui, area, style.radius);
  state.typing = result.typing;
  result.changed = state.text() != was;
  return result;
}

std::optional<double> number_in(std::string_view text) {
  std::string plain = accepted(trim(text), Content::Number);
  if (plain.empty() || decode_utf8(plain).size() != decode_utf8(trim(text)).size()) return std::nullopt;
  if (const auto comma = plain.find(','); comma != std::string::npos && plain.find('.') == std::string::npos) plain[comma] = '.';
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  if (end != plain.c_str() + plain.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace epochs::ui
