// Numbers of the stage by name, where they stand in the trace, and which op of the walk computes them.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/check.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using Kind = Place::Kind;
using lesson::Beat;

constexpr std::pair<Kind, std::string_view> kKinds[] = {{Kind::Pixel, "x"},   {Kind::Z, "z"},     {Kind::A, "a"},   {Kind::Pooled, "p"}, {Kind::HiddenZ, "hz"},
                                                        {Kind::Hidden, "h"}, {Kind::Score, "s"}, {Kind::Bar, "bar"}, {Kind::Loss, "J"}};

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < 0 || value > 9999) return std::nullopt;
  return value;
}

int entry_of(Kind kind, int layer, const Parts& parts) {
  const auto i = static_cast<std::size_t>(std::clamp(layer, 1, 2) - 1);
  switch (kind) {
    case Kind::Pixel: return parts.image;
    case Kind::Z: return parts.z[i];
    case Kind::A: return parts.maps[i];
    case Kind::Pooled: return parts.pooled[i];
    case Kind::HiddenZ: return parts.hidden_z;
    case Kind::Hidden: return parts.hidden;
    case Kind::Score: return parts.scores;
    case Kind::Bar: return parts.bars;
    case Kind::Loss: return parts.loss;
  }
  return -1;
}

std::string stage_of(Kind kind, int layer) {
  const std::string number = std::to_string(layer);
  switch (kind) {
    case Kind::Pixel: return "image";
    case Kind::Z:
    case Kind::A: return "conv" + number;
    case Kind::Pooled: return "pool" + number;
    case Kind::HiddenZ:
    case Kind::Hidden: return "hidden";
    default: return "output";
  }
}

bool of_maps(Kind kind) { return kind == Kind::Z || kind == Kind::A || kind == Kind::Pooled; }

// An op of the forward beat with its layer; the kinds repeat for layer 2.
struct Op {
  Kind kind;
  int layer = 1;
  bool operator==(const Op&) const = default;
};
std::vector<Op> walk_of(const Shape& shape) {
  std::vector<Op> out{{Kind::Pixel}};
  for (int layer = 1; layer <= shape.layers; ++layer) {
    out.push_back({Kind::Z, layer});
    if (shape.activation != nn::Activation::None) out.push_back({Kind::A, layer});
    if (shape.pooling != Pooling::None) out.push_back({Kind::Pooled, layer});
  }
  if (shape.width > 0) out.push_back({Kind::HiddenZ});
  if (shape.width > 0 && shape.activation != nn::Activation::None) out.push_back({Kind::Hidden});
  out.push_back({Kind::Score});
  out.push_back({Kind::Bar});
  return out;
}

}  // namespace

std::string to_text(const Place& place) {
  std::string out;
  for (const auto& [kind, name] : kKinds)
    if (kind == place.kind) out = name;
  for (const int number : {place.layer, place.map, place.row, place.column}) out += "/" + std::to_string(number);
  return out;
}

std::optional<Place> parse_place(std::string_view text) {
  const auto parts = split(text, '/');
  Place place;
  bool known = false;
  for (const auto& [kind, name] : kKinds)
    if (name == parts[0]) place.kind = kind, known = true;
  if (!known || parts.size() > 5) return std::nullopt;
  const std::array<int*, 4> numbers{&place.layer, &place.map, &place.row, &place.column};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto number = number_of(parts[i]);
    if (!number) return std::nullopt;
    *numbers[i - 1] = *number;
  }
  return place;
}

const Stage& stage_named(const std::vector<Stage>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Stage& stage) { return stage.name == name; });
  EPOCHS_CHECK(found != all.end(), "cnn: no stage of that name");
  return *found;
}

std::optional<Spot> spot_of(const Place& place, const Reading& reading, const Shape& shape) {
  if (place.layer < 1 || place.layer > 2) return std::nullopt;
  const int entry = entry_of(place.kind, place.layer, reading.parts);
  if (entry < 0) return std::nullopt;
  if (place.kind == Kind::Loss) return Spot{entry, {0, 0}};
  const std::vector<Stage> all = stages(shape);
  const Stage& stage = stage_named(all, stage_of(place.kind, place.layer));
  if (place.map < 0 || place.map >= stage.maps) return std::nullopt;
  if (!of_maps(place.kind) && place.kind != Kind::Pixel) return Spot{entry, {0, place.map}};
  if (place.row < 0 || place.row >= stage.height || place.column < 0 || place.column >= stage.width) return std::nullopt;
  return Spot{entry, {0, (static_cast<Index>(place.map) * stage.height + place.row) * stage.width + place.column}};
}

std::optional<Place> place_at(const Spot& spot, const Reading& reading, const Shape& shape) {
  for (const auto& [kind, name] : kKinds)
    for (int layer = 1; layer <= (of_maps(kind) ? shape.layers : 1); ++layer) {
      if (entry_of(kind, layer, reading.parts) != spot.entry) continue;
      Place place{kind, layer, static_cast<int>(spot.cell.column), 0, 0};
      if (!of_maps(kind) && kind != Kind::Pixel) return place;
      const std::vector<Stage> all = stages(shape);
      const Stage& stage = stage_named(all, stage_of(kind, layer));
      place.column = static_cast<int>(spot.cell.column % stage.width);
      place.row = static_cast<int>(spot.cell.column / stage.width % stage.height);
      place.map = static_cast<int>(spot.cell.column / stage.width / stage.height);
      return place;
    }
  return std::nullopt;
}

