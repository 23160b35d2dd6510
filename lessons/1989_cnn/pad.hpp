// What the learner draws: strokes of a pen on the unit square, with a way back. No interface code.
#pragma once

#include <vector>

#include "data/strokes.hpp"

namespace epochs::cnn_view {

// What the network makes of a drawing depends on where it stands: it has learned digits of about 20 pixels with their weight in the middle.
enum class Standing { Well, OffCentre, OtherSize };

inline constexpr double kThinnestPen = 0.03, kThickestPen = 0.16, kPen = 0.085;   // in sides of the square; the middle one is about what the digits have

class Pad {
 public:
  bool empty() const { return strokes_.empty(); }
  bool drawing() const { return drawing_; }
  bool can_undo() const { return !before_.empty(); }
  const data::DigitPicture& picture() const { return picture_; }
  const std::vector<data::Stroke>& strokes() const { return strokes_; }
  Standing standing() const;                 // of what is drawn so far; Well where there is no ink

  void begin(data::Spot spot, double pen);   // the pen goes down
  void extend(data::Spot spot);              // it moves; spots beyond the limits below are left out
  void end();
  void undo();                               // the last stroke, centring or clearing
  void centre();                             // as the digits of the training set are
  void clear();
  void take(std::vector<data::Stroke> strokes);   // in place of what is there, with no way back: from a saved lesson

  static constexpr std::size_t kMostStrokes = 200, kMostSpots = 2000, kMostUndo = 100;
  static constexpr int kGrid = 8192;         // spots and pens are multiples of 1/kGrid of the side: whole numbers keep a drawing exactly

 private:
  void keep();
  void redraw();

  std::vector<data::Stroke> strokes_;
  std::vector<std::vector<data::Stroke>> before_;
  data::Ink ink_;                            // of all strokes: a movement of the pen adds one piece
  data::DigitPicture picture_{};
  bool drawing_ = false;
};

}  // namespace epochs::cnn_view
