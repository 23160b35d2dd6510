// The picture as what it is to the network: 28 × 28 grey levels. Pointing at a pixel gives its number, pressing draws.
#include <algorithm>
#include <array>
#include <cmath>

#include "cells.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/rich_text.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kReadout = 28, kGap = 20, kButton = 34, kNarrow = 200, kFour = 310, kOneRow = 470;
constexpr float kArrow = 34, kArrows = 4 * kArrow + 3 * 4, kBetween = 10;

// Controls take the height that their width asks for.
float height_of_controls(float width) {
  const float buttons = width >= kFour ? kButton : 2 * kButton + 8;
  const float labels = width >= kOneRow ? kButton : width >= 300 ? 22 + 30 + 8 + kButton : 22 + 64 + 8 + kButton;
  const float pen = width >= kOneRow ? kButton : 24 + kBetween + kButton;   // and moving, beside it or below
  return buttons + kBetween + pen + kBetween + labels;
}

// The picture is as large as the controls let it be, beside or above them.
struct ImageLayout {
  Rect picture, readout, controls;
  bool teaching = true;        // there is room for labels
};
ImageLayout layout_of(Rect area) {
  const float above = std::min(area.w, area.h - kReadout - height_of_controls(area.w) - 8);
  const float column = std::max(kNarrow, area.w - (area.h - kReadout) - kGap), beside = std::min(area.h - kReadout, area.w - column - kGap);
  ImageLayout out;
  if (above > beside) {
    out.picture = {area.x, area.y, above, above};
    out.controls = {area.x, area.y + above + kReadout + 8, area.w, area.h - above - kReadout - 8};
  } else {
    const float side = std::max(60.0f, beside);
    out.picture = {area.x, area.y, side, side};
    out.controls = {area.x + side + kGap, area.y, area.w - side - kGap, area.h};
  }
  out.readout = {area.x, out.picture.bottom(), out.picture.w, kReadout};
  out.teaching = height_of_controls(out.controls.w) <= out.controls.h;
  return out;
}

double grey_at(const Reading& reading, viz::GridCell pixel) { return reading.picture[static_cast<std::size_t>(pixel.row * kSide + pixel.column)] / 255.0; }

Rect pixel_rect(Rect picture, viz::GridCell pixel) {
  const float cell = picture.w / kSide;
  return {picture.x + static_cast<float>(pixel.column) * cell, picture.y + static_cast<float>(pixel.row) * cell, cell, cell};
}

viz::GridCell pixel_under(Rect picture, ui::Vec2 p) {
  if (!picture.contains(p)) return {};
  const float cell = picture.w / kSide;
  return {std::min(kSide - 1, static_cast<int>((p.y - picture.y) / cell)), std::min(kSide - 1, static_cast<int>((p.x - picture.x) / cell))};
}

void select_pixel(Hand& hand, viz::GridCell pixel) { hand.selected = {Place::Kind::Pixel, 1, 0, pixel.row, pixel.column}; }

// ---- The pen -------------------------------------------------------------------------------------------------------

void pen_down(Hand& hand, data::Spot spot) {
  hand.over = {hand.showing, hand.label, hand.showing == Showing::Sample && !hand.pad.empty()};
  if (hand.showing == Showing::Sample) hand.pad.clear(), hand.label = -1;
  hand.moved = hand.showing == Showing::Drawing && !hand.pad.empty();   // a dot added to a drawing is meant
  hand.showing = Showing::Drawing;
  hand.pad.begin(spot, hand.pen);
}

// A click that moved nowhere on a sample asks for its number: it leaves no ink, and takes away none of an earlier drawing.
void pen_up(Hand& hand, Rect picture, ui::Vec2 p) {
  hand.pad.end();
  if (hand.moved) return;
  hand.pad.undo();
  if (hand.over.cleared) hand.pad.undo();
  hand.showing = hand.pad.empty() ? Showing::Sample : hand.over.showing;
  hand.label = hand.over.label;
  if (const viz::GridCell pixel = pixel_under(picture, p); pixel.exists()) select_pixel(hand, pixel);
}

