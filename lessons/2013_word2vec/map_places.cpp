#include "map_places.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace epochs::word2vec {
namespace {

constexpr double kGlide = 0.07;                  // seconds after which a word has gone two thirds of its way
constexpr double kSeenEvery = 0.1;               // seconds between two pictures of a large vocabulary
constexpr Index kLarge = 1500;                   // words of one
constexpr double kLayoutEvery = 1.0;             // seconds between two layouts of vectors that go on learning
constexpr double kMovedBelow = 0.95;             // cosine of a vector with itself as it was laid out: they have learned much since
constexpr Real kArrived = 2e-4f;                 // of the picture's radius

// Of each word's vector then and now.
double mean_cosine(ConstMatrix before, ConstMatrix now, Index words) {
  double sum = 0;
  for (Index i = 0; i < words; ++i) {
    const double lengths = static_cast<double>(before.row(i).norm()) * static_cast<double>(now.row(i).norm());
    sum += lengths > 0 ? static_cast<double>(before.row(i).dot(now.row(i))) / lengths : 1;
  }
  return sum / static_cast<double>(words);
}

Matrix in_space(const Matrix& places) {
  Matrix out = Matrix::Zero(places.rows(), 3);
  out.leftCols(places.cols()) = places;
  return out;
}

}  // namespace

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

double MapPlaces::laid_out() const { return layout_ && first_layout_ ? layout_->share() : 1; }

// Another text, or vectors of another length: no place means anything any more.
void MapPlaces::forget() {
  layout_.reset();
  sight_ = {}, basis_ = {};
  of_.reset(), laid_of_.reset();
  to_.resize(0, 3), now_.resize(0, 3), layout_places_.resize(0, 2);
  seen_at_ = laid_out_at_ = -1;
}

// The widest directions, lying as the last ones did. With reduced motion the first picture is there at once: nobody sees it come.
bool MapPlaces::see(const MapWish& wish) {
  std::int64_t work = wish.at_once && to_.rows() == 0 ? kAllWork : kSightOfAFrame;
  const std::int64_t allowed = work;
  const bool arrived = sight_.go_on(work);
  worked_ = allowed - work;
  if (!arrived) return false;
  basis_ = sight_.basis();
  shown_ = Projection::Pca;
  to_ = in_space(sight_.places());
  return true;
}

// From where the words stand in the picture, and on from there as their vectors learn: a layout at a time.
bool MapPlaces::lay_out(const MapWish& wish) {
  const Index shown = std::min(wish.vectors->rows(), kMostTsne);
  if (!layout_ && laid_of_ != wish.vectors && (laid_out_at_ < 0 || wish.time < laid_out_at_ || wish.time - laid_out_at_ >= kLayoutEvery)) {
    const bool again = layout_places_.rows() == shown;
    first_layout_ = !again;
    const bool moved = again && laid_of_ && mean_cosine(*laid_of_, *wish.vectors, shown) < kMovedBelow;
    layout_ = std::make_unique<LayoutRun>(LayoutWish{wish.vectors, shown, again ? layout_places_ : Matrix(to_.topRows(shown).leftCols(2)), again, moved}, beside_);
    laid_of_ = wish.vectors, laid_out_at_ = wish.time;
  }
  if (!layout_) return false;
  const bool done = layout_->done();             // asked first: what was made before that is there
  std::optional<Matrix> places = layout_->look();
  if (places) layout_places_ = std::move(*places);
  if (done) layout_.reset();
  if (wish.at_once ? !done : !places) return false;        // with reduced motion only the last places are shown
  shown_ = Projection::Tsne;
  to_ = in_space(layout_places_);
  return true;
}

bool MapPlaces::take(const MapWish& wish) {
  if (of_ && (of_->rows() != wish.vectors->rows() || of_->cols() != wish.vectors->cols())) forget();
  const Projection projection = wish.vectors->rows() < 2 ? Projection::Pca : wish.projection;
  const bool another = projection != projection_ || wish.depth != depth_ || wish.about != about_ || wish.steps != steps_ || !of_;
  if (projection == Projection::Pca && projection_ == Projection::Tsne) layout_.reset(), laid_of_.reset(), layout_places_.resize(0, 2), laid_out_at_ = -1;
  projection_ = projection, depth_ = wish.depth, about_ = wish.about, steps_ = wish.steps;
  const bool seen = to_.rows() == std::min(wish.vectors->rows(), kMostSeen);
  if (projection_ == Projection::Tsne && (seen || layout_places_.rows() > 0)) return lay_out(wish);
  const bool waits = wish.vectors->rows() > kLarge && wish.time - seen_at_ < kSeenEvery && wish.time >= seen_at_;
  if (another || (!sight_.running() && of_ != wish.vectors && !waits)) {
    const auto inside = [&](int word) { return word >= 0 && word < wish.vectors->rows(); };
    const bool steps = wish.depth == Depth::Plane && projection_ == Projection::Pca && std::all_of(wish.steps.begin(), wish.steps.end(), inside);
    sight_.begin({wish.vectors, wish.depth == Depth::Space ? 3 : 2, wish.about, steps ? wish.steps : std::array{-1, -1, -1}}, basis_);
    of_ = wish.vectors, seen_at_ = wish.time;
  }
  return sight_.running() && see(wish);
}

bool MapPlaces::follow(const MapWish& wish) {
  const double passed = wish.time - time_;
  time_ = wish.time;
  worked_ = 0;
  if (!wish.vectors || wish.vectors->rows() == 0) {
    forget();
    return false;
  }
  if (take(wish)) ++turn_, to_extent_ = extent_of(to_);
  const bool working = layout_ || sight_.running() || (projection_ == Projection::Tsne ? laid_of_ : of_) != wish.vectors;
  const bool jump = wish.at_once || now_.rows() != to_.rows() || passed > 1 || passed < 0;
  const auto step = jump ? Real{1} : static_cast<Real>(1 - std::exp(-passed / kGlide));
  if (!jump && to_.rows() > 0 && (to_ - now_).cwiseAbs().maxCoeff() > kArrived * to_extent_.radius) {
    now_ += step * (to_ - now_);
    const auto go = [&](float& from, float to) { from += step * (to - from); };
    go(extent_.low_x, to_extent_.low_x), go(extent_.high_x, to_extent_.high_x), go(extent_.low_y, to_extent_.low_y), go(extent_.high_y, to_extent_.high_y);
    go(extent_.radius, to_extent_.radius);
    return true;
  }
  now_ = to_, extent_ = to_extent_;
  return working;
}

}  // namespace epochs::word2vec
