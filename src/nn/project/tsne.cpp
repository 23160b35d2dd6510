#include "nn/project/tsne.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/check.hpp"
#include "core/kernel.hpp"
#include "nn/project/pca.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr Index kLanes = Affinities::kLanes;

// Σ_j p_ij q_ij (y_i − y_j) for one point; its row of affinities is a multiple of kLanes long.
EPOCHS_KERNEL void pull_on(const Real px, const Real py, const Real* EPOCHS_RESTRICT x, const Real* EPOCHS_RESTRICT y, const std::int32_t* EPOCHS_RESTRICT other,
                           const Real* EPOCHS_RESTRICT p, Index count, Real* EPOCHS_RESTRICT out) {
  Real fx[kLanes] = {}, fy[kLanes] = {};
  for (Index i = 0; i < count; i += kLanes)
    for (Index k = 0; k < kLanes; ++k) {
      const Real dx = px - x[other[i + k]], dy = py - y[other[i + k]];
      const Real pull = p[i + k] / (1 + dx * dx + dy * dy);
      fx[k] += pull * dx;
      fy[k] += pull * dy;
    }
  out[0] = out[1] = 0;
  for (Index k = 0; k < kLanes; ++k) out[0] += fx[k], out[1] += fy[k];
}

struct Motion {
  Real rate, momentum, pull, push;         // gradient = pull · (attraction) − push · (repulsion)
};

// Steps along one axis, each number with its own gain: larger while its direction stays (Jacobs 1988).
EPOCHS_KERNEL void move(Real* EPOCHS_RESTRICT place, Real* EPOCHS_RESTRICT velocity, Real* EPOCHS_RESTRICT gain, const Real* EPOCHS_RESTRICT pull,
                        const Real* EPOCHS_RESTRICT push, Index count, const Motion motion) {
  for (Index i = 0; i < count; ++i) {
    const Real gradient = motion.pull * pull[i] - motion.push * push[i];
    const Real turned = gain[i] + Real(0.2), straight = gain[i] * Real(0.8);
    const Real next = gradient * velocity[i] < 0 ? turned : straight;
    gain[i] = next < Real(0.01) ? Real(0.01) : next;
    velocity[i] = motion.momentum * velocity[i] - motion.rate * gain[i] * gradient;
    place[i] += velocity[i];
  }
}

void centre(std::vector<Real>& places) {
  double sum = 0;
  for (const Real place : places) sum += static_cast<double>(place);
  const auto mean = static_cast<Real>(sum / static_cast<double>(places.size()));
  for (Real& place : places) place -= mean;
}

}  // namespace

Tsne::Tsne(ConstMatrix points, const TsneSettings& settings) : settings_(settings), p_(affinities(points, settings.perplexity)) {
  const auto n = static_cast<std::size_t>(points.rows());
  const Matrix from = principal_components(points, std::min<Index>(2, points.cols())).project(points);
  const double deviation = std::sqrt(static_cast<double>(from.col(0).squaredNorm()) / static_cast<double>(n));
  const auto scale = static_cast<Real>(deviation > 0 ? 1e-4 / deviation : 0);
  start(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = static_cast<Index>(i);
    x_[i] = scale * from(row, 0);
    y_[i] = from.cols() > 1 ? scale * from(row, 1) : static_cast<Real>(1e-6 * std::sin(static_cast<double>(i)));   // points of one number: off the line
  }
}

Tsne::Tsne(Affinities p, ConstMatrix places, const TsneSettings& settings) : settings_(settings), p_(std::move(p)) {
  EPOCHS_CHECK(static_cast<Index>(p_.first.size()) == places.rows() + 1, "Tsne: a place for each point");
  start(static_cast<std::size_t>(places.rows()));
  set_places(places);
}

void Tsne::start(std::size_t count) {
  x_.resize(count), y_.resize(count);
  for (std::vector<Real>* zeros : {&pull_x_, &pull_y_, &velocity_x_, &velocity_y_}) zeros->resize(count);
  gain_x_.assign(count, 1), gain_y_.assign(count, 1);
  if (settings_.learning_rate <= 0) settings_.learning_rate = std::max(50.0, static_cast<double>(count) / settings_.exaggeration / 4);
}

