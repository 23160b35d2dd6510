// a is to b as c is to …: three slots that take words by typing, clicking and dragging, the answers with the words of the question passed over, and beside them what
// comes when every word may answer.
#include <algorithm>
#include <array>
#include <cmath>

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

constexpr float kSlotRow = 38, kPresetRow = 32, kWordChip = 28, kAnswerHead = 44, kTightHead = 20, kBetween = 12, kTightBetween = 5, kTight = 110, kAnswersBeside = 380;
constexpr int kAnswers = 10;
constexpr std::size_t kMostChips = 60;

using Slots = std::array<Rect, 4>;     // a, b, c, and the answer

std::string as_sum(const Scene& scene, const std::array<int, 3>& q) { return scene.word(q[2]) + " − " + scene.word(q[0]) + " + " + scene.word(q[1]); }

bool complete(const Scene& scene) {
  return std::all_of(scene.hand.analogy.begin(), scene.hand.analogy.end(), [&](int id) { return id >= 0 && id < scene.seen.text->size(); });
}

// Another text has other words: its own well-known question takes the slots.
void follow_text(Scene& scene) {
  AnalogyState& state = scene.hand.analogy_state;
  if (state.question[0] >= 0 && state.text.lock() != scene.seen.text) scene.hand.analogy = {-1, -1, -1}, state.question = {-1, -1, -1}, state.dragged = state.open = -1;
  state.text = scene.seen.text;
  for (int& id : scene.hand.analogy)
    if (id >= scene.seen.text->size()) id = -1;
  const bool empty = std::all_of(scene.hand.analogy.begin(), scene.hand.analogy.end(), [](int id) { return id < 0; });
  if (empty && state.open < 0) scene.hand.analogy = asked(scene.seen, scene.hand);
}

void find_answers(const Scene& scene) {
  AnalogyState& state = scene.hand.analogy_state;
  if (!complete(scene) || (state.question == scene.hand.analogy && state.vectors == scene.seen.vectors)) return;
  const std::array<int, 3>& q = scene.hand.analogy;
  state.passed_over = analogy(*scene.seen.vectors, q[0], q[1], q[2], kAnswers, QueryWords::PassedOver);
  state.allowed = analogy(*scene.seen.vectors, q[0], q[1], q[2], kAnswers, QueryWords::Allowed);
  state.question = q, state.vectors = scene.seen.vectors;
}

void fill_slot(Scene& scene, int slot, int word) {
  scene.hand.analogy[static_cast<std::size_t>(slot)] = word;
  scene.hand.analogy_state.open = (slot + 1) % 3;
}

int slot_to_fill(const Scene& scene) {
  for (int i = 0; i < 3; ++i)
    if (scene.hand.analogy[static_cast<std::size_t>(i)] < 0) return i;
  return std::max(0, scene.hand.analogy_state.open);
}

// ---- Slots ---------------------------------------------------------------------------------------------------------------

Slots draw_slots(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  AnalogyState& state = scene.hand.analogy_state;
  constexpr std::array<const char*, 3> kSigns = {":", "=", ":"};
  const float sign = row.w < 420 ? 14.0f : 24.0f, w = std::min(150.0f, (row.w - 3 * sign) / 4);
  Slots slots;
  for (std::size_t i = 0; i < 4; ++i) slots[i] = {row.x + static_cast<float>(i) * (w + sign), row.y, w, row.h};
  for (std::size_t i = 0; i < 3; ++i) {
    ui::TextFieldState& field = state.slots[i];
    int& id = scene.hand.analogy[i];
    const std::string known = id >= 0 ? scene.word(id) : "";
    if (!field.typing && field.text() != known) field.edit.set(known), field.scroll = 0;
    ui::TextFieldStyle style;
    style.longest = 40;
    style.lead = w < 90 ? 8.0f : 12.0f;
    style.text = {Face::Medium, w < 90 ? ui::kLabel : ui::kBody};
    const ui::TextFieldResult result = ui::text_field(ui, "analogy.slot." + std::to_string(i), slots[i], field, style);
    if (result.typing) state.open = static_cast<int>(i);
    if (const int found = scene.seen.text->find(trim(field.text())); result.changed && found >= 0) id = found;
    if (state.dragged >= 0 && slots[i].contains(ui.pointer.position)) ui.canvas.outline(slots[i].inset(-2), ui.color(Token::Text1), 11, 2);
    ui.canvas.text({slots[i].right() + sign / 2, row.center().y + 5}, kSigns[i], {Face::Medium, ui::kBody}, ui.color(Token::Text2), Align::Center);
  }
  const std::string answer = complete(scene) && !state.passed_over.empty() ? scene.word(state.passed_over.front().word) : "?";
  ui.canvas.fill(slots[3], ui.color(Token::Surface3), 10);
  text_in(ui, {slots[3].center().x, row.center().y + 5.5f}, w - 12, answer, {Face::Semibold, w < 90 ? ui::kLabel : ui::kBody}, Token::Text1, Align::Center);
  ui.anchors.add("analogy.answer", slots[3]);
  return slots;
}

