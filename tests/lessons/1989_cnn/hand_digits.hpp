// Twenty digits as people draw them with a mouse on a pad: 0 … 9, two ways each, none quite in the middle, no two of one size. Written down
// before any network had read them, and not changed since: they are what the network is judged by.
#pragma once

#include <cmath>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "data/strokes.hpp"

namespace epochs::testing {

struct HandDigit {
  int digit = 0;
  std::string_view style;
  double right = 0, down = 0, size = 1;  // hundredths of the pad that the hand was off; how large it wrote
  std::vector<std::vector<data::Spot>> strokes;   // where the hand turned, in hundredths of the pad; a spot repeated is a corner
};

inline const std::vector<HandDigit>& hand_digits() {
  static const std::vector<HandDigit> kAll = {
      {0, "wide, begun at the top", 3, -2, 1, {{{55, 18}, {38, 24}, {28, 42}, {27, 60}, {35, 78}, {50, 84}, {64, 76}, {72, 58}, {70, 38}, {62, 22}, {52, 17}}}},
      {0, "slim, run over its beginning", -6, 3, 0.9, {{{48, 20}, {60, 26}, {64, 42}, {60, 62}, {52, 78}, {42, 82}, {36, 72}, {36, 54}, {40, 34}, {48, 20}, {55, 18}}}},
      {1, "a stick", 5, 0, 1, {{{55, 15}, {52, 40}, {49, 62}, {47, 86}}}},
      {1, "flag and foot", -4, -3, 0.9, {{{36, 34}, {46, 26}, {54, 17}, {54, 17}, {54, 50}, {53, 83}}, {{38, 84}, {70, 83}}}},
      {2, "pointed", 2, 4, 1, {{{30, 32}, {36, 22}, {48, 17}, {60, 21}, {65, 32}, {61, 44}, {50, 57}, {38, 70}, {29, 82}, {29, 82}, {45, 82}, {60, 81}, {73, 82}}}},
      {2, "a loop at the foot", -5, -2, 0.85, {{{34, 30}, {42, 20}, {54, 18}, {63, 25}, {62, 38}, {52, 54}, {40, 70}, {32, 79}, {27, 76}, {33, 70}, {43, 75}, {56, 83}, {70, 80}}}},
      {3, "two bows", 4, 2, 1, {{{32, 24}, {44, 17}, {58, 19}, {64, 30}, {58, 42}, {46, 48}, {46, 48}, {60, 52}, {67, 64}, {62, 77}, {49, 84}, {35, 81}, {28, 73}}}},
      {3, "flat top", -3, -4, 0.9, {{{30, 20}, {65, 19}, {65, 19}, {46, 44}, {46, 44}, {60, 47}, {68, 60}, {64, 76}, {50, 85}, {34, 82}}}},
      {4, "open, two strokes", 3, 3, 1, {{{36, 18}, {33, 36}, {30, 54}, {30, 54}, {52, 55}, {74, 53}}, {{60, 28}, {58, 55}, {57, 86}}}},
      {4, "closed, two strokes", -6, 0, 0.9, {{{60, 16}, {44, 38}, {27, 60}, {27, 60}, {50, 61}, {76, 59}}, {{61, 17}, {60, 50}, {60, 87}}}},
      {5, "the cap last", 2, -4, 1, {{{38, 20}, {36, 34}, {34, 46}, {34, 46}, {46, 42}, {60, 45}, {67, 58}, {63, 73}, {50, 83}, {32, 80}}, {{38, 20}, {66, 19}}}},
      {5, "in one line", -3, 5, 0.9, {{{66, 20}, {52, 21}, {40, 21}, {40, 21}, {38, 34}, {36, 46}, {36, 46}, {50, 43}, {62, 49}, {66, 63}, {60, 78}, {46, 85}, {31, 79}}}},
      {6, "curved back", 5, 2, 1, {{{60, 17}, {47, 26}, {37, 42}, {32, 60}, {36, 76}, {48, 84}, {62, 79}, {66, 66}, {58, 56}, {46, 57}, {36, 66}}}},
      {6, "upright, small ring", -5, -3, 0.85, {{{46, 14}, {40, 36}, {36, 58}, {38, 76}, {48, 85}, {60, 80}, {62, 68}, {53, 60}, {43, 64}, {38, 72}}}},
      {7, "plain", -2, 4, 1, {{{28, 22}, {50, 21}, {70, 20}, {70, 20}, {58, 46}, {46, 84}}}},
      {7, "with a bar", 4, -2, 0.9, {{{30, 24}, {68, 21}, {68, 21}, {52, 56}, {44, 86}}, {{38, 54}, {66, 51}}}},
      {8, "begun like an S", -4, 2, 1, {{{63, 26}, {52, 17}, {40, 22}, {38, 34}, {50, 46}, {62, 57}, {66, 71}, {56, 84}, {42, 82}, {34, 71}, {42, 56}, {54, 46}, {64, 36}, {63, 26}}}},
      {8, "two rings", 6, -3, 0.85, {{{50, 16}, {38, 22}, {37, 36}, {48, 45}, {60, 39}, {62, 26}, {50, 16}}, {{48, 46}, {34, 56}, {32, 72}, {46, 84}, {62, 79}, {66, 62}, {52, 46}}}},
      {9, "straight stem", 3, 3, 1, {{{64, 30}, {54, 19}, {41, 21}, {35, 34}, {42, 47}, {55, 47}, {64, 33}, {64, 33}, {62, 60}, {58, 86}}}},
      {9, "curled tail", -4, -2, 0.9, {{{63, 26}, {50, 17}, {37, 24}, {36, 40}, {48, 49}, {60, 42}, {64, 26}, {65, 50}, {60, 72}, {48, 83}, {34, 80}}}},
  };
  return kAll;
}

// Every place that the mouse reports on the way, in the unit square: a few pixels apart and never quite where the hand meant.
inline std::vector<std::vector<data::Spot>> mouse_path(const HandDigit& digit, std::uint64_t seed) {
  constexpr int kBetween = 5;            // reports between two turns of the hand
  constexpr double kTremor = 0.4;        // hundredths
  Random random(seed, static_cast<std::uint64_t>(digit.digit));
  std::vector<std::vector<data::Spot>> out;
  for (const std::vector<data::Spot>& turns : digit.strokes) {
    std::vector<data::Spot> path;
    const auto report = [&](double x, double y) {
      path.push_back({(50 + (x - 50 + kTremor * random.normal()) * digit.size + digit.right) / 100, (50 + (y - 50 + kTremor * random.normal()) * digit.size + digit.down) / 100});
    };
    report(turns[0].x, turns[0].y);
    for (std::size_t i = 0; i + 1 < turns.size(); ++i) {                     // smooth through the turns (Catmull and Rom 1974)
      const data::Spot a = turns[i > 0 ? i - 1 : 0], b = turns[i], c = turns[i + 1], d = turns[std::min(i + 2, turns.size() - 1)];
      if (std::hypot(c.x - b.x, c.y - b.y) < 1e-9) continue;
      for (int k = 1; k <= kBetween; ++k) {
        const double t = static_cast<double>(k) / kBetween;
        const auto at = [t](double p, double q, double r, double s) { return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t); };
        report(at(a.x, b.x, c.x, d.x), at(a.y, b.y, c.y, d.y));
      }
    }
    out.push_back(std::move(path));
  }
  return out;
}

}  // namespace epochs::testing
