// One word, one number: a vector as long as the vocabulary with a single 1. And the lists of words that the lesson speaks of.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/text.hpp"

namespace epochs::bag {

std::vector<float> one_hot(int word, int vocabulary);
double distance(std::span<const float> a, std::span<const float> b);   // √ Σ (a_i − b_i)²
double dot(std::span<const float> a, std::span<const float> b);

// Word `index` of the small vocabulary of the picture, 0 … kMostWords − 1.
Localized vocabulary_word(int index);

std::vector<std::string> stop_words(Language language);    // that every text is full of, whatever it is about

}  // namespace epochs::bag
