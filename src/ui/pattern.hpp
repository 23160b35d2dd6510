// What tells a minus from a plus where the palette has no hues (Palette::Greys): lines across it. Other palettes draw plain areas.
#pragma once

#include <span>

#include "ui/frame.hpp"

namespace epochs::ui {

inline bool has_patterns(const Theme& theme) { return theme.palette == Palette::Greys; }

void hatch(Canvas& canvas, Rect area, Color color, float pitch = 5);   // lines from bottom left to top right, inside the area

// An area in the colour of a number's sign; in greys a negative one is hatched as well.
void fill_signed(Ui& ui, Rect area, double value, float radius);

// A line likewise.
void line_signed(Ui& ui, Vec2 from, Vec2 to, Color color, float width, double value);

// A curve in the colour of a number's sign; in greys a negative one is dashed as well.
void bezier_signed(Ui& ui, Vec2 a, Vec2 b, Vec2 c, Vec2 d, Color color, float width, double value);

// Dashes that go by the length of the line, on across its corners.
void dashed_polyline(Canvas& canvas, std::span<const Vec2> line, Color color, float width, float on, float off);

}  // namespace epochs::ui
