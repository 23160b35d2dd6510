#include "map_layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace epochs::word2vec {
namespace {

constexpr double kPerplexity = 15;
constexpr double kNeighbourShare = 0.2;          // of the time that a layout takes

Matrix directions_of(const LayoutWish& wish) {
  Matrix out = wish.vectors->topRows(wish.shown);
  for (Index i = 0; i < out.rows(); ++i)
    if (const Real length = out.row(i).stableNorm(); length > 0) out.row(i) /= length;
  return out;
}

// Drawn together from where the words stand in the picture: the layout keeps its orientation. What has no width is drawn apart a little.
Matrix drawn_together(Matrix places) {
  places.rowwise() -= RowVector(places.colwise().mean());
  const Real width = std::sqrt(places.squaredNorm() / static_cast<Real>(std::max<Index>(1, places.rows())));
  if (width > 0) return places * (1e-2f / width);
  for (Index i = 0; i < places.rows(); ++i) places(i, 0) = 1e-4f * std::cos(static_cast<Real>(i)), places(i, 1) = 1e-4f * std::sin(static_cast<Real>(i));
  return places;
}

}  // namespace

Layout::Layout(const LayoutWish& wish)
    : start_(wish.again ? wish.start : drawn_together(wish.start)), again_(wish.again), updates_(!wish.again ? kFirstUpdates : wish.moved ? kMovedUpdates : kNextUpdates), dimensions_(wish.vectors->cols()), neighbours_(directions_of(wish), kPerplexity) {
  settings_.perplexity = kPerplexity;
  if (again_) settings_.exaggerated_updates = wish.moved ? kMovedUpdates / 2 : 0;
}

bool Layout::go_on(std::int64_t& pairs) {
  const Index words = start_.rows();
  const std::int64_t each = words * (8 + dimensions_ / 16);      // what finding one word's neighbours costs, in pairs of the descent
  while (!tsne_ && pairs > 0) {
    const Index count = std::clamp<Index>(static_cast<Index>(pairs / each), 1, words);
    pairs -= each * count;
    if (neighbours_.work(count)) tsne_.emplace(std::move(neighbours_.found), start_, settings_);
  }
  bool moved = false;
  while (pairs > 0 && !done() && tsne_) moved = tsne_->advance(pairs) || moved;
  return moved;
}

double Layout::share() const {
  const double descended = tsne_ ? static_cast<double>(tsne_->update()) / static_cast<double>(updates_) : 0;
  return kNeighbourShare * (tsne_ ? 1 : neighbours_.share()) + (1 - kNeighbourShare) * descended;
}

LayoutRun::LayoutRun(const LayoutWish& wish, Beside beside) : layout_(wish) {
#ifndef __EMSCRIPTEN__
  if (beside == Beside::Thread) thread_ = std::thread([this] { run(); });
#else
  static_cast<void>(beside);
#endif
}

LayoutRun::~LayoutRun() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

void LayoutRun::run() {
  while (!stop_ && !layout_.done()) {
    std::int64_t pairs = kPairsOfAFrame;
    const bool moved = layout_.go_on(pairs);
    const std::scoped_lock lock(mutex_);
    if (moved) fresh_ = layout_.places();
    share_ = layout_.share(), done_ = layout_.done();
  }
}

std::optional<Matrix> LayoutRun::look() {
  if (thread_.joinable()) {
    const std::scoped_lock lock(mutex_);
    return std::exchange(fresh_, std::nullopt);
  }
  if (done_) return std::nullopt;
  std::int64_t pairs = kPairsOfAFrame;
  const bool moved = layout_.go_on(pairs);
  share_ = layout_.share(), done_ = layout_.done();
  return moved ? std::optional(layout_.places()) : std::nullopt;
}

bool LayoutRun::done() const {
  const std::scoped_lock lock(mutex_);
  return done_;
}

double LayoutRun::share() const {
  const std::scoped_lock lock(mutex_);
  return share_;
}

}  // namespace epochs::word2vec
