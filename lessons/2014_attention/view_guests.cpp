// A bar: a guest's tastes against each drink's features; the score, the share, and the glass that fills in these shares. Every taste and feature can be changed.
#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "lessons/2014_seq2seq/parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "views.hpp"
#include "viz/heatmap.hpp"
#include "viz/strip.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kGuestTitles = 24, kLeastGuestRow = 17, kMostGuestRow = 58, kGlassWidth = 120, kSmallGlass = 98, kTallGlass = 190, kGuestHand = 36, kGuestPickers = 42;
constexpr std::array<Token, kDrinks> kDrinkColors{Token::Weight, Token::Key, Token::Error, Token::Value};
constexpr ui::TextStyle kGuestSmall{Face::Ui, ui::kSmall}, kGuestMono{Face::Mono, ui::kTick};

struct GuestColumns {
  float name, cell, score, share;                // widths; a cell for each feature
};
float widest_of(ui::Ui& ui, std::span<const Localized> words, ui::TextStyle style) {
  float out = 0;
  for (const Localized& each : words) out = std::max(out, ui.canvas.text_width(ui.say(each), style));
  return out;
}
GuestColumns guest_columns(ui::Ui& ui, float width) {
  const float name = std::clamp(width * 0.2f, std::min(width * 0.34f, widest_of(ui, kDrinkNames, {Face::Medium, ui::kLabel}) + 26), 150.0f);
  const float cell = std::clamp(width * 0.1f, std::min(width * 0.12f, widest_of(ui, kFeatureNames, kGuestSmall) + 4), 64.0f), left = width - name - cell * kFeatures;
  return {name, cell, std::clamp(left * 0.4f, 46.0f, 66.0f), left - std::clamp(left * 0.4f, 46.0f, 66.0f)};
}

// A number of the query or of a key, that can be taken into the hand.
void draw_guest_number(Scene& scene, GuestsState& state, Rect cell, double value, bool feature, int row, int column) {
  ui::Ui& ui = scene.ui;
  const Rect box = cell.inset(1.5f, 2);
  const ui::Color ground = ui.theme.diverging_at(static_cast<float>(std::clamp(value / 2.5, -1.0, 1.0)));
  ui.canvas.fill(box, ground, 5);
  viz::mark_negative(ui, box, viz::ColorMap::Diverging, value, 2.5);
  ui.canvas.text({box.center().x, box.center().y + 4.5f}, format_number(value, value == std::round(value) ? 0 : 1), kGuestMono, ui::text_on(ground), ui::Align::Center);
  const ui::Pressed press = ui::pressable(ui, std::string(feature ? "guests.feature." : "guests.taste.") + std::to_string(row) + "." + std::to_string(column), box, 5);
  const bool held = state.features == feature && state.row == row && state.column == column;
  if (held || press.hovered) ui.canvas.outline(box, ui.color(Token::Text1), 5, held ? 2.0f : 1.2f);
  if (press.clicked) state.features = feature, state.row = row, state.column = column;
}

void draw_feature_names(Scene& scene, Rect row, const GuestColumns& columns, bool waits) {
  ui::Ui& ui = scene.ui;
  row.cut_left(columns.name);
  for (const Localized& name : kFeatureNames) {
    const Rect cell = row.cut_left(columns.cell);
    ui.canvas.text({cell.center().x, cell.center().y + 5}, fitted(ui, ui.say(name), kGuestSmall, cell.w - 2), kGuestSmall, ui.color(Token::Text3), ui::Align::Center);
  }
  if (waits) return;
  const Rect score = row.cut_left(columns.score);
  ui.canvas.text({score.right() - 6, score.center().y + 5}, ui.say({"score", "分数"}), kGuestSmall, ui.color(Token::Text3), ui::Align::Right);
  text_in(ui, {row.x + 8, row.center().y + 5}, row.w - 8, ui.say({"share", "份额"}), kGuestSmall, Token::Activation);
}

void draw_drink(Scene& scene, GuestsState& state, Rect row, const GuestColumns& columns, const Glass& glass, int drink) {
  ui::Ui& ui = scene.ui;
  const bool waits = scene.hand.question_open;
  const auto d = static_cast<std::size_t>(drink);
  const Rect name = row.cut_left(columns.name);
  ui.canvas.fill({name.x, name.center().y - 6, 12, 12}, ui.color(kDrinkColors[d]), 3);
  text_in(ui, {name.x + 20, name.center().y + 5}, name.w - 24, ui.say(kDrinkNames[d]), {Face::Medium, ui::kLabel}, Token::Text1);
  for (int feature = 0; feature < kFeatures; ++feature) draw_guest_number(scene, state, row.cut_left(columns.cell), static_cast<double>(state.guests.features(drink, feature)), true, drink, feature);
  if (waits) return;
  const Rect score = row.cut_left(columns.score);
  ui.canvas.text({score.right() - 6, score.center().y + 4.5f}, signed_number(static_cast<double>(glass.scores(drink)), 2), kGuestMono, ui.color(Token::Text1), ui::Align::Right);
  const auto share = static_cast<double>(glass.shares(drink));
  ui.anchors.add("guests.share." + std::to_string(drink), row);
  if (row.w > 76) viz::draw_share(ui, {row.x + 8, row.center().y - 4.5f, row.w - 56, 9}, share, Token::Activation);
  ui.canvas.text({row.right() - 2, row.center().y + 4.5f}, format_number(share, 2), kGuestMono, ui.color(Token::Text2), ui::Align::Right);
}

