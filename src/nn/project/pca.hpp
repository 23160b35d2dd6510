// Principal component analysis (Pearson 1901), exact: the directions in which a cloud of points is widest.
#pragma once

#include <vector>

#include "core/matrix.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct Pca {
  RowVector mean;                      // 1×C
  Matrix components;                   // k×C, orthonormal rows, widest first; the largest number of each is positive, so that pictures do not flip
  std::vector<double> variances;       // k, along each component (divided by N − 1); in the square of the points' unit
  double total_variance = 0;           // over all C columns: variances[i] / total_variance is the share explained

  Matrix project(ConstMatrix points) const;    // M×C → M×k
};

// points N×C with N ≥ 1, count ≤ C. Beyond the rank of the cloud the variances are 0 and the components any orthonormal ones.
// By the eigenvectors of the C×C covariance in double; where N < C those of the N×N products.
// Throws CheckFailed when a number is not finite or the sizes do not fit.
Pca principal_components(ConstMatrix points, Index count);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
