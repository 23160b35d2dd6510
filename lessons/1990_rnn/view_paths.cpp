// Where the line has been: its states in the plane of the two widest directions of many states, step by step. Behind it, where the state lies on the average after each
// of the common symbols.
#include <algorithm>
#include <array>
#include <cmath>

#include "nn/ops/cross_entropy.hpp"
#include "nn/project/pca.hpp"
#include "parts.hpp"
#include "ui/anchor.hpp"
#include "viz/axes.hpp"
#include "viz/label_place.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr std::size_t kPlaneFrom = 600;          // symbols of the held-out text whose states make the plane
constexpr Index kLeastSeen = 5, kMostCentres = 24;
constexpr float kPathLabel = 17;
constexpr std::size_t kNamedSteps = 12;          // before the one that is looked at

// States along a stretch of text; of the other tasks those of the line itself.
Matrix states_of_the_plane(const Scene& scene, std::vector<int>& symbols) {
  const Network& network = *scene.seen.contestants.front().network;
  if (!scene.seen.text || scene.seen.text->held_out.size() < 3) return symbols = scene.shown.reading->inputs, scene.shown.reading->states;
  const std::vector<int>& text = scene.seen.text->held_out;
  symbols.assign(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(kPlaneFrom, text.size())));
  const std::vector<int> targets(symbols.size(), nn::kIgnored);
  return read(network, symbols, targets, network.zero_state(1).row(0)).states;
}

// Mean places of the symbols that come up often enough, the commonest first.
void find_centres(PathsState& state, const Matrix& places) {
  std::vector<std::pair<int, int>> counted;      // how often, symbol
  for (const int symbol : state.symbols) {
    const auto known = std::find_if(counted.begin(), counted.end(), [&](const auto& each) { return each.second == symbol; });
    if (known == counted.end()) counted.emplace_back(1, symbol);
    else ++known->first;
  }
  std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  state.centres.clear();
  for (const auto& [count, symbol] : counted)
    if (count >= kLeastSeen && static_cast<Index>(state.centres.size()) < kMostCentres) state.centres.push_back(symbol);
  state.centre_places = Matrix::Zero(static_cast<Index>(state.centres.size()), 2);
  for (std::size_t i = 0; i < state.centres.size(); ++i) {
    Real count = 0;
    for (std::size_t t = 0; t < state.symbols.size(); ++t)
      if (state.symbols[t] == state.centres[i]) state.centre_places.row(static_cast<Index>(i)) += places.row(static_cast<Index>(t)), count += 1;
    state.centre_places.row(static_cast<Index>(i)) /= std::max<Real>(1, count);
  }
}

void find_plane(Scene& scene) {
  PathsState& state = scene.hand.paths;
  const bool moved = weights_moved(scene, state.network, state.read_at), other_line = state.reading != scene.shown.reading;
  const bool fits = state.axes.cols() == scene.shown.reading->states.cols();
  if (!moved && !other_line && fits) return;
  state.reading = scene.shown.reading;
  if (moved || !fits || !scene.seen.text) {
    const Matrix states = states_of_the_plane(scene, state.symbols);
    if (!states.allFinite()) return;
    const nn::Pca pca = nn::principal_components(states, std::min<Index>(2, states.cols()));
    state.axes = Matrix::Zero(2, states.cols());
    state.axes.topRows(pca.components.rows()) = pca.components;
    state.mean = pca.mean;
    double shown = 0;
    for (const double variance : pca.variances) shown += variance;
    state.share = pca.total_variance > 0 ? shown / pca.total_variance : 0;
    find_centres(state, (states.rowwise() - state.mean) * state.axes.transpose());
  }
  state.places = (state.reading->states.rowwise() - state.mean) * state.axes.transpose();
}

