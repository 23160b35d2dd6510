// What the learner draws: strokes of a pen on the unit square, with a way back. No interface code.
#pragma once

#include <vector>

#include "data/strokes.hpp"

namespace epochs::cnn_view {

inline constexpr double kThinnestPen = 0.03, kThickestPen = 0.16, kPen = 0.085;   // in sides of the square; the middle one is about what the digits have

class Pad {
 public:
  bool empty() const { return strokes_.empty(); }
  bool drawing() const { return drawing_; }
  bool can_undo() const { return !before_.empty(); }
  const data::DigitPicture& picture() const { return picture_; }
  const std::vector<data::Stroke>& strokes() const { return strokes_; }

  void begin(data::Spot spot, double pen);   // the pen goes down
  void extend(data::Spot spot);              // it moves; spots beyond the limits below are left out
  void end();
  void undo();                               // the last stroke, centring or clearing
  void centre();                             // as the digits of the training set are
  void clear();

  static constexpr std::size_t kMostStrokes = 200, kMostSpots = 2000, kMostUndo = 100;

 private:
  void keep();
  void redraw() { picture_ = data::draw(strokes_); }

  std::vector<data::Stroke> strokes_;
  std::vector<std::vector<data::Stroke>> before_;
  data::DigitPicture picture_{};
  bool drawing_ = false;
};

}  // namespace epochs::cnn_view
