// What the views show is what was computed, and clicks, drags and keys do what they say.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "data/images.hpp"
#include "lessons/1989_cnn/player.hpp"
#include "lessons/lesson_fixture.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/screen.hpp"

namespace epochs::cnn {
namespace {

using ui::Rect;

constexpr Rect kWide{40, 60, 900, 520};

class CnnSees : public ::testing::Test {
 protected:
  CnnSees() {
    for (const auto& [key, value] : {std::pair{"filters", "3"}, {"filters2", "2"}, {"kernel", "3"}, {"kernel2", "3"}, {"width", "16"}}) EXPECT_TRUE(player.set(key, value).ok());
    player.training().settle();
  }
  void draw(ui::Ui& ui) { player.draw(ui, view, kWide); }
  void frame(std::string_view of) {
    view = of;
    for (int i = 0; i < 2; ++i) screen.frame([&](ui::Ui& ui) { draw(ui); }), player.training().settle();
  }
  Rect anchor(std::string_view name) {
    const auto found = screen.interface.anchors().find(name);
    EXPECT_TRUE(found) << "nothing is called " << name;
    return found.value_or(Rect{});
  }
  void click(ui::Vec2 at) {
    screen.click(at, [&](ui::Ui& ui) { draw(ui); });
    player.training().settle();
  }
  void press(std::string_view name) { click(anchor(name).center()); }
  void key(ui::Key key) {
    screen.interface.put_key(key);
    screen.settle([&](ui::Ui& ui) { draw(ui); });
  }
  // Tab until the keyboard is on this picture and can be moved in it.
  void tab_to(std::string_view name) {
    for (int i = 0; i < 60 && !screen.interface.focus().has(name); ++i) key(ui::Key::Tab);
    EXPECT_TRUE(screen.interface.focus().has(name)) << name;
  }
  std::string setting(std::string_view key) {
    for (int i = 0; i < 12; ++i) screen.frame([&](ui::Ui& ui) { ui.time += 0.1 * i, draw(ui); });   // what a picture asked for is in the settings after a fifth of a second
    for (const lesson::Setting& each : player.settings())
      if (each.key == key) return each.value;
    return {};
  }
  std::vector<double> column(const char* table, std::size_t number) {
    std::vector<double> out;
    for (const auto& row : testing::table_of(player, table).rows) out.push_back(std::stod(row[number]));
    return out;
  }
  // A cell of a grid, in its middle.
  static ui::Vec2 middle(Rect box, int row, int column, int rows, int columns) {
    return {box.x + box.w * (static_cast<float>(column) + 0.5f) / static_cast<float>(columns), box.y + box.h * (static_cast<float>(row) + 0.5f) / static_cast<float>(rows)};
  }

