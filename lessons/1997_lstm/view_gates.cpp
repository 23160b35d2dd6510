// Gates along a line: a picture of units × symbols for each gate and for the memory, and below one unit with all of its numbers. What is light is open.
#include <algorithm>
#include <array>
#include <cmath>

#include "gates.hpp"
#include "lessons/1990_rnn/parts.hpp"
#include "ui/anchor.hpp"
#include "ui/press.hpp"
#include "viz/color_map.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kFewNames = 26, kLettersRow = 24, kLeastPicture = 40, kPictureGap = 6, kUnitRow = 32, kWidest = 26;
const ui::TextStyle kGateLetter{Face::Medium, ui::kLabel}, kGateName{Face::Ui, ui::kSmall};

// Columns of symbols with the names of the rows at their left.
struct GatesPlan {
  Rect area;
  float names = kFewNames, pitch = 18;
  int first = 0, count = 1, at = 0, steps = 1, units = 1, unit = 0;
  std::vector<GateRow> rows;
  float x(int step) const { return area.x + names + pitch * static_cast<float>(step - first); }
  float width() const { return pitch * static_cast<float>(count); }
  int step_at(float px) const { return std::clamp(first + static_cast<int>(std::floor((px - area.x - names) / pitch)), first, first + count - 1); }
};

std::string units_words(const ui::Ui& ui, int units) { return std::to_string(units) + std::string(ui.say({" units", " 个单元"})); }

GatesPlan gates_plan(Scene& scene, Rect area) {
  const Reading& reading = *scene.shown.reading;
  GatesState& state = scene.hand.gates;
  GatesPlan plan;
  plan.area = area;
  plan.rows = gate_rows(reading.kind);
  float widest = scene.ui.canvas.text_width(scene.ui.say({"what is read", "读到的"}), kGateName) - 4;
  for (const GateRow& row : plan.rows) widest = std::max(widest, scene.ui.canvas.text_width(scene.ui.say(row.name), {Face::Semibold, ui::kSmall}));
  widest = std::max(widest, scene.ui.canvas.text_width(units_words(scene.ui, static_cast<int>(reading.states.cols())), kGateName));
  plan.names = area.w > 400 && widest < area.w * 0.3f ? widest + 36 : kFewNames;
  plan.steps = static_cast<int>(reading.steps()), plan.units = static_cast<int>(reading.states.cols());
  float least = 10;
  for (const int each : reading.inputs) least = std::max(least, scene.ui.canvas.text_width(shown_symbol(scene.symbol(each)), kGateLetter) + 3);
  plan.count = std::clamp(static_cast<int>((area.w - plan.names) / least), 1, plan.steps);
  plan.pitch = std::min(kWidest, (area.w - plan.names) / static_cast<float>(plan.count));
  plan.at = std::clamp(scene.hand.at, 0, plan.steps - 1);
  state.first = std::clamp(state.first, std::max(0, plan.at - plan.count + 1), plan.at);      // the line moves only as far as it must
  state.first = plan.first = std::clamp(state.first, 0, plan.steps - plan.count);
  plan.unit = unit_shown(state, plan.units);
  return plan;
}

// ---- The line --------------------------------------------------------------------------------------------------------------

void mark_part(Scene& scene, int from, int to) {
  GatesState& state = scene.hand.gates;
  state.from = std::min(from, to), state.to = std::max(from, to) + 1;
  if (state.to - state.from < 2 && state.pressed_at >= 0) state.from = state.to = -1;         // a press is not yet a mark
  if (const HeldGate* now = held(scene.hand.meddling, state.gate); now && state.part == LinePart::Marked) hold(scene.hand, now->value);
}

void take_line_keys(Scene& scene, GatesPlan& plan, Rect row) {
  GatesState& state = scene.hand.gates;
  const bool marking = std::any_of(scene.ui.typed.begin(), scene.ui.typed.end(), [](const ui::KeyPress& key) { return key.shift; });
  const int before = plan.at;
  plan.at = scene.hand.at = browse(scene.ui, "gates.line", row, before, plan.steps, 1);
  if (plan.at == before || !marking) return;
  const int other = state.from < 0 ? before : before == state.from ? state.to - 1 : state.from;
  mark_part(scene, other, plan.at);
}

