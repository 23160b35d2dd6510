// A computational graph: every op a node with its value and, after the backward pass, its gradient.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/frame.hpp"

namespace epochs::viz {

struct GraphNode {
  std::string name, op;        // "h", "tanh"
  ui::Token color = ui::Token::Activation;
  double value = 0;
  std::optional<double> gradient;
  std::vector<int> inputs;     // earlier nodes
};

struct GraphStyle {
  int lit = -1;                // the op of this beat
  bool backward = false;       // arrows run against the computation, in the colour of blame
};

struct GraphResult {
  int hovered = -1, clicked = -1;
};

// Column of each node: one more than the furthest of its inputs.
std::vector<int> graph_columns(std::span<const GraphNode> nodes);

GraphResult graph(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const GraphNode> nodes, const GraphStyle& style = {});

}  // namespace epochs::viz
