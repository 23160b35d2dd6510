// Small things that several pictures of the lesson draw: a vector as a row of cells, words that fit, a list of near words with bars.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nearest.hpp"
#include "views.hpp"

namespace epochs::word2vec {

// What fits into `width`, with an ellipsis where something had to go.
std::string fitted(ui::Ui& ui, std::string_view text, ui::TextStyle style, float width);
// Draws it and returns its width.
float text_in(ui::Ui& ui, ui::Vec2 baseline, float width, std::string_view text, ui::TextStyle style, ui::Token color, ui::Align align = ui::Align::Left);

std::string signed_number(double value, int decimals);     // "+1.12", "−0.79", and nothing has no sign

// Cells of at least 6.5 u as far as they go; the number of cells that there was room for.
int cells_that_fit(float width, std::size_t numbers);
struct Strip {
  double limit = 1;
  int shown = 0;
  int marked = -1;             // the selected cell
  float radius = 2;
};
int draw_strip(ui::Ui& ui, ui::Rect area, std::span<const float> values, const Strip& strip);     // the cell under the pointer, −1: none

// A share 0 … 1 as a bar in its track, with a tick where it should be (negative: none).
void draw_share(ui::Ui& ui, ui::Rect track, double share, ui::Token color, double wanted = -1);

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
