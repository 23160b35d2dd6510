// What the open network does beyond what every lesson does (contract_test.cpp).
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "lessons/1986_backprop/names.hpp"
#include "lessons/1986_backprop/player.hpp"
#include "lessons/lesson_fixture.hpp"

namespace epochs::backprop {
namespace {

using lesson::Beat;

// Every number on the stage has an account whose terms add up to it.
TEST(BackpropLesson, EveryNumbersAccountAddsUp) {
  BackpropPlayer player(102, false);
  testing::advance(player, 4);
  for (const char* loss : {"cross_entropy", "squared", "linear"}) {
    ASSERT_TRUE(player.set("loss", loss).ok());
    for (const char* number : {"z/1/2/0", "z/2/0/0", "a/1/3/0", "a/2/0/0", "J/0/0/0", "dw/1/2/1", "db/2/0/0", "d/2/0/0", "d/1/0/0", "d/1/3/0"}) {
      player.select(number);
      const lesson::Account account = player.account(Language::English).value();
      double sum = 0;
      for (const lesson::AccountTerm& term : account.terms) sum += term.value;
      EXPECT_NEAR(sum, account.sum, 1e-6) << loss << " " << number;
      EXPECT_NEAR(sum, account.value, 1e-5) << loss << " " << number;
      for (const Language language : {Language::English, Language::Chinese}) {
        const lesson::Account said = player.account(language).value();
        for (const lesson::AccountTerm& term : said.terms) {
          double width = 0;              // roughly, at 13 units: beside it stands the bar
          for (const char32_t c : decode_utf8(term.label)) width += is_cjk(c) ? 13 : 6.6;
          EXPECT_LE(width, 100) << term.label;
        }
      }
    }
  }
  player.select("w/9/9/9");    // does not exist: the selection stays
  EXPECT_TRUE(player.account(Language::English));
}

// The formula of an op ends in the number that the op computes, for every op, loss and bend.
TEST(BackpropLesson, EveryOpsFormulaEndsInItsNumber) {
  for (const Loss loss : {Loss::CrossEntropy, Loss::SquaredError, Loss::LinearSquaredError})
    for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu}) {
      Settings settings;
      settings.shape = {{5, 3}, activation, loss};
      const Snapshot seen = Backprop(107, settings).observe({1, true, true});
      for (const Beat beat : {Beat::Forward, Beat::Loss, Beat::Backward, Beat::Update})
        for (int op = 0; op < ops_of(beat, seen.network); ++op) {
          const TracePlace at{beat, op};
          const Place place = focus_of(at, seen, {Place::Kind::A, 1, 4, 0});
          ASSERT_TRUE(exists(place, seen.network));
          EXPECT_TRUE(lit(place, at, seen.network)) << to_text(place);
          const Operation operation = operation_at(at, seen, place);
          double value = value_at(place, seen);
          if (beat == Beat::Update) value -= settings.rate * value_at({Place::Kind::WeightGradient, place.layer, place.unit, place.from}, seen);
          const int decimals = beat == Beat::Backward || beat == Beat::Loss ? 4 : 3;
          EXPECT_NE(operation.result.find("{" + short_number(value, decimals) + "}"), std::string::npos) << operation.symbols << " = " << operation.result;
        }
    }
}

// Works a formula's numbers out as a reader would, with the digits that are written.
class Reader {
 public:
  explicit Reader(std::string_view markup) {
    for (std::size_t i = 0; i < markup.size(); ++i) {
      const std::string_view rest = markup.substr(i);
      const auto skip = [&](std::string_view word, std::string_view instead) { return rest.starts_with(word) ? (text_ += instead, i += word.size() - 1, true) : false; };
      if (rest.starts_with("\\c{")) i += rest.find("}{") + 1;              // the colour; the "}" behind the number is left out below
      else if (skip("\\frac{1}{2}", "0.5*") || skip("\\cdot", "*") || skip("\\,", "") || skip("\\tanh", "t") || skip("\\sigma", "s") || skip("\\max", "m") || skip("\\ln", "l") || skip("\u2212", "-")) continue;
      else if (markup[i] != '}' && markup[i] != ' ') text_ += markup[i];
    }
  }
  double value() { return sum(); }

