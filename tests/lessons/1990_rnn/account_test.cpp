// Every number that can be opened adds up, for each kind of cell and each task; places survive text; the walk lights lines of the code that are there.
#include <gtest/gtest.h>

#include <cmath>

#include "lessons/1990_rnn/views.hpp"
#include "ui/screen.hpp"
#include "ui/formula.hpp"

namespace epochs::recurrent {
namespace {

using Kind = Place::Kind;
constexpr nn::RecurrentKind kEach[] = {nn::RecurrentKind::Rnn, nn::RecurrentKind::Lstm, nn::RecurrentKind::Gru};

struct Seen {
  Snapshot seen;
  Shown shown;
  Hand hand;
  explicit Seen(const Settings& settings, int updates = 2) {
    Reader reader(101, settings);
    for (int i = 0; i < updates; ++i) reader.advance();
    seen = reader.observe({});
    follow(shown, seen, hand);
  }
  std::optional<lesson::Account> open(Place place, Language language = Language::English) {
    hand.selected = place;
    return account_of(seen, shown, hand, language);
  }
};

Settings small(nn::RecurrentKind kind, Task task = Task::Text) {
  Settings settings;
  settings.kind = kind, settings.task = task, settings.hidden = 7, settings.steps = 6, settings.rows = 3, settings.gap = 4;
  return settings;
}

double squeezed(Kind kind, double sum, double value) {       // what the sum becomes
  if (kind != Kind::Gate && kind != Kind::State) return sum;
  const double tanh = std::tanh(sum), sigmoid = 1 / (1 + std::exp(-sum));
  return std::abs(tanh - value) < std::abs(sigmoid - value) ? tanh : sigmoid;
}

void expect_opens(Seen& at, Place place) {
  const std::string where = to_text(place);
  const auto english = at.open(place), chinese = at.open(place, Language::Chinese);
  ASSERT_TRUE(english && chinese) << where;
  EXPECT_FALSE(english->description.empty() || chinese->description.empty()) << where;
  EXPECT_EQ(english->terms.size(), chinese->terms.size()) << where;
  double sum = 0;
  for (const lesson::AccountTerm& term : english->terms) {
    sum += term.value;
    double product = 1;
    for (const double factor : term.factors) product *= factor;
    if (!term.factors.empty()) { EXPECT_NEAR(product, term.value, 1e-6) << where << " " << term.symbol; }
  }
  if (!english->terms.empty()) { EXPECT_NEAR(sum, english->sum, 1e-9) << where; }
  const bool simple = at.seen.contestants.front().kind == nn::RecurrentKind::Rnn;
  const double value = place.kind == Kind::Probability ? std::log(english->value) : place.kind == Kind::Blame ? (english->value > 0 ? 1 : 0) : english->value;
  const bool bent = place.kind == Kind::Gate || (place.kind == Kind::State && simple);
  EXPECT_NEAR(bent ? squeezed(place.kind, english->sum, value) : english->sum, value, 1e-4 * (1 + std::abs(value))) << where;
  for (const lesson::AccountUse& use : english->uses) {
    const auto to = parse_place(use.selects);
    ASSERT_TRUE(to) << use.selects;
    EXPECT_TRUE(exists(*to, *at.shown.network, at.shown.reading.get())) << use.selects;
  }
}

TEST(RnnAccounts, AddUpForEveryCellAndTask) {
  for (const nn::RecurrentKind kind : kEach)
    for (const Task task : {Task::Text, Task::Recall, Task::Agreement}) {
      Seen at(small(kind, task));
      const auto& reading = *at.shown.reading;
      const int steps = static_cast<int>(reading.steps()), gates = static_cast<int>(reading.gates.cols()), symbols = static_cast<int>(at.seen.symbols.size());
      for (int t = 0; t < steps; t += std::max(1, steps - 1)) {
        for (int i = 0; i < 7; ++i) expect_opens(at, {Kind::State, t, i});
        for (int k = 0; k < gates; ++k) expect_opens(at, {Kind::Gate, t, k});
        for (const int symbol : {0, symbols - 1}) expect_opens(at, {Kind::Logit, t, symbol}), expect_opens(at, {Kind::Probability, t, symbol});
        expect_opens(at, {Kind::Loss, t, 0}), expect_opens(at, {Kind::Blame, t, 0});
        if (kind == nn::RecurrentKind::Lstm) expect_opens(at, {Kind::Cell, t, 3});
      }
      expect_opens(at, {Kind::InputWeight, symbols - 1, gates - 1}), expect_opens(at, {Kind::StateWeight, 6, gates - 1}), expect_opens(at, {Kind::ReadoutWeight, 6, symbols - 1});
      EXPECT_FALSE(at.open({Kind::State, steps, 0})) << "behind the last step";
      EXPECT_FALSE(at.open({Kind::Gate, 0, gates}));
    }
}

TEST(RnnAccounts, SymbolsAreFormulasThatCanBeDrawn) {
  ui::Screen screen;
  for (const nn::RecurrentKind kind : kEach) {
    Seen at(small(kind));
    for (const Place place : {Place{Kind::State, 1, 2}, Place{Kind::Gate, 1, 2}, Place{Kind::Logit, 1, 2}, Place{Kind::Probability, 1, 2}, Place{Kind::Loss, 1, 0}, Place{Kind::Blame, 1, 0}, Place{Kind::InputWeight, 1, 1}, Place{Kind::Cell, 1, 1}}) {
      const auto account = at.open(place);
      if (!account) continue;
      screen.frame([&](ui::Ui& ui) {
        for (const std::string& symbol : {account->symbol, account->sum_symbol}) EXPECT_TRUE(ui::lay_out_formula(ui.canvas, symbol, 16).ok()) << symbol;
        for (const lesson::AccountTerm& term : account->terms) EXPECT_TRUE(ui::lay_out_formula(ui.canvas, term.symbol, 16).ok()) << term.symbol;
      });
    }
  }
}

TEST(RnnAccounts, AHeldGateIsSaid) {
  Seen at(small(nn::RecurrentKind::Lstm));
  at.hand.meddling.gates = {{.gate = Gate::Forget, .unit = 2, .value = 0}};
  follow(at.shown, at.seen, at.hand);
  const auto account = at.open({Kind::Gate, 3, 7 + 2});
  ASSERT_TRUE(account);
  EXPECT_EQ(account->value, 0);
  ASSERT_EQ(account->consequences.size(), 2u);
  EXPECT_NE(account->consequences[1].find("by hand"), std::string::npos);
  EXPECT_EQ(at.open({Kind::Gate, 3, 7 + 1})->consequences.size(), 1u) << "its neighbour is not held";
}

TEST(RnnPlaces, SurviveTextAndRefuseWhatIsNone) {
  for (int kind = 0; kind <= static_cast<int>(Kind::Blame); ++kind) {
    const Place place{static_cast<Kind>(kind), 12, 3};
    EXPECT_EQ(parse_place(to_text(place)), place);
  }
  for (const char* wrong : {"", "state", "state/1", "state/1/2/3", "state/-1/0", "state/x/0", "state/1/", "nothing/1/2", "state/99999999999/0"}) EXPECT_FALSE(parse_place(wrong)) << wrong;
}

TEST(RnnWalk, LightsLinesOfTheCodeInTheirOrder) {
  const Seen at(small(nn::RecurrentKind::Rnn));
  int before = 0;
  for (const lesson::Beat beat : {lesson::Beat::Forward, lesson::Beat::Loss, lesson::Beat::Backward, lesson::Beat::Update})
    for (int op = 0; op < ops_of(beat, at.seen); ++op) {
      const int line = code_line_of({beat, op}, at.seen);
      EXPECT_GE(line, before);
      EXPECT_LE(line, 11);
      before = line;
    }
  EXPECT_EQ(ops_of(lesson::Beat::Backward, at.seen), 7) << "six steps of time, then the sums";
}

// The learner's own line takes the place of the row that comes next, whatever the task.
TEST(RnnShown, ReadsTheLearnersLine) {
  Seen text(small(nn::RecurrentKind::Rnn)), recall(small(nn::RecurrentKind::Rnn, Task::Recall)), agreement(small(nn::RecurrentKind::Rnn, Task::Agreement));
  text.hand.probe = "the cat", recall.hand.probe = "cab?", agreement.hand.probe = "the cat sits nowhere";
  for (Seen* at : {&text, &recall, &agreement}) follow(at->shown, at->seen, at->hand);
  EXPECT_EQ(text.shown.reading->steps(), 7);
  EXPECT_EQ(text.shown.reading->targets[0], text.seen.text->find("h"));
  EXPECT_EQ(recall.shown.reading->steps(), 4);
  EXPECT_EQ(recall.shown.reading->targets.back(), recall.shown.reading->inputs.front()) << "to be named is the first";
  EXPECT_EQ(agreement.shown.reading->steps(), 3) << "what is no word of the task is left out";
  text.hand.probe = "";
  follow(text.shown, text.seen, text.hand);
  EXPECT_EQ(text.shown.reading, text.seen.next);
}

}  // namespace
}  // namespace epochs::recurrent