void take_pen(Scene& scene, Rect picture) {
  const ui::Pointer& pointer = scene.ui.pointer;
  Hand& hand = scene.hand;
  // On the drawing as it was before it was moved, so that the ink comes to lie under the pen.
  const data::Spot spot{static_cast<double>((pointer.position.x - picture.x) / picture.w) - static_cast<double>(hand.right) / kSide,
                        static_cast<double>((pointer.position.y - picture.y) / picture.h) - static_cast<double>(hand.down) / kSide};
  if (pointer.pressed && picture.contains(pointer.position)) pen_down(hand, spot);
  if (!hand.pad.drawing()) return;
  const data::Spot from = hand.pad.strokes().back().path.front();
  hand.moved = hand.moved || std::hypot(spot.x - from.x, spot.y - from.y) > 0.7 / kSide;
  if (pointer.down || pointer.released) hand.pad.extend(spot);
  if (pointer.released || !pointer.down) pen_up(hand, picture, pointer.position);
}

// By the keyboard: arrows move over the pixels, Enter selects one.
viz::GridCell take_keys(Scene& scene, Rect picture) {
  ui::Ui& ui = scene.ui;
  if (!ui.focus.add("image") || !ui.focus.visible()) return {};
  ui::focus_outline(ui, picture, 4);
  ui.focus.begin_browsing();
  if (!scene.hand.cursor.exists()) scene.hand.cursor = {kSide / 2, kSide / 2};
  viz::move_cursor(ui, scene.hand.cursor, kSide, kSide);
  if (ui.focus.activated("image")) select_pixel(scene.hand, scene.hand.cursor);
  return scene.hand.cursor;
}

// ---- The picture -----------------------------------------------------------------------------------------------------

void draw_pixels(Scene& scene, Rect picture) {
  ui::Ui& ui = scene.ui;
  ui.canvas.fill(picture, ui.theme.sequential_at(0));
  for (int row = 0; row < kSide; ++row)
    for (int column = 0; column < kSide; ++column) {
      const double grey = grey_at(scene.reading, {row, column});
      if (grey > 0) ui.canvas.fill(pixel_rect(picture, {row, column}), ui.theme.sequential_at(static_cast<float>(grey)));
    }
  if (picture.w / kSide < 6) return;
  const ui::Color line = ui::with_alpha(ui.color(Token::Surface1), 0.8f);
  for (int i = 1; i < kSide; ++i) {
    const float at = static_cast<float>(i) * picture.w / kSide;
    ui.canvas.line({picture.x + at, picture.y}, {picture.x + at, picture.bottom()}, line, 1);
    ui.canvas.line({picture.x, picture.y + at}, {picture.right(), picture.y + at}, line, 1);
  }
}

void draw_invitation_to_draw(Scene& scene, Rect picture) {
  if (scene.hand.showing != Showing::Drawing || !scene.hand.pad.empty()) return;
  const std::string_view text = scene.ui.say({"Draw a digit here", "在这里写一个数字"});
  scene.ui.canvas.text({picture.center().x, picture.center().y + 5}, text, {ui::Face::Ui, ui::kLabel}, scene.ui.color(Token::Text2), ui::Align::Center);
}

using cnn_view::Standing;
Standing standing_of(const Hand& hand) { return hand.showing == Showing::Drawing && !hand.pad.drawing() ? hand.pad.standing() : Standing::Well; }

