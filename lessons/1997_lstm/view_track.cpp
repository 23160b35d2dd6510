// Which unit follows what: each property with the unit that goes along with it best and how well, on text that was not searched; below, that text in the unit's colours.
#include <algorithm>
#include <array>
#include <cmath>

#include "lessons/1990_rnn/parts.hpp"
#include "track.hpp"
#include "ui/anchor.hpp"
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
constexpr std::size_t kTrackSlice = 160;         // symbols a frame
constexpr float kTrackHead = 22, kTrackLine = 28, kTrackCell = 23, kTrackNumber = 56;
const ui::TextStyle kTrackSmall{Face::Ui, ui::kSmall}, kTrackLetter{Face::Medium, ui::kLabel};

// A new search for new weights, a slice a frame; the first one at once, so that there is something to see.
void follow_track(Scene& scene) {
  TrackState& state = scene.hand.track;
  const auto& network = scene.seen.contestants.front().network;
  if (state.done && (state.done->text != scene.seen.text || !(state.done->network->shape == network->shape))) state.done = nullptr, state.going_on = nullptr, state.at = -1;
  const bool newer = !state.done || state.done->network != network;
  const bool due = !state.done || !scene.running || scene.ui.time - state.began > kSearchAgain || scene.ui.time < state.began;
  if (!state.going_on && newer && due) state.going_on = begin_track(network, scene.seen.text), state.began = scene.ui.time;
  if (!state.going_on) return;
  const std::size_t slice = state.done ? kTrackSlice : kTrackSymbols;
  for (bool more = true; more;) {
    if (go_on_track(*state.going_on, slice)) state.done = std::move(state.going_on), state.going_on = nullptr, more = false;
    else more = slice == kTrackSymbols;
  }
}

// The chosen property, or the one that is followed best.
const FoundUnit* shown_property(const TrackState& state) {
  const FoundUnit* best = nullptr;
  for (const FoundUnit& each : state.done->found) {
    if (each.unit < 0) continue;
    if (each.property == state.property) return &each;
    if (!best || std::abs(each.correlation) > std::abs(best->correlation)) best = &each;
  }
  return best;
}

Localized label_of(std::string_view id) {
  for (const TrackProperty& each : track_properties())
    if (each.id == id) return each.label;
  return {};
}

void draw_property(Scene& scene, Rect row, const FoundUnit& found, bool chosen, float labels, float units) {
  ui::Ui& ui = scene.ui;
  const bool none = found.unit < 0;
  const ui::Pressed press = ui::pressable(ui, "track.property." + found.property, row, 6, none ? ui::Access::Disabled : ui::Access::Open);
  if (chosen) ui.canvas.fill(row.inset(0, 1), ui.color(Token::Surface3), 6);
  else ui::hover_fill(ui, row.inset(0, 1), Token::Surface2, 6, press);
  if (press.clicked) scene.hand.track.property = found.property;
  const float y = row.center().y + 5;
  text_in(ui, {row.x + 8, y}, labels - 14, ui.say(label_of(found.property)), {chosen ? Face::Semibold : Face::Ui, ui::kLabel}, none ? Token::Text3 : Token::Text1);
  Rect rest{row.x + labels, row.y, row.w - labels, row.h};
  if (none) return static_cast<void>(text_in(ui, {rest.x, y}, rest.w, ui.say({"does not occur in this text", "这份文本里没有"}), kTrackSmall, Token::Text3));
  text_in(ui, {rest.x, y}, units - 8, std::string(ui.say({"unit ", "单元 "})) + std::to_string(found.unit + 1), kTrackSmall, Token::Text2);
  rest.cut_left(units);
  const Rect number = rest.cut_right(kTrackNumber);
  ui.canvas.text({number.right() - 8, y}, format_number(found.correlation, 2, Sign::Always), {Face::Mono, ui::kSmall}, ui.color(Token::Text1), ui::Align::Right);
  if (rest.w > 24) viz::draw_share(ui, {rest.x, rest.center().y - 4.5f, rest.w - 6, 9}, std::abs(found.correlation), Token::Activation, std::abs(found.searched));
}

