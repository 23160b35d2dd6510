// Labelled points of the plane, and the worlds they come from. Every generator is a function of its seed alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace epochs::data {

struct Point {
  double x = 0, y = 0;
  int label = 0;               // index of a class
  bool operator==(const Point&) const = default;
};

struct PointSet {
  std::vector<Point> points;
  std::vector<std::string> classes;   // as a file names them; "0", "1" for generated ones
};

// Two classes in the disc of radius 2, on the two sides of a random line, none nearer to it than `margin` (0 ≤ margin ≤ 1).
PointSet separable_points(int count, double margin, std::uint64_t seed);
// The same with a share of the labels turned over.
PointSet noisy_points(int count, double share, std::uint64_t seed);
// Four clusters at (±1, ±1), of deviation `spread`; class 1 where x and y differ in sign. count 4 and spread 0: XOR itself.
PointSet xor_points(int count, double spread, std::uint64_t seed);
// Class 1 inside (radius up to 0.8), class 0 in a ring around it (radius 1.2 … 2); `noise` is the deviation of each coordinate.
PointSet circle_points(int count, double noise, std::uint64_t seed);
// Two arms of one and three quarter turns, radius up to 2, the second one half a turn behind (after Lang and Witbrock 1988).
PointSet spiral_points(int count, double noise, std::uint64_t seed);

}  // namespace epochs::data
