#include "parts.hpp"

#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/pattern.hpp"
#include "ui/rich_text.hpp"
#include "viz/tooltip.hpp"

namespace epochs::recurrent {

using ui::Rect;
using ui::Token;

void draw_sentence_of(ui::Ui& ui, Rect area, Localized text) {
  const int lines = std::max(1, static_cast<int>((area.h - 8) / 25));
  ui::plain_text(ui, {area.x, area.y + 8}, std::min(area.w, 520.0f), ui.say(text), {{ui::Face::Ui, ui::kBody}, 25, Token::Text2, lines});
}

int decimals_of(double value) {
  const double size = std::abs(value);
  return size > 0 && std::isfinite(size) ? std::clamp(static_cast<int>(std::ceil(-std::log10(size))) + 2, 3, 12) : 3;
}

std::string percent_of(double share) {
  const double percent = 100 * share;
  return format_number(percent, percent >= 0.05 && percent < 9.95 ? 1 : 0) + "%";
}

ui::Color beat_color(const Scene& scene) {
  switch (scene.at.beat) {
    case lesson::Beat::Forward: return scene.ui.color(Token::Activation);
    case lesson::Beat::Update: return scene.ui.color(Token::Weight);
    case lesson::Beat::Loss:
    case lesson::Beat::Backward: break;
  }
  return scene.ui.color(Token::Error);
}

void draw_lit(Scene& scene, Rect area) {
  scene.ui.canvas.fill(area, ui::with_alpha(beat_color(scene), 0.10f), 7);
  scene.ui.canvas.fill({area.x, area.y + 3, 3, area.h - 6}, beat_color(scene), 1.5f);
}

int draw_dial(Scene& scene, Rect row, const Dial& dial) {
  ui::Ui& ui = scene.ui;
  const ui::TextStyle style{ui::Face::Medium, ui::kLabel};
  const float words = std::min(row.w * 0.6f, dial.words > 0 ? dial.words : ui.canvas.text_width(dial.label, style) + 14);
  text_in(ui, {row.x, row.center().y + 5}, words - 8, dial.label, style, Token::Text1);
  const Rect track{row.x + words, row.y, std::min(320.0f, row.w - words), row.h};
  const auto span = static_cast<float>(std::max(1, dial.high - dial.low));
  const float share = static_cast<float>(std::clamp(dial.value, dial.low, dial.high) - dial.low) / span;
  const float now = ui::slider(ui, dial.id, track, share, scene.hand.dragged, 1 / span);
  return now == share ? dial.value : dial.low + static_cast<int>(std::lround(now * span));
}

int browse(ui::Ui& ui, std::string_view id, Rect area, int at, int count, int columns) {
  if (!ui.focus.add(id) || !ui.focus.visible() || count < 1) return at;
  ui::focus_outline(ui, area, 6);
  ui.focus.begin_browsing();
  at = std::max(at, 0);
  for (const ui::KeyPress& key : ui.typed) {
    if (key.key == ui::Key::Left) --at;
    if (key.key == ui::Key::Right) ++at;
    if (key.key == ui::Key::Up) at -= columns;
    if (key.key == ui::Key::Down) at += columns;
    if (key.key == ui::Key::Home) at = 0;
    if (key.key == ui::Key::End) at = count - 1;
    at = std::clamp(at, 0, count - 1);
  }
  return at;
}

bool weights_moved(const Scene& scene, std::shared_ptr<const Network>& known, double& known_at) {
  constexpr double kApart = 0.2;                 // seconds: reading hundreds of symbols for every frame would take from training
  const auto& now = scene.seen.contestants.front().network;
  if (known == now || (known && scene.running && scene.ui.time - known_at < kApart && scene.ui.time >= known_at)) return false;
  known = now, known_at = scene.ui.time;
  return true;
}

std::string_view kind_name(nn::RecurrentKind kind) { return kind == nn::RecurrentKind::Rnn ? "RNN" : kind == nn::RecurrentKind::Lstm ? "LSTM" : "GRU"; }
Token kind_color(nn::RecurrentKind kind) { return kind == nn::RecurrentKind::Rnn ? Token::Activation : kind == nn::RecurrentKind::Lstm ? Token::Value : Token::Weight; }

bool was_examined(const Snapshot& seen, std::size_t numbers) {
  return std::any_of(seen.contestants.begin(), seen.contestants.end(), [&](const ContestantSeen& each) { return !each.exams.empty() && each.exams.back().right.size() == numbers; });
}

void draw_end_names(ui::Ui& ui, Rect column, std::vector<EndName> names) {
  constexpr float kApart = 17;
  std::sort(names.begin(), names.end(), [](const EndName& a, const EndName& b) { return a.y > b.y; });
  float lowest = column.bottom() + 5;
  for (EndName& name : names) name.y = lowest = std::min(lowest, name.y + 4.5f), lowest -= kApart;
  // Too many for the height above: all of them move down.
  const float over = names.empty() ? 0 : std::max(0.0f, column.y + 10 - names.back().y);
  for (const EndName& name : names) text_in(ui, {column.x, name.y + over}, column.w, name.words, {ui::Face::Medium, ui::kSmall}, name.color);
}

// ---- Shares right ----------------------------------------------------------------------------------------------------

namespace {

constexpr float kPlotLeft = 46, kPlotBelow = 42, kPlotNames = 96;

// Places stand equally far apart: gaps 1, 2, 5 … 60 are not crowded at the left.
struct ShareAxes {
  Rect plot;
  std::span<const int> at;
  float x(double place) const { return plot.x + plot.w * static_cast<float>((place + 0.5) / static_cast<double>(at.size())); }
  float y(double share) const { return plot.bottom() - plot.h * static_cast<float>(std::clamp(share, 0.0, 1.0)); }
  double place_of(int value) const {             // between two of them for a value between
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (value > at[i]) continue;
      if (i == 0 || value == at[i]) return static_cast<double>(i);
      return static_cast<double>(i - 1) + static_cast<double>(value - at[i - 1]) / static_cast<double>(at[i] - at[i - 1]);
    }
    return static_cast<double>(at.size()) - 1;
  }
};

bool learned_is_low(const Snapshot& seen, const SharePlot& plot) {
  double sum = 0, count = 0;
  for (const ContestantSeen& one : seen.contestants)
    for (std::size_t i = 0; i < plot.at.size() && !one.exams.empty() && one.exams.back().right.size() == plot.at.size(); ++i)
      if (plot.at[i] >= plot.learned_low && plot.at[i] <= plot.learned_high) sum += one.exams.back().right[i], count += 1;
  return count > 0 && sum < 0.5 * count;
}

// `low`: the lines run below the middle of the shaded band, where its name would stand otherwise.
void draw_share_axes(ui::Ui& ui, const ShareAxes& axes, const SharePlot& plot, bool low) {
  const ui::TextStyle number{ui::Face::Mono, ui::kTick}, small{ui::Face::Ui, ui::kSmall};
  const ui::Color ink = ui.color(Token::Text1);
  const Rect& area = axes.plot;
  ui.canvas.fill(area, viz::plot_ground(ui.theme), 8);
  if (plot.learned_low >= 0) {
    const float half = area.w / static_cast<float>(2 * axes.at.size()), from = axes.x(axes.place_of(plot.learned_low)) - half, to = axes.x(axes.place_of(plot.learned_high)) + half;
    const Rect band{from, area.y, to - from, area.h};
    ui.canvas.fill(band, ui::with_alpha(ui.color(Token::Text1), 0.07f));
    const std::string_view learned = ui.say({"learned", "学过"});
    const float w = ui.canvas.text_width(learned, small);
    ui.canvas.text({std::clamp(band.center().x - w / 2, area.x + 4, area.right() - w - 4), low ? area.y + 16 : area.bottom() - 8}, learned, small, ui.color(Token::Text2));
  }
  for (const double share : {0.0, 0.5, 1.0}) {
    ui.canvas.line({area.x, axes.y(share)}, {area.right(), axes.y(share)}, ui::with_alpha(ink, share == 0 ? 0.14f : 0.06f));
    ui.canvas.text({area.x - 8, axes.y(share) + 4.5f}, percent_of(share), number, ui.color(Token::Text3), ui::Align::Right);
  }
  for (std::size_t i = 0; i < axes.at.size(); ++i)
    ui.canvas.text({axes.x(static_cast<double>(i)), area.bottom() + 17}, std::to_string(axes.at[i]), number, ui.color(Token::Text3), ui::Align::Center);
  text_in(ui, {area.right(), area.bottom() + 36}, area.w, ui.say(plot.x), small, Token::Text2, ui::Align::Right);
  ui.canvas.dashed({area.x, axes.y(plot.chance)}, {area.right(), axes.y(plot.chance)}, ui.color(Token::Text3), 1.4f, 2, 4);
  if (plot.looked_at < 0) return;
  const float x = axes.x(axes.place_of(plot.looked_at));
  const float name = plot.learned_low >= 0 ? 24.0f : 0.0f;             // that line does not run through the name of the band
  ui.canvas.dashed({x, area.y + (low ? name : 0)}, {x, area.bottom() - (low ? 0 : name)}, ui.color(Token::Text1), 1.2f, 2, 4);
}

void draw_share_line(ui::Ui& ui, const ShareAxes& axes, const ContestantSeen& one) {
  const std::vector<double>& right = one.exams.back().right;
  const ui::Color color = ui.color(kind_color(one.kind));
  std::vector<ui::Vec2> line;
  for (std::size_t i = 0; i < right.size(); ++i) line.push_back({axes.x(static_cast<double>(i)), axes.y(right[i])});
  if (one.kind == nn::RecurrentKind::Lstm) ui::dashed_polyline(ui.canvas, line, color, 2, 7, 4);
  else if (one.kind == nn::RecurrentKind::Gru) ui::dashed_polyline(ui.canvas, line, color, 2, 2, 3);
  else ui.canvas.polyline(line, color, 2.2f);
  for (const ui::Vec2 place : line) ui.canvas.disc(place, 3, color);
}

void draw_share_hover(ui::Ui& ui, const ShareAxes& axes, const Snapshot& seen) {
  const ui::Vec2 pointer = ui.pointer.position;
  if (!axes.plot.contains(pointer)) return;
  const auto place = static_cast<std::size_t>(std::clamp((pointer.x - axes.plot.x) / axes.plot.w * static_cast<float>(axes.at.size()), 0.0f, static_cast<float>(axes.at.size()) - 1));
  std::string text = std::to_string(axes.at[place]);
  for (const ContestantSeen& one : seen.contestants) {
    if (one.exams.empty() || place >= one.exams.back().right.size()) continue;
    text += "   " + std::string(kind_name(one.kind)) + " " + percent_of(one.exams.back().right[place]);
    ui.canvas.disc({axes.x(static_cast<double>(place)), axes.y(one.exams.back().right[place])}, 4.5f, ui.color(Token::Text1));
  }
  viz::tooltip(ui, pointer, axes.plot, text);
}

}  // namespace

