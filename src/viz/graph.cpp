#include "viz/graph.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "ui/anchor.hpp"

namespace epochs::viz {
namespace {

using ui::Token;
using ui::Vec2;

constexpr float kWidth = 112, kHeight = 52;

std::vector<ui::Rect> places(ui::Rect area, const std::vector<int>& columns) {
  const int last = *std::max_element(columns.begin(), columns.end());
  std::vector<int> filled(static_cast<std::size_t>(last) + 1), seen(filled.size());
  for (const int column : columns) ++filled[static_cast<std::size_t>(column)];
  const float pitch = last > 0 ? (area.w - kWidth) / static_cast<float>(last) : 0;
  std::vector<ui::Rect> out;
  for (const int column : columns) {
    const auto c = static_cast<std::size_t>(column);
    const float gap = std::min(kHeight + 28, area.h / static_cast<float>(filled[c]));
    const float y = area.center().y + (static_cast<float>(seen[c]++) - static_cast<float>(filled[c] - 1) / 2) * gap;
    const float w = std::min(kWidth, last > 0 ? pitch - 18 : kWidth), h = std::min(kHeight, gap - 6);
    out.push_back({area.x + pitch * static_cast<float>(column) + (kWidth - w) / 2, y - h / 2, w, h});
  }
  return out;
}

void draw_edge(ui::Ui& ui, const ui::Rect& from, const ui::Rect& to, bool backward, bool lit) {
  const Vec2 a{from.right(), from.center().y}, b{to.x, to.center().y};
  const float bend = (b.x - a.x) * 0.45f;
  const ui::Color color = ui.color(lit ? (backward ? Token::Error : Token::Text1) : Token::Line2);
  ui.canvas.bezier(a, {a.x + bend, a.y}, {b.x - bend, b.y}, b, color, lit ? 2.2f : 1.5f);
  if (backward) ui.canvas.arrow({a.x + 9, a.y}, a, color, 1.5f, 7);
  else ui.canvas.arrow({b.x - 9, b.y}, b, color, 1.5f, 7);
}

void draw_node(ui::Ui& ui, const ui::Rect& rect, const GraphNode& node, bool lit, bool hovered) {
  ui.canvas.fill(rect, ui.color(lit ? Token::Surface3 : Token::Surface2), 8);
  ui.canvas.outline(rect, ui.color(node.color), 8, 1.6f);
  if (lit || hovered) ui.canvas.outline(rect.inset(-3), ui.color(Token::Text1), 10, lit ? 2.0f : 1.6f);
  ui.canvas.text({rect.x + 9, rect.y + 19}, node.name, {ui::Face::MathItalic, 16}, ui.color(node.color));
  ui.canvas.text({rect.right() - 9, rect.y + 18}, node.op, {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3), ui::Align::Right);
  const ui::TextStyle number{ui::Face::Mono, 13};
  ui.canvas.text({rect.x + 9, rect.y + 38}, format_number(node.value, 2), number, ui.color(Token::Text1));
  if (node.gradient) ui.canvas.text({rect.right() - 9, rect.y + 38}, format_number(*node.gradient, 2), number, ui.color(Token::Error), ui::Align::Right);
}

}  // namespace

std::vector<int> graph_columns(std::span<const GraphNode> nodes) {
  std::vector<int> columns;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    int column = 0;
    for (const int input : nodes[i].inputs) {
      EPOCHS_CHECK(input >= 0 && input < static_cast<int>(i), "graph: a node's inputs come before it");
      column = std::max(column, columns[static_cast<std::size_t>(input)] + 1);
    }
    columns.push_back(column);
  }
  return columns;
}

GraphResult graph(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const GraphNode> nodes, const GraphStyle& style) {
  GraphResult result;
  ui.anchors.add(id, area);
  if (nodes.empty()) return result;
  const std::vector<ui::Rect> rects = places(area, graph_columns(nodes));
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (rects[i].contains(ui.pointer.position)) result.hovered = static_cast<int>(i);
  if (ui.pointer.pressed) result.clicked = result.hovered;
  const int shown = result.hovered >= 0 ? result.hovered : style.lit;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const int input : nodes[i].inputs) draw_edge(ui, rects[static_cast<std::size_t>(input)], rects[i], style.backward, static_cast<int>(i) == shown || input == shown);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    ui.anchors.add(std::string(id) + "/" + nodes[i].name, rects[i]);
    draw_node(ui, rects[i], nodes[i], static_cast<int>(i) == style.lit, static_cast<int>(i) == result.hovered);
  }
  return result;
}

}  // namespace epochs::viz
