// The pictures: that everything has its place at every size in both languages, and what the learner does in them.
#include <gtest/gtest.h>

#include "app/layout.hpp"
#include "app/stage.hpp"
#include "lessons/1972_bag_of_words/player.hpp"
#include "lessons/lesson_fixture.hpp"
#include "support/ledger_canvas.hpp"
#include "ui/anchor.hpp"
#include "ui/canvas_svg.hpp"
#include "ui/screen.hpp"

namespace epochs::bag {
namespace {

using ui::Rect;

constexpr Rect kArea{40, 60, 612, 420};

// What panels hold, from a window of 1024 × 700 to one of 1920 × 1080, of one or two views.
std::vector<Rect> panels_of_all_windows() {
  std::vector<Rect> out;
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

class BagViews : public ::testing::Test {
 protected:
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
  Rect anchor(std::string_view name) {
    const auto found = screen.interface.anchors().find(name);
    EXPECT_TRUE(found) << "nothing is called " << name;
    return found.value_or(Rect{});
  }
  void type(std::string_view view, const std::string& text) {
    screen.interface.put_shortcut('a');
    for (int i = 0; i < 3; ++i) draw(view);
    screen.interface.put_text(text);
    for (int i = 0; i < 3; ++i) draw(view);
    screen.interface.put_key(ui::Key::Enter);
    for (int i = 0; i < 3; ++i) draw(view);
  }
  lesson::Table table(const char* name) { return testing::table_of(player, name); }
  lesson::Step step(const std::string& id) {
    for (const lesson::Step& each : testing::words("1972_bag_of_words").steps)
      if (each.id == id) return each;
    ADD_FAILURE() << id;
    return {};
  }
  void enter(const std::string& id) {
    const lesson::Step entered = step(id);
    for (const auto& [key, value] : entered.settings) set(key.c_str(), value.c_str());
    player.on_enter(entered);
  }

  ui::Screen screen;
  BagPlayer player{1, false};
};

TEST_F(BagViews, EverythingHasItsPlaceAtEverySize) {
  for (const char* id : {"question", "onehot", "weights", "misled", "one", "reading"}) {
    enter(id);
    if (std::string_view(id) == "reading") testing::advance(player, 60);
    for (const Language language : {Language::English, Language::Chinese}) {
      screen.input.language = language;
      for (const lesson::Question question : {lesson::Question::Open, lesson::Question::Settled}) {
        player.set_question(question);
        for (const Rect area : panels_of_all_windows())
          for (const std::string& view : player.views()) {
            if (area.h < 240 && view != "idf" && view != "nearest") continue;   // the lower panel of two holds only these
            screen.frame([&](ui::Ui& ui) {
              testing::LedgerCanvas ledger(ui.canvas);
              ui::Ui other = ui::with_canvas(ui, ledger);
              player.draw(other, view, area);
              testing::expect_tidy(ledger, area, 36, std::string(id) + " " + view + " in " + std::to_string(area.w) + " × " + std::to_string(area.h) + (language == Language::Chinese ? " zh" : " en"));
            });
          }
      }
    }
  }
}

TEST_F(BagViews, AQuestionIsTypedAndAnotherDocumentIsNearest) {
  set("read", "200");
  draw("documents");
  const auto nearest = [&] { return player.account(Language::English).value().description; };
  player.on_enter(step("misled"));
  const std::string before = nearest();
  draw("documents");
  click("documents", anchor("documents.query").center());
  type("documents", "the bus at the station");
  player.on_enter(step("misled"));
  EXPECT_NE(nearest(), before);
  EXPECT_NE(nearest().find("document 6"), std::string::npos) << nearest();
  player.training().undo();
  player.training().settle();
  EXPECT_EQ(nearest(), before) << "typing is undone in one piece";
}

TEST_F(BagViews, DocumentsAreAddedEditedAndDeleted) {
  set("read", "200");
  draw("documents");
  click("documents", anchor("documents.add").center());
  type("documents", "Zebras eat cake.");
  ASSERT_EQ(table("documents").rows.size(), 14u);
  EXPECT_EQ(table("documents").rows[12][2], "Zebras eat cake.");
  EXPECT_EQ(table("documents").rows[12][4], "1") << "read at once";
  screen.interface.put_pointer(anchor("documents.0").center());
  for (int i = 0; i < 3; ++i) draw("documents");
  click("documents", anchor("documents.0.edit").center());
  EXPECT_EQ(player.hand().editing, 0);
  draw("documents");
  click("documents", anchor("documents.editor").center());
  type("documents", "Nothing left");
  EXPECT_EQ(table("documents").rows[0][2], "Nothing left");
  EXPECT_NE(table("documents").rows[1][2], "Nothing left") << "the Chinese stays";
  click("documents", anchor("documents.0.delete").center());
  EXPECT_EQ(table("documents").rows.size(), 12u);
}

TEST_F(BagViews, ARowOpensItsSimilarity) {
  set("read", "200");
  draw("documents");
  const Rect row = anchor("documents.1");
  click("documents", {row.x + 60, row.center().y});
  EXPECT_EQ(player.hand().selected, (Place{Place::Kind::Cosine, 1, 0}));
  EXPECT_EQ(player.hand().compared, 1);
}

TEST_F(BagViews, ACellOfTheMatrixOpensItsWeight) {
  enter("weights");
  draw("matrix");
  const Rect cells = anchor("matrix.cells");
  click("matrix", {cells.x + cells.w * 0.5f, cells.y + cells.h * 0.4f});
  EXPECT_EQ(player.hand().selected.kind, Place::Kind::Weight);
  const lesson::Account account = player.account(Language::English).value();
  double sum = 0;
  for (const lesson::AccountTerm& term : account.terms) sum += term.value;
  EXPECT_NEAR(sum, account.value, 1e-9);
}

TEST_F(BagViews, TheVocabularyIsDraggedOnceTheQuestionIsAnswered) {
  enter("onehot");
  player.set_question(lesson::Question::Open);
  draw("onehot");
  const Rect slider = anchor("onehot.vocabulary");
  click("onehot", {slider.right() - 12, slider.center().y});
  EXPECT_EQ(table("onehot").rows.size(), 36u) << "it waits for the guess";
  player.set_question(lesson::Question::Settled);
  draw("onehot");
  click("onehot", {slider.right() - 12, slider.center().y});
  EXPECT_GT(table("onehot").rows.size(), 400u);
  for (const auto& row : table("onehot").rows) EXPECT_EQ(row[2], row[0] == row[1] ? "0" : "1.41421356");
}

TEST_F(BagViews, CharactersAreTyped) {
  draw("characters");
  click("characters", anchor("characters.field").center());
  type("characters", "Ab");
  const lesson::Table points = table("characters");
  ASSERT_EQ(points.rows.size(), 2u);
  EXPECT_EQ(points.rows[0][1], "65");
  EXPECT_EQ(points.rows[1][2], "U+0062");
  EXPECT_EQ(points.rows[0][3], "b");
}

// While the question is open, nothing on the screen tells its answer: neither picture nor account.
TEST_F(BagViews, NothingTellsTheAnswerBeforeTheGuess) {
  for (const char* id : {"order", "misled", "synonyms", "one"}) {
    enter(id);
    player.set_question(lesson::Question::Open);
    EXPECT_EQ(player.account(Language::English).value().symbol, "N") << id;
    for (const char* view : {"documents", "nearest"})
      screen.frame([&](ui::Ui& ui) {
        testing::LedgerCanvas ledger(ui.canvas);
        ui::Ui other = ui::with_canvas(ui, ledger);
        player.draw(other, view, kArea);
        for (const auto& word : ledger.words) EXPECT_EQ(word.text.find("0."), std::string::npos) << id << " " << view << ": " << word.text;
      });
  }
}

// The stories that the words tell hold on the documents that they tell them of, in both languages.
TEST_F(BagViews, TheStepsShowWhatTheirWordsSay) {
  const auto answer = [&](const char* id) {
    enter(id);
    return player.measured_answer(step(id)).value_or(-1);
  };
  EXPECT_EQ(answer("misled"), 1) << "the evening by the sea";
  set("weighting", "tfidf");
  EXPECT_EQ(player.measured_answer(step("misled")), 0) << "and the shop once weighed";
  EXPECT_EQ(answer("synonyms"), 2) << "exactly 0";
  EXPECT_EQ(answer("reading"), 2) << "more than ninety of a hundred";
  enter("order");
  player.set_question(lesson::Question::Settled);
  EXPECT_EQ(player.account(Language::Chinese).value().value, 1);
}

}  // namespace
}  // namespace epochs::bag
