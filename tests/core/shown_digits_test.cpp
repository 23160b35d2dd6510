#include "core/shown_digits.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <vector>

#include "core/random.hpp"
#include "core/text.hpp"

namespace epochs {
namespace {

// What a reader reads: the true minus is three bytes.
double read(std::string text) {
  if (text.starts_with("\u2212")) text = "-" + text.substr(3);
  return std::strtod(text.c_str(), nullptr);
}

double multiply_what_is_shown(const std::string& text) {
  double product = 1;
  std::size_t from = 0;
  while (true) {
    const std::size_t sign = text.find(" × ", from);
    product *= read(text.substr(from, sign - from));
    if (sign == std::string::npos) return product;
    from = sign + std::string_view(" × ").size();
  }
}

TEST(ShownDigits, TheTermsOnTheScreenAddUp) {
  Random random(1);
  int misfits = 0, misfits_at_three = 0;
  for (int i = 0; i < 2'000; ++i) {
    const std::vector<double> terms = {random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1)};
    const double sum = terms[0] + terms[1] + terms[2];
    const int decimals = decimals_that_add(terms, sum, 3);
    const auto fits = [&](int digits) {
      double shown = 0;
      for (const double term : terms) shown += read(format_number(term, digits));
      return format_number(shown, digits) == format_number(sum, digits);
    };
    misfits += !fits(decimals);
    misfits_at_three += !fits(3);
  }
  EXPECT_LT(misfits, 40) << "rounding can be against every number of digits, but rarely";
  EXPECT_GT(misfits_at_three, 400) << "what this is for";
  EXPECT_EQ(decimals_that_add(std::vector<double>{0.2464, 0.2538, 0.4994}, 0.9996, 3), 4) << "0.246 + 0.254 + 0.499 is not 1.000";
  EXPECT_EQ(decimals_that_add(std::vector<double>{0.25, 0.5}, 0.75, 3), 3);
}

TEST(ShownDigits, TheFactorsOnTheScreenMultiply) {
  Random random(2);
  int misfits = 0;
  for (int i = 0; i < 2'000; ++i) {
    const std::vector<double> factors = {random.uniform(-2, 2), random.uniform(-0.05, 0.05)};
    const std::string text = product_text(factors, 3);
    misfits += format_number(multiply_what_is_shown(text), 3) != format_number(factors[0] * factors[1], 3);
  }
  EXPECT_LT(misfits, 10) << "only where the product lies on the edge between two roundings";
  EXPECT_EQ(product_text(std::vector<double>{1, 0.2461}, 3), "1 × 0.246");
  EXPECT_EQ(product_text(std::vector<double>{0.1, -1, 0.5}, 3), "0.1 × \u22121 × 0.5");
}

TEST(ShownDigits, WhatIsNoNumberIsShownAllTheSame) {
  EXPECT_EQ(decimals_that_add(std::vector<double>{NAN, 1}, NAN, 3), 3);
  EXPECT_FALSE(product_text(std::vector<double>{INFINITY, 0}, 3).empty());
}

}  // namespace
}  // namespace epochs
