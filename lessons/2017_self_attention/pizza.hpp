// "I like to eat pizza": five words, four features a word and two numbers a query, small enough to be worked out on paper. The numbers are chosen, not learned;
// the learner may change every one of them.
//   1 embed: X     2 project: Q = X W_q, K = X W_k, V = X W_v     3 scores: S = Q Kᵀ / √2     4 weights: A = softmax(S), row by row     5 sum: Y = A V
#pragma once

#include <array>
#include <string>

#include "core/matrix.hpp"
#include "core/text.hpp"

namespace epochs::self_attention {

inline constexpr int kPizzaWords = 5, kPizzaFeatures = 4, kPizzaWidth = 2;
inline constexpr std::array<Localized, kPizzaWords> kPizzaSentence{{{"I", "我"}, {"like", "喜欢"}, {"to", "去"}, {"eat", "吃"}, {"pizza", "披萨"}}};
inline constexpr std::array<Localized, kPizzaFeatures> kPizzaFeatureNames{{{"somebody", "谁"}, {"feeling", "感受"}, {"doing", "做事"}, {"food", "食物"}}};
inline constexpr std::array<Localized, kPizzaWidth> kPizzaAsks{{{"who?", "谁？"}, {"what food?", "什么食物？"}}};

enum class PizzaStep { Embed, Project, Scores, Weights, Sum };
inline constexpr int kPizzaSteps = 5;

struct Pizza {
  Matrix x;                                      // 5×4
  Matrix wq, wk, wv;                             // 4×2
};
Pizza pizza_to_begin_with();

struct PizzaLook {
  Matrix q, k, v;                                // 5×2
  Matrix scores, weights;                        // 5×5
  Matrix mixed;                                  // 5×2
};
PizzaLook look(const Pizza& pizza);

enum class PizzaTable { X, Wq, Wk, Wv };
inline constexpr double kMostPizza = 9;          // what a cell may be set to, and less
void set(Pizza& pizza, PizzaTable table, int row, int column, double value);
const Matrix& table_of(const Pizza& pizza, PizzaTable table);

}  // namespace epochs::self_attention
