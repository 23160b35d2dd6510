// A line with holes, typed or chosen; for each hole the words that fit best. A click on a word fills the hole, and the other holes then know it. What the text itself
// has there can be shown once the learner has put something in.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "pass_rows.hpp"
#include "strips.hpp"
#include "ui/anchor.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::word2vec {
namespace {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::TextStyle;
using ui::Token;
using ui::Vec2;

constexpr float kField = 38, kPresetLine = 36, kCells = 74, kFitRow = 25, kLeastColumn = 176, kColumnGap = 20, kFitHead = 26;
constexpr int kBest = 10;

std::span<const std::string_view> written_presets(Source source) {
  static constexpr std::array<std::string_view, 3> poems{"床前□□光", "春眠不□晓", "白日□山尽"}, world{"the cat □ the mouse", "the king □ the apple", "the □ eats the apple"}, bible{"in the □ god created the heaven", "the □ is my shepherd", "let there be □"},
      austen{"it is a truth universally □", "my dear mr □", "i am very □ to hear it"};
  static constexpr std::array<std::string_view, 2> bilingual{"国王□苹果", "猫□老鼠"};
  switch (source) {
    case Source::Poems: return poems;
    case Source::World:
    case Source::Few: return world;
    case Source::Bilingual: return bilingual;
    case Source::Bible: return bible;
    case Source::Austen: return austen;
    default: return {};
  }
}

// A sentence of the text with a hole in its middle; empty where none is long enough.
std::string from_the_text(const Text& text, std::size_t start) {
  constexpr std::size_t kFewest = 4, kMost = 9;
  std::vector<int> sentence;
  for (std::size_t i = start; i < text.ids.size(); ++i) {
    if (text.ids[i] != kSentenceEnd) {
      sentence.push_back(text.ids[i]);
      continue;
    }
    if (sentence.size() >= kFewest && sentence.size() <= kMost) break;
    sentence.clear();
  }
  if (sentence.size() < kFewest || sentence.size() > kMost) return {};
  std::string out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string word = i == sentence.size() / 2 ? "□" : text.word(sentence[i]);
    const bool chinese = text.languages[static_cast<std::size_t>(sentence[i])] == Language::Chinese;
    out += (i > 0 && !chinese ? " " : "") + word;
  }
  return out;
}

std::vector<std::string> lines_on_offer(const Text& text) {
  std::vector<std::string> out;
  const auto known = [&](std::string_view written) {
    const Line line = line_of(text, written);
    return std::find(line.ids.begin(), line.ids.end(), -2) == line.ids.end();
  };
  for (const std::string_view preset : written_presets(text.source))
    if (known(preset)) out.emplace_back(preset);
  for (std::size_t i = 1; out.size() < 3 && i < 12; ++i) {
    const std::string line = from_the_text(text, text.ids.size() * i / 12);
    if (!line.empty() && known(line) && std::find(out.begin(), out.end(), line) == out.end()) out.push_back(line);
  }
  return out;
}

// ---- The line ------------------------------------------------------------------------------------------------------------

std::size_t holes_in(std::string_view written) {
  std::size_t count = 0;
  for (WrittenHole hole = find_hole(written, 0); hole.bytes > 0; hole = find_hole(written, hole.at + hole.bytes)) ++count;
  return count;
}

std::string filled_in(const GapState& state) {
  std::string out;
  std::size_t from = 0, number = 0;
  for (WrittenHole hole = find_hole(state.asked, 0); hole.bytes > 0; hole = find_hole(state.asked, from)) {
    out += state.asked.substr(from, hole.at - from);
    const std::string& filled = number < state.filled.size() ? state.filled[number] : std::string();
    out += filled.empty() ? "□" : filled;
    from = hole.at + hole.bytes, ++number;
  }
  return out + state.asked.substr(from);
}

