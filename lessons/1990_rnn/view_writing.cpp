// What the network writes: the samples of the run, from noise to words; and live, symbol by symbol, from a beginning of the learner's own, with the state open to be
// changed in the middle of the line.
#include <algorithm>
#include <array>
#include <cmath>

#include "parts.hpp"
#include "sample_text.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"
#include "viz/color_map.hpp"
#include "viz/heatmap.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr std::size_t kMostPrompt = 40;          // symbols, where the learner gives none
constexpr double kHottest = 2, kSymbolsASecond = 14;
constexpr float kLiveLine = 25, kControlRow = 36, kNextRow = 23, kStateRow = 78, kLeastLive = 205;
constexpr int kNextShown = 3;
const ui::TextStyle kLiveStyle{Face::Ui, ui::kBody}, kCaption{Face::Ui, ui::kSmall};

// ---- Samples of the run --------------------------------------------------------------------------------------------------------

std::string sample_words(const Scene& scene, const Exam& exam) {
  const std::string update = group_thousands(exam.update), share = percent_of(exam.words);
  if (scene.language == Language::English) return "After " + update + (exam.update == 1 ? " update: " : " updates: ") + share + " of its words exist";
  return "第 " + update + " 步之后：写出的词有 " + share + " 真实存在";
}

// Of several networks: whose samples are shown. Returns the room left of the choice.
Rect choose_writer(Scene& scene, Rect row) {
  WritingState& state = scene.hand.writing;
  const auto count = static_cast<int>(scene.seen.contestants.size());
  state.writer = std::clamp(state.writer, 0, count - 1);
  if (count < 2) return row;
  std::vector<std::string_view> names;
  for (const ContestantSeen& one : scene.seen.contestants) names.push_back(kind_name(one.kind));
  const float wide = std::min(row.w * 0.5f, 76.0f * static_cast<float>(count));
  state.writer = ui::segmented(scene.ui, "writing.whose", row.cut_right(wide), names, state.writer);
  row.cut_right(10);
  return row;
}

void draw_samples(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const bool several = scene.seen.contestants.size() > 1;
  const Rect head = choose_writer(scene, area.cut_top(several ? 30.0f : 20.0f));
  const std::vector<Exam>& exams = scene.seen.contestants[static_cast<std::size_t>(scene.hand.writing.writer)].exams;
  ui.anchors.add("writing.samples", area);
  if (exams.empty()) return draw_sentence_of(ui, area, {"Nothing has been written yet: train it.", "还什么都没写：先训练。"});
  int& chosen = scene.hand.writing.exam;
  const auto last = static_cast<int>(exams.size()) - 1;
  if (chosen >= last) chosen = -1;
  const int at = chosen < 0 ? last : chosen;
  const Exam& exam = exams[static_cast<std::size_t>(at)];
  text_in(ui, {head.x, several ? head.center().y + 5 : head.y + 14}, head.w, sample_words(scene, exam), {Face::Medium, ui::kLabel}, Token::Text1);
  if (last > 0) {
    const Rect track = area.cut_top(30);
    const float share = static_cast<float>(at) / static_cast<float>(last);
    const float now = ui::slider(ui, "writing.scrub", {track.x, track.y, std::min(track.w, 420.0f), track.h}, share, scene.hand.dragged, 1 / static_cast<float>(last));
    if (now != share) chosen = static_cast<int>(std::lround(now * static_cast<float>(last)));
    if (chosen == last) chosen = -1;
  }
  area.cut_top(4);
  draw_sample_text(scene, area, exam.sample, known_words(scene));
}

// ---- Live ----------------------------------------------------------------------------------------------------------------------

// The prompt's symbols; without any some text that it never learned.
std::vector<int> prompt_symbols(const Scene& scene, const std::string& prompt) {
  std::vector<int> out = scene.seen.text->encode(prompt);
  if (!out.empty()) return out;
  out = opening(*scene.seen.text);
  const int blank = scene.seen.text->find(" ");
  while (out.size() > kMostPrompt || (out.size() > kMostPrompt / 2 && out.front() != blank)) out.erase(out.begin());      // its last words, as a line has room for them
  return out;
}

void begin_anew(Scene& scene) {
  WritingState& state = scene.hand.writing;
  state.text = scene.seen.text;
  state.read = state.prompt.text();
  state.live = {};
  state.live.network = scene.seen.contestants.front().network;
  state.live.prompt = prompt_symbols(scene, state.read);
  state.live.temperature = state.temperature;
  state.live.gates = scene.hand.meddling.gates;
  begin(state.live);
  state.plain = {};
  state.place = -1;
}

