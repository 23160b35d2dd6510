#include "guests.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "nn/ops/softmax.hpp"

namespace epochs::translation {

Guests guests_to_begin_with() {
  Guests out{Matrix(kGuests, kFeatures), Matrix(kDrinks, kFeatures), Matrix(kDrinks, kContents)};
  out.tastes << Real(1.5), 1, -1, 0,
      0, -1, Real(1.5), 0,
      Real(0.5), 2, 0, Real(-0.5);
  out.features << 0, -1, 1, 0,
      1, 1, Real(-0.5), Real(0.5),
      0, -1, 2, 0,
      Real(1.5), 1, 0, 2;
  out.contents << 0, 20, 60,
      10, 0, 5,
      0, 40, 65,
      Real(10.6), 10, 5;
  return out;
}

Glass pour(const Guests& guests, int guest, Pouring pouring) {
  EPOCHS_CHECK(guest >= 0 && guest < kGuests, "pour: there is no such guest");
  Glass out;
  const Matrix scores = guests.tastes.row(guest) * guests.features.transpose();
  Matrix shares;
  nn::softmax(scores, shares);
  out.scores = scores.row(0), out.shares = shares.row(0);
  if (pouring == Pouring::Hard) {
    Index best = 0;
    out.scores.maxCoeff(&best);
    out.shares.setZero();
    out.shares(best) = 1;
  }
  out.mixed = out.shares * guests.contents;
  return out;
}

void set_taste(Guests& guests, int guest, int feature, double value) {
  EPOCHS_CHECK(guest >= 0 && guest < kGuests && feature >= 0 && feature < kFeatures, "set_taste: no such number");
  guests.tastes(guest, feature) = static_cast<Real>(std::clamp(value, -kMostTaste, kMostTaste));
}

void set_feature(Guests& guests, int drink, int feature, double value) {
  EPOCHS_CHECK(drink >= 0 && drink < kDrinks && feature >= 0 && feature < kFeatures, "set_feature: no such number");
  guests.features(drink, feature) = static_cast<Real>(std::clamp(value, -kMostTaste, kMostTaste));
}

}  // namespace epochs::translation
