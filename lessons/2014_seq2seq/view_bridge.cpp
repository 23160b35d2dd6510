// The reader's state at every word, the one vector that is handed over, number by number, and the writer's words. Beside the vector the one of the sentence that was
// shown before: what moved.
#include <algorithm>
#include <cmath>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "viz/color_map.hpp"
#include "viz/heatmap.hpp"
#include "viz/strip.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kWordRow = 28, kVectorRow = 24, kLabelRow = 22, kLeastStates = 30, kMostStates = 150, kMostColumn = 84;
constexpr ui::TextStyle kBridgeWord{Face::Medium, ui::kLabel}, kBridgeSmall{Face::Ui, ui::kSmall};

// Words side by side over the whole width, each with its column.
struct Columns {
  Rect area;
  float pitch = 30;
  Rect at(int i, float y, float h) const { return {area.x + pitch * static_cast<float>(i), y, pitch, h}; }
};
Columns columns_over(Rect area, int words) { return {area, std::min(area.w / static_cast<float>(std::max(1, words)), kMostColumn)}; }

void draw_column_word(Scene& scene, Rect box, const std::string& word, Token color, bool chosen) {
  const std::string text = fitted(scene.ui, word, kBridgeWord, box.w - 4);
  if (chosen) scene.ui.canvas.fill(box.inset(1, 1), scene.ui.color(Token::Surface3), 6);
  scene.ui.canvas.text({box.center().x, box.center().y + 5}, text, kBridgeWord, scene.ui.color(color), ui::Align::Center);
}

// A state as a column of cells, top to bottom; so many that each can be seen.
void draw_state_column(Scene& scene, Rect box, const Eigen::Ref<const RowVector>& state, Place first, std::string_view id) {
  ui::Ui& ui = scene.ui;
  const int cells = std::max(1, std::min(static_cast<int>(state.size()), static_cast<int>(box.h / 5)));
  const float h = box.h / static_cast<float>(cells);
  ui.anchors.add(id, box);
  for (int i = 0; i < cells; ++i) {
    const Rect cell{box.x, box.y + h * static_cast<float>(i), box.w, h - 0.8f};
    const auto value = static_cast<double>(state(i));
    ui.canvas.fill(cell, viz::map_color(ui.theme, viz::ColorMap::Diverging, value, 1), 1.5f);
    viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, 1);
    const Place place{first.kind, first.a, i};
    if (scene.hand.selected == place) ui.canvas.outline(cell, ui.color(Token::Text1), 2, 1.6f);
    if (!cell.contains(ui.pointer.position)) continue;
    ui.requests.cursor = ui::Cursor::Hand;
    if (ui.pointer.pressed) scene.hand.selected = place;
  }
}

void draw_reader(Scene& scene, Rect area, const Columns& columns, const Walked& done) {
  const Shown& shown = scene.shown;
  for (int s = 0; s < shown.read(); ++s) {
    const bool read = done.has_read(s);
    draw_column_word(scene, columns.at(s, area.y, kWordRow), shown.word_read(s), read ? Token::Text1 : Token::Text3, false);
    const Rect box = columns.at(s, area.y + kWordRow + 2, area.h - kWordRow - 2);
    if (read) draw_state_column(scene, box.inset(std::min(10.0f, box.w * 0.18f), 0), shown.run->states.row(s), {Place::Kind::State, s, 0}, "bridge.state." + std::to_string(s));
  }
}

// From the ends of the reader into the vector, out of it to the writer's first word.
void draw_funnel(Scene& scene, const Columns& columns, float y, Rect vector) {
  ui::Ui& ui = scene.ui;
  const bool both = scene.seen.settings.reading == nn::Reading::BothWays;
  for (const int s : {scene.shown.read() - 1, 0}) {
    if (s == 0 && !both) continue;
    const ui::Vec2 a{columns.at(s, 0, 0).center().x, y + 2}, d{s == 0 ? vector.x + vector.w * 0.25f : vector.x + vector.w * 0.75f, vector.y - 3};
    const float bend = (d.y - a.y) * 0.6f;
    ui.canvas.bezier(a, {a.x, a.y + bend}, {d.x, d.y - bend}, d, ui.color(Token::Activation), 2.2f);
  }
}

void draw_numbers(Scene& scene, Rect row, const RowVector& values, bool open, std::string_view id) {
  viz::Strip look{1, viz::cells_that_fit(row.w, static_cast<std::size_t>(values.size()))};
  const Place& at = scene.hand.selected;
  if (open && at.kind == Place::Kind::Start && at.b < look.shown) look.marked = at.b;
  scene.ui.anchors.add(id, row);
  const int under = viz::draw_strip(scene.ui, row, {values.data(), static_cast<std::size_t>(values.size())}, look);
  if (!open || under < 0 || !row.contains(scene.ui.pointer.position)) return;
  scene.ui.requests.cursor = ui::Cursor::Hand;
  if (scene.ui.pointer.pressed) scene.hand.selected = {Place::Kind::Start, 0, under};
}

double cosine(const RowVector& a, const RowVector& b) {
  const double lengths = std::sqrt(static_cast<double>(a.squaredNorm()) * static_cast<double>(b.squaredNorm()));
  return lengths > 0 ? static_cast<double>(a.dot(b)) / lengths : 0;
}

