// Small things that several pictures of the lesson draw: a list of near words with bars, what the walk lights, why there is nothing to draw.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nearest.hpp"
#include "ui/fitted_text.hpp"
#include "views.hpp"
#include "viz/strip.hpp"

namespace epochs::word2vec {

using ui::fitted;
using ui::text_in;
using viz::cells_that_fit;
using viz::draw_share;
using viz::draw_strip;
using viz::Strip;

// Words with the bars of their cosines, each to be pressed; which one was, or −1. `numbers`: drawn behind the bars.
struct NearList {
  std::string_view id;
  int from = -1;               // whose neighbours they are, for the selection; −1: an analogy
  float row = 26;
  std::span<const int> marked; // words of the question
};
int draw_near_list(Scene& scene, ui::Rect area, std::span<const Near> items, const NearList& list);

ui::Color beat_color(const Scene& scene);
// Behind what the walk has just computed.
void draw_lit(Scene& scene, ui::Rect area);
// One sentence where there is nothing to draw.
void draw_sentence_of(ui::Ui& ui, ui::Rect area, Localized text);
Localized why_no_guess(const Snapshot& seen);

}  // namespace epochs::word2vec
