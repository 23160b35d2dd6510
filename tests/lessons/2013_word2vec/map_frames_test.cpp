// Ten thousand words on the map: a frame does a bounded part of the work, and what is there in the end is exact.
#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "core/random.hpp"
#include "lessons/2013_word2vec/map_places.hpp"
#include "nn/project/pca.hpp"

namespace epochs::word2vec {
namespace {

// Words in a few groups, as vectors that have learned something are.
std::shared_ptr<const Matrix> grouped(Index rows, Index dimensions, std::uint64_t seed = 11) {
  Random random(seed);
  Matrix out(rows, dimensions);
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < dimensions; ++j) out(i, j) = static_cast<float>(random.normal() * (1 + 3.0 / static_cast<double>(j + 1)) + (i % 5 == j ? 4 : 0));
  return std::make_shared<const Matrix>(std::move(out));
}

MapWish wish_for(std::shared_ptr<const Matrix> vectors, Projection projection = Projection::Pca) { return {std::move(vectors), projection, Depth::Plane, About::Mean, 0, false}; }

// 0: the same plane; 1: at right angles.
double angle_between(const Matrix& one, const Matrix& other) {
  const Matrix left = one - one * other.transpose() * other;
  return static_cast<double>(left.norm() / one.norm());
}

TEST(Word2VecFrames, TheDirectionsAreTheWidestToManyDigits) {
  for (const Index dimensions : {1, 2, 24, 48, 64, 100, 128}) {
    const auto vectors = grouped(700, dimensions);
    const Index count = std::min<Index>(2, dimensions);
    const Basis found = widest(vectors, 2, About::Mean);
    const nn::Pca exact = nn::principal_components(*vectors, count);
    EXPECT_LT(angle_between(found.axes.topRows(count), exact.components), 1e-4) << dimensions;
    double variance = 0;
    for (const double each : exact.variances) variance += each;
    EXPECT_NEAR(found.share, variance / exact.total_variance, 1e-4) << dimensions;
  }
}

TEST(Word2VecFrames, AFrameDoesABoundedPartOfTheWork) {
  for (const Index dimensions : {24, 128, 300}) {
    MapPlaces places;
    MapWish wish = wish_for(grouped(10'000, dimensions));
    const std::int64_t most = kSightOfAFrame + Sight::largest_slice(dimensions);
    EXPECT_LT(Sight::largest_slice(dimensions), dimensions < 300 ? 1'500'000 : 4'000'000) << dimensions;
    int frames = 1;
    for (; places.follow(wish) && places.now().rows() == 0; ++frames) {
      EXPECT_LE(places.worked(), most) << dimensions;
      EXPECT_GT(places.worked(), 0) << dimensions;
      wish.time += 1.0 / 60;
    }
    EXPECT_GT(frames, dimensions > 24 ? 1 : 0) << "ten thousand words are more than one frame's work";
    EXPECT_LT(frames, 200) << dimensions;
    EXPECT_EQ(places.now().rows(), 10'000);
    EXPECT_LT(std::abs(places.share() - widest(wish.vectors, 2, About::Mean).share), 1e-6);
  }
}

// Each frame brings other vectors, as in training: pictures come one after the other, and no frame does more than its part.
TEST(Word2VecFrames, WordsThatLearnGlideFromPictureToPicture) {
  MapPlaces places;
  MapWish wish = wish_for(grouped(10'000, 64));
  long first = -1;
  for (int frame = 0; frame < 240; ++frame) {
    wish.time = frame / 60.0;
    wish.vectors = std::make_shared<const Matrix>(*wish.vectors * 1.002f);
    places.follow(wish);
    EXPECT_LE(places.worked(), kSightOfAFrame + Sight::largest_slice(64)) << frame;
    if (first < 0 && places.now().rows() > 0) first = frame;
  }
  ASSERT_GE(first, 0);
  EXPECT_GT(places.turn(), (240 - first) / 60 * 5) << "at least five pictures a second";
}

TEST(Word2VecFrames, FewWordsAreSeenInTheFrameInWhichTheyAreAskedFor) {
  MapPlaces places;
  places.follow(wish_for(grouped(500, 24)));
  EXPECT_EQ(places.now().rows(), 500);
}

TEST(Word2VecFrames, AnotherTextIsNotSeenAtThePlacesOfTheLast) {
  MapPlaces places;
  MapWish wish = wish_for(grouped(500, 24));
  places.follow(wish);
  wish.vectors = grouped(10'000, 64);
  EXPECT_TRUE(places.follow(wish));
  EXPECT_EQ(places.now().rows(), 0);
  EXPECT_FALSE(places.linear());
  while (places.follow(wish)) wish.time += 0.01;
  EXPECT_EQ(places.now().rows(), 10'000);
  wish.vectors = grouped(10'000, 100);           // and vectors of another length
  EXPECT_TRUE(places.follow(wish));
  EXPECT_EQ(places.now().rows(), 0);
}

TEST(Word2VecFrames, OfVectorsWithoutEndTheCommonestAreSeen) {
  MapPlaces places;
  MapWish wish = wish_for(grouped(30'000, 8));
  for (int frame = 0; frame < 100 && places.follow(wish); ++frame) {
    EXPECT_LE(places.worked(), kSightOfAFrame + Sight::largest_slice(8));
    wish.time += 0.02;
  }
  EXPECT_EQ(places.now().rows(), kMostSeen);
  wish.projection = Projection::Tsne;
  places.follow(wish);
  EXPECT_EQ(places.now().rows(), kMostSeen) << "until the layout is there";
}

TEST(Word2VecFrames, NumbersThatRanAwayAreNoTrouble) {
  MapPlaces places;
  MapWish wish = wish_for(std::make_shared<const Matrix>(*grouped(300, 100) * 1e25f));
  for (int frame = 0; frame < 300 && places.follow(wish); ++frame) wish.time += 0.02;
  EXPECT_TRUE(places.now().allFinite());
  EXPECT_GT(places.share(), 0.1);
}

TEST(Word2VecFrames, TheCommonestFiveThousandAreLaidOutInSlices) {
  MapWish wish = wish_for(grouped(6000, 16), Projection::Tsne);
  LayoutWish asked{wish.vectors, kMostTsne, Matrix::Zero(kMostTsne, 2), false};
  Layout layout(asked);
  double share = 0;
  bool moved = false;
  for (int frame = 0; frame < 3000 && !moved; ++frame) {
    std::int64_t pairs = LayoutRun::kPairsOfAFrame;
    moved = layout.go_on(pairs);
    EXPECT_GT(pairs, -1'000'000) << "a slice is not much more than was allowed";
    EXPECT_GE(layout.share(), share);
    share = layout.share();
  }
  EXPECT_TRUE(moved);
  EXPECT_EQ(layout.places().rows(), kMostTsne);
  EXPECT_FALSE(layout.done());
}

TEST(Word2VecFrames, AThreadOfItsOwnLaysTheSameOut) {
  const LayoutWish wish{grouped(150, 8), 150, grouped(150, 2)->topRows(150), false};
  LayoutRun beside(wish, Beside::Thread), here(wish, Beside::Frames);
  Matrix one, other;
  int seen = 0;
  while (!here.done()) {
    if (auto places = here.look()) one = std::move(*places), ++seen;
  }
  EXPECT_GT(seen, 3) << "it is watched while it runs";
  for (bool done = false; !done; std::this_thread::yield()) {
    done = beside.done();
    if (auto places = beside.look()) other = std::move(*places);
  }
  EXPECT_EQ(one, other);
}

// Laid out before anything was learned, then after it all: neighbours find each other again.
TEST(Word2VecFrames, ALayoutFollowsVectorsThatHaveLearnedMuch) {
  Random random(3);
  Matrix noise(240, 8), learned(240, 8);
  for (Index i = 0; i < noise.size(); ++i) noise.data()[i] = static_cast<float>(random.normal()), learned.data()[i] = 0.2f * static_cast<float>(random.normal());
  for (Index i = 0; i < learned.rows(); ++i) learned(i, i % 4) += 3;
  MapPlaces places;
  MapWish wish = wish_for(std::make_shared<const Matrix>(noise), Projection::Tsne);
  wish.at_once = true;
  while (places.follow(wish)) wish.time += 0.001;
  wish.vectors = std::make_shared<const Matrix>(learned);
  wish.time += 2;
  while (places.follow(wish)) wish.time += 0.001;
  int same = 0;
  for (Index i = 0; i < 240; ++i) {
    Index near = i == 0 ? 1 : 0;
    for (Index j = 0; j < 240; ++j)
      if (j != i && (places.now().row(j) - places.now().row(i)).norm() < (places.now().row(near) - places.now().row(i)).norm()) near = j;
    same += near % 4 == i % 4;
  }
  EXPECT_GT(same, 220);
}

TEST(Word2VecFrames, WithReducedMotionOnlyTheFinishedLayoutIsShown) {
  MapPlaces places;
  MapWish wish = wish_for(grouped(200, 8), Projection::Tsne);
  wish.at_once = true;
  places.follow(wish);
  const Matrix before = places.now();
  EXPECT_TRUE(places.linear()) << "still the picture of before";
  while (places.follow(wish)) {
    if (places.laid_out() < 1) {
      EXPECT_EQ(places.now(), before);
    }
  }
  EXPECT_FALSE(places.linear());
  EXPECT_NE(places.now(), before);
}

}  // namespace
}  // namespace epochs::word2vec