void draw_gate_letters(Scene& scene, GatesPlan& plan, Rect row) {
  ui::Ui& ui = scene.ui;
  GatesState& state = scene.hand.gates;
  const Rect all{plan.x(plan.first), row.y, plan.width(), row.h};
  take_line_keys(scene, plan, all);
  if (all.contains(ui.pointer.position) && ui.pointer.pressed) state.pressed_at = scene.hand.at = plan.at = plan.step_at(ui.pointer.position.x), state.from = state.to = -1;
  if (state.pressed_at >= 0 && ui.pointer.down) mark_part(scene, state.pressed_at, plan.step_at(ui.pointer.position.x));
  if (!ui.pointer.down) state.pressed_at = -1;
  for (int t = plan.first; t < plan.first + plan.count; ++t) {
    const Rect cell{plan.x(t), row.y, plan.pitch, row.h};
    const bool here = t == plan.at, hovered = cell.contains(ui.pointer.position), marked = t >= state.from && t < state.to;
    ui.anchors.add("gates.line." + std::to_string(t), cell);
    if (here) ui.canvas.fill(cell.inset(0.5f, 1), ui.color(Token::Input), 5);
    else if (hovered) ui.canvas.fill(cell.inset(0.5f, 1), ui.color(Token::Surface2), 5);
    const std::string shown = shown_symbol(scene.symbol(scene.shown.reading->inputs[static_cast<std::size_t>(t)]));
    ui.canvas.text({cell.center().x, cell.center().y + 5}, shown, kGateLetter, here ? ui::text_on(ui.color(Token::Input)) : ui.color(Token::Text1), ui::Align::Center);
    if (marked) ui.canvas.fill({cell.x, row.bottom() - 2, cell.w, 2}, ui.color(Token::Weight));
    if (hovered) ui.requests.cursor = ui::Cursor::Hand;
  }
  if (plan.first > 0) text_in(ui, {all.x - 14, row.center().y + 5}, 14, "…", kGateLetter, Token::Text3);
  if (plan.names > kFewNames) text_in(ui, {row.x, row.center().y + 5}, plan.names - 18, ui.say({"what is read", "读到的"}), kGateName, Token::Text3);
}

// ---- All units -------------------------------------------------------------------------------------------------------------

// Units × the steps in view, as what the colours say: of gates turned round where the theme's colours go from light to dark.
void paint_gates(Scene& scene, const GatesPlan& plan) {
  GatesState& state = scene.hand.gates;
  const bool rising = lightens(scene.ui.theme);
  if (state.painted == scene.shown.reading && state.painted_rising == rising && state.painted_first == plan.first && state.paint.size() == plan.rows.size() && !state.paint.empty() &&
      state.paint.front().cols() == plan.count)
    return;
  const Reading& reading = *scene.shown.reading;
  state.painted = scene.shown.reading, state.painted_rising = rising, state.painted_first = plan.first;
  if (scene.hand.meddling.empty()) state.liveliest = liveliest_unit(reading, plan.rows.front());        // a held gate moves in no unit
  state.paint.assign(plan.rows.size(), Matrix(plan.units, plan.count));
  for (std::size_t k = 0; k < plan.rows.size(); ++k)
    for (int unit = 0; unit < plan.units; ++unit)
      for (int t = 0; t < plan.count; ++t) {
        const double value = value_of(reading, plan.rows[k], plan.first + t, unit);
        state.paint[k](unit, t) = static_cast<Real>(plan.rows[k].gate && !rising ? 1 - value : value);
      }
}

double limit_of(const Reading& reading, const GateRow& row) {
  if (row.gate || row.kind == Place::Kind::State) return 1;
  return std::max(1.0, viz::color_limit(reading.cells));
}

viz::ColorMap map_of(const GateRow& row) { return row.gate ? viz::ColorMap::Sequential : viz::ColorMap::Diverging; }

