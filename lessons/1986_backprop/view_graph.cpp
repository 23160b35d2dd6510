// The computational graph of one point: x → z = W x + b → a = f(z) → … → ŷ → J. The rows of a weight grid stand beside the scores
// that they make. Forwards the values fill from left to right, backwards the gradients under them from right to left.
#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/motion.hpp"
#include "ui/pattern.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"
#include "viz/heatmap.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using Kind = Place::Kind;
using lesson::Beat;
using ui::Token;

constexpr float kTitle = 34, kLink = 22;
constexpr float kLeastCell = 46;         // "−1.00" at a readable size

// One column: a vector (one place a row) or the weights into the next (a row of places for each unit, the bias last).
struct Column {
  std::string title;                     // formula
  std::vector<std::vector<Place>> rows;
  bool weights = false;
  float x = 0, w = 0;
};

Column vector_column(std::string title, Kind kind, int layer, int count) {
  Column column{std::move(title), {}, false, 0, 0};
  for (int unit = 0; unit < count; ++unit) column.rows.push_back({Place{kind, layer, unit, 0}});
  return column;
}

Column weight_column(const Network& network, int layer) {
  const std::string l = std::to_string(layer);
  Column column{"W_" + l + ",\\,b_" + l, {}, true, 0, 0};
  const Matrix& w = network.w(layer - 1);
  for (int unit = 0; unit < w.cols(); ++unit) {
    auto& row = column.rows.emplace_back();
    for (int from = 0; from < w.rows(); ++from) row.push_back({Kind::Weight, layer, unit, from});
    row.push_back({Kind::Bias, layer, unit, 0});
  }
  return column;
}

std::vector<Column> columns_of(const Snapshot& seen) {
  const Network& network = seen.network;
  std::vector<Column> columns{vector_column("x", Kind::X, 0, 2)};
  for (int layer = 1; layer <= network.layers(); ++layer) {
    const std::string l = std::to_string(layer);
    const int units = static_cast<int>(network.w(layer - 1).cols());
    columns.push_back(weight_column(network, layer));
    columns.push_back(vector_column("z_" + l, Kind::Z, layer, units));
    columns.push_back(vector_column(layer == network.layers() ? "\\c{a}{\\hat{y}}" : "a_" + l, Kind::A, layer, units));
  }
  Column loss{"y,\\,\\c{loss}{J}", {{Place{Kind::Target, 0, 0, 0}}, {Place{Kind::Loss, 0, 0, 0}}}, false, 0, 0};
  columns.push_back(std::move(loss));
  return columns;
}

// Which column the walk stands on.
int column_of(TracePlace at, int layers) {
  if (at.beat == Beat::Loss) return 3 * layers + 1;
  if (at.beat == Beat::Forward) return 3 * (at.op / 2) + 2 + at.op % 2;
  const int layer = at.beat == Beat::Backward ? layers - 1 - at.op / 2 : std::min(at.op, layers - 1);
  return 3 * layer + (at.beat == Beat::Update || at.op % 2 == 1 ? 1 : 2);
}

float wish(const Column& column) {
  return column.weights ? std::clamp(static_cast<float>(column.rows[0].size()) * 15, 45.0f, 100.0f) : kLeastCell;
}

// Those that fit around the current one get the whole width; what is left over widens them all alike.
void lay_out(std::vector<Column>& columns, int here, ui::Rect area) {
  std::size_t first = 0, last = columns.size();
  const auto width = [&] {
    float sum = kLink * static_cast<float>(last - first - 1);
    for (std::size_t i = first; i < last; ++i) sum += wish(columns[i]);
    return sum;
  };
  while (width() > area.w && last - first > 2) {
    if (static_cast<std::size_t>(here) - first > last - 1 - static_cast<std::size_t>(here)) ++first;
    else --last;
  }
  columns = std::vector<Column>(columns.begin() + static_cast<std::ptrdiff_t>(first), columns.begin() + static_cast<std::ptrdiff_t>(last));
  const float links = kLink * static_cast<float>(columns.size() - 1);
  float sum = 0, x = area.x;
  for (const Column& column : columns) sum += wish(column);
  for (Column& column : columns) {
    column.x = x;
    column.w = wish(column) * (area.w - links) / sum;
    x += column.w + kLink;
  }
}

