#include "app/narrative.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "app/claim_card.hpp"
#include "app/icons.hpp"
#include "app/press.hpp"
#include "app/scroll.hpp"
#include "ui/formula.hpp"
#include "ui/motion.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

namespace {

Localized next_label(const NarrativeScene& scene) {
  if (scene.index + 1 < scene.text.steps.size()) return {"Next", "下一步"};
  return scene.following ? Localized{"Next lesson", "下一课"} : Localized{"Hall", "展厅"};
}

// The way on carries its name; it is filled once there is nothing left to answer here.
bool draw_next(ui::Ui& ui, Rect pill, const NarrativeScene& scene, const Guess& guess) {
  const bool ready = !scene.step.prediction || guess.done();
  if (ready) ui.canvas.fill(pill, ui.color(Token::Surface3), 16);
  return ghost_button(ui, "narrative.next", pill, ui.say(next_label(scene)));
}

// A segment for each step; returns the one that was pressed, or −1. One place in the tab order for all of them, arrows move within.
int draw_segments(ui::Ui& ui, Vec2 at, float width, float gap, const NarrativeScene& scene) {
  std::vector<std::string> ids;
  for (const lesson::Step& step : scene.text.steps) ids.push_back("narrative.step." + step.id);
  const std::size_t stop = ui::move_in_row(ui, ids, scene.index);
  int pressed = -1;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Rect segment{at.x + static_cast<float>(i) * (width + gap), at.y, width, 4};
    ui.canvas.fill(segment, ui.color(i < scene.index ? Token::Text3 : i == scene.index ? Token::Text1 : Token::Line2), 2);
    const ui::TabStop place = i == stop ? ui::TabStop::Own : ui::TabStop::InRow;
    if (ui::pressable(ui, ids[i], {segment.x - 2, at.y - 14, width + 4, 32}, 4, ui::Access::Open, place).clicked) pressed = static_cast<int>(i);
  }
  return pressed;
}

