// Which unit follows what: each property with the unit that goes along with it best and how well, on text that was not searched; below, that text in the unit's colours.
#include <algorithm>
#include <array>
#include <cmath>

#include "lessons/1990_rnn/parts.hpp"
#include "track.hpp"
#include "ui/anchor.hpp"
#include "ui/motion.hpp"
#include "ui/press.hpp"
#include "viz/color_map.hpp"
#include "viz/heatmap.hpp"
#include "viz/strip.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr double kSearchAgain = 2;               // seconds while training runs
constexpr int kTrackWork = 5120;                 // units times symbols a frame
constexpr float kTrackHead = 22, kTrackLine = 33, kTrackCell = 22, kTrackProperty = 9, kTrackNumber = 60;
const ui::TextStyle kTrackSmall{Face::Ui, ui::kSmall}, kTrackLetter{Face::Medium, ui::kLabel};

// A new search for new weights, a slice a frame; the first one at once where nothing moves, as in a picture.
void follow_track(Scene& scene) {
  TrackState& state = scene.hand.track;
  const auto& network = scene.seen.contestants.front().network;
  const auto other = [&](const TrackSearch& search) { return search.text != scene.seen.text || !(search.network->shape == network->shape); };
  if (state.going_on && other(*state.going_on)) state.going_on = nullptr;
  if (state.done && other(*state.done)) state.done = nullptr, state.at = -1;
  const bool newer = !state.done || state.done->network != network;
  const bool due = !state.done || !scene.running || scene.ui.time - state.began > kSearchAgain || scene.ui.time < state.began;
  if (!state.going_on && newer && due) state.going_on = begin_track(network, scene.seen.text), state.began = scene.ui.time;
  if (!state.going_on) return;
  const bool at_once = !state.done && scene.ui.motion.reduced();
  const std::size_t slice = at_once ? kTrackSymbols : static_cast<std::size_t>(std::max(16, kTrackWork / static_cast<int>(network->shape.hidden)));
  bool found = go_on_track(*state.going_on, slice);
  while (at_once && !found) found = go_on_track(*state.going_on, slice);
  if (found) state.done = std::move(state.going_on), state.going_on = nullptr;
  else scene.ui.motion.keep_running();
}

// The chosen property, or the one that is followed best.
const FoundUnit* shown_property(const TrackState& state) {
  const FoundUnit* best = nullptr;
  for (const FoundUnit& each : state.done->found) {
    if (each.unit < 0) continue;
    if (each.property == state.property) return &each;
    if (!best || kept_of(each) > kept_of(*best)) best = &each;
  }
  return best;
}

Localized label_of(std::string_view id) {
  for (const TrackProperty& each : track_properties())
    if (each.id == id) return each.label;
  return {};
}

struct TrackColumns {
  float labels = 0, units = 0;
  int numbers = 2;             // 1: no room for the one where it searched
};

// “31 c”: of the LSTM also whether it is what the unit keeps or what it shows.
std::string unit_name(const Scene& scene, int column) {
  const Shape& shape = scene.hand.track.done->network->shape;
  const TrackColumn of = track_column(shape, column);
  return std::string(scene.ui.say({"unit ", "单元 "})) + std::to_string(of.unit + 1) + (shape.kind == nn::RecurrentKind::Lstm ? " " + std::string(of.symbol) : "");
}

void draw_property(Scene& scene, Rect row, const FoundUnit& found, bool chosen, const TrackColumns& columns) {
  ui::Ui& ui = scene.ui;
  const bool none = found.unit < 0;
  const ui::Pressed press = ui::pressable(ui, "track.property." + found.property, row, 6, none ? ui::Access::Disabled : ui::Access::Open);
  if (chosen) ui.canvas.fill(row.inset(0, 1), ui.color(Token::Surface3), 6);
  else ui::hover_fill(ui, row.inset(0, 1), Token::Surface2, 6, press);
  if (press.clicked) scene.hand.track.property = found.property;
  const float y = row.center().y + 5;
  text_in(ui, {row.x + 8, y}, columns.labels - 14, ui.say(label_of(found.property)), {chosen ? Face::Semibold : Face::Ui, ui::kLabel}, none ? Token::Text3 : Token::Text1);
  Rect rest{row.x + columns.labels, row.y, row.w - columns.labels, row.h};
  if (none) return static_cast<void>(text_in(ui, {rest.x, y}, rest.w, ui.say({"does not occur in this text", "这份文本里没有"}), kTrackSmall, Token::Text3));
  text_in(ui, {rest.x, y}, columns.units - 8, unit_name(scene, found.unit), kTrackSmall, Token::Text2);
  rest.cut_left(columns.units);
  const bool turned = kept_of(found) <= 0;
  const auto number = [&](double value, Token color) { ui.canvas.text({rest.cut_right(kTrackNumber).right() - 8, y}, format_number(value, 2, Sign::Always), {Face::Mono, ui::kSmall}, ui.color(color), ui::Align::Right); };
  number(found.correlation, turned ? Token::Text3 : Token::Text1);
  if (columns.numbers > 1) number(found.searched, Token::Text3);
  if (rest.w > 24) viz::draw_share(ui, {rest.x, rest.center().y - 4.5f, rest.w - 6, 9}, std::max(0.0, kept_of(found)), Token::Activation, std::abs(found.searched));
}

