#include "app/icons.hpp"

#include <array>
#include <cmath>

namespace epochs::app::icon {

using ui::Token;

void logo(Canvas& canvas, Vec2 at, Color color) {
  canvas.arc(at, 9, -1.1f, 4.2f, color, 1.8f);
  canvas.disc({at.x + 9 * std::cos(-1.1f), at.y + 9 * std::sin(-1.1f)}, 2.8f, color);
  canvas.disc(at, 2.2f, color);
}

void chevron(Canvas& canvas, Vec2 at, float size, Color color, Toward toward) {
  const float d = toward == Toward::Right ? 1.f : -1.f;
  const std::array<Vec2, 3> points{{{at.x - size * 0.3f * d, at.y - size * 0.6f}, {at.x + size * 0.3f * d, at.y}, {at.x - size * 0.3f * d, at.y + size * 0.6f}}};
  canvas.polyline(points, color, 1.6f);
}

void triangle(Canvas& canvas, Vec2 at, float size, Color color, Toward toward) {
  const float d = toward == Toward::Right ? 1.f : -1.f;
  const std::array<Vec2, 3> points{
      {{at.x - size * 0.45f * d, at.y - size * 0.6f}, {at.x + size * 0.65f * d, at.y}, {at.x - size * 0.45f * d, at.y + size * 0.6f}}};
  canvas.polygon(points, color);
}

void check(Canvas& canvas, Vec2 at, float size, Color color, float width) {
  const std::array<Vec2, 3> points{{{at.x - size * 0.5f, at.y}, {at.x - size * 0.12f, at.y + size * 0.4f}, {at.x + size * 0.55f, at.y - size * 0.4f}}};
  canvas.polyline(points, color, width);
}

void cross(Canvas& canvas, Vec2 at, float size, Color color) {
  canvas.line({at.x - size, at.y - size}, {at.x + size, at.y + size}, color, 1.6f);
  canvas.line({at.x - size, at.y + size}, {at.x + size, at.y - size}, color, 1.6f);
}

void magnifier(Canvas& canvas, Vec2 at, Color color) {
  canvas.circle({at.x, at.y - 1}, 4.6f, color, 1.5f);
  canvas.line({at.x + 3.4f, at.y + 2.4f}, {at.x + 7, at.y + 6}, color, 1.5f);
}

void theme(Canvas& canvas, Vec2 at, Color color) {
  canvas.circle(at, 6.2f, color, 1.4f);
  std::array<Vec2, 13> half;
  for (std::size_t i = 0; i < half.size(); ++i) {
    const float angle = -1.5708f + 3.1416f * static_cast<float>(i) / 12;
    half[i] = {at.x + 6.2f * std::cos(angle), at.y + 6.2f * std::sin(angle)};
  }
  canvas.polygon(half, color);
}

void presenter(Canvas& canvas, Vec2 at, Color color) {
  canvas.outline({at.x - 7.5f, at.y - 6, 15, 10.5f}, color, 2, 1.4f);
  canvas.line({at.x, at.y + 5}, {at.x, at.y + 8}, color, 1.4f);
  canvas.line({at.x - 4, at.y + 8}, {at.x + 4, at.y + 8}, color, 1.4f);
}

void sliders(Canvas& canvas, Vec2 at, Color color) {
  const float knob[] = {3, -3, 1};
  for (int i = 0; i < 3; ++i) {
    const float y = at.y - 5 + 5 * static_cast<float>(i);
    canvas.line({at.x - 7, y}, {at.x + 7, y}, color, 1.4f);
    canvas.disc({at.x + knob[i], y}, 2.2f, color);
  }
}

void dots(Canvas& canvas, Vec2 at, Color color) {
  for (int i = -1; i <= 1; ++i) canvas.disc({at.x + 5 * static_cast<float>(i), at.y}, 1.6f, color);
}

void pause(Canvas& canvas, Vec2 at, Color color) {
  canvas.fill({at.x - 7, at.y - 8, 5, 16}, color, 1);
  canvas.fill({at.x + 2, at.y - 8, 5, 16}, color, 1);
}

void step(Canvas& canvas, Vec2 at, Color color, Toward toward) {
  const float d = toward == Toward::Right ? 1.f : -1.f;
  triangle(canvas, {at.x - d, at.y}, 9, color, toward);
  canvas.line({at.x + 6.5f * d, at.y - 5.5f}, {at.x + 6.5f * d, at.y + 5.5f}, color, 1.6f);
}

void beat(Canvas& canvas, lesson::Beat kind, Vec2 at, Color color) {
  switch (kind) {
    case lesson::Beat::Forward: canvas.arrow({at.x - 5, at.y}, {at.x + 6, at.y}, color, 1.8f, 7); break;
    case lesson::Beat::Loss:
      canvas.circle(at, 4.6f, color, 1.7f);
      canvas.disc(at, 1.5f, color);
      break;
    case lesson::Beat::Backward: canvas.arrow({at.x + 5, at.y}, {at.x - 6, at.y}, color, 1.8f, 7); break;
    case lesson::Beat::Update: {
      canvas.line({at.x - 5, at.y + 3.5f}, {at.x + 5, at.y + 3.5f}, color, 1.7f);
      const std::array<Vec2, 3> points{{{at.x, at.y - 6}, {at.x + 4.5f, at.y}, {at.x - 4.5f, at.y}}};
      canvas.polygon(points, color);
      break;
    }
  }
}

void progress(ui::Ui& ui, Vec2 at, float radius, float share) {
  ui.canvas.circle(at, radius, ui.color(Token::Line2), 2);
  if (share >= 1) {
    ui.canvas.disc(at, radius + 1, ui.color(Token::Text1));
    check(ui.canvas, at, radius * 0.95f, ui.color(Token::InkOn), 1.7f);
  } else if (share > 0) {
    ui.canvas.arc(at, radius, -1.5708f, -1.5708f + share * 6.2832f, ui.color(Token::Text1), 2);
  }
}

void honesty(ui::Ui& ui, Vec2 at, lesson::Honesty kind) {
  Canvas& canvas = ui.canvas;
  const Color ink = ui.color(Token::Text1);
  switch (kind) {
    case lesson::Honesty::TrainedNow:
      canvas.disc(at, 4, ink);
      canvas.circle(at, 7, ui.color(Token::Text3), 1);
      break;
    case lesson::Honesty::Replayed: {
      canvas.arc(at, 5, -0.6f, 4.4f, ink, 1.6f);
      const std::array<Vec2, 3> head{{{at.x + 1.5f, at.y - 6.5f}, {at.x + 7, at.y - 3.6f}, {at.x + 2, at.y - 0.6f}}};
      canvas.polygon(head, ink);
      break;
    }
    case lesson::Honesty::Pretrained:
      canvas.fill({at.x - 5, at.y - 5, 10, 10}, ink, 2);
      canvas.fill({at.x - 3, at.y - 1, 6, 1.5f}, ui.color(Token::Background));
      break;
    case lesson::Honesty::Illustrative:
      for (int i = 0; i < 3; ++i) {
        const float y = at.y - 4 + 4 * static_cast<float>(i);
        canvas.line({at.x - 5, y}, {at.x + 5, y}, ui.color(Token::Text2), 1.4f);
      }
      break;
  }
}

}  // namespace epochs::app::icon
