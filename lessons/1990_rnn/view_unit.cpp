// One hidden unit along a text: each symbol in the colour of the unit's value after reading it. All units are asked at once what they follow; the strongest is shown
// until another is chosen.
#include <algorithm>
#include <array>
#include <cmath>

#include "nn/ops/cross_entropy.hpp"
#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "unit_search.hpp"
#include "viz/color_map.hpp"
#include "viz/heatmap.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr std::size_t kAlong = 720;              // symbols of the held-out text
constexpr float kUnitLine = 29, kUnitCell = 24, kChooserRow = 20, kChooserLeast = 9;
const ui::TextStyle kUnitLetter{Face::Medium, 15}, kUnitSmall{Face::Ui, ui::kSmall};

struct Search {
  UnitOrder order;
  Localized label, about;
};
constexpr std::array<Search, 5> kSearches{{{UnitOrder::Lively, {"Lively", "起伏"}, {"how much it moves", "变化有多大"}},
                                           {UnitOrder::Vowel, {"Vowel", "元音"}, {"“is it a vowel?”", "“是元音吗？”"}},
                                           {UnitOrder::WordStart, {"Blank", "空白"}, {"“is it outside of a word?”", "“在词外面吗？”"}},
                                           {UnitOrder::WordPlace, {"Word", "词中"}, {"how far into the word", "在词里第几个"}},
                                           {UnitOrder::LineEnd, {"Sentence", "句中"}, {"how far into the sentence", "在句里第几个"}}}};

const Search& search_of(UnitOrder order) { return *std::find_if(kSearches.begin(), kSearches.end(), [&](const Search& each) { return each.order == order; }); }

// The learner's line where there is one, else the beginning of the held-out text, else what comes next.
void read_along(Scene& scene) {
  UnitState& state = scene.hand.unit;
  const auto before = state.reading;
  if (!scene.hand.probe.empty() || !scene.seen.text) {
    state.reading = scene.shown.reading;
    state.network.reset();
  } else if (weights_moved(scene, state.network, state.read_at) || state.text.lock() != scene.seen.text) {
    const std::vector<int>& text = scene.seen.text->held_out;
    const std::vector<int> ids(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(kAlong, text.size()))), targets(ids.size(), nn::kIgnored);
    if (ids.empty()) return;
    const Network& network = *scene.seen.contestants.front().network;
    state.reading = std::make_shared<const Reading>(read(network, ids, targets, network.zero_state(1).row(0)));
    state.text = scene.seen.text;
  }
  if (!state.reading || (state.reading == before && state.scored_for == before && state.scored == state.order)) return;
  state.symbols.clear();
  for (const int id : state.reading->inputs) state.symbols.push_back(scene.symbol(id));
  state.scores = score_units(state.reading->states, state.order, state.symbols);
  state.scored = state.order, state.scored_for = state.reading;
  if (state.at >= static_cast<int>(state.symbols.size())) state.at = -1;
}

int shown_unit(const UnitState& state) {
  const auto units = static_cast<int>(state.scores.size());
  return state.unit >= 0 && state.unit < units ? state.unit : strongest_unit(state.scores);
}

// ---- All units -----------------------------------------------------------------------------------------------------------

void draw_search_row(Scene& scene, Rect row) {
  UnitState& state = scene.hand.unit;
  std::array<std::string_view, kSearches.size()> labels;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < kSearches.size(); ++i) {
    labels[i] = scene.ui.say(kSearches[i].label);
    if (kSearches[i].order == state.order) chosen = i;
  }
  const auto now = static_cast<std::size_t>(ui::segmented(scene.ui, "unit.search", {row.x, row.y, std::min(row.w, 480.0f), row.h}, labels, static_cast<int>(chosen)));
  if (now == chosen) return;
  state.order = kSearches[now].order;
  state.unit = -1;                               // the one that the new search finds
}

