// One filter on its way: the scores, what the activation leaves of them, what pooling keeps; and the few cells that one pooled number comes from.
#include <algorithm>
#include <array>

#include "cells.hpp"
#include "names.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/press.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

struct PoolStage {
  std::string name;
  Matrix map;
  viz::ColorMap colors;
  double limit = 1;
  int window = 1;                        // cells a side that one pooled number comes from
};

std::array<PoolStage, 3> pool_stages(const Scene& scene) {
  const Network& network = *scene.seen.network;
  const Shape& shape = network.shape;
  const WindowPlace& place = scene.hand.window;
  const bool english = scene.ui.language == Language::English, pools = shape.pooling != Pooling::None;
  const std::string f(lesson::name_for(kActivations, shape.activation).key), side = std::to_string(shape.pool);
  const std::string bend = shape.activation == nn::Activation::Relu ? "max(0, z)" : shape.activation == nn::Activation::None ? "z" : f + "(z)";
  const bool largest = shape.pooling == Pooling::Max;
  const std::string pooled = !pools ? (english ? "no pooling" : "不池化")
                             : english ? (largest ? "largest of " : "average of ") + side + " × " + side
                                       : "每 " + side + " × " + side + " 格" + (largest ? "取最大" : "取平均");
  const double limit = limit_of_maps(place.layer, scene.reading);
  PoolStage z{english ? "z, the sums" : "z，加起来的数", scores_of(place.layer, place.filter, network, scene.reading), viz::ColorMap::Diverging, 1, pools ? shape.pool : 1};
  z.limit = std::max(1e-6, static_cast<double>(z.map.cwiseAbs().maxCoeff()));
  return {z, PoolStage{"a = " + bend, map_of(place.layer, place.filter, network, scene.reading), map_colors(shape), limit, z.window},
          PoolStage{pooled, pooled_of(place.layer, place.filter, network, scene.reading), map_colors(shape), limit, 1}};
}

// The cells of the map that the pooled number comes from.
Matrix cells_of(const PoolStage& stage, viz::GridCell pooled) {
  return stage.map.block(std::min<Index>(pooled.row * stage.window, stage.map.rows() - stage.window), std::min<Index>(pooled.column * stage.window, stage.map.cols() - stage.window), stage.window, stage.window);
}

void select_pooled(Scene& scene) {
  const WindowPlace& at = scene.hand.window;
  const bool pools = scene.seen.settings.shape.pooling != Pooling::None;
  scene.hand.selected = {pools ? Place::Kind::Pooled : Place::Kind::A, at.layer, at.filter, scene.hand.pooled.row, scene.hand.pooled.column};
}

// A map with an odd side has a last row and column that no pooled number comes from: they point at its last one.
void take_pooled(Scene& scene, Rect box, const PoolStage& stage, ConstMatrix pooled) {
  viz::GridCell under = cell_under(box, scene.ui.pointer.position, stage.map.rows(), stage.map.cols());
  if (!under.exists()) return;
  scene.hand.pooled = {std::min(under.row / stage.window, static_cast<int>(pooled.rows()) - 1), std::min(under.column / stage.window, static_cast<int>(pooled.cols()) - 1)};
  scene.ui.highlight.hovered = "a";
  if (scene.ui.pointer.pressed) select_pooled(scene);
}

void browse_pooled(Scene& scene, Rect box, ConstMatrix pooled) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("pooling", box);
  if (!ui.focus.add("pooling") || !ui.focus.visible()) return;
  ui::focus_outline(ui, box, 4);
  ui.focus.begin_browsing();
  viz::move_cursor(ui, scene.hand.pooled, static_cast<int>(pooled.rows()), static_cast<int>(pooled.cols()));
  if (ui.focus.activated("pooling")) select_pooled(scene);
}

void draw_stage_map(Scene& scene, Rect box, const PoolStage& stage, std::size_t number) {
  draw_cells(scene.ui, box, stage.map, {stage.colors, stage.limit, &scene.hand.pool_textures[number]});
  const viz::GridCell at = scene.hand.pooled;
  scene.ui.canvas.outline(frame_in(box, {at.row * stage.window, at.column * stage.window, stage.window}, stage.map.rows(), stage.map.cols()).inset(-1), scene.ui.color(Token::Text1), 2, 1.6f);
}

// "max(1.50, 1.11, 2.15, 1.65) = 2.15", of the cells that are shown.
std::string how_pooled(const Scene& scene, ConstMatrix cells, double pooled) {
  const Pooling pooling = scene.seen.settings.shape.pooling;
  std::string inside;
  for (Index i = 0; i < cells.size(); ++i) inside += (i ? ", " : "") + format_number(static_cast<double>(cells(i / cells.cols(), i % cells.cols())), 2);
  const std::string name = pooling == Pooling::Max ? "max(" : std::string(scene.ui.say({"mean(", "平均("}));
  return name + inside + ") = " + format_number(pooled, 2);
}

void draw_stage_words(Scene& scene, Rect area, const PoolStage& stage, ConstMatrix from) {
  ui::Ui& ui = scene.ui;
  const std::string size = std::to_string(stage.map.rows()) + " × " + std::to_string(stage.map.cols());
  const std::array names{stage.name + "  " + size, stage.name, size};
  draw_fitting(ui, {area.x, area.y + 13}, area.w, names, Token::Activation);
  const float side = std::min({area.w, area.h - 24, 72.0f * static_cast<float>(stage.window)});
  if (side >= 24) draw_cells(ui, {area.x, area.y + 24, side, side}, cells_of(stage, scene.hand.pooled), {stage.colors, stage.limit, nullptr});
  if (from.size() < 2 || area.h < 24 + side + 26) return;
  const std::array lines{how_pooled(scene, from, static_cast<double>(stage.map(scene.hand.pooled.row, scene.hand.pooled.column)))};
  draw_fitting(ui, {area.x, area.y + 24 + side + 20}, area.w, lines, Token::Text2);
}

}  // namespace

void draw_pooling_view(Scene& scene, Rect area) {
  Hand& hand = scene.hand;
  hand.window = clamped(hand.window, *scene.seen.network);
  draw_filter_choice(scene, "pooling", area.cut_top(32));
  area.cut_top(14);
  const std::array<PoolStage, 3> all = pool_stages(scene);
  const Matrix& pooled = all[2].map;
  hand.pooled = {std::clamp(hand.pooled.row, 0, static_cast<int>(pooled.rows()) - 1), std::clamp(hand.pooled.column, 0, static_cast<int>(pooled.cols()) - 1)};
  // Map and words one beside the other, three times from top to bottom; where the panel is wide, map above words, three times from left to right.
  const bool rows = area.h > area.w * 0.8f;
  const float third = ((rows ? area.h : area.w) - 2 * 20) / 3, side = rows ? std::min(third, area.w - 110) : std::min(third, area.h - 120);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float along = static_cast<float>(i) * (third + 20);
    const Rect box{area.x + (rows ? 0 : along), area.y + (rows ? along : 0), side, side};
    const Rect words = rows ? Rect{box.right() + 22, box.y, area.right() - box.right() - 22, third} : Rect{box.x, box.bottom() + 8, third, area.bottom() - box.bottom() - 8};
    if (i == 2) browse_pooled(scene, box, pooled);
    take_pooled(scene, box, all[i], pooled);
    draw_stage_map(scene, box, all[i], i);
    draw_stage_words(scene, words, all[i], i == 2 ? cells_of(all[1], hand.pooled) : Matrix());
  }
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
