#include "app/trouble.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <thread>

#include "app/press.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using session::Health;
using ui::Face;
using ui::Rect;
using ui::Token;

void TroubleMemory::look(lesson::Player& player) {
  const session::Health health = player.training().status().health;
  if (health.kind == kind_ && health.update == update_) return;
  kind_ = health.kind, update_ = health.update;
  rate_.clear();
  parameter_ = {};
  if (!health.parameter.empty()) parameter_ = player.parameter_words(health.parameter);
  if (kind_ == Health::Kind::Well) return;
  for (const lesson::Setting& setting : player.settings())
    if (setting.key == "rate") rate_ = setting.value;
}

bool ran_away(const session::Status& status) {
  return (status.health.kind == Health::Kind::NotFinite || status.health.kind == Health::Kind::Diverged) && status.update >= status.health.update;
}

namespace {

std::string failure_sentence(bool english, const std::string& failure) {
  return (english ? "The training stopped: " : "训练停止了：") + failure + (english ? ". Nothing that was learned is lost." : "。已经学到的没有丢失。");
}

std::string first(bool english, const session::Health& health) {
  if (health.parameter.empty()) return "";
  return english ? ", first in " + health.parameter : "，最先出在" + health.parameter;
}

std::string furthest(bool english, const session::Health& health) {
  if (health.parameter.empty()) return "";
  return english ? ", " + health.parameter + " furthest of all" : "，跑得最远的是" + health.parameter;
}

// The size of the steps is the rate's doing; without one it is told in general.
std::string why(bool english, const std::string& rate) {
  if (english) return rate.empty() ? "The steps are too large." : "The learning rate " + rate + " is too large.";
  return rate.empty() ? "步子太大了。" : "学习率 " + rate + " 太大了。";
}

}  // namespace

std::string trouble_sentence(const ui::Ui& ui, const session::Status& status, const std::string& rate) {
  const bool english = ui.language == Language::English;
  if (!status.failure.empty()) return failure_sentence(english, status.failure);
  const session::Health& health = status.health;
  const std::string at = group_thousands(health.update), reason = why(english, rate);
  switch (health.kind) {
    case Health::Kind::Well: break;
    case Health::Kind::NotFinite:
      return english ? "At step " + at + " a number stopped being finite" + first(english, health) + ". " + reason
                     : "第 " + at + " 步，有数不再是有限的" + first(english, health) + "。" + reason;
    case Health::Kind::Diverged:
      return english ? "The numbers ran away at step " + at + furthest(english, health) + ": each step overshot further than the one before. " + reason
                     : "第 " + at + " 步，数值失控了" + furthest(english, health) + "：每一步都比前一步冲得更远。" + reason;
    case Health::Kind::Oscillating:
      return english ? "Since step " + at + " the loss jumps back and forth and does not settle. " + reason : "从第 " + at + " 步起，损失来回跳动，停不下来。" + reason;
  }
  return {};
}

