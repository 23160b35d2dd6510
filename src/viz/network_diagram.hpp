// A layered network: nodes with their values, edges by sign and size of their weights.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "ui/frame.hpp"

namespace epochs::viz {

struct NetworkLayer {
  std::vector<double> values;          // one per node
  std::vector<std::string> labels;     // beside the nodes of the first and the last layer; may be empty
  ui::Token color = ui::Token::Activation;
};

struct UnitId {
  int layer = -1, unit = -1;
  bool exists() const { return layer >= 0; }
  bool operator==(const UnitId&) const = default;
};

struct NetworkStyle {
  UnitId selected;
  bool backward = false;               // edges in the colour of blame, for gradients in place of weights
  // Draws into a node's square in place of its value, for example what the unit answers everywhere; may be empty.
  std::function<void(UnitId, ui::Rect)> picture;
};

struct NetworkResult {
  UnitId hovered, clicked;
  int edges_left_out = 0;              // over 400 between two layers only the 200 largest are drawn, and the diagram says so
};

// weights[l]: units of layer l × units of layer l+1; one fewer than layers.
NetworkResult network_diagram(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const NetworkLayer> layers, std::span<const Matrix> weights, const NetworkStyle& style = {});

// One weight as a line from unit to unit: colour (and in greys a pattern) by sign, strength and width by size.
struct EdgeStyle {
  double largest = 1;                  // the weight that is drawn in full
  float widest = 2.6f;                 // how wide then
  float bend = 0;                      // of the distance; 0: straight
  bool faded = false;                  // belongs to other units than the one pointed at
  bool backward = false;               // in the colour of blame
};
void draw_edge(ui::Ui& ui, ui::Vec2 from, ui::Vec2 to, double weight, const EdgeStyle& style);   // a weight that is not finite: nothing

// 0.6 + 2·|w|/max: the width of an edge between layers.
float edge_width(double weight, double largest, float widest = 2.6f);

}  // namespace epochs::viz
