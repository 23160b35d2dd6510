// The picture of a moment ago, fading over the present one: for a change of theme or language.
#pragma once

#include "app/platform/gl.hpp"

namespace epochs::app {

class CrossFade {
 public:
  CrossFade() = default;
  ~CrossFade();                                        // with the context current in which it was begun
  CrossFade(const CrossFade&) = delete;
  CrossFade& operator=(const CrossFade&) = delete;

  static constexpr double kSeconds = 0.2;
  void begin(const Picture& from, double now);
  bool running(double now) const { return texture_ != 0 && now - began_ < kSeconds; }
  // After ImGui::Render(), before the draw data is drawn: puts what is left of the old picture over everything.
  void draw(double now);

 private:
  unsigned texture_ = 0;
  double began_ = 0;
};

}  // namespace epochs::app
