// Which digits it takes for which, on pictures that it has not learned from; a cell shows its digits.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "cells.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kRowHeadings = 34, kHeadings = 40, kBelow = 28, kDigit = 42, kLargestDigit = 76;

int row_total(const Confusion& confusion, int label) {
  int sum = 0;
  for (const int count : confusion.counts[static_cast<std::size_t>(label)]) sum += count;
  return sum;
}

// Right answers in the colour of answers, errors in that of errors, darker the rarer; nothing where there is none.
void draw_count(Scene& scene, Rect cell, int label, int said, int count, int total) {
  ui::Ui& ui = scene.ui;
  const double share = total > 0 ? static_cast<double>(count) / total : 0;
  const Token token = label == said ? Token::Activation : Token::Error;
  const float strength = count == 0 ? 0 : static_cast<float>(0.25 + 0.75 * (label == said ? share : std::min(1.0, share * 8)));
  const ui::Color ground = ui::mix(ui.color(Token::Surface2), ui.color(token), strength);
  ui.canvas.fill(cell, ground, 2);
  const std::string text = std::to_string(count);
  if (count > 0 && ui.canvas.text_width(text, {ui::Face::Mono, ui::kTick}) <= cell.w - 2 && cell.h >= 15)
    ui.canvas.text({cell.center().x, cell.center().y + 4.4f}, text, {ui::Face::Mono, ui::kTick}, ui::text_on(ground), ui::Align::Center);
}

void take_confusion_cell(Scene& scene, Rect grid, float side) {
  ui::Ui& ui = scene.ui;
  viz::GridCell& chosen = scene.hand.confused;
  ui.anchors.add("confusion.cells", grid);
  const ui::Vec2 p = ui.pointer.position;
  if (grid.contains(p) && ui.pointer.pressed) chosen = {std::min(kClasses - 1, static_cast<int>((p.y - grid.y) / side)), std::min(kClasses - 1, static_cast<int>((p.x - grid.x) / side))};
  if (!ui.focus.add("confusion.cells") || !ui.focus.visible()) return;
  ui::focus_outline(ui, grid, 4);
  ui.focus.begin_browsing();
  viz::move_cursor(ui, chosen, kClasses, kClasses);
}

// The mistake that is made most often; none where there is none.
viz::GridCell worst_cell(const Confusion& confusion) {
  viz::GridCell worst;
  int most = 0;
  for (int label = 0; label < kClasses; ++label)
    for (int said = 0; said < kClasses; ++said)
      if (const int count = confusion.counts[static_cast<std::size_t>(label)][static_cast<std::size_t>(said)]; label != said && count > most) most = count, worst = {label, said};
  return worst;
}

float side_of_matrix(Rect area) { return std::min(area.w - kRowHeadings, area.h - kHeadings) / kClasses; }

void draw_matrix(Scene& scene, Rect area, const Score& score, viz::GridCell chosen) {
  ui::Ui& ui = scene.ui;
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const float side = side_of_matrix(area);
  const Rect grid{area.x + kRowHeadings, area.y + kHeadings, side * kClasses, side * kClasses};
  take_confusion_cell(scene, grid, side);
  ui.canvas.text({grid.right(), grid.y - 26}, ui.say({"it says", "网络说"}), style, ui.color(Token::Text3), ui::Align::Right);
  ui.canvas.text({area.x, grid.y - 8}, ui.say({"true", "正确"}), style, ui.color(Token::Text3));
  for (int i = 0; i < kClasses; ++i) {
    const float at = side * (static_cast<float>(i) + 0.5f);
    ui.canvas.text({grid.x + at, grid.y - 8}, std::to_string(i), style, ui.color(chosen.column == i ? Token::Text1 : Token::Text2), ui::Align::Center);
    ui.canvas.text({grid.x - 10, grid.y + at + 4.8f}, std::to_string(i), style, ui.color(chosen.row == i ? Token::Text1 : Token::Text2), ui::Align::Right);
  }
  for (int label = 0; label < kClasses; ++label) {
    const int total = row_total(score.confusion, label);
    for (int said = 0; said < kClasses; ++said) {
      const Rect cell{grid.x + static_cast<float>(said) * side, grid.y + static_cast<float>(label) * side, side - 1, side - 1};
      draw_count(scene, cell, label, said, score.confusion.counts[static_cast<std::size_t>(label)][static_cast<std::size_t>(said)], total);
      if (chosen == viz::GridCell{label, said}) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 3, 2);
    }
  }
}

