// Attention as it happens at a bar: a guest's tastes are the query, a drink's features its key, and what is in the drink its value. The numbers are chosen, not learned;
// the learner may change every one of them.
//   score_d = taste · feature_d      share = softmax(score), or all to the largest      glass = Σ_d share_d · drink_d
#pragma once

#include <array>

#include "core/matrix.hpp"
#include "core/text.hpp"

namespace epochs::translation {

inline constexpr int kGuests = 3, kDrinks = 4, kFeatures = 4, kContents = 3;
inline constexpr std::array<Localized, kGuests> kGuestNames{{{"the child", "孩子"}, {"the night nurse", "夜班护士"}, {"the runner", "跑步的人"}}};
inline constexpr std::array<Localized, kDrinks> kDrinkNames{{{"tea", "茶"}, {"lemonade", "柠檬水"}, {"coffee", "咖啡"}, {"cola", "可乐"}}};
inline constexpr std::array<Localized, kFeatures> kFeatureNames{{{"sweet", "甜"}, {"cold", "冰"}, {"bitter", "苦"}, {"fizzy", "有气"}}};
inline constexpr std::array<Localized, kContents> kContentNames{{{"sugar g", "糖 克"}, {"caffeine mg", "咖啡因 毫克"}, {"degrees °C", "温度 °C"}}};      // of 100 ml

struct Guests {
  Matrix tastes;                                 // 3×4: queries
  Matrix features;                               // 4×4: keys
  Matrix contents;                               // 4×3: values
  bool operator==(const Guests&) const = default;
};
Guests guests_to_begin_with();

enum class Pouring { Soft, Hard };               // in shares; all of the one with the largest score
struct Glass {
  RowVector scores, shares;                      // by drink
  RowVector mixed;                               // by content
};
Glass pour(const Guests& guests, int guest, Pouring pouring);

inline constexpr double kMostTaste = 3;          // what a taste or a feature may be set to, and less
void set_taste(Guests& guests, int guest, int feature, double value);
void set_feature(Guests& guests, int drink, int feature, double value);

}  // namespace epochs::translation
