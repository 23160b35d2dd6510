// A gate in the learner's hand: shut, open or at a value, of all units or one, along the whole line or a part; and what the network writes with it, beside what it
// writes by itself with the same draws.
#include <algorithm>
#include <array>
#include <cmath>

#include "gates.hpp"
#include "lessons/1990_rnn/parts.hpp"
#include "lessons/1990_rnn/sample_text.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"

namespace epochs::recurrent {
namespace {

using ui::Access;
using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kHoldRow = 34, kBetweenControls = 12, kTextHead = 22, kBesideWriting = 420;
constexpr double kHoldTemperature = 0.5;         // of both texts alike
constexpr std::size_t kHeldWritten = 200;
constexpr std::string_view kNumberSigns = "0.00";

// Controls side by side, in as many rows as they need.
class Flow {
 public:
  explicit Flow(Rect area) : area_(area), x_(area.x), y_(area.y) {}
  Rect next(float wide) {
    wide = std::min(wide, area_.w);
    if (x_ > area_.x && x_ + wide > area_.right() + 0.5f) x_ = area_.x, y_ += kHoldRow + 6;
    const Rect place{x_, y_, wide, kHoldRow};
    x_ += wide + kBetweenControls;
    return place;
  }
  float bottom() const { return y_ + kHoldRow; }

 private:
  Rect area_;
  float x_, y_;
};

float width_of(ui::Ui& ui, std::span<const std::string_view> labels) {
  float widest = 0;
  for (const std::string_view label : labels) widest = std::max(widest, ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}));
  return (widest + 26) * static_cast<float>(labels.size());
}

// Which gate: its letter in words.
void choose_gate(Scene& scene, Flow& flow, Access access) {
  GatesState& state = scene.hand.gates;
  std::vector<std::string_view> labels;
  std::vector<Gate> gates;
  int chosen = 0;
  for (const GateRow& row : gate_rows(scene.shown.reading->kind)) {
    if (!row.gate) continue;
    if (*row.gate == state.gate) chosen = static_cast<int>(gates.size());
    labels.push_back(scene.ui.say(row.brief)), gates.push_back(*row.gate);
  }
  const int now = ui::segmented(scene.ui, "hold.gate", flow.next(width_of(scene.ui, labels)), labels, chosen, access);
  state.gate = gates[static_cast<std::size_t>(now)];
  if (now == chosen) return;
  if (const HeldGate* hand = held(scene.hand.meddling, state.gate)) {          // the controls say how that one is held
    state.extent = hand->unit < 0 ? GateExtent::AllUnits : GateExtent::OneUnit;
    state.part = hand->from == 0 && hand->to == HeldGate{}.to ? LinePart::Whole : LinePart::Marked;
    state.value = hand->value;
  }
}

// Shut, free, open; −1 for a value between.
void choose_value(Scene& scene, Flow& flow, Access access) {
  const std::array<std::string_view, 3> labels{scene.ui.say({"Shut", "关"}), scene.ui.say({"Free", "放开"}), scene.ui.say({"Open", "开"})};
  const HeldGate* hand = held(scene.hand.meddling, scene.hand.gates.gate);
  const int chosen = !hand ? 1 : hand->value <= 0 ? 0 : hand->value >= 1 ? 2 : -1;
  const int now = ui::segmented(scene.ui, "hold.at", flow.next(width_of(scene.ui, labels)), labels, chosen, access);
  if (now == chosen) return;
  if (now == 1) return hold(scene.hand, std::nullopt);
  hold(scene.hand, scene.hand.gates.value = now == 0 ? 0 : 1);
}

void slide_value(Scene& scene, Flow& flow, Access access) {
  ui::Ui& ui = scene.ui;
  GatesState& state = scene.hand.gates;
  const HeldGate* hand = held(scene.hand.meddling, state.gate);
  const ui::TextStyle style{Face::Mono, ui::kSmall};
  Rect row = flow.next(ui.canvas.text_width(kNumberSigns, style) + 150);
  const float words = ui.canvas.text_width(kNumberSigns, style) + 12;
  text_in(ui, {row.x, row.center().y + 5}, words, hand ? format_number(hand->value, 2) : "–", style, hand ? Token::Text1 : Token::Text3);
  row.cut_left(words);
  const auto share = static_cast<float>(hand ? hand->value : state.value);
  const float now = ui::slider(ui, "hold.value", row, share, scene.hand.dragged, 0.05f, access);
  if (now == share) return;
  state.value = std::round(static_cast<double>(now) * 100) / 100;
  hold(scene.hand, state.value);
}