void draw_share_plot(Scene& scene, Rect area, const SharePlot& plot) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add(plot.id, area);
  const ShareAxes axes{{area.x + kPlotLeft, area.y + 8, area.w - kPlotLeft - kPlotNames, area.h - 8 - kPlotBelow}, plot.at};
  if (axes.plot.w < 60 || axes.plot.h < 30) return;
  draw_share_axes(ui, axes, plot, learned_is_low(scene.seen, plot));
  std::vector<EndName> names;
  for (const ContestantSeen& one : scene.seen.contestants) {
    if (one.exams.empty() || one.exams.back().right.size() != plot.at.size()) continue;
    draw_share_line(ui, axes, one);
    names.push_back({axes.y(one.exams.back().right.back()), std::string(kind_name(one.kind)), kind_color(one.kind)});
  }
  const double percent = 100 * plot.chance;
  names.push_back({axes.y(plot.chance), std::string(ui.say({"chance ", "随机猜 "})) + format_number(percent, percent == std::floor(percent) ? 0 : 1) + "%", Token::Text3});
  draw_end_names(ui, {axes.plot.right() + 8, axes.plot.y, kPlotNames - 8, axes.plot.h}, std::move(names));
  draw_share_hover(ui, axes, scene.seen);
}

// ---- The learner's own line --------------------------------------------------------------------------------------------

