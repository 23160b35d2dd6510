#include "app/narrative.hpp"

#include <algorithm>

#include "app/claim_card.hpp"
#include "app/icons.hpp"
#include "app/press.hpp"
#include "ui/formula.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

namespace {

// Segments, count and the round buttons for back and next: 32 u high.
NarrativeWish draw_header(ui::Ui& ui, Rect row, const NarrativeScene& scene) {
  NarrativeWish wish;
  const int n = static_cast<int>(scene.text.steps.size()), now = static_cast<int>(scene.index);
  const float w = std::clamp((row.w - 128 - 5 * static_cast<float>(n - 1)) / static_cast<float>(n), 6.f, 28.f), y = row.y + 2;
  for (int i = 0; i < n; ++i) {
    const Rect segment{row.x + static_cast<float>(i) * (w + 5), y, w, 4};
    ui.canvas.fill(segment, ui.color(i < now ? Token::Text3 : i == now ? Token::Text1 : Token::Line2), 2);
    if (press(ui, "narrative.step." + scene.text.steps[static_cast<std::size_t>(i)].id, {segment.x - 2, y - 14, w + 4, 32}, 4).clicked) wish.jump = i;
  }
  const std::string count = std::to_string(now + 1) + " / " + std::to_string(n);
  ui.canvas.text({row.x + static_cast<float>(n) * (w + 5) + 8, y + 7}, count, {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  const Vec2 back{row.right() - 52 + 2, y + 2}, next{row.right() - 16, y + 2};
  if (round_button(ui, "narrative.back", back, 16, Token::Surface1).clicked) wish.go = -1;
  icon::chevron(ui.canvas, back, 9, ui.color(now > 0 ? Token::Text1 : Token::Text3), icon::Toward::Left);
  if (round_button(ui, "narrative.next", next, 16, Token::Surface1).clicked) wish.go = 1;
  icon::chevron(ui.canvas, next, 9, ui.color(now + 1 < n ? Token::Text1 : Token::Text3), icon::Toward::Right);
  return wish;
}

float draw_title(ui::Ui& ui, Vec2 at, float width, const lesson::Step& step) {
  const float line = ui.language == Language::Chinese ? 40.f : 36.f;
  return ui::plain_text(ui, at, width, step.title, {{Face::Display, ui::kTitle}, line, Token::Text1, 2});
}

float draw_body(ui::Ui& ui, Vec2 at, float width, const lesson::Step& step, int lines) {
  const float line = ui.language == Language::Chinese ? 28.f : 25.5f;
  float y = at.y;
  for (const ui::Paragraph& paragraph : step.body) {
    const ui::RichStyle style{{Face::Ui, ui::kBody}, line, Token::Text1, lines};
    y += ui::rich_text(ui, {at.x, y}, width, paragraph, style) + 10;
    if (lines > 0) break;   // the short text shows its first paragraph
  }
  return y - at.y;
}

// Each formula on its line, 18 u right of a bar of 2 u.
float draw_formulas(ui::Ui& ui, Vec2 at, float width, const lesson::Step& step) {
  float y = at.y;
  for (const std::string& name : step.formulas)
    for (std::string_view line : ui::formula_lines(name)) {
      const auto laid_out = ui::lay_out_formula(ui.canvas, line, 21);
      const float wide = laid_out ? laid_out.value().width : 0, size = wide > width - 20 ? std::max(15.f, 21 * (width - 20) / wide) : 21.f;
      const float tall = laid_out ? std::max(40.f, (laid_out.value().ascent + laid_out.value().descent) * size / 21 + 16) : 40.f;
      const float above = laid_out ? (tall + (laid_out.value().ascent - laid_out.value().descent) * size / 21) / 2 : 26.f;
      ui::draw_formula(ui, {at.x + 18, y + above}, line, size);
      y += tall;
    }
  if (y > at.y) ui.canvas.fill({at.x, at.y, 2, y - at.y}, ui.color(Token::Line2), 1);
  return y > at.y ? y - at.y + 12 : 0;
}

float option_height(ui::Ui& ui, float width, std::string_view label) {
  return ui::plain_text(ui, {0, 0}, width - 43, label, {{Face::Ui, 14.5f}, 20, Token::Text1, 3}, ui::Draw::No) + 10;
}

// The card's height for a question of this width; options of one line each.
float predict_height(ui::Ui& ui, float width, const lesson::Prediction& prediction, const Guess& guess) {
  const float line = ui.language == Language::Chinese ? 25.f : 23.f;
  const float question = ui::rich_text(ui, {0, 0}, width - 36, prediction.question, {{Face::Medium, ui::kQuestion}, line, Token::Text1, 4}, ui::Draw::No);
  const float reason = guess.answered || guess.skipped
                           ? ui::rich_text(ui, {0, 0}, width - 36, prediction.reason, {{Face::Ui, ui::kLabel}, 21, Token::Text2, 4}, ui::Draw::No)
                           : 34;
  float options = 0;
  for (const std::string& option : prediction.options) options += option_height(ui, width - 20, option) + 3;
  return 36 + question + 8 + options + 10 + reason + 18;
}

void draw_option(ui::Ui& ui, Rect row, std::string_view label, int index, Guess& guess) {
  const bool chosen = guess.chosen == index, done = guess.answered || guess.skipped, right = done && guess.outcome == index;
  if (chosen && !done) ui.canvas.fill(row, ui.color(Token::Surface3), 8);
  else if (!done && row.contains(ui.pointer.position)) ui.canvas.fill(row, ui.color(Token::Surface2), 8);
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
  if (!done && press(ui, "predict.option." + std::to_string(index + 1), row, 8).clicked) guess.chosen = index;
}

void draw_predict(ui::Ui& ui, Rect card, const lesson::Prediction& prediction, Guess& guess, NarrativeWish& wish) {
  surface(ui, card, 14);
  const float line = ui.language == Language::Chinese ? 25.f : 23.f;
  const bool done = guess.answered || guess.skipped;
  const Localized caption = !done ? Localized{"Predict first", "先预测"} : guess.skipped ? Localized{"What happened", "结果"} : Localized{"Your guess, and what happened", "你的猜测与结果"};
  const std::string earlier = done && !guess.on.empty() ? " · " + guess.on : std::string();
  ui.canvas.text({card.x + 18, card.y + 28}, std::string(ui.say(caption)) + earlier, {Face::Medium, ui::kSmall}, ui.color(Token::Text3));
  float y = card.y + 36;
  y += ui::rich_text(ui, {card.x + 18, y}, card.w - 36, prediction.question, {{Face::Medium, ui::kQuestion}, line, Token::Text1, 4}) + 8;
  for (std::size_t i = 0; i < prediction.options.size(); ++i) {
    const float h = option_height(ui, card.w - 20, prediction.options[i]);
    draw_option(ui, {card.x + 10, y, card.w - 20, h}, prediction.options[i], static_cast<int>(i), guess);
    y += h + 3;
  }
  y += 10;
  if (done) {
    ui::rich_text(ui, {card.x + 18, y}, card.w - 36, prediction.reason, {{Face::Ui, ui::kLabel}, 21, Token::Text2, 4});
    return;
  }
  const std::string_view check = ui.say({"Check", "确认"}), skip = ui.say({"Skip", "跳过"});
  const float w = std::max(96.f, button_width(ui, check));
  if (guess.chosen >= 0) {
    wish.check |= primary_button(ui, "predict.check", {card.x + 18, y, w, 34}, check);
  } else {
    ui.canvas.fill({card.x + 18, y, w, 34}, ui.color(Token::Surface2), 17);
    ui.canvas.text({card.x + 18 + w / 2, y + 22}, check, {Face::Medium, ui::kLabel}, ui.color(Token::Text3), ui::Align::Center);
  }
  const float x = card.x + 18 + w + 20, skip_width = ui.canvas.text(Vec2{x, y + 22}, skip, {Face::Medium, ui::kLabel}, ui.color(Token::Text2));
  wish.skip |= press(ui, "predict.skip", {x - 8, y + 1, skip_width + 16, 32}, 8).clicked;
}

const claim::Claim* claim_of(const NarrativeScene& scene) {
  if (!scene.claims) return nullptr;
  for (const std::string& id : scene.step.claims)
    for (const claim::Claim& claim : scene.lesson.claims)
      if (claim.id == id) return &claim;
  return nullptr;
}

// A thin bar at the right while there is more to scroll to.
void draw_more(ui::Ui& ui, Rect area, float scroll, float content) {
  if (content <= area.h + 1) return;
  const float h = area.h * area.h / content, y = area.y + area.h * scroll / content;
  ui.canvas.fill({area.right() + 6, y, 4, h}, ui.color(Token::Line2), 2);
}

void draw_short(ui::Ui& ui, Rect area, const NarrativeScene& scene, NarrativeState& state, Guess& guess, NarrativeWish& wish) {
  float y = area.y + draw_title(ui, {area.x, area.y}, area.w, scene.step) + 4;
  const int lines = std::max(1, static_cast<int>((area.bottom() - y - 4) / 26));
  draw_body(ui, {area.x, y}, area.w - (scene.step.prediction ? 180.f : 0.f), scene.step, std::min(5, lines));
  if (!scene.step.prediction) return;
  const std::string_view label = ui.say({"Predict first", "先预测"});
  const float w = button_width(ui, label);
  if (ghost_button(ui, "predict.open", {area.right() - w, area.bottom() - 40, w, 36}, label)) state.question_open = !state.question_open;
  if (!state.question_open) return;
  const float width = std::min(380.f, area.w), h = predict_height(ui, width, *scene.step.prediction, guess);
  const Rect card{area.right() - width, area.bottom() + 8, width, h};
  shadow(ui, card, 14);
  draw_predict(ui, card, *scene.step.prediction, guess, wish);
}

}  // namespace

namespace {

// The card at the foot: the prediction, or the claim of a step without one. Nothing: 0.
float foot_height(ui::Ui& ui, float width, const NarrativeScene& scene, const Guess& guess, const ClaimRun& claim) {
  if (scene.step.prediction) return predict_height(ui, width, *scene.step.prediction, guess);
  if (const claim::Claim* proven = claim_of(scene)) return claim_card_height(ui, width, *proven, claim);
  return 0;
}

void draw_foot(ui::Ui& ui, Rect card, const NarrativeScene& scene, Guess& guess, ClaimRun& claim, NarrativeWish& wish) {
  if (scene.step.prediction) return draw_predict(ui, card, *scene.step.prediction, guess, wish);
  if (const claim::Claim* proven = claim_of(scene)) draw_claim_card(ui, card, *proven, claim, scene.seed);
}

float draw_words(ui::Ui& ui, Vec2 at, float width, const lesson::Step& step) {
  float y = at.y;
  y += draw_title(ui, {at.x, y}, width, step) + 8;
  y += draw_body(ui, {at.x, y}, width, step, 0) + 4;
  y += draw_formulas(ui, {at.x, y}, width, step);
  return y - at.y;
}

// On the last step: the question that is kept for a later visit, and the papers.
float draw_end(ui::Ui& ui, Vec2 at, float width, const NarrativeScene& scene) {
  if (scene.index + 1 < scene.text.steps.size()) return 0;
  float y = at.y + 6;
  const ui::RichStyle caption{{Face::Medium, ui::kSmall}, 22, Token::Text3, 0}, small{{Face::Ui, ui::kSmall}, 19, Token::Text2, 0};
  if (!scene.text.last_question.empty()) {
    y += ui::plain_text(ui, {at.x, y}, width, ui.say({"For your next visit", "留到下次再想"}), caption);
    y += ui::rich_text(ui, {at.x, y}, width, scene.text.last_question, {{Face::Medium, ui::kQuestion}, 24, Token::Text1, 0}) + 12;
  }
  if (scene.text.sources.empty()) return y - at.y;
  y += ui::plain_text(ui, {at.x, y}, width, ui.say({"Sources", "出处"}), caption);
  for (const std::string& source : scene.text.sources) y += ui::plain_text(ui, {at.x, y}, width, source, small) + 4;
  return y - at.y;
}

}  // namespace

float predict_card_height(ui::Ui& ui, float width, const lesson::Prediction& prediction, const Guess& guess) { return predict_height(ui, width, prediction, guess); }
void draw_predict_card(ui::Ui& ui, Rect card, const lesson::Prediction& prediction, Guess& guess, NarrativeWish& wish) { draw_predict(ui, card, prediction, guess, wish); }

NarrativeWish draw_narrative(ui::Ui& ui, Rect area, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim) {
  NarrativeWish wish = draw_header(ui, area.cut_top(24), scene);
  if (scene.short_text) {
    area.cut_top(6);
    draw_short(ui, area, scene, state, guess, wish);
    return wish;
  }
  const float foot = foot_height(ui, area.w, scene, guess, claim);
  // The card keeps its place at the foot; where that would leave no room for the words, all scrolls as one column.
  const bool flows = foot > 0 && area.h - foot < 190;
  if (foot > 0 && !flows) {
    draw_foot(ui, area.cut_bottom(foot), scene, guess, claim, wish);
    area.cut_bottom(14);
  }
  if (area.contains(ui.pointer.position)) state.scroll -= ui.pointer.wheel * 40;
  ui::Ui inside = area.contains(ui.pointer.position) ? ui : quiet(ui);   // what is scrolled out cannot be pressed
  ui.canvas.push_clip({area.x - 4, area.y, area.w + 8, area.h});
  float y = area.y - state.scroll + 4;
  y += draw_words(inside, {area.x, y}, area.w, scene.step);
  y += draw_end(inside, {area.x, y}, area.w, scene);
  if (flows) draw_foot(inside, {area.x, y + 6, area.w, foot}, scene, guess, claim, wish);
  if (flows) y += foot + 6;
  ui.canvas.pop_clip();
  const float content = y + state.scroll - area.y;
  state.scroll = std::clamp(state.scroll, 0.f, std::max(0.f, content - area.h));
  draw_more(ui, area, state.scroll, content);
  return wish;
}

}  // namespace epochs::app
