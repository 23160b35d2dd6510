// The settings of the lesson's model, drawn from Player::settings(), and the stop rule.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "app/inspector_panel.hpp"
#include "app/press.hpp"
#include "ui/rich_text.hpp"

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

void apply(const SideScene& scene, SideState& state, const Setting& setting, const std::string& value) {
  const Result<void> result = scene.player.set(setting.key, value);
  state.problem = result.ok() ? std::string() : result.error();
}

float draw_number(ui::Ui& ui, Rect row, const Setting& setting, const SideScene& scene, SideState& state) {
  ui.canvas.text({row.right(), row.y + 15}, setting.value, {Face::Mono, ui::kSmall}, ui.color(Token::Text1), Align::Right);
  const float share = share_of(setting);
  const float step = setting.whole ? 1 / static_cast<float>(std::max(1.0, setting.high - setting.low)) : 0.05f;
  const float now = slider(ui, "setting." + setting.key, {row.x, row.y + 22, row.w, 28}, share, state.dragged, step);
  if (std::abs(now - share) > 1e-4f) {
    const std::string value = plain(value_at(setting, now), setting);
    if (value != setting.value) apply(scene, state, setting, value);
  }
  return 56;
}

// Words side by side while they fit, else one under the other in rows.
float draw_choice(ui::Ui& ui, Rect row, const Setting& setting, const SideScene& scene, SideState& state) {
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
    if (press(ui, "setting." + setting.key + "." + value, pill, 16).clicked && !on) apply(scene, state, setting, value);
    x += w + 6;
  }
  return y - row.y + 44;
}

float draw_switch(ui::Ui& ui, Rect row, const Setting& setting, const SideScene& scene, SideState& state) {
  const bool on = setting.value == "on" || setting.value == "true" || setting.value == "1";
  const Rect track{row.right() - 42, row.y + 1, 42, 24};
  ui.canvas.fill(track, ui.color(on ? Token::Text1 : Token::Surface3), 12);
  ui.canvas.disc({on ? track.right() - 12 : track.x + 12, track.center().y}, 8, ui.color(on ? Token::InkOn : Token::Text2));
  if (press(ui, "setting." + setting.key, {row.x, row.y - 4, row.w, 34}, 10).clicked) apply(scene, state, setting, on ? "off" : "on");
  return 40;
}

float draw_setting(ui::Ui& ui, Rect row, const Setting& setting, const SideScene& scene, SideState& state) {
  ui.canvas.text({row.x, row.y + 15}, ui.say(setting.label), {Face::Medium, ui::kSmall}, ui.color(Token::Text2));
  switch (setting.kind) {
    case Setting::Kind::Number: return draw_number(ui, row, setting, scene, state);
    case Setting::Kind::Choice: return draw_choice(ui, row, setting, scene, state);
    case Setting::Kind::Switch: break;
  }
  return draw_switch(ui, row, setting, scene, state);
}

}  // namespace

void draw_model_settings(ui::Ui& ui, Rect area, const SideScene& scene, SideState& state) {
  if (area.contains(ui.pointer.position)) state.scroll -= ui.pointer.wheel * 48;
  ui.canvas.push_clip({area.x - 6, area.y, area.w + 12, area.h});
  Rect row{area.x, area.y - state.scroll, area.w, 0};
  session::Training& training = scene.player.training();
  const float half = (area.w - 8) / 2;
  if (ghost_button(ui, "model.undo", {row.x, row.y, half, 34}, ui.say({"Undo", "撤销"})) && training.can_undo()) training.undo();
  if (ghost_button(ui, "model.redo", {row.x + half + 8, row.y, half, 34}, ui.say({"Redo", "重做"})) && training.can_redo()) training.redo();
  row.y += 50;
  for (const Setting& setting : scene.player.settings()) row.y += draw_setting(ui, row, setting, scene, state);
  if (!state.problem.empty()) row.y += ui::plain_text(ui, {row.x, row.y}, row.w, state.problem, {{Face::Ui, ui::kSmall}, 18, Token::Text1, 4});
  ui.canvas.pop_clip();
  const float content = row.y + state.scroll - area.y;
  state.scroll = std::clamp(state.scroll, 0.f, std::max(0.f, content - area.h));
}

}  // namespace epochs::app