void draw_properties(Scene& scene, Rect area, const FoundUnit* shown, float line) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("track.properties", area);
  TrackColumns columns;
  for (const TrackProperty& each : track_properties()) columns.labels = std::max(columns.labels, ui.canvas.text_width(ui.say(each.label), {Face::Semibold, ui::kLabel}));
  columns.labels = std::min(columns.labels + 26, area.w * 0.5f);
  columns.units = ui.canvas.text_width(ui.say({"unit 000 c", "单元 000 c"}), kTrackSmall) + 12;
  if (area.w - columns.labels - columns.units < 2 * kTrackNumber + 60) columns.numbers = 1;
  Rect head = area.cut_top(kTrackHead);
  const auto title = [&](Localized words, float room) { text_in(ui, {head.right() - 8, head.y + 14}, room, ui.say(words), kTrackSmall, Token::Text3, ui::Align::Right), head.cut_right(room); };
  if (columns.numbers > 1) title({"unseen", "没搜过的"}, kTrackNumber), title({"searched", "搜过的"}, kTrackNumber);
  else title({"r unseen", "r，没搜过的"}, 110);
  if (columns.numbers > 1) text_in(ui, {head.x + columns.labels, head.y + 14}, head.w - columns.labels - 8, ui.say({"r as a bar: unseen; tick: searched", "r，条：没搜过的；竖线：搜过的"}), kTrackSmall, Token::Text3);
  for (const FoundUnit& found : scene.hand.track.done->found) {
    if (area.h < line - 1) break;
    draw_property(scene, area.cut_top(line), found, &found == shown, columns);
  }
}

struct TrackLetter {
  std::size_t at = 0;
  Rect cell;
};

// Words stay together.
std::vector<TrackLetter> lay_track(Scene& scene, Rect area) {
  const TrackSearch& search = *scene.hand.track.done;
  std::vector<TrackLetter> out;
  float x = 0, y = 0;
  std::size_t word = 0;
  for (std::size_t i = 0; i < search.ids[1].size(); ++i) {
    const std::string& symbol = search.symbols[1][i];
    const bool blank = symbol == " " || symbol == "\n";
    const float w = symbol == " " ? 9 : std::max(9.0f, scene.ui.canvas.text_width(shown_symbol(symbol), kTrackLetter) + 3);
    if (x + w > area.w) {
      const float back = word < out.size() && !blank && out[word].cell.x > area.x ? out[word].cell.x - area.x : x;
      for (std::size_t k = word; k < out.size() && back < x; ++k) out[k].cell.x -= back, out[k].cell.y += kTrackLine;
      x -= back, y += kTrackLine;
    }
    if (y + kTrackCell + kTrackProperty > area.h) break;
    out.push_back({i, {area.x + x, area.y + y, w, kTrackCell}});
    x += w;
    if (blank) word = out.size();
  }
  std::erase_if(out, [&](const TrackLetter& letter) { return letter.cell.bottom() + kTrackProperty > area.bottom() + 0.5f; });
  return out;
}

// The property itself, beside what the unit does: a bar below each symbol, on a line where there is none of it.
void draw_property_at(ui::Ui& ui, Rect strip, double share) {
  const float high = static_cast<float>(share) * (strip.h - 1);
  ui.canvas.fill({strip.x, strip.bottom() - 1, strip.w, 1}, ui.color(Token::Line2), 0);
  if (high > 0.2f) ui.canvas.fill({strip.x, strip.bottom() - high, strip.w - 0.5f, high}, ui.color(Token::Target), 0);
}

