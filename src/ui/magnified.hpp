// A part of the screen in larger units: whatever draws into it keeps its own measures, and everything comes out larger. For pictures in
// front of a room, whose smallest type must be read from the last row.
#pragma once

#include <memory>

#include "ui/anchor.hpp"
#include "ui/frame.hpp"

namespace epochs::ui {

class Magnified {
 public:
  Magnified(Ui& outer, float factor);
  ~Magnified();                        // what was registered in frame() is registered outside, where it stands there
  Magnified(const Magnified&) = delete;
  Magnified& operator=(const Magnified&) = delete;

  Ui& frame() { return *frame_; }      // lives as long as this
  Rect inside(Rect outer) const;       // an area of the outer frame, in the units of frame()

 private:
  Ui& outer_;
  float factor_;
  std::unique_ptr<Canvas> canvas_;
  AnchorRegistry anchors_;
  std::unique_ptr<Ui> frame_;
};

}  // namespace epochs::ui
