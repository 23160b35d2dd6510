// A learner's whole way through the lesson that sees: every step, everything that can be tried in it, to the last question.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/model_panel.hpp"
#include "app/temporary_folder.hpp"
#include "lessons/1989_cnn/hand_digits.hpp"
#include "lessons/1989_cnn/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;
using session::Health;

constexpr const char* kSeeing = "1989_cnn";

AppOptions seeing_options(const TemporaryFolder& folder, const char* today) {
  AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = today;
  return options;
}

class SeeingWalk {
 public:
  explicit SeeingWalk(const TemporaryFolder& folder) : driver(seeing_options(folder, "2026-11-20")) {
    driver.click(std::string("hall.card.") + kSeeing);
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }

  cnn::CnnPlayer& player() { return dynamic_cast<cnn::CnnPlayer&>(*driver.app().player()); }
  const cnn::Hand& hand() { return player().hand(); }
  session::Training& training() { return player().training(); }
  session::Status status() { return training().status(); }

  std::string setting(std::string_view key) {
    for (const lesson::Setting& each : player().settings())
      if (each.key == key) return each.value;
    return {};
  }
  std::string numbers(std::string_view name) {
    std::string all;
    for (const lesson::Table& table : player().tables())
      if (table.name == name)
        for (const auto& row : table.rows) all += row.back() + " ";
    EXPECT_FALSE(all.empty()) << "there is no table " << name;
    return all;
  }
  template <class Condition>
  bool until(Condition condition) {
    for (int i = 0; i < 400; ++i) {
      if (condition()) return true;
      driver.frames(1);
    }
    return false;
  }

  void next() {
    driver.click("narrative.next");
    driver.frames(2);
  }
  void answer(int option) {
    driver.click("predict.option." + std::to_string(option));
    driver.click("predict.check");
    driver.frames(2);
    EXPECT_FALSE(driver.has("predict.check"));
  }
  void pause() {
    if (status().mode == session::RunMode::Running) driver.click("transport.play");
    EXPECT_EQ(status().mode, session::RunMode::Paused);
  }
  void train(long updates) {
    const long before = status().update;
    if (status().mode == session::RunMode::Paused) driver.click("transport.play");
    EXPECT_TRUE(until([&] { return status().update >= before + updates; }));
    pause();
    training().settle();
    driver.frames(2);
  }
  void open_side() {
    open_model_panel(driver);
    driver.move_to({driver.rect("model.undo").center().x, 400});
    driver.wheel(100);                   // it remembers how far it was scrolled
    driver.frames(2);
  }
  // It lies over a wide stage.
  void close_side() {
    driver.key(ui::Key::Escape);
    driver.frames(2);
    EXPECT_TRUE(driver.has("side.model"));
    EXPECT_FALSE(driver.has("model.undo"));
  }
  // To its button; the proofs that train both networks for minutes are not pressed.
  void reach(const std::string& claim) {
    driver.move_to({200, 300});
    for (int i = 0; i < 30 && driver.rect("claim.prove." + claim).bottom() > 730; ++i) driver.wheel(-1);
    EXPECT_LT(driver.rect("claim.prove." + claim).bottom(), 731) << claim;
  }
  void prove(const std::string& claim) {
    reach(claim);
    driver.click("claim.prove." + claim);
    EXPECT_TRUE(until([&] { return driver.has("claim.holds." + claim) || driver.has("claim.fails." + claim); })) << claim;
    EXPECT_TRUE(driver.has("claim.holds." + claim)) << claim << " on seed 1";
  }
  // One of the twenty of hand_digits.hpp, moved to the right by a share of the pad.
  void draw(std::size_t which, double right) {
    const ui::Rect pad = driver.rect("image");
    for (const auto& path : testing::mouse_path(testing::hand_digits()[which], 1)) {
      const auto at = [&](data::Spot spot) { return ui::Vec2{pad.x + static_cast<float>(spot.x + right) * pad.w, pad.y + static_cast<float>(spot.y) * pad.h}; };
      driver.move_to(at(path.front()));
      driver.press();
      for (const data::Spot spot : path) driver.move_to(at(spot));
      driver.release();
    }
    driver.frames(1);
  }

  UiDriver driver;
};

// A digit in the middle and the same near the edge; named by the learner, learned from, taken back.
void draw_and_shift(SeeingWalk& walk) {
  UiDriver& driver = walk.driver;
  const std::string sample = walk.numbers("bars");
  walk.draw(6, 0);                       // a 3
  EXPECT_EQ(walk.hand().showing, cnn::Showing::Drawing);
  EXPECT_EQ(walk.hand().pad.standing(), cnn_view::Standing::Well);
  const std::string middle = walk.numbers("bars");
  EXPECT_NE(middle, sample);
  driver.click("image.label.3");
  driver.click("image.add");
  walk.training().settle();
  driver.frames(2);
  EXPECT_NE(walk.player().honesty().data.english.find("2,001"), std::string::npos) << walk.player().honesty().data.english;
  driver.click("image.clear");
  walk.draw(6, 0.2);
  EXPECT_EQ(walk.hand().pad.standing(), cnn_view::Standing::OffCentre) << "shifted by more than five pixels";
  EXPECT_NE(walk.numbers("bars"), middle);
  driver.click("image.centre");
  EXPECT_EQ(walk.hand().pad.standing(), cnn_view::Standing::Well);
  driver.click("image.undo");
  EXPECT_EQ(walk.hand().pad.standing(), cnn_view::Standing::OffCentre);
  const std::string aside = walk.numbers("bars");
  for (int i = 0; i < 3; ++i) driver.click("image.left");
  EXPECT_EQ(walk.hand().right, -3);
  EXPECT_NE(walk.numbers("bars"), aside);
  for (int i = 0; i < 3; ++i) driver.click("image.right");
  EXPECT_EQ(walk.numbers("bars"), aside);
}