void ask(GapState& state, const std::string& line) {
  state.asked = line;
  state.filled.assign(holes_in(line), "");
  state.revealed = false, state.first = 0;
}

void write_line(GapState& state) {
  state.line.edit.set(filled_in(state));
  state.line.scroll = 0;
}

// The first run of the text that is this line, whatever stands in its holes.
std::vector<std::string> truth_of(const Text& text, const Line& line) {
  const auto fits_at = [&](std::size_t at) {
    for (std::size_t i = 0; i < line.ids.size(); ++i) {
      const int id = text.ids[at + i];
      if (id == kSentenceEnd || (line.ids[i] != -1 && line.ids[i] != id)) return false;
    }
    return true;
  };
  std::vector<std::string> out;
  for (std::size_t at = 0; !line.ids.empty() && at + line.ids.size() <= text.ids.size(); ++at) {
    if (!fits_at(at)) continue;
    for (std::size_t i = 0; i < line.ids.size(); ++i)
      if (line.ids[i] == -1) out.push_back(text.word(text.ids[at + i]));
    break;
  }
  return out;
}

// Places of the holes of `asked` in a Line of it.
std::vector<int> holes_of(const Line& line) {
  std::vector<int> out;
  for (std::size_t i = 0; i < line.ids.size(); ++i)
    if (line.ids[i] == -1) out.push_back(static_cast<int>(i));
  return out;
}

bool all_filled(const GapState& state) { return std::none_of(state.filled.begin(), state.filled.end(), [](const std::string& each) { return each.empty(); }); }
bool any_filled(const GapState& state) { return std::any_of(state.filled.begin(), state.filled.end(), [](const std::string& each) { return !each.empty(); }); }

void follow_gap(Scene& scene) {
  GapState& state = scene.hand.gap;
  const Text& text = *scene.seen.text;
  if (state.text.lock() != scene.seen.text) {
    state.offers = lines_on_offer(text);
    ask(state, state.offers.empty() ? "床前□□光" : state.offers.front());
    write_line(state);
    state.text = scene.seen.text, state.found_for.clear(), state.read.clear();
  }
  if (state.found_for != state.asked) state.truth = truth_of(text, line_of(text, state.asked)), state.found_for = state.asked;
  if (state.looked_at != scene.hand.step) {
    state.missing.reset();
    if (scene.hand.step == "gap")
      if (const auto poems = fetched_text(Source::Poems); !poems) state.missing = poems.failure();
    state.looked_at = scene.hand.step;
  }
  if (state.read == state.line.text() && state.vectors == scene.seen.vectors) return;
  const Line line = line_of(text, state.line.text());
  const std::vector<int> open = holes_of(line);
  state.lists.assign(state.filled.size(), {});
  std::size_t next = 0;
  for (std::size_t i = 0; i < state.filled.size() && next < open.size(); ++i)
    if (state.filled[i].empty()) state.lists[i] = fits(scene.seen, line, open[next++], kBest);
  state.read = state.line.text(), state.vectors = scene.seen.vectors;
}

// Place::a of a hole that is open.
int hole_place(const Scene& scene, std::size_t hole) {
  const GapState& state = scene.hand.gap;
  const std::vector<int> open = holes_of(line_of(*scene.seen.text, state.line.text()));
  const auto before = static_cast<std::size_t>(std::count_if(state.filled.begin(), state.filled.begin() + static_cast<std::ptrdiff_t>(hole), [](const std::string& each) { return each.empty(); }));
  return before < open.size() ? open[before] : -1;
}

void fill_gap(Scene& scene, std::size_t hole, const std::string& word) {
  GapState& state = scene.hand.gap;
  state.filled[hole] = word;
  write_line(state);
  for (std::size_t i = 0; i < state.filled.size(); ++i) {
    const std::size_t next = (hole + i) % state.filled.size();
    if (!state.filled[next].empty()) continue;
    state.first = static_cast<int>(next);
    scene.hand.selected = {Place::Kind::Fit, std::max(0, hole_place(scene, next)), 0};
    return;
  }
}

