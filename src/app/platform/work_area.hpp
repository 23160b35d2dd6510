// Where a first window stands: never larger than what the desktop leaves free, in its middle.
#pragma once

#include <algorithm>

namespace epochs::app {

struct WindowPlace {
  int x = 0, y = 0, width = 1440, height = 900;   // screen coordinates
  bool operator==(const WindowPlace&) const = default;
};
struct Border {                        // what a window manager draws around the window's contents
  int left = 0, top = 0, right = 0, bottom = 0;
};

// `free`: the monitor without its panels. An empty one is unknown, and says nothing.
inline WindowPlace fitted(int width, int height, const WindowPlace& free, const Border& border = {}) {
  if (free.width <= 0 || free.height <= 0) return {0, 0, width, height};
  const int across = border.left + border.right, down = border.top + border.bottom;
  const int w = std::min(width, std::max(1, free.width - across)), h = std::min(height, std::max(1, free.height - down));
  return {free.x + (free.width - w - across) / 2 + border.left, free.y + (free.height - h - down) / 2 + border.top, w, h};
}

}  // namespace epochs::app