// The sentence before this one, read by the same weights.
void remember(BridgeState& state, const Shown& shown) {
  if (state.source != shown.source) {
    if (!state.source.empty()) state.other_source = state.source;
    state.source = shown.source, state.network = nullptr;
  }
  if (state.network == shown.network) return;
  state.network = shown.network;
  if (!state.other_source.empty() && *std::max_element(state.other_source.begin(), state.other_source.end()) < shown.corpus->source.size())
    state.other = translate_step_by_step(*shown.network, state.other_source).start;
  else state.other = RowVector();
}

void draw_vector(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const RowVector& now = scene.shown.run->start;
  const int fit = viz::cells_that_fit(area.w, static_cast<std::size_t>(now.size()));
  const Rect row = area.cut_top(kVectorRow);
  ui.canvas.outline(row.inset(-3, -3), ui.color(Token::Activation), 6, 1.6f);
  draw_numbers(scene, row, now, true, "bridge.vector");
  area.cut_top(4);
  const Rect label = area.cut_top(kLabelRow);
  ui.canvas.text({label.x, label.center().y + 5}, "c", {Face::MathItalic, 17}, ui.color(Token::Activation));
  std::string words = ui.language == Language::English ? std::to_string(now.size()) + " numbers: all that the writer gets" : std::to_string(now.size()) + " 个数：写作者得到的全部";
  if (fit < now.size()) words += ui.language == Language::English ? " (" + std::to_string(fit) + " shown)" : "（显示 " + std::to_string(fit) + " 个）";
  text_in(ui, {label.x + 18, label.center().y + 5}, label.w - 18, words, kBridgeSmall, Token::Text2);
  const BridgeState& state = scene.hand.bridge;
  if (state.other.size() != now.size() || area.h < kLabelRow + 12) return;
  area.cut_top(4);
  const Rect other = area.cut_top(12), below = area.cut_top(kLabelRow);
  draw_numbers(scene, other, state.other, false, "bridge.other");
  const std::string before = spelled(scene.shown.corpus->source, state.other_source), alike = format_number(cosine(now, state.other), 2);
  text_in(ui, {below.x, below.center().y + 4}, below.w, ui.language == Language::English ? "the one before, cosine " + alike + ": " + before : "上一句，余弦 " + alike + "：" + before, kBridgeSmall, Token::Text3);
}

void draw_writer(Scene& scene, Rect area, const Walked& done) {
  const Shown& shown = scene.shown;
  const int steps = shown.steps(), shown_steps = std::min(steps, std::max(1, static_cast<int>(area.w / 26)));
  const Columns columns = columns_over(area, shown_steps);
  for (int t = 0; t < shown_steps; ++t) {
    if (!done.has(t, Walked::kState)) break;
    const Rect box = columns.at(t, area.y, area.h - kWordRow - 2);
    draw_state_column(scene, box.inset(std::min(10.0f, box.w * 0.18f), 0), shown.run->decoded.row(t), {Place::Kind::Decoded, t, 0}, "bridge.decoded." + std::to_string(t));
    if (!done.has(t, Walked::kProbability)) break;
    const Rect word = columns.at(t, area.bottom() - kWordRow, kWordRow);
    const Place place{Place::Kind::Probability, t, shown.id_at(t)};
    const ui::Pressed press = ui::pressable(scene.ui, "bridge.word." + std::to_string(t), word, 6, ui::Access::Open, ui::TabStop::Own);
    ui::hover_fill(scene.ui, word, Token::Surface2, 6, press);
    draw_column_word(scene, word, shown.word_at(t), shown.id_at(t) == kEnd ? Token::Text3 : Token::Target, scene.hand.selected == place);
    if (press.clicked) scene.hand.selected = place, scene.hand.step = t;
  }
}

}  // namespace

void draw_bridge_view(Scene& scene, Rect area) {
  scene.ui.anchors.add("bridge", area);
  remember(scene.hand.bridge, scene.shown);
  if (area.h > kLowPanel) draw_sentence_picker(scene, area, "bridge.sentence");
  const Walked done = walked(scene);
  const float middle = kLabelRow + kVectorRow + (area.h > 330 ? 24 + kLabelRow : 6), funnel = std::clamp(area.h * 0.08f, 12.0f, 44.0f);
  const float states = std::clamp((area.h - middle - 2 * funnel) / 2 - kWordRow - 2, kLeastStates, kMostStates);
  const Rect reader = area.cut_top(kWordRow + 2 + states);
  const Columns columns = columns_over(reader, scene.shown.read());
  draw_reader(scene, reader, columns, done);
  const float reader_end = area.y;
  area.cut_top(funnel);
  const Rect vector = area.cut_top(middle);
  if (done.handed) {
    draw_funnel(scene, columns, reader_end, {vector.x, vector.y, vector.w, kVectorRow});
    draw_vector(scene, vector);
  }
  area.cut_top(funnel * 0.4f);
  draw_writer(scene, area.cut_top(kWordRow + 2 + states), done);
}

}  // namespace epochs::translation
