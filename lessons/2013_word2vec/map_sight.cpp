#include "map_sight.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <utility>

#include "core/product.hpp"
#include "core/random.hpp"

namespace epochs::word2vec {
namespace {

constexpr Index kRows = 256;                     // of a slice
constexpr Index kSolved = 40;                    // numbers a word up to which the directions are solved for in one slice
constexpr Index kBeside = 8;                     // directions that are followed beside the wanted ones: with them the wanted ones come sooner
constexpr int kMostRounds = 400;
constexpr double kSettled = 1e-6;                // what is left to turn, as a share of the widest spread

// A first guess that lies along no axis.
Eigen::MatrixXd any_directions(Index dimensions, Index count) {
  Random random(1);
  Eigen::MatrixXd out(dimensions, count);
  for (Index i = 0; i < out.size(); ++i) out.data()[i] = random.normal();
  return out;
}

Eigen::MatrixXd at_right_angles(const Eigen::MatrixXd& columns) {
  return Eigen::HouseholderQR<Eigen::MatrixXd>(columns).householderQ() * Eigen::MatrixXd::Identity(columns.rows(), columns.cols());
}

std::int64_t cost(Index a, Index b, Index c = 1) { return static_cast<std::int64_t>(a) * b * c; }

}  // namespace

std::int64_t Sight::largest_slice(Index dimensions) {
  const Index d = std::max<Index>(1, dimensions), p = std::min(d, kBeside + 3);
  return std::max({cost(kRows, d, d) / 8, cost(kRows, d, 6), d <= kSolved ? cost(d, d, d) * 10 : cost(d, d, p) * 2 + cost(d, p, p) * 8});
}

void Sight::begin(SightWish wish, const Basis& before) {
  before_ = before;                              // may be this sight's own
  wish_ = std::move(wish);
  const Index d = wish_.vectors->cols();
  basis_ = {RowVector::Zero(d), Matrix::Zero(wish_.count, d), 0};
  places_.setZero(rows(), wish_.count);
  sum_.setZero(d), measured_sum_.setZero(d), mean_.setZero(d), middle_.setZero(d), offset_.setZero(wish_.count);
  spread_.setZero(d, d);
  all_ = visible_ = 0;
  largest_ = 0;
  row_ = 0, rounds_ = 0;
  stage_ = wish_.vectors->size() > 0 ? Stage::Mean : Stage::Done;
}

bool Sight::go_on(std::int64_t& work) {
  while (running() && work > 0) switch (stage_) {
    case Stage::Mean: work -= add_to_mean(); break;
    case Stage::Spread: work -= add_to_spread(); break;
    case Stage::Turn: work -= turn(); break;
    case Stage::Places:
      work -= place_words();
      if (!running()) return true;
      break;
    case Stage::Done: break;
  }
  return false;
}

Index Sight::rows() const { return std::min(wish_.vectors->rows(), kMostSeen); }
Index Sight::measured() const { return std::min(rows(), kMeasured); }

std::int64_t Sight::add_to_mean() {
  const Index end = std::min(rows(), row_ + kRows), done = end - row_;
  for (; row_ < end; ++row_) {
    sum_ += wish_.vectors->row(row_).cast<double>();
    largest_ = std::max(largest_, wish_.vectors->row(row_).cwiseAbs().maxCoeff());
    if (row_ + 1 == measured()) measured_sum_ = sum_;
  }
  if (row_ < rows()) return cost(done, wish_.vectors->cols());
  mean_ = (sum_ / static_cast<double>(rows())).cast<Real>();
  middle_ = (measured_sum_ / static_cast<double>(measured())).cast<Real>();
  if (wish_.about == About::Origin) mean_.setZero(), middle_.setZero();
  row_ = 0;
  stage_ = Stage::Spread;
  if (wish_.steps[0] >= 0) look_at_steps();
  return cost(done, wish_.vectors->cols());
}

std::int64_t Sight::add_to_spread() {
  const Index d = wish_.vectors->cols(), count = std::min(kRows, measured() - row_);
  const Matrix rows = (wish_.vectors->middleRows(row_, count).rowwise() - middle_) / std::max(largest_, std::numeric_limits<Real>::min());
  Matrix products(d, d);
  product(rows, Transpose::Yes, rows, Transpose::No, products);
  spread_ += products.cast<double>();
  row_ += count;
  if (row_ == measured()) stage_ = Stage::Turn;
  return std::max<std::int64_t>(cost(count, d, d) / 8, cost(count, d));    // products of matrices go eight times as fast as all else
}

std::int64_t Sight::turn() {
  const Index d = spread_.rows(), axes = std::min(wish_.count, d);
  if (d > kSolved) return turn_block();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(spread_);
  look_along(solver.eigenvectors().rightCols(axes).rowwise().reverse());
  return cost(d, d, d) * 10;
}

// One round of subspace iteration with Rayleigh and Ritz (Rutishauser 1969).
std::int64_t Sight::turn_block() {
  const Index d = spread_.rows(), p = std::min(d, wish_.count + kBeside), axes = wish_.count;
  if (block_.rows() != d || block_.cols() != p || !block_.allFinite()) block_ = at_right_angles(any_directions(d, p));
  Eigen::MatrixXd sent = spread_ * block_;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(block_.transpose() * sent);
  const Eigen::MatrixXd widest_first = solver.eigenvectors().rowwise().reverse();
  const Eigen::VectorXd spreads = solver.eigenvalues().reverse();
  block_ *= widest_first, sent *= widest_first;
  const double left = (sent.leftCols(axes) - block_.leftCols(axes) * spreads.head(axes).asDiagonal()).norm();
  if (left <= kSettled * std::max(spreads(0), 0.0) || ++rounds_ >= kMostRounds) look_along(block_.leftCols(axes));
  else block_ = at_right_angles(sent);
  return cost(d, d, p) * 2 + cost(d, p, p) * 8;
}

void Sight::look_along(const Eigen::MatrixXd& directions) {
  Matrix axes = directions.transpose().cast<Real>();
  for (Index i = 0; i < axes.rows(); ++i) {      // the largest number of each is positive: no sign hangs on chance
    Index largest = 0;
    axes.row(i).cwiseAbs().maxCoeff(&largest);
    if (axes(i, largest) < 0) axes.row(i) *= -1;
  }
  basis_.axes.topRows(axes.rows()) = axes;
  basis_.centre = mean_;
  basis_ = turned_like(std::move(basis_), before_);
  row_ = 0;
  stage_ = Stage::Places;
}

void Sight::look_at_steps() {
  const auto row = [&](int word) -> RowVector { return wish_.vectors->row(word); };
  const auto& [a, b, c] = wish_.steps;
  const RowVector one = row(b) - row(a), other = row(c) - row(a);
  RowVector second = other;
  if (one.norm() > 0) basis_.axes.row(0) = one.normalized();
  second -= second.dot(basis_.axes.row(0)) * RowVector(basis_.axes.row(0));
  if (second.norm() > 1e-6f * other.norm()) basis_.axes.row(1) = second.normalized();
  basis_.centre = (row(a) + row(b) + row(c)) / 3;
  basis_ = turned_like(std::move(basis_), before_);
  offset_ = (basis_.centre - mean_) * basis_.axes.transpose();
  stage_ = Stage::Places;
}

std::int64_t Sight::place_words() {
  const Matrix& v = *wish_.vectors;
  const Index count = std::min(kRows, rows() - row_);
  const Matrix from_mean = v.middleRows(row_, count).rowwise() - mean_;
  const Matrix seen = from_mean * basis_.axes.transpose();
  all_ += from_mean.cast<double>().squaredNorm(), visible_ += seen.cast<double>().squaredNorm();
  places_.middleRows(row_, count) = seen.rowwise() - offset_;
  row_ += count;
  if (row_ == rows()) {
    basis_.share = all_ > 0 ? std::min(1.0, visible_ / all_) : 0;
    stage_ = Stage::Done;
    wish_.vectors.reset();                       // they have been seen
  }
  return cost(count, v.cols(), wish_.count + 2);
}

Basis widest(const std::shared_ptr<const Matrix>& vectors, Index count, About about) {
  Sight sight;
  sight.begin({vectors, count, about, {-1, -1, -1}}, {});
  for (std::int64_t work = kAllWork; sight.running();) sight.go_on(work);
  return sight.basis();
}

Basis turned_like(Basis basis, const Basis& before) {
  if (before.axes.rows() != basis.axes.rows() || before.axes.cols() != basis.axes.cols()) return basis;
  const Eigen::MatrixXd together = (before.axes * basis.axes.transpose()).cast<double>();
  const Eigen::JacobiSVD<Eigen::MatrixXd> parts(together, Eigen::ComputeFullU | Eigen::ComputeFullV);
  const Eigen::MatrixXd turn = parts.matrixU() * parts.matrixV().transpose();
  basis.axes = turn.cast<Real>() * basis.axes;
  return basis;
}

Matrix seen_from(const Basis& basis, ConstMatrix vectors) { return (vectors.rowwise() - basis.centre) * basis.axes.transpose(); }

}  // namespace epochs::word2vec
