// The pictures of the numbers: that everything has its place at every size, in both languages and in every state, and what the learner does in them.
#include <gtest/gtest.h>

#include "app/layout.hpp"
#include "app/stage.hpp"
#include "lessons/2013_word2vec/pass_rows.hpp"
#include "lessons/2013_word2vec/states.hpp"
#include "lessons/2013_word2vec/views.hpp"
#include "support/ledger_canvas.hpp"
#include "ui/anchor.hpp"
#include "ui/canvas_svg.hpp"
#include "ui/focus.hpp"
#include "ui/screen.hpp"

namespace epochs::word2vec {
namespace {

using lesson::Beat;
using ui::Rect;
using Kind = Place::Kind;

constexpr Rect kPanel{40, 60, 612, 600};
using DrawView = void (*)(Scene&, Rect);
constexpr std::pair<const char*, DrawView> kNumberViews[] = {{"pair", draw_pair_view}, {"network", draw_network_view}, {"matrices", draw_matrices_view}, {"neighbours", draw_neighbours_view}, {"analogy", draw_analogy_view}};

// What panels hold, from a phone and a window of 1024 × 700 to one of 1920 × 1080, of one or two views.
std::vector<Rect> panels_of_windows() {
  std::vector<Rect> out;
  for (const auto& [width, height] : {std::pair{420.f, 860.f}, {1024.f, 700.f}, {1440.f, 900.f}, {1920.f, 1080.f}}) {
    const float s = ui::scale_for(width, height, 1);
    const app::LessonLayout layout = app::lesson_layout({width / s, height / s}, app::StageKind::Normal);
    for (const int views : {1, 2}) {
      const app::PanelGrid grid = app::panel_grid(layout.stage, views, false, false);
      for (int i = 0; i < grid.count; ++i) out.push_back(app::panel_content(grid.panels[i]));
    }
  }
  return out;
}

class Word2VecNumberViews : public ::testing::Test {
 protected:
  void draw(DrawView view, Rect area = kPanel) {
    screen.frame([&](ui::Ui& ui) {
      Scene scene{ui, seen, ui.language, at, false, hand, wishes};
      view(scene, area);
    });
  }
  void click(DrawView view, ui::Vec2 place) {
    screen.click(place, [&](ui::Ui& ui) {
      Scene scene{ui, seen, ui.language, at, false, hand, wishes};
      view(scene, kPanel);
    });
  }
  Rect anchor(std::string_view name) {
    const auto found = screen.interface.anchors().find(name);
    EXPECT_TRUE(found) << "nothing is called " << name;
    return found.value_or(Rect{});
  }
  void type(DrawView view, const std::string& text) {
    screen.interface.put_shortcut('a');
    for (int i = 0; i < 3; ++i) draw(view);
    screen.interface.put_text(text);
    for (int i = 0; i < 3; ++i) draw(view);
  }
  std::vector<std::string> words_on_screen(DrawView view) {
    std::vector<std::string> out;
    screen.frame([&](ui::Ui& ui) {
      testing::LedgerCanvas ledger(ui.canvas);
      ui::Ui other = ui::with_canvas(ui, ledger);
      other.pointer = ui.pointer;
      Scene scene{other, seen, ui.language, at, false, hand, wishes};
      view(scene, kPanel);
      for (const auto& word : ledger.words) out.push_back(word.text);
    });
    return out;
  }
  bool says(DrawView view, const std::string& text) {        // running text comes word by word
    std::string all;
    for (const std::string& word : words_on_screen(view)) all += word + " ";
    std::string plain;
    for (const char c : all)
      if (c != ' ' || !plain.ends_with(' ')) plain += c;
    return plain.find(text) != std::string::npos;
  }

