// Colour tokens. Any hue on screen is a number or stands for one.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace epochs::ui {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
};
Color mix(Color from, Color to, float amount);   // linear in sRGB
Color with_alpha(Color color, float alpha);      // alpha 0 … 1
float contrast(Color a, Color b);                // WCAG 2.1 ratio, 1 … 21

enum class Token {
  Background, Surface1, Surface2, Surface3, Line, Line2, Text1, Text2, Text3, InkOn,      // the frame: ink and paper
  Input, Weight, Activation, Target, Error, Query, Key, Value,                            // identity: what a number is
  Positive, Negative,                                                                     // sign: fills only
  Count
};

enum class Brightness { Dark, Light };
enum class Palette { Standard, HighContrast, Greys };   // Greys: identities by pattern, sign by lightness

struct Theme {
  Brightness brightness = Brightness::Dark;
  Palette palette = Palette::Standard;
  std::array<Color, static_cast<std::size_t>(Token::Count)> colors;
  std::array<Color, 7> sequential, diverging;

  Color operator[](Token token) const { return colors[static_cast<std::size_t>(token)]; }
  Color sequential_at(float share) const;   // 0 … 1, clamped
  Color diverging_at(float value) const;    // −1 … +1, clamped
};

const Theme& theme(Brightness brightness, Palette palette);
Color text_on(Color ground);                // black or white, whichever contrasts more
// Sign-coloured text: mix(positive or negative, text1, 0.45).
Color sign_text(const Theme& theme, double value);

// The identity of a quantity by the name that texts use: "input" "x" → Input; "w" "b" "weight" → Weight; "z" "a" "h" "act" → Activation …
// A lesson may extend the table; unknown names → Text1.
Token identity_of(std::string_view quantity);

}  // namespace epochs::ui