void draw_field(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  GapState& state = scene.hand.gap;
  ui::TextFieldStyle style;
  style.longest = 80;
  style.placeholder = ui.say({"Type a line, with _ for a gap", "写一句话，空格处写 _"});
  if (ui::text_field(ui, "gap.line", row, state.line, style).changed) ask(state, state.line.text());
}

void draw_offers(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  int i = 0;
  for (const std::string& line : scene.hand.gap.offers) {
    const float w = ui.canvas.text_width(line, {Face::Semibold, ui::kSmall}) + 28;
    if (w > row.w) break;
    if (ui::button(ui, "gap.offer." + std::to_string(i++), {row.x, row.y, w, 30}, line, ui::ButtonKind::Ghost, ui::Access::Open, ui::kSmall)) {
      ask(scene.hand.gap, line);
      scene.hand.gap.line.typing = false;
      write_line(scene.hand.gap);
    }
    row.cut_left(w + 8);
  }
}

// ---- The line, large -----------------------------------------------------------------------------------------------------

void draw_hole(Scene& scene, Rect cell, std::size_t hole, TextStyle style) {
  ui::Ui& ui = scene.ui;
  GapState& state = scene.hand.gap;
  const std::string& filled = state.filled[hole];
  const ui::Pressed press = ui::pressable(ui, "gap.hole." + std::to_string(hole), cell, 8);
  ui.canvas.fill(cell, ui.color(press.hovered ? Token::Surface3 : Token::Surface2), 8);
  ui.canvas.outline(cell, ui.color(filled.empty() ? Token::Target : Token::Line2), 8, 1.6f);
  if (!filled.empty()) text_in(ui, {cell.center().x, cell.y + style.size * 1.12f}, cell.w - 6, filled, style, Token::Text1, Align::Center);
  if (state.revealed && hole < state.truth.size()) {
    const bool same = filled == state.truth[hole];
    text_in(ui, {cell.center().x, cell.bottom() + 18}, cell.w + 20, (same ? "= " : "≠ ") + state.truth[hole], {Face::Medium, ui::kSmall}, Token::Target, Align::Center);
  }
  if (!press.clicked) return;
  state.filled[hole].clear();
  state.revealed = false;
  state.first = static_cast<int>(hole);
  write_line(state);
}

void draw_large(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const GapState& state = scene.hand.gap;
  const Line line = line_of(*scene.seen.text, state.asked);
  const auto width_of = [&](std::size_t i, TextStyle style, std::size_t hole) {
    if (line.ids[i] != -1) return ui.canvas.text_width(line.words[i], style);
    const std::string& filled = hole < state.filled.size() ? state.filled[hole] : std::string();
    return std::max(style.size * 1.4f, ui.canvas.text_width(filled, style) + 16);
  };
  const auto total = [&](TextStyle style) {
    float sum = 0;
    std::size_t hole = 0;
    for (std::size_t i = 0; i < line.words.size(); ++i) sum += width_of(i, style, hole) + style.size * 0.3f, hole += line.ids[i] == -1;
    return sum;
  };
  TextStyle style{Face::Medium, 32};
  while (style.size > ui::kLabel && total(style) > area.w) style.size -= 2;
  float x = area.x;
  std::size_t hole = 0;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const float w = width_of(i, style, hole), baseline = area.y + 6 + style.size * 1.12f;
    if (x + w > area.right() + 1) {
      ui.canvas.text({std::min(x, area.right() - 16), baseline}, "…", style, ui.color(Token::Text3));
      break;
    }
    if (line.ids[i] == -1) draw_hole(scene, {x, area.y + 6, w, style.size * 1.5f}, hole++, style);
    else ui.canvas.text({x, baseline}, line.words[i], style, ui.color(line.ids[i] == -2 ? Token::Text3 : Token::Text1));
    x += w + style.size * 0.3f;
  }
}

