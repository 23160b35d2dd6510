// The pictures of the lesson. A view is a function of the snapshot, the trace position and what the learner points at; what the
// learner does comes back as commands.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lesson/trace_walk.hpp"
#include "model.hpp"
#include "pad.hpp"
#include "viz/cell_texture.hpp"
#include "viz/heatmap.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

// A number on the stage.
struct Place {
  enum class Kind { Pixel, Z, A, Pooled, HiddenZ, Hidden, Score, Bar, Loss };
  Kind kind = Kind::Bar;
  int layer = 1;                         // of Z, A, Pooled: 1 or 2
  int map = 0;                           // or the unit, or the digit
  int row = 0, column = 0;
  bool operator==(const Place&) const = default;
};
std::string to_text(const Place& place);                         // "z/1/3/18/20": kind, layer, map, row, column
std::optional<Place> parse_place(std::string_view text);
// Where a number stands in the trace; nothing when this shape has no such number.
struct Spot {
  int entry = -1;
  nn::Cell cell;
};
std::optional<Spot> spot_of(const Place& place, const Reading& reading, const Shape& shape);
std::optional<Place> place_at(const Spot& spot, const Reading& reading, const Shape& shape);   // the other way round
double value_at(const Spot& spot, const Reading& reading);
const Stage& stage_named(const std::vector<Stage>& all, std::string_view name);    // it must be there
std::string symbol_of(const Place& place);                       // formula markup: "a_1", "\\hat{y}_3"
const char* quantity_of(const Place& place);                     // identity: "x", "z", "a", "y", "loss"
std::string name_of(const Place& place, Language language);      // "layer 1, map 4, row 3, column 8"

// The ops of one walk: what is computed, in order.
std::vector<Place::Kind> forward_ops(const Shape& shape);        // a kind of a layer twice: the first is of layer 1
using lesson::TracePlace;
int ops_of(lesson::Beat beat, const Shape& shape);
int code_line_of(TracePlace at, const Shape& shape);
bool reached(Place::Kind kind, int layer, TracePlace at, const Shape& shape);      // has the walk come to these numbers yet?

enum class Showing { Sample, Drawing };

// Memory of the views, kept by the player.
struct Hand {
  int probe = 0;                         // training picture that is looked at
  Showing showing = Showing::Sample;
  cnn_view::Pad pad;
  double pen = cnn_view::kPen;
  int label = -1;                        // what the learner says the drawing is; −1: nothing said yet
  bool moved = false;                    // since the pen went down
  std::string dragged;                   // the slider that the pointer holds
  Place selected;
  viz::GridCell cursor;                  // of the keyboard on the picture
  std::shared_ptr<const Network> read_by;                        // what the drawing was read with, and what came out
  std::shared_ptr<const Reading> read;
};

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  const Reading& reading;                // of the picture on show
  TracePlace at;
  Hand& hand;
  std::vector<Command>& wishes;
};

// Of the sample or the drawing, with the weights of the snapshot: made anew when either has changed. A drawing without a label has the network's
// own answer as its label.
std::shared_ptr<const Reading> reading_of(const Snapshot& seen, Hand& hand);

void draw_image_view(Scene& scene, ui::Rect area);      // 28 × 28 grey levels, a pad to draw on
void draw_bars_view(Scene& scene, ui::Rect area);       // ten bars, guess and truth

lesson::Account account_of(const Snapshot& seen, const Reading& reading, const Place& place, Language language);

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
