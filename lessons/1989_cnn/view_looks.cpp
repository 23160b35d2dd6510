// Two questions to trained weights: which patches a filter answers to most, and which part of this digit decides.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cells.hpp"
#include "ui/anchor.hpp"
#include "ui/pattern.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr double kBetweenSearches = 0.5, kBetweenCovers = 0.25;        // seconds between two looks while training runs
constexpr std::size_t kSearchedAFrame = 50;     // pictures: a fifth of a millisecond each at the most

void merge(std::vector<Patch>& found, std::vector<Patch> more, std::size_t first) {
  for (Patch& patch : more) patch.picture += first;
  found.insert(found.end(), more.begin(), more.end());
  std::stable_sort(found.begin(), found.end(), [](const Patch& a, const Patch& b) { return a.value > b.value; });
  found.resize(std::min(found.size(), static_cast<std::size_t>(kMostLiked)));
}

// Goes on by so many pictures; what was shown stays until all have been looked at.
void search_on(Scene& scene, std::size_t pictures) {
  LikedSearch& search = scene.hand.liked_search;
  const data::Images& train = *scene.seen.digits->train;
  const std::size_t all = std::min(kSearchedForLikes, train.size()), count = std::min(pictures, all - std::min(all, search.done));
  merge(search.patches, best_patches(*search.network, data::part_of(train, search.done, count), search.layer, search.filter, kMostLiked), search.done);
  search.done += count;
  if (search.done < all) return;
  scene.hand.liked = {search.network, search.layer, search.filter, scene.ui.time, std::move(search.patches), data::part_of(train, 0, all)};
  search = {};
}

// At once for another filter, or when nothing trains; while training runs, now and then, and a little in each frame.
void search(Scene& scene) {
  Hand& hand = scene.hand;
  const bool other = hand.liked.layer != hand.window.layer || hand.liked.filter != hand.window.filter, older = hand.liked.network != scene.seen.network;
  const bool at_once = other || (older && !scene.running);
  LikedSearch& search = hand.liked_search;
  if (at_once || search.digits != scene.seen.digits || search.layer != hand.window.layer || search.filter != hand.window.filter) search = {};
  if (!search.network) {
    if (!at_once && (!older || scene.ui.time - hand.liked.searched_at < kBetweenSearches)) return;
    search = {scene.seen.network, scene.seen.digits, hand.window.layer, hand.window.filter, 0, {}};
  }
  search_on(scene, at_once ? kSearchedForLikes : kSearchedAFrame);
}

// What the cell sees; beyond the picture there is paper.
Matrix cut_out(const data::Images& images, const Patch& patch) {
  Matrix out = Matrix::Zero(patch.square.side, patch.square.side);
  const auto picture = images.picture(patch.picture);
  for (int r = 0; r < patch.square.side; ++r)
    for (int c = 0; c < patch.square.side; ++c) {
      const int row = patch.square.row + r, column = patch.square.column + c;
      if (row >= 0 && column >= 0 && row < kSide && column < kSide) out(r, c) = static_cast<Real>(picture[static_cast<std::size_t>(row * kSide + column)]) / 255;
    }
  return out;
}

}  // namespace

void draw_filter_choice(Scene& scene, std::string_view id, Rect row) {
  ui::Ui& ui = scene.ui;
  WindowPlace& place = scene.hand.window;
  const int filters = static_cast<int>(scene.seen.network->model.convolutions[static_cast<std::size_t>(place.layer - 1)].filters());
  if (ui::button(ui, std::string(id) + ".back", {row.x, row.y, 40, 32}, "‹")) place.filter = (place.filter + filters - 1) % filters;
  if (ui::button(ui, std::string(id) + ".next", {row.x + 46, row.y, 40, 32}, "›")) place.filter = (place.filter + 1) % filters;
  const std::string layer = std::to_string(place.layer), filter = std::to_string(place.filter + 1), all = std::to_string(filters);
  const std::array lines{ui.language == Language::English ? "layer " + layer + ", filter " + filter + " of " + all : "第 " + layer + " 层，第 " + filter + " 个滤波器，共 " + all + " 个",
                         ui.language == Language::English ? "layer " + layer + ": " + filter + " of " + all : "第 " + layer + " 层：" + filter + " / " + all};
  draw_fitting(ui, {row.x + 100, row.y + 21}, row.w - 140, lines, Token::Text2);
  if (place.layer == 1) draw_cells(ui, {row.right() - 32, row.y, 32, 32}, kernel_at(place, *scene.seen.network), {viz::ColorMap::Diverging, limit_of_kernels(place, *scene.seen.network), nullptr});
}