// Segments, count, a round button for back and the way on: 32 u high.
NarrativeWish draw_header(ui::Ui& ui, Rect row, const NarrativeScene& scene, const Guess& guess) {
  NarrativeWish wish;
  const int n = static_cast<int>(scene.text.steps.size()), now = static_cast<int>(scene.index);
  const float onward = button_width(ui, ui.say(next_label(scene)));
  const Rect next{row.right() - onward, row.y - 14, onward, 32};
  row.w = next.x - 6 - row.x;
  const std::string count = std::to_string(now + 1) + " / " + std::to_string(n);
  const float room = row.w - 32 - 8 - ui.canvas.text_width(count, {Face::Ui, ui::kSmall}) - 13;   // between them the count and the round button
  const float gap = room >= 11 * static_cast<float>(n) ? 5.f : 3.f, y = row.y + 2;
  const float w = std::clamp(room / static_cast<float>(n) - gap, 2.f, 28.f);
  wish.jump = draw_segments(ui, {row.x, y}, w, gap, scene);
  ui.canvas.text({row.x + static_cast<float>(n) * (w + gap) + 8 - gap + 5, y + 7}, count, {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  const Vec2 back{row.right() - 16, y + 2};
  if (round_button(ui, "narrative.back", back, 16, Token::Surface1).clicked) wish.go = -1;
  icon::chevron(ui.canvas, back, 9, ui.color(now > 0 ? Token::Text1 : Token::Text3), icon::Toward::Left);
  if (draw_next(ui, next, scene, guess)) now + 1 < n ? void(wish.go = 1) : void(wish.leave = true);
  return wish;
}

float draw_title(ui::Ui& ui, Vec2 at, float width, const lesson::Step& step, ui::Draw draw = ui::Draw::Yes) {
  const float line = ui.language == Language::Chinese ? 40.f : 36.f;
  return ui::plain_text(ui, at, width, step.title, {{Face::Display, ui::kTitle}, line, Token::Text1, 2}, draw);
}

float body_line(const ui::Ui& ui) { return ui.language == Language::Chinese ? 28.f : 25.5f; }

float draw_body(ui::Ui& ui, Vec2 at, float width, const lesson::Step& step, int lines, ui::Draw draw = ui::Draw::Yes) {
  const float line = body_line(ui);
  float y = at.y;
  for (const ui::Paragraph& paragraph : step.body) {
    const ui::RichStyle style{{Face::Ui, ui::kBody}, line, Token::Text1, lines};
    y += ui::rich_text(ui, {at.x, y}, width, paragraph, style, draw) + 10;
    if (lines > 0) break;   // the short text shows its first paragraph
  }
  return y - at.y;
}

// How a formula stands on its line: size of its type, height of the line, its baseline below the line's top.
struct FormulaLine {
  float size = 21, tall = 40, above = 26;
};

FormulaLine formula_line(ui::Ui& ui, std::string_view tex, float width) {
  FormulaLine out;
  const auto laid_out = ui::lay_out_formula(ui.canvas, tex, out.size);
  if (!laid_out) return out;
  const ui::Formula& formula = laid_out.value();
  if (formula.width > width - 20) out.size = std::max(15.f, out.size * (width - 20) / formula.width);
  out.tall = std::max(40.f, (formula.ascent + formula.descent) * out.size / 21 + 16);
  out.above = (out.tall + (formula.ascent - formula.descent) * out.size / 21) / 2;
  return out;
}

// Each formula on its line, 18 u right of a bar of 2 u.
float draw_formulas(ui::Ui& ui, Vec2 at, float width, const lesson::Step& step, ui::Draw draw) {
  float y = at.y;
  for (const std::string& name : step.formulas)
    for (std::string_view tex : ui::formula_lines(name, ui.language)) {
      const FormulaLine line = formula_line(ui, tex, width);
      if (draw == ui::Draw::Yes) ui::draw_formula(ui, {at.x + 18, y + line.above}, tex, line.size);
      y += line.tall;
    }
  if (y > at.y && draw == ui::Draw::Yes) ui.canvas.fill({at.x, at.y, 2, y - at.y}, ui.color(Token::Line2), 1);
  return y > at.y ? y - at.y + 12 : 0;
}

// The claims that a step proves; after its question, because they tell the outcome.
std::vector<const claim::Claim*> claims_of(const NarrativeScene& scene, const Guess& guess) {
  std::vector<const claim::Claim*> out;
  if (!scene.claims || (scene.step.prediction && !guess.done())) return out;
  for (const std::string& id : scene.step.claims)
    for (const claim::Claim& claim : scene.lesson.claims)
      if (claim.id == id) out.push_back(&claim);
  return out;
}

constexpr float kCardGap = 12;

// The cards at the foot, one under the other: the prediction, then what proves it. Nothing: 0.
float foot_height(ui::Ui& ui, float width, const NarrativeScene& scene, const Guess& guess, const ClaimRun& claim) {
  float h = scene.step.prediction ? predict_card_height(ui, width, *scene.step.prediction, guess) : 0;
  for (const claim::Claim* proven : claims_of(scene, guess)) h += (h > 0 ? kCardGap : 0) + claim_card_height(ui, width, *proven, claim);
  return h;
}

void draw_foot(ui::Ui& ui, Rect cards, const NarrativeScene& scene, Guess& guess, ClaimRun& claim, NarrativeWish& wish) {
  const std::vector<const claim::Claim*> claims = claims_of(scene, guess);   // as measured: a press below may change it
  if (scene.step.prediction) {
    const float h = predict_card_height(ui, cards.w, *scene.step.prediction, guess);
    draw_predict_card(ui, cards.cut_top(h), *scene.step.prediction, guess, wish);
    cards.cut_top(kCardGap);
  }
  for (const claim::Claim* proven : claims) {
    const float h = claim_card_height(ui, cards.w, *proven, claim);
    draw_claim_card(ui, cards.cut_top(h), *proven, claim, scene.seed, scene.trouble ? ui::ButtonKind::Ghost : ui::ButtonKind::Primary);
    cards.cut_top(kCardGap);
  }
}

// On the last step: the question that is kept for a later visit, and the papers.
float draw_end(ui::Ui& ui, Vec2 at, float width, const NarrativeScene& scene, ui::Draw draw) {
  if (scene.index + 1 < scene.text.steps.size()) return 0;
  float y = at.y + 6;
  const ui::RichStyle caption{{Face::Medium, ui::kSmall}, 22, Token::Text3, 0}, small{{Face::Ui, ui::kSmall}, 19, Token::Text2, 0};
  if (!scene.text.last_question.empty()) {
    y += ui::plain_text(ui, {at.x, y}, width, ui.say({"For your next visit", "留到下次再想"}), caption, draw);
    y += ui::rich_text(ui, {at.x, y}, width, scene.text.last_question, {{Face::Medium, ui::kQuestion}, 24, Token::Text1, 0}, draw) + 12;
  }
  if (scene.text.sources.empty()) return y - at.y;
  y += ui::plain_text(ui, {at.x, y}, width, ui.say({"Sources", "出处"}), caption, draw);
  for (const std::string& source : scene.text.sources) y += ui::plain_text(ui, {at.x, y}, width, source, small, draw) + 4;
  return y - at.y;
}

// Text, formulas, and on the last step its end; returns the height.
float draw_words(ui::Ui& ui, Vec2 at, float width, const NarrativeScene& scene, ui::Draw draw = ui::Draw::Yes) {
  float y = at.y;
  y += draw_body(ui, {at.x, y}, width, scene.step, 0, draw) + 4;
  y += draw_formulas(ui, {at.x, y}, width, scene.step, draw);
  y += draw_end(ui, {at.x, y}, width, scene, draw);
  return y - at.y;
}

// Where lines of text and formulas end, from the top of the words: what is scrolled is cut there, and not through a line.
std::vector<float> line_ends(ui::Ui& ui, float width, const NarrativeScene& scene) {
  std::vector<float> ends;
  float y = 0;
  for (const ui::Paragraph& paragraph : scene.step.body) {
    const ui::RichStyle style{{Face::Ui, ui::kBody}, body_line(ui), Token::Text1, 0};
    const float tall = ui::rich_text(ui, {0, 0}, width, paragraph, style, ui::Draw::No);
    for (float line = body_line(ui); line < tall + 1; line += body_line(ui)) ends.push_back(y + line);
    y += tall + 10;
  }
  y += 4;
  for (const std::string& name : scene.step.formulas)
    for (std::string_view tex : ui::formula_lines(name, ui.language)) ends.push_back(y += formula_line(ui, tex, width).tall);
  return ends;
}

constexpr float kSameLine = 0.5f;

// How much of `most` is filled by whole lines and whole formulas.
float whole_lines(ui::Ui& ui, float width, const NarrativeScene& scene, float most) {
  float whole = 0;
  for (const float end : line_ends(ui, width, scene)) {
    if (end > most + kSameLine) return whole;
    whole = end;
  }
  return most;
}

// How much further a column scrolled by `scroll` has to go to begin with a whole line.
float to_next_line(ui::Ui& ui, float width, const NarrativeScene& scene, float scroll) {
  if (scroll <= 0) return 0;
  for (const float end : line_ends(ui, width, scene))
    if (end > scroll - kSameLine) return std::max(0.f, end - scroll);
  return 0;
}

// More stands below than is seen: a disc at the right edge, a press goes on by most of a page. w = 0: there is no more.
constexpr float kDown = 13;

Rect down_area(const NarrativeState& state, Rect clip, float height) {
  if (state.content - state.scroll - height < 24) return {};
  return {clip.right() - 4 - 2 * kDown, clip.bottom() - 2 * kDown - 2, 2 * kDown, 2 * kDown};
}

void draw_down(ui::Ui& ui, Rect area, float page, NarrativeState& state) {
  if (area.w <= 0) return;
  const Press pressed = press(ui, "narrative.down", area, kDown);
  const Vec2 c = area.center();
  ui.canvas.disc(c, kDown, ui.color(pressed.hovered ? Token::Surface3 : Token::Surface2));
  ui.canvas.circle(c, kDown, ui.color(Token::Line2), 1);
  const std::array<Vec2, 3> chevron{{{c.x - 4.5f, c.y - 2}, {c.x, c.y + 3}, {c.x + 4.5f, c.y - 2}}};
  ui.canvas.polyline(chevron, ui.color(Token::Text1), 1.6f);
  if (pressed.clicked) state.scroll += 0.8f * page;
}

constexpr std::array<std::string_view, 3> kInside{"predict.", "claim.", "narrative.all"};

// The words of another step come out of the ground; what stands there already stays.
void arrive(ui::Ui& ui, Rect area, const lesson::Step& step) {
  const float here = ui.motion.arrive("narrative/" + step.id, ui::kPanelSeconds);
  if (here < 1) ui.canvas.fill(area, ui::with_alpha(ui.color(Token::Background), 1 - here));
}

// Words, cards and sources as one column that scrolls; returns its height.
float draw_column(ui::Ui& ui, Rect area, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim, NarrativeWish& wish) {
  const float foot = foot_height(ui, area.w, scene, guess, claim);
  float y = area.y - state.scroll;
  y += draw_words(ui, {area.x, y}, area.w, scene);
  if (foot > 0) draw_foot(ui, {area.x, y + 6, area.w, foot}, scene, guess, claim, wish);
  return y + (foot > 0 ? foot + 6 : 0) + state.scroll - area.y;
}

// Where words are cut off, they fade into the ground.
void fade_edges(ui::Ui& ui, Rect clip, const NarrativeState& state, float height, Token ground) {
  constexpr float kFade = 14;
  const ui::Color full = ui.color(ground), none = ui::with_alpha(full, 0);
  if (state.scroll > 1) ui.canvas.gradient({clip.x, clip.y, clip.w, kFade}, full, full, none, none);
  if (state.scroll + height < state.content - 1) ui.canvas.gradient({clip.x, clip.bottom() - kFade, clip.w, kFade}, none, none, full, full);
}

// The title keeps its place; text, cards and sources scroll below it.
void scroll_column(ui::Ui& ui, Rect area, Rect clip, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim, NarrativeWish& wish, Token ground) {
  const float title = draw_title(ui, {area.x, area.y + 4}, area.w, scene.step) + 12;
  area.cut_top(title);
  clip.h -= area.y - clip.y;
  clip.y = area.y;
  const Rect whole = clip;
  if (state.content > area.h + 24) area.cut_bottom(2 * kDown + 4), clip.cut_bottom(2 * kDown + 4);   // the disc stands below the words, not on them
  ui::Ui inside = scrolled(ui, area);
  const Rect down = down_area(state, whole, area.h);
  if (down.contains(ui.pointer.position)) inside.pointer = {};
  ui.canvas.push_clip(clip);
  state.content = draw_column(inside, area, scene, state, guess, claim, wish);
  state.content += to_next_line(ui, area.w, scene, state.content - area.h);
  ui.canvas.pop_clip();
  fade_edges(ui, clip, state, area.h, ground);
  draw_down(ui, down, area.h, state);
  if (wish.check || wish.skip) state.to_foot = true;
  else if (std::exchange(state.to_foot, false)) state.scroll = state.content;
  take_scroll(ui, {"narrative.all", area, kInside}, state.content, state.scroll);
}

Localized question_label(const NarrativeScene& scene, const Guess& guess) {
  if (!scene.step.prediction) return {"Prove it", "证明给我看"};
  return guess.done() ? Localized{"Your guess", "你的猜测"} : Localized{"Predict first", "先预测"};
}

// Title and a few lines; what is more, and the question, open a card.
void draw_short(ui::Ui& ui, Rect area, const NarrativeScene& scene, NarrativeState& state, const Guess& guess) {
  const float y = area.y + draw_title(ui, {area.x, area.y}, area.w, scene.step) + 4;
  const float bottom = std::min(area.bottom(), scene.buttons.y);
  draw_body(ui, {area.x, y}, area.w, scene.step, std::clamp(static_cast<int>((bottom - y) / body_line(ui)), 1, 5));
  const auto open = [&](bool at_foot) { state.open = true, state.scroll = 0, state.to_foot = at_foot; };
  Rect row = scene.buttons;
  if (scene.step.prediction || !claims_of(scene, guess).empty()) {
    const std::string_view label = ui.say(question_label(scene, guess));
    if (ghost_button(ui, "predict.open", row.cut_right(button_width(ui, label)), label)) open(true);
    row.cut_right(8);
  }
  const std::string_view more = ui.say({"More", "更多"});
  if (ghost_button(ui, "narrative.more", row.cut_right(button_width(ui, more)), more)) open(false);
}

// Beside the stage: the cards keep their place at the foot; where that would leave no room for the words, all scrolls as one column.
void draw_beside(ui::Ui& ui, Rect area, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim, NarrativeWish& wish) {
  const float foot = foot_height(ui, area.w, scene, guess, claim);
  const float title = draw_title(ui, {0, 0}, area.w, scene.step, ui::Draw::No) + 12, words = title + draw_words(ui, {0, 0}, area.w, scene, ui::Draw::No);
  const bool flows = foot == 0 || area.h - foot - 14 < (guess.done() ? words : std::min(190.f, words));
  if (flows) return scroll_column(ui, area, {area.x - 4, area.y, area.w + 16, area.h}, scene, state, guess, claim, wish, Token::Background);
  draw_foot(ui, area.cut_bottom(foot), scene, guess, claim, wish);
  area.cut_bottom(14);
  draw_title(ui, {area.x, area.y + 4}, area.w, scene.step);
  area.cut_top(title);
  ui::Ui inside = scrolled(ui, area);
  state.content = words - title;
  const bool more = state.scroll + area.h < state.content - 1;
  const float shown = more ? whole_lines(ui, area.w, scene, state.scroll + area.h - 2 * kDown + 8) - state.scroll : area.h;
  const Rect down = down_area(state, {area.x - 4, area.y, area.w + 16, area.h + 10}, area.h);
  if (down.contains(ui.pointer.position)) inside.pointer = {};
  ui.canvas.push_clip({area.x - 4, area.y, area.w + 16, shown});
  draw_words(inside, {area.x, area.y - state.scroll}, area.w, scene);
  ui.canvas.pop_clip();
  if (state.scroll > 1) fade_edges(ui, {area.x - 4, area.y, area.w + 16, shown}, state, state.content, Token::Background);
  draw_down(ui, down, area.h, state);
  state.to_foot = wish.check || wish.skip;
  take_scroll(ui, {"narrative.all", area, {}}, state.content, state.scroll);
}

}  // namespace

float narrative_buttons_width(ui::Ui& ui) { return button_width(ui, ui.say({"More", "更多"})) + 8 + button_width(ui, ui.say({"Predict first", "先预测"})); }

NarrativeWish draw_narrative_card(ui::Ui& ui, Rect stage, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim) {
  NarrativeWish wish;
  const float w = std::min(600.f, stage.w), title = draw_title(ui, {0, 0}, w - 64, scene.step, ui::Draw::No) + 12, h = std::min(stage.h, std::max(state.content + title, 160.f) + 36);
  const Rect card{stage.center().x - w / 2, stage.y + 20 * (1 - ui.motion.arrive("narrative/card", ui::kPanelSeconds)), w, h};
  shadow(ui, card, 14);
  surface(ui, card, 14);
  const Vec2 close{card.right() - 26, card.y + 26};
  Rect area = card.inset(22, 16);
  area.w -= 20;                        // the cross stands beside the title, the bar beside the rest
  scroll_column(ui, area, card.inset(10, 4), scene, state, guess, claim, wish, Token::Surface1);
  const bool outside = ui.pointer.pressed && !card.contains(ui.pointer.position);
  if (round_button(ui, "narrative.close", close, 16, Token::Surface2).clicked || outside) state.open = false;
  icon::cross(ui.canvas, close, 4.5f, ui.color(Token::Text1));
  return wish;
}

NarrativeWish draw_narrative(ui::Ui& ui, Rect area, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim) {
  NarrativeWish wish = draw_header(ui, area.cut_top(24), scene, guess);
  const Rect all{area.x - 6, area.y, area.w + 18, area.h};
  if (scene.short_text) area.cut_top(6), draw_short(ui, area, scene, state, guess);
  else draw_beside(ui, area, scene, state, guess, claim, wish);
  arrive(ui, all, scene.step);
  return wish;
}

}  // namespace epochs::app
