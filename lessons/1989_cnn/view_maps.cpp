// The feature maps of both layers, live while training. A click takes one of them to the sliding window.
#include <algorithm>
#include <array>

#include "cells.hpp"
#include "ui/anchor.hpp"
#include "ui/press.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kMapsCaption = 24, kMapGap = 6, kLargestMap = 150, kLayerGap = 16;

void draw_layer_caption(Scene& scene, Rect area, int layer) {
  const std::vector<Stage> all = stages(scene.seen.settings.shape);
  const Stage& stage = stage_named(all, "conv" + std::to_string(layer));
  const std::string number = std::to_string(layer), maps = std::to_string(stage.maps), cells = std::to_string(stage.height) + " × " + std::to_string(stage.width), field = std::to_string(stage.field);
  const bool english = scene.ui.language == Language::English;
  const std::string head = english ? "layer " + number + ": " + maps + " × " + cells : "第 " + number + " 层：" + maps + " 张 " + cells;
  const std::string sees = english ? "a cell sees " + field + " × " + field + " pixels" : "每格看到 " + field + " × " + field + " 个像素";
  const std::array lines{head + (english ? "; " : "；") + sees, head + (english ? "; sees " : "；每格看 ") + field + " × " + field, head};
  draw_fitting(scene.ui, {area.x, area.y + 14}, area.w, lines, Token::Text2);
}

int filters_of(const Scene& scene, int layer) { return static_cast<int>(scene.seen.network->model.convolutions[static_cast<std::size_t>(layer - 1)].filters()); }

float height_of(const SquareGrid& grid, int count) {
  const auto rows = static_cast<float>((count + grid.columns - 1) / grid.columns);
  return rows * grid.side + (rows - 1) * grid.gap;
}

// The columns of both layers that fill the area best, the second layer's maps drawn no larger than the first's, which they are made from.
std::array<SquareGrid, 2> grids_in(Rect area, int first, int second) {
  std::array<SquareGrid, 2> best;
  float covered = -1;
  for (int columns = 1; columns <= first; ++columns) {
    const int rows = (first + columns - 1) / columns;
    SquareGrid one{columns, std::min({(area.w + kMapGap) / static_cast<float>(columns) - kMapGap, (area.h / 2 + kMapGap) / static_cast<float>(rows) - kMapGap, kLargestMap}), kMapGap};
    const SquareGrid two = squares_in({area.x, area.y, area.w, area.h - height_of(one, first)}, second, kMapGap, one.side);
    const float sum = static_cast<float>(first) * one.side * one.side + static_cast<float>(second) * two.side * two.side;
    if (one.side > 0 && two.side > 0 && sum > covered) covered = sum, best = {one, two};
  }
  return best;
}

void draw_layer_of_maps(Scene& scene, Rect area, int layer, const SquareGrid& grid) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const Network& network = *scene.seen.network;
  draw_layer_caption(scene, area, layer);
  area.cut_top(kMapsCaption);
  const int filters = filters_of(scene, layer);
  const bool shown = reached(Place::Kind::A, layer, scene.at, scene.seen.settings.shape);
  const double limit = limit_of_maps(layer, scene.reading);
  for (int filter = 0; filter < filters; ++filter) {
    const Rect box = grid.at(area, filter);
    const ui::Pressed press = ui::pressable(ui, "maps." + std::to_string(layer) + "." + std::to_string(filter), box, 3);
    viz::CellTexture& texture = hand.map_textures[static_cast<std::size_t>((layer - 1) * kMostFilters + filter)];
    if (shown) draw_cells(ui, box, map_of(layer, filter, network, scene.reading), {map_colors(network.shape), limit, &texture});
    const bool chosen = hand.window.layer == layer && hand.window.filter == filter;
    ui.canvas.outline(box, ui.color(chosen || press.hovered ? Token::Text1 : Token::Line2), 2, chosen ? 2.0f : press.hovered ? 1.6f : 1.0f);
    if (press.clicked) hand.window = clamped({layer, filter, 0, hand.window.row, hand.window.column}, network), hand.depth = Depth::OneMap;
    if (press.hovered) ui.highlight.hovered = "a";
  }
}

// What reads the last maps: the units of the dense layer, from which the ten scores are made.
void draw_dense(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const Parts& parts = scene.reading.parts;
  const int entry = parts.hidden >= 0 ? parts.hidden : parts.hidden_z;
  const Matrix& units = scene.reading.trace.entries[static_cast<std::size_t>(entry)].value;
  const std::string count = std::to_string(units.cols());
  const std::array lines{ui.language == Language::English ? "dense layer: " + count + " units" : "全连接层：" + count + " 个单元"};
  draw_fitting(ui, {area.x, area.y + 14}, area.w, lines, Token::Text2);
  const Rect strip{area.x, area.y + 22, area.w, 14};
  ui.canvas.fill(strip, viz::map_color(ui.theme, map_colors(scene.seen.settings.shape), 0, 1));
  if (!reached(Place::Kind::Hidden, 1, scene.at, scene.seen.settings.shape)) return;
  draw_cells(ui, strip, units, {map_colors(scene.seen.settings.shape), std::max(1e-6, static_cast<double>(units.cwiseAbs().maxCoeff())), nullptr});
}

}  // namespace

void draw_maps_view(Scene& scene, Rect area) {
  const int layers = scene.seen.settings.shape.layers;
  scene.ui.anchors.add("maps", area);
  if (scene.seen.settings.shape.width > 0 && area.h >= 340) {
    draw_dense(scene, area.cut_bottom(36));
    area.cut_bottom(10);
  }
  const int first = filters_of(scene, 1);
  if (layers == 1) return draw_layer_of_maps(scene, area, 1, squares_in({area.x, area.y, area.w, area.h - kMapsCaption}, first, kMapGap, kLargestMap));
  const auto [one, two] = grids_in({area.x, area.y, area.w, area.h - 2 * kMapsCaption - kLayerGap}, first, filters_of(scene, 2));
  draw_layer_of_maps(scene, area.cut_top(kMapsCaption + height_of(one, first)), 1, one);
  area.cut_top(kLayerGap);
  draw_layer_of_maps(scene, area, 2, two);
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