// Equal units on both axes, line and centres inside.
viz::Plane plane_around(const PathsState& state, Rect plot) {
  double low_x = 0, high_x = 0, low_y = 0, high_y = 0;
  for (const Matrix* all : {&state.places, &state.centre_places})
    for (Index i = 0; i < all->rows(); ++i) {
      const auto x = static_cast<double>((*all)(i, 0)), y = static_cast<double>((*all)(i, 1));
      low_x = std::min(low_x, x), high_x = std::max(high_x, x), low_y = std::min(low_y, y), high_y = std::max(high_y, y);
    }
  const Rect inner = plot.inset(std::min(28.0f, plot.w * 0.1f), std::min(24.0f, plot.h * 0.1f));
  const double unit = std::max({(high_x - low_x) / static_cast<double>(inner.w), (high_y - low_y) / static_cast<double>(inner.h), 1e-6});
  const double x = (low_x + high_x) / 2, y = (low_y + high_y) / 2, half_x = unit * static_cast<double>(plot.w) / 2, half_y = unit * static_cast<double>(plot.h) / 2;
  return {plot, {x - half_x, x + half_x}, {y - half_y, y + half_y}};
}

Vec2 place_in(const viz::Plane& plane, const Matrix& places, Index i) { return plane.to_units(static_cast<double>(places(i, 0)), static_cast<double>(places(i, 1))); }

bool is_free(const Rect& box, const std::vector<Rect>& names) {
  return std::none_of(names.begin(), names.end(), [&](const Rect& each) { return box.x < each.right() && each.x < box.right() && box.y < each.bottom() && each.y < box.bottom(); });
}

// The commonest first; none over a name that stands there.
void draw_centres(Scene& scene, const viz::Plane& plane, std::vector<Rect> names) {
  const PathsState& state = scene.hand.paths;
  const ui::TextStyle style{Face::Display, ui::kHeading + 2};
  for (std::size_t i = 0; i < state.centres.size(); ++i) {
    const Vec2 place = place_in(plane, state.centre_places, static_cast<Index>(i));
    const std::string symbol = shown_symbol(scene.symbol(state.centres[i]));
    const float w = scene.ui.canvas.text_width(symbol, style);
    const Rect box{place.x - w / 2, place.y - kPathLabel / 2 - 2, w, kPathLabel + 4};
    if (!is_free(box, names)) continue;
    scene.ui.canvas.text({place.x, place.y + 6}, symbol, style, ui::with_alpha(scene.ui.color(Token::Text1), 0.42f), ui::Align::Center);
    names.push_back(box);
  }
}

// Beside its point, where it covers least.
void draw_step_name(Scene& scene, const std::vector<Vec2>& line, std::size_t at, const Rect& plot, std::vector<Rect>& names) {
  ui::Ui& ui = scene.ui;
  const bool here = static_cast<int>(at) == scene.hand.at;
  const std::string symbol = shown_symbol(scene.symbol(scene.hand.paths.reading->inputs[at]));
  const ui::TextStyle style{here ? Face::Semibold : Face::Medium, here ? ui::kHeading : ui::kSmall};
  const float w = ui.canvas.text_width(symbol, style) + 6;
  const Vec2 p = line[at];
  const std::array<Rect, 4> candidates{Rect{p.x + 5, p.y - kPathLabel, w, kPathLabel}, Rect{p.x - 5 - w, p.y - kPathLabel, w, kPathLabel}, Rect{p.x + 5, p.y + 2, w, kPathLabel}, Rect{p.x - 5 - w, p.y + 2, w, kPathLabel}};
  const int chosen = viz::quietest_place(candidates, {line, names, plot});
  const Rect box = candidates[static_cast<std::size_t>(std::max(0, chosen))];
  if (!here && !is_free(box, names)) return;
  if (here) ui.canvas.fill(box.inset(-1), ui.color(Token::Input), 6);
  const ui::Color ink = here ? ui::text_on(ui.color(Token::Input)) : ui.color(static_cast<int>(at) < scene.hand.at ? Token::Text1 : Token::Text3);
  ui.canvas.text({box.center().x, box.y + 13}, symbol, style, ink, ui::Align::Center);
  names.push_back(box);
}