int draw_track_text(Scene& scene, Rect area, const FoundUnit& shown, double limit) {
  ui::Ui& ui = scene.ui;
  TrackState& state = scene.hand.track;
  const TrackSearch& search = *state.done;
  ui.anchors.add("track.text", area);
  const std::vector<TrackLetter> letters = lay_track(scene, area);
  state.at = std::min(browse(ui, "track.text", area, state.at, static_cast<int>(letters.size()), 1), static_cast<int>(letters.size()) - 1);
  int told = state.at;
  for (const TrackLetter& letter : letters)
    if (Rect{letter.cell.x, letter.cell.y, letter.cell.w, kTrackLine}.contains(ui.pointer.position)) told = static_cast<int>(letter.at), ui.requests.cursor = ui::Cursor::Hand;
  if (told != state.at && ui.pointer.pressed) state.at = told;
  double low = 0, high = 0;                      // of what is on the screen
  for (const TrackLetter& letter : letters) low = std::min(low, shown.along[letter.at]), high = std::max(high, shown.along[letter.at]);
  const double span = std::max(high - low, 1e-9);
  for (const TrackLetter& letter : letters) {
    const auto value = static_cast<double>(search.values[1](static_cast<Index>(letter.at), shown.unit));
    const ui::Color ground = viz::map_color(ui.theme, viz::ColorMap::Diverging, value, limit);
    const Rect cell{letter.cell.x, letter.cell.y, letter.cell.w - 0.5f, letter.cell.h};
    ui.canvas.fill(cell, ground, 2);
    viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, limit);
    draw_property_at(ui, {letter.cell.x, letter.cell.bottom() + 1, letter.cell.w, kTrackProperty}, (shown.along[letter.at] - low) / span);
    const std::string& symbol = search.symbols[1][letter.at];
    if (symbol != " ") ui.canvas.text({cell.center().x, cell.y + 16.5f}, shown_symbol(symbol), kTrackLetter, ui::text_on(ground), ui::Align::Center);
    if (static_cast<int>(letter.at) == told) ui.canvas.outline(cell.inset(-1.5f), ui.color(Token::Text1), 4, 2);
  }
  return told;
}

std::string unit_words(const Scene& scene, const FoundUnit& shown, int at) {
  const TrackSearch& search = *scene.hand.track.done;
  const bool english = scene.language == Language::English;
  std::string unit = unit_name(scene, shown.unit), about(scene.ui.say(label_of(shown.property)));
  if (english) unit.front() = 'U';
  const std::string turned = kept_of(shown) > 0 ? "" : english ? "; its sign has turned: it does not follow that" : "；换了文字，正负号就变：没有在跟踪";
  if (at < 0 || at >= static_cast<int>(search.symbols[1].size())) return (english ? unit + "; bars below: " : unit + "；下面的短条：") + about + turned;
  const auto place = static_cast<std::size_t>(at);
  const std::string symbol = shown_symbol(search.symbols[1][place]), value = format_number(static_cast<double>(search.values[1](at, shown.unit)), 3, Sign::Always);
  const std::string property = format_number(shown.along[place], shown.property == "end" ? 2 : 0);
  return english ? unit + " after “" + symbol + "”: " + value + "; " + about + ": " + property : unit + "，读过“" + symbol + "”之后：" + value + "；" + about + "：" + property;
}

}  // namespace

void draw_track_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("track", area);
  if (!scene.seen.text || scene.seen.text->learn.empty() || scene.seen.text->held_out.empty()) return draw_sentence_of(ui, area, {"This task has no text to search: choose a text under Model.", "这个任务没有文本可搜：请在“模型”里选一份文本。"});
  follow_track(scene);
  const TrackState& state = scene.hand.track;
  if (!state.done) return draw_sentence_of(ui, area, {"Searching all units …", "正在搜所有单元……"});
  const FoundUnit* shown = shown_property(state);
  const auto rows = static_cast<float>(state.done->found.size());
  const float line = std::clamp((area.h * 0.45f - kTrackHead) / rows, 20.0f, 30.0f);
  draw_properties(scene, area.cut_top(std::min(area.h, kTrackHead + rows * line)), shown, line);
  shown = shown_property(state);                 // one may just have been chosen
  if (!shown || area.h < 60) return;
  area.cut_top(10);
  const Rect said = area.cut_top(26);
  const double limit = std::max(0.25, viz::color_limit(state.done->values[1].col(shown->unit)));
  const float bar = 190;
  if (said.w > 420) viz::color_bar(ui, {said.right(), said.y + 6}, viz::ColorMap::Diverging, limit, track_column(state.done->network->shape, shown->unit).symbol);
  const int at = draw_track_text(scene, area, *shown, limit);
  text_in(ui, {said.x, said.y + 15}, said.w > 420 ? said.w - bar : said.w, unit_words(scene, *shown, at), {Face::Medium, ui::kLabel}, Token::Text1);
}

}  // namespace epochs::recurrent
