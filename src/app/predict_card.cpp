#include "app/predict_card.hpp"

#include <algorithm>

#include "app/icons.hpp"
#include "app/press.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

namespace {

float question_line(const ui::Ui& ui) { return ui.language == Language::Chinese ? 25.f : 23.f; }
ui::RichStyle question_style(const ui::Ui& ui) { return {{Face::Medium, ui::kQuestion}, question_line(ui), Token::Text1, 4}; }
ui::RichStyle reason_style() { return {{Face::Ui, ui::kLabel}, 21, Token::Text2, 9}; }

float option_height(ui::Ui& ui, float width, std::string_view label) {
  return ui::plain_text(ui, {0, 0}, width - 43, label, {{Face::Ui, 14.5f}, 20, Token::Text1, 3}, ui::Draw::No) + 10;
}

void draw_option(ui::Ui& ui, Rect row, std::string_view label, int index, Guess& guess) {
  const bool chosen = guess.chosen == index, done = guess.done(), right = done && guess.outcome == index;
  const Press pressed = done ? Press{} : press(ui, "predict.option." + std::to_string(index + 1), row, 8);
  if (chosen && !done) ui.canvas.fill(row, ui.color(Token::Surface3), 8);
  else hover_fill(ui, row, Token::Surface2, 8, pressed);
  const Vec2 at{row.x + 17, row.y + 15};
  if (right) {
    ui.canvas.disc(at, 8, ui.color(Token::Text1));
    icon::check(ui.canvas, at, 8, ui.color(Token::InkOn));
  } else {
    ui.canvas.circle(at, 6.5f, ui.color(chosen ? Token::Text1 : Token::Text3), 1.5f);
    if (chosen && !done) ui.canvas.disc(at, 3.2f, ui.color(Token::Text1));
  }
  const Token color = done && !right && !chosen ? Token::Text3 : Token::Text1;
  ui::plain_text(ui, {row.x + 33, row.y + 5}, row.w - 43, label, {{right ? Face::Medium : Face::Ui, 14.5f}, 20, color, 3});
  if (pressed.clicked) guess.chosen = index;
}

Localized caption_of(const Guess& guess) {
  if (!guess.done()) return {"Predict first", "先预测"};
  if (guess.measuring()) return guess.skipped ? Localized{"What happens?", "会怎样？"} : Localized{"Your guess", "你的猜测"};
  return guess.skipped ? Localized{"What happened", "结果"} : Localized{"Your guess, and what happened", "你的猜测与结果"};
}

void draw_buttons(ui::Ui& ui, Vec2 at, float width, Guess& guess, PredictWish& wish) {
  const std::string_view check = ui.say({"Check", "确认"});
  const float w = std::max(96.f, button_width(ui, check));
  std::string_view skip = ui.say(without_guess());
  if (w + 20 + ui.canvas.text_width(skip, {Face::Medium, ui::kLabel}) > width) skip = ui.say(without_guess_short());
  if (guess.chosen >= 0) {
    wish.check |= primary_button(ui, "predict.check", {at.x, at.y, w, 34}, check);
  } else {
    ui.canvas.fill({at.x, at.y, w, 34}, ui.color(Token::Surface2), 17);
    ui.canvas.text({at.x + w / 2, at.y + 22}, check, {Face::Medium, ui::kLabel}, ui.color(Token::Text3), ui::Align::Center);
  }
  const float x = at.x + w + 20, wide = ui.canvas.text(Vec2{x, at.y + 22}, skip, {Face::Medium, ui::kLabel}, ui.color(Token::Text2));
  wish.skip |= press(ui, "predict.skip", {x - 8, at.y + 1, wide + 16, 32}, 8).clicked;
}

// What stands below the options: the two buttons, then "measuring…", then the reason.
float foot_height(ui::Ui& ui, float width, const lesson::Prediction& prediction, const Guess& guess) {
  if (!guess.done()) return 34;
  if (guess.measuring()) return 24;
  return ui::rich_text(ui, {0, 0}, width - 36, prediction.reason, reason_style(), ui::Draw::No);
}

// Once it is over, what was neither guessed nor the outcome makes room for the reason.
bool is_shown(const Guess& guess, int option) { return !guess.done() || guess.measuring() || option == guess.chosen || option == guess.outcome; }

}  // namespace

Localized without_guess() { return {"Show me without guessing", "不猜，直接看"}; }
Localized without_guess_short() { return {"Just show me", "直接看"}; }

float predict_card_height(ui::Ui& ui, float width, const lesson::Prediction& prediction, const Guess& guess) {
  const float question = ui::rich_text(ui, {0, 0}, width - 36, prediction.question, question_style(ui), ui::Draw::No);
  float options = 0;
  for (std::size_t i = 0; i < prediction.options.size(); ++i)
    if (is_shown(guess, static_cast<int>(i))) options += option_height(ui, width - 20, prediction.options[i]) + 3;
  return 36 + question + 8 + options + 10 + foot_height(ui, width, prediction, guess) + 18;
}

void draw_predict_card(ui::Ui& ui, Rect card, const lesson::Prediction& prediction, Guess& guess, PredictWish& wish) {
  surface(ui, card, 14);
  ui.anchors.add("predict.card", card);
  const std::string earlier = guess.done() && !guess.on.empty() ? " · " + guess.on : std::string();
  ui.canvas.text({card.x + 18, card.y + 28}, std::string(ui.say(caption_of(guess))) + earlier, {Face::Medium, ui::kSmall}, ui.color(Token::Text3));
  float y = card.y + 36;
  y += ui::rich_text(ui, {card.x + 18, y}, card.w - 36, prediction.question, question_style(ui)) + 8;
  for (std::size_t i = 0; i < prediction.options.size(); ++i) {
    if (!is_shown(guess, static_cast<int>(i))) continue;
    const float h = option_height(ui, card.w - 20, prediction.options[i]);
    draw_option(ui, {card.x + 10, y, card.w - 20, h}, prediction.options[i], static_cast<int>(i), guess);
    y += h + 3;
  }
  y += 10;
  if (!guess.done()) return draw_buttons(ui, {card.x + 18, y}, card.w - 36, guess, wish);
  if (!guess.measuring()) return void(ui::rich_text(ui, {card.x + 18, y}, card.w - 36, prediction.reason, reason_style()));
  ui.anchors.add("predict.measuring", {card.x + 18, y, card.w - 36, 24});
  ui.canvas.text({card.x + 18, y + 16}, ui.say({"measuring…", "正在测量…"}), {Face::Ui, ui::kLabel}, ui.color(Token::Text2));
}

}  // namespace epochs::app
