// Numbers as colours.
#pragma once

#include "core/matrix.hpp"
#include "ui/theme.hpp"

namespace epochs::viz {

enum class ColorMap { Sequential, Diverging };   // 0 … limit, −limit … +limit

// 98th percentile of |v| over the finite values; 1 when there is none above 0.
double color_limit(ConstMatrix values, double share = 0.98);
ui::Color map_color(const ui::Theme& theme, ColorMap map, double value, double limit);

}  // namespace epochs::viz
