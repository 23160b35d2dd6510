// When to draw and how long to sleep: on input, while something moves, and hardly ever otherwise.
#pragma once

namespace epochs::app {

class Pacer {
 public:
  void input();                                   // something came from the outside
  // Draws again for a few frames after input: a click is down, up and its effect; hover shows in the next frame.
  bool should_draw(double now, bool moving);
  // Seconds until there can be something to do; input ends the sleep sooner.
  double sleep(double now, bool moving) const;

 private:
  static constexpr int kSettlingFrames = 4;
  static constexpr double kFrame = 1.0 / 60, kIdle = 0.5;

  int settling_ = kSettlingFrames;
  double last_frame_ = -1;
};

}  // namespace epochs::app
