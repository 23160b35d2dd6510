// Pen strokes and the small grey picture that they leave. The same pen draws the built-in digits and what the learner draws.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace epochs::data {

inline constexpr int kDigitSide = 28;
using DigitPicture = std::array<std::uint8_t, kDigitSide * kDigitSide>;   // row after row; 0 paper, 255 ink

struct Spot {
  double x = 0, y = 0;                   // in the unit square, y down; spots outside of it leave no ink, those that are not finite are left out
};
struct Stroke {
  std::vector<Spot> path;                // one spot is a dot
  double pen = 0.08;                     // width of the line, in sides of the square
};

// Ink on paper: each pixel is as bright as the line covers it, judged by the distance of its middle from the line. More ink can come, piece by piece.
class Ink {
 public:
  void add(Spot a, Spot b, double pen);  // a piece of line with round ends; a dot where both are one. Nothing where one of them is not finite
  void add(const Stroke& stroke);
  DigitPicture picture() const;

 private:
  std::array<double, kDigitSide * kDigitSide> cover_{};
};

DigitPicture draw(const std::vector<Stroke>& strokes);

// The strokes as MNIST shows its digits (LeCun et al. 1998, section III-A): scaled, pen and all, to a square of 20 pixels, with the
// centre of mass of the ink in the middle. No ink: as they were.
std::vector<Stroke> centred(std::vector<Stroke> strokes, double pixels = 20);

}  // namespace epochs::data