// ---- What fits -------------------------------------------------------------------------------------------------------------

std::string percent_of(double share) { return 100 * share >= 9.95 ? format_number(100 * share, 0) + "%" : format_number(100 * share, 1) + "%"; }

void draw_fit(Scene& scene, Rect row, std::size_t hole, int rank, double most) {
  ui::Ui& ui = scene.ui;
  const Fit& fit = scene.hand.gap.lists[hole][static_cast<std::size_t>(rank)];
  const std::string id = "gap.fit." + std::to_string(hole) + "." + std::to_string(rank), word = scene.word(fit.word);
  constexpr float kNumber = 58;
  const Rect number{row.right() - kNumber, row.y, kNumber, row.h}, left{row.x, row.y, row.w - kNumber - 2, row.h};
  const ui::Pressed press = ui::pressable(ui, id, left, 6), open = ui::pressable(ui, id + ".number", number, 6);
  ui::hover_fill(ui, left, Token::Surface2, 6, press);
  ui::hover_fill(ui, number, Token::Surface2, 6, open);
  const Place place{Place::Kind::Fit, hole_place(scene, hole), rank};
  if (scene.hand.selected == place) ui.canvas.fill(number, ui.color(Token::Surface3), 6);
  const float y = row.center().y + 5, names = std::clamp(row.w * 0.36f, 40.0f, 110.0f);
  text_in(ui, {row.x + 6, y}, names - 8, word, {press.hovered ? Face::Semibold : Face::Ui, ui::kLabel}, Token::Text1);
  const Rect track{row.x + names, row.center().y - 4.5f, left.right() - row.x - names - 6, 9};
  if (track.w > 12) {
    ui.canvas.fill(track, ui.color(Token::Surface3), 3);
    ui.canvas.fill({track.x, track.y, std::max(2.0f, track.w * static_cast<float>(fit.probability / most)), track.h}, ui.color(Token::Activation), 3);
  }
  ui.canvas.text({number.right() - 5, y}, percent_of(fit.probability), {Face::Mono, ui::kSmall}, ui.color(open.hovered ? Token::Text1 : Token::Text2), Align::Right);
  if (open.clicked) scene.hand.selected = place;
  if (press.clicked) fill_gap(scene, hole, word);
}

void draw_list_of(Scene& scene, Rect area, std::size_t hole) {
  ui::Ui& ui = scene.ui;
  const GapState& state = scene.hand.gap;
  ui.anchors.add("gap.list." + std::to_string(hole), area);
  const std::string number = std::to_string(hole + 1);
  const Rect head = area.cut_top(kFitHead);
  text_in(ui, {head.x + 6, head.y + 16}, head.w - 8, state.filled.size() > 1 ? (ui.language == Language::English ? "Gap " + number : "第 " + number + " 个空") : std::string(ui.say({"What fits best", "最合适的词"})), {Face::Semibold, ui::kLabel},
          Token::Text1);
  if (state.lists[hole].empty()) return draw_sentence_of(ui, area.inset(6, 0), {"No word around this gap is known within the window: nothing to go by.", "这个空周围的窗口里没有认得的词，无从猜起。"});
  const double most = state.lists[hole].front().probability;
  for (int rank = 0; rank < static_cast<int>(state.lists[hole].size()) && area.h >= kFitRow; ++rank) {
    draw_fit(scene, area.cut_top(kFitRow), hole, rank, most);
    if (!state.filled[hole].empty()) return;     // it was filled just now
  }
}

