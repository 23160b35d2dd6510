// The controls of src/ui in all their states, side by side.
#pragma once

#include <string_view>

#include "ui/frame.hpp"

namespace epochs::viz::gallery {

// False when no control is called so: "button", "round_button", "switch", "slider", "segmented", "radio", "text_field", "tooltip".
bool draw_control(ui::Ui& ui, std::string_view id, ui::Rect area);

}  // namespace epochs::viz::gallery
