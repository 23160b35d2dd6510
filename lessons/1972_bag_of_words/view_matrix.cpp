// Words × documents: counts, or their weights. Words stand as rows, for they want room for their names; the commonest first.
#include <algorithm>

#include "core/matrix.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"

namespace epochs::bag {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kLeastRow = 19, kColumnsHead = 44, kWidest = 84;
constexpr int kFewColumns = 16;

}  // namespace

void draw_matrix_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("matrix", area);
  const Reading& reading = scene.side.reading;
  const std::vector<int> words = reading.words_by_df();
  const Rect foot = area.cut_bottom(32);
  if (reading.read() == 0 || words.empty()) {
    ui::plain_text(ui, {area.x, area.y + 8}, area.w, ui.say({"No document has been counted yet. Play, or drag N in the settings.", "还没有数过任何文档。请播放，或在设置里拖动 N。"}), {{ui::Face::Ui, ui::kBody}, 24, Token::Text2});
    return;
  }
  const int rows = std::min(static_cast<int>(words.size()), std::max(1, static_cast<int>((area.h - kColumnsHead) / kLeastRow)));
  const int columns = reading.read() <= kFewColumns ? std::min(scene.seen.size(), kFewColumns) : reading.read();   // those to come stand empty
  Matrix values(rows, columns);
  double largest = 0;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const int word = words[static_cast<std::size_t>(row)];
      values(row, column) = static_cast<Real>(column < reading.read() ? reading.weight({word, reading.tf(column, word)}) : 0);
      largest = std::max(largest, static_cast<double>(values(row, column)));
    }
  viz::HeatmapStyle style;
  style.limit = largest > 0 ? largest : 1;
  const bool weighted = reading.weighting() == Weighting::TfIdf;
  style.symbol = weighted ? "w" : "tf";
  style.decimals = weighted ? 2 : 0;
  style.hide_below = 0.005;
  style.row_color = Token::Weight, style.column_color = Token::Key;
  for (int row = 0; row < rows; ++row) style.row_labels.push_back(scene.word(words[static_cast<std::size_t>(row)]));
  if (columns <= kFewColumns)
    for (int column = 0; column < columns; ++column) style.column_labels.push_back(std::to_string(column + 1));
  const Place& chosen = scene.hand.selected;
  if (chosen.kind == Place::Kind::Weight && exists(chosen, scene.seen, ui.language)) {
    const auto at = std::find(words.begin(), words.begin() + rows, chosen.b);
    if (at != words.begin() + rows) style.selected = {static_cast<int>(at - words.begin()), chosen.a};
  }
  Rect cells = area;
  cells.w = std::min(area.w, 110 + kWidest * static_cast<float>(columns) + (columns > 9 ? 1000.0f : 0.0f));
  cells.h = std::min(area.h, kColumnsHead + 30.0f * static_cast<float>(rows));
  const viz::HeatmapResult result = viz::heatmap(ui, "matrix.cells", cells, values, scene.hand.matrix, style);
  if (result.clicked.exists() && result.clicked.column < reading.read()) scene.hand.selected = {Place::Kind::Weight, result.clicked.column, words[static_cast<std::size_t>(result.clicked.row)]};
  if (result.hovered.exists()) ui.highlight.hovered = weighted ? "tfidf" : "tf";
  if (ui.highlight.is("tf") || ui.highlight.is("tfidf") || ui.highlight.is("idf")) lit_outline(ui, cells);
  const std::string shown = std::to_string(rows), all = std::to_string(words.size()), n = std::to_string(reading.read());
  const std::string text = ui.language == Language::English ? shown + " of " + all + " words, the commonest first; " + n + (reading.read() == 1 ? " document" : " documents")
                                                            : all + " 个词里最常见的 " + shown + " 个，" + n + " 篇文档";
  ui.canvas.text({foot.x, foot.bottom() - 5}, text, {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text2));
}

}  // namespace epochs::bag
