// The larger controls of the lesson screen in their states, with a real lesson behind them: the second half of the gallery in
// viz/gallery, which may not know lessons.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/text.hpp"
#include "ui/frame.hpp"

namespace epochs::app::gallery {

struct Part {
  std::string_view id;                 // "transport_bar"
  Localized title;
  float width = 800, height = 300;     // panel included
};
std::span<const Part> parts();

class PartsGallery {
 public:
  PartsGallery();                      // trains the perceptron for 120 updates
  ~PartsGallery();
  PartsGallery(const PartsGallery&) = delete;
  PartsGallery& operator=(const PartsGallery&) = delete;

  void draw(ui::Ui& ui, std::string_view id, ui::Rect panel);   // throws CheckFailed for an unknown id

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace epochs::app::gallery