std::string search_words(const Scene& scene, int unit) {
  const UnitState& state = scene.hand.unit;
  const bool english = scene.language == Language::English, lively = state.order == UnitOrder::Lively;
  const std::string all = std::to_string(state.scores.size()), number = std::to_string(unit + 1);
  const double score = state.scores[static_cast<std::size_t>(unit)];
  const std::string value = format_number(score, 2, lively ? Sign::OnlyMinus : Sign::Always);
  const std::string about(scene.ui.say(search_of(state.order).about));
  if (lively) return english ? "All " + all + " units by " + about + ": unit " + number + " has a standard deviation of " + value : "全部 " + all + " 个单元，看" + about + "：第 " + number + " 个，标准差 " + value;
  return english ? "All " + all + " units against " + about + ": unit " + number + " has r = " + value : "全部 " + all + " 个单元，问" + about + "：第 " + number + " 个，相关系数 r = " + value;
}

// Every unit is a cell in the colour of its score; a press chooses it.
float draw_chooser(Scene& scene, Rect area, int unit) {
  ui::Ui& ui = scene.ui;
  UnitState& state = scene.hand.unit;
  const auto units = static_cast<int>(state.scores.size());
  const int columns = std::max(1, std::min(units, static_cast<int>(area.w / kChooserLeast)));
  const int rows = (units + columns - 1) / columns;
  const float pitch = std::min(26.0f, area.w / static_cast<float>(columns)), high = rows > 2 ? kChooserRow * 0.6f : kChooserRow;
  const Rect all{area.x, area.y, pitch * static_cast<float>(columns), high * static_cast<float>(rows)};
  ui.anchors.add("unit.cells", all);
  const viz::ColorMap map = state.order == UnitOrder::Lively ? viz::ColorMap::Sequential : viz::ColorMap::Diverging;
  const int moved = browse(ui, "unit.cells", all, unit, units, columns);
  if (moved != unit) state.unit = moved;
  for (int i = 0; i < units; ++i) {
    const Rect whole{all.x + pitch * static_cast<float>(i % columns), all.y + high * static_cast<float>(i / columns), pitch, high}, cell{whole.x, whole.y, whole.w - 1, whole.h - 1};
    const double score = state.scores[static_cast<std::size_t>(i)];
    ui.canvas.fill(cell, viz::map_color(ui.theme, map, score, 1), 2);
    viz::mark_negative(ui, cell, map, score, 1);
    const bool hovered = whole.contains(ui.pointer.position);
    if (hovered) ui.requests.cursor = ui::Cursor::Hand;
    if (hovered && ui.pointer.pressed) state.unit = i;
    if (hovered || i == unit) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 3, i == unit ? 2.0f : 1.4f);
  }
  return all.h;
}

// ---- The text ------------------------------------------------------------------------------------------------------------

struct Letter {
  std::size_t at = 0;
  Rect cell;
};

// Words stay together where a line has room for them.
std::vector<Letter> lay_out(Scene& scene, Rect area) {
  const std::vector<std::string>& symbols = scene.hand.unit.symbols;
  std::vector<Letter> out;
  float x = 0, y = 0;
  std::size_t word = 0;                          // where the word begins in `out`
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const bool blank = symbols[i] == " ", end = symbols[i] == "\n";
    const float w = blank ? 10 : std::max(10.0f, scene.ui.canvas.text_width(shown_symbol(symbols[i]), kUnitLetter) + 3);
    if (x + w > area.w) {
      const bool carry = !blank && !end && word < out.size() && out[word].cell.x > area.x && x - (out[word].cell.x - area.x) < area.w / 2;
      const float back = carry ? out[word].cell.x - area.x : x;
      for (std::size_t k = word; carry && k < out.size(); ++k) out[k].cell.x -= back, out[k].cell.y += kUnitLine;
      x -= back, y += kUnitLine;
    }
    if (y + kUnitCell > area.h) break;
    out.push_back({i, {area.x + x, area.y + y, w, kUnitCell}});
    x += w;
    if (blank || end) word = out.size();
    if (end) x = 0, y += kUnitLine;
  }
  while (!out.empty() && out.back().cell.bottom() > area.bottom() + 0.5f) out.pop_back();
  return out;
}