// Limits of the colours, and the number that the formula computes.
struct Look {
  double value = 1e-9, weight = 1e-9, gradient = 1e-9;
  Place focus;
};
void widen(double& limit, const Matrix& values) {
  if (values.size() > 0 && values.allFinite()) limit = std::max(limit, static_cast<double>(values.cwiseAbs().maxCoeff()));
}
Look look_of(const Snapshot& seen) {
  Look limits;
  for (const Matrix& m : seen.pass.a) widen(limits.value, m);
  for (const Matrix& m : seen.pass.z) widen(limits.value, m);
  for (const nn::Parameter& p : seen.network.parameters) widen(limits.weight, p.value);
  for (const Matrix& m : seen.pass.delta) widen(limits.gradient, m);
  for (const Matrix& m : seen.pass.gradients) widen(limits.gradient, m);
  return limits;
}

// The gradient that appears under a number on the way back.
std::optional<Place> gradient_of(const Place& place) {
  if (place.kind == Kind::Z) return Place{Kind::Delta, place.layer, place.unit, 0};
  if (place.kind == Kind::Weight) return Place{Kind::WeightGradient, place.layer, place.unit, place.from};
  if (place.kind == Kind::Bias) return Place{Kind::BiasGradient, place.layer, place.unit, 0};
  return std::nullopt;
}

Token outline_of(const Place& place) {
  if (place.kind == Kind::Target) return Token::Target;
  if (place.kind == Kind::Loss) return Token::Error;
  return place.kind == Kind::X ? Token::Input : Token::Activation;
}

void draw_number(ui::Ui& ui, ui::Rect cell, double value, int decimals, ui::Color ground, float most) {
  const float room = (cell.w - 6) / 0.62f;
  const auto size_for = [&](int d) { return std::min({most, room / static_cast<float>(std::max<std::size_t>(4, short_number(std::abs(value), d).size() + (value < 0))), cell.h * 0.72f}); };
  while (decimals > 1 && size_for(decimals) < ui::kTick) --decimals;
  const float size = size_for(decimals);
  if (size < ui::kTick) return;          // too small to print: the inspector has it
  const std::string text = short_number(value, decimals);
  if (value < 0 && ui::has_patterns(ui.theme)) ui.canvas.fill(ui::Rect{cell.center().x, cell.center().y, 0, 0}.inset(-ui.canvas.text_width(text, {ui::Face::Mono, size}) / 2 - 3, -size * 0.55f), ground, 3);
  ui.canvas.text({cell.center().x, cell.center().y + size * 0.36f}, text, {ui::Face::Mono, size}, ui::text_on(ground), ui::Align::Center);
}

// Half a cell: a value, or the gradient under it.
void draw_half(Scene& scene, ui::Rect cell, const Place& place, double limit, float most, const Place& focus, bool pressable) {
  ui::Ui& ui = scene.ui;
  const bool gradient = place.kind == Kind::Delta || place.kind == Kind::WeightGradient || place.kind == Kind::BiasGradient;
  const bool known = reached(place, scene.at, scene.seen.network);
  const double value = value_at(place, scene.seen);
  const bool neutral = place.kind == Kind::Target || place.kind == Kind::Loss;
  const ui::Color ground = !known || neutral ? ui.color(Token::Surface2) : ui.theme.diverging_at(static_cast<float>(std::clamp(value / limit, -1.0, 1.0)));
  ui.canvas.fill(cell, ground, cell.w < 6 ? 0 : 4);
  if (known && !neutral) viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, limit);
  if (known) draw_number(ui, cell, value, place.kind == Kind::Target ? 0 : gradient ? 3 : 2, ground, most);
  else if (cell.w > 24) ui.canvas.disc(cell.center(), 1.6f, ui.color(Token::Text3));
  if (known && gradient && cell.w > 24) ui.canvas.outline(cell, ui.color(Token::Error), 4, 1.2f);
  if (place == focus) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 5, 1.6f);
  if (!pressable) return;
  const ui::Pressed press = ui::pressable(ui, "graph/" + to_text(place), cell, 4);
  if (press.clicked && known) scene.hand.selected = place;
  if (scene.hand.selected == place || press.hovered) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 5, 2);
}