// What stands below the picture when nothing is pointed at, and the same in fewer words: first whatever keeps a drawing from being read.
std::pair<Localized, Localized> invitation(const Hand& hand) {
  const Standing standing = standing_of(hand);
  if (standing == Standing::OffCentre)
    return {{"It has learned digits in the middle; yours is not: try Centre.", "它学过的数字都在正中，你写的偏了：按“居中”试试。"}, {"Off the middle: try Centre.", "写偏了：可按“居中”。"}};
  if (standing == Standing::OtherSize)
    return {{"It has learned digits of another size: try Centre.", "它学过的数字不是这么大：按“居中”试试。"}, {"Another size: try Centre.", "大小不同：可按“居中”。"}};
  return {{"Point at a pixel: each is a number.", "指向一个像素：每个像素都是一个数。"}, {"Each pixel is a number.", "每个像素都是一个数。"}};
}

void draw_readout(Scene& scene, Rect area, viz::GridCell pixel) {
  ui::Ui& ui = scene.ui;
  const float y = area.y + 19;
  if (!pixel.exists()) {
    const auto [sentence, short_one] = invitation(scene.hand);
    const std::string_view wide = ui.say(sentence), tight = ui.say(short_one);
    const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
    const std::string_view text = ui.canvas.text_width(wide, style) <= area.w ? wide : tight;
    if (ui.canvas.text_width(text, style) <= area.w) ui.canvas.text({area.x, y}, text, style, ui.color(Token::Text3));
    return;
  }
  const std::string row = std::to_string(pixel.row + 1), column = std::to_string(pixel.column + 1);
  const std::string where = ui.language == Language::English ? "row " + row + ", column " + column : "第 " + row + " 行第 " + column + " 列";
  ui.canvas.text({area.right(), y}, format_number(grey_at(scene.reading, pixel), 3), {ui::Face::Mono, ui::kLabel}, ui.color(Token::Input), ui::Align::Right);
  ui.canvas.text({area.x, y}, where, {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text2));
}

// Where the picture is from, on the title line.
void draw_source(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const bool english = ui.language == Language::English;
  std::string text;
  if (scene.hand.showing == Showing::Drawing) {
    const std::string count = std::to_string(scene.seen.digits->drawn.size());
    const Standing standing = standing_of(scene.hand);
    if (standing == Standing::OffCentre) text = english ? "your drawing, off the middle" : "你写的，偏离正中";
    else if (standing == Standing::OtherSize) text = english ? "your drawing, another size" : "你写的，大小不同";
    else text = english ? "your drawing, " + count + " added" : "你写的，已加入 " + count + " 幅";
  } else {
    const std::string n = group_thousands(scene.seen.probe + 1), of = group_thousands(static_cast<long long>(scene.seen.digits->size()));
    text = english ? n + " of " + of : "第 " + n + " 幅，共 " + of + " 幅";
  }
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  if (ui.canvas.text_width(text, style) > area.w - 36 - 210) return;
  ui.canvas.text({area.right() - 36, area.y - 20}, text, style, ui.color(Token::Text3), ui::Align::Right);
}

// ---- The controls ----------------------------------------------------------------------------------------------------

void draw_pen_buttons(Scene& scene, Rect& area) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const bool four = area.w >= kFour, ink = hand.showing == Showing::Drawing && !hand.pad.empty();
  const float width = four ? (area.w - 24) / 4 : (area.w - 8) / 2;
  Rect rows = area.cut_top(four ? kButton : 2 * kButton + 8);
  const auto place = [&](int i) { return Rect{rows.x + static_cast<float>(four ? i : i % 2) * (width + 8), rows.y + (four || i < 2 ? 0.0f : kButton + 8), width, kButton}; };
  const auto open = [](bool yes) { return yes ? ui::Access::Open : ui::Access::Disabled; };
  const bool drawing = hand.showing == Showing::Drawing;
  if (ui::button(ui, "image.undo", place(0), ui.say({"Undo", "撤销"}), ui::ButtonKind::Ghost, open(drawing && hand.pad.can_undo()), ui::kSmall)) {
    hand.pad.undo();
    if (hand.pad.empty() && !hand.pad.can_undo()) hand.showing = Showing::Sample;
  }
  if (ui::button(ui, "image.clear", place(1), ui.say({"Clear", "清空"}), ui::ButtonKind::Ghost, open(!drawing || ink), ui::kSmall)) {
    hand.pad.clear();
    hand.label = -1;
    hand.showing = Showing::Drawing;
  }
  const bool moved = hand.right != 0 || hand.down != 0;
  if (ui::button(ui, "image.centre", place(2), ui.say({"Centre", "居中"}), ui::ButtonKind::Ghost, open(ink || moved), ui::kSmall)) {
    hand.right = hand.down = 0;
    if (ink) hand.pad.centre();
  }
  if (!ui::button(ui, "image.next", place(3), ui.say(four && area.w < 400 ? Localized{"Next", "下一幅"} : Localized{"Next sample", "下一幅"}), ui::ButtonKind::Ghost, ui::Access::Open, ui::kSmall)) return;
  if (!drawing) hand.probe = (scene.seen.probe + 1) % static_cast<int>(scene.seen.digits->size());
  hand.showing = Showing::Sample;
}

