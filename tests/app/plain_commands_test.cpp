#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/commands/list.hpp"
#include "app/commands/train.hpp"
#include "app/commands/verify.hpp"
#include "app/temporary_folder.hpp"
#include "session/small_sessions.hpp"
#include "session/training_of.hpp"

namespace epochs::app {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using epochs::testing::TemporaryFolder;
using lesson::Lesson;
using nlohmann::json;

// A lesson around the line fit: enough of a player for what draws nothing. The seed is the update at which it trips, if it is above 100.
class LinePlayer final : public lesson::Player {
 public:
  explicit LinePlayer(std::uint64_t seed) : runner_(session::make_runner(model(seed), session::RunnerKind::Cooperative)) {
    if (seed == 2) runner_->post({1.3});
  }
  session::Training& training() override { return *runner_; }
  lesson::TracePosition trace_position() const override { return {}; }
  void trace_step(int) override {}
  void trace_beat(lesson::Beat) override {}
  std::vector<std::string> views() const override { return {}; }
  Localized view_title(std::string_view) const override { return {}; }
  void draw(ui::Ui&, std::string_view, ui::Rect) override {}
  std::optional<lesson::Account> account(Language) const override { return std::nullopt; }
  void select(std::string_view) override {}
  std::vector<lesson::Setting> settings() const override { return {}; }
  Result<void> set(std::string_view key, std::string_view value) override {
    if (key != "points" || value != "1,2,0\n") return Error{"points:1: x is not a number."};
    runner_->post({0.25});
    return {};
  }
  json save() const override { return {}; }
  Result<void> restore(const json&) override { return {}; }
  std::vector<lesson::Table> tables() const override { return {}; }
  lesson::HonestyRecord honesty() const override { return {}; }

 private:
  static test::LineFit model(std::uint64_t seed) {
    test::LineFit out;
    if (seed > 100) out.fault_at = static_cast<long>(seed);
    if (seed == 3) out.enough = 1e-3;
    return out;
  }
  std::unique_ptr<session::Runner<test::LineFit>> runner_;
};

class PlainCommands : public ::testing::Test {
 protected:
  PlainCommands() {
    lessons_.resize(2);
    lessons_[0].id = "1900_line";
    lessons_[0].year = 1900;
    lessons_[0].title = {"Line", "直线"};
    lessons_[0].make = [](std::uint64_t seed, bool) -> std::unique_ptr<lesson::Player> { return std::make_unique<LinePlayer>(seed); };
    const auto claim = [](const char* id, auto outcome) {
      return claim::Claim{id, {"It holds.", "成立。"}, 1, [outcome](std::uint64_t seed, const claim::Budget&) {
                            return claim::Outcome{outcome(seed), {{"accuracy", 0.5}, {"chance", 0.25}}, "accuracy ≥ 0.4", 12};
                          }};
    };
    lessons_[0].claims = {claim("line.fits", [](std::uint64_t seed) { return seed == 3 ? claim::Status::Fails : claim::Status::Holds; }),
                          claim("line.bends", [](std::uint64_t) { return claim::Status::Fails; }), claim("curve.data", [](std::uint64_t) { return claim::Status::NoData; })};
    lessons_[1].id = "2000_coming";
  }
  int verify(const VerifyOptions& options) {
    out_.str(""), error_.str("");
    Console console{out_, error_};
    run_verify(options, lessons_, console);
    return console.exit_code;
  }
  int train(const TrainOptions& options) {
    out_.str(""), error_.str("");
    Console console{out_, error_};
    run_train(options, lessons_, console);
    return console.exit_code;
  }
  std::vector<json> lines() const {
    std::vector<json> out;
    std::istringstream in(out_.str());
    for (std::string line; std::getline(in, line);) out.push_back(json::parse(line));
    return out;
  }

  std::vector<Lesson> lessons_;
  std::ostringstream out_, error_;
  TemporaryFolder folder_;
};

TEST_F(PlainCommands, ListAsJsonIsOneObject) {
  Console console{out_, error_};
  run_list({true}, lessons_, console);
  const json list = lines().at(0);
  EXPECT_EQ(list["lessons"].size(), 2u);
  const json& line = list["lessons"][0];
  EXPECT_EQ(line["id"], "1900_line");
  EXPECT_EQ(line["title"]["zh"], "直线");
  EXPECT_EQ(line["status"], "ready");
  EXPECT_EQ(list["lessons"][1]["status"], "coming");
  EXPECT_EQ(line["claims"], (json{"line.fits", "line.bends", "curve.data"}));
  EXPECT_TRUE(line["steps"].is_array());
}

TEST_F(PlainCommands, VerifyAsJsonHasTheKeysOfTheDesign) {
  EXPECT_EQ(verify({{"line.fits"}, "1", "", true}), 0);
  const json result = lines().at(0);
  for (const char* key : {"claim", "lesson", "seed", "status", "measured", "threshold", "updates", "seconds", "build"}) EXPECT_TRUE(result.contains(key)) << key;
  EXPECT_EQ(result["status"], "holds");
  EXPECT_EQ(result["measured"]["chance"], 0.25);
}

TEST_F(PlainCommands, VerifyFailsWhenAClaimFailsAndNamesIt) {
  EXPECT_EQ(verify({{}, "1", "", false}), 1);
  EXPECT_THAT(error_.str(), HasSubstr("a claim fails: line.bends"));
  EXPECT_THAT(out_.str(), HasSubstr("1 passed, 1 failed, 1 without data"));
  EXPECT_EQ(verify({{"curve"}, "1-5", "", false}), 0) << "no data is not a failure";
  EXPECT_THAT(out_.str(), HasSubstr("0 passed, 0 failed, 1 without data"));
}

TEST_F(PlainCommands, FourOfFiveSeedsPassAndOneSeedThatFailsDoesNot) {
  EXPECT_EQ(verify({{"line.fits"}, "1-5", "", false}), 0);
  EXPECT_EQ(verify({{"line.fits"}, "3", "", false}), 1);
}

TEST_F(PlainCommands, VerifyContinuesAResultsFile) {
  int runs = 0;
  lessons_[0].claims[0].run = [&runs](std::uint64_t, const claim::Budget&) { return ++runs, claim::Outcome{claim::Status::Holds, {}, "", 1}; };
  const std::string file = (folder_ / "results.jsonl").string();
  EXPECT_EQ(verify({{"line.fits"}, "1-3", file, true}), 0);
  EXPECT_EQ(verify({{"line.fits"}, "1-5", file, true}), 0);
  EXPECT_EQ(runs, 5);
  EXPECT_EQ(lines().size(), 5u) << "known results are printed, too";
  const std::string text = TemporaryFolder::read(file);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 5);
}

