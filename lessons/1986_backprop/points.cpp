#include "points.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>

#include "core/random.hpp"
#include "core/text.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

constexpr double kPi = 3.141592653589793;
constexpr int kPerClass = 200;
constexpr double kTurns = 2;
constexpr double kNoise = 0.03;
constexpr double kFarthest = 1e4;

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

bool parse_number(std::string_view text, double& value) {
  text = trim(text);
  const bool minus = text.substr(0, 3) == "\u2212";   // the minus sign that this program itself prints
  if (minus) text.remove_prefix(3);
  else if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (minus) value = -value;
  return fault == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

constexpr const char* kExample = " A line is x1,x2,y with y 1 or 0, for example 0.5,-1.2,1.";

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
  std::vector<Point> points;
  const std::vector<std::string_view> lines = split(csv, '\n');
  bool heading_allowed = true;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trim(lines[i]);
    if (line.empty()) continue;
    const auto fault = [&](const char* what) { return Error{file + ":" + std::to_string(i + 1) + ": " + what + kExample}; };
    const std::vector<std::string_view> cells = split(line, ',');
    std::array<double, 3> v{};
    bool read = cells.size() >= 3;
    for (std::size_t c = 0; read && c < 3; ++c) read = parse_number(cells[c], v[c]);
    if (!read && std::exchange(heading_allowed, false)) continue;
    heading_allowed = false;
    if (!read) return fault("this is not a point.");
    if (std::abs(v[0]) > kFarthest || std::abs(v[1]) > kFarthest) return fault("a coordinate is beyond ±10,000.");
    if (v[2] != 1 && v[2] != -1 && v[2] != 0) return fault("y is neither 1 nor 0.");
    if (static_cast<int>(points.size()) == kMostPoints) return fault("more than 10,000 points; the first 10,000 are as many as fit.");
    points.push_back(at(v[0], v[1], v[2] > 0 ? 1 : 0));
  }
  if (points.empty()) return Error{file + ": no points found." + kExample};
  return points;
}

std::string to_csv(const std::vector<Point>& points) {
  std::string csv = "x1,x2,y\n";
  for (const Point& p : points) {
    std::array<char, 96> line{};
    const int length = std::snprintf(line.data(), line.size(), "%.9g,%.9g,%d\n", static_cast<double>(p.x1), static_cast<double>(p.x2), p.y);
    csv.append(line.data(), static_cast<std::size_t>(length));
  }
  return csv;
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
