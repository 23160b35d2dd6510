// A small vocabulary as one-hot vectors: two of them written out, and the distance of every word from every other, computed from the vectors.
#include <algorithm>
#include <cmath>

#include "core/matrix.hpp"
#include "one_hot.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/formula.hpp"
#include "views.hpp"

namespace epochs::bag {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kStrip = 30, kSlider = 44;

std::string word_at(const Scene& scene, int index) { return std::string(vocabulary_word(index).in(scene.language)); }

// [0 0 1 0 …] behind its word.
void draw_vector(Scene& scene, Rect row, int word, float names) {
  ui::Ui& ui = scene.ui;
  const std::vector<float> vector = one_hot(word, scene.seen.vocabulary);
  ui.canvas.text({row.x + names - 12, row.center().y + 5}, word_at(scene, word), {ui::Face::Medium, ui::kLabel}, ui.color(Token::Text1), ui::Align::Right);
  const float pitch = std::min(30.0f, (row.w - names) / static_cast<float>(vector.size()));
  for (std::size_t i = 0; i < vector.size(); ++i) {
    const Rect cell{row.x + names + static_cast<float>(i) * pitch, row.y + 3, pitch - 2, row.h - 6};
    const ui::Color ground = vector[i] > 0 ? ui.color(Token::Input) : ui.color(Token::Surface2);
    ui.canvas.fill(cell, ground, 3);
    if (cell.w >= 10) ui.canvas.text({cell.center().x, cell.center().y + 4.5f}, vector[i] > 0 ? "1" : "0", {ui::Face::Mono, ui::kTick}, vector[i] > 0 ? ui::text_on(ground) : ui.color(Token::Text3), ui::Align::Center);
  }
}

void draw_slider(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  const int words = scene.seen.vocabulary;
  const std::string text = ui.language == Language::English ? "vocabulary " + std::to_string(words) : "词表 " + std::to_string(words) + " 个词";
  ui.canvas.text({row.x, row.center().y + 5}, text, {ui::Face::Ui, ui::kLabel}, ui.color(Token::Text2));
  const float share = static_cast<float>(words - kFewestWords) / (kMostWords - kFewestWords);
  const float now = ui::slider(ui, "onehot.vocabulary", {row.x + 130, row.y, std::min(280.0f, row.w - 140), row.h}, share, scene.hand.dragged, 1.0f / (kMostWords - kFewestWords),
                               scene.hand.question_open && scene.hand.hides_distance ? ui::Access::Disabled : ui::Access::Open);
  const int wished = kFewestWords + static_cast<int>(std::lround(now * (kMostWords - kFewestWords)));
  if (wished != words) scene.wishes.push_back(SetVocabulary{wished});
}

Matrix distances(int words) {
  Matrix out(words, words);
  for (int a = 0; a < words; ++a)
    for (int b = 0; b < words; ++b) out(a, b) = static_cast<Real>(distance(one_hot(a, words), one_hot(b, words)));
  return out;
}

}  // namespace

void draw_one_hot_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("onehot", area);
  const int words = scene.seen.vocabulary;
  const Place& place = scene.hand.selected;
  const bool chosen = place.kind == Place::Kind::Distance && exists(place, scene.seen, ui.language);
  const int a = chosen ? place.a : 0, b = chosen ? place.b : 1;
  draw_slider(scene, area.cut_bottom(kSlider));
  area.cut_bottom(8);
  float names = 0;
  for (int i = 0; i < words; ++i) names = std::max(names, ui.canvas.text_width(word_at(scene, i), {ui::Face::Semibold, ui::kLabel}));
  if (area.h > 240) {
    draw_vector(scene, area.cut_top(kStrip), a, names + 14);
    draw_vector(scene, area.cut_top(kStrip), b, names + 14);
    if (ui.highlight.is("x")) lit_outline(ui, {area.x + names + 8, area.y - 2 * kStrip, std::min(30.0f * static_cast<float>(words), area.w - names - 14) + 10, 2 * kStrip});
    const float far = static_cast<float>(distance(one_hot(a, words), one_hot(b, words)));
    const std::string tex = a == b ? "\\c{act}{d} = 0" : "\\c{act}{d} = \\sqrt{(1-0)^2 + (0-1)^2} = \\sqrt{2} = \\v{" + format_number(static_cast<double>(far), 4) + "}";
    ui::draw_formula(ui, {area.x + names + 14, area.cut_top(44).y + 28}, tex, 18);
  }
  viz::HeatmapStyle style;
  style.limit = 2;
  style.symbol = "d";
  style.row_color = style.column_color = Token::Input;
  for (int i = 0; i < words; ++i) style.row_labels.push_back(word_at(scene, i)), style.column_labels.push_back(word_at(scene, i));
  if (words > 14) style.column_labels.clear();   // the rows name them in the same order
  style.selected = {a, b};
  Rect square = area;
  square.w = std::min(area.w, area.h * 1.35f);
  const viz::HeatmapResult result = viz::heatmap(ui, "onehot.distances", square, distances(words), scene.hand.distances, style);
  const viz::GridCell at = result.clicked.exists() ? result.clicked : viz::GridCell{};
  if (at.exists()) scene.hand.selected = {Place::Kind::Distance, at.row, at.column};
}

}  // namespace epochs::bag