// Until something is written the newest weights are asked; then it goes on with those it began with.
void follow_writing(Scene& scene) {
  WritingState& state = scene.hand.writing;
  const bool other_text = state.text != scene.seen.text, newer = state.live.network != scene.seen.contestants.front().network && state.live.written.empty() && !state.writing;
  if (!state.live.begun() || other_text || newer || state.read != state.prompt.text()) {
    const bool goes_on = state.writing && !other_text;
    begin_anew(scene);
    state.writing = goes_on, state.began = scene.ui.time;
  }
  if (state.live.gates != scene.hand.meddling.gates) {             // a gate is held or let go: the same draws, another text
    const std::size_t length = state.live.written.size();
    state.live.gates = scene.hand.meddling.gates;
    begin(state.live);
    grow(state.live, length);
  }
  state.live.temperature = state.temperature;
  if (!state.writing) return;
  const double due = scene.ui.motion.reduced() ? static_cast<double>(kMostWritten) : 1 + (scene.ui.time - state.began) * kSymbolsASecond;
  grow(state.live, static_cast<std::size_t>(std::clamp(due, 0.0, static_cast<double>(kMostWritten))));
  if (state.live.full()) state.writing = false;
  scene.ui.motion.toward("writing.pace", static_cast<float>(state.live.written.size() % 2), 0.2f);      // another frame is wanted
}

void draw_prompt_row(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  WritingState& state = scene.hand.writing;
  const std::string_view label = state.writing ? ui.say({"Stop", "停"}) : ui.say({"Write", "写"});
  const float w = std::max(76.0f, ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}) + 36);
  const Rect press = row.cut_right(w).inset(0, 1);
  row.cut_right(8);
  ui::TextFieldStyle style;
  style.placeholder = ui.say({"How does it begin?", "怎么开头？"});
  style.longest = 60;
  const bool entered = ui::text_field(ui, "writing.prompt", row, state.prompt, style).entered;
  if (!ui::button(ui, "writing.go", press, label, ui::ButtonKind::Primary) && !entered) return;
  if (state.writing && !entered) {
    state.writing = false;
    return;
  }
  const std::uint64_t seed = state.live.seed;
  const bool again = state.live.full() || !state.live.written.empty();
  begin_anew(scene);
  state.live.seed = again ? seed + 1 : seed;     // another line, by other draws
  state.writing = true, state.began = ui.time;
}

void draw_temperature(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  WritingState& state = scene.hand.writing;
  const std::string label = std::string(ui.say({"Temperature τ ", "温度 τ "})) + format_number(state.temperature, 1);
  const float words = std::min(row.w * 0.55f, ui.canvas.text_width(ui.say({"Temperature τ 0.0", "温度 τ 0.0"}), {Face::Medium, ui::kLabel}) + 16);
  text_in(ui, {row.x, row.center().y + 5}, words - 6, label, {Face::Medium, ui::kLabel}, Token::Text1);
  const auto share = static_cast<float>(state.temperature / kHottest);
  const float now = ui::slider(ui, "writing.temperature", {row.x + words, row.y, std::min(300.0f, row.w - words), row.h}, share, scene.hand.dragged);
  if (now != share) state.temperature = std::round(static_cast<double>(now) * kHottest * 10) / 10;
}

struct LiveLetter {
  int place = 0;               // of how many written symbols it is the last; 0 and less: of the prompt
  Rect cell;
};

std::vector<LiveLetter> lay_live(Scene& scene, Rect area) {
  const LiveWriting& live = scene.hand.writing.live;
  std::vector<LiveLetter> out;
  float x = 0, y = 0;
  const auto prompt = static_cast<int>(live.prompt.size()), all = prompt + static_cast<int>(live.written.size());
  for (int i = 0; i < all; ++i) {
    const int id = i < prompt ? live.prompt[static_cast<std::size_t>(i)] : live.written[static_cast<std::size_t>(i - prompt)];
    const std::string& symbol = scene.symbol(id);
    const float w = symbol == " " ? 5.5f : scene.ui.canvas.text_width(shown_symbol(symbol), kLiveStyle) + 0.6f;
    if (x + w > area.w) x = 0, y += kLiveLine;
    out.push_back({i - prompt + 1, {area.x + x, area.y + y, w, kLiveLine}});
    x += w;
    if (symbol == "\n" && i > 0) x = 0, y += kLiveLine;
  }
  const float over = std::max(0.0f, std::ceil((out.empty() ? 0 : out.back().cell.bottom() - area.bottom()) / kLiveLine)) * kLiveLine;      // its end stays in view
  for (LiveLetter& letter : out) letter.cell.y -= over;
  std::erase_if(out, [&](const LiveLetter& letter) { return letter.cell.y < area.y - 1; });
  return out;
}