void open_a_pixel(SeeingWalk& walk) {
  UiDriver& driver = walk.driver;
  driver.click("image.next");
  EXPECT_EQ(walk.hand().showing, cnn::Showing::Sample);
  const ui::Rect picture = driver.rect("image");
  driver.click_at({picture.x + picture.w * 14.5f / 28, picture.y + picture.h * 9.5f / 28});
  EXPECT_EQ(cnn::to_text(walk.hand().selected), "x/1/0/9/14");
  ASSERT_TRUE(walk.player().account(Language::English));
  const double pen = walk.hand().pen;
  driver.scrub("image.pen", 0.4f, 0.9f);
  EXPECT_GT(walk.hand().pen, pen);
}

void unfold_and_fold(SeeingWalk& walk) {
  UiDriver& driver = walk.driver;
  walk.answer(1);
  driver.click("window.depth.0");
  EXPECT_EQ(walk.hand().depth, cnn::Depth::AllMaps);
  driver.click("window.map.2");
  EXPECT_EQ(walk.hand().window.filter, 2);
  driver.click("window.depth.1");
  const ui::Rect map = driver.rect("window.map");
  driver.drag({map.x + map.w * 0.3f, map.y + map.h * 0.3f}, {map.x + map.w * 0.7f, map.y + map.h * 0.55f});
  const cnn::WindowPlace place = walk.hand().window;
  EXPECT_GT(place.column, place.row);
  for (const char* depth : {"window.depth.2", "window.depth.3", "window.depth.2", "window.depth.1"}) driver.click(depth);
  EXPECT_EQ(walk.hand().window, place) << "unfolded and folded back without losing the place";
  driver.click("window.slide");
  EXPECT_NE(walk.hand().window, place);
}

// Numbers of one's own, given to the network, and taken back.
void be_the_kernel(SeeingWalk& walk) {
  UiDriver& driver = walk.driver;
  driver.click("kernel.preset.1");
  driver.click("kernel.size.1");
  ASSERT_EQ(walk.hand().trial.cells.size(), 25u);
  const double before = walk.hand().trial.cells[12];
  const ui::Vec2 cell = driver.rect("kernel.cell.12").center();
  driver.drag(cell, cell - ui::Vec2{0, 60});
  EXPECT_NEAR(walk.hand().trial.cells[12], before + 1.2, 0.1);
  driver.click("kernel.stride.1");
  EXPECT_EQ(walk.hand().trial.stride, 2);
  const std::string weights = walk.numbers("weights");
  driver.click("kernel.give");
  walk.training().settle();
  driver.frames(2);
  EXPECT_NE(walk.numbers("weights"), weights);
  walk.open_side();
  driver.click("model.undo");
  walk.training().settle();
  driver.frames(2);
  EXPECT_EQ(walk.numbers("weights"), weights);
  walk.close_side();
}

void train_scrub_and_branch(SeeingWalk& walk) {
  UiDriver& driver = walk.driver;
  walk.train(40);
  const long there = walk.status().update;
  const std::string weights = walk.numbers("weights");
  EXPECT_TRUE(walk.until([&] { return driver.has("confusion.cells"); })) << "all test pictures are read for it";
  const ui::Rect cells = driver.rect("confusion.cells");
  driver.click_at({cells.x + cells.w * 0.35f, cells.y + cells.h * 0.75f});
  EXPECT_EQ(walk.hand().confused, (viz::GridCell{7, 3}));
  driver.scrub("transport.history", 0.95f, 0.3f);
  walk.training().settle();
  driver.frames(2);
  const long back = walk.status().update;
  EXPECT_LT(back, there);
  EXPECT_NE(walk.numbers("weights"), weights);
  driver.key(ui::Key::End);
  walk.training().settle();
  driver.frames(2);
  EXPECT_EQ(walk.numbers("weights"), weights) << "the same bits as the first time";
  driver.scrub("transport.history", 0.95f, 0.3f);
  walk.training().settle();
  walk.train(3);
  EXPECT_FALSE(walk.training().history()->old_line.empty()) << "the line that was left stays, greyed";
}

void open_the_twin(SeeingWalk& walk) {
  UiDriver& driver = walk.driver;
  walk.open_side();
  bring_into_view(driver, "twin.run", 600);
  driver.click("twin.run");
  ASSERT_TRUE(walk.until([&] { return driver.has("twin.first") && driver.has("twin.second"); }));
  walk.close_side();
  driver.click("twin.close");
  driver.frames(3);
  EXPECT_FALSE(driver.has("twin.first"));
}

