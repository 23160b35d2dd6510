// Novikoff's bound (1962): if some line leaves every point at least γ away on its right side, and no point is further than R
// from the origin, then the perceptron, started from zero, makes at most (R/γ)² mistakes, in whatever order the points come.
// The bias is the weight of a constant input 1, so distances are those of (x1, x2, 1).
#pragma once

#include <vector>

#include "reviews.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

struct Margin {
  bool separable = false;
  double gamma = 0;            // the widest margin found; 0 when no line parts the points
  double radius = 0;           // R
  double bound() const { return separable ? (radius / gamma) * (radius / gamma) : 0; }
};

// The widest margin is the distance from the origin to the convex hull of the points y·(x1, x2, 1); found by the method of
// Mitchell, Demyanov and Malozemov (1974), to a relative precision of 1e-6. γ is a margin that was reached, never an estimate.
// O(points) a step, at most 20,000 steps (for more than 2,000 points fewer): sets that are so nearly inseparable count as inseparable.
Margin widest_margin(const std::vector<Review>& reviews);

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