void draw_lists_of_fits(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const GapState& state = scene.hand.gap;
  if (!has_outputs(scene.seen)) return draw_sentence_of(ui, area, {"These vectors came from a file without the second vector u of each word: nothing says how well a word fits.", "这些向量来自文件，没有每个词的第二个向量 u，无法给合适程度打分。"});
  if (state.filled.empty()) return draw_sentence_of(ui, area, {"There is no gap in this line. Write _ where a word should be found.", "这句话里没有空。在要找词的地方写 _。"});
  if (all_filled(state)) return draw_sentence_of(ui, area, {"Every gap is filled. Click on one to open it again.", "空都填好了。点一下可以重新打开。"});
  const auto columns = std::max<std::size_t>(1, static_cast<std::size_t>((area.w + kColumnGap) / (kLeastColumn + kColumnGap)));
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < state.filled.size() && shown.size() < columns; ++i) {
    const std::size_t hole = (static_cast<std::size_t>(state.first) + i) % state.filled.size();
    if (state.filled[hole].empty()) shown.push_back(hole);
  }
  std::sort(shown.begin(), shown.end());
  const auto count = static_cast<float>(shown.size());
  const float w = std::min(320.0f, (area.w - kColumnGap * (count - 1)) / count);
  for (std::size_t i = 0; i < shown.size(); ++i)
    if (shown[i] < state.filled.size() && state.filled[shown[i]].empty()) draw_list_of(scene, {area.x + static_cast<float>(i) * (w + kColumnGap), area.y, w, area.h}, shown[i]);
}

// ---- Below -----------------------------------------------------------------------------------------------------------------

std::string unknown_words(const Scene& scene) {
  const Line line = line_of(*scene.seen.text, scene.hand.gap.asked);
  std::string out;
  for (std::size_t i = 0; i < line.ids.size(); ++i)
    if (line.ids[i] == -2) out += (out.empty() ? "" : scene.language == Language::English ? ", " : "、") + line.words[i];
  return out;
}

std::string foot_words(const Scene& scene) {
  const GapState& state = scene.hand.gap;
  const bool english = scene.language == Language::English;
  std::string out;
  if (state.missing && scene.seen.settings.source != Source::Poems) out = state.missing->in(scene.language) + (english ? " " : "");
  if (const std::string unknown = unknown_words(scene); !unknown.empty()) out += english ? "Not in this text: " + unknown + ". " : "文本里没有：" + unknown + "。";
  if (scene.seen.settings.output == Output::Softmax) return out + (english ? "Shares of the softmax over all words." : "softmax 在所有词里的份额。");
  return out + (english ? "Negative sampling’s scores were not made to be probabilities: they rank the words, no more." : "负采样的得分并不是为当概率而造的：只能排名次。");
}

void draw_gap_foot(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  GapState& state = scene.hand.gap;
  if (!state.truth.empty()) {
    const std::string_view label = ui.say({"Show the true line", "看原句"});
    const float w = ui.canvas.text_width(label, {Face::Semibold, ui::kLabel}) + 32;
    const ui::Access access = any_filled(state) && !state.revealed ? ui::Access::Open : ui::Access::Disabled;
    if (ui::button(ui, "gap.reveal", {row.right() - w, row.y + 6, w, 34}, label, ui::ButtonKind::Ghost, access, ui::kLabel)) state.revealed = true;
    row.cut_right(w + 16);
  }
  ui.anchors.add("gap.said", row);
  ui::plain_text(ui, {row.x, row.y + 4}, row.w, foot_words(scene), {{Face::Ui, ui::kSmall}, 19, Token::Text2, 3});
}

}  // namespace

void draw_gap_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("gap", area);
  follow_gap(scene);
  draw_field(scene, area.cut_top(kField));
  area.cut_top(8);
  if (area.h > 240) draw_offers(scene, area.cut_top(kPresetLine));
  const Rect foot = area.h > 180 ? area.cut_bottom(64) : Rect{};
  draw_large(scene, area.cut_top(kCells));
  follow_gap(scene);                   // what was typed or chosen just now
  draw_lists_of_fits(scene, area);
  if (foot.h > 0) draw_gap_foot(scene, foot);
}

}  // namespace epochs::word2vec