void fill_picture(Scene& scene, const GatesPlan& plan, std::size_t k, Rect box, double limit) {
  ui::Ui& ui = scene.ui;
  GatesState& state = scene.hand.gates;
  const Matrix& paint = state.paint[k];
  const viz::ColorMap map = map_of(plan.rows[k]);
  if (state.textures[k].update(ui.theme, paint, {map, limit, false})) return ui.canvas.image(state.textures[k].id(), box);
  const int every = std::max(1, static_cast<int>(std::ceil(static_cast<float>(plan.units) * 2 / box.h)));       // without OpenGL not finer than can be seen
  const float high = box.h / static_cast<float>(plan.units);
  for (int unit = 0; unit < plan.units; unit += every)
    for (int t = 0; t < plan.count; ++t) {
      const Rect cell{box.x + plan.pitch * static_cast<float>(t), box.y + high * static_cast<float>(unit), plan.pitch, high * static_cast<float>(std::min(every, plan.units - unit))};
      ui.canvas.fill(cell, viz::map_color(ui.theme, map, static_cast<double>(paint(unit, t)), limit));
    }
}

// Where the learner holds the gate: a frame around it.
void draw_held(Scene& scene, const GatesPlan& plan, const GateRow& row, Rect box, int units) {
  if (!row.gate) return;
  const HeldGate* now = held(scene.hand.meddling, *row.gate);
  if (!now) return;
  const int from = std::max(now->from, plan.first), to = std::min(now->to, plan.first + plan.count);
  if (from >= to || (units == 1 && now->unit >= 0 && now->unit != plan.unit)) return;
  Rect frame{plan.x(from), box.y, plan.pitch * static_cast<float>(to - from), box.h};
  if (units > 1 && now->unit >= 0) frame.y += box.h * static_cast<float>(now->unit) / static_cast<float>(units), frame.h = std::max(3.0f, box.h / static_cast<float>(units));
  scene.ui.canvas.outline(frame.inset(0.5f), scene.ui.color(Token::Weight), 2, 2);
}

void draw_row_name(Scene& scene, const GatesPlan& plan, const GateRow& row, Rect box, bool can_choose) {
  ui::Ui& ui = scene.ui;
  const Rect name{plan.area.x, box.y, plan.names - 12, box.h};
  const bool chosen = can_choose && row.gate && *row.gate == scene.hand.gates.gate;
  if (can_choose && row.gate) {
    const ui::Pressed press = ui::pressable(ui, std::string("gates.show.") + row.symbol, name, 6);
    ui::hover_fill(ui, name, Token::Surface2, 6, press);
    if (press.clicked) scene.hand.gates.gate = *row.gate;
  }
  const float y = std::min(box.center().y, box.y + 12) + 5;
  ui.canvas.text({name.x + 6, y}, row.symbol, {Face::MathItalic, 17}, ui.color(row.color));
  if (name.w > 40) text_in(ui, {name.x + 22, y}, name.w - 22, ui.say(row.name), {chosen ? Face::Semibold : Face::Ui, ui::kSmall}, chosen || ui.highlight.is("w") ? Token::Text1 : Token::Text2);
}

struct PointedAt {
  int unit = -1, step = -1;
};

void choose(Scene& scene, const GateRow& row, int units, PointedAt where) {
  scene.hand.at = where.step;
  scene.hand.gates.unit = where.unit;
  if (row.gate) scene.hand.gates.gate = *row.gate;
  scene.hand.selected = place_of(row, units, where.step, where.unit);
}

PointedAt draw_picture(Scene& scene, const GatesPlan& plan, std::size_t k, Rect box) {
  ui::Ui& ui = scene.ui;
  const GateRow& row = plan.rows[k];
  ui.anchors.add(std::string("gates.all.") + row.symbol, box);
  draw_row_name(scene, plan, row, {box.x, box.y, box.w, 24}, true);
  if (box.h > 46 && plan.names > kFewNames) text_in(ui, {plan.area.x + 22, box.y + 35}, plan.names - 34, units_words(ui, plan.units), kGateName, Token::Text3);
  fill_picture(scene, plan, k, box, limit_of(*scene.shown.reading, row));
  draw_held(scene, plan, row, box, plan.units);
  const float high = box.h / static_cast<float>(plan.units);
  const Rect line{box.x, box.y + high * static_cast<float>(plan.unit), box.w, std::max(high, 3.0f)};
  ui.canvas.outline(line.inset(-1.5f), ui.color(Token::Text1), 3, 1.4f);
  if (!box.contains(ui.pointer.position)) return {};
  ui.requests.cursor = ui::Cursor::Hand;
  const PointedAt where{std::clamp(static_cast<int>((ui.pointer.position.y - box.y) / high), 0, plan.units - 1), plan.step_at(ui.pointer.position.x)};
  ui.canvas.outline(Rect{plan.x(where.step), box.y + high * static_cast<float>(where.unit), plan.pitch, std::max(high, 3.0f)}.inset(-1), ui.color(Token::Text1), 2, 1.4f);
  if (ui.pointer.pressed) choose(scene, row, plan.units, where);
  return where;
}

