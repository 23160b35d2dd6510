#include "points.hpp"

#include "data/csv.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

constexpr int kPoints = 400;             // of circles and spirals
constexpr double kNoise = 0.05;          // of the spirals, before they are scaled
constexpr double kScale = 0.625;         // the worlds of data/points.hpp reach to 2, the plane of the lesson to 1.5

data::PointSet world(Dataset dataset, std::uint64_t seed) {
  if (dataset == Dataset::Xor) return data::xor_points(4, 0, seed);
  return dataset == Dataset::Circles ? data::circle_points(kPoints, 0, seed) : data::spiral_points(kPoints, kNoise, seed);
}

Point at(double x1, double x2, int y) { return {static_cast<Real>(x1), static_cast<Real>(x2), y}; }

}  // namespace

std::vector<Point> make_points(Dataset dataset, Part part, std::uint64_t seed) {
  if (dataset == Dataset::Own) return {};
  const double scale = dataset == Dataset::Xor ? 1 : kScale;
  std::vector<Point> points;
  for (const data::Point& point : world(dataset, part == Part::Train ? seed : ~seed).points) points.push_back(at(scale * point.x, scale * point.y, point.label));
  return points;
}

Result<std::vector<Point>> parse_points(std::string_view csv, const std::string& file) {
  const Result<std::vector<data::Point>> read = data::parse_two_classes(csv, file);
  if (!read) return read.failure();
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
