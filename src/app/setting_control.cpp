#include "app/setting_control.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "app/press.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;

namespace {

using lesson::Setting;

double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

// Plain digits, as Player::set reads them (never a minus sign of typography or a grouped number).
std::string plain(double value, const Setting& setting) {
  char buffer[32];
  if (setting.whole) std::snprintf(buffer, sizeof buffer, "%ld", std::lround(value));
  else std::snprintf(buffer, sizeof buffer, "%.3g", value);
  return buffer;
}

float share_of(const Setting& setting) {
  const double value = std::clamp(number(setting.value), setting.low, setting.high);
  if (setting.logarithmic) return static_cast<float>(std::log(value / setting.low) / std::log(setting.high / setting.low));
  return static_cast<float>((value - setting.low) / std::max(1e-12, setting.high - setting.low));
}

double value_at(const Setting& setting, float share) {
  const double t = static_cast<double>(share);
  const double value = setting.logarithmic ? setting.low * std::pow(setting.high / setting.low, t) : setting.low + (setting.high - setting.low) * t;
  return setting.whole ? std::round(value) : value;
}

std::string range_sentence(const ui::Ui& ui, const Setting& setting) {
  const std::string low = plain(setting.low, setting), high = plain(setting.high, setting);
  if (ui.language == Language::Chinese) return "请填 " + low + " 到 " + high + " 之间的" + (setting.whole ? "整数。" : "数。");
  return (setting.whole ? "A whole number from " : "A number from ") + low + " to " + high + ".";
}

// True when the number was taken.
bool take_entry(const std::string& text, const Setting& setting, SettingControl& control) {
  const std::optional<double> value = ui::number_in(text);
  if (!value || *value < setting.low || *value > setting.high || (setting.whole && *value != std::floor(*value))) return false;
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.9g", *value);
  if (buffer != setting.value) control.wanted = buffer;
  return true;
}

float start_entry(ui::Ui& ui, const std::string& id, const std::string& text, NumberEntry& entry) {
  if (!entry.id.empty()) entry.left_id = entry.id, entry.left_text = entry.field.text();
  entry.id = id;
  entry.problem.clear();
  entry.field = {};
  entry.field.edit.set(text);
  entry.field.edit.select_all();
  ui.focus.move_to(id + ".number");
  return 60;
}

// Enter takes the number and Escape leaves it; going elsewhere takes it when it can be taken. What cannot is said under the field, and
// the setting stays as it was.
float draw_entry(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  NumberEntry& entry = control.entry;
  ui::TextFieldStyle style;
  style.content = ui::Content::Number;
  style.longest = 16;
  style.text = {Face::Mono, ui::kLabel};
  style.problem = entry.problem;
  style.radius = 8;
  const std::string id = entry.id;
  const ui::TextFieldResult result = ui::text_field(ui, id + ".number", {row.x, row.y + 22, row.w, 30}, entry.field, style);
  if (result.changed) entry.problem.clear();
  const bool taken = (result.entered || result.left) && take_entry(entry.field.text(), setting, control);
  if (result.entered && !taken) entry.problem = range_sentence(ui, setting);
  if (taken || result.cancelled || result.left) entry = {};
  if ((taken && !result.left) || result.cancelled) ui.focus.move_to(id);
  return entry.problem.empty() ? 60 : 84;
}

// What was typed here is taken when another entry has begun meanwhile.
void take_left(const std::string& id, const Setting& setting, SettingControl& control) {
  if (control.entry.left_id != id) return;
  take_entry(std::exchange(control.entry.left_text, {}), setting, control);
  control.entry.left_id.clear();
}

float draw_number(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  const std::string id = control.prefix + setting.key;
  NumberEntry& entry = control.entry;
  if (entry.id == id) return draw_entry(ui, row, setting, control);
  take_left(id, setting, control);
  const float wide = ui.canvas.text_width(setting.value, {Face::Mono, ui::kSmall});
  const Rect printed{row.right() - wide - 6, row.y - 2, wide + 12, 23}, track{row.x, row.y + 22, row.w, 28};
  const bool on_value = printed.contains(ui.pointer.position), on_track = track.contains(ui.pointer.position);
  if (on_value) ui.canvas.fill(printed, ui.color(Token::Surface3), 6), ui.requests.cursor = ui::Cursor::Text;
  ui.anchors.add(id + ".value", printed);
  ui.canvas.text({row.right(), row.y + 15}, setting.value, {Face::Mono, ui::kSmall}, ui.color(Token::Text1), Align::Right);
  if (on_track && ui.pointer.double_clicked) {
    const std::string before = entry.before.empty() ? setting.value : entry.before;   // the first press was not meant to move it
    if (before != setting.value) control.wanted = before;
    control.dragged.clear();
    return start_entry(ui, id, before, entry);
  }
  if ((on_value && ui.pointer.pressed) || ui.focus.activated(id)) return start_entry(ui, id, setting.value, entry);
  if (on_track && ui.pointer.pressed) entry.before = setting.value;
  const float share = share_of(setting);
  const float step = setting.whole ? 1 / static_cast<float>(std::max(1.0, setting.high - setting.low)) : 0.05f;
  const float now = ui::slider(ui, id, {row.x, row.y + 22, row.w, 28}, share, control.dragged, step);
  if (std::abs(now - share) > 1e-4f) {
    const std::string value = plain(value_at(setting, now), setting);
    if (value != setting.value) control.wanted = value;
  }
  return 56;
}

// Words side by side while they fit, else one under the other in rows.
float draw_choice(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  float x = row.x, y = row.y + 24;
  for (const auto& [value, label] : setting.choices) {
    const bool on = value == setting.value;
    const std::string_view word = ui.say(label);
    const float w = ui.canvas.text_width(word, {Face::Medium, ui::kSmall}) + 24;
    if (x + w > row.right() + 0.5f && x > row.x) x = row.x, y += 38;
    const Rect pill{x, y, std::min(w, row.w), 32};
    if (on) ui.canvas.fill(pill, ui.color(Token::Surface3), 16);
    else ui.canvas.outline(pill, ui.color(Token::Line2), 16);
    ui.canvas.text({pill.x + 12, pill.y + 20.5f}, word, {Face::Medium, ui::kSmall}, ui.color(on ? Token::Text1 : Token::Text2));
    if (press(ui, control.prefix + setting.key + "." + value, pill, 16).clicked && !on) control.wanted = value;
    x += w + 6;
  }
  return y - row.y + 44;
}

float draw_switch(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  const bool on = setting.value == "on" || setting.value == "true" || setting.value == "1";
  if (ui::switch_control(ui, control.prefix + setting.key, {row.x, row.y - 4, row.w, 34}, on) != on) control.wanted = on ? "off" : "on";
  return 40;
}

// "−  12  +"; the number itself can be typed.
float draw_count(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  const std::string id = control.prefix + setting.key;
  if (control.entry.id == id) return draw_entry(ui, row, setting, control);
  take_left(id, setting, control);
  const long value = std::lround(number(setting.value));
  const auto step = [&](const char* name, ui::Vec2 c, long to) {
    const bool open = static_cast<double>(to) >= setting.low && static_cast<double>(to) <= setting.high;
    if (round_button(ui, id + name, c, 16, Token::Surface3, open ? ui::Access::Open : ui::Access::Disabled).clicked) control.wanted = std::to_string(to);
    const ui::Color ink = ui.color(open ? Token::Text1 : Token::Text3);
    ui.canvas.line({c.x - 5, c.y}, {c.x + 5, c.y}, ink, 1.8f);
    if (to > value) ui.canvas.line({c.x, c.y - 5}, {c.x, c.y + 5}, ink, 1.8f);
  };
  const float y = row.y + 11, right = row.right() - 16;
  step(".less", {right - 84, y}, value - 1);
  const Rect printed{right - 42 - 22, y - 16, 44, 32};
  const Press pressed = press(ui, id, printed, 8);
  if (pressed.hovered) ui.canvas.fill(printed, ui.color(Token::Surface3), 6), ui.requests.cursor = ui::Cursor::Text;
  ui.canvas.text({printed.center().x, y + 5}, setting.value, {Face::Mono, ui::kLabel}, ui.color(Token::Text1), Align::Center);
  step(".more", {right, y}, value + 1);
  return pressed.clicked ? start_entry(ui, id, setting.value, control.entry) : 42;
}

}  // namespace

