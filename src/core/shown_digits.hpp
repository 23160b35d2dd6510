// How many digits to show, so that whoever does the sum on the screen gets the result on the screen.
#pragma once

#include <span>
#include <string>

namespace epochs {

inline constexpr int kMostDecimals = 6;

// The fewest decimals, at least `least`, with which the rounded terms add up to the rounded sum; `least` where no number of them up to
// kMostDecimals does.
int decimals_that_add(std::span<const double> terms, double sum, int least);

// "0.246 × −1": the fewest decimals, at least 2, with which the product of what is shown rounds to the product at `decimals`. Needless
// zeros of a factor that is exact are left out.
std::string product_text(std::span<const double> factors, int decimals);

}  // namespace epochs