void draw_presets(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  const TextStyle style{Face::Ui, ui::kSmall};
  int i = 0;
  for (const Preset& preset : presets(*scene.seen.text)) {
    const std::string label = as_sum(scene, preset.words);
    const float w = ui.canvas.text_width(label, {Face::Semibold, ui::kSmall}) + 28;
    if (row.w < w) continue;
    if (ui::button(ui, "analogy.preset." + std::to_string(i++), {row.x, row.y, w, row.h - 4}, label, ui::ButtonKind::Ghost, ui::Access::Open, style.size)) {
      scene.hand.analogy = preset.words;
      for (ui::TextFieldState& slot : scene.hand.analogy_state.slots) slot.typing = false;
      scene.hand.analogy_state.open = 0;
    }
    row.cut_left(w + 8);
  }
}

// ---- Words to take -------------------------------------------------------------------------------------------------------

// What is being typed into a slot and is no word yet; empty: nothing.
std::string unfinished(const Scene& scene) {
  for (const ui::TextFieldState& slot : scene.hand.analogy_state.slots)
    if (slot.typing && !trim(slot.text()).empty() && scene.seen.text->find(trim(slot.text())) < 0) return std::string(trim(slot.text()));
  return {};
}

std::vector<int> words_on_offer(const Scene& scene) {
  const Text& text = *scene.seen.text;
  const std::string start = unfinished(scene);
  std::vector<int> out;
  const auto offer = [&](int id) {
    if (id >= 0 && id < text.size() && out.size() < kMostChips && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
  };
  if (!start.empty()) {
    for (int id = 0; id < text.size(); ++id)
      if (text.word(id).starts_with(start)) offer(id);
    return out;
  }
  offer(scene.hand.word);
  for (const Preset& preset : presets(text))
    for (const int id : preset.words) offer(id);
  for (int id = text.size() / 16; id < text.size() && out.size() < kMostChips; ++id) offer(id);
  return out;
}

void draw_chips(Scene& scene, Rect area, const Slots& slots) {
  ui::Ui& ui = scene.ui;
  AnalogyState& state = scene.hand.analogy_state;
  const TextStyle style{Face::Ui, ui::kSmall};
  const std::vector<int> words = words_on_offer(scene);
  if (words.empty()) text_in(ui, {area.x, area.y + 18}, area.w, ui.language == Language::English ? "No word of this text begins like that." : "这份文本里没有这样开头的词。", style, Token::Text2);
  Vec2 at{area.x, area.y};
  for (const int word : words) {
    const float w = std::min(area.w, ui.canvas.text_width(scene.word(word), style) + 21);     // the rounding of a width must not cost a letter
    if (at.x + w > area.right()) at = {area.x, at.y + kWordChip + 4};
    if (at.y + kWordChip > area.bottom()) break;
    const Rect chip{at.x, at.y, w, kWordChip};
    const ui::Pressed press = ui::pressable(ui, "analogy.word." + std::to_string(word), chip, 8);
    ui.canvas.fill(chip, ui.color(press.hovered ? Token::Surface3 : Token::Surface2), 8);
    text_in(ui, {chip.x + 10, chip.center().y + 4.8f}, w - 20, scene.word(word), style, Token::Text1);
    if (press.clicked && !ui.pointer.pressed) fill_slot(scene, slot_to_fill(scene), word);
    else if (press.clicked) state.dragged = word;
    if (ui.pointer.released && state.dragged == word && chip.contains(ui.pointer.position)) fill_slot(scene, slot_to_fill(scene), word);
    at.x += w + 6;
  }
  if (state.dragged >= 0 && ui.pointer.released)
    for (int i = 0; i < 3; ++i)
      if (slots[static_cast<std::size_t>(i)].contains(ui.pointer.position)) fill_slot(scene, i, state.dragged), state.slots[static_cast<std::size_t>(i)].typing = false;
  if (ui.pointer.released || (!ui.pointer.down && !ui.pointer.pressed)) state.dragged = -1;
}

void draw_dragged(Scene& scene, Rect bounds) {
  const int word = scene.hand.analogy_state.dragged;
  if (word < 0 || word >= scene.seen.text->size()) return;
  ui::Ui& ui = scene.ui;
  const TextStyle style{Face::Medium, ui::kSmall};
  const float w = ui.canvas.text_width(scene.word(word), style) + 20;
  const Rect pill{std::clamp(ui.pointer.position.x - w / 2, bounds.x, std::max(bounds.x, bounds.right() - w)), std::clamp(ui.pointer.position.y - kWordChip / 2, bounds.y, bounds.bottom() - kWordChip), w, kWordChip};
  ui.canvas.fill(pill, ui.color(Token::Text1), 8);
  ui.canvas.text({pill.x + 10, pill.center().y + 4.8f}, scene.word(word), style, ui.color(Token::InkOn));
}

// ---- Answers -------------------------------------------------------------------------------------------------------------

std::string honest_words(const Scene& scene) {
  const AnalogyState& state = scene.hand.analogy_state;
  const bool english = scene.ui.language == Language::English;
  if (state.allowed.empty() || state.passed_over.empty()) return {};
  if (scene.seen.trainable() && scene.seen.pairs == 0) return english ? "Not one guess yet: these answers are chance." : "还没有猜过一次：这些答案全凭偶然。";
  const int nearest = state.allowed.front().word;
  const std::string name = scene.word(nearest);
  if (std::find(state.question.begin(), state.question.end(), nearest) != state.question.end())
    return english ? "With every word allowed the nearest is “" + name + "”, a word of the question itself. The usual rule passes over all three." : "每个词都可以回答时，最近的是题目里的“" + name + "”。通常的规则是跳过这三个词。";
  return english ? "Here the rule changes nothing: “" + name + "” is the nearest even of all words." : "在这里，这条规则没有影响：所有词里最近的也是“" + name + "”。";
}

struct Answers {
  std::string_view id;
  Localized title, about;
  std::span<const Near> items;
  int place;                   // Place::b
};

void draw_answers(Scene& scene, Rect area, const Answers& answers) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add(answers.id, area);
  const bool tight = area.h < kTight - kSlotRow;           // room for an answer before room for what it says
  const Rect head = area.cut_top(tight ? kTightHead : kAnswerHead);
  text_in(ui, {head.x + 6, head.y + 15}, head.w - 8, ui.say(answers.title), {Face::Semibold, ui::kLabel}, Token::Text1);
  if (!tight) text_in(ui, {head.x + 6, head.y + 34}, head.w - 8, ui.say(answers.about), {Face::Ui, ui::kSmall}, Token::Text3);
  if (answers.items.empty()) return void(text_in(ui, {area.x + 6, area.y + 18}, area.w - 8, ui.say({"Your guess first.", "请先猜。"}), {Face::Ui, ui::kLabel}, Token::Text2));
  NearList list;
  list.id = answers.id;
  list.row = std::clamp(area.h / static_cast<float>(answers.items.size()), 21.0f, 34.0f);
  list.marked = scene.hand.analogy_state.question;
  const int pressed = draw_near_list(scene, area, answers.items, list);
  if (pressed < 0) return;
  scene.hand.selected = {Place::Kind::Analogy, pressed, answers.place};
  scene.hand.word = answers.items[static_cast<std::size_t>(pressed)].word;
}

