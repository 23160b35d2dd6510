#include "app/setting_control.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "app/press.hpp"

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

float draw_number(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  ui.canvas.text({row.right(), row.y + 15}, setting.value, {Face::Mono, ui::kSmall}, ui.color(Token::Text1), Align::Right);
  const float share = share_of(setting);
  const float step = setting.whole ? 1 / static_cast<float>(std::max(1.0, setting.high - setting.low)) : 0.05f;
  const float now = slider(ui, control.prefix + setting.key, {row.x, row.y + 22, row.w, 28}, share, control.dragged, step);
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
  const Rect track{row.right() - 42, row.y + 1, 42, 24};
  ui.canvas.fill(track, ui.color(on ? Token::Text1 : Token::Surface3), 12);
  ui.canvas.disc({on ? track.right() - 12 : track.x + 12, track.center().y}, 8, ui.color(on ? Token::InkOn : Token::Text2));
  if (press(ui, control.prefix + setting.key, {row.x, row.y - 4, row.w, 34}, 10).clicked) control.wanted = on ? "off" : "on";
  return 40;
}

}  // namespace

float draw_setting(ui::Ui& ui, Rect row, const Setting& setting, SettingControl& control) {
  ui.canvas.text({row.x, row.y + 15}, ui.say(setting.label), {Face::Medium, ui::kSmall}, ui.color(Token::Text2));
  switch (setting.kind) {
    case Setting::Kind::Number: return draw_number(ui, row, setting, control);
    case Setting::Kind::Choice: return draw_choice(ui, row, setting, control);
    case Setting::Kind::Switch: break;
  }
  return draw_switch(ui, row, setting, control);
}

}  // namespace epochs::app
