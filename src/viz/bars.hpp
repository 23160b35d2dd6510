// Horizontal bars from 0: shares and probabilities in an identity colour, or signed numbers in the colours of their signs.
#pragma once

#include <span>
#include <string>

#include "ui/frame.hpp"

namespace epochs::viz {

struct Bar {
  std::string label;
  double value = 0;
};

struct BarsStyle {
  ui::Token color = ui::Token::Activation;   // of bars that cannot be negative
  int selected = -1;
  int decimals = 2;
  double full = 0;             // the value that fills the track; 0: the largest
  float tallest = 30;          // a row, where there is room
};

struct BarsResult {
  int hovered = -1, clicked = -1;
};

BarsResult bars(ui::Ui& ui, std::string_view id, ui::Rect area, std::span<const Bar> items, const BarsStyle& style = {});

}  // namespace epochs::viz
