// Icons of the frame, drawn with lines, arcs and triangles (no icon font). Centre and half size in u.
#pragma once

#include "lesson/player.hpp"
#include "ui/frame.hpp"

namespace epochs::app::icon {

using ui::Canvas;
using ui::Color;
using ui::Vec2;

enum class Toward { Left, Right };

void logo(Canvas& canvas, Vec2 at, Color color);
void chevron(Canvas& canvas, Vec2 at, float size, Color color, Toward toward);
void triangle(Canvas& canvas, Vec2 at, float size, Color color, Toward toward);
void check(Canvas& canvas, Vec2 at, float size, Color color, float width = 1.8f);
void cross(Canvas& canvas, Vec2 at, float size, Color color);
void magnifier(Canvas& canvas, Vec2 at, Color color);
void theme(Canvas& canvas, Vec2 at, Color color);          // a half-filled circle
void presenter(Canvas& canvas, Vec2 at, Color color);      // a screen on a foot
void sliders(Canvas& canvas, Vec2 at, Color color);        // settings
void dots(Canvas& canvas, Vec2 at, Color color);           // menu of a panel
void pause(Canvas& canvas, Vec2 at, Color color);
void step(Canvas& canvas, Vec2 at, Color color, Toward toward);   // triangle with a bar
void beat(Canvas& canvas, lesson::Beat beat, Vec2 at, Color color);
// Ring of the progress on a card: hollow, arc, or filled with a check.
void progress(ui::Ui& ui, Vec2 at, float radius, float share);
void honesty(ui::Ui& ui, Vec2 at, lesson::Honesty kind);

}  // namespace epochs::app::icon