float draw_typed_number(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  const std::string id = control.prefix + setting.key;
  NumberEntry& entry = control.entry;
  ui.canvas.text({row.x, row.y + 15}, ui.say(setting.label), {Face::Medium, ui::kSmall}, ui.color(Token::Text2));
  if (entry.id == id) return draw_entry(ui, row, setting, control);
  take_left(id, setting, control);
  const Rect well{row.x, row.y + 22, row.w, 30};
  const Press pressed = press(ui, id, well, 8);
  ui.canvas.fill(well, ui.color(pressed.hovered ? Token::Surface3 : Token::Surface2), 8);
  ui.canvas.push_clip(well.inset(10, 0));
  ui.canvas.text({well.x + 12, well.y + 20}, setting.value, {Face::Mono, ui::kLabel}, ui.color(Token::Text1));
  ui.canvas.pop_clip();
  if (pressed.hovered) ui.requests.cursor = ui::Cursor::Text;
  return pressed.clicked ? start_entry(ui, id, setting.value, entry) : 60;
}

float draw_setting(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  ui.canvas.text({row.x, row.y + 15}, ui.say(setting.label), {Face::Medium, ui::kSmall}, ui.color(Token::Text2));
  switch (setting.kind) {
    case Setting::Kind::Number: return draw_number(ui, row, setting, control);
    case Setting::Kind::Choice: return draw_choice(ui, row, setting, control);
    case Setting::Kind::Count: return draw_count(ui, row, setting, control);
    case Setting::Kind::Switch: break;
  }
  return draw_switch(ui, row, setting, control);
}

}  // namespace epochs::app