// What is in it: the values, mixed.
void draw_contents(Scene& scene, Rect area, const Glass& glass) {
  ui::Ui& ui = scene.ui;
  for (int content = 0; content < kContents; ++content) {
    const Rect row = area.cut_top(20);
    const std::string value = format_number(static_cast<double>(glass.mixed(content)), 1);
    const float w = ui.canvas.text_width(value, kGuestMono);
    text_in(ui, {row.x + 4, row.center().y + 5}, row.w - w - 12, ui.say(kContentNames[static_cast<std::size_t>(content)]), kGuestSmall, Token::Text2);
    ui.canvas.text({row.right() - 4, row.center().y + 5}, value, kGuestMono, ui.color(Token::Value), ui::Align::Right);
  }
}

// The glass fills from below in the shares; beside it what is in it.
void draw_glass(Scene& scene, Rect area, const Glass& glass) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("guests.glass", area);
  const float lines = 20.0f * kContents + 6;
  Rect inside = area;
  const Rect below = area.h > kTallGlass && area.w >= kGlassWidth ? inside.cut_bottom(lines) : Rect{};
  inside = inside.inset(8, 4);
  if (!scene.hand.question_open) {
    float y = inside.bottom();
    for (int drink = 0; drink < kDrinks; ++drink) {
      const auto d = static_cast<std::size_t>(drink);
      const float h = inside.h * static_cast<float>(glass.shares(drink));
      y -= h;
      if (h < 0.6f) continue;
      ui.canvas.fill({inside.x + 3, y, inside.w - 6, h}, ui::with_alpha(ui.color(kDrinkColors[d]), 0.85f), 0);
      if (h > 17) ui.canvas.text({inside.center().x, y + h / 2 + 5}, fitted(ui, ui.say(kDrinkNames[d]), kGuestSmall, inside.w - 14), kGuestSmall, ui::text_on(ui.color(kDrinkColors[d])), ui::Align::Center);
    }
  } else ui.canvas.text({inside.center().x, inside.center().y + 8}, "?", {Face::Semibold, ui::kTitle}, ui.color(Token::Text3), ui::Align::Center);
  const ui::Color rim = ui.color(Token::Text2);
  ui.canvas.line({inside.x, inside.y}, {inside.x + 2, inside.bottom() + 1}, rim, 2.2f);
  ui.canvas.line({inside.right(), inside.y}, {inside.right() - 2, inside.bottom() + 1}, rim, 2.2f);
  ui.canvas.line({inside.x + 1, inside.bottom() + 1}, {inside.right() - 1, inside.bottom() + 1}, rim, 2.2f);
  if (below.h <= 0 || scene.hand.question_open) return;
  draw_contents(scene, {below.x, below.y + 6, below.w, below.h - 6}, glass);
}

// The number in the learner's hand on a slider, in steps of a tenth.
void draw_guest_hand(Scene& scene, GuestsState& state, Rect row) {
  ui::Ui& ui = scene.ui;
  const std::string_view back_words = ui.say({"As it was", "还原"});
  const Rect back = row.cut_right(std::min(row.w * 0.3f, ui.canvas.text_width(back_words, {Face::Semibold, ui::kLabel}) + 28));
  if (ui::button(ui, "guests.reset", back.inset(0, 2), back_words)) state.guests = guests_to_begin_with(), state.row = -1;
  row.cut_right(12);
  if (state.row < 0) return text_in(ui, {row.x, row.center().y + 5}, row.w, ui.say({"Press a taste or a feature to change it.", "点一个口味或特征，就能改它。"}), kGuestSmall, Token::Text3), void();
  const auto r = static_cast<std::size_t>(state.row), c = static_cast<std::size_t>(state.column);
  const auto now = static_cast<double>(state.features ? state.guests.features(state.row, state.column) : state.guests.tastes(state.row, state.column));
  const std::string words = std::string(ui.say(state.features ? kDrinkNames[r] : kGuestNames[r])) + ", " + std::string(ui.say(kFeatureNames[c])) + "  " + format_number(now, 1);
  const float label = std::min(row.w * 0.5f, ui.canvas.text_width(words, {Face::Medium, ui::kLabel}) + 14);
  text_in(ui, {row.x, row.center().y + 5}, label - 8, words, {Face::Medium, ui::kLabel}, state.features ? Token::Key : Token::Query);
  const auto share = static_cast<float>((now + kMostTaste) / (2 * kMostTaste));
  const float moved = ui::slider(ui, "guests.hand", {row.x + label, row.y, std::min(260.0f, row.w - label), row.h}, share, scene.hand.dragged, 1.0f / 60);
  if (moved == share) return;
  const double value = std::round((2 * kMostTaste * static_cast<double>(moved) - kMostTaste) * 10) / 10;
  if (state.features) set_feature(state.guests, state.row, state.column, value);
  else set_taste(state.guests, state.row, state.column, value);
}

