#include "lessons/thumbnails/pen.hpp"
#include "lessons/thumbnails/thumbnails.hpp"

namespace epochs::lessons::thumbnails {

void bert(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  const std::string_view words[] = {"the", "cat", "?", "on"};
  constexpr int kHidden = 2;
  const auto middle = [](int i) { return -69 + 46 * static_cast<float>(i); };
  for (int i = 0; i < 4; ++i) {
    const bool hidden = i == kHidden;
    pen.canvas.fill(pen.box(middle(i) - 20, 2, 40, 20), pen(hidden ? Token::Target : Token::Surface3), 4);
    pen.text(middle(i), 16.5f, words[i], 12.5f, pen(hidden ? Token::Background : Token::Text2), ui::Face::Medium);
    if (hidden) continue;
    const float top = -16 - 2 * static_cast<float>(std::abs(i - kHidden));
    pen.canvas.bezier(pen.at(middle(i), 1), pen.at(middle(i), top), pen.at(middle(kHidden), top), pen.at(middle(kHidden), 1),
                      ui::with_alpha(pen(Token::Target), 0.7f), 1.4f);
  }
}

void gpt(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  Random random(17);
  for (int row = 0; row < 6; ++row)
    for (int column = 0; column <= row; ++column) {
      const float share = column == row ? 0.5f : std::pow(uniform(random), 2.f);
      pen.canvas.fill(pen.box(-84 + 12 * static_cast<float>(column), -24 + 8 * static_cast<float>(row), 11, 7),
                      pen.theme.sequential_at(0.1f + 0.85f * share), 1);
    }
  const float shares[] = {0.62f, 0.2f, 0.09f, 0.05f};
  for (int i = 0; i < 4; ++i)
    pen.canvas.fill(pen.box(4, -23 + 12 * static_cast<float>(i), 110 * shares[i], 8), pen(i == 0 ? Token::Activation : Token::Surface3), 2);
}

void scaling(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  Random random(2);
  pen.line(-80, 22, 80, 22, pen(Token::Line2), 1);
  pen.line(-82, -19, 80, 17, ui::with_alpha(pen(Token::Error), 0.6f), 1.5f);
  for (int i = 0; i < 9; ++i) pen.disc(-74 + 18 * static_cast<float>(i), -17 + 4 * static_cast<float>(i) + normal(random), 3, pen(Token::Error));
}

void instruct(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  static constexpr float lines[2][3] = {{50, 38, 44}, {54, 46, 30}};
  for (int side = 0; side < 2; ++side) {
    const float x = side == 0 ? -82.f : 8.f;
    pen.canvas.fill(pen.box(x, -19, 74, 38), pen(Token::Surface2), 7);
    for (int i = 0; i < 3; ++i)
      pen.canvas.fill(pen.box(x + 10, -11 + 9 * static_cast<float>(i), lines[side][i], 4), pen(side == 0 ? Token::Line2 : Token::Text2), 2);
  }
  pen.canvas.outline(pen.box(8, -19, 74, 38), pen(Token::Text1), 7, 1.6f);
  pen.disc(80, -17, 8, pen(Token::Text1));
  pen.polyline({{76, -17}, {79, -14}, {84.4f, -20.2f}}, pen(Token::InkOn), 1.8f);
}

void retrieval(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  for (int page = 0; page < 4; ++page) {
    const float x = -86 + 29 * static_cast<float>(page);
    const bool found = page == 2;
    pen.canvas.fill(pen.box(x, -19, 24, 38), pen(Token::Surface2), 4);
    for (int i = 0; i < 4; ++i)
      pen.canvas.fill(pen.box(x + 5, -12 + 7 * static_cast<float>(i), i == 3 ? 8.f : 14.f, 3), pen(found && i == 1 ? Token::Key : Token::Line2), 1);
    if (found) pen.canvas.outline(pen.box(x, -19, 24, 38), pen(Token::Text1), 4, 1.6f);
  }
  pen.canvas.bezier(pen.at(-4, -20), pen.at(8, -30), pen.at(32, -30), pen.at(48, -10), pen(Token::Key), 1.6f);
  pen.canvas.fill(pen.box(40, -8, 50, 22), pen(Token::Surface3), 8);
  pen.text(65, 8, "?", 14 * pen.k, pen(Token::Query), ui::Face::Semibold);
}

}  // namespace epochs::lessons::thumbnails
