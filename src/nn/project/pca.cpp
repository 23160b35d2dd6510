#include "nn/project/pca.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

using Wide = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using WideRow = Eigen::Matrix<double, 1, Eigen::Dynamic>;

// Row i becomes orthogonal to the ones above, from the axis that is least in their span when it has no direction of its own.
void complete(Wide& rows, Index i) {
  for (Index axis = 0; axis < rows.cols(); ++axis) {
    WideRow candidate = WideRow::Unit(rows.cols(), axis);
    for (int pass = 0; pass < 2; ++pass)
      for (Index k = 0; k < i; ++k) candidate -= candidate.dot(rows.row(k)) * rows.row(k);
    if (candidate.norm() < 0.5 / std::sqrt(static_cast<double>(rows.cols()))) continue;
    rows.row(i) = candidate.normalized();
    return;
  }
}

void point_upwards(Wide& rows) {
  for (Index i = 0; i < rows.rows(); ++i) {
    Index largest = 0;
    rows.row(i).cwiseAbs().maxCoeff(&largest);
    if (rows(i, largest) < 0) rows.row(i) = -rows.row(i);
  }
}

}  // namespace

Pca principal_components(ConstMatrix points, Index count) {
  EPOCHS_CHECK(points.rows() > 0 && count >= 0 && count <= points.cols(), "principal_components: at least one point, and no more components than columns");
  EPOCHS_CHECK(points.allFinite(), "principal_components: a number is not finite");
  const Index n = points.rows(), c = points.cols();
  Wide centred = points.cast<double>();
  const WideRow mean = centred.colwise().mean();
  centred.rowwise() -= mean;
  const double scale = 1 / std::max(1.0, static_cast<double>(n - 1));
  const bool by_points = n < c;
  Wide products = Wide::Zero(std::min(n, c), std::min(n, c));               // the lower triangle is all that is needed
  if (by_points)
    products.selfadjointView<Eigen::Lower>().rankUpdate(centred, scale);
  else
    products.selfadjointView<Eigen::Lower>().rankUpdate(centred.transpose(), scale);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(products);
  Pca out;
  out.mean = mean.cast<Real>();
  out.total_variance = products.trace();
  Wide rows(count, c);
  const double smallest = 1e-14 * std::max(out.total_variance, 1e-300);
  for (Index i = 0; i < count; ++i) {
    const Index from = products.rows() - 1 - i;                // eigenvalues come in rising order
    const double variance = from >= 0 ? std::max(0.0, solver.eigenvalues()(from)) : 0;
    out.variances.push_back(variance > smallest ? variance : 0);
    if (variance <= smallest)
      complete(rows, i);
    else if (by_points)
      rows.row(i) = (solver.eigenvectors().col(from).transpose() * centred).normalized();
    else
      rows.row(i) = solver.eigenvectors().col(from).transpose();
  }
  point_upwards(rows);
  out.components = rows.cast<Real>();
  return out;
}

Matrix Pca::project(ConstMatrix points) const {
  EPOCHS_CHECK(points.cols() == components.cols(), "Pca::project: the points have another number of columns");
  return (points.rowwise() - mean) * components.transpose();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
