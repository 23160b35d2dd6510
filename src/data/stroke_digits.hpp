// The built-in digits: 0 … 9 in several ways of writing each, drawn stroke by stroke, no two alike. Picture i is a function of the seed,
// the styles asked for and i alone, however many are asked for.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "data/images.hpp"
#include "data/strokes.hpp"

namespace epochs::data {

// Some ways of writing are kept out of training, to see whether a model knows digits or only these strokes.
enum class StyleSet { Training, HeldOut, All };

struct Knot {
  double x = 0, y = 0;                   // hundredths of the digit's height, y down; about 70 wide
  bool corner = false;                   // the line turns sharply here, otherwise it runs through smoothly
};
struct DigitStyle {
  int label = 0;
  std::string_view name;                 // "open", "with a bar"
  StyleSet set = StyleSet::Training;     // Training or HeldOut
  std::vector<std::vector<Knot>> strokes;
};
const std::vector<DigitStyle>& digit_styles();
std::vector<int> styles_in(StyleSet set);            // indices into digit_styles()

struct DigitVariation {
  double amount = 1;                     // of everything that varies: slant, curvature, width, rotation, scale, pen; 0: as the style says
  double wander = 0.5;                   // pixels, deviation of the place from the middle
  double grain = 12;                     // grey levels, the most
  int shift_x = 0, shift_y = 0;          // whole pixels, right and down; what leaves the picture is lost
};

struct StrokeDigits {
  Images images;                         // labels run 0, 1, … 9, 0, …
  std::vector<int> styles;               // of each picture, index into digit_styles()
};

StrokeDigits stroke_digits(int count, std::uint64_t seed, const std::vector<int>& styles, const DigitVariation& variation = {});
StrokeDigits stroke_digits(int count, std::uint64_t seed, StyleSet set = StyleSet::Training, const DigitVariation& variation = {});

}  // namespace epochs::data
