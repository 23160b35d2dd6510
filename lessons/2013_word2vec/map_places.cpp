#include "map_places.hpp"

#include <Eigen/SVD>
#include <algorithm>
#include <chrono>
#include <cmath>

#include "nn/project/pca.hpp"

namespace epochs::word2vec {
namespace {

constexpr double kGlide = 0.07;                  // seconds after which a word has gone two thirds of its way
constexpr double kSeenEvery = 0.1;               // seconds between two pictures of a large vocabulary
constexpr Index kLarge = 1500;                   // words of one
constexpr double kLayoutEvery = 1.0;             // seconds between two layouts of vectors that go on learning
constexpr long kFirstLayout = 500, kNextLayout = 120;            // updates of the descent
constexpr std::chrono::microseconds kLayoutBudget(3500);
constexpr Real kArrived = 2e-4f;                 // of the picture's radius

Matrix unit_rows(ConstMatrix rows) {
  Matrix out = rows;
  for (Index i = 0; i < out.rows(); ++i)
    if (const Real length = out.row(i).norm(); length > 0) out.row(i) /= length;
  return out;
}

Matrix in_space(const Matrix& places) {
  Matrix out = Matrix::Zero(places.rows(), 3);
  out.leftCols(places.cols()) = places;
  return out;
}

}  // namespace

Basis widest(ConstMatrix vectors, Index count, About about) {
  const Index rows = std::min(vectors.rows(), kMeasured), dimensions = vectors.cols(), axes = std::min(count, dimensions);
  Basis out;
  out.axes = Matrix::Zero(count, dimensions);
  out.centre = RowVector::Zero(dimensions);
  if (rows == 0 || dimensions == 0) return out;
  Matrix measured = vectors.topRows(rows);
  if (about == About::Origin) {                  // with every vector and its opposite the mean is 0
    Matrix both(2 * rows, dimensions);
    both << measured, -measured;
    measured = std::move(both);
  }
  out.axes.topRows(axes) = nn::principal_components(measured, axes).components;
  if (about == About::Mean) out.centre = vectors.colwise().mean();
  const Matrix from_centre = vectors.rowwise() - out.centre;
  const double all = from_centre.cast<double>().squaredNorm(), visible = (from_centre * out.axes.transpose()).cast<double>().squaredNorm();
  out.share = all > 0 ? std::min(1.0, visible / all) : 0;
  return out;
}

Basis plane_of_steps(ConstMatrix vectors, const RowVector& centre, const RowVector& one, const RowVector& other) {
  Basis out{centre, Matrix::Zero(2, vectors.cols()), 0};
  RowVector second = other;
  if (one.norm() > 0) out.axes.row(0) = one.normalized();
  second -= second.dot(out.axes.row(0)) * RowVector(out.axes.row(0));
  if (second.norm() > 1e-6f * other.norm()) out.axes.row(1) = second.normalized();
  const RowVector mean = vectors.colwise().mean();
  const Matrix from_mean = vectors.rowwise() - mean;
  const double all = from_mean.cast<double>().squaredNorm(), visible = (from_mean * out.axes.transpose()).cast<double>().squaredNorm();
  out.share = all > 0 ? std::min(1.0, visible / all) : 0;
  return out;
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

MapExtent extent_of(const Matrix& places) {
  if (places.rows() == 0) return {};
  MapExtent out;
  const RowVector low = places.colwise().minCoeff(), high = places.colwise().maxCoeff();
  const Real tall = 0.02f * std::max(high(0) - low(0), high(1) - low(1)) + 1e-6f;      // words on one line, or on one spot, take up some room
  out.low_x = low(0) - tall, out.high_x = high(0) + tall, out.low_y = low(1) - tall, out.high_y = high(1) + tall;
  out.radius = std::max(1e-6f, std::sqrt(places.rowwise().squaredNorm().maxCoeff()));
  return out;
}

Matrix MapPlaces::of(ConstMatrix vectors) const { return in_space(seen_from(basis_, vectors)); }

// The widest directions, lying as the last ones did.
void MapPlaces::see(const MapWish& wish) {
  const Basis before = std::move(basis_);
  const Matrix& v = *wish.vectors;
  const auto& [a, b, c] = wish.steps;
  const bool steps = wish.depth == Depth::Plane && std::all_of(wish.steps.begin(), wish.steps.end(), [&](int word) { return word >= 0 && word < v.rows(); });
  Basis next = steps ? plane_of_steps(v, (v.row(a) + v.row(b) + v.row(c)) / 3, v.row(b) - v.row(a), v.row(c) - v.row(a)) : widest(v, wish.depth == Depth::Space ? 3 : 2, wish.about);
  basis_ = turned_like(std::move(next), before);
  to_ = of(*wish.vectors);
  seen_at_ = wish.time;
}

// From where the words stand in the picture, drawn together: the layout keeps the picture's orientation.
void MapPlaces::begin_layout(const MapWish& wish) {
  const Index shown = std::min(wish.vectors->rows(), kMostTsne);
  const bool again = layout_ && to_.rows() == shown;
  Matrix start = again ? layout_->places() : Matrix(to_.topRows(shown).leftCols(2));
  nn::TsneSettings settings;
  settings.perplexity = 15;
  if (again) settings.exaggerated_updates = 0;
  layout_.emplace(unit_rows(wish.vectors->topRows(shown)), settings);
  if (!again) {
    start.rowwise() -= RowVector(start.colwise().mean());
    const Real width = std::sqrt(start.squaredNorm() / static_cast<Real>(start.rows()));
    if (width > 0) start *= 1e-2f / width;
  }
  if (again || start.squaredNorm() > 0) layout_->set_places(start);
  goal_ = again ? kNextLayout : kFirstLayout;
  laid_out_at_ = wish.time;
}

// A few updates of the descent, as many as there is time for in a frame.
bool MapPlaces::lay_out(const MapWish& wish) {
  if (!layout_ || (of_ != wish.vectors && wish.time - laid_out_at_ >= kLayoutEvery)) begin_layout(wish), of_ = wish.vectors;
  const auto until = std::chrono::steady_clock::now() + kLayoutBudget;
  const long before = layout_->update();
  while (layout_->update() < goal_ && (wish.at_once || std::chrono::steady_clock::now() < until)) layout_->advance();
  if (layout_->update() == before && to_.rows() == layout_->places().rows()) return false;
  to_ = in_space(layout_->places());
  return true;
}

bool MapPlaces::take(const MapWish& wish) {
  const bool another = wish.projection != projection_ || wish.depth != depth_ || wish.about != about_ || wish.steps != steps_ || !of_ || of_->rows() != wish.vectors->rows() || of_->cols() != wish.vectors->cols();
  projection_ = wish.projection, depth_ = wish.depth, about_ = wish.about, steps_ = wish.steps;
  if (another || projection_ == Projection::Pca) layout_.reset();
  const bool waits = wish.vectors->rows() > kLarge && wish.time - seen_at_ < kSeenEvery && wish.time >= seen_at_;
  if (projection_ == Projection::Tsne) {
    if (!layout_ && (to_.rows() == 0 || to_.rows() != wish.vectors->rows())) see(wish);
    return lay_out(wish);
  }
  if (!another && (of_ == wish.vectors || waits)) return false;
  see(wish);
  of_ = wish.vectors;
  return true;
}

bool MapPlaces::follow(const MapWish& wish) {
  const double passed = wish.time - time_;
  time_ = wish.time;
  if (!wish.vectors || wish.vectors->rows() == 0) {
    *this = {};
    return false;
  }
  if (take(wish)) ++turn_, to_extent_ = extent_of(to_);
  const bool learning = layout_ && layout_->update() < goal_;
  const bool jump = wish.at_once || now_.rows() != to_.rows() || passed > 1 || passed < 0;
  const auto step = jump ? Real{1} : static_cast<Real>(1 - std::exp(-passed / kGlide));
  if (!jump && (to_ - now_).cwiseAbs().maxCoeff() > kArrived * to_extent_.radius) {
    now_ += step * (to_ - now_);
    const auto go = [&](float& from, float to) { from += step * (to - from); };
    go(extent_.low_x, to_extent_.low_x), go(extent_.high_x, to_extent_.high_x), go(extent_.low_y, to_extent_.low_y), go(extent_.high_y, to_extent_.high_y);
    go(extent_.radius, to_extent_.radius);
    return true;
  }
  now_ = to_, extent_ = to_extent_;
  return learning;
}

}  // namespace epochs::word2vec
