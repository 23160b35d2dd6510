// Ten bars: how sure the network is of each digit, what it says, and what is right; where the plain network learns beside it, its ten bars of the
// same picture too, and how many digits that nobody has learned from each of them gets wrong when all are moved like this one.
#include <array>
#include <cmath>

#include "cells.hpp"
#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/rich_text.hpp"
#include "viz/bars.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kMarkColumn = 22, kFoot = 66, kHeading = 26, kSays = 30, kErrors = 84, kTightErrors = 58, kLoss = 36, kSideBySide = 330, kTallest = 38;
constexpr double kBetweenMeasurements = 0.5;        // seconds between two measurements while training runs

bool truth_is_known(const Scene& scene) { return scene.hand.showing == Showing::Sample || (scene.hand.label >= 0 && !scene.hand.pad.empty()); }

void draw_diamond(ui::Ui& ui, ui::Vec2 at) {
  constexpr float r = 6;
  const std::array<ui::Vec2, 4> corners{{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}}};
  ui.canvas.polygon(corners, ui.color(Token::Target));
}

void draw_truth_legend(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const std::string_view text = ui.say({"right answer", "正确答案"});
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const float w = ui.canvas.text_width(text, style);
  if (w + 22 > area.w - 36 - 200) return;
  ui.canvas.text({area.right() - 36, area.y - 20}, text, style, ui.color(Token::Text3), ui::Align::Right);
  draw_diamond(ui, {area.right() - 36 - w - 12, area.y - 24.5f});
}

// The loss: −ln of the bar that should have been 1.
void draw_loss(Scene& scene, ui::Vec2 at) {
  if (!reached(Place::Kind::Loss, 1, scene.at, scene.seen.settings.shape)) return;
  const std::string right = std::to_string(scene.reading.label);
  const double loss = value_at({scene.reading.parts.loss, {0, 0}}, scene.reading), bar = scene.reading.answer.bars[static_cast<std::size_t>(scene.reading.label)];
  // A bar that would be rounded to 0 or 1 has a logarithm that the rounded one has not: it is left out.
  const bool told = bar >= 1e-6 && bar <= 1 - 1e-6;
  const std::string middle = told ? " = -\\ln \\v{" + format_number(bar, bar < 0.0005 || bar > 0.9995 ? 6 : 3) + "}" : "";
  ui::draw_formula(scene.ui, at, "\\c{loss}{J} = -\\ln \\c{a}{\\hat{y}}_{" + right + "}" + middle + " = \\v{" + format_number(loss, loss < 0.01 ? 5 : 3) + "}", 16);
}

void draw_foot(Scene& scene, Rect area, bool known) {
  ui::Ui& ui = scene.ui;
  const bool english = ui.language == Language::English;
  const int guess = scene.reading.answer.digit();
  const std::string said = std::to_string(guess), right = std::to_string(scene.reading.label);
  std::string text = english ? "It says " + said : "网络说是 " + said;
  if (known) text += guess == scene.reading.label ? (english ? ", which is right." : "，答对了。") : english ? "; the right answer is " + right + "." : "；正确答案是 " + right + "。";
  else text += english ? "." : "。";
  ui.canvas.text({area.x, area.y + 22}, text, {ui::Face::Medium, ui::kLabel}, ui.color(Token::Text1));
  if (known) draw_loss(scene, {area.x, area.y + 48});
}

// ---- The bars of one network -------------------------------------------------------------------------------------------

struct Speaker {
  std::string_view id;
  const Answer& answer;
  bool known = false;
};

void draw_ten_bars(Scene& scene, Rect rows, const Speaker& speaker) {
  std::array<viz::Bar, kClasses> items;
  for (std::size_t digit = 0; digit < items.size(); ++digit) items[digit] = {std::to_string(digit), speaker.answer.bars[digit]};
  const float row = std::min(kTallest, rows.h / kClasses);
  const Rect marks = rows.cut_left(kMarkColumn);
  const viz::BarsResult result = viz::bars(scene.ui, speaker.id, rows, items, {.selected = speaker.answer.digit(), .full = 1, .tallest = kTallest});
  if (speaker.known) draw_diamond(scene.ui, {marks.x + 8, rows.y + row * (static_cast<float>(scene.reading.label) + 0.5f)});
  if (result.hovered >= 0) scene.ui.highlight.hovered = "a";
  if (result.clicked >= 0 && speaker.id == "bars") scene.hand.selected = {Place::Kind::Bar, 1, result.clicked, 0, 0};
}