 private:
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) { return next() == c ? (++at_, true) : false; }
  double sum() {
    double out = take('-') ? -product() : product();
    for (;;) {
      if (take('+')) out += product();
      else if (take('-')) out -= product();
      else return out;
    }
  }
  double product() {
    double out = factor();
    while (take('*') || next() == '(') out *= factor();
    return out;
  }
  double factor() {
    double out = 0;
    if (const char c = next(); c == 't' || c == 's' || c == 'm' || c == 'l') {
      ++at_;
      const double z = factor();
      return c == 't' ? std::tanh(z) : c == 's' ? 1 / (1 + std::exp(-z)) : c == 'm' ? std::max(0.0, z) : std::log(z);
    }
    if (take('(')) {
      out = sum();
      if (take(',')) out = sum();          // of "max(0, z)"
      EXPECT_TRUE(take(')')) << text_;
    } else {
      std::size_t used = 0;
      out = std::stod(text_.substr(at_), &used);
      at_ += used;
    }
    if (text_.substr(at_, 2) == "^2") at_ += 2, out *= out;
    return out;
  }

  std::string text_;
  std::size_t at_ = 0;
};

TEST(BackpropLesson, EveryOpsNumbersComeToWhatStandsBehindThem) {
  int ops = 0, wrong = 0;
  std::string example;
  for (std::uint64_t seed = 1; seed <= 8; ++seed)
    for (const Loss loss : {Loss::CrossEntropy, Loss::SquaredError, Loss::LinearSquaredError})
      for (const Activation activation : {Activation::Tanh, Activation::Sigmoid, Activation::Relu}) {
        Settings settings;
        settings.shape = {{3}, activation, loss};
        settings.rate = 0.3;
        Backprop model(seed, settings);
        for (int i = 0; i < 9; ++i) model.advance();
        const Snapshot seen = model.observe({1, true, true});
        for (const Beat beat : {Beat::Forward, Beat::Loss, Beat::Backward, Beat::Update})
          for (int op = 0; op < ops_of(beat, seen.network); ++op) {
            const Operation operation = operation_at({beat, op}, seen, {Place::Kind::A, 1, 2, 0});
            if (operation.numbers.empty()) continue;
            const double value = Reader(operation.numbers).value();
            const int decimals = beat == Beat::Backward || beat == Beat::Loss ? 4 : 3;
            ++ops;
            if (operation.result.find("{" + short_number(value, decimals) + "}") != std::string::npos || std::abs(value) < 5e-4) continue;
            ++wrong;
            example = operation.numbers + " is " + short_number(value, 6) + ", not " + operation.result;
          }
      }
  EXPECT_GT(ops, 600);
  EXPECT_LE(wrong, ops / 100) << "of " << ops << ": " << example;
}

// The number that a step is about stands in the inspector on entering it.
TEST(BackpropLesson, EachStepExplainsTheNumberItIsAbout) {
  BackpropPlayer player(116, false);
  const std::map<std::string, std::string> quantities{{"forward", "z"}, {"loss", "loss"}, {"backward", "loss"}, {"check", "w"}, {"descent", "w"}, {"break", "w"}, {"history", "a"}};
  for (const lesson::Step& step : testing::words("1986_backprop").steps) {
    for (const auto& [key, value] : step.settings) ASSERT_TRUE(player.set(key, value).ok());
    player.training().settle();
    player.on_enter(step);
    const auto known = quantities.find(step.id);
    if (known == quantities.end()) continue;
    const auto account = player.account(Language::English);
    ASSERT_TRUE(account) << step.id;
    EXPECT_EQ(account->quantity, known->second) << step.id;
    if (step.id != "backward") continue;
    player.reveal(step);
    EXPECT_EQ(player.account(Language::English)->quantity, "d") << "after the answer: the blame";
  }
}

// Twelve units read a unit's answer: those that are not named are counted.
TEST(BackpropLesson, CountsTheUsesThatItDoesNotName) {
  BackpropPlayer player(117, false);
  ASSERT_TRUE(player.set("hidden", "4,12").ok());
  player.training().settle();
  player.select("a/1/2/0");
  const lesson::Account account = player.account(Language::English).value();
  EXPECT_EQ(account.uses.size(), 5u);
  EXPECT_EQ(account.uses.back().label, "and the scores of 8 more units of this layer");
  player.select("w/1/2/0");
  const lesson::Account weight = player.account(Language::English).value();
  EXPECT_EQ(weight.terms_title, "What one plain step makes of it");
  EXPECT_EQ(weight.sum_label, "after");
}

