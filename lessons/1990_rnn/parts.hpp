// Small things that several pictures of the lesson draw: words that fit, a labelled slider, shares as lines over a common axis, the learner's own line.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/fitted_text.hpp"
#include "views.hpp"

namespace epochs::recurrent {

using ui::fitted;
using ui::text_in;
// One sentence where there is nothing to draw.
void draw_sentence_of(ui::Ui& ui, ui::Rect area, Localized text);

// h after the last symbol of a line.
RowVector state_after(const Network& network, const Text& text, std::string_view line);

int decimals_of(double value);                   // for three digits that tell something, 3 … 12
std::string percent_of(double share);            // "83%", below ten "9.4%"

ui::Color beat_color(const Scene& scene);
void draw_lit(Scene& scene, ui::Rect area);      // behind what the walk has just computed

// A whole number on a slider: its label with the value at the left, the track behind it. The new value.
struct Dial {
  std::string_view id;
  std::string label;
  int low = 0, high = 1, value = 0;
  float words = 0;                               // room of the label; 0: as much as it takes
};
int draw_dial(Scene& scene, ui::Rect row, const Dial& dial);

// The keyboard's place among `count` things that stand in rows of `columns`, by this frame's keys; the new place.
int browse(ui::Ui& ui, std::string_view id, ui::Rect area, int at, int count, int columns);

// Is it time to work something out anew for the first contestant's weights? Always once they rest, a few times a second while training runs.
bool weights_moved(const Scene& scene, std::shared_ptr<const Network>& known, double& known_at);

// The kinds of contestants as they are told apart: by name, colour and, for the second, dashes.
std::string_view kind_name(nn::RecurrentKind kind);
ui::Token kind_color(nn::RecurrentKind kind);

// Names at the right ends of lines, in a column of their own, pushed apart where they would touch.
struct EndName {
  float y = 0;                 // where the line ends
  std::string words;
  ui::Token color = ui::Token::Text3;
};
void draw_end_names(ui::Ui& ui, ui::Rect column, std::vector<EndName> names);

// Shares right over gaps or distances, a line for each contestant with its name at the end, in the last exam of each.
struct SharePlot {
  std::string_view id;
  std::span<const int> at;                       // 0 … as Exam::right
  Localized x;                                   // title of the axis below
  double chance = 0;                             // a dotted line, labelled
  int learned_low = -1, learned_high = -1;       // a shaded band; −1: none
  int looked_at = -1;                            // of the example shown
};
void draw_share_plot(Scene& scene, ui::Rect area, const SharePlot& plot);
// Has any contestant been examined so?
bool was_examined(const Snapshot& seen, std::size_t numbers);

// This picture is about another task than the one that is trained: says so and offers it.
void draw_other_task(Scene& scene, ui::Rect area, Task task);

// An example of a picture becomes the line that all pictures show, with one of its numbers selected.
void look_into(Scene& scene, std::span<const int> inputs, Place place);

// The symbols of the shown reading in a row, the one at Hand::at marked; a press or an arrow key goes there. As many around it as there is room for.
void draw_line_of_symbols(Scene& scene, ui::Rect row, std::string_view id);

// The learner's own line in place of the row that comes next; empty: that row.
void draw_probe_field(Scene& scene, ui::Rect row, std::string_view id);

}  // namespace epochs::recurrent
