#include "pizza.hpp"

#include <cmath>

#include "core/check.hpp"
#include "nn/ops/softmax.hpp"

namespace epochs::self_attention {

// Keys say "I am somebody" and "I am food"; feeling asks for both, doing for food most of all; the values pass on who and what.
Pizza pizza_to_begin_with() {
  Pizza out;
  out.x.resize(kPizzaWords, kPizzaFeatures), out.wq.resize(kPizzaFeatures, kPizzaWidth), out.wk.resize(kPizzaFeatures, kPizzaWidth), out.wv.resize(kPizzaFeatures, kPizzaWidth);
  out.x << 1, 0, 0, 0,
      0, 1, Real(0.5), 0,
      0, 0, Real(0.1), 0,
      0, 0, 1, Real(0.5),
      0, Real(0.2), 0, 1;
  out.wq << 1, 0,
      2, 1,
      0, 2,
      0, 1;
  out.wk << 2, 0,
      0, 0,
      0, Real(0.5),
      0, 2;
  out.wv << 1, 0,
      Real(0.5), 0,
      0, Real(0.5),
      0, 1;
  return out;
}

PizzaLook look(const Pizza& pizza) {
  PizzaLook out;
  out.q = pizza.x * pizza.wq, out.k = pizza.x * pizza.wk, out.v = pizza.x * pizza.wv;
  out.scores = out.q * out.k.transpose() / static_cast<Real>(std::sqrt(static_cast<double>(kPizzaWidth)));
  nn::softmax(out.scores, out.weights);
  out.mixed = out.weights * out.v;
  return out;
}

const Matrix& table_of(const Pizza& pizza, PizzaTable table) {
  switch (table) {
    case PizzaTable::X: return pizza.x;
    case PizzaTable::Wq: return pizza.wq;
    case PizzaTable::Wk: return pizza.wk;
    case PizzaTable::Wv: break;
  }
  return pizza.wv;
}

void set(Pizza& pizza, PizzaTable table, int row, int column, double value) {
  Matrix& cells = const_cast<Matrix&>(table_of(pizza, table));      // of an object that may be changed
  EPOCHS_CHECK(row >= 0 && row < cells.rows() && column >= 0 && column < cells.cols() && std::abs(value) <= kMostPizza, "there is no such cell, or not such a value");
  cells(row, column) = static_cast<Real>(value);
}

}  // namespace epochs::self_attention
