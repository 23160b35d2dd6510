#include "viz/network_diagram.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "ui/anchor.hpp"
#include "ui/pattern.hpp"

namespace epochs::viz {
namespace {

using ui::Token;
using ui::Vec2;

constexpr int kMostEdges = 400, kKeptEdges = 200;
constexpr float kMargin = 64;    // for the labels of the first and last layer

struct Layout {
  ui::Rect area;
  std::vector<int> sizes;
  float radius = 22;

  Vec2 at(UnitId id) const {
    const auto layers = static_cast<float>(sizes.size());
    const float x = layers > 1 ? area.x + kMargin + (area.w - 2 * kMargin) * static_cast<float>(id.layer) / (layers - 1) : area.center().x;
    const auto count = static_cast<float>(sizes[static_cast<std::size_t>(id.layer)]);
    const float pitch = std::min(area.h / count, 3.2f * radius);
    return {x, area.center().y + (static_cast<float>(id.unit) - (count - 1) / 2) * pitch};
  }
};

Layout layout(ui::Rect area, std::span<const NetworkLayer> layers) {
  Layout out{area, {}, 22};
  int most = 1;
  for (const NetworkLayer& layer : layers) {
    out.sizes.push_back(static_cast<int>(layer.values.size()));
    most = std::max(most, out.sizes.back());
  }
  out.radius = std::clamp(area.h / static_cast<float>(most) / 2 - 3, 4.0f, 22.0f);
  return out;
}

UnitId unit_at(const Layout& layout, Vec2 p) {
  for (int layer = 0; layer < static_cast<int>(layout.sizes.size()); ++layer)
    for (int unit = 0; unit < layout.sizes[static_cast<std::size_t>(layer)]; ++unit) {
      const Vec2 d = layout.at({layer, unit}) - p;
      if (std::hypot(d.x, d.y) <= layout.radius + 3) return {layer, unit};
    }
  return {};
}

// The size that an edge must have to be drawn.
double threshold(const Matrix& weights) {
  if (weights.size() <= kMostEdges) return 0;
  std::vector<double> sizes;
  for (Index i = 0; i < weights.size(); ++i)   // what is not finite has no place in an order
    if (const double size = std::abs(static_cast<double>(weights.data()[i])); std::isfinite(size)) sizes.push_back(size);
  if (sizes.size() <= kKeptEdges) return 0;
  std::nth_element(sizes.begin(), sizes.begin() + kKeptEdges - 1, sizes.end(), std::greater<>());
  return sizes[kKeptEdges - 1];
}

int draw_edges(ui::Ui& ui, const Layout& layout, int layer, const Matrix& weights, UnitId lit, bool backward) {
  double largest = 1e-12;
  for (Index i = 0; i < weights.size(); ++i)
    if (const double w = std::abs(static_cast<double>(weights.data()[i])); std::isfinite(w)) largest = std::max(largest, w);
  const double least = threshold(weights);
  int drawn = 0;
  for (int from = 0; from < weights.rows(); ++from)
    for (int to = 0; to < weights.cols(); ++to) {
      const auto w = static_cast<double>(weights(from, to));
      if (std::abs(w) < least || (least > 0 && drawn == kKeptEdges) || !std::isfinite(w)) continue;
      ++drawn;
      EdgeStyle style{.largest = largest, .bend = 0.4f, .backward = backward};
      style.faded = lit.exists() && lit != UnitId{layer, from} && lit != UnitId{layer + 1, to};
      draw_edge(ui, layout.at({layer, from}) + Vec2{layout.radius, 0}, layout.at({layer + 1, to}) - Vec2{layout.radius, 0}, w, style);
    }
  return static_cast<int>(weights.size()) - drawn;
}

void draw_node(ui::Ui& ui, const Layout& layout, const NetworkLayer& layer, UnitId id, bool hovered, const NetworkStyle& style) {
  const Vec2 at = layout.at(id);
  const float r = layout.radius;
  const bool selected = id == style.selected, pictured = static_cast<bool>(style.picture);
  const ui::Rect square{at.x - r, at.y - r, 2 * r, 2 * r};
  if (pictured) {
    style.picture(id, square.inset(1));
    ui.canvas.outline(square, ui.color(layer.color), 4, 1.8f);
    if (hovered || selected) ui.canvas.outline(square.inset(-4), ui.color(Token::Text1), 7, selected ? 2.0f : 1.6f);
  } else {
    ui.canvas.disc(at, r, ui.color(Token::Surface2));
    ui.canvas.circle(at, r, ui.color(layer.color), 1.8f);
    if (hovered || selected) ui.canvas.circle(at, r + 4, ui.color(Token::Text1), selected ? 2.0f : 1.6f);
  }
  const std::string value = format_number(layer.values[static_cast<std::size_t>(id.unit)], 2);
  const ui::TextStyle number{ui::Face::Mono, 13};
  if (!pictured && r >= 22) ui.canvas.text({at.x, at.y + 4.6f}, value, number, ui.color(Token::Text1), ui::Align::Center);
  else if (hovered) {
    const float w = ui.canvas.text_width(value, number) + 10;
    ui.canvas.fill({at.x - w / 2, square.y - 26, w, 20}, ui.color(Token::Text1), 10);
    ui.canvas.text({at.x, square.y - 11.4f}, value, number, ui.color(Token::InkOn), ui::Align::Center);
  }
}

void draw_labels(ui::Ui& ui, const Layout& layout, std::span<const NetworkLayer> layers) {
  for (const std::size_t l : {std::size_t{0}, layers.size() - 1})
    for (std::size_t i = 0; i < std::min(layers[l].labels.size(), layers[l].values.size()); ++i) {
      const Vec2 at = layout.at({static_cast<int>(l), static_cast<int>(i)});
      const bool left = l == 0;
      ui.canvas.text({at.x + (left ? -1.0f : 1.0f) * (layout.radius + 10), at.y + 4.8f}, layers[l].labels[i], {ui::Face::Ui, ui::kSmall}, ui.color(layers[l].color),
                     left ? ui::Align::Right : ui::Align::Left);
    }
}

}  // namespace

float edge_width(double weight, double largest, float widest) { return 0.6f + (widest - 0.6f) * static_cast<float>(std::min(1.0, std::abs(weight) / largest)); }

void draw_edge(ui::Ui& ui, Vec2 from, Vec2 to, double weight, const EdgeStyle& style) {
  if (!std::isfinite(weight)) return;
  const Token token = style.backward ? Token::Error : weight > 0 ? Token::Positive : Token::Negative;
  const float alpha = style.faded ? 0.12f : 0.25f + 0.75f * static_cast<float>(std::min(1.0, std::abs(weight) / style.largest));
  const ui::Color color = with_alpha(ui.color(token), alpha);
  const float width = edge_width(weight, style.largest, style.widest);
  if (style.bend == 0) return ui::line_signed(ui, from, to, color, width, weight);
  const Vec2 bend{(to.x - from.x) * style.bend, 0};
  ui::bezier_signed(ui, from, from + bend, to - bend, to, color, width, weight);
}

NetworkResult network_diagram(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const NetworkLayer> layers, std::span<const Matrix> weights, const NetworkStyle& style) {
  NetworkResult result;
  if (layers.empty()) return result;
  EPOCHS_CHECK(weights.size() + 1 == layers.size(), "network diagram: one matrix between each two layers");
  for (std::size_t l = 0; l < weights.size(); ++l)
    EPOCHS_CHECK(weights[l].rows() == static_cast<Index>(layers[l].values.size()) && weights[l].cols() == static_cast<Index>(layers[l + 1].values.size()),
                 "network diagram: weights do not fit the layers");
  ui.anchors.add(id, area);
  const Layout place = layout(area.inset(0, 26), layers);
  if (area.contains(ui.pointer.position)) result.hovered = unit_at(place, ui.pointer.position);
  if (ui.pointer.pressed) result.clicked = result.hovered;
  const UnitId lit = result.hovered.exists() ? result.hovered : style.selected;
  for (std::size_t l = 0; l < weights.size(); ++l) result.edges_left_out += draw_edges(ui, place, static_cast<int>(l), weights[l], lit, style.backward);
  for (std::size_t l = 0; l < layers.size(); ++l)
    for (std::size_t u = 0; u < layers[l].values.size(); ++u) {
      const UnitId unit{static_cast<int>(l), static_cast<int>(u)};
      const Vec2 at = place.at(unit);
      ui.anchors.add(std::string(id) + "/" + std::to_string(l) + "/" + std::to_string(u), {at.x - place.radius, at.y - place.radius, 2 * place.radius, 2 * place.radius});
      draw_node(ui, place, layers[l], unit, unit == result.hovered, style);
    }
  draw_labels(ui, place, layers);
  if (result.edges_left_out > 0) {
    const std::string count = group_thousands(result.edges_left_out);
    ui.canvas.text({area.x, area.bottom() - 4}, ui.language == Language::English ? count + " smaller weights are not drawn" : "另有 " + count + " 个较小的权重未画出",
                   {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  }
  return result;
}

}  // namespace epochs::viz
