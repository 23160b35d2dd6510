// Small pictures of the goods, made of simple shapes.
#pragma once

#include "goods.hpp"
#include "ui/frame.hpp"

namespace epochs::word2vec {

// Within `radius` of its middle: as warm or cold as the good's colour is, in the colours of signs, with lines of `ink`.
void draw_good(ui::Ui& ui, ui::Vec2 middle, float radius, int good, ui::Color ink);

}  // namespace epochs::word2vec