// The pictures of the chosen cell, as many as there is room for, and how many there are.
void draw_confused_digits(Scene& scene, Rect area, const Score& score, viz::GridCell chosen) {
  ui::Ui& ui = scene.ui;
  const bool english = ui.language == Language::English, own = scene.hand.confused.exists();
  if (!chosen.exists()) {
    ui::plain_text(ui, {area.x, area.y}, area.w - 16, ui.say({"Press a cell to see its digits. Rows: what is right; columns: what it says.", "点一格，看看是哪些数字。行是正确答案，列是网络的回答。"}),
                   {{ui::Face::Ui, ui::kSmall}, 20, Token::Text2});
    return;
  }
  const data::Images& test = *scene.seen.digits->test;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < test.size() && i < score.confusion.said.size(); ++i)
    if (test.labels[i] == chosen.row && score.confusion.said[i] == chosen.column) found.push_back(i);
  const std::string count = std::to_string(found.size()), right = std::to_string(chosen.row), said = std::to_string(chosen.column);
  const std::string what = english ? right + " read as " + said + ": " + count : right + " 认作 " + said + "：" + count + " 个";
  const std::array lines{own ? what : (english ? "Most often: " : "最常见：") + what, what};
  draw_fitting(ui, {area.x, area.y + 14}, area.w, lines, Token::Text1);
  area.cut_top(26);
  if (!own && area.h >= kDigit + 24) {
    const Rect hint = area.cut_bottom(24);
    const std::array words{std::string(ui.say({"Press another cell to see its digits.", "点别的格，看看那里的数字。"}))};
    draw_fitting(ui, {hint.x, hint.bottom() - 6}, hint.w, words, Token::Text3);
  }
  if (found.empty() || area.h < kDigit) return;
  const int most = static_cast<int>(std::min<std::size_t>(found.size(), kMostConfused));
  SquareGrid grid = squares_in(area, most, 4, kLargestDigit);
  int shown = most;
  if (grid.side < kDigit) {              // not room for all of them
    grid.columns = std::max(1, static_cast<int>((area.w + 4) / (kDigit + 4))), grid.side = kDigit;
    shown = std::min(most, grid.columns * static_cast<int>((area.h + 4) / (kDigit + 4)));
  }
  Matrix picture(kSide, kSide);
  for (int at = 0; at < shown; ++at) {
    to_inputs(test.picture(found[static_cast<std::size_t>(at)]), picture);
    draw_cells(ui, grid.at(area, at), picture, {viz::ColorMap::Sequential, 1, &scene.hand.confused_textures[static_cast<std::size_t>(at)]});
  }
}

void draw_accuracy(Scene& scene, Rect row, const Score& score) {
  ui::Ui& ui = scene.ui;
  const bool english = ui.language == Language::English;
  const std::string own = (english ? "Right: " : "答对 ") + format_number(100 * score.accuracy, 1) + (english ? " %" : "%");
  const std::string of = (english ? " of " : "，共 ") + group_thousands(static_cast<long long>(score.confusion.said.size())) + (english ? " unseen" : " 个没见过的");
  const std::string plain = !score.plain_accuracy ? "" : (english ? "; plain network " : "；普通网络 ") + format_number(100 * *score.plain_accuracy, 1) + (english ? " %" : "%");
  const std::array lines{own + of + plain, own + plain, own};
  draw_fitting(ui, {row.x, row.y + 18}, row.w, lines, Token::Text2);
}

}  // namespace

void draw_confusion_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("confusion", area);
  if (!scene.seen.score) return;         // asked for: the next snapshot has it
  const Score& score = *scene.seen.score;
  // While nothing is chosen the worst mistake is shown, but not while training runs: it would change at every update.
  const viz::GridCell chosen = scene.hand.confused.exists() ? scene.hand.confused : scene.running ? viz::GridCell{} : worst_cell(score.confusion);
  // Beside the matrix, or below it where the panel is tall.
  const bool below = area.h > area.w * 1.15f;
  if (!below) draw_accuracy(scene, area.cut_bottom(kBelow), score);
  Rect matrix{area.x, area.y, below ? area.w : std::min(area.h, area.w * 0.6f), below ? area.h - 150 : area.h};
  const float side = side_of_matrix(matrix) * kClasses;
  matrix.w = side + kRowHeadings, matrix.h = side + kHeadings;
  draw_matrix(scene, matrix, score, chosen);
  if (below) {
    area.cut_top(matrix.h + 6);
    draw_accuracy(scene, area.cut_top(kBelow), score);
    area.cut_top(10);
  } else {
    area.cut_left(matrix.w + 20);
  }
  draw_confused_digits(scene, area, score, chosen);
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