void draw_other_task(Scene& scene, Rect area, Task task) {
  ui::Ui& ui = scene.ui;
  const bool recall = task == Task::Recall;
  draw_sentence_of(ui, area, recall ? Localized{"The network learns another task now. Here it would have to name a letter it read long ago.", "网络正在学另一个任务。这里要它说出很久以前读过的字母。"}
                                    : Localized{"The network learns another task now. Here it would have to find the form of a verb whose subject stands far away.", "网络正在学另一个任务。这里要它给远离主语的动词选对形式。"});
  const std::string_view label = recall ? ui.say({"Train on recall", "改学回忆任务"}) : ui.say({"Train on agreement", "改学主谓一致"});
  const Rect press{area.x, area.y + 92, std::min(area.w, ui.canvas.text_width(label, {ui::Face::Semibold, ui::kLabel}) + 40), 36};
  if (press.bottom() < area.bottom() && ui::button(ui, recall ? "memory.task" : "agreement.task", press, label, ui::ButtonKind::Primary)) scene.wishes.push_back(ChooseTask{task});
}

void look_into(Scene& scene, std::span<const int> inputs, Place place) {
  std::string line;
  for (const int id : inputs) line += (scene.seen.settings.task == Task::Agreement && !line.empty() ? " " : "") + scene.symbol(id);
  scene.hand.probe = line;
  scene.hand.probe_field.edit.set(line);
  scene.hand.at = place.a;
  scene.hand.selected = place;
}