bool Tsne::attract(std::int64_t& pairs) {
  constexpr std::int64_t kGathered = 4;          // a pair that is looked up here and there costs so many that lie side by side
  for (; attracted_ < x_.size() && pairs > 0; ++attracted_) {
    const std::size_t i = attracted_;
    const std::int32_t first = p_.first[i], count = p_.first[i + 1] - first;
    Real sums[2];
    pull_on(x_[i], y_[i], x_.data(), y_.data(), p_.other.data() + first, p_.p.data() + first, count, sums);
    pull_x_[i] = sums[0], pull_y_[i] = sums[1];
    pairs -= kGathered * count;
  }
  return attracted_ == x_.size();
}

void Tsne::advance() {
  std::int64_t all = std::numeric_limits<std::int64_t>::max();
  advance(all);
}

bool Tsne::advance(std::int64_t& pairs) {
  constexpr std::int64_t kSorted = 60;           // pairs that putting one point into the tree costs
  if (!repelling_) {
    if (!attract(pairs)) return false;
    repulsion_.begin(x_, y_, settings_.angle);
    pairs -= kSorted * static_cast<std::int64_t>(x_.size());
    repelling_ = true;
  }
  if (!repulsion_.act(push_x_, push_y_, pairs)) return false;
  step();
  return true;
}

void Tsne::step() {
  const bool early = update_ < settings_.exaggerated_updates;
  const Motion motion{.rate = static_cast<Real>(settings_.learning_rate), .momentum = early ? Real(0.5) : Real(0.8),
                      .pull = static_cast<Real>(early ? 4 * settings_.exaggeration : 4), .push = static_cast<Real>(4 / std::max(repulsion_.z(), 1e-300))};
  const auto count = static_cast<Index>(x_.size());
  move(x_.data(), velocity_x_.data(), gain_x_.data(), pull_x_.data(), push_x_.data(), count, motion);
  move(y_.data(), velocity_y_.data(), gain_y_.data(), pull_y_.data(), push_y_.data(), count, motion);
  centre(x_), centre(y_);
  ++update_;
  attracted_ = 0, repelling_ = false;
}

Matrix Tsne::places() const {
  Matrix out(static_cast<Index>(x_.size()), 2);
  for (Index i = 0; i < out.rows(); ++i) out(i, 0) = x_[static_cast<std::size_t>(i)], out(i, 1) = y_[static_cast<std::size_t>(i)];
  return out;
}

void Tsne::set_places(ConstMatrix places) {
  EPOCHS_CHECK(places.rows() == static_cast<Index>(x_.size()) && places.cols() == 2 && places.allFinite(), "Tsne::set_places: N×2 finite numbers");
  for (std::size_t i = 0; i < x_.size(); ++i) x_[i] = places(static_cast<Index>(i), 0), y_[i] = places(static_cast<Index>(i), 1);
  std::fill(velocity_x_.begin(), velocity_x_.end(), Real(0)), std::fill(velocity_y_.begin(), velocity_y_.end(), Real(0));
  std::fill(gain_x_.begin(), gain_x_.end(), Real(1)), std::fill(gain_y_.begin(), gain_y_.end(), Real(1));
  attracted_ = 0, repelling_ = false;            // an update that was half done begins anew
}

double Tsne::divergence() {
  attracted_ = 0, repelling_ = false;            // the tree is used for this
  const double z = repulsion_.forces(x_, y_, settings_.angle, push_x_, push_y_);
  double sum = 0;
  for (std::size_t i = 0; i < x_.size(); ++i)
    for (auto e = static_cast<std::size_t>(p_.first[i]); e < static_cast<std::size_t>(p_.first[i + 1]); ++e) {
      const auto j = static_cast<std::size_t>(p_.other[e]);
      const double p = static_cast<double>(p_.p[e]), dx = static_cast<double>(x_[i] - x_[j]), dy = static_cast<double>(y_[i] - y_[j]);
      if (p > 0) sum += p * std::log(p * z * (1 + dx * dx + dy * dy));
    }
  return sum;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
