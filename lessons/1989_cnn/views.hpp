// The pictures of the lesson. A view is a function of the snapshot, the trace position and what the learner points at; what the
// learner does comes back as commands.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lesson/trace_walk.hpp"
#include "model.hpp"
#include "pad.hpp"
#include "session/training.hpp"
#include "window_place.hpp"
#include "ui/text_field.hpp"
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
enum class Depth { AllMaps, OneMap, OneWindow, OneFormula };   // of the sliding window: closer and closer to one place

// A kernel that is tried by hand on the picture alone.
struct KernelTrial {
  int size = 3, stride = 1, padding = 0;
  std::vector<double> cells = kernel_of(Preset::VerticalEdge, 3);
  std::vector<double> own;               // the last numbers of the learner's own, while a ready kernel is tried
  viz::GridCell place{9, 9};             // of the map, that is looked at
  bool sliding = false;
  double slid_at = 0;                    // animation clock
  int held = -1;                         // the cell that the pointer holds, what it was and where that began
  double from = 0;
  float y = 0;
  viz::CellTexture texture;
};
// The patches that a filter answered to most, and what they were searched with.
struct Liked {
  std::shared_ptr<const Network> network;
  int layer = 0, filter = 0;
  double searched_at = 0;                // animation clock
  std::vector<Patch> patches;
  data::Images images;
};
// While training runs a search is spread over frames: what was found among the first `done` pictures.
struct LikedSearch {
  std::shared_ptr<const Network> network;
  cnn_data::Shared digits;
  int layer = 0, filter = 0;
  std::size_t done = 0;
  std::vector<Patch> patches;
};
struct Covered {
  std::shared_ptr<const Network> network;
  data::DigitPicture picture{};
  int digit = 0;
  double covered_at = 0;                 // animation clock
  Matrix falls;                          // of the bar of the digit it says
  viz::GridCell place;                   // what is covered in the second picture: where the pointer was last, or the deepest fall
  data::DigitPicture without{};          // the picture with that place covered, and how it is read
  Answer answer;
};
// How many of the test digits each network gets wrong when all of them are moved by as much.
struct MovedErrors {
  std::shared_ptr<const Network> network;
  int right = 0, down = 0;
  double measured_at = 0;                // animation clock
  double wrong = 0, plain_wrong = 0;     // shares
  std::size_t digits = 0;
};
inline constexpr int kMostMoved = 8;     // pixels
inline constexpr int kMostConfused = 60, kMostLiked = 16, kCoveredSide = 6, kCoveredStep = 2;
inline constexpr std::size_t kSearchedForLikes = 500;   // pictures of the training set

// Memory of the views, kept by the player.
struct Hand {
  int probe = 0;                         // training picture that is looked at
  Showing showing = Showing::Sample;
  cnn_view::Pad pad;
  double pen = cnn_view::kPen;
  int label = -1;                        // what the learner says the drawing is; −1: nothing said yet
  bool moved = false;                    // since the pen went down
  int right = 0, down = 0;               // pixels by which the picture on show is moved, sample or drawing
  bool question_open = false;            // what answers it is not shown
  std::string step;                      // of the lesson
  bool recovered = false, thrown_off = false;      // in "break": it has learned since its last mishap; it was given the second
  MovedErrors moved_errors;
  struct { Showing showing; int label; bool cleared; } over{Showing::Sample, -1, false};   // what it went down on
  std::string dragged;                   // the slider that the pointer holds
  Place selected;
  viz::GridCell cursor;                  // of the keyboard on the picture
  Depth depth = Depth::OneMap;
  WindowPlace window;
  bool sliding = false, moving_window = false;
  double slid_at = 0;                    // animation clock
  std::array<viz::CellTexture, kMostFilters> textures;
  std::array<viz::CellTexture, 2 * kMostFilters> map_textures;
  KernelTrial trial;
  viz::GridCell pooled{5, 5};            // of the pooled map, that is looked at
  std::array<viz::CellTexture, 3> pool_textures;
  ui::TextFieldState words;
  bool words_begun = false;              // the learner has typed: the words are no longer the lesson's
  viz::GridCell confused;                // label and what was said
  std::array<viz::CellTexture, kMostConfused> confused_textures;
  Liked liked;
  LikedSearch liked_search;
  std::array<viz::CellTexture, kMostLiked> liked_textures;
  Covered covered;
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
  const session::Status& status;
  bool running = false;                  // training plays: what is costly waits a little
};

// Of the sample or the drawing, moved as the hand says, with the weights of the snapshot: made anew when either has changed. A drawing without a label has the network's
// own answer as its label.
std::shared_ptr<const Reading> reading_of(const Snapshot& seen, Hand& hand);

void draw_image_view(Scene& scene, ui::Rect area);      // 28 × 28 grey levels, a pad to draw on
void draw_bars_view(Scene& scene, ui::Rect area);       // ten bars, guess and truth
float draw_mishap(Scene& scene, ui::Rect area);         // at the foot of the bars: a layer that is dead, and one click to repair it; the height it took
void draw_window_view(Scene& scene, ui::Rect area);     // one kernel sliding: all maps, one map, one window, one formula
void draw_kernel_view(Scene& scene, ui::Rect area);     // a kernel chosen by hand
void draw_pooling_view(Scene& scene, ui::Rect area);    // one filter: before the activation, after it, pooled
void draw_maps_view(Scene& scene, ui::Rect area);       // all feature maps, and the dense layer that reads them
void draw_text_view(Scene& scene, ui::Rect area);       // words as rows of numbers
void draw_confusion_view(Scene& scene, ui::Rect area);  // which digits it takes for which; asks for fields
void draw_likes_view(Scene& scene, ui::Rect area);      // patches that excite a filter most
void draw_occlusion_view(Scene& scene, ui::Rect area);  // which part of the picture decides

// The numbers of each view, and the weights.
std::vector<lesson::Table> tables_of(const Snapshot& seen, const Reading& reading, const Hand& hand);

lesson::Account account_of(const Snapshot& seen, const Reading& reading, const Place& place, Language language);

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