namespace {

session::Status named(const ui::Ui& ui, const TroubleScene& scene) {
  session::Status status = scene.player.training().status();
  if (!scene.memory.parameter().empty()) status.health.parameter = scene.memory.parameter().in(ui.language);
  return status;
}

struct Measures {
  float width, text, line, button, button_text, pad, foot;
};
Measures measures(const ui::Ui& ui, TroubleSize size) {
  if (size == TroubleSize::Room) return {940, 24, ui.language == Language::Chinese ? 38.f : 34.f, 54, 22, 30, 28};
  return {520, ui::kQuestion, ui.language == Language::Chinese ? 25.f : 23.f, 36, ui::kLabel, 18, 16};
}
ui::RichStyle style_of(const Measures& m) { return {{Face::Medium, m.text}, m.line, Token::Text1, 5}; }
float text_left(const Measures& m) { return m.pad + 2.7f * m.text; }
float button_wide(ui::Ui& ui, const Measures& m, std::string_view label) { return ui.canvas.text_width(label, {Face::Semibold, m.button_text}) + m.button + 4; }

// One click to repair it, and the way back; a state that a teacher locked has neither.
void draw_buttons(ui::Ui& ui, Rect row, const TroubleScene& scene, const Measures& m) {
  session::Training& training = scene.player.training();
  float x = row.x;
  const auto pill = [&](std::string_view id, std::string_view label, ui::ButtonKind kind) {
    const Rect area{x, row.y, button_wide(ui, m, label), m.button};
    x = area.right() + 12;
    return ui::button(ui, id, area, label, kind, ui::Access::Open, m.button_text);
  };
  const long safe = std::max(0L, training.status().health.update - 10);
  if (scene.may_set && pill("trouble.repair", ui.say(scene.player.repair_label()), ui::ButtonKind::Primary)) scene.player.repair();
  const std::string back = std::string(ui.say({"Back to step ", "回到第 "})) + group_thousands(safe) + std::string(ui.say({"", " 步"}));
  if (pill("trouble.back", back, ui::ButtonKind::Ghost)) training.seek(safe);
}

}  // namespace

Rect trouble_area(ui::Ui& ui, Rect stage, const TroubleScene& scene) {
  const session::Status status = named(ui, scene);
  const std::string sentence = trouble_sentence(ui, status, scene.memory.rate());
  if (sentence.empty() || status.update < status.health.update) return {};   // before it happened: nothing to say
  const Measures m = measures(ui, scene.size);
  const float w = std::min(m.width, stage.w - 32);
  const float text = ui::plain_text(ui, {0, 0}, w - text_left(m) - m.pad, sentence, style_of(m), ui::Draw::No);
  const float h = m.pad + text + (scene.may_train ? 0.6f * m.pad + m.button : 0) + m.pad;
  return {stage.center().x - w / 2, stage.bottom() - m.foot - h, w, h};
}

void draw_trouble_panel(ui::Ui& ui, Rect stage, const TroubleScene& scene) {
  const Rect area = trouble_area(ui, stage, scene);
  if (area.w <= 0) return;
  const Measures m = measures(ui, scene.size);
  shadow(ui, area, 12);
  surface(ui, area, 12, Token::Surface2);
  const float k = m.text / ui::kQuestion;
  const ui::Vec2 sign{area.x + m.pad + 14 * k, area.y + m.pad + m.line * 0.5f};   // a warning has no hue: an outlined triangle
  const std::array<ui::Vec2, 4> triangle{{{sign.x, sign.y - 11 * k}, {sign.x + 12 * k, sign.y + 9 * k}, {sign.x - 12 * k, sign.y + 9 * k}, {sign.x, sign.y - 11 * k}}};
  ui.canvas.polyline(triangle, ui.color(Token::Text1), 1.6f * k);
  ui.canvas.text({sign.x, sign.y + 7 * k}, "!", {Face::Semibold, ui::kSmall * k}, ui.color(Token::Text1), ui::Align::Center);
  const float x = area.x + text_left(m);
  const std::string sentence = trouble_sentence(ui, named(ui, scene), scene.memory.rate());
  const float text = ui::plain_text(ui, {x, area.y + m.pad}, area.right() - m.pad - x, sentence, style_of(m));
  if (scene.may_train) draw_buttons(ui, {x, area.y + m.pad + text + 0.6f * m.pad, area.right() - x, m.button}, scene, m);
}

std::string machine_name() {
#if defined(__EMSCRIPTEN__)
  const std::string family = "browser";
#elif defined(__aarch64__)
  const std::string family = "arm64";
#else
  const std::string family = "x86-64";
#endif
  const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
  return family + " × " + std::to_string(processors);
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::array<char, 16> text{};
  std::tm parts{};
  if (const std::tm* local = std::localtime(&now)) parts = *local;
  std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
  return text.data();
}

}  // namespace epochs::app
