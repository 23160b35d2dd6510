#include "lessons/thumbnails/pen.hpp"
#include "lessons/thumbnails/thumbnails.hpp"

namespace epochs::lessons::thumbnails {

void neuron(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  for (float d : {-14.f, 14.f}) {
    pen.line(-42, d, -8, 0, pen(Token::Positive), 2);
    pen.node(-48, d, 6, Token::Input);
  }
  pen.node(0, 0, 13, Token::Activation);
  pen.text(0, 5, "Σ", 13, pen(Token::Text1), ui::Face::Math);
  pen.arrow(14, 0, 40, 0, pen(Token::Text3), 1.5f, 7);
  pen.polyline({{46, 10}, {56, 10}, {56, -10}, {68, -10}}, pen(Token::Activation), 2);
}

void ngram(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  const std::string_view letters[] = {"t", "h", "e"};
  for (int i = 0; i < 3; ++i) {
    const float x = -86 + 27 * static_cast<float>(i);
    pen.canvas.fill(pen.box(x, -12, 23, 24), pen(Token::Surface3), 5);
    pen.text(x + 11.5f, 5, letters[i], 13, pen(Token::Text1), ui::Face::Mono);
  }
  pen.arrow(-2, 0, 16, 0, pen(Token::Text3), 1.5f, 6);
  const float shares[] = {0.9f, 0.55f, 0.32f, 0.14f};
  for (int i = 0; i < 4; ++i)
    pen.canvas.fill(pen.box(24, -21 + 11 * static_cast<float>(i), 64 * shares[i], 8), pen(i == 0 ? Token::Activation : Token::Surface3), 2);
}

void rules(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  const std::string_view russian[] = {"mi", "pyeryedayem", "mislyi"}, english[] = {"we", "transmit", "thoughts"};
  const bool narrow = area.w < 150;    // room for two of the three words
  const float x[] = {-84, narrow ? -26.f : -14.f, narrow ? 58.f : 66.f};
  for (int i = narrow ? 1 : 0; i < 3; ++i) {
    pen.text(x[i], -10, russian[i], ui::kTick, pen(Token::Text2));
    pen.line(x[i], -3, x[i], 6, pen(Token::Text3), 1.2f);
    pen.text(x[i], 20, english[i], ui::kTick, pen(Token::Text1), ui::Face::Medium);
  }
}

void perceptron(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  const Vec2 a{area.x, area.bottom() - 4}, b{area.right(), area.y + 6};
  const Vec2 upper[] = {{area.x, area.y}, {area.right(), area.y}, b, a}, lower[] = {a, b, {area.right(), area.bottom()}, {area.x, area.bottom()}};
  pen.canvas.polygon(upper, ui::with_alpha(pen(Token::Negative), 0.16f));
  pen.canvas.polygon(lower, ui::with_alpha(pen(Token::Positive), 0.14f));
  pen.canvas.line(a, b, pen(Token::Text1), 1.6f);
  Random random(7);
  const float wide = area.w / 213 / pen.k;
  for (int i = 0; i < 9; ++i) {
    const float x = std::clamp(-52 + normal(random) * 22, -94.f, 0.f) * wide, y = std::clamp(-13 + normal(random) * 5, -24.f, -7.f);
    pen.polygon({{x, y - 4}, {x + 4, y}, {x, y + 4}, {x - 4, y}}, pen(Token::Negative));
    const float u = std::clamp(46 + normal(random) * 24, -4.f, 94.f) * wide, v = std::clamp(13 + normal(random) * 5, 6.f, 24.f);
    pen.disc(u, v, 3.3f, pen(Token::Positive));
  }
}

void backprop(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  Random random(5);
  const int sizes[] = {3, 4, 4, 2};
  const float x[] = {-66, -22, 22, 66};
  const auto y = [&](int layer, int i) { return (static_cast<float>(i) - static_cast<float>(sizes[layer] - 1) / 2) * 13; };
  for (int layer = 0; layer < 3; ++layer)
    for (int i = 0; i < sizes[layer]; ++i)
      for (int j = 0; j < sizes[layer + 1]; ++j) {
        const float weight = normal(random);
        const Color color = ui::with_alpha(pen(weight > 0 ? Token::Positive : Token::Negative), std::min(0.95f, 0.25f + 0.5f * std::abs(weight)));
        pen.line(x[layer], y(layer, i), x[layer + 1], y(layer + 1, j), color, 0.8f + std::min(2.f, std::abs(weight)));
      }
  for (int layer = 0; layer < 4; ++layer)
    for (int i = 0; i < sizes[layer]; ++i)
      pen.node(x[layer], y(layer, i), 4.2f, layer == 0 ? Token::Input : layer == 3 ? Token::Error : Token::Activation);
}

}  // namespace epochs::lessons::thumbnails
