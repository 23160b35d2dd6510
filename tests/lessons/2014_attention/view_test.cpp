// The pictures: that everything has its place at every size in both languages, and what the learner does in them.
#include <gtest/gtest.h>

#include "app/layout.hpp"
#include "app/stage.hpp"
#include "lessons/2014_attention/player.hpp"
#include "support/ledger_canvas.hpp"
#include "ui/anchor.hpp"
#include "ui/canvas_svg.hpp"
#include "ui/screen.hpp"

namespace epochs::translation {
namespace {

using ui::Rect;

constexpr Rect kArea{40, 60, 760, 560};

// What panels hold, from a window of 1024 × 700 to one of 1920 × 1080, of one or two views; and a narrow one.
std::vector<Rect> panels_of_windows() {
  std::vector<Rect> out{{12, 60, 376, 420}};
  for (const auto& [width, height] : {std::pair{1024.f, 700.f}, {1440.f, 900.f}, {1920.f, 1080.f}}) {
    const float s = ui::scale_for(width, height, 1);
    const app::LessonLayout layout = app::lesson_layout({width / s, height / s}, app::StageKind::Normal);
    for (const int views : {1, 2}) {
      const app::PanelGrid grid = app::panel_grid(layout.stage, views, false, false);
      for (int i = 0; i < grid.count; ++i) out.push_back(app::panel_content(grid.panels[i]));
    }
  }
  return out;
}

class LookingViews : public ::testing::Test {
 protected:
  LookingViews() {
    set("hidden", "8"), set("rows", "4");
    enter("learn");
  }
  void enter(const char* id) {
    lesson::Step step;
    step.id = id;
    player.on_enter(step);
  }
  void set(const char* key, const char* value) {
    ASSERT_TRUE(player.set(key, value).ok()) << key;
    player.training().settle();
  }
  void draw(std::string_view view) {
    screen.frame([&](ui::Ui& ui) { player.draw(ui, view, kArea); });
    player.training().settle();
  }
  void click(std::string_view view, std::string_view name) {
    draw(view);
    const auto found = screen.interface.anchors().find(name);
    ASSERT_TRUE(found) << "nothing is called " << name;
    screen.click(found->center(), [&](ui::Ui& ui) { player.draw(ui, view, kArea); });
    player.training().settle();
    draw(view);
  }

