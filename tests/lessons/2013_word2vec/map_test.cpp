// The map's projections and names: what is seen keeps its orientation, the share of the spread is the true one, no name covers another.
#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"
#include "lessons/2013_word2vec/map_labels.hpp"
#include "lessons/2013_word2vec/map_places.hpp"
#include "lessons/2013_word2vec/outcomes.hpp"

namespace epochs::word2vec {
namespace {

Matrix cloud(Index rows, const std::vector<float>& widths, std::uint64_t seed = 7) {
  Random random(seed);
  Matrix out(rows, static_cast<Index>(widths.size()));
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < out.cols(); ++j) out(i, j) = widths[static_cast<std::size_t>(j)] * static_cast<float>(random.normal());
  return out;
}

double change(const Matrix& a, const Matrix& b) { return static_cast<double>((a - b).norm() / a.norm()); }

std::shared_ptr<const Matrix> shared(const Matrix& vectors) { return std::make_shared<const Matrix>(vectors); }

MapWish plane_of_now(const Matrix& vectors) { return {std::make_shared<const Matrix>(vectors), Projection::Pca, Depth::Plane, About::Mean, 0, true}; }

// Frames until nothing is on its way.
int follow_to_the_end(MapPlaces& places, MapWish& wish) {
  int frames = 1;
  for (; places.follow(wish); ++frames) wish.time += 1e-4;
  return frames;
}

TEST(Word2VecMap, TheShareIsThatOfTheSpreadInTheTwoWidestDirections) {
  Matrix crosses(6, 3);
  crosses << 3, 0, 0, -3, 0, 0, 0, 2, 0, 0, -2, 0, 0, 0, 1, 0, 0, -1;      // spreads 18, 8 and 2
  EXPECT_NEAR(widest(shared(crosses), 2, About::Mean).share, 26.0 / 28, 1e-6);
  EXPECT_NEAR(widest(shared(crosses), 3, About::Mean).share, 1, 1e-6);
  crosses.rowwise() += RowVector::Constant(3, 5);
  EXPECT_NEAR(widest(shared(crosses), 2, About::Mean).share, 26.0 / 28, 1e-5) << "about the mean, wherever that is";
}

TEST(Word2VecMap, ADirectionThatAllShareIsSeenFromZeroOnly) {
  Matrix alike = cloud(50, {0.1f, 0.1f, 0.1f, 0.1f});
  alike.col(2).array() += 4;
  const Basis from_zero = widest(shared(alike), 2, About::Origin);
  EXPECT_GT(std::abs(from_zero.axes(0, 2)), 0.99f);
  EXPECT_GT(from_zero.share, 0.99);
  EXPECT_LT(std::abs(widest(shared(alike), 2, About::Mean).axes(0, 2)), 0.99f);
}

TEST(Word2VecMap, APictureThatIsMirroredOrTurnedIsTurnedBack) {
  const Matrix vectors = cloud(80, {3, 2, 1, 0.5f});
  const Basis before = widest(shared(vectors), 2, About::Mean);
  Basis after = before;
  after.axes.row(0) = -before.axes.row(1);
  after.axes.row(1) = before.axes.row(0);
  EXPECT_GT(change(seen_from(before, vectors), seen_from(after, vectors)), 1);
  EXPECT_LT(change(seen_from(before, vectors), seen_from(turned_like(after, before), vectors)), 1e-5);
}

TEST(Word2VecMap, WordsDoNotJumpWhenTwoDirectionsTradePlaces) {
  MapPlaces places;
  Matrix vectors = cloud(100, {2.0f, 1.9f, 0.4f, 0.3f});
  places.follow(plane_of_now(vectors));
  for (int step = 0; step < 20; ++step) {        // the second direction becomes the widest
    const Matrix before = places.now();
    vectors.col(1) *= 1.02f, vectors.col(0) *= 0.99f;
    places.follow(plane_of_now(vectors));
    EXPECT_LT(change(before, places.now()), 0.1) << step;
  }
}

TEST(Word2VecMap, SumsOfVectorsAreSumsOfPlaces) {
  MapPlaces places;
  const Matrix vectors = cloud(40, {3, 2, 1, 0.5f});
  places.follow(plane_of_now(vectors));
  EXPECT_TRUE(places.linear());
  const RowVector sum = vectors.row(3) - vectors.row(1) + vectors.row(2);
  const Matrix landed = places.of(sum), added = places.now().row(3) - places.now().row(1) + places.now().row(2);
  EXPECT_LT(change(landed, added), 1e-4);
}

TEST(Word2VecMap, OneNumberAWordIsALine) {
  MapPlaces places;
  places.follow(plane_of_now(cloud(30, {1})));
  EXPECT_EQ(places.now().col(1).cwiseAbs().maxCoeff(), 0);
  EXPECT_NEAR(places.share(), 1, 1e-6);
}

TEST(Word2VecMap, NoVectorsOrEqualOnesAreNoTrouble) {
  MapPlaces places;
  EXPECT_FALSE(places.follow(plane_of_now(Matrix::Zero(12, 5))));
  EXPECT_TRUE(places.now().allFinite());
  EXPECT_EQ(places.share(), 0);
  MapWish layout = plane_of_now(Matrix::Zero(12, 5));
  layout.projection = Projection::Tsne;
  follow_to_the_end(places, layout);
  EXPECT_TRUE(places.now().allFinite());
  EXPECT_FALSE(places.follow({}));
}

TEST(Word2VecMap, WordsGlideAndArrive) {
  MapPlaces places;
  MapWish wish = plane_of_now(cloud(30, {2, 1, 0.5f}));
  wish.at_once = false;
  places.follow(wish);
  const Matrix start = places.now();
  wish.vectors = std::make_shared<const Matrix>(*wish.vectors * 2);
  wish.time = 1.0 / 60;
  EXPECT_TRUE(places.follow(wish));
  const double first = change(start, places.now());
  EXPECT_GT(first, 0.05);
  EXPECT_LT(first, 0.5) << "not at once";
  for (int frame = 2; frame < 90 && places.follow(wish); ++frame) wish.time = frame / 60.0;
  EXPECT_FALSE(places.follow(wish));
  EXPECT_NEAR(change(start, places.now()), 1, 1e-3);
}

TEST(Word2VecMap, TheLayoutKeepsNeighboursTogetherAndGoesOnFromWhereItStands) {
  Matrix groups = cloud(60, std::vector<float>(8, 0.1f));
  for (Index i = 0; i < groups.rows(); ++i) groups(i, i % 3) += 2;
  MapWish wish = plane_of_now(groups);
  wish.projection = Projection::Tsne;
  MapPlaces places;
  follow_to_the_end(places, wish);
  EXPECT_FALSE(places.linear());
  for (Index i = 0; i < groups.rows(); ++i) {
    Index nearest = i == 0 ? 1 : 0;
    for (Index j = 0; j < groups.rows(); ++j)
      if (j != i && (places.now().row(j) - places.now().row(i)).norm() < (places.now().row(nearest) - places.now().row(i)).norm()) nearest = j;
    EXPECT_EQ(nearest % 3, i % 3) << i;
  }
  const Matrix before = places.now();
  wish.vectors = std::make_shared<const Matrix>(groups + cloud(60, std::vector<float>(8, 0.01f), 8));
  wish.time = 0.5;
  places.follow(wish);
  EXPECT_EQ(places.now(), before) << "a layout lasts a second at least";
  wish.time = 2;
  follow_to_the_end(places, wish);
  EXPECT_NE(places.now(), before);
  EXPECT_LT(change(before, places.now()), 0.6);
}

bool meet(ui::Rect a, ui::Rect b) { return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom(); }

void expect_apart(const std::vector<PlacedLabel>& labels, ui::Rect plot) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    EXPECT_GE(labels[i].box.x, plot.x);
    EXPECT_LE(labels[i].box.right(), plot.right());
    EXPECT_GE(labels[i].box.y, plot.y);
    EXPECT_LE(labels[i].box.bottom(), plot.bottom());
    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(meet(labels[i].box, labels[j].box)) << i << " " << j;
  }
}

