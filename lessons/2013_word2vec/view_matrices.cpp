// All that the model knows: two tables of words × dimensions. The rows that take part in the present guess are named; pointing names any other.
#include <algorithm>
#include <cmath>

#include "pass_rows.hpp"
#include "strips.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"
#include "viz/heatmap.hpp"

namespace epochs::word2vec {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kMatrixTitle = 22, kMatrixBar = 24, kLeastMatrixRow = 3, kMatrixFoot = 26, kMatrixLabel = 15, kSideBySide = 460;

struct MatrixSide {
  std::string_view id;
  Place::Kind kind;
  Localized title;
  const char* symbol;
  Token color;
};

struct MarkedRow {
  int row;
  int word;
  Token color;
};

int rows_that_fit(float height) { return static_cast<int>((height - kMatrixBar) / kLeastMatrixRow); }

// The commonest words; rarer ones of the guess take the places of the last.
std::vector<int> matrix_words(const Snapshot& seen, Index rows, int room) {
  const int count = std::min(static_cast<int>(rows), std::max(1, room));
  std::vector<int> out;
  for (int word = 0; word < count; ++word) out.push_back(word);
  if (!has_guess(seen)) return out;
  std::vector<int> rare = seen.next.example.inputs;
  rare.push_back(seen.next.example.target);
  rare.insert(rare.end(), seen.next.example.negatives.begin(), seen.next.example.negatives.end());
  std::sort(rare.begin(), rare.end());
  rare.erase(std::unique(rare.begin(), rare.end()), rare.end());
  rare.erase(rare.begin(), std::lower_bound(rare.begin(), rare.end(), count));
  const auto kept = std::min(rare.size(), out.size());
  std::copy(rare.end() - static_cast<std::ptrdiff_t>(kept), rare.end(), out.end() - static_cast<std::ptrdiff_t>(kept));
  return out;
}

std::vector<MarkedRow> marked_rows(const Scene& scene, const MatrixSide& side, const std::vector<int>& words) {
  std::vector<MarkedRow> out;
  if (!has_guess(scene.seen)) return out;
  const Example& example = scene.seen.next.example;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto in = [&](const std::vector<int>& ids) { return std::find(ids.begin(), ids.end(), words[i]) != ids.end(); };
    const int row = static_cast<int>(i);
    if (side.kind == Place::Kind::Vector && in(example.inputs)) out.push_back({row, words[i], Token::Input});
    if (side.kind != Place::Kind::Output) continue;
    if (words[i] == example.target) out.push_back({row, words[i], Token::Target});
    else if (in(example.negatives)) out.push_back({row, words[i], Token::Error});
  }
  return out;
}

// Heights of the names: at their rows, moved apart where they would touch.
std::vector<float> heights_of_names(const std::vector<MarkedRow>& marks, Rect cells, float pitch) {
  std::vector<float> out;
  float least = cells.y;
  for (const MarkedRow& mark : marks) {
    out.push_back(std::max(least, cells.y + pitch * (static_cast<float>(mark.row) + 0.5f)));
    least = out.back() + kMatrixLabel;
  }
  float most = cells.bottom() - 4;
  for (std::size_t i = out.size(); i-- > 0; most = out[i] - kMatrixLabel) out[i] = std::min(out[i], most);
  return out;
}

void draw_matrix_marks(Scene& scene, Rect gutter, Rect cells, const std::vector<MarkedRow>& marks, int rows) {
  ui::Ui& ui = scene.ui;
  const float pitch = cells.h / static_cast<float>(rows);
  const std::vector<float> heights = heights_of_names(marks, cells, pitch);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const MarkedRow& mark = marks[i];
    const Rect row{cells.x, cells.y + pitch * static_cast<float>(mark.row), cells.w, pitch};
    ui.canvas.outline(row.inset(-2, -1), ui.color(mark.color), 2, 1.5f);
    const float y = heights[i];
    if (y < cells.y - 4) continue;               // more names than there is room for
    ui.canvas.line({gutter.right() - 4, y}, {cells.x - 2, row.center().y}, ui.color(mark.color), 1);
    text_in(ui, {gutter.right() - 7, y + 4.5f}, gutter.w - 8, scene.word(mark.word), {Face::Medium, ui::kSmall}, mark.color, ui::Align::Right);
  }
}

struct MatrixHover {
  std::string text;
};

