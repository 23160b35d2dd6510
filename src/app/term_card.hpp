// What a technical term means, while the learner points at it.
#pragma once

#include "lesson/glossary.hpp"
#include "ui/frame.hpp"

namespace epochs::app {

// Where a card of this size stands for a pointer there: below it, above it at the window's foot, never outside.
ui::Rect term_card_place(ui::Rect window, ui::Vec2 pointer, ui::Vec2 size);

// Draws nothing unless a marked term is pointed at.
void draw_term_card(ui::Ui& ui, const lesson::Glossary& glossary, float size = ui::kLabel);

}  // namespace epochs::app