void draw_properties(Scene& scene, Rect area, const FoundUnit* shown, float line) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("track.properties", area);
  float labels = 0;
  for (const TrackProperty& each : track_properties()) labels = std::max(labels, ui.canvas.text_width(ui.say(each.label), {Face::Semibold, ui::kLabel}));
  labels = std::min(labels + 26, area.w * 0.5f);
  const float units = ui.canvas.text_width(ui.say({"unit 000", "单元 000"}), kTrackSmall) + 12;
  const Rect head = area.cut_top(kTrackHead);
  text_in(ui, {head.right() - 8, head.y + 14}, head.w - labels * 0.4f, ui.say({"|r| on text that was not searched; tick: where it was", "|r|，没搜过的文字；竖线：搜过的"}), kTrackSmall, Token::Text3, ui::Align::Right);
  for (const FoundUnit& found : scene.hand.track.done->found) {
    if (area.h < line - 1) break;
    draw_property(scene, area.cut_top(line), found, &found == shown, labels, units);
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
    const std::string& symbol = search.text->symbols[static_cast<std::size_t>(search.ids[1][i])];
    const bool blank = symbol == " " || symbol == "\n";
    const float w = symbol == " " ? 9 : std::max(9.0f, scene.ui.canvas.text_width(shown_symbol(symbol), kTrackLetter) + 3);
    if (x + w > area.w) {
      const float back = word < out.size() && !blank && out[word].cell.x > area.x ? out[word].cell.x - area.x : x;
      for (std::size_t k = word; k < out.size() && back < x; ++k) out[k].cell.x -= back, out[k].cell.y += kTrackLine;
      x -= back, y += kTrackLine;
    }
    if (y + kTrackCell > area.h) break;
    out.push_back({i, {area.x + x, area.y + y, w, kTrackCell}});
    x += w;
    if (blank) word = out.size();
  }
  std::erase_if(out, [&](const TrackLetter& letter) { return letter.cell.bottom() > area.bottom() + 0.5f; });
  return out;
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
  for (const TrackLetter& letter : letters) {
    const auto value = static_cast<double>(search.values[1](static_cast<Index>(letter.at), shown.unit));
    const ui::Color ground = viz::map_color(ui.theme, viz::ColorMap::Diverging, value, limit);
    const Rect cell{letter.cell.x, letter.cell.y, letter.cell.w - 0.5f, letter.cell.h};
    ui.canvas.fill(cell, ground, 2);
    viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, limit);
    const std::string& symbol = search.text->symbols[static_cast<std::size_t>(search.ids[1][letter.at])];
    if (symbol != " ") ui.canvas.text({cell.center().x, cell.y + 16.5f}, shown_symbol(symbol), kTrackLetter, ui::text_on(ground), ui::Align::Center);
    if (static_cast<int>(letter.at) == told) ui.canvas.outline(cell.inset(-1.5f), ui.color(Token::Text1), 4, 2);
  }
  return told;
}

std::string unit_words(const Scene& scene, const FoundUnit& shown, int at) {
  const TrackSearch& search = *scene.hand.track.done;
  const bool english = scene.language == Language::English;
  const std::string unit = std::to_string(shown.unit + 1), about(scene.ui.say(label_of(shown.property)));
  if (at < 0 || at >= static_cast<int>(search.ids[1].size())) return english ? "Unit " + unit + ": " + about : "单元 " + unit + "：" + about;
  const std::string symbol = shown_symbol(search.text->symbols[static_cast<std::size_t>(search.ids[1][static_cast<std::size_t>(at)])]);
  const std::string value = format_number(static_cast<double>(search.values[1](at, shown.unit)), 3, Sign::Always);
  return english ? "Unit " + unit + " after “" + symbol + "”: " + value : "单元 " + unit + "，读过“" + symbol + "”之后：" + value;
}

}  // namespace

void draw_track_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("track", area);
  if (!scene.seen.text || scene.seen.text->learn.empty() || scene.seen.text->held_out.empty()) return draw_sentence_of(ui, area, {"This task has no text to search: choose a text under Model.", "这个任务没有文本可搜：请在“模型”里选一份文本。"});
  follow_track(scene);
  const TrackState& state = scene.hand.track;
  if (!state.done) return;
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
  if (said.w > 420) viz::color_bar(ui, {said.right(), said.y + 6}, viz::ColorMap::Diverging, limit, state.done->network->shape.kind == nn::RecurrentKind::Lstm ? "c" : "h");
  const int at = draw_track_text(scene, area, *shown, limit);
  text_in(ui, {said.x, said.y + 15}, said.w > 420 ? said.w - bar : said.w, unit_words(scene, *shown, at), {Face::Medium, ui::kLabel}, Token::Text1);
}

}  // namespace epochs::recurrent