void type_setting(SeeingWalk& walk, const std::string& key, const std::string& value) {
  UiDriver& driver = walk.driver;
  bring_into_view(driver, "setting." + key + ".value", 560);
  driver.click("setting." + key + ".value");
  driver.type(value);
  driver.key(ui::Key::Enter);
  driver.frames(2);
  EXPECT_EQ(walk.setting(key), value) << driver.rect("setting." + key + ".value").y;
}

// A rate that is far too high for a network that had begun to learn: named, stopped, repaired with one click.
void make_it_run_away(SeeingWalk& walk) {
  UiDriver& driver = walk.driver;
  walk.open_side();
  type_setting(walk, "rate", "10");
  driver.click("transport.play");
  EXPECT_TRUE(walk.until([&] { return driver.has("trouble.repair"); }));
  const Health broken = walk.status().health;
  EXPECT_TRUE(broken.kind == Health::Kind::Diverged || broken.kind == Health::Kind::NotFinite);
  EXPECT_FALSE(broken.parameter.empty()) << "the parameter that went first is named";
  EXPECT_EQ(walk.status().mode, session::RunMode::Paused) << "it stops by itself";
  driver.click("trouble.repair");
  walk.training().settle();
  driver.frames(3);
  EXPECT_FALSE(driver.has("trouble.repair"));
  EXPECT_EQ(walk.setting("rate"), "0.05");
  walk.train(3);
  EXPECT_EQ(walk.status().health.kind, Health::Kind::Well);
  walk.close_side();
}

// Two filters and a rate of 3: the ReLUs die, and their layers are named; a safe rate and new weights bring it back.
void starve_it(SeeingWalk& walk) {
  UiDriver& driver = walk.driver;
  EXPECT_EQ(walk.setting("filters"), "2");
  walk.answer(2);
  if (walk.status().mode == session::RunMode::Paused) driver.click("transport.play");
  EXPECT_TRUE(walk.until([&] { return !walk.status().idle_units.empty(); })) << "dead units are named";
  walk.pause();
  EXPECT_GT(walk.status().loss, 1.5) << "it stays at guessing";
  ASSERT_TRUE(driver.has("bars.dead")) << "on the stage, not only beside it";
  driver.click("bars.dead.go");
  walk.train(8);
  EXPECT_EQ(walk.setting("rate"), "0.05");
  EXPECT_FALSE(driver.has("bars.dead"));
  walk.open_side();
  bring_into_view(driver, "setting.filters.more", 560);
  driver.click("setting.filters.more");  // another shape, new weights
  EXPECT_EQ(walk.setting("filters"), "3");
  type_setting(walk, "rate", "0.05");
  walk.train(3);
  EXPECT_EQ(walk.status().failure, "");
  walk.close_side();
}

TEST(SeeingWalk, FromTheHallThroughEveryStepToTheLastQuestion) {
  const TemporaryFolder folder;
  {
    SeeingWalk walk(folder);
    ASSERT_TRUE(walk.driver.app().player());
    ASSERT_EQ(walk.driver.app().step_count(), 10u);
    walk.answer(3);
    walk.pause();
    walk.reach("cnn.shift");
    draw_and_shift(walk);
    walk.next();                       // picture
    open_a_pixel(walk);
    walk.next();                       // window
    unfold_and_fold(walk);
    walk.next();                       // kernel
    be_the_kernel(walk);
    walk.next();                       // pooling
    walk.driver.click("maps.2.3");
    EXPECT_EQ(walk.hand().window.layer, 2);
    EXPECT_EQ(walk.hand().window.filter, 3);
    walk.next();                       // shared
    walk.answer(2);
    walk.prove("cnn.shared");
    walk.next();                       // learn
    walk.reach("cnn.digits");
    train_scrub_and_branch(walk);
    make_it_run_away(walk);
    open_the_twin(walk);
    walk.next();                       // look
    const int filter = walk.hand().window.filter;
    walk.driver.click("likes.next");
    EXPECT_NE(walk.hand().window.filter, filter);
    EXPECT_FALSE(walk.hand().liked.patches.empty());
    EXPECT_TRUE(walk.driver.has("occlusion"));
    walk.next();                       // break
    starve_it(walk);
    walk.next();                       // history
    EXPECT_EQ(walk.setting("filters"), "8");
    EXPECT_EQ(walk.status().failure, "");
    walk.driver.click("bar.hall");
    EXPECT_EQ(walk.driver.app().player(), nullptr);
  }
  UiDriver later(seeing_options(folder, "2026-11-22"));
  later.click(std::string("hall.card.") + kSeeing);
  later.frames(3);
  const auto& hand = dynamic_cast<cnn::CnnPlayer&>(*later.app().player()).hand();
  EXPECT_EQ(hand.pad.strokes().size(), 1u) << "the drawing is there again";
  later.click("sheet.question.yes");
  later.frames(2);
  EXPECT_FALSE(later.has("sheet.question.yes"));
}

}  // namespace
}  // namespace epochs::app
