// Words of the map: paths, marks, names, the one that is selected.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/anchor.hpp"
#include "outcomes.hpp"
#include "ui/motion.hpp"
#include "view_map.hpp"
#include "viz/scatter.hpp"

namespace epochs::word2vec {
namespace {

using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr double kNamesEvery = 0.25, kNearEvery = 0.2;           // seconds between two choices while words move
constexpr std::size_t kNearest = 5, kPathPlaces = 14, kPaths = 18;
constexpr int kPlain = 40, kDense = 900;
const ui::TextStyle kName{ui::Face::Ui, ui::kSmall}, kStrongName{ui::Face::Semibold, ui::kLabel};

bool chinese(const Scene& scene, int word) { return scene.seen.text->languages[static_cast<std::size_t>(word)] == Language::Chinese; }

bool stressed(const Scene& scene, int word) {
  const auto& slots = scene.hand.analogy;
  return word == scene.hand.word || std::find(slots.begin(), slots.end(), word) != slots.end();
}

// Of the guess that comes next: known by their colours while nothing runs.
enum class Part { None, Centre, Neighbour };
Part part_of(const Scene& scene, int word) {
  const Example& next = scene.seen.next.example;
  if (scene.running || !next.exists() || scene.hand.step == "analogy") return Part::None;
  if (word == next.target) return Part::Neighbour;
  return next.inputs.size() == 1 && word == next.inputs.front() ? Part::Centre : Part::None;
}

Token ink_of(const Scene& scene, int word) {
  if (stressed(scene, word)) return Token::Text1;
  const Part part = part_of(scene, word);
  return part == Part::Centre ? Token::Input : part == Part::Neighbour ? Token::Target : Token::Text2;
}

void draw_mark(ui::Ui& ui, Vec2 at, bool square, float radius, ui::Color ink) {
  const ui::Color ground = viz::plot_ground(ui.theme);
  if (square) {
    const float side = radius * 0.92f;
    ui.canvas.fill({at.x - side - 1.4f, at.y - side - 1.4f, 2 * side + 2.8f, 2 * side + 2.8f}, ground, 1);
    ui.canvas.fill({at.x - side, at.y - side, 2 * side, 2 * side}, ink, 1);
  } else {
    ui.canvas.disc(at, radius + 1.4f, ground);
    ui.canvas.disc(at, radius, ink);
  }
}

bool covers(Rect pill, Rect box) { return pill.w > 0 && box.x < pill.right() && pill.x < box.right() && box.y < pill.bottom() && pill.y < box.bottom(); }

bool long_enough(const std::string& word) { return word.size() > 2; }

// TinyWorld knows what its words are; of another text the commonest say little.
bool says_much(const Scene& scene, int word) {
  const Source source = scene.seen.settings.source;
  if (source == Source::World || source == Source::Bilingual || source == Source::Few) return names_something(scene.word(word));
  return scene.seen.text->size() > kMapCloud || word >= kPlain;
}

// What must be named, then what was, then the commonest.
std::vector<LabelWish> wishes_for(Scene& scene, const MapPicture& picture) {
  ui::Ui& ui = scene.ui;
  std::vector<LabelWish> out;
  std::vector<bool> listed(picture.at.size());
  const auto add = [&](int word, bool needed, bool over_words = false) {
    if (!picture.shows(word) || listed[static_cast<std::size_t>(word)]) return;
    listed[static_cast<std::size_t>(word)] = true;
    out.push_back({word, ui.canvas.text_width(scene.word(word), stressed(scene, word) ? kStrongName : kName), needed, word == scene.hand.word ? 19.0f : 9.0f, over_words});
  };
  add(scene.hand.word, true);
  for (const int word : scene.hand.analogy) add(word, true);
  for (int word : {scene.seen.next.example.centre, scene.seen.next.example.target})
    if (picture.shows(word) && part_of(scene, word) != Part::None) add(word, true);
  if (picture.shows(scene.hand.word) && !map_hides_nearest(scene))
    for (const Near& near : near_on_map(scene, scene.hand.word)) add(near.word, false, true);
  if (const int answer = answer_on_map(scene); answer >= 0) add(answer, true);
  for (const PlacedLabel& label : scene.hand.map.labels) add(label.word, false);
  const bool cloud = scene.seen.text->size() > kMapCloud;
  const int named = std::min(picture.shown(), cloud ? kNamedOfACloud : kNamed);
  const bool dense = !cloud && picture.shown() > kDense;         // hardly a name finds room beside the words: some lie over them, and those that say little go without
  int over = 0;
  for (const bool first : {true, false})         // "the", "is", "的" and the like come last
    for (int word = 0; word < named && (first || !dense); ++word)
      if (long_enough(scene.word(word)) && says_much(scene, word) == first) add(word, false, dense && over++ < kNamedOfACloud);
  return out;
}

void choose_names(Scene& scene, const MapPicture& picture) {
  MapState& map = scene.hand.map;
  const ui::Ui& ui = scene.ui;
  std::string key = std::to_string(scene.hand.word) + "/" + std::to_string(scene.seen.text->size()) + "/" + std::to_string(std::lround(picture.plot.w)) + "x" + std::to_string(std::lround(picture.plot.h)) + "/" +
                    std::to_string(static_cast<int>(map.depth)) + std::to_string(static_cast<int>(map.projection)) + std::to_string(picture.shown());
  for (const int word : scene.hand.analogy) key += "/" + std::to_string(word);
  if (!scene.running) key += "n" + std::to_string(scene.seen.next.example.at) + "/" + std::to_string(scene.seen.next.example.target);
  if (scene.hand.map.labelled_for.substr(0, scene.hand.map.labelled_for.find('x')) != key.substr(0, key.find('x'))) map.labels.clear();
  if (key == map.labelled_for && !ui.motion.reduced() && ui.time >= map.labelled && ui.time - map.labelled < kNamesEvery) return;
  const Crowd crowd = map_is_flat(scene) ? Crowd::OnALine : picture.shown() > kMapCloud ? Crowd::Many : Crowd::Few;
  std::vector<Rect> taken = steps_on_map(scene, picture);
  if (picture.pill.w > 0) taken.push_back(picture.pill);
  if (picture.shows(scene.hand.word)) {          // its ring
    const Vec2 at = picture.place(scene.hand.word);
    taken.push_back({at.x - 13, at.y - 13, 26, 26});
  }
  map.labels = place_labels(picture.at, wishes_for(scene, picture), picture.plot, taken, crowd);
  map.labelled_at = picture.at;
  map.labelled = ui.time;
  map.labelled_for = std::move(key);
}

// Of one word, oldest place first.
std::vector<Vec2> path_of(Scene& scene, const MapPicture& picture, int word) {
  std::vector<Vec2> out;
  const std::vector<Trail>& trail = scene.seen.trail;
  Matrix rows(static_cast<Index>(trail.size()), scene.seen.vectors->cols());
  Index count = 0;
  const std::size_t every = trail.size() / kPathPlaces + 1;      // a longer path is drawn from place to place of a longer step
  for (std::size_t i = 0; i < trail.size(); i += every)
    if (const Trail& each = trail[i]; each.vectors && word < each.vectors->rows() && each.vectors->cols() == rows.cols()) rows.row(count++) = each.vectors->row(word);
  for (Index i = 0; i < count; ++i) out.push_back(map_place(scene, picture, {rows.row(i).data(), static_cast<std::size_t>(rows.cols())}));
  out.push_back(picture.place(word));
  return out;
}

}  // namespace

const std::vector<Near>& near_on_map(Scene& scene, int word) {
  MapState& map = scene.hand.map;
  const bool same = map.near_of == word && map.near_by && map.near_by->rows() == scene.seen.vectors->rows();
  if (same && (map.near_by == scene.seen.vectors || (scene.ui.time - map.near_at < kNearEvery && scene.ui.time >= map.near_at))) return map.near;
  map.near_of = word, map.near_by = scene.seen.vectors, map.near_at = scene.ui.time;
  const auto row = scene.seen.vectors->row(word);
  const int without[] = {word};
  map.near = nearest(*scene.seen.vectors, {row.data(), static_cast<std::size_t>(row.size())}, kNearest, without);
  return map.near;
}

void draw_trails(Scene& scene, const MapPicture& picture) {
  const MapState& map = scene.hand.map;
  if (!map.places.linear() || map_is_flat(scene)) return;          // a layout has no places for vectors of the past
  constexpr std::array<float, 3> kFading{0.12f, 0.24f, 0.42f};
  std::size_t drawn = 0;
  for (const PlacedLabel& label : map.labels) {
    if (!picture.shows(label.word) || label.word >= kTrailWords || ++drawn > kPaths) continue;
    const std::vector<Vec2> path = path_of(scene, picture, label.word);
    const std::size_t last = path.size() - 1;
    const float strong = stressed(scene, label.word) ? 1.9f : 1;
    for (std::size_t third = 0; third < kFading.size() && last > 0; ++third) {
      const std::size_t from = last * third / kFading.size(), to = last * (third + 1) / kFading.size();
      if (to > from) scene.ui.canvas.polyline(std::span(path).subspan(from, to - from + 1), with_alpha(scene.ui.color(Token::Weight), std::min(1.0f, kFading[third] * strong)), 1.3f);
    }
  }
}

// All in one call; the named ones are drawn once more, larger.
void draw_words(Scene& scene, const MapPicture& picture) {
  ui::Ui& ui = scene.ui;
  const float radius = picture.shown() > kMapCloud ? 2.0f : 2.8f;
  const ui::Color ink = with_alpha(ui.color(Token::Text2), picture.shown() > kMapCloud ? 0.5f : 0.6f);
  std::vector<ui::Mark> marks;
  marks.reserve(picture.at.size());
  for (int word = 0; word < picture.shown(); ++word) marks.push_back({picture.place(word), radius, ink, chinese(scene, word) ? ui::MarkShape::Square : ui::MarkShape::Disc});
  ui.canvas.marks(scene.hand.map.sheet.texture(radius * ui.scale), marks);
}

void draw_map_names(Scene& scene, const MapPicture& picture) {
  ui::Ui& ui = scene.ui;
  choose_names(scene, picture);
  const MapState& map = scene.hand.map;
  for (const PlacedLabel& label : map.labels) {
    if (!picture.shows(label.word)) continue;
    const Vec2 at = picture.place(label.word), moved = at - map.labelled_at[static_cast<std::size_t>(label.word)];
    const Rect box{label.box.x + moved.x, label.box.y + moved.y, label.box.w, label.box.h};
    if (covers(picture.pill, box) && !stressed(scene, label.word)) continue;       // until names are chosen again
    const Token token = ink_of(scene, label.word);
    const bool strong = token != Token::Text2;
    ui::Color ink = ui.color(token);
    if (!picture.near.empty() && !strong) ink = with_alpha(ink, 0.45f + 0.55f * picture.near[static_cast<std::size_t>(label.word)]);
    draw_mark(ui, at, chinese(scene, label.word), strong ? 5.0f : 4.0f, ink);
    if (map_is_flat(scene) && std::abs(box.center().y - at.y) > 24)
      ui.canvas.line({at.x, at.y + (box.y > at.y ? 6.f : -6.f)}, {at.x, box.y > at.y ? box.y : box.bottom()}, with_alpha(ui.color(Token::Text3), 0.4f), 1);
    ui.canvas.fill({box.x - 1, box.y + 1, box.w + 2, box.h - 2}, with_alpha(viz::plot_ground(ui.theme), 0.6f), 4);
    ui.canvas.text({box.x, box.y + kLabelBaseline}, scene.word(label.word), stressed(scene, label.word) ? kStrongName : kName, ink);
    ui.anchors.add("map.word." + scene.word(label.word), {at.x - 4, at.y - 4, 8, 8});
  }
}

void draw_map_selection(Scene& scene, const MapPicture& picture) {
  ui::Ui& ui = scene.ui;
  const MapState& map = scene.hand.map;
  const ui::Color ink = ui.color(Token::Text1);
  const int word = scene.hand.word;
  if (picture.shows(word)) {
    const Vec2 at = picture.place(word);
    if (!map_hides_nearest(scene) && !analogy_is_whole(scene))
      for (const Near& near : near_on_map(scene, word))
        if (picture.shows(near.word)) ui.canvas.line(at, picture.place(near.word), with_alpha(ink, 0.28f), 1);
    ui.canvas.disc(at, 12, with_alpha(ink, 0.12f));
    ui.canvas.circle(at, 12, ink, 2);
    ui.canvas.circle(at, 16, with_alpha(ink, 0.35f), 1);
  }
  if (picture.shows(picture.hovered)) ui.canvas.circle(picture.place(picture.hovered), 8.2f, ink, 1.6f);
  if (map.dragged && picture.shows(map.held) && picture.near.empty()) ui.canvas.dashed(picture.place(map.held), ui.pointer.position, ink, 1.6f);
}

void draw_map_foot(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  const MapState& map = scene.hand.map;
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const ui::Color ink = ui.color(Token::Text2);
  const float y = row.center().y;
  float x = row.x + 16;
  const bool layout = map.projection == Projection::Tsne && !map_is_flat(scene), english = ui.language == Language::English;
  std::string said = layout ? (english ? "Only who is near tells something" : "只有谁近算数")
                            : format_number(100 * map.places.share(), 0) + (english ? "% of the spread is visible in this view" : "% 的散布在此可见");
  float room = row.right() - 16 - ui.canvas.text_width(said, style) - 24;
  const auto entry = [&](std::string_view words, auto&& mark) {
    const float w = 18 + ui.canvas.text_width(words, style);
    if (x + w > room) return;
    mark(Vec2{x + 4, y});
    x += 18;
    ui.canvas.text({x, y + 4.6f}, words, style, ink);
    x += w - 18 + 20;
  };
  const auto& languages = scene.seen.text->languages;
  const bool squares = std::find(languages.begin(), languages.end(), Language::Chinese) != languages.end(), discs = std::find(languages.begin(), languages.end(), Language::English) != languages.end();
  if (discs && squares) entry(ui.say({"English", "英文"}), [&](Vec2 at) { draw_mark(ui, at, false, 4, ink); });
  if (squares) entry(ui.say({"Chinese", "中文"}), [&](Vec2 at) { draw_mark(ui, at, true, 4, ink); });
  if (!squares) entry(ui.say({"a word", "一个词"}), [&](Vec2 at) { draw_mark(ui, at, false, 4, ink); });
  if (!layout && !scene.seen.trail.empty() && !map_is_flat(scene))
    entry(ui.say({"path since step 0", "自第 0 步起的路径"}), [&](Vec2 at) { ui.canvas.line({at.x - 4, at.y}, {at.x + 10, at.y}, with_alpha(ui.color(Token::Weight), 0.7f), 1.6f), x += 8; });
  ui.anchors.add("map.foot", row);
  if (row.x + 16 + ui.canvas.text_width(said, style) < row.right() - 8) ui.canvas.text({row.right() - 16, y + 4.6f}, said, style, ui.color(Token::Text3), ui::Align::Right);
}

}  // namespace epochs::word2vec