// All of them where there is room, else the one that was chosen.
PointedAt draw_pictures(Scene& scene, const GatesPlan& plan, Rect area) {
  std::vector<std::size_t> shown;
  const auto most = static_cast<float>(plan.rows.size());
  for (std::size_t k = 0; k < plan.rows.size(); ++k)
    if (area.h >= most * (kLeastPicture + kPictureGap) || (plan.rows[k].gate && *plan.rows[k].gate == scene.hand.gates.gate)) shown.push_back(k);
  if (shown.empty()) shown = {0};
  PointedAt pointed;
  const float high = area.h / static_cast<float>(shown.size()) - kPictureGap;
  for (const std::size_t k : shown) {
    const PointedAt here = draw_picture(scene, plan, k, {plan.x(plan.first), area.cut_top(high).y, plan.width(), high});
    if (here.unit >= 0) pointed = here;
    area.cut_top(kPictureGap);
  }
  return pointed;
}

// ---- One unit --------------------------------------------------------------------------------------------------------------

void draw_unit_row(Scene& scene, const GatesPlan& plan, const GateRow& row, Rect line, PointedAt& pointed) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add(std::string("gates.unit.") + row.symbol, {plan.x(plan.first), line.y, plan.width(), line.h});
  draw_row_name(scene, plan, row, line, false);
  const double limit = limit_of(*scene.shown.reading, row);
  for (int t = plan.first; t < plan.first + plan.count; ++t) {
    const Rect whole{plan.x(t), line.y, plan.pitch, line.h}, cell{whole.x + 0.5f, whole.y + 1, whole.w - 1, whole.h - 2};
    const double value = value_of(*scene.shown.reading, row, t, plan.unit);
    ui.canvas.fill(cell, row.gate ? openness_color(ui.theme, value) : viz::map_color(ui.theme, viz::ColorMap::Diverging, value, limit), 2);
    if (!row.gate) viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, limit);
    const bool hovered = whole.contains(ui.pointer.position);
    if (hovered) pointed = {plan.unit, t}, ui.requests.cursor = ui::Cursor::Hand;
    if (hovered && ui.pointer.pressed) choose(scene, row, plan.units, pointed);
    if (hovered || scene.hand.selected == place_of(row, plan.units, t, plan.unit)) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 3, 1.8f);
  }
  draw_held(scene, plan, row, line, 1);
}

// Its numbers at the symbol that is pointed at, or looked at.
void draw_numbers(Scene& scene, const GatesPlan& plan, Rect line, PointedAt pointed) {
  if (pointed.unit < 0) pointed = {plan.unit, plan.at};
  const std::string symbol = "“" + shown_symbol(scene.symbol(scene.shown.reading->inputs[static_cast<std::size_t>(pointed.step)])) + "”", unit = std::to_string(pointed.unit + 1);
  const ui::TextStyle words{Face::Ui, ui::kSmall}, letter{Face::MathItalic, 16}, number{Face::Mono, ui::kSmall};
  ui::Ui& ui = scene.ui;
  std::string said = scene.language == Language::English ? symbol + " read" : "读了" + symbol;
  if (pointed.unit != plan.unit) said += scene.language == Language::English ? ", unit " + unit : "，单元 " + unit;
  float x = line.x + text_in(ui, {line.x, line.center().y + 5}, line.w, said, words, Token::Text2) + 12;
  for (const GateRow& row : plan.rows) {
    const std::string value = format_number(value_of(*scene.shown.reading, row, pointed.step, pointed.unit), 2, row.gate ? Sign::OnlyMinus : Sign::Always);
    const float wide = ui.canvas.text_width(row.symbol, letter) + ui.canvas.text_width(value, number) + 6;
    if (x + wide > line.right()) break;
    x += ui.canvas.text({x, line.center().y + 5}, row.symbol, letter, ui.color(row.color)) + 6;
    x += ui.canvas.text({x, line.center().y + 5}, value, number, ui.color(Token::Text1)) + 14;
  }
}

