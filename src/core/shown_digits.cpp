#include "core/shown_digits.hpp"

#include <cmath>

#include "core/text.hpp"

namespace epochs {
namespace {

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

bool same_shown(double a, double b, int decimals) { return std::abs(rounded(a, decimals) - rounded(b, decimals)) < 0.5 * std::pow(10.0, -decimals); }

std::string factor_text(double value, int decimals) {
  std::string text = format_number(value, decimals);
  if (std::abs(value - rounded(value, decimals)) > 1e-7 * std::abs(value) || text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

int decimals_that_add(std::span<const double> terms, double sum, int least) {
  for (int decimals = least; decimals <= kMostDecimals; ++decimals) {
    double shown = 0;
    for (const double term : terms) shown += rounded(term, decimals);
    if (!std::isfinite(sum) || same_shown(shown, sum, decimals)) return decimals;
  }
  return least;                        // about one account in a hundred
}

std::string product_text(std::span<const double> factors, int decimals) {
  double product = 1;
  for (const double factor : factors) product *= factor;
  int enough = 2;
  for (; enough < kMostDecimals; ++enough) {
    double shown = 1;
    for (const double factor : factors) shown *= rounded(factor, enough);
    if (!std::isfinite(product) || same_shown(shown, product, decimals)) break;
  }
  std::string text;
  for (const double factor : factors) text += (text.empty() ? "" : " × ") + factor_text(factor, enough);
  return text;
}

}  // namespace epochs
