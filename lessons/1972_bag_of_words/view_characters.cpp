// Two things that people call nearly the same, as pictures and as the numbers that a machine has of them; and whatever the learner types.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "code_points.hpp"
#include "core/text.hpp"
#include "ui/anchor.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"

namespace epochs::bag {
namespace {

using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr char32_t kCake = U'饼', kBiscuit = U'🍪';
constexpr float kPair = 168, kField = 40, kFoot = 46, kPi = 3.14159265f;

// A flat cake with sesame: drawn, for no number knows what it looks like.
void draw_cake(ui::Ui& ui, Vec2 at, float r) {
  const ui::Color ink = ui.color(Token::Text2), ground = ui.color(Token::Surface3);
  ui.canvas.disc(at, r, ground);
  ui.canvas.circle(at, r, ink, 1.8f);
  ui.canvas.circle(at, r * 0.84f, ui::with_alpha(ink, 0.5f), 1.2f);
  for (int i = 0; i < 17; ++i) {         // seeds on a sunflower's spiral: even, and without a pattern that the eye would follow
    const float angle = static_cast<float>(i) * 2.39996f, far = r * 0.72f * std::sqrt((static_cast<float>(i) + 0.5f) / 17);
    const Vec2 seed{at.x + far * std::cos(angle), at.y + far * std::sin(angle)};
    ui.canvas.line({seed.x - 2.6f * std::cos(angle * 2), seed.y - 2.6f * std::sin(angle * 2)}, {seed.x + 2.6f * std::cos(angle * 2), seed.y + 2.6f * std::sin(angle * 2)}, ink, 2.2f);
  }
}

// A biscuit with a bite out of it and dark pieces.
void draw_biscuit(ui::Ui& ui, Vec2 at, float r, ui::Color behind) {
  const ui::Color ink = ui.color(Token::Text2);
  ui.canvas.disc(at, r, ui.color(Token::Surface3));
  ui.canvas.circle(at, r, ink, 1.8f);
  const Vec2 bite{at.x + r * 0.86f, at.y - r * 0.62f};
  ui.canvas.disc(bite, r * 0.4f, behind);
  ui.canvas.arc(bite, r * 0.4f, kPi * 0.42f, kPi * 1.24f, ink, 1.8f);
  constexpr Vec2 kPieces[] = {{-0.45f, -0.4f}, {0.1f, -0.55f}, {-0.1f, 0.02f}, {0.45f, 0.25f}, {-0.5f, 0.3f}, {0.05f, 0.58f}};
  for (const Vec2 piece : kPieces) ui.canvas.disc({at.x + r * piece.x, at.y + r * piece.y}, std::max(1.5f, r * 0.1f), ink);
}

// What no font here can write: the biscuit is drawn, others stand as an empty frame.
void draw_character(ui::Ui& ui, Vec2 baseline, const CodePoint& point, float size, ui::Color behind) {
  if (point.code == kBiscuit) return draw_biscuit(ui, {baseline.x, baseline.y - size * 0.36f}, size * 0.46f, behind);
  if (point.code >= 0x1F000) return ui.canvas.outline({baseline.x - size * 0.4f, baseline.y - size * 0.78f, size * 0.8f, size * 0.8f}, ui.color(Token::Text3), 4, 1.4f);
  ui.canvas.text(baseline, point.written, {ui::Face::Ui, size}, ui.color(Token::Text1), ui::Align::Center);
}

void draw_plate(ui::Ui& ui, Rect plate, const CodePoint& point, std::string_view name, bool hidden) {
  ui.canvas.fill(plate, ui.color(Token::Surface2), 12);
  const float r = std::min(44.0f, plate.w * 0.2f), x = plate.x + 20 + r;
  if (point.code == kCake) draw_cake(ui, {x, plate.y + 62}, r);
  else draw_biscuit(ui, {x, plate.y + 62}, r, ui.color(Token::Surface2));
  const float right = x + r + 20;
  if (point.code == kCake) draw_character(ui, {right + 26, plate.y + 80}, point, 52, ui.color(Token::Surface2));
  else ui.canvas.text({right, plate.y + 70}, name, {ui::Face::Display, ui::kEra}, ui.color(Token::Text1));
  ui.canvas.text({plate.x + 20, plate.bottom() - 22}, hidden ? "?" : group_thousands(static_cast<long long>(point.code)), {ui::Face::Mono, 19}, ui.color(Token::Input));
  ui.canvas.text({plate.right() - 16, plate.bottom() - 22}, hidden ? "" : hexadecimal(point.code), {ui::Face::Mono, 14}, ui.color(Token::Text2), ui::Align::Right);
}

void draw_pair(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const bool hidden = scene.hand.question_open && scene.hand.hides_difference;
  const float middle = std::min(120.0f, area.w * 0.2f), w = (area.w - middle) / 2;
  std::string pair;   // written as code points: the biscuit is drawn, no font of the program has it
  for (const char32_t point : {kCake, kBiscuit}) append_utf8(pair, point);
  const std::vector<CodePoint> both = points_in(pair);
  draw_plate(ui, {area.x, area.y, w, area.h}, both[0], "", false);
  draw_plate(ui, {area.right() - w, area.y, w, area.h}, both[1], ui.say({"biscuit", "饼干"}), hidden);
  const float x = area.center().x;
  ui.canvas.text({x, area.center().y - 6}, hidden ? "?" : group_thousands(std::labs(static_cast<long>(kBiscuit) - static_cast<long>(kCake))), {ui::Face::Mono, 19}, ui.color(Token::Text1), ui::Align::Center);
  ui.canvas.text({x, area.center().y + 16}, ui.say({"apart", "相差"}), {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text2), ui::Align::Center);
  ui.anchors.add("characters.pair", area);
}

struct Columns {
  float glyph, number, hex, near, gloss;
};

Columns columns_of(Rect area) {
  const float w = area.w;
  return {area.x + 20, area.x + std::max(118.0f, w * 0.21f), area.x + std::max(134.0f, w * 0.25f), area.x + w * 0.46f, area.x + w * 0.72f};
}

void draw_point_heads(ui::Ui& ui, const Columns& c, float y) {
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const ui::Color ink = ui.color(Token::Text3);
  ui.canvas.text({c.number, y}, ui.say({"number", "编号"}), style, ink, ui::Align::Right);
  ui.canvas.text({c.near, y}, ui.say({"nearest number", "编号最近的"}), style, ink);
  ui.canvas.text({c.gloss, y}, ui.say({"people know", "人知道的意思"}), style, ink);
}

void draw_point(Scene& scene, Rect row, const Columns& c, const std::vector<CodePoint>& points, int index) {
  ui::Ui& ui = scene.ui;
  const CodePoint& point = points[static_cast<std::size_t>(index)];
  const ui::Pressed press = ui::pressable(ui, "characters." + std::to_string(index), row, 7);
  ui::hover_fill(ui, row, Token::Surface2, 7, press);
  if (scene.hand.selected == Place{Place::Kind::Character, index, 0}) ui.canvas.fill(row, ui.color(Token::Surface3), 7);
  if (press.clicked) scene.hand.selected = {Place::Kind::Character, index, 0};
  if (press.hovered) ui.highlight.hovered = "x";
  const float y = row.center().y + 5;
  const bool hidden = scene.hand.question_open && scene.hand.hides_difference && point.code != kCake;
  draw_character(ui, {c.glyph, y + 1}, point, 20, ui.color(Token::Surface1));
  ui.canvas.text({c.number, y}, hidden ? "?" : group_thousands(static_cast<long long>(point.code)), {ui::Face::Mono, 14}, ui.color(Token::Input), ui::Align::Right);
  if (c.near - c.hex > 80) ui.canvas.text({c.hex, y}, hidden ? "" : hexadecimal(point.code), {ui::Face::Mono, 13}, ui.color(Token::Text3));
  const int near = nearest_by_number(points, index);
  if (near >= 0 && !hidden && !(scene.hand.question_open && scene.hand.hides_difference)) {
    const CodePoint& other = points[static_cast<std::size_t>(near)];
    draw_character(ui, {c.near + 10, y + 1}, other, 18, ui.color(Token::Surface1));
    ui.canvas.text({c.near + 30, y}, "± " + group_thousands(std::labs(static_cast<long>(other.code) - static_cast<long>(point.code))), {ui::Face::Mono, 13}, ui.color(Token::Text2));
  }
  ui.canvas.text({c.gloss, y}, point.meaning == Meaning::Unknown ? std::string_view("–") : ui.say(point.gloss), {ui::Face::Ui, ui::kLabel}, ui.color(Token::Text2));
}

void draw_agreement(Scene& scene, Rect foot, const std::vector<CodePoint>& points) {
  const Agreement found = agreement(points);
  if (found.known < 2 || (scene.hand.question_open && scene.hand.hides_difference)) return;
  const std::string known = std::to_string(found.known), same = std::to_string(found.same), chance = format_number(found.by_chance, 1);
  const std::string text = scene.ui.language == Language::English
                               ? "Nearest by number is of the same kind (food, animal, person) for " + same + " of " + known + "; a blind draw would get " + chance + "."
                               : "编号最近的恰好是同类（食物、动物、人）的：" + known + " 个里有 " + same + " 个；闭眼乱抽能中 " + chance + " 个。";
  ui::plain_text(scene.ui, {foot.x, foot.y}, foot.w, text, {{ui::Face::Ui, ui::kLabel}, 22, Token::Text1, 2});
}

}  // namespace

void draw_characters_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("characters", area);
  if (area.h > 420) {
    draw_pair(scene, area.cut_top(kPair));
    area.cut_top(20);
  }
  ui::TextFieldStyle style;
  style.longest = kMostCharacters;
  style.placeholder = ui.say({"Type any characters", "输入任意文字"});
  const Rect field = area.cut_top(kField);
  if (auto text = draft_field(scene, "characters.field", {field.x, field.y, std::min(field.w, 360.0f), kField}, scene.hand.characters, scene.seen.characters, style)) scene.wishes.push_back(SetCharacters{*text});
  area.cut_top(10);
  const std::vector<CodePoint> points = points_in(scene.seen.characters);
  const Rect foot = area.cut_bottom(kFoot);
  const Columns columns = columns_of(area);
  draw_point_heads(ui, columns, area.cut_top(22).y + 14);
  const float row = std::min(36.0f, area.h / static_cast<float>(std::max<std::size_t>(1, points.size())));
  for (int i = 0; i < static_cast<int>(points.size()); ++i)
    if (row >= 20 || static_cast<float>(i + 1) * 20 <= area.h) draw_point(scene, area.cut_top(std::max(20.0f, row)), columns, points, i);
  if (ui.highlight.is("x") && !points.empty()) lit_outline(ui, {columns.number - 76, area.y - row * static_cast<float>(points.size()), 84, row * static_cast<float>(points.size())});
  draw_agreement(scene, foot, points);
}

}  // namespace epochs::bag