// A press on a letter looks at the state behind it.
void draw_live_text(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  WritingState& state = scene.hand.writing;
  const auto prompt = static_cast<int>(state.live.prompt.size()), written = static_cast<int>(state.live.written.size());
  ui.anchors.add("writing.live", area);
  const int place = state.place < 0 ? written : std::min(state.place, written);
  const int moved = browse(ui, "writing.live", area, place, written + 1, 1);
  if (moved != place) state.place = moved;
  for (const LiveLetter& letter : lay_live(scene, area)) {
    const int id = letter.place <= 0 ? state.live.prompt[static_cast<std::size_t>(letter.place + prompt - 1)] : state.live.written[static_cast<std::size_t>(letter.place - 1)];
    const std::string& symbol = scene.symbol(id);
    const bool edited = std::any_of(state.live.edits.begin(), state.live.edits.end(), [&](const SetUnit& each) { return each.at == letter.place; });
    const bool hovered = letter.cell.contains(ui.pointer.position) && letter.place >= 0;
    if (hovered) ui.canvas.fill(letter.cell.inset(0, 3), ui.color(Token::Surface3), 3), ui.requests.cursor = ui::Cursor::Hand;
    if (symbol != " ") ui.canvas.text({letter.cell.x, letter.cell.y + 17.5f}, shown_symbol(symbol), kLiveStyle, ui.color(letter.place <= 0 ? Token::Input : symbol == "\n" ? Token::Text3 : Token::Text1));
    if (edited) ui.canvas.fill({letter.cell.right() - 1.5f, letter.cell.y + 2, 3, kLiveLine - 4}, ui.color(Token::Activation), 1.5f);
    if (letter.place == place) ui.canvas.line({letter.cell.right(), letter.cell.y + 3}, {letter.cell.right(), letter.cell.bottom() - 3}, ui.color(Token::Text1), 1.6f);
    if (hovered && ui.pointer.pressed) state.place = letter.place, state.writing = false;
  }
}

int place_looked_at(const WritingState& state) {
  const auto written = static_cast<int>(state.live.written.size());
  return state.place < 0 ? written : std::min(state.place, written);
}

// The likeliest symbols to come next where the caret stands.
void draw_next(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const std::vector<double> p = likely_after(scene.hand.writing.live, static_cast<std::size_t>(place_looked_at(scene.hand.writing)));
  ui.anchors.add("writing.next", area);
  std::vector<int> order(p.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  const auto shown = std::min<std::size_t>(kNextShown, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(), [&](int a, int b) {
    const double u = p[static_cast<std::size_t>(a)], v = p[static_cast<std::size_t>(b)];
    return u != v ? u > v : a < b;
  });
  text_in(ui, {area.x, area.y + 13}, area.w, ui.say({"Likely next", "接下来可能是"}), kCaption, Token::Text3);
  area.cut_top(18);
  for (std::size_t i = 0; i < shown && area.h >= kNextRow - 1; ++i) {
    const Rect row = area.cut_top(kNextRow);
    const double share = p[static_cast<std::size_t>(order[i])];
    ui.canvas.text({row.x + 12, row.center().y + 5}, shown_symbol(scene.symbol(order[i])), {Face::Medium, ui::kHeading}, ui.color(ui.highlight.is("y") ? Token::Target : Token::Text1), ui::Align::Center);
    const Rect track{row.x + 28, row.center().y - 4.5f, std::max(10.0f, row.w - 28 - 52), 9};
    ui.canvas.fill(track, ui.color(Token::Surface3), 3);
    ui.canvas.fill({track.x, track.y, std::max(2.0f, track.w * static_cast<float>(share)), track.h}, ui.color(Token::Activation), 3);
    ui.canvas.text({row.right() - 2, row.center().y + 4.5f}, percent_of(share), {Face::Mono, ui::kTick}, ui.color(Token::Text2), ui::Align::Right);
  }
}

// The state behind the caret as cells; the chosen one follows the slider, and what was written behind it is written anew.
void draw_state(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  WritingState& state = scene.hand.writing;
  const int place = place_looked_at(state);
  const RowVector& now = state.live.states[static_cast<std::size_t>(place)];
  const int units = state.live.network->shape.hidden;
  state.unit = std::clamp(state.unit, 0, units - 1);
  ui.anchors.add("writing.state", area);
  const bool english = scene.language == Language::English, edited = !state.live.edits.empty();
  Rect head = area.cut_top(18);
  if (const std::string_view undo = ui.say({"Undo edits", "撤销改动"}); edited) {
    const float w = ui.canvas.text_width(undo, {Face::Semibold, ui::kSmall}) + 24;
    if (ui::button(ui, "writing.undo", {head.right() - w, head.y - 6, w, 26}, undo, ui::ButtonKind::Ghost, ui::Access::Open, ui::kSmall)) return undo_edits(state.live);
    head.cut_right(w + 8);
  }
  text_in(ui, {head.x, head.y + 13}, head.w, ui.say({"The state there: press a unit and move it", "那里的状态：选一个单元来拨动"}), kCaption, Token::Text3);
  const Rect strip = area.cut_top(24);
  const float pitch = std::min(16.0f, strip.w / static_cast<float>(units));
  for (int i = 0; i < units; ++i) {
    const Rect whole{strip.x + pitch * static_cast<float>(i), strip.y + 2, pitch, 20}, cell{whole.x, whole.y, std::max(1.0f, whole.w - (pitch > 4 ? 1.0f : 0.0f)), whole.h};
    const auto value = static_cast<double>(now(i));
    ui.canvas.fill(cell, viz::map_color(ui.theme, viz::ColorMap::Diverging, value, 1), pitch > 4 ? 2.0f : 0.0f);
    viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, 1);
    const bool hovered = whole.contains(ui.pointer.position);
    if (hovered) ui.requests.cursor = ui::Cursor::Hand;
    if (hovered && ui.pointer.pressed) state.unit = i;
    if (hovered || i == state.unit) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 3, i == state.unit ? 2.0f : 1.4f);
  }
  const int unit = browse(ui, "writing.units", {strip.x, strip.y, pitch * static_cast<float>(units), strip.h}, state.unit, units, 1);
  state.unit = unit;
  const Rect row = area.cut_top(34);
  const auto value = static_cast<double>(now(state.unit));
  const std::string label = (english ? "unit " : "单元 ") + std::to_string(state.unit + 1) + ": " + format_number(value, 2, Sign::Always);
  const float words = std::min(118.0f, row.w * 0.5f);
  text_in(ui, {row.x, row.center().y + 5}, words - 6, label, {Face::Mono, ui::kSmall}, Token::Text1);
  const auto share = static_cast<float>((std::clamp(value, -1.0, 1.0) + 1) / 2);
  const float moved = ui::slider(ui, "writing.unit", {row.x + words, row.y, std::min(300.0f, row.w - words), row.h}, share, scene.hand.dragged);
  if (moved == share) return;
  if (state.live.edits.empty()) state.plain = state.live;
  state.writing = false;
  edit(state.live, {place, state.unit, 2 * static_cast<double>(moved) - 1, false});
  state.place = place;
}

