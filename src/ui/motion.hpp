// Eased values by id. Under reduced motion every duration is 0.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace epochs::ui {

inline constexpr float kHoverSeconds = 0.12f, kSelectSeconds = 0.2f, kPanelSeconds = 0.32f, kBeatSeconds = 0.6f;

float ease_out(float t);       // out-cubic: for things that arrive
float ease_in_out(float t);    // in-out-cubic: for things that travel

class Motion {
 public:
  void begin_frame(double time, bool reduced);
  // The value of `id` on its way to `target`; starts there the first time.
  float toward(std::string_view id, float target, float seconds);
  // 0 … 1 since `id` came to the screen: something that is drawn now and was not in the frame before arrives.
  float arrive(std::string_view id, float seconds);
  void keep_running() { running_ = true; }    // work goes on from frame to frame, under reduced motion too: draw another
  bool running() const { return running_; }   // something moved in this frame: draw another
  bool reduced() const { return reduced_; }

 private:
  struct Track {
    float from = 0, to = 0;
    double start = 0;
    double seen = 0;
  };
  std::map<std::string, Track, std::less<>> tracks_;
  double time_ = 0, before_ = 0;       // of this frame and the one before
  bool reduced_ = false, running_ = false;
};

}  // namespace epochs::ui
