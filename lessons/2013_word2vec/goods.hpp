// Goods of a shop: what is known of each (colour, size, model) and what customers put into one basket.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/text.hpp"

namespace epochs::word2vec {

struct Good {
  std::string id;                                // the word of the Shelf text: "red_mug"
  Localized name;
  std::array<double, 3> features;                // colour (warm … cold), size, model year; each −1 … 1
  int kind = 0;                                  // index in kinds()
};
const std::vector<Good>& goods();                // 24 to 40 of them, made by a rule
const std::vector<Localized>& kinds();           // of goods: what a customer comes for

// Baskets of 3 to 6 goods: a customer comes for one kind and takes goods of it and of kinds that go with it, whatever their colour or size.
std::vector<std::vector<std::string>> baskets(std::uint64_t seed, int count);

// The goods found in baskets together with this one more often than chance has it, commonest first: "customers also liked".
std::vector<std::pair<int, int>> also_liked(const std::vector<std::vector<std::string>>& baskets, int good, int count);      // good, number of baskets

}  // namespace epochs::word2vec