void draw_side(Scene& scene, Rect area, const Matrix& all, const MatrixSide& side, viz::HeatmapState& state, MatrixHover& hover) {
  ui::Ui& ui = scene.ui;
  if (all.rows() == 0) return draw_sentence_of(ui, area, {"The file holds no second matrix.", "文件里没有第二个矩阵。"});
  const Rect title = area.cut_top(kMatrixTitle);
  text_in(ui, {title.x, title.y + 12}, title.w, ui.say(side.title), {Face::Medium, ui::kLabel}, side.color);
  const std::vector<int> words = matrix_words(scene.seen, all.rows(), rows_that_fit(area.h));
  const int rows = static_cast<int>(words.size());
  const Rect gutter = area.cut_left(std::clamp(area.w * 0.24f, 52.0f, 96.0f));
  Matrix values(rows, all.cols());
  for (int i = 0; i < rows; ++i) values.row(i) = all.row(words[static_cast<std::size_t>(i)]);
  viz::HeatmapStyle style;
  style.map = viz::ColorMap::Diverging;
  style.limit = limit_of(scene.seen);
  style.symbol = side.symbol;
  const Place& chosen = scene.hand.selected;
  if (const auto at = std::find(words.begin(), words.end(), chosen.a); chosen.kind == side.kind && at != words.end() && exists(chosen, scene.seen)) style.selected = {static_cast<int>(at - words.begin()), chosen.b};
  const viz::HeatmapResult result = viz::heatmap(ui, side.id, area, values, state, style);
  Rect cells = area;
  cells.cut_top(kMatrixBar);
  draw_matrix_marks(scene, gutter, cells, marked_rows(scene, side, words), rows);
  if (result.clicked.exists()) scene.hand.selected = {side.kind, words[static_cast<std::size_t>(result.clicked.row)], result.clicked.column};
  if (!result.hovered.exists()) return;
  const std::string word = scene.word(words[static_cast<std::size_t>(result.hovered.row)]), d = std::to_string(result.hovered.column + 1);
  const std::string value = format_number(static_cast<double>(values(result.hovered.row, result.hovered.column)), 3, Sign::Always);
  hover.text = ui.language == Language::English ? "“" + word + "”, dimension " + d + ": " + side.symbol + " = " + value : "“" + word + "”，第 " + d + " 维：" + side.symbol + " = " + value;
  if (side.kind == Place::Kind::Vector) ui.highlight.hovered = "x";
}

}  // namespace

void draw_matrices_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("matrices", area);
  const Rect foot = area.cut_bottom(kMatrixFoot);
  const bool beside = area.w >= kSideBySide;
  constexpr float kGap = 20;
  const float w = beside ? (area.w - kGap) / 2 : area.w, h = beside ? area.h : (area.h - kGap) / 2;
  const MatrixSide v{"matrices.v", Place::Kind::Vector, {"v, as the centre", "v，作中心词"}, "v", Token::Input}, u{"matrices.u", Place::Kind::Output, {"u, as a neighbour", "u，作邻居"}, "u", Token::Target};
  MatrixHover hover;
  const Rect first{area.x, area.y, w, h}, second = beside ? Rect{area.x + w + kGap, area.y, w, h} : Rect{area.x, area.y + h + kGap, w, h};
  draw_side(scene, first, *scene.seen.vectors, v, scene.hand.vectors, hover);
  const Matrix none;
  draw_side(scene, second, scene.seen.outputs ? *scene.seen.outputs : none, u, scene.hand.outputs, hover);
  const Index all = scene.seen.vectors->rows(), columns = scene.seen.vectors->cols();
  const auto shown = static_cast<long>(matrix_words(scene.seen, all, rows_that_fit(h - kMatrixTitle)).size());
  const std::string size = group_thousands(all) + " × " + std::to_string(columns);
  std::string text = hover.text;
  if (text.empty() && shown < all) text = ui.language == Language::English ? size + ": the " + group_thousands(shown) + " commonest words, and those of this guess" : size + "，画出最常见的 " + group_thousands(shown) + " 个词和这次猜测的词";
  else if (text.empty()) text = ui.language == Language::English ? size + ": a row for each word, the commonest on top" : size + "，每词一行，常见的在上";
  text_in(ui, {foot.x, foot.bottom() - 5}, foot.w, text, {Face::Ui, ui::kSmall}, hover.text.empty() ? Token::Text2 : Token::Text1);
}

}  // namespace epochs::word2vec
