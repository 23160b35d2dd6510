// Points from a table: one point a line, x, y and a class, separated by commas, semicolons or tabs. A first line of names is
// optional ("label,y,x" puts the columns in another order). Classes are numbers or words. The file may be anything.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "data/points.hpp"

namespace epochs::data {

inline constexpr std::size_t kMostCsvBytes = std::size_t{4} << 20u;
inline constexpr std::size_t kMostPoints = 10'000, kMostClasses = 10;
inline constexpr double kLargestCoordinate = 1e6;

// `file` names the source in errors: "points.csv:12: …".
Result<PointSet> parse_points(std::string_view text, const std::string& file);
Result<PointSet> read_points(const std::string& path);

}  // namespace epochs::data
