// Projections against what they are defined to be. Compiled twice, for the float engine and for the double one.
#include <gtest/gtest.h>

#include <cmath>

#include "nn/nn.hpp"

namespace epochs {
namespace {

using namespace nn;

constexpr bool kFloat = sizeof(Real) == 4;

struct Projections : testing::Test {
  Random random{21};
  Matrix normal(Index rows, Index columns, double deviation = 1) {
    Matrix out(rows, columns);
    fill_normal(out, static_cast<Real>(deviation), random);
    return out;
  }
  // `count` points about each of a few centres, one after the other in turn.
  Matrix clusters(Index count, Index centres, Index columns) {
    const Matrix middle = normal(centres, columns, 4);
    Matrix out = normal(count, columns);
    for (Index i = 0; i < count; ++i) out.row(i) += middle.row(i % centres);
    return out;
  }
};

TEST_F(Projections, PcaFindsTheAxesOfACloud) {
  Matrix points = normal(2000, 3);
  points.col(0) *= 5, points.col(1) *= 2;
  points.col(2).array() += 100;                                            // the mean does not count
  const Pca pca = principal_components(points, 3);
  EXPECT_GT(pca.components(0, 0), 0.999);
  EXPECT_GT(pca.components(1, 1), 0.99);
  EXPECT_NEAR(pca.variances[0], 25, 1.5);
  EXPECT_NEAR(pca.variances[2], 1, 0.1);
  EXPECT_NEAR(pca.variances[0] + pca.variances[1] + pca.variances[2], pca.total_variance, 1e-9 * pca.total_variance);
}

TEST_F(Projections, PcaVariancesAreThoseOfTheProjection) {
  for (const Index rows : {40, 6}) {                                       // by columns, and by points
    const Matrix points = normal(rows, 10) * normal(10, 10);
    const Pca pca = principal_components(points, 8);
    const Matrix identity = pca.components * pca.components.transpose(), places = pca.project(points);
    EXPECT_LT((identity - Matrix::Identity(8, 8)).cwiseAbs().maxCoeff(), kFloat ? 1e-5 : 1e-12);
    for (Index i = 0; i < 8; ++i) {
      EXPECT_NEAR(static_cast<double>(places.col(i).mean()), 0, 1e-4);
      EXPECT_NEAR(static_cast<double>(places.col(i).squaredNorm()) / static_cast<double>(rows - 1), pca.variances[static_cast<std::size_t>(i)], 1e-4 * pca.total_variance);
      for (Index j = 0; j < i; ++j) EXPECT_NEAR(static_cast<double>(places.col(i).dot(places.col(j))), 0, 1e-4 * pca.total_variance * static_cast<double>(rows));
    }
    if (rows == 6) {
      EXPECT_EQ(pca.variances[5], 0) << "six points span five dimensions";
    }
  }
}

TEST_F(Projections, PcaOfOnePointOrEqualOnes) {
  const Pca pca = principal_components(Matrix::Ones(4, 3), 2);
  EXPECT_EQ(pca.total_variance, 0);
  EXPECT_EQ(pca.project(Matrix::Ones(4, 3)), Matrix::Zero(4, 2));
  EXPECT_EQ(pca.components * pca.components.transpose(), Matrix::Identity(2, 2));
  Matrix broken = Matrix::Ones(2, 2);
  broken(1, 1) = std::numeric_limits<Real>::quiet_NaN();
  EXPECT_THROW(principal_components(broken, 1), CheckFailed);
  EXPECT_THROW(principal_components(Matrix::Ones(2, 2), 3), CheckFailed);
}

TEST_F(Projections, CosineNeighbours) {
  const Matrix table = (Matrix(5, 2) << 1, 0, 10, 1, 0, 3, -2, 0, 0, 0).finished();
  const CosineIndex index(table);
  const std::vector<Neighbour> found = index.nearest(table.row(0), 5);
  EXPECT_EQ(found[0].row, 0);
  EXPECT_EQ(found[1].row, 1);
  EXPECT_EQ(found[2].row, 2);                                              // a right angle and the zero vector: both 0, first row first
  EXPECT_EQ(found[3].row, 4);
  EXPECT_NEAR(found[4].cosine, -1, 1e-6);
  EXPECT_NEAR(found[1].cosine, 10 / std::sqrt(101.0), 1e-6);
  EXPECT_EQ(index.nearest(table.row(0), 2, std::vector<int>{0, 1})[0].row, 2);
  EXPECT_NEAR(index.cosine(2, 1), 1 / std::sqrt(101.0), 1e-6);
  EXPECT_EQ(index.nearest(table.row(4), 9).size(), 5u);
}

TEST_F(Projections, NearestPointsAreThose) {
  const Matrix points = clusters(300, 3, 5);
  const NearestPoints nearest = nearest_points(points, 7);
  for (Index i = 0; i < 300; ++i) {
    std::vector<double> all;
    for (Index j = 0; j < 300; ++j)
      if (j != i) all.push_back(static_cast<double>((points.row(i) - points.row(j)).squaredNorm()));
    std::sort(all.begin(), all.end());
    for (Index k = 0; k < 7; ++k) ASSERT_NEAR(nearest.squared_distances[static_cast<std::size_t>(i * 7 + k)], all[static_cast<std::size_t>(k)], 1e-4) << i;
  }
}

TEST_F(Projections, AffinitiesHaveThePerplexityAskedFor) {
  const std::vector<double> distances = {0.1, 0.5, 1, 2, 4, 8, 9, 10, 15, 30};
  std::vector<double> p(distances.size());
  for (const double perplexity : {1.5, 3.0, 7.0}) {
    conditional_affinities(distances.data(), 10, perplexity, p.data());
    double sum = 0, entropy = 0;
    for (const double v : p) sum += v, entropy -= v > 0 ? v * std::log(v) : 0;
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_NEAR(std::exp(entropy), perplexity, 1e-3);
  }
}

TEST_F(Projections, AffinitiesAreSymmetricAndSumToOne) {
  const Affinities all = affinities(clusters(100, 4, 6), 8);
  Matrix dense = Matrix::Zero(100, 100);
  for (std::size_t i = 0; i < 100; ++i) {
    EXPECT_EQ((all.first[i + 1] - all.first[i]) % Affinities::kLanes, 0);
    for (auto e = static_cast<std::size_t>(all.first[i]); e < static_cast<std::size_t>(all.first[i + 1]); ++e) dense(static_cast<Index>(i), all.other[e]) += all.p[e];
  }
  EXPECT_NEAR(static_cast<double>(dense.sum()), 1, 1e-5);
  EXPECT_EQ(dense, dense.transpose());
  EXPECT_EQ(dense.diagonal().sum(), 0);
}

struct Push : Projections {
  std::vector<Real> x, y, fx, fy;
  void scatter(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x.push_back(static_cast<Real>(10 * random.normal())), y.push_back(static_cast<Real>(3 * random.normal() + (i % 2 == 0 ? 20 : 0)));
  }
  // Largest error of the forces as a share of the largest force, and that of Z.
  std::pair<double, double> errors(double angle) {
    Repulsion repulsion;
    const double z = repulsion.forces(x, y, angle, fx, fy);
    double exact = 0, worst = 0, largest = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      double ex = 0, ey = 0;
      for (std::size_t j = 0; j < x.size(); ++j) {
        const double dx = static_cast<double>(x[i] - x[j]), dy = static_cast<double>(y[i] - y[j]), q = 1 / (1 + dx * dx + dy * dy);
        exact += i == j ? 0 : q;
        ex += q * q * dx, ey += q * q * dy;
      }
      worst = std::max(worst, std::hypot(ex - static_cast<double>(fx[i]), ey - static_cast<double>(fy[i])));
      largest = std::max(largest, std::hypot(ex, ey));
    }
    return {worst / std::max(largest, 1e-300), std::abs(z - exact) / std::max(exact, 1.0)};
  }
};

TEST_F(Push, IsExactAtAngleZeroAndNearAtOneHalf) {
  scatter(700);
  const auto [exact, exact_z] = errors(0);
  EXPECT_LT(exact, kFloat ? 1e-4 : 1e-12);
  EXPECT_LT(exact_z, kFloat ? 1e-5 : 1e-12);
  const auto [near, near_z] = errors(0.5);
  EXPECT_LT(near, 0.02);
  EXPECT_LT(near_z, 0.005);
  EXPECT_GT(near, exact) << "the approximation is in use";
}

TEST_F(Push, PointsInOnePlaceDoNotMoveEachOther) {
  x.assign(100, 3), y.assign(100, -2);
  Repulsion repulsion;
  EXPECT_NEAR(repulsion.forces(x, y, 0.5, fx, fy), 100 * 99, 1e-3);
  EXPECT_EQ(fx, std::vector<Real>(100, 0));
  EXPECT_EQ(fy, std::vector<Real>(100, 0));
  x.assign(1, 0), y.assign(1, 0);
  EXPECT_NEAR(repulsion.forces(x, y, 0.5, fx, fy), 0, 1e-6);
}

TEST_F(Projections, TsneDescendsItsDivergence) {
  if (kFloat) return;                                                      // differences need the digits of double
  const TsneSettings settings{.perplexity = 5, .angle = 0, .learning_rate = 1e-3, .exaggerated_updates = 0};
  Tsne tsne(clusters(30, 3, 4), settings);
  Matrix places = normal(30, 2, 2);
  places.rowwise() -= places.colwise().mean().eval();
  Matrix slopes(30, 2);
  for (Index i = 0; i < places.size(); ++i) {
    const Real kept = places.data()[i], step = static_cast<Real>(1e-5);
    places.data()[i] = kept + step, tsne.set_places(places);
    const double above = tsne.divergence();
    places.data()[i] = kept - step, tsne.set_places(places);
    slopes.data()[i] = static_cast<Real>((above - tsne.divergence()) / (2 * static_cast<double>(step)));
    places.data()[i] = kept;
  }
  tsne.set_places(places);
  tsne.advance();
  const Matrix moved = (tsne.places() - places) / Real(-1e-3 * 0.8);       // from rest the gain of every number is 0.8
  EXPECT_LT((moved - slopes).cwiseAbs().maxCoeff(), 1e-6 * static_cast<double>(slopes.cwiseAbs().maxCoeff()) + 1e-9);
}

TEST_F(Projections, TsneKeepsClustersTogether) {
  const Matrix points = clusters(240, 4, 20);
  Tsne tsne(points, {.perplexity = 15}), again(points, {.perplexity = 15});
  const double before = tsne.divergence();
  for (int i = 0; i < 400; ++i) tsne.advance(), again.advance();
  EXPECT_EQ(tsne.places(), again.places()) << "no chance is involved";
  EXPECT_EQ(tsne.update(), 400);
  const Matrix places = tsne.places();
  ASSERT_TRUE(places.allFinite());
  const NearestPoints nearest = nearest_points(places, 10);
  int same = 0;
  for (Index i = 0; i < 240; ++i)
    for (Index k = 0; k < 10; ++k) same += nearest.points[static_cast<std::size_t>(i * 10 + k)] % 4 == i % 4;
  EXPECT_EQ(same, 2400);
  EXPECT_LT(tsne.divergence(), 0.4 * before);
}

TEST_F(Projections, TsneInPartsIsTheSameToTheBit) {
  const Matrix points = clusters(200, 4, 12), from = normal(200, 2, 0.01);
  const TsneSettings settings{.perplexity = 10, .exaggerated_updates = 5};
  AffinitySearch search(points, settings.perplexity);
  int parts = 0;
  for (double share = 0; !search.work(7); ++parts) EXPECT_GE(search.share(), share), share = search.share();
  EXPECT_GE(parts, 200 / 7);
  Affinities whole = affinities(points, settings.perplexity);
  EXPECT_EQ(search.found.first, whole.first);
  EXPECT_EQ(search.found.other, whole.other);
  EXPECT_EQ(search.found.p, whole.p);
  Tsne sliced(std::move(search.found), from, settings), one(std::move(whole), from, settings);
  for (int update = 0; update < 12; ++update) {
    one.advance();
    int slices = 0;
    for (bool done = false; !done; ++slices) {
      std::int64_t pairs = 3000;
      const Matrix before = sliced.places();
      done = sliced.advance(pairs);
      EXPECT_GT(pairs, -200 * 60 - 24 * 200) << "no more than was allowed, a group of points and the tree";
      EXPECT_EQ(done, before != sliced.places()) << "points move together";
    }
    EXPECT_GT(slices, 3);
    ASSERT_EQ(sliced.places(), one.places()) << update;
  }
}

TEST_F(Projections, TsneOfFewOrEqualPoints) {
  for (const Matrix& points : {normal(2, 3), Matrix(Matrix::Ones(9, 2)), normal(5, 1)}) {
    Tsne tsne(points);
    for (int i = 0; i < 300; ++i) tsne.advance();
    EXPECT_TRUE(tsne.places().allFinite());
    EXPECT_TRUE(std::isfinite(tsne.divergence()));
  }
  EXPECT_THROW(Tsne(normal(1, 3)), CheckFailed);
}

}  // namespace
}  // namespace epochs