void draw_pen_width(Scene& scene, Rect row) {
  using cnn_view::kThickestPen, cnn_view::kThinnestPen;
  ui::Ui& ui = scene.ui;
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const float label = ui.canvas.text({row.x, row.y + 17}, ui.say({"Pen", "笔宽"}), style, ui.color(Token::Text2));
  const std::string pixels = format_number(scene.hand.pen * kSide, 1) + " px";
  ui.canvas.text({row.right(), row.y + 17}, pixels, {ui::Face::Mono, ui::kSmall}, ui.color(Token::Text2), ui::Align::Right);
  const Rect track{row.x + label + 14, row.y, row.w - label - 14 - 62, row.h};
  const float share = static_cast<float>((scene.hand.pen - kThinnestPen) / (kThickestPen - kThinnestPen));
  scene.hand.pen = kThinnestPen + (kThickestPen - kThinnestPen) * static_cast<double>(ui::slider(ui, "image.pen", track, share, scene.hand.dragged));
}

// An arrow of 14 × 14; `x` and `y` say where it points.
void draw_arrow(ui::Ui& ui, ui::Vec2 at, float x, float y, ui::Color color) {
  const ui::Vec2 tip{at.x + 6 * x, at.y + 6 * y}, tail{at.x - 6 * x, at.y - 6 * y};
  ui.canvas.line(tail, tip, color, 1.4f);
  ui.canvas.line(tip, {tip.x - 5 * x - 4 * y, tip.y - 5 * y - 4 * x}, color, 1.4f);
  ui.canvas.line(tip, {tip.x - 5 * x + 4 * y, tip.y - 5 * y + 4 * x}, color, 1.4f);
}

std::string moved_words(const Hand& hand, Language language) {
  const bool english = language == Language::English;
  const auto part = [&](int by, const char* more, const char* less, const char* zh_more, const char* zh_less) {
    if (by == 0) return std::string();
    const std::string count = std::to_string(std::abs(by));
    return english ? count + (by > 0 ? more : less) : (by > 0 ? zh_more : zh_less) + (" " + count);
  };
  const std::string across = part(hand.right, " right", " left", "右", "左"), along = part(hand.down, " down", " up", "下", "上");
  return across + (across.empty() || along.empty() ? "" : english ? ", " : "，") + along;
}

