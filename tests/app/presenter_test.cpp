// In front of a room: what a teacher locked stays locked, and what went wrong is told.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/ready_lessons.hpp"
#include "screen_driver.hpp"
#include "support/ui_driver.hpp"
#include "test_player.hpp"

namespace epochs::app {
namespace {

using epochs::testing::ready_lessons;
using epochs::testing::UiDriver;
using testing::ScreenDriver;

class Presenter : public ::testing::TestWithParam<std::string> {};

TEST_P(Presenter, KeepsToWhatIsLockedAndHidden) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  nlohmann::json state = driver.app().player()->save();
  state["version"] = 1, state["lesson"] = GetParam(), state["seed"] = 1u;
  state["locked"] = {"training", "stage"};
  ASSERT_TRUE(driver.app().open_state(state).ok());
  driver.key("p");
  driver.frames(3);
  const std::string before = driver.app().player()->save().dump();
  ASSERT_TRUE(driver.has("presenter.play")) << "locked, not hidden";
  driver.click("presenter.play");
  driver.key(ui::Key::Space);
  for (float x = 0.2f; x < 0.8f; x += 0.1f) driver.drag({1440 * x, 380}, {1440 * x + 60, 520});
  driver.frames(20);
  EXPECT_EQ(driver.app().player()->training().status().mode, session::RunMode::Paused);
  EXPECT_EQ(driver.app().player()->save().dump(), before);
  state["hidden"] = {"training"};
  ASSERT_TRUE(driver.app().open_state(state).ok());
  driver.key("p");
  driver.frames(3);
  EXPECT_TRUE(driver.has("presenter.next"));
  EXPECT_FALSE(driver.has("presenter.play"));
}

INSTANTIATE_TEST_SUITE_P(Catalog, Presenter, ::testing::ValuesIn(ready_lessons()));

// The notes say "with the full stop key": it walks one operation here too, and only B darkens the screen.
TEST(Presenting, TheFullStopWalksOneOperation) {
  ScreenDriver driver(std::make_unique<testing::TestPlayer>(false));
  driver.key("p");
  ASSERT_TRUE(driver.has("presenter.next"));
  driver.key(ui::Key::Enter);          // the step asks: what it says is revealed, then it runs
  const auto op = [&] { return driver.screen.player().trace_position().op; };
  const int before = op();
  driver.key(".");
  EXPECT_FALSE(driver.screen.blank());
  EXPECT_TRUE(driver.has("presenter.next"));
  EXPECT_EQ(op(), (before + 1) % 3);
  driver.key(",");
  EXPECT_EQ(op(), before);
}

// What the notes speak of has to be on the screen: both pictures of a step in a wide window, in a small one the one that matters first.
TEST(Presenting, ShowsTwoPicturesWhereBothCanBeRead) {
  const auto shown = [](UiDriver& driver) {
    std::vector<std::string> out;
    for (const std::string& anchor : driver.anchors())
      if (anchor.starts_with("presenter.view.")) out.push_back(anchor.substr(15));
    return out;
  };
  using Views = std::vector<std::string>;
  for (const app::WindowSize size : {app::WindowSize{1440, 900, 1}, app::WindowSize{1920, 1080, 1}}) {
    UiDriver driver(UiDriver::quiet_options(), size);
    ASSERT_TRUE(driver.app().open_lesson("1957_perceptron", "line").ok());
    driver.key("p");
    driver.frames(2);
    EXPECT_EQ(shown(driver), (Views{"neuron", "reviews"}));
    EXPECT_TRUE(driver.has("neuron.b")) << "the notes say: drag the chip";
    driver.key("v");
    EXPECT_EQ(shown(driver), Views{"reviews"});
    driver.key("v");
    EXPECT_EQ(shown(driver), Views{"neuron"});
    driver.key("v");
    EXPECT_EQ(shown(driver).size(), 2u);
  }
  UiDriver small(UiDriver::quiet_options(), {1024, 700, 1});
  ASSERT_TRUE(small.app().open_lesson("1957_perceptron", "mistake").ok());
  small.key("p");
  small.frames(2);
  EXPECT_EQ(shown(small), Views{"neuron"}) << "its spotlight stands on neuron.z";
  small.key("v");
  EXPECT_EQ(shown(small), Views{"reviews"});
  small.key(ui::Key::Right);
  EXPECT_EQ(shown(small), Views{"reviews"}) << "the next step begins with its own first picture";
}

TEST(Presenting, ADarkScreenTakesAKeyOnlyToComeBack) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1957_perceptron").ok());
  driver.frames(3);
  driver.key("p");
  ASSERT_TRUE(driver.has("presenter.next"));
  const auto said = [&] { return driver.app().player()->save().dump() + driver.app().title(); };
  const std::string before = said();
  const Language language = driver.app().settings().language;
  const auto dark = [&] { return !driver.has("presenter.next"); };
  const auto wakes = [&](const auto& press, const char* name) {
    driver.key("b");
    EXPECT_TRUE(dark()) << name;
    press();
    driver.frames(3);
    EXPECT_FALSE(dark()) << name;
    EXPECT_EQ(said(), before) << name;
    EXPECT_EQ(driver.app().settings().language, language) << name;
    EXPECT_FALSE(driver.app().wants_redraw() && driver.app().player()->training().status().mode == session::RunMode::Running) << name;
  };
  for (const char* letter : {"b", ".", ",", "1", "n", "p", "l", "t", "h", "?"}) wakes([&] { driver.key(letter); }, letter);
  for (const ui::Key key : {ui::Key::Space, ui::Key::Right, ui::Key::PageDown, ui::Key::Enter, ui::Key::Escape, ui::Key::Tab, ui::Key::Home}) wakes([&] { driver.key(key); }, "a key");
  EXPECT_TRUE(driver.has("presenter.next")) << "Esc and P left the presenter unseen";
}

