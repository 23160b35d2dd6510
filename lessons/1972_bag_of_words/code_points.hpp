// What a machine knows of a character by itself: one number (the Unicode Standard). And, for a few, what people know of it, to compare the two.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace epochs::bag {

enum class Meaning { Unknown, Food, Animal, Person, Other };

struct CodePoint {
  char32_t code = 0;
  std::string written;                 // UTF-8
  Meaning meaning = Meaning::Unknown;
  Localized gloss{"", ""};
};

std::vector<CodePoint> points_in(std::string_view text);               // at most kMostCharacters, spaces left out
std::string hexadecimal(char32_t code);                                // "U+997C"
int nearest_by_number(const std::vector<CodePoint>& points, int index);   // −1: it is alone
// Of the characters with a known meaning: for how many is the nearest by number of the same kind, and for how many would a blind draw be.
struct Agreement {
  int known = 0, same = 0;
  double by_chance = 0;
};
Agreement agreement(const std::vector<CodePoint>& points);

}  // namespace epochs::bag