// Whether it is poured in shares.
void draw_guest_way(Scene& scene, GuestsState& state, Rect row) {
  ui::Ui& ui = scene.ui;
  const std::array<std::string_view, 2> ways{ui.say({"in shares", "按份额"}), ui.say({"only the best", "只要最高分"})};
  state.hard = ui::segmented(ui, "guests.way", row, ways, state.hard ? 1 : 0) == 1;
}

// Who drinks, and how it is poured.
void draw_guest_pickers(Scene& scene, GuestsState& state, Rect& area) {
  ui::Ui& ui = scene.ui;
  Rect row = area.cut_top(34);
  const std::array<std::string_view, kGuests> names{ui.say(kGuestNames[0]), ui.say(kGuestNames[1]), ui.say(kGuestNames[2])};
  const bool together = row.w > 560;
  const int chosen = ui::segmented(ui, "guests.guest", {row.x, row.y, std::min(together ? row.w - 210 : row.w, 380.0f), row.h}, names, state.guest);
  if (chosen != state.guest) state.guest = chosen, state.row = -1;
  if (!together) area.cut_top(6), row = area.cut_top(32);
  draw_guest_way(scene, state, {together ? row.right() - 200 : row.x, row.y, std::min(200.0f, row.w), row.h});
}

void draw_query_of_guest(Scene& scene, GuestsState& state, Rect row, const GuestColumns& columns) {
  ui::Ui& ui = scene.ui;
  const Rect name = row.cut_left(columns.name);
  text_in(ui, {name.x, name.center().y + 5}, name.w - 4, ui.say(kGuestNames[static_cast<std::size_t>(state.guest)]), {Face::Semibold, ui::kLabel}, Token::Query);
  for (int feature = 0; feature < kFeatures; ++feature) draw_guest_number(scene, state, row.cut_left(columns.cell), static_cast<double>(state.guests.tastes(state.guest, feature)), false, state.guest, feature);
  text_in(ui, {row.x + 8, row.center().y + 5}, row.w - 10, ui.say(row.w < 130 ? Localized{"the query", "查询"} : Localized{"tastes: the query", "口味：查询"}), kGuestSmall, Token::Query);
}

}  // namespace

// A low panel goes without the title of the keys, a still lower one without the slider and the choice of the guest.
void draw_guests_view(Scene& scene, LookingHand& own, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("guests", area);
  GuestsState& state = own.guests;
  constexpr float kRows = kGuestTitles + (kDrinks + 1) * kLeastGuestRow;
  const bool low = area.h <= kRows + kGuestPickers;
  if (!low) draw_guest_pickers(scene, state, area), area.cut_top(8);
  if (area.h > kRows + kGuestHand + 4) draw_guest_hand(scene, state, area.cut_bottom(kGuestHand)), area.cut_bottom(4);
  const Glass glass = pour(state.guests, state.guest, state.hard ? Pouring::Hard : Pouring::Soft);
  const bool beside = area.w > 520 || area.h < kRows + kGuestTitles + 5 * (kDrinks + 1) + 130;
  if (low && area.w > 520) {                     // soft or hard still has its place, above the glass
    Rect right = area.cut_right(200);
    draw_guest_way(scene, state, right.cut_top(32));
    right.cut_top(6);
    draw_glass(scene, {right.right() - kGlassWidth, right.y, kGlassWidth, right.h}, glass);
    area.cut_right(14);
  } else if (beside) draw_glass(scene, area.cut_right(area.w > 520 ? kGlassWidth : kSmallGlass), glass), area.cut_right(area.w > 520 ? 18.0f : 10.0f);
  const GuestColumns columns = guest_columns(ui, area.w);
  draw_feature_names(scene, area.cut_top(kGuestTitles), columns, scene.hand.question_open);
  const bool titled = area.h > kGuestTitles + (kDrinks + 1) * (kLeastGuestRow + 5);
  const float pitch = std::clamp((area.h - (titled ? kGuestTitles : 0.0f) - (beside ? 0.0f : 130.0f)) / (kDrinks + 1), kLeastGuestRow, kMostGuestRow);
  draw_query_of_guest(scene, state, area.cut_top(pitch), columns);
  if (titled) {
    const Rect title = area.cut_top(kGuestTitles);
    text_in(ui, {title.x, title.center().y + 6}, title.w, ui.say({"features of the drinks: keys", "饮料的特征：键"}), kGuestSmall, Token::Key);
  }
  for (int drink = 0; drink < kDrinks; ++drink) draw_drink(scene, state, area.cut_top(pitch), columns, glass, drink);
  area.cut_top(8);
  if (beside || area.h < 60) return;
  const Rect cup = area.cut_left(std::min(area.w, 170.0f));
  draw_glass(scene, cup, glass);
  if (area.w > 150 && area.h > 76 && !scene.hand.question_open && cup.h <= kTallGlass) draw_contents(scene, {area.x + 16, area.y + 8, area.w - 16, 68}, glass);
}

}  // namespace epochs::translation
