#include "data/stroke_digits.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/check.hpp"
#include "core/random.hpp"

namespace epochs::data {
namespace {

constexpr int kPieces = 5;               // of the line between two knots
constexpr std::uint64_t kStream = 1989;

// Neighbouring pictures must not resemble each other, as they would if their seeds were neighbours (the mixing of splitmix64, Steele et al. 2014).
std::uint64_t seed_of(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t z = seed + (index + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30u)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27u)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31u);
}

// How one hand writes this time.
struct Hand {
  double slant, turn, width, waist, bow, jitter, size, pen;
};

Hand some_hand(Random& random, double amount) {
  Hand hand{};
  hand.slant = amount * random.uniform(-0.12, 0.38);
  hand.turn = amount * random.uniform(-0.14, 0.14);
  hand.width = 1 + amount * random.uniform(-0.22, 0.22);
  hand.waist = amount * random.uniform(-0.3, 0.3);
  hand.bow = amount * random.uniform(-0.22, 0.22);
  hand.jitter = amount * random.uniform(0.5, 2.8);
  hand.size = 19.5 + amount * random.uniform(-2.5, 1.5);
  hand.pen = (2.7 + amount * random.uniform(-0.9, 1.1)) / kDigitSide;
  return hand;
}

Spot written(const Knot& knot, const Hand& hand, Random& random) {
  double x = (knot.x + hand.jitter * random.normal() - 35) / 100, y = (knot.y + hand.jitter * random.normal() - 50) / 100;
  x = x * hand.width + hand.bow * (y * y - 0.08);
  y += hand.waist * (0.25 - y * y) * 0.5;                                    // the middle moves up or down, the ends stay
  x -= hand.slant * y;
  return {x * std::cos(hand.turn) - y * std::sin(hand.turn), x * std::sin(hand.turn) + y * std::cos(hand.turn)};
}

double distance(Spot a, Spot b) { return std::max(1e-6, std::hypot(b.x - a.x, b.y - a.y)); }

// A smooth line through the spots first … last: cubic pieces that meet with the same direction (Hermite, by length of chord).
void add_curve(const std::vector<Spot>& spots, std::size_t first, std::size_t last, std::vector<Spot>& out) {
  const auto slope = [&](std::size_t i) -> Spot {
    const std::size_t a = i > first ? i - 1 : i, b = i < last ? i + 1 : i;
    const double length = (a < i ? distance(spots[a], spots[i]) : 0) + (b > i ? distance(spots[i], spots[b]) : 0);
    return {(spots[b].x - spots[a].x) / length, (spots[b].y - spots[a].y) / length};
  };
  for (std::size_t i = first; i < last; ++i) {
    const Spot p = spots[i], q = spots[i + 1], m = slope(i), n = slope(i + 1);
    const double d = distance(p, q);
    for (int k = 1; k <= kPieces; ++k) {
      const double t = static_cast<double>(k) / kPieces, u = 1 - t;
      const double hp = u * u * (1 + 2 * t), hm = t * u * u * d, hq = t * t * (3 - 2 * t), hn = -t * t * u * d;
      out.push_back({hp * p.x + hm * m.x + hq * q.x + hn * n.x, hp * p.y + hm * m.y + hq * q.y + hn * n.y});
    }
  }
}

Stroke write_stroke(const std::vector<Knot>& knots, const Hand& hand, Random& random) {
  std::vector<Spot> spots;
  for (const Knot& knot : knots) spots.push_back(written(knot, hand, random));
  Stroke stroke;
  stroke.path.push_back(spots.front());
  for (std::size_t first = 0, last = 1; last < knots.size(); ++last) {
    if (!knots[last].corner && last + 1 < knots.size()) continue;
    add_curve(spots, first, last, stroke.path);
    first = last;
  }
  return stroke;
}

void add_grain(DigitPicture& picture, double most, Random& random) {
  const double levels = random.uniform(0, most);
  for (std::size_t i = 0; i < picture.size(); i += 2) {
    const std::uint32_t bits = random.bits();                                // two pixels a draw, each the difference of two bytes
    for (std::size_t k = 0; k < 2; ++k) {
      const int difference = static_cast<int>((bits >> (16 * k)) & 255u) - static_cast<int>((bits >> (16 * k + 8)) & 255u);
      picture[i + k] = static_cast<std::uint8_t>(std::clamp(picture[i + k] + static_cast<int>(std::lround(levels * difference / 255)), 0, 255));
    }
  }
}

DigitPicture picture_of(const DigitStyle& style, const DigitVariation& variation, Random& random) {
  const Hand hand = some_hand(random, variation.amount);
  std::vector<Stroke> strokes;
  for (const std::vector<Knot>& knots : style.strokes) strokes.push_back(write_stroke(knots, hand, random));
  strokes = centred(std::move(strokes), hand.size);
  const double x = (variation.wander * random.normal() + variation.shift_x) / kDigitSide, y = (variation.wander * random.normal() + variation.shift_y) / kDigitSide;
  for (Stroke& stroke : strokes) {
    stroke.pen = hand.pen;
    for (Spot& spot : stroke.path) spot.x += x, spot.y += y;
  }
  DigitPicture picture = draw(strokes);
  add_grain(picture, variation.grain, random);
  return picture;
}

}  // namespace

StrokeDigits stroke_digits(int count, std::uint64_t seed, const std::vector<int>& styles, const DigitVariation& variation) {
  EPOCHS_CHECK(count >= 0, "the number of digits cannot be negative");
  std::array<std::vector<int>, 10> ways;
  for (const int style : styles) {
    EPOCHS_CHECK(style >= 0 && style < static_cast<int>(digit_styles().size()), "stroke_digits: no such style");
    ways[static_cast<std::size_t>(digit_styles()[static_cast<std::size_t>(style)].label)].push_back(style);
  }
  std::vector<int> labels;                                                   // of which there is a style
  for (int label = 0; label < 10; ++label)
    if (!ways[static_cast<std::size_t>(label)].empty()) labels.push_back(label);
  EPOCHS_CHECK(count == 0 || !labels.empty(), "stroke_digits: no style to draw");
  StrokeDigits out;
  out.images.rows = out.images.cols = kDigitSide;
  out.images.source = "drawn by this program";
  out.images.bytes.reserve(static_cast<std::size_t>(count) * std::tuple_size_v<DigitPicture>);
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    Random random(seed_of(seed, i), kStream);
    const int label = labels[i % labels.size()];
    const std::vector<int>& choices = ways[static_cast<std::size_t>(label)];
    const int style = choices[random.below(static_cast<std::uint32_t>(choices.size()))];
    const DigitPicture picture = picture_of(digit_styles()[static_cast<std::size_t>(style)], variation, random);
    out.images.bytes.insert(out.images.bytes.end(), picture.begin(), picture.end());
    out.images.labels.push_back(static_cast<std::uint8_t>(label));
    out.styles.push_back(style);
  }
  return out;
}

StrokeDigits stroke_digits(int count, std::uint64_t seed, StyleSet set, const DigitVariation& variation) { return stroke_digits(count, seed, styles_in(set), variation); }

}  // namespace epochs::data