// The picture moved by whole pixels; both networks read it as it lies then.
void draw_moving(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const float label = ui.canvas.text({row.x, row.y + 21}, ui.say({"Move", "平移"}), {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text2));
  struct Arrow { const char* id; int right, down; };
  constexpr std::array<Arrow, 4> kWays{{{"image.left", -1, 0}, {"image.up", 0, -1}, {"image.down", 0, 1}, {"image.right", 1, 0}}};
  float x = row.x + label + 12;
  for (const Arrow& way : kWays) {
    const int right = hand.right + way.right, down = hand.down + way.down;
    const bool open = std::abs(right) <= kMostMoved && std::abs(down) <= kMostMoved;
    const Rect box{x, row.y, kArrow, row.h};
    const ui::Pressed press = ui::pressable(ui, way.id, box, 8, open ? ui::Access::Open : ui::Access::Disabled);
    ui.canvas.fill(box, ui.color(press.hovered ? Token::Surface3 : Token::Surface2), 8);
    draw_arrow(ui, box.center(), static_cast<float>(way.right), static_cast<float>(way.down), ui.color(open ? Token::Text1 : Token::Text3));
    if (press.clicked) hand.right = right, hand.down = down;
    x += kArrow + 4;
  }
  const std::array words{moved_words(hand, ui.language)};
  draw_fitting(ui, {x + 8, row.y + 21}, row.right() - x - 8, words, Token::Text2);
}

void draw_label_chips(Scene& scene, Rect area, int columns) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const bool open = hand.showing == Showing::Drawing && !hand.pad.empty();
  const float gap = 4, w = (area.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns), h = columns == 10 ? area.h : (area.h - gap) / 2;
  for (int digit = 0; digit < kClasses; ++digit) {
    const Rect chip{area.x + static_cast<float>(digit % columns) * (w + gap), area.y + static_cast<float>(digit / columns) * (h + gap), w, h};
    const ui::Pressed press = ui::pressable(ui, "image.label." + std::to_string(digit), chip, 8, open ? ui::Access::Open : ui::Access::Disabled);
    const bool chosen = open && hand.label == digit;
    ui.canvas.fill(chip, ui.color(press.hovered || chosen ? Token::Surface3 : Token::Surface2), 8);
    if (chosen) ui.canvas.outline(chip, ui.color(Token::Target), 8, 2);
    ui.canvas.text({chip.center().x, chip.center().y + 5}, std::to_string(digit), {chosen ? ui::Face::Semibold : ui::Face::Ui, ui::kLabel}, ui.color(open ? Token::Text1 : Token::Text3), ui::Align::Center);
    if (press.clicked) hand.label = digit;
  }
}

void draw_teaching(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const bool ready = hand.showing == Showing::Drawing && !hand.pad.empty() && hand.label >= 0 && scene.seen.digits->drawn.size() < cnn_data::kMostDrawn;
  const std::string_view caption = ui.say({"This is a", "这是"}), add = ui.say({"Learn from it", "加入训练"});
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  Rect button;
  if (area.w >= kOneRow) {
    Rect row{area.x, area.y, area.w, kButton};
    button = row.cut_right(124);
    row.cut_right(12);
    ui.canvas.text({row.x, row.y + 21}, caption, style, ui.color(Token::Text2));
    row.cut_left(ui.canvas.text_width(caption, style) + 12);
    draw_label_chips(scene, row, 10);
  } else {
    ui.canvas.text({area.x, area.y + 14}, caption, style, ui.color(Token::Text2));
    area.cut_top(22);
    const bool ten = area.w >= 300;
    draw_label_chips(scene, area.cut_top(ten ? 30.0f : 64.0f), ten ? 10 : 5);
    area.cut_top(8);
    button = {area.x, area.y, std::min(area.w, 160.0f), kButton};
  }
  if (ui::button(ui, "image.add", button, add, ui::ButtonKind::Primary, ready ? ui::Access::Open : ui::Access::Disabled, ui::kSmall))
    scene.wishes.push_back(AddDrawn{scene.reading.picture, hand.label});
}

// Seen on paper and on ink alike.
void outline_on_ink(ui::Ui& ui, Rect box) {
  ui.canvas.outline(box.inset(1.5f), ui.color(Token::Background), 2, 1.5f);
  ui.canvas.outline(box, ui.color(Token::Text1), 2, 2);
}