void draw_both_answers(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const AnalogyState& state = scene.hand.analogy_state;
  if (!complete(scene)) return draw_sentence_of(ui, area, {"Fill the three slots: type a word, click one, or drag it there.", "填满三个空格：可以输入、点选，也可以拖过去。"});
  const bool hides = waits_for(scene, "analogy");
  const std::string honest = hides ? std::string() : honest_words(scene);
  const Rect foot = area.h > 150 ? area.cut_bottom(44) : Rect{};
  const bool beside = area.w >= kAnswersBeside;
  constexpr float kGap = 22;
  const Rect first = beside ? Rect{area.x, area.y, (area.w - kGap) / 2, area.h} : Rect{area.x, area.y, area.w, area.h / 2}, second = beside ? Rect{first.right() + kGap, area.y, first.w, area.h} : Rect{area.x, first.bottom(), area.w, area.h / 2};
  draw_answers(scene, first, {"analogy.passed_over", {"The three passed over", "跳过这三个词"}, {"cosine with the sum", "与和向量的余弦"}, state.passed_over, 0});
  draw_answers(scene, second, {"analogy.allowed", {"Every word allowed", "所有词都可以答"}, {"the same sum, no rule", "同一个和向量，不加规则"}, hides ? std::span<const Near>{} : std::span<const Near>(state.allowed), 1});
  if (foot.h > 0) ui::plain_text(ui, {foot.x + 6, foot.y + 6}, foot.w - 8, honest, {{Face::Ui, ui::kSmall}, 19, Token::Text2, 2});
}

}  // namespace

void draw_analogy_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("analogy", area);
  follow_text(scene);
  find_answers(scene);
  const Rect all = area;
  const Slots slots = draw_slots(scene, area.cut_top(kSlotRow));
  area.cut_top(all.h < kTight ? kTightBetween : kBetween);
  if (area.h > 170 && !presets(*scene.seen.text).empty()) {
    draw_presets(scene, area.cut_top(kPresetRow));
    area.cut_top(4);
  }
  const float chips = area.h > 330 ? 2 * kWordChip + 4 : area.h > 130 ? kWordChip : 0;
  const Rect tray = area.cut_top(chips);
  if (chips > 0) area.cut_top(kBetween);
  draw_both_answers(scene, area);
  if (chips > 0) draw_chips(scene, tray, slots);
  draw_dragged(scene, all);
}

}  // namespace epochs::word2vec