// However long was trained before, on whatever: the outcome is that of 2,000 updates of this network from its start.
TEST(BackpropLesson, TheDescentIsMeasuredFromItsStart) {
  const lesson::LessonText text = testing::words("1986_backprop");
  const auto step = std::find_if(text.steps.begin(), text.steps.end(), [](const lesson::Step& each) { return each.id == "descent"; });
  ASSERT_NE(step, text.steps.end());
  BackpropPlayer player(1, false);
  testing::advance(player, 3'000);
  player.on_enter(*step);
  EXPECT_FALSE(player.measured_answer(*step)) << "what was trained before the question is no answer to it";
  player.reveal(*step);
  player.training().settle();
  EXPECT_EQ(player.training().status().update, 2'000);
  EXPECT_EQ(player.measured_answer(*step), 2);
}

TEST(BackpropLesson, OneHalfIsNoAnswer) {
  EXPECT_EQ(class_of(Real(0.5000002)), -1);
  EXPECT_EQ(class_of(Real(0.49999)), -1);
  EXPECT_EQ(class_of(Real(0.51)), 1);
  EXPECT_EQ(class_of(Real(0.49)), 0);
  Settings settings;
  settings.shape.hidden = {};
  settings.rate = 0.5;
  Backprop line(1, settings);
  for (int i = 0; i < 20'000; ++i) line.advance();
  EXPECT_EQ(line.score(Part::Train).accuracy, 0) << "a line that says one half of every corner has none right";
}

TEST(BackpropLesson, NumbersOfAnySizeStayShort) {
  for (const double value : {0.0, -0.125, 99.9999, -123.456, 12'345.6, -4.2e9, 1e300}) {
    std::string ascii;
    for (const char c : short_number(value, 3)) ascii += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? "" : std::string(1, c);
    EXPECT_LE(ascii.size(), 7u) << ascii;
  }
  EXPECT_EQ(short_number(std::nan(""), 2), "NaN");
}

// Nothing that is drawn, exported or explained may be blank once the numbers ran away.
TEST(BackpropLesson, EveryNumberIsFiniteAfterTheNumbersRanAway) {
  for (const char* rate : {"30", "900"}) {
    BackpropPlayer player(111, false);
    ASSERT_TRUE(player.set("loss", "linear").ok());
    ASSERT_TRUE(player.set("rate", rate).ok());
    testing::advance(player, 400);
    ASSERT_EQ(player.training().status().health.kind, session::Health::Kind::NotFinite) << rate;
    for (const std::string& number : testing::numbers_of(player)) EXPECT_EQ(number.find_first_of("nf"), std::string::npos) << number << " at rate " << rate;
    EXPECT_TRUE(std::isfinite(player.account(Language::English).value().value));
    player.repair();
    testing::advance(player, 50);
    EXPECT_EQ(player.training().status().health.kind, session::Health::Kind::Well) << rate;
  }
}

// What older texts say at once ("hidden=12,12") and what the controls say layer by layer are the same setting.
TEST(BackpropLesson, TheShapeIsSetAtOnceOrLayerByLayer) {
  const auto shape_of = [](const lesson::Player& player) {
    std::string shape;
    for (const lesson::Setting& setting : player.settings())
      if (setting.key == "layers" || setting.key.starts_with("units")) shape += setting.value + " ";
    return shape;
  };
  BackpropPlayer player(112, false);
  ASSERT_TRUE(player.set("hidden", "12,7").ok());
  EXPECT_EQ(shape_of(player), "2 12 7 ");
  ASSERT_TRUE(player.set("units4", "16").ok());
  EXPECT_EQ(shape_of(player), "4 12 7 7 16 ") << "what is not there yet comes to be";
  ASSERT_TRUE(player.set("layers", "0").ok());
  EXPECT_EQ(shape_of(player), "0 ");
  ASSERT_TRUE(player.set("layers", "2").ok());
  EXPECT_EQ(shape_of(player), "2 4 4 ");
  for (const auto& [key, value] : {std::pair{"layers", "5"}, {"layers", "-1"}, {"units1", "0"}, {"units1", "17"}, {"units1", "2.5"}, {"units5", "4"}, {"hidden", "4,4,4,4,4"}, {"hidden", ""}}) {
    const Result<void> set = player.set(key, value);
    ASSERT_FALSE(set.ok()) << key << "=" << value;
    EXPECT_TRUE(testing::is_one_sentence(set.error()));
    EXPECT_FALSE(set.failure().chinese.empty()) << key;
  }
  EXPECT_EQ(shape_of(player), "2 4 4 ");
}

// The walk shows one point's plain step; where training does something else, the graph says what.
TEST(BackpropLesson, TheGraphSaysWhatTrainingDoesOtherwise) {
  Settings settings;
  const auto note = [&](Language language) { return step_note(Backprop(113, settings).observe({0, true, false}), language); };
  settings.batch = 1;
  EXPECT_EQ(note(Language::English), "") << "one point at a time with plain steps: what is shown is what is done";
  settings.batch = 0;
  EXPECT_EQ(note(Language::English), "The step of this one point alone. Training takes the mean gradient of all 4 points.");
  EXPECT_EQ(note(Language::Chinese), "这是只看这一个点的一步。训练时对全部 4 个点的梯度取平均。");
  settings.batch = 3;
  settings.optimizer = nn::OptimizerKind::Adam;
  EXPECT_EQ(note(Language::English), "The step of this one point alone. Training takes the mean gradient of 3 points at a time, and Adam smooths and rescales it.");
  for (const nn::OptimizerKind kind : {nn::OptimizerKind::Momentum, nn::OptimizerKind::RmsProp, nn::OptimizerKind::Adam}) {
    settings.optimizer = kind, settings.batch = 1;
    EXPECT_NE(note(Language::English), "");
    EXPECT_NE(note(Language::Chinese), "");
  }
}

TEST(BackpropLesson, ADivergenceNamesTheParameterThatIsFurthestOut) {
  BackpropPlayer player(114, false);
  ASSERT_TRUE(player.set("loss", "linear").ok());
  ASSERT_TRUE(player.set("rate", "2.5").ok());
  testing::advance(player, 3000);
  const session::Health health = player.training().status().health;
  ASSERT_EQ(health.kind, session::Health::Kind::Diverged);
  double largest = 0;
  std::string furthest;
  const lesson::Table weights = testing::table_of(player, "network");
  for (const auto& row : weights.rows)
    if (const double size = std::abs(std::stod(row[3])); size > largest) largest = size, furthest = row[0];
  EXPECT_EQ(health.parameter, furthest);
}

// What the graph shows is what its table holds: the numbers of one point, from x to J and back.
TEST(BackpropLesson, TheGraphsTableHoldsItsOwnNumbers) {
  BackpropPlayer player(115, false);
  testing::advance(player, 30);
  const lesson::Table graph = testing::table_of(player, "graph");
  std::map<std::string, double> at;
  std::set<std::string> quantities;
  for (const auto& row : graph.rows) at[row[0] + row[1] + "/" + row[2] + (row[3].empty() ? "" : "/" + row[3])] = std::stod(row[4]), quantities.insert(row[0]);
  EXPECT_EQ(quantities, (std::set<std::string>{"x", "W", "b", "z", "a", "y", "J", "delta", "dJ/dW", "dJ/db"}));
  EXPECT_NEAR(at["z1/2"], at["W1/2/1"] * at["x0/1"] + at["W1/2/2"] * at["x0/2"] + at["b1/2"], 1e-6);
  EXPECT_NEAR(at["a1/2"], std::tanh(at["z1/2"]), 1e-6);
  EXPECT_NEAR(at["dJ/dW2/1/2"], at["a1/2"] * at["delta2/1"], 1e-6);
  EXPECT_NEAR(at["dJ/dW1/2/1"], at["x0/1"] * at["delta1/2"], 1e-6);
  EXPECT_EQ(at["dJ/db1/2"], at["delta1/2"]);
  const lesson::Table check = testing::table_of(player, "check");
  ASSERT_FALSE(check.rows.empty());
  for (const auto& row : check.rows) EXPECT_NEAR(std::stod(row[4]), std::stod(row[5]), 1e-6) << row[0] << row[1];
}

TEST(BackpropLesson, CommandsSurviveJson) {
  testing::expect_same_after_json<Command>({ChooseDataset{Dataset::Spiral}, SetShape{{{8, 8}, Activation::Relu, Loss::SquaredError}}, SetOptimizer{nn::OptimizerKind::Adam}, SetRate{0.25}, SetBatch{10},
                                            SetDecay{0.5}, SetParameter{0, 1, 2, 0.5}, NewWeights{}, AddPoint{{1, 2, 1}}, MovePoint{2, 1, 1}, FlipPoint{3}, DeletePoint{4}, LoadPoints{{{1, 2, 1}}}});
}

TEST(BackpropLesson, RefusesCommandsThatAreDamaged) {
  testing::expect_refused<Command>({"7", "{}", "[]", R"({"data":"moon"})", R"({"data":3})", R"({"rate":"x"})", R"({"rate":0})", R"({"rate":1e999})", R"({"batch":-1})", R"({"batch":2.5})", R"({"decay":-0.1})",
                                    R"({"shape":{"hidden":[99],"activation":"tanh","loss":"linear"}})", R"({"shape":{"hidden":[1,1,1,1,1],"activation":"tanh","loss":"linear"}})",
                                    R"({"shape":{"hidden":[4]}})", R"({"shape":7})", R"({"parameter":[0,0,0]})", R"({"parameter":[0,0,0,null]})", R"({"parameter":[12,0,0,1]})", R"({"add":[1,2,5]})",
                                    R"({"add":[1e9,2,1]})", R"({"flip":18446744073709551615})", R"({"points":[[1,2]]})", R"({"points":7})", R"({"fly":1})", R"({"rate":1,"batch":2})"});
}

}  // namespace
}  // namespace epochs::backprop