void draw_likes_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  scene.hand.window = clamped(scene.hand.window, *scene.seen.network);
  draw_filter_choice(scene, "likes", area.cut_top(32));
  area.cut_top(14);
  search(scene);
  const Liked& liked = scene.hand.liked;
  ui.anchors.add("likes", area);
  if (liked.patches.empty() || liked.patches.front().value <= 0) {
    ui::plain_text(ui, {area.x, area.y}, area.w - 16, ui.say({"No picture excites this filter: it answers 0 to all of them.", "没有哪幅图能让它兴奋：它对所有图都答 0。"}), {{ui::Face::Ui, ui::kBody}, 24, Token::Text2});
    return;
  }
  const SquareGrid grid = squares_in({area.x, area.y, area.w, area.h - 24}, static_cast<int>(liked.patches.size()), 24, 150);   // the gap holds the value
  for (std::size_t i = 0; i < liked.patches.size(); ++i) {
    const Rect box = grid.at(area, static_cast<int>(i));
    draw_cells(ui, box, cut_out(liked.images, liked.patches[i]), {viz::ColorMap::Sequential, 1, &scene.hand.liked_textures[i]});
    ui.canvas.text({box.x, box.bottom() + 16}, format_number(liked.patches[i].value, 2), {ui::Face::Mono, ui::kTick}, ui.color(Token::Activation));
  }
}

namespace {

// A place of the map stands in the middle of what was covered there.
Rect field_in(Rect box, ConstMatrix falls) {
  const float pixel = box.w / kSide, inset = static_cast<float>(kCoveredSide - kCoveredStep) / 2 * pixel, side = static_cast<float>(falls.rows() * kCoveredStep) * pixel;
  return {box.x + inset, box.y + inset, side, side};
}

void cover(Scene& scene, viz::GridCell place) {
  Covered& covered = scene.hand.covered;
  covered.place = place;
  covered.without = scene.reading.picture;
  for (int r = 0; r < kCoveredSide; ++r)
    for (int c = 0; c < kCoveredSide; ++c) covered.without[static_cast<std::size_t>((place.row * kCoveredStep + r) * kSide + place.column * kCoveredStep + c)] = 0;
  covered.answer = read(*scene.seen.network, covered.without);
}

// Anew for another picture or other weights (while training runs, now and then): covered everywhere in turn, and then where the bar fell deepest.
void cover_everywhere(Scene& scene, int digit) {
  Covered& covered = scene.hand.covered;
  const bool asked = covered.picture != scene.reading.picture || covered.digit != digit || !covered.network;
  if (!asked && (covered.network == scene.seen.network || (scene.running && scene.ui.time - covered.covered_at < kBetweenCovers))) return;
  covered.network = scene.seen.network, covered.picture = scene.reading.picture, covered.digit = digit, covered.covered_at = scene.ui.time;
  covered.falls = occlusion(*scene.seen.network, scene.reading.picture, digit, kCoveredSide, kCoveredStep);
  Index row = 0, column = 0;
  covered.falls.maxCoeff(&row, &column);
  cover(scene, {static_cast<int>(row), static_cast<int>(column)});
}

// The digit below the fields of colour, as a shade.
void draw_shade(ui::Ui& ui, Rect box, std::span<const std::uint8_t> picture) {
  const float pixel = box.w / kSide;
  for (int i = 0; i < kPixels; ++i) {
    const float grey = static_cast<float>(picture[static_cast<std::size_t>(i)]) / 255;
    if (grey < 0.1f) continue;
    ui.canvas.fill({box.x + static_cast<float>(i % kSide) * pixel, box.y + static_cast<float>(i / kSide) * pixel, pixel, pixel}, ui::with_alpha(ui.color(Token::Text1), 0.35f * grey));
  }
}

// In greys a shade would read as a number: the digit is its rim.
void draw_rim(ui::Ui& ui, Rect box, std::span<const std::uint8_t> picture) {
  constexpr int kInk = 110;
  const float pixel = box.w / kSide;
  const auto inked = [&](int row, int column) { return row >= 0 && row < kSide && column >= 0 && column < kSide && picture[static_cast<std::size_t>(row * kSide + column)] >= kInk; };
  const ui::Color ink = ui::text_on(viz::map_color(ui.theme, viz::ColorMap::Diverging, 0, 1));
  for (int row = 0; row <= kSide; ++row)
    for (int column = 0; column <= kSide; ++column) {
      const ui::Vec2 at{box.x + static_cast<float>(column) * pixel, box.y + static_cast<float>(row) * pixel};
      if (inked(row, column) != inked(row - 1, column)) ui.canvas.line(at, {at.x + pixel, at.y}, ink, 1);
      if (inked(row, column) != inked(row, column - 1)) ui.canvas.line(at, {at.x, at.y + pixel}, ink, 1);
    }
}

// What its colours mean: in greys a fall is brighter than the ground, and what rises is hatched.
std::string meaning_of_falls(const ui::Ui& ui, const std::string& said) {
  const bool english = ui.language == Language::English;
  if (ui::has_patterns(ui.theme)) return english ? "Bright: cover this, and the bar of " + said + " falls. Hatched: it rises." : "亮处：遮住这里，" + said + " 的概率会降；斜线处：会升。";
  return english ? "Warm: cover this, and the bar of " + said + " falls. Cold: it rises." : "暖色：遮住这里，" + said + " 的概率会降；冷色：会升。";
}

void draw_falls(Scene& scene, Rect box) {
  ui::Ui& ui = scene.ui;
  const Covered& covered = scene.hand.covered;
  const double limit = std::max(0.05, static_cast<double>(covered.falls.cwiseAbs().maxCoeff()));
  const Rect field = field_in(box, covered.falls);
  ui.canvas.fill(box, viz::map_color(ui.theme, viz::ColorMap::Diverging, 0, limit));
  draw_cells(ui, field, covered.falls, {viz::ColorMap::Diverging, limit, nullptr, Numbers::No});
  if (ui::has_patterns(ui.theme)) draw_rim(ui, box, scene.reading.picture);
  else draw_shade(ui, box, scene.reading.picture);
  ui.canvas.outline(cell_in(field, covered.place, covered.falls.rows(), covered.falls.cols()).inset(-1), ui.color(Token::Text1), 2, 2);
}

// The picture with the chosen place covered, and what the network then says.
void draw_covered_digit(Scene& scene, Rect area, int digit) {
  ui::Ui& ui = scene.ui;
  const Covered& covered = scene.hand.covered;
  const float side = std::min({area.h, area.w * 0.46f, 190.0f});
  const Rect box{area.x, area.y, side, side};
  Matrix picture(kSide, kSide);
  to_inputs(covered.without, picture);
  draw_cells(ui, box, picture, {viz::ColorMap::Sequential, 1, nullptr});
  const float pixel = side / kSide;
  const Rect hole{box.x + static_cast<float>(covered.place.column * kCoveredStep) * pixel, box.y + static_cast<float>(covered.place.row * kCoveredStep) * pixel, kCoveredSide * pixel, kCoveredSide * pixel};
  ui.canvas.outline(hole, ui.color(Token::Text1), 2, 2);
  ui.anchors.add("occlusion.covered", box);
  const bool english = ui.language == Language::English;
  const int now = covered.answer.digit();
  const auto bar = [](const Answer& answer, int of) { return format_number(answer.bars[static_cast<std::size_t>(of)], 2); };
  const std::string said = std::to_string(digit), other = std::to_string(now);
  const bool falls = covered.answer.bars[static_cast<std::size_t>(digit)] <= scene.reading.answer.bars[static_cast<std::size_t>(digit)];
  const std::string from = bar(scene.reading.answer, digit), to = bar(covered.answer, digit);
  const std::string fall = english ? "Without this part, the bar of " + said + (falls ? " falls from " : " rises from ") + from + " to " + to + "." : "少了这一块，" + said + " 的概率从 " + from + (falls ? " 降到 " : " 升到 ") + to + "。";
  const std::string instead = now == digit ? (english ? "It still says " + said + "." : "网络仍说是 " + said + "。") : english ? "Now it says " + other + " (" + bar(covered.answer, now) + ")." : "这时它说是 " + other + "（" + bar(covered.answer, now) + "）。";
  ui::plain_text(ui, {box.right() + 18, box.y}, area.right() - box.right() - 18, fall + (english ? " " : "") + instead, {{ui::Face::Ui, ui::kLabel}, 22, Token::Text1});
}

}  // namespace