TEST_F(PlainCommands, VerifyMisused) {
  EXPECT_EQ(verify({{"nothing"}, "1", "", false}), 2);
  EXPECT_EQ(verify({{}, "five", "", false}), 2);
  EXPECT_EQ(verify({{}, "1", "/nowhere/results.jsonl", false}), 1);
  EXPECT_THAT(error_.str(), StartsWith("epochs: /nowhere/results.jsonl cannot be written"));
}

TEST_F(PlainCommands, TrainWritesTheLossOfEveryUpdateAndTheSameTwice) {
  const auto prefix = (folder_ / "a").string();
  EXPECT_EQ(train({"1900_line", 50, 1, "", 1, prefix}), 0) << error_.str();
  const std::string csv = TemporaryFolder::read(prefix + ".csv");
  EXPECT_THAT(csv, StartsWith("update,loss\n1,9\n2,5.76\n"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 51);
  EXPECT_EQ(train({"1900_line", 50, 1, "", 1, prefix}), 0);
  EXPECT_EQ(TemporaryFolder::read(prefix + ".csv"), csv);
  EXPECT_FALSE(std::filesystem::exists(prefix + ".csv.part"));
}

TEST_F(PlainCommands, TrainSaysWhatWentWrongAndKeepsWhatItHas) {
  const auto prefix = (folder_ / "b").string();
  EXPECT_EQ(train({"1900_line", 500, 110, "", 1, prefix}), 1);
  EXPECT_THAT(error_.str(), HasSubstr("stopped after update 109: the model tripped"));
  const std::string csv = TemporaryFolder::read(prefix + ".csv");
  EXPECT_THAT(csv, HasSubstr("\n109,"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 110);
  EXPECT_EQ(train({"1900_line", 5'000, 2, "", 1, prefix}), 1);
  EXPECT_THAT(error_.str(), HasSubstr("the numbers ran away at update"));
  EXPECT_EQ(train({"1900_line", 500, 3, "", 1, prefix}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("Nothing was left to learn"));
}

TEST_F(PlainCommands, TrainOnTheLearnersOwnPoints) {
  const auto prefix = (folder_ / "own").string();
  const auto good = folder_.write("good.csv", "1,2,0\n").string(), bad = folder_.write("bad.csv", "one,2,0\n").string();
  EXPECT_EQ(train({"1900_line", 2, 1, good, 1, prefix}), 0) << error_.str();
  EXPECT_EQ(TemporaryFolder::read(prefix + ".csv"), "update,loss\n1,9\n2,2.25\n");
  EXPECT_EQ(train({"1900_line", 2, 1, bad, 1, prefix}), 1);
  EXPECT_EQ(error_.str(), "epochs: " + bad + ":1: x is not a number.\n");
  EXPECT_EQ(TemporaryFolder::read(prefix + ".csv"), "update,loss\n1,9\n2,2.25\n") << "what was there stays";
  EXPECT_EQ(train({"1900_line", 2, 1, (folder_ / "none.csv").string(), 1, prefix}), 1);
  EXPECT_FALSE(std::filesystem::exists(prefix + ".csv.part"));
}

// Two threads where one is of use: the same numbers, and a sentence that says so.
TEST_F(PlainCommands, TrainSaysHowManyThreadsItUses) {
  EXPECT_EQ(train({"1900_line", 20, 1, "", 1, (folder_ / "one").string()}), 0);
  EXPECT_EQ(error_.str().find("thread"), std::string::npos) << error_.str();
  EXPECT_EQ(train({"1900_line", 20, 1, "", 4, (folder_ / "four").string()}), 0);
  EXPECT_THAT(error_.str(), HasSubstr("1900_line trains on 1 thread: its updates are too small to share among 4."));
  EXPECT_EQ(TemporaryFolder::read(folder_ / "one.csv"), TemporaryFolder::read(folder_ / "four.csv"));
}

TEST_F(PlainCommands, TrainMisused) {
  EXPECT_EQ(train({"line", 5, 1, "", 1, (folder_ / "short").string()}), 0) << "the id without its year";
  EXPECT_THAT(out_.str(), HasSubstr("1900_line, seed 1"));
  EXPECT_EQ(train({"1800_nothing", 5, 1, "", 1, "x"}), 2);
  EXPECT_EQ(train({"2000_coming", 5, 1, "", 1, "x"}), 2);
  EXPECT_EQ(train({"1900_line", 5, 1, "", 1, "/nowhere/x"}), 1);
}

}  // namespace
}  // namespace epochs::app
