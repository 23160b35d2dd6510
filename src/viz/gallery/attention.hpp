// The gallery's attention maps: eight words, and forty.
#pragma once

#include "core/matrix.hpp"
#include "viz/attention_map.hpp"

namespace epochs::viz::gallery {

void draw_small_attention(ui::Ui& ui, ui::Rect area, ConstMatrix shares, AttentionMapState& state);      // 8 × 8
void draw_large_attention(ui::Ui& ui, ui::Rect area, ConstMatrix shares, AttentionMapState& state);      // of the shares the last 40 × the first 40

}  // namespace epochs::viz::gallery
