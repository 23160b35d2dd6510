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
Result<std::string> read_table(const std::string& path);   // its text as it is, at most kMostCsvBytes

// For models that tell two classes apart: the same table with at most two classes, within ±kFarthestPoint (beyond it no picture and no
// sum stays readable). label 1 is the higher class, 0 the lower; where there is only one, it is 0 if it says so ("0" or "-1").
inline constexpr double kFarthestPoint = 1e4;
Result<std::vector<Point>> parse_two_classes(std::string_view text, const std::string& file);

}  // namespace epochs::data
