// The pictures: that everything has its place at every size in both languages, and what the learner does in them.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/layout.hpp"
#include "app/stage.hpp"
#include "lessons/2017_self_attention/player.hpp"
#include "support/ledger_canvas.hpp"
#include "ui/anchor.hpp"
#include "ui/canvas_svg.hpp"
#include "ui/screen.hpp"

namespace epochs::self_attention {
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

class SelfAttentionViews : public ::testing::Test {
 protected:
  SelfAttentionViews() {
    set("width", "12"), set("rows", "4");
    enter("looks");
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
  void click(std::string_view view, ui::Vec2 place) {
    screen.click(place, [&](ui::Ui& ui) { player.draw(ui, view, kArea); });
    player.training().settle();
  }
  std::vector<std::string> words_of(std::string_view view, Rect area) {
    std::vector<std::string> out;
    screen.frame([&](ui::Ui& ui) {
      testing::LedgerCanvas ledger(ui.canvas);
      ui::Ui other = ui::with_canvas(ui, ledger);
      player.draw(other, view, area);
      for (const auto& word : ledger.words) out.emplace_back(word.text);
    });
    return out;
  }
  Rect anchor(std::string_view name) {
    const auto found = screen.interface.anchors().find(name);
    EXPECT_TRUE(found) << "nothing is called " << name;
    return found.value_or(Rect{});
  }
  void type(std::string_view view, const std::string& text) {
    screen.interface.put_text(text);
    for (int i = 0; i < 3; ++i) draw(view);
  }

  ui::Screen screen;
  AttentionPlayer player{1, false};
};

TEST_F(SelfAttentionViews, EverythingHasItsPlaceAtEverySize) {
  for (const auto& [heads, layers] : {std::pair{"2", "2"}, {"4", "2"}, {"3", "1"}}) {
    set("heads", heads), set("layers", layers);
    player.training().advance(3);
    player.training().settle();
    for (const Language language : {Language::English, Language::Chinese}) {
      screen.input.language = language;
      for (const lesson::Question question : {lesson::Question::Open, lesson::Question::Settled}) {
        player.set_question(question);
        for (const Rect area : panels_of_windows())
          for (const std::string& view : player.views()) {
            if (area.h < 200 && view != "looks" && view != "heads" && view != "chart") continue;      // the lower panel of two holds only these
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

TEST_F(SelfAttentionViews, EveryStepOfThePizzaHasItsPlace) {
  for (const Language language : {Language::English, Language::Chinese}) {
    screen.input.language = language;
    for (int step = 0; step < kPizzaSteps; ++step) {
      draw("pizza");
      click("pizza", anchor("pizza.step." + std::to_string(step)).center());
      EXPECT_EQ(static_cast<int>(player.hand().pizza.step), step);
      for (const Rect area : panels_of_windows())
        screen.frame([&](ui::Ui& ui) {
          testing::LedgerCanvas ledger(ui.canvas);
          ui::Ui other = ui::with_canvas(ui, ledger);
          if (area.h >= 200) player.draw(other, "pizza", area), testing::expect_tidy(ledger, area, 36, "pizza step " + std::to_string(step + 1) + " in " + std::to_string(area.w) + " × " + std::to_string(area.h));
        });
    }
  }
}

TEST_F(SelfAttentionViews, WideIsOneClickFromTired) {
  draw("looks");
  EXPECT_EQ(player.hand().sentence, SentenceChoice::Example);
  click("looks", anchor("looks.sentence.1").center());
  EXPECT_EQ(player.hand().sentence, SentenceChoice::Counterpart);
  draw("looks");
  EXPECT_NE(player.account(Language::English)->description.find("street"), std::string::npos) << "now the street is meant";
}

TEST_F(SelfAttentionViews, AWordIsHiddenFromEverybodyAndShownAgain) {
  draw("looks");
  click("looks", anchor("looks.to.1").center());
  ASSERT_EQ(player.hand().meddling.cuts.size(), 1u);
  EXPECT_EQ(player.hand().meddling.cuts[0], (Cut{kAny, kAny, kAny, 1}));
  draw("looks");
  click("looks", anchor("looks.restore").center());
  EXPECT_TRUE(player.hand().meddling.empty());
  draw("looks");
  click("looks", anchor("looks.from.4").center());
  EXPECT_EQ(player.hand().query, 4);
}

TEST_F(SelfAttentionViews, AHeadIsMutedAndAWeightOpens) {
  draw("heads");
  const Rect on = anchor("heads.1.2.on");
  click("heads", {on.right() - 12, on.center().y});
  ASSERT_EQ(player.hand().meddling.muted.size(), 1u);
  EXPECT_EQ(player.hand().meddling.muted[0], (Mute{0, 1}));
  draw("heads");
  const Rect map = anchor("heads.2.1");
  click("heads", {map.x + map.w * 0.6f, map.y + map.h * 0.6f});
  EXPECT_EQ(player.hand().selected.kind, Place::Kind::Weight);
  EXPECT_EQ(player.hand().selected.layer, 1);
}

TEST_F(SelfAttentionViews, EachHeadSaysWhereItLooksMostAndAllShareOneColourBar) {
  for (const Rect area : {kArea, Rect{12, 60, 376, 420}, Rect{40, 60, 612, 150}}) {
    draw("heads");
    const std::vector<std::string> words = words_of("heads", area);
    EXPECT_EQ(std::count(words.begin(), words.end(), "1"), 1) << "the bar's upper end, in " << area.w << " × " << area.h;
    EXPECT_EQ(std::count(words.begin(), words.end(), "a"), 1);
    const auto captions = std::count_if(words.begin(), words.end(), [](const std::string& each) { return each.find("→") != std::string::npos; });
    EXPECT_GE(captions, area.h < 200 ? 1 : 3) << "“it → word share” at a head";
  }
}

TEST_F(SelfAttentionViews, ANarrowPanelShowsTheMapsOfOneLayerAndLetsItBeChosen) {
  const Rect narrow{12, 60, 316, 420};
  set("heads", "4");
  const auto maps = [&](const char* layer) {
    int out = 0;
    screen.frame([&](ui::Ui& ui) { player.draw(ui, "heads", narrow); });
    for (int head = 1; head <= 4; ++head) out += screen.interface.anchors().find("heads." + std::string(layer) + "." + std::to_string(head)) ? 1 : 0;
    return out;
  };
  maps("2");
  const Rect second = anchor("heads.layer.1");
  screen.click(second.center(), [&](ui::Ui& ui) { player.draw(ui, "heads", narrow); });
  EXPECT_EQ(maps("2"), 4);
  EXPECT_EQ(maps("1"), 0);
  screen.click(anchor("heads.layer.0").center(), [&](ui::Ui& ui) { player.draw(ui, "heads", narrow); });
  EXPECT_EQ(maps("1"), 4) << "every head of the other layer";
}

TEST_F(SelfAttentionViews, NamesWhatIsCutAndWhatAColumnMeans) {
  set("width", "96");
  const std::vector<std::string> query = words_of("query", kArea);
  EXPECT_TRUE(std::any_of(query.begin(), query.end(), [](const std::string& each) { return each.starts_with("key  ") && each.ends_with(" of 48"); })) << "keys of 48 numbers have no room";
  set("width", "12");
  player.training().advance(21);
  player.training().settle();
  const std::vector<std::string> few = words_of("query", kArea), pizza = words_of("pizza", kArea), chart = words_of("chart", kArea);
  EXPECT_NE(std::find(few.begin(), few.end(), "key"), few.end()) << "nothing is cut of six numbers";
  EXPECT_NE(std::find(pizza.begin(), pizza.end(), "feeling"), pizza.end());
  EXPECT_EQ(std::count(chart.begin(), chart.end(), "guessing 50%"), 1);
  EXPECT_EQ(std::count(chart.begin(), chart.end(), "guessing"), 0) << "named above, where no line runs over it";
}

TEST_F(SelfAttentionViews, AScoreInTheHandMovesItsWeight) {
  draw("query");
  click("query", anchor("query.score.6").center());
  EXPECT_EQ(player.hand().query_view.key, 6);
  draw("query");
  const Rect slider = anchor("query.hand");
  click("query", {slider.right() - 8, slider.center().y});
  draw("query");
  ASSERT_EQ(player.hand().meddling.scores.size(), 1u);
  EXPECT_GT(player.hand().meddling.scores[0].value, 6);
  player.select(to_text({Place::Kind::Weight, 1, 0, 8, 6}));
  EXPECT_GT(player.account(Language::English)->value, 0.9);
}

TEST_F(SelfAttentionViews, AnOwnSentenceIsReadAndItsUnknownWordsAreNamed) {
  draw("looks");
  click("looks", anchor("looks.sentence.3").center());
  draw("looks");
  click("looks", anchor("looks.sentence.own").center());
  type("looks", "the wolf did not chase the cat because it was too fast");
  EXPECT_EQ(player.hand().typed, "the wolf did not chase the cat because it was too fast");
  EXPECT_NE(player.account(Language::English)->description.find("it"), std::string::npos);
  type("looks", " zebra");
  std::string all;
  screen.frame([&](ui::Ui& ui) {
    testing::LedgerCanvas ledger(ui.canvas);
    ui::Ui other = ui::with_canvas(ui, ledger);
    player.draw(other, "looks", kArea);
    for (const auto& word : ledger.words) all += word.text;
  });
  EXPECT_NE(all.find("zebra"), std::string::npos) << all;
  EXPECT_NE(all.find("unknown"), std::string::npos) << all;
}

TEST_F(SelfAttentionViews, APizzaNumberIsChangedAndTheRestFollows) {
  draw("pizza");
  click("pizza", anchor("pizza.x.4.3").center());
  draw("pizza");
  const Rect slider = anchor("pizza.hand");
  const auto before = static_cast<double>(look(player.hand().pizza.pizza).weights(3, 4));
  click("pizza", {slider.x + 8, slider.center().y});
  draw("pizza");
  EXPECT_LT(player.hand().pizza.pizza.x(4, 3), -2);
  EXPECT_LT(static_cast<double>(look(player.hand().pizza.pizza).weights(3, 4)), before);
  click("pizza", anchor("pizza.reset").center());
  EXPECT_EQ(player.hand().pizza.pizza.x(4, 3), 1);
}

TEST_F(SelfAttentionViews, LengthsAreMeasuredOneAFrame) {
  for (std::size_t i = 0; i < kLengths.size(); ++i) {
    draw("cost");
    EXPECT_EQ(player.hand().cost.points.size(), i + 1);
  }
  draw("cost");
  EXPECT_EQ(player.hand().cost.points.size(), kLengths.size());
  EXPECT_EQ(player.hand().cost.points.back().recurrent_steps, 513);
}

TEST_F(SelfAttentionViews, AnotherStepBeginsClean) {
  draw("looks");
  click("looks", anchor("looks.to.1").center());
  enter("heads");
  EXPECT_TRUE(player.hand().meddling.empty());
  EXPECT_EQ(player.hand().sentence, SentenceChoice::Example);
}

}  // namespace
}  // namespace epochs::self_attention
