// The map: words as dots (English) and squares (Chinese), seen from the widest directions of their vectors or laid out by t-SNE.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"
#include "view_map.hpp"
#include "viz/scatter.hpp"
#include "viz/tooltip.hpp"

namespace epochs::word2vec {
namespace {

using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr float kHead = 38, kFoot = 34, kMapToggle = 28, kSentenceRoom = 106;
constexpr float kLowest = 300;                   // a plot that is lower goes without the sentence

MapWish wish_of(const Scene& scene) {
  const MapState& map = scene.hand.map;
  MapWish wish{scene.seen.vectors, map.projection, map.depth, About::Mean, scene.ui.time, scene.ui.motion.reduced()};
  const Settings& s = scene.seen.settings;
  if (scene.seen.trainable() && s.output == Output::Negatives && s.negatives == 0) wish.about = About::Origin;   // what turns the same way is seen from 0
  if (analogy_is_whole(scene)) wish.steps = scene.hand.analogy;
  if (map_is_flat(scene)) wish.projection = Projection::Pca, wish.depth = Depth::Plane;
  return wish;
}

// ---- Head --------------------------------------------------------------------------------------------------------------

std::string caption_of(const Scene& scene) {
  const Hand& hand = scene.hand;
  const bool english = scene.ui.language == Language::English;
  if (analogy_waits(hand) && hand.analogy[0] >= 0) {
    if (hand.analogy[1] < 0) return english ? scene.word(hand.analogy[0]) + " is to … : click the next word" : scene.word(hand.analogy[0]) + " 对 …：再点一个词";
    const std::string pair = scene.word(hand.analogy[0]) + " → " + scene.word(hand.analogy[1]);
    return english ? pair + ", and from where next? Click a word" : pair + "，再从哪个词走同一步？点它";
  }
  const std::string seen = group_thousands(kMostSeen), most_seen = scene.seen.text->size() <= kMostSeen ? "" : english ? "The " + seen + " commonest; " : "最常见的 " + seen + " 个；";
  const std::string numbers = (hand.map.projection == Projection::Tsne ? "" : most_seen) + std::to_string(scene.seen.vectors->cols());
  if (map_is_flat(scene)) return english ? "One number for each word" : "每个词只有一个数";
  if (hand.map.projection == Projection::Tsne) {
    const bool all = scene.seen.text->size() <= kMostTsne;
    const std::string most = group_thousands(kMostTsne);
    if (const double share = hand.map.places.laid_out(); share < 1) return format_number(std::floor(100 * share), 0) + (english ? "% · looking for places near neighbours" : "% · 正在近邻旁边找位置") + (all ? "" : english ? "; the " + most + " commonest" : "；最常见的 " + most + " 个");
    return english ? (all ? "" : "The " + most + " commonest; ") + numbers + " numbers a word; neighbours kept together" : (all ? "" : "最常见的 " + most + " 个；") + "每个词 " + numbers + " 个数；把近邻留在一起";
  }
  const bool space = hand.map.depth == Depth::Space;
  if (!space && analogy_is_whole(scene)) return english ? numbers + " numbers a word, from the plane of the two steps" : "每个词 " + numbers + " 个数，从两步所在的平面看";
  return english ? numbers + " numbers a word, from the " + (space ? "three" : "two") + " widest directions" : "每个词 " + numbers + " 个数，从最宽的" + (space ? "三" : "两") + "个方向看";
}

std::string cut_to(ui::Ui& ui, std::string text, float width, ui::TextStyle style) {
  if (ui.canvas.text_width(text, style) <= width) return text;
  std::vector<char32_t> letters = decode_utf8(text);
  while (!letters.empty()) {
    letters.pop_back();
    text.clear();
    for (const char32_t letter : letters) append_utf8(text, letter);
    if (ui.canvas.text_width(text + "…", style) <= width) return text + "…";
  }
  return {};
}

void draw_head(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  MapState& map = scene.hand.map;
  constexpr float kHalf = 62;
  const std::array<std::string_view, 2> projections{"PCA", "t-SNE"}, depths{ui.say({"Plane", "平面"}), ui.say({"Space", "空间"})};
  const bool flat = map_is_flat(scene), layout = map.projection == Projection::Tsne;
  const Rect right{row.right() - 2 * kHalf, row.y, 2 * kHalf, kMapToggle}, left{right.x - 8 - 2 * kHalf, row.y, 2 * kHalf, kMapToggle};
  const ui::Access open = flat ? ui::Access::Disabled : ui::Access::Open;
  if (const int chosen = ui::segmented(ui, "map.projection", right, projections, flat ? 0 : static_cast<int>(map.projection), open); chosen != static_cast<int>(map.projection) && !flat)
    map.projection = static_cast<Projection>(chosen), map.depth = Depth::Plane;
  if (const int chosen = ui::segmented(ui, "map.depth", left, depths, flat || layout ? 0 : static_cast<int>(map.depth), layout ? ui::Access::Disabled : open); !flat && !layout)
    map.depth = static_cast<Depth>(chosen);
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const Token ink = analogy_waits(scene.hand) && scene.hand.analogy[0] >= 0 ? Token::Text1 : Token::Text3;
  ui.canvas.text({row.x, row.y + 19}, cut_to(ui, caption_of(scene), left.x - 12 - row.x, style), style, ui.color(ink));
}

// ---- Picture -------------------------------------------------------------------------------------------------------------

// Equal units on both axes, everything inside.
viz::Plane plane_of(Rect plot, const MapExtent& extent) {
  const Rect inner = plot.inset(std::min(46.0f, plot.w * 0.08f), std::min(26.0f, plot.h * 0.08f));
  const double wide = std::max(1e-9f, extent.high_x - extent.low_x), high = std::max(1e-9f, extent.high_y - extent.low_y);
  const double unit = std::max(wide / static_cast<double>(inner.w), high / static_cast<double>(inner.h));
  const double x = (static_cast<double>(extent.low_x) + static_cast<double>(extent.high_x)) / 2, y = (static_cast<double>(extent.low_y) + static_cast<double>(extent.high_y)) / 2;
  const double half_x = unit * static_cast<double>(plot.w) / 2, half_y = unit * static_cast<double>(plot.h) / 2;
  return {plot, {x - half_x, x + half_x}, {y - half_y, y + half_y}};
}

viz::Point3 in_ball(const Matrix& places, Index row, float radius) {
  return {static_cast<double>(places(row, 0) / radius), static_cast<double>(places(row, 1) / radius), static_cast<double>(places(row, 2) / radius)};
}

MapPicture picture_in_plane(Scene& scene, Rect plot) {
  const MapPlaces& places = scene.hand.map.places;
  MapPicture out;
  out.plot = plot;
  MapExtent extent = places.extent();
  const auto stands = [&](int word) { return word < places.now().rows(); };
  if (analogy_is_whole(scene) && places.linear() && std::all_of(scene.hand.analogy.begin(), scene.hand.analogy.end(), stands)) {
    const std::vector<float> sum = analogy_sum(scene);
    const Matrix at = places.of(Eigen::Map<const Matrix>(sum.data(), 1, static_cast<Index>(sum.size())));
    extent = {at(0, 0), at(0, 0), at(0, 1), at(0, 1), extent.radius};
    for (const int word : scene.hand.analogy) {
      const float x = places.now()(word, 0), y = places.now()(word, 1);
      extent = {std::min(extent.low_x, x), std::max(extent.high_x, x), std::min(extent.low_y, y), std::max(extent.high_y, y), extent.radius};
    }
    const float wide = 0.35f * (extent.high_x - extent.low_x) + 1e-6f, high = 0.35f * (extent.high_y - extent.low_y) + 1e-6f;   // and what lies around
    extent = {extent.low_x - wide, extent.high_x + wide, extent.low_y - high, extent.high_y + high, extent.radius};
  }
  out.plane = plane_of(plot, extent);
  const Matrix& now = places.now();
  out.at.reserve(static_cast<std::size_t>(now.rows()));
  for (Index i = 0; i < now.rows(); ++i) out.at.push_back(out.plane.to_units(static_cast<double>(now(i, 0)), static_cast<double>(now(i, 1))));
  return out;
}

int word_at(const MapPicture& picture, Vec2 place, float reach) {
  int best = -1;
  float least = reach * reach;
  for (int i = 0; i < picture.shown(); ++i) {
    const Vec2 d = picture.place(i) - place;
    if (const float here = d.x * d.x + d.y * d.y; here < least) least = here, best = i;
  }
  return best;
}

void select_word(Scene& scene, int word) {
  Hand& hand = scene.hand;
  hand.word = word;
  if (analogy_waits(hand)) {
    const auto empty = std::find(hand.analogy.begin(), hand.analogy.end(), -1);
    int& open = hand.analogy_state.open;
    (open >= 0 ? hand.analogy[static_cast<std::size_t>(open)] : *empty) = word;
    open = -1;
    return;
  }
  if (map_hides_nearest(scene)) return;
  if (const std::vector<Near>& near = near_on_map(scene, word); !near.empty()) hand.selected = {Place::Kind::Cosine, word, near.front().word};
}

void take_pointer(Scene& scene, MapPicture& picture) {
  const ui::Pointer& pointer = scene.ui.pointer;
  MapState& map = scene.hand.map;
  if (picture.plot.contains(pointer.position)) picture.hovered = word_at(picture, pointer.position, viz::kHoverReach);
  if (picture.hovered >= 0) scene.ui.requests.cursor = ui::Cursor::Hand;
  if (pointer.pressed && picture.plot.contains(pointer.position)) map.pressed = true, map.dragged = false, map.held = picture.hovered, map.pressed_at = pointer.position;
  if (!map.pressed) return;
  const Vec2 way = pointer.position - map.pressed_at;
  if (std::abs(way.x) + std::abs(way.y) > 8) map.dragged = true;
  if (!pointer.released && pointer.down) return;
  const int from = map.held, to = picture.hovered;
  if (pointer.released && !map.dragged && from >= 0 && from < picture.shown()) select_word(scene, from);
  if (pointer.released && map.dragged && from >= 0 && from < picture.shown() && to >= 0 && to != from) scene.hand.analogy = {from, to, -1};
  map.pressed = map.dragged = false, map.held = -1;
}

// Arrows lead from word to word, Enter selects.
void take_map_keys(Scene& scene, MapPicture& picture) {
  ui::Ui& ui = scene.ui;
  MapState& map = scene.hand.map;
  if (!ui.focus.add("map.plot") || !ui.focus.visible() || picture.at.empty()) return;
  ui::focus_outline(ui, picture.plot, 8);
  ui.focus.begin_browsing();
  if (!picture.shows(map.cursor)) map.cursor = picture.shows(scene.hand.word) ? scene.hand.word : 0;
  std::vector<viz::Dot> dots;
  for (const Vec2 p : picture.at) dots.push_back({picture.plane.from_x(p.x), picture.plane.from_y(p.y)});
  for (const ui::KeyPress& key : ui.typed)
    if (key.key >= ui::Key::Left && key.key <= ui::Key::Down) map.cursor = viz::next_dot(picture.plane, dots, map.cursor, key.key);
  if (picture.hovered < 0) picture.hovered = map.cursor;
  if (ui.focus.activated("map.plot")) select_word(scene, map.cursor);
}

void draw_grid_below(Scene& scene, const MapPicture& picture) {
  ui::Ui& ui = scene.ui;
  const ui::Color thin = with_alpha(ui.color(Token::Text1), 0.05f), zero = with_alpha(ui.color(Token::Text1), 0.12f);
  for (const bool upright : {true, false}) {
    const viz::Range range = upright ? picture.plane.x : picture.plane.y;
    for (const double tick : viz::ticks(range, 9)) {
      const ui::Color ink = std::abs(tick) < 1e-9 * range.span() ? zero : thin;
      const float at = upright ? picture.plane.to_x(tick) : picture.plane.to_y(tick);
      if (upright) ui.canvas.line({at, picture.plot.y}, {at, picture.plot.bottom()}, ink);
      else ui.canvas.line({picture.plot.x, at}, {picture.plot.right(), at}, ink);
    }
  }
}

MapPicture look_at_plane(Scene& scene, Rect plot) {
  MapPicture picture = picture_in_plane(scene, plot);
  scene.ui.anchors.add("map.plot", plot);
  take_pointer(scene, picture);
  take_map_keys(scene, picture);
  scene.ui.canvas.push_clip(plot);
  draw_grid_below(scene, picture);
  draw_trails(scene, picture);
  draw_words(scene, picture);
  return picture;
}

MapPicture look_at_space(Scene& scene, Rect plot) {
  MapState& map = scene.hand.map;
  const Matrix& now = map.places.now();
  const float radius = map.places.extent().radius;
  std::vector<viz::Point3> points;
  MapPicture picture;
  picture.plot = plot;
  for (Index i = 0; i < now.rows(); ++i) {
    viz::Point3 point = in_ball(now, i, radius);
    point.color = Token::Text2;
    if (scene.seen.text->languages[static_cast<std::size_t>(i)] == Language::Chinese) point.shape = ui::MarkShape::Square;
    points.push_back(point);
    const viz::Projected at = viz::project(point, map.camera, plot);
    picture.at.push_back(at.at);
    picture.near.push_back(std::clamp(0.5f + 0.4f * at.depth, 0.0f, 1.0f));
  }
  const viz::Scatter3dResult result = viz::scatter3d(scene.ui, "map.plot", plot, points, map.camera);
  picture.hovered = result.hovered;
  if (result.clicked >= 0) select_word(scene, result.clicked);
  scene.ui.canvas.push_clip(plot);
  draw_trails(scene, picture);
  return picture;
}

std::string tooltip_of(Scene& scene, int word) {
  const bool english = scene.ui.language == Language::English;
  const auto index = static_cast<std::size_t>(word);
  std::string text = scene.word(word);
  if (scene.seen.text->total > 0) text += english ? " · " + group_thousands(scene.seen.text->counts[index]) + " times" : " · 出现 " + group_thousands(scene.seen.text->counts[index]) + " 次";
  if (map_hides_nearest(scene)) return text;
  const std::vector<Near>& near = near_on_map(scene, word);
  for (std::size_t i = 0; i < std::min<std::size_t>(3, near.size()); ++i) text += (i == 0 ? (english ? " · nearest " : " · 最近 ") : english ? ", " : "、") + scene.word(near[i].word);
  return text;
}

}  // namespace

bool map_is_flat(const Scene& scene) { return scene.seen.vectors->cols() < 2; }

bool map_hides_nearest(const Scene& scene) { return scene.hand.question_open && (scene.hand.step == "map" || scene.hand.step == "analogy" || scene.hand.step == "question"); }

Vec2 map_place(Scene& scene, const MapPicture& picture, std::span<const float> vector) {
  const MapPlaces& places = scene.hand.map.places;
  const Matrix at = places.of(Eigen::Map<const Matrix>(vector.data(), 1, static_cast<Index>(vector.size())));
  if (picture.near.empty()) return picture.plane.to_units(static_cast<double>(at(0, 0)), static_cast<double>(at(0, 1)));
  return viz::project(in_ball(at, 0, places.extent().radius), scene.hand.map.camera, picture.plot).at;
}

void draw_map_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  MapState& map = scene.hand.map;
  if (!scene.seen.vectors || scene.seen.vectors->rows() == 0) return;
  if (map.places.follow(wish_of(scene))) ui.motion.keep_running();
  draw_head(scene, area.cut_top(kHead));
  const float mishap = draw_map_mishap(scene, area);
  if (mishap > 0) area.cut_bottom(mishap);
  else if (area.h - kSentenceRoom >= kLowest) area.cut_bottom(draw_sentence(scene, {area.x, area.bottom() - kSentenceRoom + 14, area.w, kSentenceRoom - 14}) + 14);
  ui.canvas.fill(area, viz::plot_ground(ui.theme), 8);
  Rect plot = area;
  const Rect foot = plot.cut_bottom(kFoot);
  MapPicture picture = map.depth == Depth::Space && !map_is_flat(scene) && map.projection == Projection::Pca ? look_at_space(scene, plot) : look_at_plane(scene, plot);
  picture.pill = sum_pill(scene, picture);
  draw_map_selection(scene, picture);
  draw_map_names(scene, picture);
  draw_map_analogy(scene, picture);    // its pill lies over names
  ui.canvas.pop_clip();
  draw_map_foot(scene, foot);
  if (picture.hovered >= 0 && !map.dragged) viz::tooltip(ui, ui.pointer.position.x > -1e5f && plot.contains(ui.pointer.position) ? ui.pointer.position : picture.place(picture.hovered), plot, tooltip_of(scene, picture.hovered));
}

}  // namespace epochs::word2vec
