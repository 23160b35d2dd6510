#include "unit_search.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"

namespace epochs::recurrent {
namespace {

constexpr int kLongWord = 8;                     // a place further on counts as this one

bool is_vowel(char32_t letter) {
  for (const char32_t vowel : std::u32string_view(U"aeiouAEIOU"))
    if (letter == vowel) return true;
  return false;
}

// Letters of a word, as far as the search is concerned: whatever is not a blank, a line's end or a mark.
bool in_word(char32_t letter) { return letter > 0x7f || (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z') || letter == U'\''; }
bool ends_sentence(char32_t letter) { return letter == U'.' || letter == U'!' || letter == U'?' || letter == U'。' || letter == U'！' || letter == U'？' || letter == U'\n'; }

}  // namespace

std::vector<double> property_along(UnitOrder order, std::span<const std::string> symbols) {
  std::vector<double> out;
  double in_this_word = 0, in_this_sentence = 0;
  for (const std::string& symbol : symbols) {
    const std::vector<char32_t> letters = decode_utf8(symbol);
    const char32_t letter = letters.empty() ? U' ' : letters.front();
    const bool word = in_word(letter);
    in_this_word = word ? std::min<double>(in_this_word + 1, kLongWord) : 0;
    in_this_sentence = ends_sentence(letter) ? 0 : in_this_sentence + 1;
    switch (order) {
      case UnitOrder::Lively: break;
      case UnitOrder::Vowel: out.push_back(is_vowel(letter) ? 1 : 0); break;
      case UnitOrder::WordStart: out.push_back(word ? 0 : 1); break;
      case UnitOrder::WordPlace: out.push_back(in_this_word); break;
      case UnitOrder::LineEnd: out.push_back(in_this_sentence); break;
    }
  }
  return out;
}

double correlation(ConstMatrix states, Index unit, std::span<const double> property) {
  const auto n = std::min(states.rows(), static_cast<Index>(property.size()));
  if (n < 2) return 0;
  double sum_a = 0, sum_b = 0, aa = 0, bb = 0, ab = 0;
  for (Index t = 0; t < n; ++t) {
    const auto a = static_cast<double>(states(t, unit));
    const double b = property[static_cast<std::size_t>(t)];
    sum_a += a, sum_b += b, aa += a * a, bb += b * b, ab += a * b;
  }
  const auto count = static_cast<double>(n);
  const double of_a = aa - sum_a * sum_a / count, of_b = bb - sum_b * sum_b / count, both = ab - sum_a * sum_b / count;
  if (of_a <= 1e-12 * count || of_b <= 1e-12 * count) return 0;
  return std::clamp(both / std::sqrt(of_a * of_b), -1.0, 1.0);
}

std::vector<double> score_units(ConstMatrix states, UnitOrder order, std::span<const std::string> symbols) {
  std::vector<double> out;
  const std::vector<double> property = property_along(order, symbols);
  for (Index unit = 0; unit < states.cols(); ++unit) {
    if (order != UnitOrder::Lively) {
      out.push_back(correlation(states, unit, property));
      continue;
    }
    const auto column = states.col(unit).cast<double>().array();
    out.push_back(states.rows() > 0 ? std::sqrt((column - column.mean()).square().mean()) : 0);
  }
  return out;
}

int strongest_unit(std::span<const double> scores) {
  int best = 0;
  for (std::size_t i = 1; i < scores.size(); ++i)
    if (std::abs(scores[i]) > std::abs(scores[static_cast<std::size_t>(best)])) best = static_cast<int>(i);
  return best;
}

}  // namespace epochs::recurrent