double value_at(const Spot& spot, const Reading& reading) {
  return static_cast<double>(reading.trace.entries[static_cast<std::size_t>(spot.entry)].value(spot.cell.row, spot.cell.column));
}

std::string symbol_of(const Place& place) {
  const std::string layer = "_" + std::to_string(place.layer), digit = "_{" + std::to_string(place.map) + "}";
  switch (place.kind) {
    case Kind::Pixel: return "x";
    case Kind::Z: return "z" + layer;
    case Kind::A: return "a" + layer;
    case Kind::Pooled: return "p" + layer;
    case Kind::HiddenZ: return "z";
    case Kind::Hidden: return "h";
    case Kind::Score: return "s" + digit;
    case Kind::Bar: return "\\c{a}{\\hat{y}}" + digit;
    case Kind::Loss: return "\\c{loss}{J}";
  }
  return "";
}

const char* quantity_of(const Place& place) {
  switch (place.kind) {
    case Kind::Pixel: return "x";
    case Kind::Loss: return "loss";
    case Kind::Z:
    case Kind::HiddenZ:
    case Kind::Score: return "z";
    default: return "a";
  }
}

std::string name_of(const Place& place, Language language) {
  const bool english = language == Language::English;
  const std::string number = std::to_string(place.map + 1), digit = std::to_string(place.map), layer = std::to_string(place.layer);
  const std::string where = english ? "row " + std::to_string(place.row + 1) + ", column " + std::to_string(place.column + 1)
                                    : "第 " + std::to_string(place.row + 1) + " 行第 " + std::to_string(place.column + 1) + " 列";
  switch (place.kind) {
    case Kind::Pixel: return english ? "pixel in " + where : where + "的像素";
    case Kind::Z: return english ? "score of filter " + number + ", layer " + layer + ", " + where : "第 " + layer + " 层第 " + number + " 个滤波器在" + where + "的得分";
    case Kind::A: return english ? "map " + number + ", layer " + layer + ", " + where : "第 " + layer + " 层第 " + number + " 张特征图，" + where;
    case Kind::Pooled: return english ? "pooled map " + number + ", layer " + layer + ", " + where : "第 " + layer + " 层第 " + number + " 张池化图，" + where;
    case Kind::HiddenZ: return english ? "score of dense unit " + number : "第 " + number + " 个全连接单元的得分";
    case Kind::Hidden: return english ? "dense unit " + number : "第 " + number + " 个全连接单元";
    case Kind::Score: return english ? "score of digit " + digit : "数字 " + digit + " 的得分";
    case Kind::Bar: return english ? "probability of digit " + digit : "数字 " + digit + " 的概率";
    case Kind::Loss: return english ? "loss" : "损失";
  }
  return "";
}

std::vector<Kind> forward_ops(const Shape& shape) {
  std::vector<Kind> out;
  for (const Op& op : walk_of(shape)) out.push_back(op.kind);
  return out;
}

// Backward goes through the same numbers from the scores to the first maps; an update takes one op for each layer with weights.
int ops_of(Beat beat, const Shape& shape) {
  const int forward = static_cast<int>(walk_of(shape).size());
  if (beat == Beat::Forward) return forward;
  if (beat == Beat::Loss) return 1;
  return beat == Beat::Backward ? forward - 2 : shape.layers + (shape.width > 0 ? 2 : 1);
}

// 1 x  2 z = w ∗ x + b  3 a = f(z)  4 pool  5 again for layer 2  6 dense  7 scores  8 bars  9 loss  10 backward  11 update
int code_line_of(TracePlace at, const Shape& shape) {
  if (at.beat == Beat::Loss) return 9;
  if (at.beat == Beat::Backward) return 10;
  if (at.beat == Beat::Update) return 11;
  const std::vector<Op> ops = walk_of(shape);
  const Op op = ops[static_cast<std::size_t>(std::clamp(at.op, 0, static_cast<int>(ops.size()) - 1))];
  if (op.layer == 2) return 5;
  switch (op.kind) {
    case Kind::Pixel: return 1;
    case Kind::Z: return 2;
    case Kind::A: return 3;
    case Kind::Pooled: return 4;
    case Kind::HiddenZ:
    case Kind::Hidden: return 6;
    case Kind::Score: return 7;
    default: return 8;
  }
}

bool reached(Kind kind, int layer, TracePlace at, const Shape& shape) {
  if (kind == Kind::Loss) return at.beat >= Beat::Loss;
  if (at.beat != Beat::Forward) return true;
  const std::vector<Op> ops = walk_of(shape);
  const auto found = std::find(ops.begin(), ops.end(), Op{kind, of_maps(kind) ? layer : 1});
  if (found == ops.end()) return reached(kind == Kind::A ? Kind::Z : kind == Kind::Hidden ? Kind::HiddenZ : Kind::Pixel, layer, at, shape);   // the same numbers under another name
  return found - ops.begin() <= at.op;
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