TEST(Word2VecMap, NamesLieApartInsideThePlot) {
  const ui::Rect plot{100, 50, 500, 400};
  Random random(3);
  std::vector<ui::Vec2> places;
  std::vector<LabelWish> wishes;
  for (int i = 0; i < 300; ++i) {
    places.push_back({plot.x + plot.w * static_cast<float>(random.uniform()), plot.y + plot.h * static_cast<float>(random.uniform())});
    wishes.push_back({i, 20 + 50 * static_cast<float>(random.uniform()), false});
  }
  for (const Crowd crowd : {Crowd::Few, Crowd::Many}) {
    const auto labels = place_labels(places, wishes, plot, {}, crowd);
    EXPECT_GT(labels.size(), crowd == Crowd::Few ? 10u : 60u);
    expect_apart(labels, plot);
    for (const PlacedLabel& label : labels)
      for (const ui::Vec2 place : places) EXPECT_FALSE(crowd == Crowd::Few && label.box.contains(place)) << label.word;
  }
}

TEST(Word2VecMap, WhatIsNeededIsNamedInAnyCrowd) {
  const ui::Rect plot{0, 0, 200, 100};
  const std::vector<ui::Vec2> places(50, {100, 50});             // all on one spot
  std::vector<LabelWish> wishes{{7, 40, true}};
  for (int i = 0; i < 50; ++i)
    if (i != 7) wishes.push_back({i, 40, false});
  const auto labels = place_labels(places, wishes, plot, {}, Crowd::Few);
  ASSERT_FALSE(labels.empty());
  EXPECT_EQ(labels.front().word, 7);
  expect_apart(labels, plot);
}

TEST(Word2VecMap, WordsThatNameSomethingAreKnownFromThoseThatJoin) {
  for (const char* word : {"cat", "king", "eats", "big", "猫", "国王", "苹果"}) EXPECT_TRUE(names_something(word)) << word;
  for (const char* word : {"the", "is", "of", "and", "的", "了", "在", "nothing-of-this-world"}) EXPECT_FALSE(names_something(word)) << word;
}

TEST(Word2VecMap, OnALineNamesStandAboveAndBelow) {
  const ui::Rect plot{0, 0, 600, 400};
  std::vector<ui::Vec2> places;
  std::vector<LabelWish> wishes;
  for (int i = 0; i < 40; ++i) places.push_back({30 + 13.5f * static_cast<float>(i), 200}), wishes.push_back({i, 50, false});
  const auto labels = place_labels(places, wishes, plot, {}, Crowd::OnALine);
  EXPECT_GT(labels.size(), 30u);
  expect_apart(labels, plot);
}

}  // namespace
}  // namespace epochs::word2vec
