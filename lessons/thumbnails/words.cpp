#include "lessons/thumbnails/pen.hpp"
#include "lessons/thumbnails/thumbnails.hpp"

namespace epochs::lessons::thumbnails {

namespace {

constexpr int kSide = 14;
using Image = std::array<std::array<float, kSide>, kSide>;

// A "3" of two open arcs, drawn with a soft pen.
Image digit_three() {
  Image image{};
  for (int j = 0; j < kSide; ++j)
    for (int i = 0; i < kSide; ++i) {
      float nearest = 9;
      for (int s = 0; s <= 50; ++s) {
        const float t = static_cast<float>(s) / 50 * 4.1f, px = static_cast<float>(i) + 0.5f, py = static_cast<float>(j) + 0.5f;
        nearest = std::min(nearest, std::hypot(7 + 3.2f * std::cos(t - 2.6f) - px, 4.3f + 2.5f * std::sin(t - 2.6f) - py));
        nearest = std::min(nearest, std::hypot(6.8f + 3.6f * std::cos(t - 1.5f) - px, 9.3f + 2.7f * std::sin(t - 1.5f) - py));
      }
      image[static_cast<std::size_t>(j)][static_cast<std::size_t>(i)] = std::clamp(1.55f - nearest, 0.f, 1.f);
    }
  return image;
}

float vertical_edges(const Image& image, std::size_t row, std::size_t column) {
  static constexpr float kernel[3][3] = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
  float sum = 0;
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b < 3; ++b) sum += kernel[a][b] * image[row + a][column + b];
  return sum;
}

}  // namespace

void convolution(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  static const Image image = digit_three();
  const float s = std::min((area.h - 12) / kSide, (area.w - 48) / 29), q = s * kSide / 12;
  const Vec2 in{area.center().x - s * kSide - 14, area.center().y - s * kSide / 2}, out{area.center().x + 14, in.y};
  for (std::size_t j = 0; j < kSide; ++j)
    for (std::size_t i = 0; i < kSide; ++i)
      pen.canvas.fill({in.x + static_cast<float>(i) * s, in.y + static_cast<float>(j) * s, s + 0.3f, s + 0.3f}, pen.theme.sequential_at(image[j][i]));
  for (std::size_t j = 0; j < 12; ++j)
    for (std::size_t i = 0; i < 12; ++i)
      pen.canvas.fill({out.x + static_cast<float>(i) * q, out.y + static_cast<float>(j) * q, q + 0.3f, q + 0.3f},
                      pen.theme.diverging_at(vertical_edges(image, j, i) / 4.4f));
  const Color weight = pen(Token::Weight);
  pen.canvas.outline({in.x + 4 * s, in.y + 3 * s, 3 * s, 3 * s}, weight, 1, 2);
  pen.canvas.bezier({in.x + 7 * s, in.y + 4.5f * s}, {in.x + 12 * s, in.y + s}, {out.x - 12, in.y + s}, {out.x + 4 * q, in.y + 3.5f * q}, weight, 1.8f);
  pen.canvas.outline({out.x + 4 * q - 1, out.y + 3 * q - 1, q + 2, q + 2}, weight, 1, 2);
}

void bag_of_words(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  Random random(11);
  const int hot[] = {3, 9};
  for (int row = 0; row < 2; ++row)
    for (int i = 0; i < 13; ++i)
      pen.canvas.fill(pen.box(-85 + 13 * static_cast<float>(i), -24 + 11.5f * static_cast<float>(row), 11, 9.5f),
                      pen(i == hot[row] ? Token::Input : Token::Surface3), 2);
  for (int row = 2; row < 4; ++row)
    for (int i = 0; i < 13; ++i)
      pen.canvas.fill(pen.box(-85 + 13 * static_cast<float>(i), -21 + 11.5f * static_cast<float>(row), 11, 9.5f),
                      pen.theme.sequential_at(0.06f + 0.95f * std::pow(uniform(random), 4.f)), 2);
}

void word2vec(ui::Ui& ui, Rect area, double) {
  const Pen pen(ui, area);
  Random random(3);
  static constexpr Vec2 places[] = {{-62, 12}, {-48, 18}, {-55, 3}, {-20, -14}, {-8, -18}, {-14, -4}, {66, -12}, {72, 0}, {58, -16}, {30, 16}, {42, 20}};
  for (Vec2 p : places) {
    const float angle = uniform(random) * 6.28f;
    pen.line(p.x - std::cos(angle) * 9, p.y - std::sin(angle) * 5, p.x, p.y, ui::with_alpha(pen(Token::Activation), 0.4f), 1.5f);
    pen.disc(p.x, p.y, 3.1f, pen(Token::Activation));
  }
  pen.arrow(-62, 12, -20, -14, pen(Token::Text1), 1.6f, 7);
  pen.arrow(30, 16, 70, -10, pen(Token::Text1), 1.6f, 7);
}

}  // namespace epochs::lessons::thumbnails
