// Where things are, by language-independent name: for tests, the spotlight and the browser.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ui/geometry.hpp"

namespace epochs::ui {

class AnchorRegistry {
 public:
  void begin_frame();                                    // what was added becomes "last frame"
  void add(std::string_view id, Rect area);              // units
  std::optional<Rect> find(std::string_view id) const;   // this frame's, else last frame's
  const std::map<std::string, Rect, std::less<>>& added() const { return current_; }   // in this frame
  std::string to_json() const;                           // {"id":[x,y,w,h],…} of the last complete frame

 private:
  using Map = std::map<std::string, Rect, std::less<>>;
  Map current_, last_;
};

}  // namespace epochs::ui