void draw_place(Scene& scene, ui::Rect cell, const Place& place, const Look& look, bool weights, bool pressable) {
  const bool back = scene.at.beat == Beat::Backward || scene.at.beat == Beat::Update;
  const std::optional<Place> gradient = gradient_of(place);
  ui::Rect value = cell;
  if (back && gradient) {
    const ui::Rect low = value.cut_bottom(std::floor(cell.h * 0.42f));
    value.h -= 1;
    draw_half(scene, low, *gradient, look.gradient, 15, look.focus, pressable);
  }
  draw_half(scene, value, place, weights ? look.weight : look.value, weights ? 15 : 22, look.focus, pressable);
  if (weights || cell.w < 30) return;
  scene.ui.canvas.outline(value, with_alpha(scene.ui.color(outline_of(place)), 0.8f), 4, 1.6f);
}

// Rows stand at the same pitch in all columns, so that a row of weights meets its score.
void draw_column(Scene& scene, const Column& column, ui::Rect area, float pitch, const Look& look) {
  ui::Ui& ui = scene.ui;
  const std::size_t fits = static_cast<std::size_t>(std::max(1.0f, std::floor((area.h + 1) / pitch)));
  const std::size_t count = std::min(fits, column.rows.size());
  const float h = pitch - (pitch > 30 ? 8.0f : 2.0f), top = area.center().y - pitch * static_cast<float>(count) / 2;
  const bool pressable = !column.weights || column.rows[0].size() * count <= 48;
  for (std::size_t row = 0; row < count; ++row) {
    const float w = column.w / static_cast<float>(column.rows[row].size());
    for (std::size_t i = 0; i < column.rows[row].size(); ++i) {
      const bool bias = column.weights && i + 1 == column.rows[row].size();
      const ui::Rect cell{column.x + w * static_cast<float>(i) + (bias ? 2.0f : 0.0f), top + pitch * static_cast<float>(row) + (pitch - h) / 2, w - (bias ? 2.0f : 1.0f), h};
      draw_place(scene, cell, column.rows[row][i], look, column.weights, pressable);
    }
  }
  if (count == column.rows.size()) return;
  const std::string rest = std::to_string(column.rows.size() - count);
  ui.canvas.text({column.x + column.w / 2, area.bottom() + 13}, "+ " + rest, {ui::Face::Ui, ui::kTick}, ui.color(Token::Text3), ui::Align::Center);
}

void draw_links(Scene& scene, const std::vector<Column>& columns, float here_x, float y) {
  ui::Ui& ui = scene.ui;
  const bool back = scene.at.beat == Beat::Backward, updates = scene.at.beat == Beat::Update;   // an update passes nothing on
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    const float from = columns[i].x + columns[i].w + 5, to = columns[i + 1].x - 5;
    const bool lit = !updates && (back ? from >= here_x - 1 : from < here_x);
    const ui::Color color = ui.color(!lit ? Token::Line2 : back ? Token::Error : Token::Activation);
    if (back) ui.canvas.arrow({to, y}, {from, y}, color, lit ? 2.2f : 1.4f, 8);
    else ui.canvas.arrow({from, y}, {to, y}, color, lit ? 2.2f : 1.4f, 8);
  }
}

