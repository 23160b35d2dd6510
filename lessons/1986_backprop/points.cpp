#include "points.hpp"

#include <cmath>

#include "core/random.hpp"
#include "data/csv.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

constexpr double kPi = 3.141592653589793;
constexpr int kPerClass = 200;
constexpr double kTurns = 2;
constexpr double kNoise = 0.03;

Point at(double x1, double x2, int y) { return {static_cast<Real>(x1), static_cast<Real>(x2), y}; }

std::vector<Point> corners() { return {at(-1, -1, 0), at(-1, 1, 1), at(1, -1, 1), at(1, 1, 0)}; }

Point on_circles(int y, Random& random) {
  const double radius = y == 1 ? 0.55 * std::sqrt(random.uniform()) : random.uniform(0.8, 1.2), angle = random.uniform(0, 2 * kPi);
  return at(radius * std::cos(angle), radius * std::sin(angle), y);
}

// Equal steps of the root along the arm spread the points evenly over its length.
Point on_spiral(int y, Random& random) {
  const double t = std::sqrt(random.uniform(0.02, 1)), angle = 2 * kPi * kTurns * t + (y == 1 ? 0 : kPi);
  return at(1.25 * t * std::cos(angle) + kNoise * random.normal(), 1.25 * t * std::sin(angle) + kNoise * random.normal(), y);
}

}  // namespace

std::vector<Point> make_points(Dataset dataset, Part part, std::uint64_t seed) {
  if (dataset == Dataset::Own) return {};
  if (dataset == Dataset::Xor) return corners();
  Random random(seed, part == Part::Train ? 1986 : 1987);
  std::vector<Point> points;
  for (int i = 0; i < 2 * kPerClass; ++i) points.push_back(dataset == Dataset::Circles ? on_circles(i % 2, random) : on_spiral(i % 2, random));
  return points;
}

Result<std::vector<Point>> parse_points(std::string_view csv, const std::string& file) {
  const Result<std::vector<data::Point>> read = data::parse_two_classes(csv, file);
  if (!read) return Error{read.error()};
  std::vector<Point> points;
  for (const data::Point& point : read.value()) points.push_back(at(point.x, point.y, point.label));
  return points;
}

Matrix inputs(const std::vector<Point>& points) {
  Matrix x(static_cast<Index>(points.size()), 2);
  for (std::size_t i = 0; i < points.size(); ++i) x(static_cast<Index>(i), 0) = points[i].x1, x(static_cast<Index>(i), 1) = points[i].x2;
  return x;
}

Matrix targets(const std::vector<Point>& points) {
  Matrix y(static_cast<Index>(points.size()), 1);
  for (std::size_t i = 0; i < points.size(); ++i) y(static_cast<Index>(i), 0) = static_cast<Real>(points[i].y);
  return y;
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
