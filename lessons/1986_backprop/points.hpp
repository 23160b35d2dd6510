// The data of the lesson: points of the plane in two classes, y = 1 or 0.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"
#include "core/result.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

struct Point {
  Real x1 = 0, x2 = 0;
  int y = 1;                             // 1 or 0
  bool operator==(const Point&) const = default;
};

// The worlds of data/points.hpp, scaled to the lesson's plane. Xor: four corners, 1 where exactly one coordinate is positive. Circles: a
// disc inside a ring. Spiral: two arms of one and three quarter turns (Lang & Witbrock 1988 took three). Own: the learner's, at first none.
enum class Dataset { Xor, Circles, Spiral, Own };
enum class Part { Train, Test };         // two draws, from a seed and from its complement; for Xor both are the four corners

std::vector<Point> make_points(Dataset dataset, Part part, std::uint64_t seed);

Result<std::vector<Point>> parse_points(std::string_view csv, const std::string& file);   // x1, x2 and a class (data/csv.hpp, parse_two_classes)

Matrix inputs(const std::vector<Point>& points);    // N×2
Matrix targets(const std::vector<Point>& points);   // N×1

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
