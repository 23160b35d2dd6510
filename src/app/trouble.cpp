#include "app/trouble.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <thread>

#include "app/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using session::Health;
using ui::Face;
using ui::Rect;
using ui::Token;

std::string trouble_sentence(const ui::Ui& ui, const session::Status& status) {
  const bool english = ui.language == Language::English;
  const std::string at = group_thousands(status.health.update);
  if (!status.failure.empty())
    return (english ? "The training stopped: " : "训练停止了：") + status.failure + (english ? ". Nothing that was learned is lost." : "。已经学到的没有丢失。");
  switch (status.health.kind) {
    case Health::Kind::Well: break;
    case Health::Kind::NotFinite: {
      const std::string who = status.health.parameter.empty() ? std::string(english ? "A number" : "某个数") : status.health.parameter;
      return english ? who + " stopped being a finite number at step " + at + ": the steps were too large."
                     : who + " 在第 " + at + " 步不再是有限的数：步子太大了。";
    }
    case Health::Kind::Diverged:
      return english ? "The numbers ran away at step " + at + ": each step overshot further than the one before."
                     : "第 " + at + " 步，数值失控了：每一步都比前一步冲得更远。";
    case Health::Kind::Oscillating:
      return english ? "Since step " + at + " the loss jumps back and forth: the steps are too large to settle."
                     : "从第 " + at + " 步起，损失来回跳动：步子太大，停不下来。";
  }
  return {};
}

void draw_trouble_panel(ui::Ui& ui, Rect stage, lesson::Player& player) {
  session::Training& training = player.training();
  const session::Status status = training.status();
  const std::string sentence = trouble_sentence(ui, status);
  if (sentence.empty() || status.update < status.health.update) return;   // before it happened: nothing to say
  const float w = std::min(520.f, stage.w - 32);
  const ui::RichStyle style{{Face::Medium, ui::kQuestion}, ui.language == Language::Chinese ? 25.f : 23.f, Token::Text1, 4};
  const float text = ui::plain_text(ui, {0, 0}, w - 84, sentence, style, ui::Draw::No);
  const Rect area{stage.center().x - w / 2, stage.bottom() - 16 - (text + 92), w, text + 92};
  shadow(ui, area, 12);
  surface(ui, area, 12, Token::Surface2);
  const ui::Vec2 sign{area.x + 32, area.y + 34};   // a warning has no hue: an outlined triangle
  const std::array<ui::Vec2, 4> triangle{{{sign.x, sign.y - 11}, {sign.x + 12, sign.y + 9}, {sign.x - 12, sign.y + 9}, {sign.x, sign.y - 11}}};
  ui.canvas.polyline(triangle, ui.color(Token::Text1), 1.6f);
  ui.canvas.text({sign.x, sign.y + 7}, "!", {Face::Semibold, ui::kSmall}, ui.color(Token::Text1), ui::Align::Center);
  ui::plain_text(ui, {area.x + 60, area.y + 18}, w - 84, sentence, style);
  const long safe = std::max(0L, status.health.update - 10);
  const std::string back = std::string(ui.say({"Back to step ", "回到第 "})) + group_thousands(safe) + std::string(ui.say({"", " 步"}));
  const std::string_view repair = ui.say(player.repair_label());
  const float y = area.bottom() - 52, first = button_width(ui, repair);
  if (primary_button(ui, "trouble.repair", {area.x + 60, y, first, 36}, repair)) player.repair();
  if (ghost_button(ui, "trouble.back", {area.x + 72 + first, y, button_width(ui, back), 36}, back)) training.seek(safe);
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