void draw_named_bars(Scene& scene, Rect area, const Speaker& speaker, Localized name) {
  ui::Ui& ui = scene.ui;
  ui.canvas.text({area.x, area.y + 15}, ui.say(name), {ui::Face::Medium, ui::kSmall}, ui.color(Token::Text2));
  area.cut_top(kHeading);
  const Rect says = area.cut_bottom(kSays);
  draw_ten_bars(scene, area, speaker);
  const float row = std::min(kTallest, area.h / kClasses);
  const bool english = ui.language == Language::English, right = speaker.answer.digit() == scene.reading.label;
  const std::string digit = std::to_string(speaker.answer.digit());
  std::string text = english ? "says " + digit : "说是 " + digit;
  if (speaker.known) text += right ? (english ? ": right" : "：对") : english ? ": wrong" : "：错";
  ui.canvas.text({says.x, area.y + row * kClasses + 22}, text, {ui::Face::Medium, ui::kLabel}, ui.color(speaker.known && !right ? Token::Error : Token::Text1));
}

// ---- Both networks -----------------------------------------------------------------------------------------------------

// Anew when a network or the move has changed; while training runs only now and then.
const MovedErrors& measured(Scene& scene) {
  MovedErrors& errors = scene.hand.moved_errors;
  const Hand& hand = scene.hand;
  const bool elsewhere = errors.right != hand.right || errors.down != hand.down || errors.digits == 0;
  const bool older = errors.network != scene.seen.network;
  if (!elsewhere && (!older || (scene.running && scene.ui.time - errors.measured_at < kBetweenMeasurements))) return errors;
  const data::Images digits = data::shifted(*scene.seen.digits->test, hand.right, hand.down);
  errors = {scene.seen.network, hand.right, hand.down, scene.ui.time, 1 - share_right(read_all(*scene.seen.network, digits), digits), scene.seen.plain ? 1 - share_right(read_all(*scene.seen.plain, digits), digits) : 0,
            digits.size()};
  return errors;
}

// What share each network gets wrong, below its bars; while that is asked for, a covered number.
void draw_share_wrong(Scene& scene, Rect area, double share) {
  ui::Ui& ui = scene.ui;
  const ui::TextStyle number{ui::Face::Mono, 22};
  if (scene.hand.question_open) {
    const Rect cover{area.x, area.y, 40, 30};
    ui.canvas.fill(cover, ui.color(Token::Surface3), 8);
    ui.canvas.text({cover.center().x, cover.center().y + 6}, "?", {ui::Face::Medium, ui::kBody}, ui.color(Token::Text2), ui::Align::Center);
    return;
  }
  float w = ui.canvas.text({area.x, area.y + 22}, format_number(100 * share, 1), number, ui.color(Token::Error));
  w += 4 + ui.canvas.text({area.x + w + 4, area.y + 22}, "%", {ui::Face::Ui, ui::kEra}, ui.color(Token::Error));
  const std::array words{std::string(ui.say({"wrong", "错"}))};
  draw_fitting(ui, {area.x + w + 8, area.y + 21}, area.w - w - 8, words, Token::Text2);
}

// The same where the networks stand one above the other: by name, in one line.
void draw_shares_by_name(Scene& scene, Rect line, const MovedErrors& errors) {
  ui::Ui& ui = scene.ui;
  const auto share = [&](double wrong) { return scene.hand.question_open ? std::string("?") : format_number(100 * wrong, 1) + (ui.language == Language::English ? " %" : "%"); };
  const std::string own = share(errors.wrong), plain = share(errors.plain_wrong);
  const ui::TextStyle number{ui::Face::Mono, ui::kHeading};
  const float w = ui.canvas.text_width(plain, number), y = line.y + 18, half = line.w / 2;
  const auto name = [&](float x, float room, Localized full, Localized tight) {
    const std::array words{std::string(ui.say(full)), std::string(ui.say(tight))};
    return draw_fitting(ui, {x, y}, room, words, Token::Text2);
  };
  const float own_name = name(line.x, half + 24 - ui.canvas.text_width(own, number), {"convolutional", "卷积网络"}, {"conv.", "卷积"});
  ui.canvas.text({line.x + own_name + 6, y}, own, number, ui.color(Token::Error));
  ui.canvas.text({line.right(), y}, plain, number, ui.color(Token::Error), ui::Align::Right);
  const std::array words{std::string(ui.say({"plain", "普通网络"})), std::string(ui.say({"plain", "普通"}))};
  draw_fitting(ui, {line.right() - w - 6, y}, half - 30 - w, words, Token::Text2, ui::Align::Right);
}