std::string part_words(const Scene& scene) {
  const auto [from, to] = marked_part(scene.hand);
  const bool english = scene.language == Language::English, ends = to < HeldGate{}.to;
  const std::string first = std::to_string(from + 1), last = std::to_string(to);
  if (!ends) return english ? "From " + first + " on" : "从第 " + first + " 个起";
  return english ? "Symbols " + first + "–" + last : "第 " + first + "–" + last + " 个";
}

// Of which units, and where along the line.
void choose_extent(Scene& scene, Flow& flow, Access access) {
  ui::Ui& ui = scene.ui;
  GatesState& state = scene.hand.gates;
  const int unit = unit_shown(state, scene.shown.reading->states.cols());
  const std::string one = std::string(ui.say({"Unit ", "单元 "})) + std::to_string(unit + 1), marked = part_words(scene);
  const std::array<std::string_view, 2> units{ui.say({"All units", "全部单元"}), one}, parts{ui.say({"Whole line", "整行"}), marked};
  const auto extent = static_cast<GateExtent>(ui::segmented(ui, "hold.units", flow.next(width_of(ui, units)), units, static_cast<int>(state.extent), access));
  const auto part = static_cast<LinePart>(ui::segmented(ui, "hold.part", flow.next(width_of(ui, parts)), parts, static_cast<int>(state.part), access));
  if (extent == state.extent && part == state.part) return;
  state.extent = extent, state.part = part;
  if (const HeldGate* hand = held(scene.hand.meddling, state.gate)) hold(scene.hand, hand->value);
}

// One unit is held: another one that is chosen takes its place. Without a mark the part begins where the learner stands.
void keep_hold(Scene& scene) {
  const HeldGate* hand = held(scene.hand.meddling, scene.hand.gates.gate);
  if (!hand || !scene.shown.reading) return;
  const bool other = hand->unit >= 0 && hand->unit != unit_shown(scene.hand.gates, scene.shown.reading->states.cols());
  if (other) hold(scene.hand, hand->value);
}

bool waits(const Scene& scene) { return scene.hand.question_open && scene.hand.step == "hand"; }      // its question asks what a held gate does

float draw_hold_controls(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const Access access = waits(scene) ? Access::Disabled : Access::Open;
  keep_hold(scene);
  Flow flow(area);
  choose_gate(scene, flow, access);
  choose_value(scene, flow, access);
  slide_value(scene, flow, access);
  choose_extent(scene, flow, access);
  const std::string_view label = ui.say({"Let go", "松手"});
  const bool any = !scene.hand.meddling.gates.empty();
  if (ui::button(ui, "hold.release", flow.next(ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}) + 34).inset(0, 1), label, ui::ButtonKind::Ghost, any ? access : Access::Disabled)) scene.hand.meddling.gates.clear();
  return flow.bottom() - area.y;
}

// ---- Two texts ---------------------------------------------------------------------------------------------------------------

LiveWriting written_anew(const Scene& scene, const std::vector<int>& prompt, const std::vector<HeldGate>& gates) {
  LiveWriting out;
  out.network = scene.hand.hold.network;
  out.prompt = prompt, out.temperature = kHoldTemperature, out.seed = scene.hand.hold.seed, out.gates = gates;
  begin(out);
  grow(out, kHeldWritten);
  return out;
}

// Steps of the line, which the learner counts from its first symbol: nobody sees what was read before a line that begins by itself.
std::vector<HeldGate> gates_for(const Scene& scene, std::size_t unseen) {
  std::vector<HeldGate> out = scene.hand.meddling.gates;
  for (HeldGate& each : out) {
    if (each.from > 0) each.from += static_cast<int>(unseen);
    if (each.to < HeldGate{}.to) each.to += static_cast<int>(unseen);
  }
  return out;
}

