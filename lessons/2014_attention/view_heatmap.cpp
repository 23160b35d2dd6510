// Words that are written down the side, words that are read along the top: the brighter, the more it looked there. True links are outlined.
#include "looking_parts.hpp"
#include "ui/anchor.hpp"

namespace epochs::translation {

using ui::Rect;

namespace {

constexpr int kMostMapRows = 40;                    // an untrained network does not come to an end

void take_clicks(Scene& scene, const viz::HeatmapResult& result) {
  if (!result.clicked.exists() || result.clicked.row >= scene.shown.steps()) return;
  scene.hand.step = result.clicked.row;
  scene.hand.selected = {Place::Kind::Weight, result.clicked.row, result.clicked.column};
}

}  // namespace

void draw_heatmap_view(Scene& scene, LookingHand& own, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("heatmap", area);
  const Shown& shown = scene.shown;
  if (area.h > kLowPanel) {
    draw_sentence_picker(scene, area, "heatmap.sentence");
    if (shown.pair) draw_rows_picker(scene, area.cut_top(30), "heatmap.rows"), area.cut_top(6);
  }
  if (draw_where_no_looking(scene, area, "heatmap")) return;
  if (area.h > 150) {                               // on as many lines as it needs: the rate stands at its end
    const std::string words = alignment_words(scene);
    draw_line_of_words(ui, area.cut_bottom(ui.canvas.text_width(words, {ui::Face::Ui, ui::kSmall}) < area.w - 4 ? 22.0f : 40.0f), words);
  }
  const int rows = std::min(shown.steps(), kMostMapRows);
  viz::AttentionMapStyle style;
  style.columns = words_read(shown);
  for (int t = 0; t < rows; ++t) style.rows.push_back(shown.word_at(t));
  style.selected_row = std::min(step_of(scene.hand, shown), rows - 1);
  if (scene.hand.selected.kind == Place::Kind::Weight && scene.hand.selected.a < rows) style.selected = {scene.hand.selected.a, scene.hand.selected.b};
  std::vector<viz::GridCell> truth;
  if (!scene.hand.question_open)
    for (int t = 0; t < rows; ++t)
      for (int s = 0; s < shown.read(); ++s)
        if (shown.belongs(t, s)) truth.push_back({t, s});
  style.truth = truth;
  const Walked done = walked(scene);
  style.shown_rows = done.op >= Walked::kWeights ? done.step + 1 : done.step;
  take_clicks(scene, viz::attention_map(ui, "heatmap.map", area, shown.run->weights.topRows(rows), own.heatmap.map, style));
}

}  // namespace epochs::translation