  ui::Screen screen;
  AttentionPlayer player{1, false};
};

TEST_F(LookingViews, EverythingHasItsPlaceAtEverySize) {
  for (const char* context : {"attention", "fixed"}) {
    set("context", context);
    player.training().advance(3);
    player.training().settle();
    for (const char* step : {"learn", "align"}) {
      enter(step);
      for (const Language language : {Language::English, Language::Chinese}) {
        screen.input.language = language;
        for (const lesson::Question question : {lesson::Question::Open, lesson::Question::Settled}) {
          player.set_question(question);
          for (const Rect area : panels_of_windows())
            for (const std::string& view : player.views()) {
              if (area.h < 200 && view != "chart" && view != "length" && view != "heatmap" && view != "arcs" && view != "guests") continue;      // the lower panel of two holds only these
              screen.frame([&](ui::Ui& ui) {
                testing::LedgerCanvas ledger(ui.canvas);
                ui::Ui other = ui::with_canvas(ui, ledger);
                player.draw(other, view, area);
                testing::expect_tidy(ledger, area, 36, view + " in " + std::to_string(area.w) + " × " + std::to_string(area.h) + (language == Language::Chinese ? " zh" : " en"));
              });
            }
        }
      }
    }
  }
}

TEST_F(LookingViews, ARowOfTheMapIsChosenAndItsWeightOpened) {
  enter("align");
  draw("heatmap");
  const auto cells = screen.interface.anchors().find("heatmap.map.cells");
  ASSERT_TRUE(cells);
  const float w = cells->w / static_cast<float>(player.shown().read()), h = cells->h / static_cast<float>(player.shown().steps());
  screen.click({cells->x + 2.5f * w, cells->y + 1.5f * h}, [&](ui::Ui& ui) { player.draw(ui, "heatmap", kArea); });
  EXPECT_EQ(player.hand().selected, (Place{Place::Kind::Weight, 1, 2}));
  EXPECT_EQ(player.hand().step, 1);
  const auto account = player.account(Language::English);
  ASSERT_TRUE(account);
  EXPECT_NEAR(account->value, static_cast<double>(player.shown().run->weights(1, 2)), 1e-9);
}

TEST_F(LookingViews, TheRowsAreWhatItWritesOrWhatItShould) {
  enter("align");
  draw("heatmap");
  EXPECT_EQ(player.shown().run, player.shown().dictated);
  click("heatmap", "heatmap.rows.0");
  EXPECT_EQ(player.shown().run, player.shown().written);
}

TEST_F(LookingViews, ALinkIsChosenByItsWord) {
  enter("align");
  click("arcs", "arcs.written.2");
  EXPECT_EQ(player.hand().step, 2);
  EXPECT_EQ(player.hand().selected.kind, Place::Kind::Weight);
}

TEST_F(LookingViews, AScoreIsTakenIntoTheHandAndMoved) {
  enter("query");
  click("query", "query.score.2");
  EXPECT_EQ(player.looking().query.source, 2);
  click("query", "query.hand");                    // its middle
  ASSERT_EQ(player.hand().meddling.scores.size(), 1u);
  const SetScore moved = player.hand().meddling.scores[0];
  EXPECT_EQ(moved.source, 2);
  EXPECT_NEAR(moved.value, 0, 0.5);
  EXPECT_NEAR(static_cast<double>(player.shown().run->scores(moved.step, 2)), moved.value, 1e-5);
  click("query", "query.restore");
  EXPECT_TRUE(player.hand().meddling.empty());
}

TEST_F(LookingViews, AScoreReachesBeyondEveryOther) {
  enter("query");
  click("query", "query.score.1");
  draw("query");
  const auto slider = screen.interface.anchors().find("query.hand");
  ASSERT_TRUE(slider);
  screen.click({slider->right() - 6, slider->center().y}, [&](ui::Ui& ui) { player.draw(ui, "query", kArea); });
  draw("query");
  ASSERT_EQ(player.hand().meddling.scores.size(), 1u);
  EXPECT_GT(player.hand().meddling.scores[0].value, static_cast<double>(player.shown().plain->scores.cwiseAbs().maxCoeff()));
}

TEST_F(LookingViews, AttentionIsSwitchedOffAtTheQuery) {
  enter("query");
  draw("query");
  const auto toggle = screen.interface.anchors().find("query.attention");
  ASSERT_TRUE(toggle);
  screen.click({toggle->right() - 12, toggle->center().y}, [&](ui::Ui& ui) { player.draw(ui, "query", kArea); });
  draw("query");
  EXPECT_EQ(player.hand().meddling.looking, Looking::Evenly);
  EXPECT_NEAR(static_cast<double>(player.shown().run->weights(0, 0)), 1.0 / player.shown().read(), 1e-6);
}

TEST_F(LookingViews, TheBarIsSwitchedToHardInALowPanelToo) {
  enter("soft");
  constexpr Rect kLow{40, 60, 610, 138};
  screen.frame([&](ui::Ui& ui) { player.draw(ui, "guests", kLow); });
  const auto hard = screen.interface.anchors().find("guests.way.1");
  ASSERT_TRUE(hard);
  screen.click(hard->center(), [&](ui::Ui& ui) { player.draw(ui, "guests", kLow); });
  EXPECT_TRUE(player.looking().guests.hard);
}

TEST_F(LookingViews, TheErrorRateIsSaidInWholeInANarrowPanel) {
  enter("align");
  player.training().advance(3);
  player.training().settle();
  for (const float width : {380.f, 560.f, 900.f}) {
    screen.frame([&](ui::Ui& ui) {
      testing::LedgerCanvas ledger(ui.canvas);
      ui::Ui other = ui::with_canvas(ui, ledger);
      player.draw(other, "heatmap", {40, 60, width, 420});
      bool said = false;
      for (const auto& word : ledger.words) said = said || word.text.find('%') != std::string::npos;
      EXPECT_TRUE(said) << width;
    });
  }
}

TEST_F(LookingViews, TheWordThatAsksIsSeenHoweverLateItComes) {
  enter("query");
  draw("heatmap");
  const int last = player.shown().steps() - 1;
  const auto cells = screen.interface.anchors().find("heatmap.map.cells");
  ASSERT_TRUE(cells);
  screen.click({cells->x + 4, cells->bottom() - 4}, [&](ui::Ui& ui) { player.draw(ui, "heatmap", kArea); });
  for (int i = 0; i < 2; ++i) screen.frame([&](ui::Ui& ui) { player.draw(ui, "query", {40, 60, 420, 560}); });
  ASSERT_EQ(player.hand().step, last);
  EXPECT_TRUE(screen.interface.anchors().find("query.word." + std::to_string(last)));
}

TEST_F(LookingViews, ALowPanelShowsTheWordsThatMatterMost) {
  enter("query");
  draw("query");
  const int step = step_of(player.hand(), player.shown());
  int strongest = 0;
  player.shown().run->weights.row(step).maxCoeff(&strongest);
  constexpr Rect kLow{40, 60, 460, 245};
  screen.frame([&](ui::Ui& ui) { player.draw(ui, "query", kLow); });
  EXPECT_TRUE(screen.interface.anchors().find("query.score." + std::to_string(strongest)));
  int seen = 0;
  for (int s = 0; s < player.shown().read(); ++s) seen += screen.interface.anchors().find("query.score." + std::to_string(s)).has_value();
  EXPECT_GE(seen, 3);
}

TEST_F(LookingViews, WithoutAttentionItIsOffered) {
  set("context", "fixed");
  for (const char* view : {"heatmap", "arcs", "query"}) draw(view);
  click("heatmap", "heatmap.on");
  EXPECT_TRUE(player.shown().looks());
}

TEST_F(LookingViews, ATasteIsChangedAndTheGlassWithIt) {
  enter("guests");
  const Guests before = player.looking().guests.guests;
  click("guests", "guests.taste.0.2");
  click("guests", "guests.hand");                  // its middle: 0
  EXPECT_NE(player.looking().guests.guests, before);
  EXPECT_NEAR(static_cast<double>(player.looking().guests.guests.tastes(0, 2)), 0, 0.2);
  click("guests", "guests.way.1");
  EXPECT_TRUE(player.looking().guests.hard);
  click("guests", "guests.guest.1");
  EXPECT_EQ(player.looking().guests.guest, 1);
  const auto drink = player.account(Language::English);
  ASSERT_TRUE(drink);
  EXPECT_NEAR(drink->sum, drink->value, 1e-5);
  EXPECT_EQ(drink->terms.size(), 4u);
  click("guests", "guests.reset");
  EXPECT_EQ(player.looking().guests.guests, before);
  EXPECT_EQ(player.honesty_of("guests").kind, lesson::Honesty::Illustrative);
  EXPECT_EQ(player.honesty_of("heatmap").kind, lesson::Honesty::TrainedNow);
}

TEST_F(LookingViews, EveryPictureHasItsTable) {
  for (const std::string& view : player.views()) draw(view);
  std::vector<std::string> names;
  for (const lesson::Table& table : player.tables()) {
    names.push_back(table.name);
    EXPECT_FALSE(table.rows.empty()) << table.name;
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.name;
  }
  for (const std::string& view : player.views()) EXPECT_NE(std::find(names.begin(), names.end(), view), names.end()) << view;
}

}  // namespace
}  // namespace epochs::translation
