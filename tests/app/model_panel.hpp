// Opens the settings of the open lesson's model and brings their controls where they can be pressed.
#pragma once

#include <string>

#include "support/ui_driver.hpp"

namespace epochs::testing {

inline void open_model_panel(UiDriver& driver) {
  driver.click("side.model");
  driver.move_to(driver.rect("model.undo").center() + ui::Vec2{0, 120});
}

// Turns the wheel over the open panel until the control stands above `bottom`.
inline void bring_into_view(UiDriver& driver, const std::string& anchor, float bottom) {
  for (int i = 0; i < 60 && driver.rect(anchor).bottom() > bottom; ++i) driver.wheel(-1);
}

}  // namespace epochs::testing
