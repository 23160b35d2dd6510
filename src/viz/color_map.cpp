#include "viz/color_map.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace epochs::viz {

double color_limit(ConstMatrix values, double share) {
  std::vector<double> sizes;
  for (Index i = 0; i < values.rows(); ++i)
    for (Index j = 0; j < values.cols(); ++j)
      if (const double v = std::abs(static_cast<double>(values(i, j))); std::isfinite(v)) sizes.push_back(v);
  if (sizes.empty()) return 1;
  const auto place = sizes.begin() + static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(sizes.size() - 1)));
  std::nth_element(sizes.begin(), place, sizes.end());
  return *place > 0 ? *place : 1;
}

ui::Color map_color(const ui::Theme& theme, ColorMap map, double value, double limit) {
  if (!std::isfinite(value)) return theme[ui::Token::Error];
  const auto share = static_cast<float>(value / limit);
  return map == ColorMap::Sequential ? theme.sequential_at(share) : theme.diverging_at(share);
}

}  // namespace epochs::viz