  ui::Screen screen;
  Snapshot seen = testing::trained({}, 3000);
  Hand hand;
  lesson::TracePlace at;
  std::vector<Command> wishes;
};

TEST_F(Word2VecNumberViews, EverythingHasItsPlaceAtEverySizeInEveryState) {
  const std::vector<Rect> panels = panels_of_windows();
  for (const testing::NamedState& state : testing::all_states()) {
    seen = state.seen;
    hand.word = -1, hand.selected = {}, hand.analogy = {-1, -1, -1};
    for (const Language language : {Language::English, Language::Chinese}) {
      screen.input.language = language;
      for (const auto& [name, view] : kNumberViews)
        for (const Rect area : panels) {
          if (area.h < 150) continue;
          for (const Beat beat : {Beat::Forward, Beat::Update}) {
            at = {beat, 1};
            screen.frame([&](ui::Ui& ui) {
              testing::LedgerCanvas ledger(ui.canvas);
              ui::Ui other = ui::with_canvas(ui, ledger);
              Scene scene{other, seen, language, at, false, hand, wishes};
              view(scene, area);
              testing::expect_tidy(ledger, area, 36, state.name + " " + name + " in " + std::to_string(area.w) + " × " + std::to_string(area.h) + (language == Language::Chinese ? " zh" : " en"));
            });
          }
        }
    }
  }
}

TEST_F(Word2VecNumberViews, EveryOpOfTheWalkIsDrawnAndSaidInWords) {
  for (const Output output : {Output::Negatives, Output::Softmax}) {
    Settings settings;
    settings.output = output;
    seen = testing::trained(settings, 500);
    std::vector<std::string> said;
    for (const Beat beat : {Beat::Forward, Beat::Loss, Beat::Backward, Beat::Update})
      for (int op = 0; op < ops_of(beat, seen); ++op) {
        at = {beat, op};
        const std::vector<std::string> words = words_on_screen(draw_pair_view);
        ASSERT_FALSE(words.empty());
        said.push_back(words.back());
        draw(draw_network_view);
      }
    for (std::size_t i = 1; i < said.size(); ++i) EXPECT_NE(said[i], said[i - 1]) << i;
  }
}

TEST_F(Word2VecNumberViews, APressOnARowOpensItsScoreAndOnACellItsEntry) {
  draw(draw_pair_view);
  const Rect row = anchor("pair.row.2");
  click(draw_pair_view, {row.x + 14, row.bottom() - 8});
  EXPECT_EQ(hand.selected, (Place{Kind::Score, 2, 0}));
  click(draw_pair_view, anchor("pair.loss").center());
  EXPECT_EQ(hand.selected.kind, Kind::Loss);
  const Rect target = anchor("pair.row.0");
  click(draw_pair_view, {target.x + target.w * 0.4f, target.y + target.h * 0.28f});
  EXPECT_EQ(hand.selected.kind, Kind::Output);
  EXPECT_EQ(hand.selected.a, seen.next.example.target);
}

TEST_F(Word2VecNumberViews, TheQuestionOfThePairWaits) {
  at = {Beat::Backward, 0};
  EXPECT_TRUE(says(draw_pair_view, "pull closer"));
  EXPECT_TRUE(says(draw_pair_view, "push away"));
  hand.question_open = true, hand.step = "pair";
  EXPECT_FALSE(says(draw_pair_view, "pull closer"));
  EXPECT_FALSE(says(draw_pair_view, "g = p − 1"));
}

TEST_F(Word2VecNumberViews, TheQuestionOfTheNetworkWaits) {
  EXPECT_TRUE(says(draw_network_view, "The 1 picks the row"));
  hand.question_open = true, hand.step = "network";
  EXPECT_FALSE(says(draw_network_view, "The 1 picks the row"));
  EXPECT_TRUE(says(draw_network_view, "?"));
  draw(draw_network_view);
  const Rect units = anchor("network.hidden");
  click(draw_network_view, {units.center().x, units.y + units.h / 48});
  EXPECT_NE(hand.selected.kind, Kind::Hidden);
  hand.question_open = false;
  click(draw_network_view, {units.center().x, units.y + units.h / 48});
  EXPECT_EQ(hand.selected, (Place{Kind::Hidden, 0, 0}));
}

TEST_F(Word2VecNumberViews, OneCellOfTheOneHotIsLit) {
  const std::vector<std::string> words = words_on_screen(draw_network_view);
  EXPECT_EQ(std::count(words.begin(), words.end(), "1"), 2) << "the cell, and the sentence below";
  EXPECT_GT(std::count(words.begin(), words.end(), "0"), 10);
}

TEST_F(Word2VecNumberViews, ACellOfTheMatrixOpensAndIsNamed) {
  draw(draw_matrices_view);
  const Rect u = anchor("matrices.u");
  const ui::Vec2 place{u.right() - 3, u.bottom() - 2};
  click(draw_matrices_view, place);
  EXPECT_EQ(hand.selected.kind, Kind::Output);
  EXPECT_EQ(hand.selected.b, seen.settings.width - 1);
  screen.interface.put_pointer(place);
  draw(draw_matrices_view);
  EXPECT_TRUE(says(draw_matrices_view, "dimension 24: u")) << "while it is pointed at";
}

TEST_F(Word2VecNumberViews, ASearchGoesToTheWordAndAPressOnANeighbourToIt) {
  hand.word = seen.text->find("cat");
  draw(draw_neighbours_view);
  click(draw_neighbours_view, anchor("neighbours.search").center());
  type(draw_neighbours_view, "dog");
  EXPECT_EQ(hand.word, seen.text->find("dog"));
  const int first = hand.neighbours.cosine.front().word, before = hand.word;
  click(draw_neighbours_view, anchor("neighbours.cosine.0").center());
  EXPECT_EQ(hand.word, first);
  EXPECT_EQ(hand.selected, (Place{Kind::Cosine, before, first}));
  draw(draw_neighbours_view);
  EXPECT_EQ(hand.neighbours.search.text(), seen.text->word(first)) << "the search follows";
}

TEST_F(Word2VecNumberViews, OneHotIsSaidToBeATieAndWaitsForTheGuess) {
  hand.word = seen.text->find("cat");
  EXPECT_TRUE(says(draw_neighbours_view, "tied at 0"));
  hand.question_open = true, hand.step = "question";
  EXPECT_FALSE(says(draw_neighbours_view, "tied at 0"));
}

TEST_F(Word2VecNumberViews, AnAnalogyIsBuiltByPresetClickTypingAndDragging) {
  const auto id = [&](const char* word) { return seen.text->find(word); };
  draw(draw_analogy_view);
  EXPECT_EQ(hand.analogy, (std::array{id("man"), id("woman"), id("king")})) << "the well-known one";
  draw(draw_analogy_view);
  click(draw_analogy_view, anchor("analogy.preset.1").center());
  EXPECT_EQ(hand.analogy, (std::array{id("France"), id("China"), id("Paris")}));
  click(draw_analogy_view, anchor("analogy.word." + std::to_string(id("cat"))).center());
  EXPECT_EQ(hand.analogy[0], id("cat")) << "a click fills the slot that is open";
  click(draw_analogy_view, anchor("analogy.slot.2").center());
  type(draw_analogy_view, "milk");
  EXPECT_EQ(hand.analogy[2], id("milk"));
  const ui::Vec2 from = anchor("analogy.word." + std::to_string(id("dog"))).center(), to = anchor("analogy.slot.1").center();
  screen.interface.put_pointer(from), screen.interface.put_button(true);
  for (int i = 0; i < 3; ++i) draw(draw_analogy_view);
  screen.interface.put_pointer(to);
  for (int i = 0; i < 3; ++i) draw(draw_analogy_view);
  screen.interface.put_button(false);
  for (int i = 0; i < 3; ++i) draw(draw_analogy_view);
  EXPECT_EQ(hand.analogy[1], id("dog")) << "dragged there";
  EXPECT_EQ(hand.analogy_state.dragged, -1);
}

TEST_F(Word2VecNumberViews, AnswersOpenAndThoseWithTheQueryWordsWait) {
  draw(draw_analogy_view), draw(draw_analogy_view);
  click(draw_analogy_view, anchor("analogy.allowed.1").center());
  EXPECT_EQ(hand.selected, (Place{Kind::Analogy, 1, 1}));
  const bool query = hand.analogy_state.allowed.front().word == hand.analogy[0] || hand.analogy_state.allowed.front().word == hand.analogy[1] || hand.analogy_state.allowed.front().word == hand.analogy[2];
  EXPECT_TRUE(says(draw_analogy_view, query ? "a word of the question itself" : "the rule changes nothing"));
  hand.question_open = true, hand.step = "analogy";
  EXPECT_TRUE(says(draw_analogy_view, "Your guess first."));
}

TEST_F(Word2VecNumberViews, AnotherTextTakesItsOwnAnalogy) {
  draw(draw_analogy_view), draw(draw_analogy_view);
  Settings few;
  few.source = Source::Bilingual;
  seen = testing::trained(few, 10);
  draw(draw_analogy_view), draw(draw_analogy_view);
  for (const int word : hand.analogy) EXPECT_TRUE(word >= 0 && word < seen.text->size());
  EXPECT_EQ(seen.text->word(hand.analogy[0]), "man");
}

}  // namespace
}  // namespace epochs::word2vec
