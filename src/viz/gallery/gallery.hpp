// One entry for every picture, with computed data: for people who look for the right picture, and for the picture tests.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/text.hpp"
#include "ui/frame.hpp"

namespace epochs::viz::gallery {

enum class Kind { Picture, Control };

struct Entry {
  std::string_view id;         // "line_chart"
  Localized title;
  float width = 440, height = 320;   // what the picture likes to have, panel included
  Kind kind = Kind::Picture;
};
std::span<const Entry> entries();

class Gallery {
 public:
  Gallery();
  ~Gallery();
  Gallery(const Gallery&) = delete;
  Gallery& operator=(const Gallery&) = delete;

  void draw(ui::Ui& ui, std::string_view id, ui::Rect panel);   // one picture in its panel; throws CheckFailed for an unknown id

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace epochs::viz::gallery
