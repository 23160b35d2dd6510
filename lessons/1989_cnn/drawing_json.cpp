#include "drawing_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace epochs::cnn_view {
namespace {

using nlohmann::json;

long steps(double at) { return std::lround(at * Pad::kGrid); }

std::optional<double> number(const json& value, long least, long most) {
  if (!value.is_number_integer()) return std::nullopt;
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most)) return std::nullopt;   // it may not fit the signed one
  const auto number = value.get<std::int64_t>();
  if (number < least || number > most) return std::nullopt;
  return static_cast<double>(number) / Pad::kGrid;
}

std::optional<data::Stroke> stroke_from_json(const json& value) {
  if (!value.is_object() || !value.contains("pen") || !value.contains("path")) return std::nullopt;
  const auto pen = number(value["pen"], 1, Pad::kGrid);
  const json& path = value["path"];
  if (!pen || !path.is_array() || path.empty() || path.size() % 2 != 0 || path.size() > 2 * Pad::kMostSpots) return std::nullopt;
  data::Stroke stroke{{}, *pen};
  for (std::size_t i = 0; i < path.size(); i += 2) {
    const auto x = number(path[i], -Pad::kGrid, 2 * Pad::kGrid), y = number(path[i + 1], -Pad::kGrid, 2 * Pad::kGrid);
    if (!x || !y) return std::nullopt;
    stroke.path.push_back({*x, *y});
  }
  return stroke;
}

}  // namespace

json drawing_to_json(const std::vector<data::Stroke>& strokes) {
  json out = json::array();
  for (const data::Stroke& stroke : strokes) {
    json path = json::array();
    for (const data::Spot& spot : stroke.path) path.push_back(steps(spot.x)), path.push_back(steps(spot.y));
    out.push_back({{"pen", steps(stroke.pen)}, {"path", std::move(path)}});
  }
  return out;
}

std::optional<std::vector<data::Stroke>> drawing_from_json(const json& value) {
  if (!value.is_array() || value.size() > Pad::kMostStrokes) return std::nullopt;
  std::vector<data::Stroke> strokes;
  for (const json& each : value) {
    auto stroke = stroke_from_json(each);
    if (!stroke) return std::nullopt;
    strokes.push_back(std::move(*stroke));
  }
  return strokes;
}

}  // namespace epochs::cnn_view
