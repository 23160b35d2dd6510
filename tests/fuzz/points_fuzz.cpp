// The reader of tables of points.
#include <cmath>

#include "data/csv.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {

std::vector<std::string> seeds() {
  return {"x,y,label\n0.5,1,a\n-1e3,2.25,b\n", "1;2;0\n3;4;1\n", "label\ty\tx\r\n\"red\"\t1\t2\r\n", "\xef\xbb\xbf" "0,0,0\n1,1,1\n", "1,5;2,5;0\n"};
}
std::vector<std::string> words() { return {",", ";", "\t", "\n", "\r\n", "\"", "nan", "inf", "-", "1e400", "x", "label", "\xef\xbb\xbf", "0x10", "1.5"}; }

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  const auto points = data::parse_points(std::string_view(reinterpret_cast<const char*>(data), size), "points.csv");
  if (!points) {
    fuzz::require_one_sentence(points.error());
    return 0;
  }
  fuzz::require(points.value().points.size() <= data::kMostPoints && points.value().classes.size() <= data::kMostClasses, "more points or classes than allowed");
  for (const data::Point& point : points.value().points) {
    fuzz::require(std::abs(point.x) <= data::kLargestCoordinate && std::abs(point.y) <= data::kLargestCoordinate, "a coordinate is out of range");
    fuzz::require(point.label >= 0 && static_cast<std::size_t>(point.label) < points.value().classes.size(), "a point has no class");
  }
  return 0;
}
