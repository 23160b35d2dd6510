#include "lessons/2017_self_attention/pizza.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "nn/ops/attention.hpp"

namespace epochs::self_attention {
namespace {

TEST(SelfAttentionPizza, IsWhatTheOpWorksOut) {
  Pizza pizza = pizza_to_begin_with();
  for (const double value : {0.0, -1.5}) {
    set(pizza, PizzaTable::Wq, 1, 1, value), set(pizza, PizzaTable::X, 2, 3, value);
    const PizzaLook by_hand = look(pizza);
    nn::Tape tape(nn::Mode::Infer);
    tape.begin();
    const nn::Value out = nn::attention(tape, tape.input(by_hand.q), tape.input(by_hand.k), tape.input(by_hand.v), {});
    EXPECT_LT((tape.value(out) - by_hand.mixed).cwiseAbs().maxCoeff(), 1e-6);
    for (Index word = 0; word < kPizzaWords; ++word) EXPECT_NEAR(by_hand.weights.row(word).sum(), 1, 1e-6);
  }
}

TEST(SelfAttentionPizza, EatLooksAtPizzaAndLikeAtBoth) {
  const PizzaLook seen = look(pizza_to_begin_with());
  const auto most = [&](int word) {
    Index at = 0;
    seen.weights.row(word).maxCoeff(&at);
    return at;
  };
  EXPECT_EQ(most(3), 4) << "eat looks at pizza";
  EXPECT_GT(seen.weights(3, 4), 0.6);
  EXPECT_EQ(most(1), 0) << "like looks at who likes";
  EXPECT_GT(seen.weights(1, 4), seen.weights(1, 2)) << "and at what is liked more than at to";
  EXPECT_NEAR(seen.scores(3, 4), static_cast<double>(seen.q(3, 0) * seen.k(4, 0) + seen.q(3, 1) * seen.k(4, 1)) / std::sqrt(2.0), 1e-6);
}

TEST(SelfAttentionPizza, EveryCellMayBeSet) {
  Pizza pizza = pizza_to_begin_with();
  set(pizza, PizzaTable::Wk, 3, 1, -2);
  EXPECT_EQ(table_of(pizza, PizzaTable::Wk)(3, 1), -2);
  EXPECT_LT(look(pizza).weights(3, 4), 0.1) << "a key that says the contrary";
  EXPECT_THROW(set(pizza, PizzaTable::X, 5, 0, 1), std::exception);
  EXPECT_THROW(set(pizza, PizzaTable::X, 0, 0, kMostPizza + 1), std::exception);
}

}  // namespace
}  // namespace epochs::self_attention