// Returns where its names stand.
std::vector<Rect> draw_walk(Scene& scene, const viz::Plane& plane) {
  ui::Ui& ui = scene.ui;
  const PathsState& state = scene.hand.paths;
  std::vector<Vec2> line;
  for (Index t = 0; t < state.places.rows(); ++t) line.push_back(place_in(plane, state.places, t));
  const auto at = static_cast<std::size_t>(std::clamp(scene.hand.at, 0, static_cast<int>(line.size()) - 1));
  const ui::Color been = ui.color(Token::Activation), ahead = ui::with_alpha(ui.color(Token::Text1), 0.16f);
  for (std::size_t t = 1; t < line.size(); ++t) {
    if (t > at) ui.canvas.line(line[t - 1], line[t], ahead, 1.2f);
    else if (t == at) ui.canvas.arrow(line[t - 1], line[t], been, 2.4f, 9);
    else ui.canvas.line(line[t - 1], line[t], ui::with_alpha(been, t + 12 > at ? 0.85f : 0.4f), 1.8f);
  }
  for (std::size_t t = 0; t < line.size(); ++t) {
    ui.anchors.add("paths.step." + std::to_string(t), {line[t].x - 6, line[t].y - 6, 12, 12});
    ui.canvas.disc(line[t], t == at ? 5.5f : 3, t <= at ? been : ahead);
  }
  ui.canvas.circle(line[at], 9, ui.color(Token::Text1), 2);
  if (ui.highlight.is("s")) ui.canvas.circle(line[at], 13, ui.color(Token::Text1), 1.4f);
  std::vector<Rect> names;
  draw_step_name(scene, line, at, plane.area, names);
  for (std::size_t t = at; t-- > 0 && t + kNamedSteps > at;) draw_step_name(scene, line, t, plane.area, names);
  if (!plane.area.contains(ui.pointer.position)) return names;
  const auto nearest = std::min_element(line.begin(), line.end(), [&](Vec2 a, Vec2 b) {
    const Vec2 u = a - ui.pointer.position, v = b - ui.pointer.position;
    return u.x * u.x + u.y * u.y < v.x * v.x + v.y * v.y;
  });
  const Vec2 away = *nearest - ui.pointer.position;
  if (away.x * away.x + away.y * away.y > viz::kHoverReach * viz::kHoverReach) return names;
  ui.canvas.circle(*nearest, 9, ui.color(Token::Text1), 1.6f);
  ui.requests.cursor = ui::Cursor::Hand;
  if (ui.pointer.pressed) scene.hand.at = static_cast<int>(nearest - line.begin());
  return names;
}

std::string plane_words(const Scene& scene) {
  const PathsState& state = scene.hand.paths;
  const std::string share = percent_of(state.share), width = std::to_string(state.axes.cols());
  std::string out = scene.language == Language::English ? "Two of " + width + " directions: " + share + " of the spread" : width + " 个方向里的两个：占全部散布的 " + share;
  if (!state.centres.empty()) out += scene.language == Language::English ? ". Large letters: the mean state after each" : "。大字：读过该字后的平均状态";
  return out;
}

}  // namespace

void draw_paths_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("paths", area);
  if (!scene.shown.reading || scene.shown.reading->steps() < 1 || !scene.shown.reading->states.allFinite()) return draw_sentence_of(ui, area, {"There is no line to follow.", "没有可跟随的句子。"});
  find_plane(scene);
  if (scene.hand.paths.places.rows() != static_cast<Index>(scene.shown.reading->inputs.size())) return;
  scene.hand.at = std::clamp(scene.hand.at, 0, static_cast<int>(scene.hand.paths.places.rows()) - 1);
  if (scene.seen.text && area.h > 260) {
    draw_probe_field(scene, area.cut_bottom(36), "paths.line");
    area.cut_bottom(10);
  }
  draw_line_of_symbols(scene, area.cut_top(28), "paths.symbols");
  area.cut_top(8);
  const Rect said = area.cut_bottom(22);
  ui.anchors.add("paths.plot", area);
  ui.canvas.fill(area, viz::plot_ground(ui.theme), 8);
  const viz::Plane plane = plane_around(scene.hand.paths, area);
  ui.canvas.push_clip(area);
  draw_centres(scene, plane, draw_walk(scene, plane));
  ui.canvas.pop_clip();
  text_in(ui, {said.x, said.y + 16}, said.w, plane_words(scene), {Face::Ui, ui::kSmall}, Token::Text2);
}

}  // namespace epochs::recurrent
