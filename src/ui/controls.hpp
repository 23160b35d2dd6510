// The controls of the frame: round button, switch, slider, words side by side, radio, tooltip. (Pills stand in press.hpp, text in
// text_field.hpp.) Each draws all its states: rest, hover, pressed, focused, disabled, locked.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/frame.hpp"
#include "ui/press.hpp"

namespace epochs::ui {

// A disc of the given ground; the caller draws its icon on top.
Pressed round_button(Ui& ui, std::string_view id, Vec2 center, float radius, Token ground, Access access = Access::Open);

// On or off, 42 × 24, its right end at `right_center`; `row` is what can be pressed. Returns the new state.
bool switch_control(Ui& ui, std::string_view id, Rect row, bool on, Access access = Access::Open);

// Track and knob; returns the new share 0 … 1. `dragged` remembers between frames which slider the pointer holds.
float slider(Ui& ui, std::string_view id, Rect area, float share, std::string& dragged, float key_step = 0.05f, Access access = Access::Open);

// One of several words side by side in a pill; returns the index that is now chosen. Words are "ID.0", "ID.1" …
int segmented(Ui& ui, std::string_view id, Rect area, std::span<const std::string_view> labels, int chosen, Access access = Access::Open);

// One option of a list, 30 high, its words beside a ring; true when it was chosen in this frame.
bool radio(Ui& ui, std::string_view id, Rect row, std::string_view label, bool chosen, Access access = Access::Open);

// One line on a pill of ink, 12 u from the pointer, flipped at the edges of `bounds`. For charts and icons, never for model values.
void tooltip(Ui& ui, Vec2 pointer, Rect bounds, std::string_view text);

void lock_mark(Canvas& canvas, Vec2 center, Color color);   // 9 × 11: a teacher fixed this

}  // namespace epochs::ui
