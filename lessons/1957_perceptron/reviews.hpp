// The data of the lesson: short film reviews, described by two counts. x1 counts words of praise, x2 words of complaint
// (standardised over the set: mean 0, deviation 1); y = +1 if the writer liked the film, −1 if not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/real.hpp"
#include "core/result.hpp"
#include "core/text.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

struct Review {
  Real x1 = 0, x2 = 0;
  int y = 1;                             // +1 or −1
  int praise = -1, complaints = -1;      // the counts behind x1 and x2; −1 for a point placed by hand
  std::uint32_t words = 0;               // which words: seed of the sentence
  bool operator==(const Review&) const = default;
};

// Separable: a straight line parts liked from disliked. Noisy: some writers disagree with their own words, so none does.
// Xor: four reviews; +1 = one-sided (only praise or only complaints). Own: the learner's points, at first none.
enum class Preset { Separable, Noisy, Xor, Own };

inline constexpr int kReviews = 80;

std::vector<Review> make_reviews(Preset preset, std::uint64_t seed);

// The review as text, made of exactly the words that were counted: "Warm and funny, but slow." Empty for a point placed by hand.
std::string sentence(const Review& review, Language language);

Result<std::vector<Review>> parse_reviews(std::string_view csv, const std::string& file);   // x1, x2 and a class (data/csv.hpp, parse_two_classes)

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
