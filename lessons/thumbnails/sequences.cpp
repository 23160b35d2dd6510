#include "lessons/thumbnails/pen.hpp"
#include "lessons/thumbnails/thumbnails.hpp"

namespace epochs::lessons::thumbnails {

void rnn(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  for (int i = 0; i < 5; ++i) {
    const float x = -68 + 34 * static_cast<float>(i);
    if (i < 4) pen.arrow(x + 9, -6, x + 26, -6, pen(Token::Activation), 1.8f, 6);
    pen.line(x, 16, x, 2, pen(Token::Text3), 1.4f);
    const float memory = 0.15f + 0.15f * static_cast<float>(i);
    pen.node(x, -6, 8, pen(Token::Activation), ui::mix(pen(Token::Surface1), pen(Token::Activation), memory));
    pen.disc(x, 19, 3.4f, pen(Token::Input));
  }
}

void lstm(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  pen.canvas.fill(pen.box(-80, -21, 160, 42), pen(Token::Surface2), 9);
  pen.line(-96, -9, 96, -9, pen(Token::Activation), 3.2f);
  pen.line(-96, 14, 96, 14, pen(Token::Text3), 1.4f);
  const float open[] = {0.9f, 0.35f, 0.7f};
  for (int i = 0; i < 3; ++i) {
    const float x = -44 + 44 * static_cast<float>(i);
    pen.line(x, 0.5f, x, 14, pen(Token::Text3), 1.4f);
    pen.node(x, -9, 8.5f, Token::Weight);
    pen.canvas.arc(pen.at(x, -9), 3.4f * pen.k, -1.57f, -1.57f + 6.28f * open[i], pen(Token::Weight), 4 * pen.k);
  }
}

void seq2seq(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  for (int i = 0; i < 3; ++i) {
    const float x = -84 + 24 * static_cast<float>(i), y = 36 + 24 * static_cast<float>(i);
    pen.line(x + 8, 0, x + (i < 2 ? 16 : 13), 0, pen(Token::Activation), 1.6f);
    pen.node(x, 0, 7, Token::Activation);
    if (i < 2) pen.line(y + 8, 0, y + 16, 0, pen(Token::Target), 1.6f);
    pen.node(y, 0, 7, Token::Target);
  }
  pen.polygon({{-22, -14}, {-2, -4}, {-2, 4}, {-22, 14}}, ui::mix(pen(Token::Surface1), pen(Token::Activation), 0.45f));
  pen.polygon({{24, -14}, {4, -4}, {4, 4}, {24, 14}}, ui::mix(pen(Token::Surface1), pen(Token::Target), 0.45f));
  pen.canvas.fill(pen.box(-3, -4, 8, 8), pen(Token::Text1), 2);
}

void attention(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  static constexpr float shares[6][7] = {{.9f, .1f, 0, 0, .1f, 0, 0},     {.1f, .2f, .8f, .1f, 0, 0, 0},   {0, .85f, .2f, 0, 0, .1f, 0},
                                         {0, .1f, .1f, .9f, .1f, 0, 0},   {0, 0, 0, .2f, .2f, .9f, .1f},   {0, 0, 0, 0, .1f, .2f, .95f}};
  for (int row = 0; row < 6; ++row)
    for (int column = 0; column < 7; ++column)
      pen.canvas.fill(pen.box(-59 + 17 * static_cast<float>(column), -24 + 8 * static_cast<float>(row), 16, 7),
                      pen.theme.sequential_at(0.05f + 0.9f * shares[row][column]), 1);
}

void self_attention(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  Random random(21);
  static constexpr Token kinds[] = {Token::Query, Token::Key, Token::Value};
  for (int i = 0; i < 7; ++i)
    for (int j = i + 1; j < 7; ++j) {
      const float share = std::pow(uniform(random), 3.f);
      if (share < 0.08f) continue;
      const float a = -72 + 24 * static_cast<float>(i), b = -72 + 24 * static_cast<float>(j), top = 14 - static_cast<float>(j - i) * 8;
      pen.canvas.bezier(pen.at(a, 14), pen.at(a + (b - a) * 0.2f, top), pen.at(b - (b - a) * 0.2f, top), pen.at(b, 14),
                        ui::with_alpha(pen(kinds[(i + j) % 3]), 0.35f + 0.6f * share), 1 + 2.2f * share);
    }
  for (int i = 0; i < 7; ++i) pen.disc(-72 + 24 * static_cast<float>(i), 16, 4.5f, pen(Token::Text1));
}

void transformer(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  for (int block = 0; block < 4; ++block) {
    const float x = -78 + 41 * static_cast<float>(block);
    pen.canvas.fill(pen.box(x, -20, 32, 18), ui::mix(pen(Token::Surface1), pen(Token::Query), 0.42f), 4);
    pen.canvas.fill(pen.box(x, 2, 32, 18), ui::mix(pen(Token::Surface1), pen(Token::Activation), 0.48f), 4);
    if (block < 3) pen.arrow(x + 32, 0, x + 41, 0, pen(Token::Text3), 1.4f, 5);
  }
}

}  // namespace epochs::lessons::thumbnails