TEST(Presenting, TheAnswerIsRevealedAndPutAway) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1957_perceptron", "mistake").ok());
  driver.frames(3);
  driver.key("p");
  driver.frames(3);
  driver.key("1");
  EXPECT_FALSE(driver.has("presenter.right")) << "never before";
  EXPECT_FALSE(driver.has("presenter.reason"));
  driver.key(ui::Key::Enter);
  driver.frames(3);
  EXPECT_TRUE(driver.has("presenter.right"));
  EXPECT_TRUE(driver.has("presenter.reason"));
  driver.key("n");
  driver.frames(3);
  EXPECT_LE(driver.rect("presenter.notes.card").bottom(), driver.rect("presenter.reason").y) << "one above the other";
  driver.key("n");
  driver.click("presenter.reveal");
  driver.frames(3);
  EXPECT_FALSE(driver.has("presenter.reveal")) << "put away: the step's sentence stands there";
  driver.key(ui::Key::Enter);
  EXPECT_TRUE(driver.has("presenter.right"));
  driver.click("presenter.next");
  driver.frames(3);
  EXPECT_FALSE(driver.has("presenter.right"));
}

TEST(Presenting, AnAnswerThatTakesTrainingIsMeasuredFirst) {
  UiDriver driver;
  ASSERT_TRUE(driver.app().open_lesson("1986_backprop", "descent").ok());
  driver.frames(3);
  driver.key("p");
  driver.key(ui::Key::Enter);
  EXPECT_TRUE(driver.has("presenter.reason"));
  for (int i = 0; i < 2'000 && !driver.has("presenter.right"); ++i) driver.frames(1);
  EXPECT_TRUE(driver.has("presenter.right"));
}

void let_it_run_away(ScreenDriver& driver) {
  ASSERT_TRUE(driver.screen.player().set("rate", "1.6").ok());
  driver.screen.player().training().advance(60);
  driver.screen.player().training().settle();
  driver.frames(3);
  ASSERT_NE(driver.screen.player().training().status().health.kind, session::Health::Kind::Well);
}

TEST(Trouble, IsToldInFrontOfARoomWithItsRepair) {
  ScreenDriver driver(std::make_unique<testing::TestPlayer>(false));
  let_it_run_away(driver);
  EXPECT_TRUE(driver.has("trouble.repair"));
  driver.key("p");
  driver.frames(3);
  ASSERT_TRUE(driver.has("presenter.next"));
  ASSERT_TRUE(driver.has("trouble.back"));
  const long at = driver.screen.player().training().status().update;
  driver.click("trouble.back");
  driver.screen.player().training().settle();
  EXPECT_LT(driver.screen.player().training().status().update, at);
}

TEST(Trouble, OffersNoButtonThatATeacherLocked) {
  ScreenDriver driver(std::make_unique<testing::TestPlayer>(false));
  driver.screen.handout.locked = {"settings"};
  let_it_run_away(driver);
  EXPECT_FALSE(driver.has("trouble.repair"));
  EXPECT_TRUE(driver.has("trouble.back"));
  driver.screen.handout.locked = {"training"};
  driver.frames(3);
  EXPECT_FALSE(driver.has("trouble.back"));
}

TEST(Trouble, NamesTheLearningRateItHappenedWith) {
  ScreenDriver driver(std::make_unique<testing::TestPlayer>(false));
  let_it_run_away(driver);
  TroubleMemory memory;
  memory.look(driver.screen.player());
  EXPECT_EQ(memory.rate(), "1.6");
  ASSERT_TRUE(driver.screen.player().set("rate", "0.05").ok());
  memory.look(driver.screen.player());
  EXPECT_EQ(memory.rate(), "1.6") << "of the run that ran away, not the one that was chosen since";
  using Kind = session::Health::Kind;
  ui::FrameInput input;
  for (const Language language : {Language::English, Language::Chinese}) {
    input.language = language;
    ui::Ui& ui = driver.interface.begin_frame(input);
    for (const Kind kind : {Kind::NotFinite, Kind::Diverged, Kind::Oscillating}) {
      session::Status status;
      status.health = {kind, 812, "W1", 9};
      const std::string said = trouble_sentence(ui, status, "3.5");
      EXPECT_NE(said.find("3.5"), std::string::npos) << said;
      EXPECT_NE(said.find("812"), std::string::npos) << said;
      EXPECT_EQ(said.find("W1") != std::string::npos, kind != Kind::Oscillating) << said;
      EXPECT_EQ(trouble_sentence(ui, status, "").find("3.5"), std::string::npos);
    }
    driver.interface.end_frame();
  }
}

}  // namespace
}  // namespace epochs::app