// The formula of this op with its numbers, under a rule.
void draw_operation(Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  const Operation op = operation_at(scene.at, scene.seen, scene.hand.selected);
  ui.canvas.fill(area, ui.color(Token::Surface2), 10);
  const std::string second = (op.numbers.empty() ? "" : "= " + op.numbers + " ") + "= " + op.result;
  const auto fit = [&](const std::string& tex, float size, float room) {
    const auto laid = ui::lay_out_formula(ui.canvas, tex, size);
    return laid && laid.value().width > room ? size * room / laid.value().width : size;
  };
  const float room = area.w - 32;
  if (area.h >= 70) {
    ui::draw_formula(ui, {area.x + 16, area.y + area.h * 0.34f}, op.symbols, fit(op.symbols, 19, room));
    ui::draw_formula(ui, {area.x + 16, area.y + area.h * 0.76f}, second, fit(second, 19, room));
    return;
  }
  const std::string one = op.symbols + " " + second;
  ui::draw_formula(ui, {area.x + 16, area.center().y + 6}, one, fit(one, 19, room));
}

void draw_empty(ui::Ui& ui, ui::Rect area) {
  ui.canvas.text(area.center(), ui.say({"Click into the plane to place a point; its computation appears here.", "在平面上点一下放一个点，这里就会出现它的计算过程。"}),
                 {ui::Face::Ui, ui::kLabel}, ui.color(Token::Text2), ui::Align::Center);
}

// Under the graph, whatever the beat, so that nothing jumps when the update comes; it is said only then.
void draw_step_note(Scene& scene, ui::Rect& body) {
  ui::Ui& ui = scene.ui;
  const std::string note = step_note(scene.seen, ui.language);
  if (note.empty()) return;
  const ui::RichStyle style{{ui::Face::Ui, ui::kSmall}, ui.language == Language::Chinese ? 20.f : 18.f, Token::Text2, 3};
  const ui::Rect line = body.cut_bottom(ui::plain_text(ui, {}, body.w, note, style, ui::Draw::No) + 10);
  if (scene.at.beat != Beat::Update) return;
  ui.anchors.add("graph.note", line);
  ui::plain_text(ui, {line.x, line.y}, line.w, note, style);
}

// The frame around the current column, and a dot on its way there.
void draw_focus(Scene& scene, const Column& here, ui::Rect body, float rows) {
  ui::Ui& ui = scene.ui;
  const float h = std::min(body.h, rows) + 10;
  ui.canvas.outline({here.x - 6, body.center().y - h / 2, here.w + 12, h}, ui.color(Token::Text1), 10, 2);
  const float at = here.x + here.w / 2, x = ui.motion.toward("graph/dot", at, ui::kBeatSeconds);
  if (std::abs(x - at) > 2) ui.canvas.disc({x, body.center().y}, 5, ui.color(scene.at.beat == Beat::Backward ? Token::Error : Token::Text1));
}

}  // namespace

void draw_graph_view(Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("graph", area);
  if (scene.seen.probe < 0) return draw_empty(ui, area);
  std::vector<Column> columns = columns_of(scene.seen);
  const int here = column_of(scene.at, scene.seen.network.layers());
  const std::vector<std::vector<Place>> focus = columns[static_cast<std::size_t>(here)].rows;
  ui::Rect body = area.inset(8, 0);
  draw_operation(scene, body.cut_bottom(area.h > 330 ? 92.0f : 48.0f));
  draw_step_note(scene, body);
  body.cut_bottom(16);
  lay_out(columns, here, body);
  for (const Column& column : columns) {
    const auto laid = ui::lay_out_formula(ui.canvas, column.title, 19);
    ui::draw_formula(ui, {column.x + (column.w - (laid ? laid.value().width : 0)) / 2, area.y + 20}, column.title, 19);
  }
  body.cut_top(kTitle);
  std::size_t most = 1;
  for (const Column& column : columns) most = std::max(most, column.rows.size());
  const float pitch = std::clamp(body.h / static_cast<float>(most), 38.0f, 84.0f);
  Look look = look_of(scene.seen);
  look.focus = focus_of(scene.at, scene.seen, scene.hand.selected);
  const auto current = std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.rows == focus; });
  draw_links(scene, columns, current->x, body.center().y);
  for (const Column& column : columns) draw_column(scene, column, body, pitch, look);
  draw_focus(scene, *current, body, pitch * static_cast<float>(current->rows.size()));
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