void draw_moved_errors(Scene& scene, Rect area, float h) {
  ui::Ui& ui = scene.ui;
  const bool open = scene.hand.question_open, english = ui.language == Language::English;
  if (open && scene.hand.step != "question") return;
  const MovedErrors errors = open ? MovedErrors{} : measured(scene);   // not even counted before the guess
  if (!open) ui.anchors.add("bars.moved", area);
  const std::string all = group_thousands(static_cast<long long>(scene.seen.digits->test->size()));
  const bool moved = open || errors.right != 0 || errors.down != 0;
  const std::string how = open ? (english ? "moved 3 pixels" : "平移三个像素") : !moved ? (english ? "not moved" : "不平移") : english ? "all moved like this" : "都这样平移";
  const std::array lines{all + (english ? " digits it never saw, " + how + ":" : " 个没见过的数字，" + how + "："), all + (english ? " digits, " + how + ":" : " 个数字，" + how + "：")};
  if (h >= kErrors) ui.canvas.line({area.x, area.y + 0.5f}, {area.right(), area.y + 0.5f}, ui.color(Token::Line));
  if (area.w < kSideBySide && scene.seen.plain) {
    draw_fitting(ui, {area.x, area.y + 13}, area.w, std::array{lines[1] + (english ? " wrong are" : "错的占"), lines[1]}, Token::Text2);
    return draw_shares_by_name(scene, {area.x, area.y + 24, area.w, 26}, errors);
  }
  const float first = h >= kErrors ? 27 : 13, second = h >= kErrors ? 42 : 22, w = (area.w - 24) / 2;
  draw_fitting(ui, {area.x, area.y + first}, area.w, lines, Token::Text2);
  draw_share_wrong(scene, {area.x, area.y + second, w, 30}, errors.wrong);
  if (scene.seen.plain) draw_share_wrong(scene, {area.x + w + 24, area.y + second, w, 30}, errors.plain_wrong);
}

void draw_both(Scene& scene, Rect area, bool known) {
  const Answer plain = read(*scene.seen.plain, scene.reading.picture);
  const bool beside = area.w >= kSideBySide;
  const float rows = (beside ? 1 : 2) * kClasses, fixed = (beside ? 1.0f : 2.0f) * (kHeading + kSays) + (beside ? 0 : 12);
  const float errors = area.h >= fixed + 17 * rows + kErrors ? kErrors : area.h >= fixed + 14 * rows + kTightErrors ? kTightErrors : 0;
  const bool loss = errors >= kErrors && known && area.h >= fixed + 22 * rows + kErrors + kLoss;
  const float foot = errors + (loss ? kLoss : 0);
  const float row = std::min(kTallest, (area.h - fixed - foot) / rows);
  Rect below = area;
  below.h = std::min(area.h, fixed + row * rows + foot);
  if (errors > 0) draw_moved_errors(scene, below.cut_bottom(errors - 8), errors), below.cut_bottom(8);
  if (loss) draw_loss(scene, {below.x, below.cut_bottom(kLoss).y + 16});
  const Speaker own{"bars", scene.reading.answer, known}, other{"bars.plain", plain, known};
  const Localized own_name{"Convolutional network", "卷积网络"}, other_name{"Plain network", "普通网络"};
  if (beside) {
    const float w = (below.w - 24) / 2;
    draw_named_bars(scene, below.cut_left(w), own, own_name);
    below.cut_left(24);
    draw_named_bars(scene, below, other, other_name);
  } else {
    draw_named_bars(scene, below.cut_top((below.h - 12) / 2), own, own_name);
    below.cut_top(12);
    draw_named_bars(scene, below, other, other_name);
  }
}

}  // namespace

void draw_bars_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const bool drawing = scene.hand.showing == Showing::Drawing;   // what is drawn is read as it is drawn
  if (!drawing && !reached(Place::Kind::Bar, 1, scene.at, scene.seen.settings.shape)) {
    const std::string_view text = ui.say({"The walk has not come to the ten bars yet.", "还没有算到这十个概率。"});
    ui::plain_text(ui, {area.x, area.y + 8}, area.w, text, {{ui::Face::Ui, ui::kBody}, 24, Token::Text2});
    return;
  }
  const bool known = truth_is_known(scene);
  if (known) draw_truth_legend(scene, area);
  area.cut_bottom(draw_mishap(scene, area));
  if (scene.seen.plain) return draw_both(scene, area, known);
  const bool foot = area.h >= 16 * kClasses + kFoot;
  Rect rows = area;
  if (foot) rows.h -= kFoot;
  // Where few filters are tried, also how many digits they get wrong.
  const bool wrong = foot && scene.hand.step == "break" && !scene.hand.question_open && rows.h >= 24 * kClasses + kTightErrors + 8;
  if (wrong) rows.h -= kTightErrors + 8;
  const float row = std::min(kTallest, rows.h / kClasses), below = rows.y + row * kClasses;
  if (foot) draw_foot(scene, {area.x, below + 10, area.w, kFoot - 10}, known);
  if (wrong) draw_moved_errors(scene, {area.x, below + kFoot + 12, area.w, kTightErrors - 4}, kTightErrors);
  draw_ten_bars(scene, rows, {"bars", scene.reading.answer, known});
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