int draw_letters(Scene& scene, Rect area, int unit) {
  ui::Ui& ui = scene.ui;
  UnitState& state = scene.hand.unit;
  ui.anchors.add("unit.text", area);
  const std::vector<Letter> letters = lay_out(scene, area);
  const auto count = static_cast<int>(letters.size());
  int pointed = -1;
  for (const Letter& letter : letters) {
    const auto value = static_cast<double>(state.reading->states(static_cast<Index>(letter.at), unit));
    const ui::Color ground = viz::map_color(ui.theme, viz::ColorMap::Diverging, value, 1);
    const Rect cell{letter.cell.x, letter.cell.y, letter.cell.w - 0.5f, letter.cell.h};
    ui.canvas.fill(cell, ground, 2);
    viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, 1);
    const std::string& symbol = state.symbols[letter.at];
    if (symbol != " ") ui.canvas.text({cell.center().x, cell.y + 17}, shown_symbol(symbol), kUnitLetter, ui::text_on(ground), ui::Align::Center);
    if (letter.cell.contains(ui.pointer.position)) pointed = static_cast<int>(letter.at);
  }
  const int moved = browse(ui, "unit.text", area, state.at, count, 1);
  state.at = std::min(moved, count - 1);
  if (pointed >= 0) ui.requests.cursor = ui::Cursor::Hand;
  if (pointed >= 0 && ui.pointer.pressed) state.at = pointed;
  const int told = pointed >= 0 ? pointed : state.at;
  for (const Letter& letter : letters)
    if (static_cast<int>(letter.at) == told) ui.canvas.outline(letter.cell.inset(-1.5f), ui.color(Token::Text1), 4, 2);
  return told;
}

// The number under the pointer and, for the simple network, what it is made of.
std::string value_words(const Scene& scene, int unit, int at) {
  const UnitState& state = scene.hand.unit;
  const bool english = scene.language == Language::English;
  const std::string number = std::to_string(unit + 1);
  if (at < 0 || at >= static_cast<int>(state.symbols.size())) return english ? "Unit " + number + ": point at a symbol to see its value" : "第 " + number + " 个单元：指一个符号看它的值";
  const auto value = static_cast<double>(state.reading->states(at, unit));
  const std::string symbol = shown_symbol(state.symbols[static_cast<std::size_t>(at)]), shown = format_number(value, 3, Sign::Always);
  std::string out = english ? "Unit " + number + " after “" + symbol + "”: " : "第 " + number + " 个单元，读过“" + symbol + "”之后：";
  if (state.reading->kind == nn::RecurrentKind::Rnn) out += "tanh(" + format_number(static_cast<double>(state.reading->sums(at, unit)), 3, Sign::Always) + ") = ";
  return out + shown;
}

}  // namespace

void draw_unit_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("unit", area);
  read_along(scene);
  UnitState& state = scene.hand.unit;
  if (!state.reading || state.scores.empty()) return draw_sentence_of(ui, area, {"There is nothing to read yet.", "还没有可读的文本。"});
  const float legend = ui.canvas.text_width(ui.say({"One unit along a text", "一个单元，沿着文本"}), {Face::Semibold, ui::kHeading}) + 250;
  if (area.w > legend) viz::color_bar(ui, {area.right() - 36, area.y - 29}, viz::ColorMap::Diverging, 1, "s");
  draw_search_row(scene, area.cut_top(32));
  area.cut_top(10);
  read_along(scene);                             // by the search chosen just now
  const int unit = shown_unit(state);
  text_in(ui, {area.x, area.y + 14}, area.w, search_words(scene, unit), kUnitSmall, Token::Text2);
  area.cut_top(22);
  area.cut_top(draw_chooser(scene, area, unit) + 12);
  if (scene.seen.text && area.h > 170) {
    draw_probe_field(scene, area.cut_bottom(36), "unit.line");
    area.cut_bottom(10);
  }
  const Rect said = area.cut_top(26);
  const int at = draw_letters(scene, area, unit);
  text_in(ui, {said.x, said.y + 15}, said.w, value_words(scene, unit, at), {Face::Medium, ui::kLabel}, Token::Text1);
}

}  // namespace epochs::recurrent