void draw_occlusion_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const int digit = scene.reading.answer.digit();
  cover_everywhere(scene, digit);
  const Matrix& falls = scene.hand.covered.falls;
  const bool second = area.h >= 340;
  const float side = std::min(area.w, area.h - 48 - (second ? 110.0f : 0.0f));
  const Rect box{area.x, area.y, side, side};
  ui.anchors.add("occlusion", box);
  const Rect field = field_in(box, falls);
  const viz::GridCell under = cell_under(field, ui.pointer.position, falls.rows(), falls.cols());
  if (under.exists() && under != scene.hand.covered.place) cover(scene, under);
  draw_falls(scene, box);
  const std::string said = std::to_string(digit);
  std::string text = meaning_of_falls(ui, said);
  if (under.exists()) {
    const std::string fall = format_number(-static_cast<double>(falls(under.row, under.column)), 3, Sign::Always);
    text = ui.language == Language::English ? "Covered here, the bar of " + said + " changes by " + fall + "." : "遮住这里，" + said + " 的概率变化 " + fall + "。";
  }
  ui::plain_text(ui, {area.x, box.bottom() + 10}, area.w - 8, text, {{ui::Face::Ui, ui::kSmall}, 20, Token::Text2});
  if (second) draw_covered_digit(scene, {area.x, box.bottom() + 62, area.w, area.bottom() - box.bottom() - 62}, digit);
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
