// epochs bench draw: how long a whole frame takes, from building it to the last pixel, without a display (so with the renderer that
// serves there: Mesa's software renderer where there is no graphics card).
#pragma once

#include <iosfwd>

#include "core/result.hpp"

namespace epochs::app {

// One JSON object a line: each step of each lesson while it trains on its own thread, then 10,000 moving points beside a heatmap of
// 512 × 512 that changes with every frame. 1280 × 800 pixels.
Result<void> bench_draw(std::ostream& out);

}  // namespace epochs::app