void draw_unit_choice(Scene& scene, const GatesPlan& plan, Rect row, PointedAt pointed) {
  const bool english = scene.language == Language::English;
  const std::string label = (english ? "Unit " : "单元 ") + std::to_string(plan.unit + 1);
  const float dial = std::min(row.w * 0.48f, 250.0f);
  const int now = draw_dial(scene, row.cut_left(dial), {"gates.unit", label, 1, plan.units, plan.unit + 1, plan.names});
  if (now != plan.unit + 1) scene.hand.gates.unit = now - 1;
  row.cut_left(16);
  draw_numbers(scene, plan, row, pointed);
}

// Right of the title: which is open, which shut.
void draw_open_legend(ui::Ui& ui, Rect area) {
  const ui::TextStyle small{Face::Ui, ui::kSmall};
  const std::string_view shut = ui.say({"shut", "关"}), open = ui.say({"open", "开"});
  const float wide = 72 + 16 + ui.canvas.text_width(shut, small) + ui.canvas.text_width(open, small);
  const auto title = ui.anchors.find("stage.title.gates");
  const float right = area.right() - 36;
  if (!title || right - wide < title->right() + 12) return;
  const float y = area.y - 20, bar = right - ui.canvas.text_width(open, small) - 8 - 72;
  ui.canvas.text({right, y}, open, small, ui.color(Token::Text3), ui::Align::Right);
  ui.canvas.text({bar - 8, y}, shut, small, ui.color(Token::Text3), ui::Align::Right);
  for (int i = 0; i < 24; ++i) ui.canvas.fill({bar + 3 * static_cast<float>(i), y - 9, 3, 9}, openness_color(ui.theme, i / 23.0));
}

}  // namespace

void draw_gates_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("gates", area);
  if (draw_where_no_gates(scene, area)) return;
  if (!scene.shown.reading || scene.shown.reading->steps() == 0 || scene.shown.reading->kind == nn::RecurrentKind::Rnn) return draw_sentence_of(ui, area, {"There is nothing to read yet.", "还没有可读的东西。"});
  draw_open_legend(ui, area);
  if (const auto rows = gate_rows(scene.shown.reading->kind); std::none_of(rows.begin(), rows.end(), [&](const GateRow& row) { return row.gate == scene.hand.gates.gate; })) scene.hand.gates.gate = *rows.front().gate;
  if (area.h > 230) {
    const Rect field = area.cut_top(36);
    draw_probe_field(scene, {field.x, field.y, std::min(field.w, 420.0f), field.h}, "gates.probe");
    area.cut_top(8);
  }
  GatesPlan plan = gates_plan(scene, area);
  paint_gates(scene, plan);
  plan.unit = unit_shown(scene.hand.gates, plan.units);
  draw_gate_letters(scene, plan, area.cut_top(std::min(kLettersRow, area.h)));
  area.cut_top(4);
  const auto rows = static_cast<float>(plan.rows.size());
  const bool choice = area.h > kUnitRow + rows * 14, pictures = area.h > kUnitRow + rows * 18 + kLeastPicture + 10;
  const float high = pictures ? std::clamp(area.h * 0.055f, 17.0f, 24.0f) : std::min(24.0f, (area.h - (choice ? kUnitRow : 0)) / rows);
  if (high < 6) return;
  Rect below = area.cut_bottom(rows * high + (choice ? kUnitRow : 0));
  PointedAt pointed;
  if (pictures) pointed = draw_pictures(scene, plan, {area.x, area.y, area.w, area.h - 2});
  const Rect head = choice ? below.cut_top(kUnitRow) : Rect{};
  for (const GateRow& row : plan.rows) draw_unit_row(scene, plan, row, below.cut_top(high), pointed);
  if (choice) draw_unit_choice(scene, plan, head, pointed);
}

}  // namespace epochs::recurrent