// Five by five pixels around the one pointed at, with their numbers.
void draw_magnifier(Scene& scene, Rect area, viz::GridCell pixel) {
  constexpr int kAround = 2;
  const float cell = std::min(area.w, area.h) / (2 * kAround + 1);
  if (!pixel.exists() || cell < 30) return;
  ui::Ui& ui = scene.ui;
  ui.anchors.add("image.magnifier", {area.x, area.y, 5 * cell, 5 * cell});
  for (int dr = -kAround; dr <= kAround; ++dr)
    for (int dc = -kAround; dc <= kAround; ++dc) {
      const viz::GridCell at{pixel.row + dr, pixel.column + dc};
      if (at.row < 0 || at.column < 0 || at.row >= kSide || at.column >= kSide) continue;
      const Rect box{area.x + static_cast<float>(dc + kAround) * cell, area.y + static_cast<float>(dr + kAround) * cell, cell - 1, cell - 1};
      const double grey = grey_at(scene.reading, at);
      const ui::Color ground = ui.theme.sequential_at(static_cast<float>(grey));
      ui.canvas.fill(box, ground, 2);
      std::string text = format_number(grey, 2);
      if (text.starts_with("0.")) text.erase(0, 1);
      ui.canvas.text({box.center().x, box.center().y + 4.4f}, text, {ui::Face::Mono, ui::kTick}, ui::text_on(ground), ui::Align::Center);
      if (dr == 0 && dc == 0) outline_on_ink(ui, box.inset(-1));
    }
}

void draw_marks_on_picture(Scene& scene, Rect picture, viz::GridCell pointed) {
  ui::Ui& ui = scene.ui;
  const Place& s = scene.hand.selected;
  if (s.kind == Place::Kind::Pixel) outline_on_ink(ui, pixel_rect(picture, {s.row, s.column}).inset(-1));
  if (pointed.exists()) outline_on_ink(ui, pixel_rect(picture, pointed));
  if (picture.contains(ui.pointer.position))
    ui.canvas.circle(ui.pointer.position, static_cast<float>(scene.hand.pen) * picture.w / 2, ui::with_alpha(ui.color(Token::Text1), 0.6f), 1.2f);
}

}  // namespace

void draw_image_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ImageLayout at = layout_of(area);
  ui.anchors.add("image", at.picture);
  draw_source(scene, area);
  const viz::GridCell keyed = take_keys(scene, at.picture);
  take_pen(scene, at.picture);
  viz::GridCell pointed = pixel_under(at.picture, ui.pointer.position);
  if (pointed.exists()) ui.highlight.hovered = "x";
  else pointed = keyed;
  const Place& s = scene.hand.selected;
  const viz::GridCell shown = pointed.exists() ? pointed : s.kind == Place::Kind::Pixel ? viz::GridCell{s.row, s.column} : viz::GridCell{};
  draw_pixels(scene, at.picture);
  draw_invitation_to_draw(scene, at.picture);
  draw_marks_on_picture(scene, at.picture, pointed);
  draw_readout(scene, at.readout, pointed.exists() || standing_of(scene.hand) == Standing::Well ? shown : viz::GridCell{});
  const float width = at.controls.w, all = height_of_controls(width), top = at.controls.y;
  draw_pen_buttons(scene, at.controls);
  at.controls.cut_top(kBetween);
  if (width >= kOneRow) {
    Rect row = at.controls.cut_top(kButton);
    draw_moving(scene, row.cut_right(kArrows + 136));
    row.cut_right(16);
    draw_pen_width(scene, {row.x, row.y + 5, row.w, 24});
  } else {
    draw_pen_width(scene, at.controls.cut_top(24));
    at.controls.cut_top(kBetween);
    if (at.controls.h < kButton) return;
    draw_moving(scene, at.controls.cut_top(kButton));
  }
  at.controls.cut_top(kBetween);
  if (!at.teaching) return;
  draw_teaching(scene, at.controls);
  at.controls.cut_top(top + all + 14 - at.controls.y);
  draw_magnifier(scene, at.controls, shown);
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