// What would have followed without the edits.
float draw_plain(Scene& scene, Rect area) {
  WritingState& state = scene.hand.writing;
  if (state.live.edits.empty() || !state.plain.begun()) return 0;
  const auto from = static_cast<std::size_t>(state.live.edits.front().at);
  grow(state.plain, state.live.written.size());
  std::string text(scene.ui.say({"Unchanged: ", "不改的话："}));
  for (std::size_t i = from; i < state.plain.written.size(); ++i) text += shown_symbol(scene.symbol(state.plain.written[i])) == "␣" ? " " : shown_symbol(scene.symbol(state.plain.written[i]));
  text_in(scene.ui, {area.x, area.bottom() - 5}, area.w, text, kCaption, Token::Text2);
  return 24;
}

void draw_live(Scene& scene, Rect area) {
  follow_writing(scene);
  Rect controls = area.cut_top(kControlRow);
  const bool one_row = area.w > 640;             // leaves a wide, low picture room for the state
  const Rect heat = one_row ? controls.cut_right(300) : Rect{};
  if (one_row) controls.cut_right(18);
  draw_prompt_row(scene, controls);
  follow_writing(scene);                         // what was typed or pressed just now
  area.cut_top(4);
  draw_temperature(scene, one_row ? heat : area.cut_top(32));
  const float next = 18 + kNextRow * kNextShown;
  const bool beside = area.w > 520 && area.h > next + 60;
  if (beside) {
    Rect low = area.cut_bottom(std::max(next, kStateRow));
    draw_next(scene, low.cut_left(210));
    low.cut_left(26);
    draw_state(scene, low);
  } else {
    if (area.h > kStateRow + next + 70) draw_state(scene, area.cut_bottom(kStateRow)), area.cut_bottom(6);
    if (area.h > next + 30) draw_next(scene, area.cut_bottom(next));
  }
  area.cut_bottom(8);
  if (area.h > 60) area.cut_bottom(draw_plain(scene, area));
  draw_live_text(scene, area);
}

}  // namespace

void draw_writing_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("writing", area);
  if (!scene.seen.text) return draw_sentence_of(ui, area, {"This task has no text to write: choose a text under Model.", "这个任务没有文本可写：请在“模型”里选一份文本。"});
  if (area.h < kLeastLive + 90) return draw_samples(scene, area);
  draw_samples(scene, area.cut_top(std::max(90.0f, std::min(area.h * 0.42f, area.h - kLeastLive)) - 14));
  ui.canvas.line({area.x, area.y + 7}, {area.right(), area.y + 7}, ui.color(Token::Line), 1);
  area.cut_top(18);
  draw_live(scene, area);
}

}  // namespace epochs::recurrent