// Both with the same draws and the weights as they are now.
void write_both(Scene& scene) {
  HoldState& state = scene.hand.hold;
  const std::string line = scene.hand.probe;
  const bool moved = weights_moved(scene, state.network, state.read_at);
  const bool anew = moved || !state.plain.begun() || state.line != line || state.text.lock() != scene.seen.text || state.plain.seed != state.seed || state.plain.network != state.network;
  std::vector<int> prompt = scene.seen.text->encode(line);
  if (prompt.empty()) prompt = opening(*scene.seen.text);
  if (anew) state.plain = written_anew(scene, prompt, {});
  const std::vector<HeldGate> gates = gates_for(scene, line.empty() ? prompt.size() : 0);
  if (anew || state.held.gates != gates) state.held = gates.empty() ? state.plain : written_anew(scene, prompt, gates);
  state.line = line, state.text = scene.seen.text;
}

std::string text_of(const Scene& scene, const LiveWriting& writing) {
  std::vector<int> all = writing.prompt;
  if (scene.hand.probe.empty()) all.clear();     // a line end that nobody typed
  all.insert(all.end(), writing.written.begin(), writing.written.end());
  return scene.seen.text->decode(all);
}

void draw_one_text(Scene& scene, Rect area, std::string_view id, Localized title, const LiveWriting& writing) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add(id, area);
  const WordShare& words = known_words(scene);
  const std::string text = text_of(scene, writing), share = percent_of(words.of(text));
  const Rect head = area.cut_top(kTextHead);
  const std::string said = std::string(ui.say(title)) + (scene.language == Language::English ? ": " + share + " of its words exist" : "：写出的词有 " + share + " 真实存在");
  text_in(ui, {head.x, head.y + 14}, head.w, said, {Face::Medium, ui::kSmall}, Token::Text2);
  draw_sample_text(scene, area, text, words);
}

void draw_both(Scene& scene, Rect area) {
  write_both(scene);
  const HoldState& state = scene.hand.hold;
  const bool any = !scene.hand.meddling.gates.empty(), beside = area.w > kBesideWriting;
  Rect left = beside ? area.cut_left((area.w - 24) / 2) : area.cut_top((area.h - 10) / 2);
  static_cast<void>(beside ? area.cut_left(24) : area.cut_top(10));
  if (any) draw_one_text(scene, left, "hold.with", {"With your gate", "带着你的门"}, state.held);
  else if (waits(scene)) draw_sentence_of(scene.ui, left, {"Guess first, then take hold of a gate.", "先猜一猜，再抓住一个门。"});
  else draw_sentence_of(scene.ui, left, {"Hold a gate: here stands what it writes with it.", "按住一个门：带着它写出的文字会出现在这里。"});
  draw_one_text(scene, area, "hold.without", any ? Localized{"Without", "不带"} : Localized{"By itself", "它自己写"}, state.plain);
}

void draw_beginning(Scene& scene, Rect row) {
  const std::string_view label = scene.ui.say({"Another", "换一个"});
  const Rect press = row.cut_right(scene.ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}) + 34).inset(0, 1);
  row.cut_right(10);
  if (ui::button(scene.ui, "hold.another", press, label)) ++scene.hand.hold.seed;
  draw_probe_field(scene, {row.x, row.y, std::min(row.w, 420.0f), row.h}, "hold.probe");
}

}  // namespace

void draw_hold_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("hold", area);
  if (draw_where_no_gates(scene, area)) return;
  if (!scene.shown.reading || scene.shown.reading->steps() == 0 || scene.shown.reading->kind == nn::RecurrentKind::Rnn) return draw_sentence_of(ui, area, {"There is nothing to read yet.", "还没有可读的东西。"});
  if (const auto rows = gate_rows(scene.shown.reading->kind); std::none_of(rows.begin(), rows.end(), [&](const GateRow& row) { return row.gate == scene.hand.gates.gate; })) scene.hand.gates.gate = *rows.front().gate;
  area.cut_top(draw_hold_controls(scene, area) + 12);
  if (area.h < 50) return;
  if (!scene.seen.text) return draw_sentence_of(ui, area, {"This task has no text to write: what the held gate does stands in the picture of the gates.", "这个任务没有文本可写：按住的门起什么作用，看门的图。"});
  if (area.h > 130) draw_beginning(scene, area.cut_bottom(36)), area.cut_bottom(8);
  draw_both(scene, area);
}

}  // namespace epochs::recurrent
