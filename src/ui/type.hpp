// Faces and the type scale.
#pragma once

namespace epochs::ui {

enum class Face { Ui, Medium, Semibold, Display, Mono, Math, MathItalic, Count };

// Em sizes in u. Nothing on screen is smaller than kTick (12.5; Chinese 13).
inline constexpr float kHero = 52, kTitle = 28, kLead = 28, kEra = 17, kHeading = 15, kBody = 16, kQuestion = 15.5f, kLabel = 14, kSmall = 13,
                       kTick = 12.5f;

enum class Align { Left, Center, Right };

struct TextStyle {
  Face face = Face::Ui;
  float size = kBody;
};

}  // namespace epochs::ui
