// "I like to eat pizza" in five steps: embed, project, scores, weights, sum. Every table is shown with its numbers; what was chosen can be changed, the rest follows.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"

namespace epochs::self_attention {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kPizzaRow = 50, kPizzaCell = 122, kPizzaGap = 26;       // at most
constexpr std::array<Localized, kPizzaSteps> kStepNames{{{"1 Embed", "1 词向量"}, {"2 Project", "2 投影"}, {"3 Dot products", "3 点积"}, {"4 Softmax", "4 softmax"}, {"5 Weighted sum", "5 加权和"}}};
constexpr std::array<Localized, kPizzaSteps> kStepWords{{{"Each word is four numbers: how much it is somebody, a feeling, a doing, food.", "每个词是四个数：多像“谁”、感受、做事、食物。"},
                                                        {"From them three tables make a query, a key and a value of two numbers each.", "三张表从中算出各有两个数的查询、键和值。"},
                                                        {"The query of the word that looks, times the key of each word, divided by √2.", "正在看的词的查询乘以每个词的键，再除以 √2。"},
                                                        {"softmax makes shares of them that add up to 1.", "softmax 把它们变成加起来为 1 的份额。"},
                                                        {"The values, each as much as its share: what the word has learned of the others.", "每个值按份额相加：这个词从别的词那里知道的。"}}};

constexpr std::array<Localized, 4> kFeatureNames{{{"somebody", "谁"}, {"feeling", "感受"}, {"doing", "做事"}, {"food", "食物"}}};

struct PizzaBox {
  std::string_view id, symbol;
  Token color;
  const Matrix& values;
  bool words;                                    // a row for each word, with its name
  int lit_row = -1;                              // of the word that looks
  bool editable = false;
  PizzaTable table = PizzaTable::X;
};

float words_width(ui::Ui& ui, bool words) {
  float out = 0;
  if (words)
    for (const Localized& each : kPizzaSentence) out = std::max(out, ui.canvas.text_width(ui.say(each), {Face::Medium, ui::kSmall}) + 10);
  return out;
}

float width_of(ui::Ui& ui, const PizzaBox& box, float cell) { return words_width(ui, box.words) + cell * static_cast<float>(box.values.cols()); }

void draw_pizza_cell(Scene& scene, Rect cell, const PizzaBox& box, int row, int column) {
  ui::Ui& ui = scene.ui;
  PizzaState& state = scene.hand.pizza;
  const auto value = static_cast<double>(box.values(row, column));
  const ui::Color ground = ui.theme.diverging_at(static_cast<float>(std::clamp(value / 2.5, -1.0, 1.0)));
  ui.canvas.fill(cell.inset(1), ground, 4);
  viz::mark_negative(ui, cell.inset(1), viz::ColorMap::Diverging, value, 2.5);
  const int decimals = box.editable ? (value == std::round(value) ? 0 : 1) : 2;
  ui.canvas.text({cell.center().x, cell.center().y + 4.5f}, fitted(ui, format_number(value, decimals), {Face::Mono, ui::kTick}, cell.w - 2), {Face::Mono, ui::kTick}, ui::text_on(ground), ui::Align::Center);
  if (row == box.lit_row) ui.canvas.outline(cell.inset(0.5f), ui::with_alpha(ui.color(Token::Query), 0.9f), 4, 1.4f);
  if (!box.editable) return;
  const std::string id = std::string(box.id) + "." + std::to_string(row) + "." + std::to_string(column);
  const ui::Pressed press = ui::pressable(ui, id, cell.inset(1), 4);
  const bool held = state.table == box.table && state.row == row && state.column == column;
  if (held || press.hovered) ui.canvas.outline(cell.inset(1), ui.color(Token::Text1), 4, held ? 2.0f : 1.2f);
  if (press.clicked) state.table = box.table, state.row = row, state.column = column;
}

// What the four numbers of a word stand for, where the cells are wide enough.
bool has_headings(ui::Ui& ui, const PizzaBox& box, float cell) {
  return box.table == PizzaTable::X && box.editable &&
         std::all_of(kFeatureNames.begin(), kFeatureNames.end(), [&](const Localized& name) { return ui.canvas.text_width(ui.say(name), {Face::Ui, ui::kSmall}) < cell - 8; });
}

void draw_pizza_box(Scene& scene, ui::Vec2 at, float cell, float row_height, const PizzaBox& box) {
  ui::Ui& ui = scene.ui;
  const float names = words_width(ui, box.words);
  ui.anchors.add(box.id, {at.x, at.y, names + cell * static_cast<float>(box.values.cols()), row_height * static_cast<float>(box.values.rows() + 1)});
  const bool named = has_headings(ui, box, cell);
  ui.canvas.text({named ? at.x + 2 : at.x + names + 2, at.y + row_height - 8}, box.symbol, {Face::MathItalic, 17}, ui.color(box.color));
  for (std::size_t i = 0; named && i < kFeatureNames.size(); ++i)
    ui.canvas.text({at.x + names + cell * (static_cast<float>(i) + 0.5f), at.y + row_height - 8}, ui.say(kFeatureNames[i]), {Face::Ui, ui::kSmall}, ui.color(Token::Text3), ui::Align::Center);
  for (int row = 0; row < box.values.rows(); ++row) {
    const float y = at.y + row_height * static_cast<float>(row + 1);
    if (box.words) {
      const Rect word{at.x, y, names - 4, row_height};
      const bool looks = row == scene.hand.pizza.word;
      text_in(ui, {word.x, word.center().y + 5}, word.w, ui.say(kPizzaSentence[static_cast<std::size_t>(row)]), {looks ? Face::Semibold : Face::Medium, ui::kSmall}, looks ? Token::Query : Token::Text1);
      ui.anchors.add(std::string(box.id) + ".word." + std::to_string(row), word);
      if (word.contains(ui.pointer.position)) {
        ui.requests.cursor = ui::Cursor::Hand;
        if (ui.pointer.pressed) scene.hand.pizza.word = row;
      }
    }
    for (int column = 0; column < box.values.cols(); ++column) draw_pizza_cell(scene, {at.x + names + cell * static_cast<float>(column), y, cell, row_height}, box, row, column);
  }
}

// From left to right, in lines where they have no room beside each other; smaller where there is none below.
void draw_pizza_boxes(Scene& scene, Rect area, const std::vector<PizzaBox>& boxes) {
  ui::Ui& ui = scene.ui;
  float cell = kPizzaCell, row = kPizzaRow;
  const auto height_with = [&] {
    float x = 0, y = 0, line = 0;
    for (const PizzaBox& box : boxes) {
      const float w = width_of(ui, box, cell), h = row * static_cast<float>(box.values.rows() + 1) + 10;
      if (x > 0 && x + w > area.w) x = 0, y += line, line = 0;
      x += w + kPizzaGap, line = std::max(line, h);
    }
    return y + line;
  };
  while ((height_with() > area.h || width_of(ui, boxes.back(), cell) > area.w) && row > 15) cell = std::max(34.0f, cell - 4), row -= 1;
  if (height_with() > area.h + 2) return draw_line_of_words(ui, area, ui.say({"There is no room for the numbers here.", "这里放不下这些数。"}));
  float x = area.x, y = area.y, line = 0;
  for (const PizzaBox& box : boxes) {
    const float w = width_of(ui, box, cell), h = row * static_cast<float>(box.values.rows() + 1) + 10;
    if (x > area.x && x + w > area.right()) x = area.x, y += line, line = 0;
    draw_pizza_box(scene, {x, y}, cell, row, box);
    x += w + kPizzaGap, line = std::max(line, h);
  }
}

// Scores and what comes of them would answer an open question.
std::vector<PizzaBox> boxes_of(const PizzaState& state, const PizzaLook& seen, bool waits) {
  const PizzaBox x{"pizza.x", "X", Token::Input, state.pizza.x, true, state.word, true, PizzaTable::X}, wq{"pizza.wq", "W q", Token::Query, state.pizza.wq, false, -1, true, PizzaTable::Wq},
      wk{"pizza.wk", "W k", Token::Key, state.pizza.wk, false, -1, true, PizzaTable::Wk}, wv{"pizza.wv", "W v", Token::Value, state.pizza.wv, false, -1, true, PizzaTable::Wv};
  const PizzaBox q{"pizza.q", "Q", Token::Query, seen.q, true, state.word}, k{"pizza.k", "K", Token::Key, seen.k, true}, v{"pizza.v", "V", Token::Value, seen.v, true},
      scores{"pizza.scores", "S", Token::Text1, seen.scores, true, state.word}, weights{"pizza.weights", "A", Token::Activation, seen.weights, true, state.word}, mixed{"pizza.mixed", "Y", Token::Value, seen.mixed, true, state.word};
  if (waits && state.step > PizzaStep::Project) return {q, k};
  switch (state.step) {
    case PizzaStep::Embed: return {x};
    case PizzaStep::Project: return {x, wq, wk, wv, q, k, v};
    case PizzaStep::Scores: return {q, k, scores};
    case PizzaStep::Weights: return {scores, weights};
    case PizzaStep::Sum: break;
  }
  return {weights, v, mixed};
}

// The cell in the learner's hand on a slider, in steps of a tenth.
void draw_pizza_hand(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  PizzaState& state = scene.hand.pizza;
  const Rect back = row.cut_right(std::min(110.0f, row.w * 0.3f));
  if (ui::button(ui, "pizza.reset", back.inset(0, 1), ui.say({"As it was", "还原"}))) state.pizza = pizza_to_begin_with(), state.row = -1;
  row.cut_right(12);
  const Matrix& table = table_of(state.pizza, state.table);
  if (state.row < 0 || state.row >= table.rows() || state.column >= table.cols()) {
    text_in(ui, {row.x, row.center().y + 5}, row.w, ui.say({"Press a number of X or W to change it.", "点 X 或 W 里的一个数来改它。"}), {Face::Ui, ui::kSmall}, Token::Text3);
    return;
  }
  constexpr double kReach = 3;
  const auto now = static_cast<double>(table(state.row, state.column));
  static constexpr std::array<std::string_view, 4> names{"X", "Wq", "Wk", "Wv"};
  const std::string words = std::string(names[static_cast<std::size_t>(state.table)]) + " " + std::to_string(state.row + 1) + "," + std::to_string(state.column + 1) + " = " + format_number(now, 1);
  const float label = std::min(110.0f, row.w * 0.4f);
  text_in(ui, {row.x, row.center().y + 5}, label - 6, words, {Face::Medium, ui::kLabel}, Token::Text1);
  const auto share = static_cast<float>((std::clamp(now, -kReach, kReach) + kReach) / (2 * kReach));
  const float moved = ui::slider(ui, "pizza.hand", {row.x + label, row.y, std::min(300.0f, row.w - label), row.h}, share, scene.hand.dragged, 1.0f / 60);
  if (moved != share) set(state.pizza, state.table, state.row, state.column, std::round((2 * kReach * static_cast<double>(moved) - kReach) * 10) / 10);
}

}  // namespace

void draw_pizza_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("pizza", area);
  PizzaState& state = scene.hand.pizza;
  std::array<std::string, kPizzaSteps> names;
  std::array<std::string_view, kPizzaSteps> labels;
  const bool narrow = area.w < 560;
  for (std::size_t i = 0; i < labels.size(); ++i) names[i] = narrow ? std::to_string(i + 1) : std::string(ui.say(kStepNames[i])), labels[i] = names[i];
  const Rect steps = area.cut_top(34);
  state.step = static_cast<PizzaStep>(ui::segmented(ui, "pizza.step", {steps.x, steps.y, std::min(steps.w, narrow ? 300.0f : 720.0f), steps.h}, labels, static_cast<int>(state.step)));
  area.cut_top(8);
  draw_line_of_words(ui, area.cut_top(narrow ? 40.0f : 24.0f), ui.say(kStepWords[static_cast<std::size_t>(state.step)]));
  draw_pizza_hand(scene, area.cut_bottom(34));
  area.cut_bottom(8);
  const PizzaLook seen = look(state.pizza);
  draw_pizza_boxes(scene, area, boxes_of(state, seen, scene.hand.question_open));
}

}  // namespace epochs::self_attention