  ui::Screen screen;
  CnnPlayer player{101, false};
  std::string view;
};

TEST_F(CnnSees, ArrowsMoveThePictureThatBothNetworksRead) {
  ASSERT_TRUE(player.set("beside", "plain").ok());
  frame("image");
  const std::vector<double> before = column("image", 2), bars = column("bars", 2);
  press("image.right"), press("image.right"), press("image.up");
  const std::vector<double> after = column("image", 2);
  for (int row = 0; row < kSide; ++row)
    for (int c = 0; c < kSide; ++c) {
      const bool paper = c < 2 || row == kSide - 1;
      ASSERT_EQ(after[static_cast<std::size_t>(row * kSide + c)], paper ? 0 : before[static_cast<std::size_t>((row + 1) * kSide + c - 2)]) << row << " " << c;
    }
  const std::vector<double> now = column("bars", 2);
  ASSERT_EQ(now.size(), 20u) << "ten of each network";
  EXPECT_NE(std::vector(now.begin(), now.begin() + 10), std::vector(bars.begin(), bars.begin() + 10));
  EXPECT_NE(std::vector(now.begin() + 10, now.end()), std::vector(bars.begin() + 10, bars.end()));
  for (int i = 0; i < 20; ++i) press("image.right");
  EXPECT_EQ(player.hand().right, kMostMoved);
  CnnPlayer again(101, false);
  ASSERT_TRUE(again.restore(player.save()).ok());
  EXPECT_EQ(again.hand().right, kMostMoved);
  EXPECT_EQ(again.hand().down, -1);
  press("image.centre");
  EXPECT_EQ(column("image", 2), before);
}

TEST_F(CnnSees, InkComesToLieUnderThePenOnAMovedPicture) {
  frame("image");
  press("image.clear");
  for (int i = 0; i < 5; ++i) press("image.right");
  const ui::Vec2 place = middle(anchor("image"), 14, 9, kSide, kSide);
  screen.interface.put_pointer(place), screen.interface.put_button(true), screen.interface.put_pointer({place.x, place.y + 30}), screen.interface.put_button(false);
  screen.settle([&](ui::Ui& ui) { draw(ui); });
  EXPECT_GT(column("image", 2)[14 * kSide + 9], 0.5);
  EXPECT_EQ(column("image", 2)[14 * kSide + 15], 0);
}

TEST_F(CnnSees, TheQuestionIsAnsweredByBothNetworksOnTheSameMovedDigits) {
  ASSERT_TRUE(player.set("beside", "plain").ok());
  lesson::Step step;
  step.id = "question";
  player.on_enter(step);
  player.set_question(lesson::Question::Open);
  frame("bars");
  EXPECT_FALSE(screen.interface.anchors().find("bars.moved")) << "it would give the answer away";
  EXPECT_TRUE(screen.interface.anchors().find("bars.plain"));
  EXPECT_FALSE(player.measured_answer(step)) << "nothing has been learned yet";
  EXPECT_TRUE(player.reveal(step));
  player.training().settle();
  EXPECT_EQ(player.training().status().update, 200);
  player.set_question(lesson::Question::Settled);
  frame("bars");
  EXPECT_TRUE(screen.interface.anchors().find("bars.moved"));
  const MovedErrors& errors = player.hand().moved_errors;
  EXPECT_EQ(errors.right, 3);
  EXPECT_EQ(errors.digits, 500u);
  EXPECT_GT(errors.plain_wrong, 0.5) << "what the words say";
  EXPECT_EQ(player.measured_answer(step), 2);
  EXPECT_LT(errors.wrong, errors.plain_wrong);
  player.on_enter(step);
  frame("bars");
  EXPECT_EQ(errors.right, 0);
  EXPECT_LT(errors.plain_wrong, 0.2) << "it has learned the ones in the middle";
}

TEST_F(CnnSees, AKernelIsChosenDraggedTriedAndGiven) {
  frame("kernel");
  press("kernel.preset.2");
  EXPECT_EQ(player.hand().trial.cells, kernel_of(Preset::Blur, 3));
  press("kernel.preset.0");
  const Rect cell = anchor("kernel.cell.4");
  screen.interface.put_pointer(cell.center()), screen.interface.put_button(true);
  screen.frame([&](ui::Ui& ui) { draw(ui); });
  screen.interface.put_pointer({cell.center().x, cell.center().y - 50});
  screen.frame([&](ui::Ui& ui) { draw(ui); });
  screen.interface.put_button(false);
  screen.settle([&](ui::Ui& ui) { draw(ui); });
  EXPECT_NEAR(player.hand().trial.cells[4], 1, 0.051) << "fifty units up are one more";
  EXPECT_EQ(player.hand().trial.cells[0], -1);
  press("kernel.stride.1"), press("kernel.padding.2");
  EXPECT_EQ(testing::table_of(player, "kernel").rows.size(), 9u + 15 * 15) << "(28 + 4 − 3) / 2 + 1 a side";
  press("kernel.give");
  const auto weights = testing::table_of(player, "weights");
  for (int i = 0; i < 9; ++i) EXPECT_NEAR(std::stod(weights.rows[static_cast<std::size_t>(3 * i + player.hand().window.filter)][3]), player.hand().trial.cells[static_cast<std::size_t>(i)], 1e-6) << i;
  press("kernel.size.1");
  EXPECT_EQ(player.hand().trial.cells.size(), 25u);
  const std::vector<double> first = column("weights", 3);
  press("kernel.give");
  EXPECT_EQ(column("weights", 3), first) << "it does not fit: the network has kernels of three";
}

TEST_F(CnnSees, OwnNumbersComeBackAndASmallKernelStandsInTheMiddleOfALargerFilter) {
  ASSERT_TRUE(player.set("kernel", "5").ok());
  player.training().settle();
  frame("kernel");
  EXPECT_TRUE(screen.interface.anchors().find("kernel.products"));
  press("kernel.preset.4");
  std::vector<double> one(9, 0.0);
  one[4] = 1;
  EXPECT_EQ(player.hand().trial.cells, one) << "each pixel as it is, to begin with";
  const Rect cell = anchor("kernel.cell.0");
  screen.interface.put_pointer(cell.center()), screen.interface.put_button(true), screen.interface.put_pointer({cell.center().x, cell.center().y + 25}), screen.interface.put_button(false);
  screen.settle([&](ui::Ui& ui) { draw(ui); });
  one[0] = player.hand().trial.cells[0];
  EXPECT_LT(one[0], 0);
  press("kernel.preset.2"), press("kernel.preset.4");
  EXPECT_EQ(player.hand().trial.cells, one);
  press("kernel.give");
  frame("kernel");
  const std::vector<double> weights = column("weights", 3);
  for (int r = 0; r < 5; ++r)
    for (int c = 0; c < 5; ++c) EXPECT_NEAR(weights[static_cast<std::size_t>(3 * (5 * r + c) + player.hand().window.filter)], r == 1 && c == 1 ? one[0] : r == 2 && c == 2 ? 1 : 0, 1e-6) << r << " " << c;
  press("kernel.give");
  EXPECT_EQ(column("weights", 3), weights) << "it is that filter already";
  const viz::GridCell place = player.hand().trial.place;
  press("kernel.slide");
  EXPECT_NE(player.hand().trial.place, place);
  const Rect picture = anchor("kernel.picture");
  screen.interface.put_pointer(middle(picture, 20, 8, kSide, kSide));
  screen.settle([&](ui::Ui& ui) { draw(ui); });
  EXPECT_EQ(player.hand().trial.place, (viz::GridCell{19, 7})) << "the middle of three lies on the pixel";
}

// What the step about breaking promises, in its own order and with its own settings.
TEST_F(CnnSees, ADeadLayerIsNamedRepairedAndThrownOff) {
  for (const auto& [key, value] : {std::pair{"filters", "2"}, {"filters2", "2"}, {"kernel", "5"}, {"kernel2", "5"}, {"width", "64"}, {"rate", "3"}}) ASSERT_TRUE(player.set(key, value).ok());
  lesson::Step step;
  step.id = "break";
  player.on_enter(step);
  testing::advance(player, 8);
  player.set_question(lesson::Question::Open);
  frame("bars");
  EXPECT_FALSE(screen.interface.anchors().find("bars.dead")) << "it is what is asked for";
  player.set_question(lesson::Question::Settled);
  frame("bars");
  press("bars.dead.go");
  EXPECT_EQ(setting("rate"), "0.05");
  for (int i = 0; i < 40 && player.training().status().loss > 0.4; ++i) testing::advance(player, 10);
  frame("bars");
  EXPECT_FALSE(screen.interface.anchors().find("bars.dead"));
  press("bars.wild.go");
  EXPECT_EQ(setting("rate"), "10");
  testing::advance(player, 20);
  EXPECT_EQ(player.training().status().health.kind, session::Health::Kind::Diverged);
  EXPECT_EQ(setting("rate"), "10") << "what is blamed for it";
  frame("bars");
  EXPECT_FALSE(screen.interface.anchors().find("bars.wild"));
  player.repair();
  player.training().settle();
  EXPECT_EQ(player.training().status().health.kind, session::Health::Kind::Well);
}

TEST_F(CnnSees, TheKeyboardMovesThroughEveryPicture) {
  testing::advance(player, 2);
  frame("kernel");
  tab_to("kernel.result");
  const viz::GridCell place = player.hand().trial.place;
  key(ui::Key::Right), key(ui::Key::Down);
  EXPECT_EQ(player.hand().trial.place, (viz::GridCell{place.row + 1, place.column + 1}));
  frame("window");
  tab_to("window.map");
  const WindowPlace window = player.hand().window;
  key(ui::Key::Right);
  EXPECT_EQ(player.hand().window.column, window.column + 1);
  EXPECT_EQ(player.hand().selected.kind, Place::Kind::A) << "its number is the one in the inspector";
  frame("pooling");
  tab_to("pooling");
  const viz::GridCell pooled = player.hand().pooled;
  key(ui::Key::Left);
  EXPECT_EQ(player.hand().pooled, (viz::GridCell{pooled.row, pooled.column - 1}));
  frame("confusion");
  tab_to("confusion.cells");
  key(ui::Key::Down), key(ui::Key::Down);
  EXPECT_TRUE(player.hand().confused.exists());
}

TEST_F(CnnSees, TheOddRowOfAMapPointsAtTheLastPooledNumber) {
  ASSERT_TRUE(player.set("kernel", "4").ok());         // maps of 25 × 25, pooled to 12 × 12: no number comes from the last row and column
  player.training().settle();
  frame("pooling");
  int last = 0;
  for (float y = kWide.y + 4; y < kWide.bottom(); y += 6) {
    click({kWide.x + 0.2f * kWide.w, y});
    const viz::GridCell pooled = player.hand().pooled;
    ASSERT_LT(pooled.row, 12);
    ASSERT_LT(pooled.column, 12);
    last = std::max(last, pooled.row);
  }
  EXPECT_EQ(last, 11);
}

TEST_F(CnnSees, ThePooledNumberIsTheLargestOfItsFour) {
  testing::advance(player, 30);
  frame("pooling");
  const lesson::Table table = testing::table_of(player, "pooling");
  const auto value = [&](const char* stage, int row, int c) {
    for (const auto& each : table.rows)
      if (each[0] == stage && each[3] == std::to_string(row + 1) && each[4] == std::to_string(c + 1)) return std::stod(each[5]);
    ADD_FAILURE() << stage << " " << row << " " << c;
    return 0.0;
  };
  for (const auto& [row, c] : {std::pair{0, 0}, {5, 5}, {12, 3}}) {
    double most = -1e9;
    for (int i = 0; i < 4; ++i) {
      const double a = value("a", 2 * row + i / 2, 2 * c + i % 2);
      EXPECT_EQ(a, std::max(0.0, value("z", 2 * row + i / 2, 2 * c + i % 2)));
      most = std::max(most, a);
    }
    EXPECT_EQ(value("pooled", row, c), most);
  }
  const Rect box = anchor("pooling");
  click(middle(box, 4, 7, 13, 13));
  EXPECT_EQ(player.hand().selected, (Place{Place::Kind::Pooled, 1, player.hand().window.filter, 4, 7}));
  EXPECT_NEAR(player.account(Language::English)->value, value("pooled", 4, 7), 1e-6);
  ASSERT_TRUE(player.set("pooling", "none").ok());
  frame("pooling");
  EXPECT_EQ(column("pooling", 5).size(), 3u * 26 * 26) << "without pooling the map stays as it is";
}

TEST_F(CnnSees, AMapLeadsToItsWindowAndACellOfTheMatrixToItsDigits) {
  testing::advance(player, 20);
  frame("maps");
  press("maps.2.1");
  EXPECT_EQ(player.hand().window.layer, 2);
  EXPECT_EQ(player.hand().window.filter, 1);
  frame("confusion");
  double all = 0;
  for (const double count : column("confusion", 2)) all += count;
  EXPECT_EQ(all, 500);
  click(middle(anchor("confusion.cells"), 8, 1, 10, 10));
  EXPECT_EQ(player.hand().confused, (viz::GridCell{8, 1}));
}

TEST_F(CnnSees, LikesAndOcclusionFollowFilterAndPicture) {
  testing::advance(player, 60);
  frame("likes");
  press("likes.next");
  EXPECT_EQ(player.hand().liked.filter, 1);
  press("likes.back"), press("likes.back");
  EXPECT_EQ(player.hand().liked.filter, 2) << "round from the first to the last of three";
  const std::vector<double> values = column("likes", 5);
  EXPECT_TRUE(std::is_sorted(values.rbegin(), values.rend()));
  ASSERT_FALSE(player.hand().liked.patches.empty());
  EXPECT_NEAR(player.hand().liked.patches.front().value, values.front(), 1e-6);
  frame("occlusion");
  const Matrix first = player.hand().covered.falls;
  EXPECT_EQ(static_cast<std::size_t>(first.size()), column("occlusion", 3).size());
  EXPECT_NEAR(static_cast<double>(first(5, 4)), column("occlusion", 3)[static_cast<std::size_t>(5 * first.cols() + 4)], 1e-6);
  ASSERT_TRUE(player.set("picture", "9").ok());
  frame("occlusion");
  EXPECT_FALSE(player.hand().covered.falls.isApprox(first)) << "another picture";
}

// A frame must not wait for 500 pictures while training runs: each one looks at a few, and what it finds in the end is what one long look finds.
TEST_F(CnnSees, WhileTrainingRunsASearchIsSpreadOverFramesAndFindsTheSame) {
  testing::advance(player, 20);
  frame("likes");
  const auto before = player.hand().liked.network;
  player.training().set_speed(1);
  player.training().play();
  double time = 1;
  const auto watch = [&] {
    player.training().pump(std::chrono::microseconds(200));
    screen.frame([&](ui::Ui& ui) { ui.time = time += 0.1, draw(ui); });
  };
  std::size_t seen = 0;
  int frames = 0;
  for (; frames < 200 && player.hand().liked.network == before; ++frames) {
    watch();
    const std::size_t done = player.hand().liked_search.done;
    EXPECT_LE(done, seen + 50);
    seen = done;
  }
  EXPECT_LT(frames, 200) << "the search never ends";
  EXPECT_GE(frames, 10) << "500 pictures at most 50 a frame";
  const auto& liked = player.hand().liked;
  const auto whole = best_patches(*liked.network, liked.images, liked.layer, liked.filter, kMostLiked);
  ASSERT_EQ(liked.patches.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_EQ(liked.patches[i].picture, whole[i].picture) << i;
  player.training().pause();
}

TEST_F(CnnSees, WordsAreTypedAndBecomeNumbers) {
  frame("text");
  EXPECT_EQ(player.hand().words.text(), "cat car dog");
  EXPECT_EQ(column("text", 1).front(), 'c');
  press("text.field");
  screen.interface.put_text("s");
  screen.settle([&](ui::Ui& ui) { draw(ui); });
  ASSERT_EQ(column("text", 1).size(), 12u);
  screen.input.language = Language::Chinese;
  frame("text");
  EXPECT_TRUE(player.hand().words_begun) << "what the learner typed stays in the other language";
  EXPECT_NE(player.hand().words.text().find("cat"), std::string::npos);
}

TEST(CnnWords, ParametersAreNamedInBothLanguages) {
  const CnnPlayer player(101, false);
  EXPECT_EQ(player.parameter_words("conv2/w").english, "the kernels of map layer 2");
  EXPECT_EQ(player.parameter_words("hidden1/b").english, "the biases of the dense layer");
  EXPECT_EQ(player.parameter_words("output/w").chinese, "输出层的权重");
}

}  // namespace
}  // namespace epochs::cnn
