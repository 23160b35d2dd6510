// The pictures: that everything has its place at every size in both languages, and what the learner does in them.
#include <gtest/gtest.h>

#include "app/layout.hpp"
#include "app/stage.hpp"
#include "lessons/2014_seq2seq/player.hpp"
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

class TranslationViews : public ::testing::Test {
 protected:
  TranslationViews() {
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
  TranslationPlayer player{1, false};
};

TEST_F(TranslationViews, EverythingHasItsPlaceAtEverySize) {
  for (const char* context : {"fixed", "attention"}) {
    set("context", context);
    player.training().advance(3);
    player.training().settle();
    for (const char* step : {"learn", "limits"}) {
      enter(step);
      for (const Language language : {Language::English, Language::Chinese}) {
        screen.input.language = language;
        for (const lesson::Question question : {lesson::Question::Open, lesson::Question::Settled}) {
          player.set_question(question);
          for (const Rect area : panels_of_windows())
            for (const std::string& view : player.views()) {
              if (area.h < 200 && view != "chart" && view != "length" && view != "dictionary") continue;      // the lower panel of two holds only these
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

TEST_F(TranslationViews, AWordIsSaidInsteadAndTakenBack) {
  click("translate", "translate.candidate.1");
  ASSERT_EQ(player.hand().meddling.words.size(), 1u);
  const SetWord forced = player.hand().meddling.words[0];
  EXPECT_EQ(player.shown().written->words[static_cast<std::size_t>(forced.step)], forced.word);
  EXPECT_NE(player.shown().plain->words, player.shown().written->words);
  click("translate", "translate.restore");
  EXPECT_TRUE(player.hand().meddling.empty());
  EXPECT_EQ(player.shown().plain, player.shown().written);
}

TEST_F(TranslationViews, AttentionIsSwitchedOffAndAWeightPulled) {
  set("context", "attention");
  click("translate", "translate.attention");
  EXPECT_EQ(player.hand().meddling.looking, Looking::Evenly);
  const Matrix& even = player.shown().run->weights;
  EXPECT_NEAR(static_cast<double>(even.minCoeff()), static_cast<double>(even.maxCoeff()), 1e-6);
  click("translate", "translate.attention");
  click("translate", "translate.source.1");
  EXPECT_EQ(player.hand().translate.source, 1);
  EXPECT_EQ(player.hand().selected.kind, Place::Kind::Weight);
  click("translate", "translate.weight");          // its middle
  ASSERT_EQ(player.hand().meddling.weights.size(), 1u);
  EXPECT_NEAR(static_cast<double>(player.shown().run->weights(player.hand().meddling.weights[0].step, 1)), player.hand().meddling.weights[0].value, 1e-5);
  EXPECT_NEAR(player.hand().meddling.weights[0].value, 0.5, 0.1);
}

TEST_F(TranslationViews, OnesOwnSentenceBeginsWithWhatIsThere) {
  draw("translate");
  const std::vector<int> before = player.shown().source;
  click("translate", "translate.sentence.5");
  EXPECT_EQ(player.hand().sentence, SentenceChoice::Typed);
  EXPECT_EQ(player.shown().source, before);
  EXPECT_TRUE(player.shown().problem.english.empty()) << player.shown().problem.english;
  click("translate", "translate.sentence.0");
  EXPECT_EQ(player.hand().sentence, SentenceChoice::Greeting);
  EXPECT_NE(player.shown().source, before);
}

TEST_F(TranslationViews, TheVectorOfTheSentenceBeforeStaysBeside) {
  draw("bridge");
  EXPECT_EQ(player.hand().bridge.other.size(), 0);
  const RowVector before = player.shown().run->start;
  click("bridge", "bridge.sentence.another");
  EXPECT_TRUE(player.hand().bridge.other.isApprox(before, Real(1e-5)));
  click("bridge", "bridge.vector");
  EXPECT_EQ(player.hand().selected.kind, Place::Kind::Start);
}

TEST_F(TranslationViews, AWrongWordIsForcedIntoBothLines) {
  click("forcing", "forcing.dictated.1");
  EXPECT_EQ(player.hand().forcing.step, 1);
  ASSERT_EQ(player.hand().meddling.words.size(), 1u);
  const int wrong = player.hand().meddling.words[0].word;
  EXPECT_NE(wrong, player.shown().pair->target[1]);
  EXPECT_EQ(player.shown().written->said[2], wrong) << "alone it reads its own";
  EXPECT_EQ(player.shown().dictated->said[2], player.shown().pair->target[1]) << "dictated it is brought back";
  click("forcing", "forcing.dictated.1");
  EXPECT_TRUE(player.hand().meddling.words.empty());
}

TEST_F(TranslationViews, TheBeamIsWidened) {
  draw("tree");
  const std::size_t narrow = player.hand().tree.tree.nodes.size();
  click("tree", "tree.width.4");
  EXPECT_EQ(player.hand().tree.width, 5);
  EXPECT_GT(player.hand().tree.tree.nodes.size(), 2 * narrow);
  click("tree", "tree.node.1");
  EXPECT_EQ(player.hand().tree.node, 1);
}

TEST_F(TranslationViews, TheBarsAreCountedAFewSentencesAFrame) {
  draw("length");
  int asked = 0;
  for (const LengthScore& score : player.hand().length.scores) asked += score.asked;
  EXPECT_GT(asked, 50) << "at once some";
  for (int i = 0; i < 80 && player.hand().length.counting_for; ++i) draw("length");
  asked = 0;
  for (const LengthScore& score : player.hand().length.scores) asked += score.asked;
  EXPECT_EQ(asked, 480);
  EXPECT_EQ(player.hand().length.counted_for, player.shown().network);
}

TEST_F(TranslationViews, EveryPictureHasItsTable) {
  for (const std::string& view : player.views()) draw(view);
  std::vector<std::string> names;
  for (const lesson::Table& table : player.tables()) {
    names.push_back(table.name);
    EXPECT_FALSE(table.rows.empty()) << table.name;
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.name;
  }
  for (const std::string& view : player.views()) EXPECT_NE(std::find(names.begin(), names.end(), view), names.end()) << view;
}

TEST_F(TranslationViews, WhatWasTypedIsThereAgain) {
  click("translate", "translate.sentence.5");
  player.select("probability/0/5");
  const nlohmann::json saved = player.save();
  TranslationPlayer other{1, false};
  ASSERT_TRUE(other.restore(saved).ok());
  EXPECT_EQ(other.hand().typed, player.hand().typed);
  EXPECT_EQ(other.hand().selected, (Place{Place::Kind::Probability, 0, 5}));
}

}  // namespace
}  // namespace epochs::translation