void draw_line_of_symbols(Scene& scene, Rect row, std::string_view id) {
  ui::Ui& ui = scene.ui;
  if (!scene.shown.reading || scene.shown.reading->inputs.empty()) return;
  const std::vector<int>& inputs = scene.shown.reading->inputs;
  const auto count = static_cast<int>(inputs.size());
  const ui::TextStyle style{ui::Face::Medium, ui::kLabel};
  float pitch = 18;
  for (const int each : inputs) pitch = std::max(pitch, ui.canvas.text_width(shown_symbol(scene.symbol(each)), style) + 8);
  const int fit = std::max(1, static_cast<int>(row.w / pitch)), at = std::clamp(scene.hand.at, 0, count - 1);
  const int first = std::clamp(at - fit / 2, 0, std::max(0, count - fit)), last = std::min(count, first + fit);
  const Rect all{row.x, row.y, pitch * static_cast<float>(last - first), row.h};
  scene.hand.at = browse(ui, id, all, at, count, 1);
  for (int i = first; i < last; ++i) {
    const Rect cell{row.x + pitch * static_cast<float>(i - first), row.y, pitch, row.h};
    const bool hovered = cell.contains(ui.pointer.position), here = i == at;
    ui.anchors.add(std::string(id) + "." + std::to_string(i), cell);
    if (here) ui.canvas.fill(cell.inset(0.5f, 0), ui.color(Token::Input), 6);
    else if (hovered) ui.canvas.fill(cell.inset(0.5f, 0), ui.color(Token::Surface2), 6);
    const ui::Color ink = here ? ui::text_on(ui.color(Token::Input)) : ui.color(i < at ? Token::Text1 : Token::Text3);
    ui.canvas.text({cell.center().x, cell.center().y + 5}, shown_symbol(scene.symbol(inputs[static_cast<std::size_t>(i)])), style, ink, ui::Align::Center);
    if (hovered) ui.requests.cursor = ui::Cursor::Hand;
    if (hovered && ui.pointer.pressed) scene.hand.at = i;
  }
  if (last < count) text_in(ui, {all.right() + 2, row.center().y + 5}, 14, "…", style, Token::Text3);
}

void draw_probe_field(Scene& scene, Rect row, std::string_view id) {
  ui::TextFieldStyle style;
  style.placeholder = scene.ui.say({"Type a line to read", "写一行让它读"});
  style.longest = 60;
  style.clearable = true;
  if (ui::text_field(scene.ui, id, row, scene.hand.probe_field, style).changed) scene.hand.probe = scene.hand.probe_field.text(), scene.hand.at = 0;
}

std::string shown_symbol(std::string_view symbol) {
  if (symbol == " ") return "␣";
  if (symbol == "\n") return "↵";                // "⏎" stands in one of the fonts only
  if (symbol == "\t") return "→";
  return std::string(symbol);
}

}  // namespace epochs::recurrent
