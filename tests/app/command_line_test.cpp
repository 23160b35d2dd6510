#include "app/command_line.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "app/gallery/pages.hpp"
#include "app/temporary_folder.hpp"
#include "data/packages.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;

struct Answer {
  int code = 0;
  std::string out, error;
};

Answer run(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "epochs");
  std::vector<const char*> argv;
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::ostringstream out, error;
  const int code = run_command_line(static_cast<int>(argv.size()), argv.data(), out, error);
  return {code, out.str(), error.str()};
}

bool is_one_line(const std::string& text) { return !text.empty() && text.back() == '\n' && std::count(text.begin(), text.end(), '\n') == 1; }

class Misuse : public ::testing::TestWithParam<std::vector<std::string>> {};

TEST_P(Misuse, IsCodeTwoAndOneLine) {
  const Answer result = run(GetParam());
  EXPECT_EQ(result.code, 2) << result.error;
  EXPECT_TRUE(is_one_line(result.error)) << result.error;
  EXPECT_TRUE(result.error.starts_with("epochs: ")) << result.error;
  EXPECT_EQ(result.out, "");
}

using Words = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(CommandLine, Misuse,
                         ::testing::Values(Words{"dance"}, Words{"--dance"}, Words{"--lang", "de"}, Words{"--theme", "x"}, Words{"--lessons", "/nowhere"}, Words{"--lang", "zh", "doctor"}, Words{"open"}, Words{"open", "1900_nothing"}, Words{"open", "perceptron", "--step", "nope"}, Words{"export", "perceptron", "--step", "nope", "--out", "x"}, Words{"tour"},
                                           Words{"tour", "--out", "x", "--size", "small"}, Words{"tour", "--out", "x", "--lang", "de"},
                                           Words{"tour", "--out", "x", "--theme", "en"}, Words{"tour", "--out", "x", "--lessons", "1900_nothing"},
                                           Words{"export", "--out", "x"}, Words{"export", "1900_nothing", "--out", "x"}, Words{"bench", "--threads", "0"}, Words{"verify", "nothing.at_all"}, Words{"verify", "--seed", "1", "--seeds", "1-5"},
                                           Words{"verify", "--seeds", "x"}, Words{"train", "1900_nothing", "--out", "x"}, Words{"train", "1957_perceptron"}, Words{"train", "1957_perceptron", "--threads", "0", "--out", "x"},
                                           Words{"bench", "nothing"}, Words{"bench", "lesson"}, Words{"bench", "lesson", "1900_nothing"}, Words{"bench", "lesson", "2018_gpt"}, Words{"gallery", "--size", "small"}, Words{"gallery", "--theme", "blue"}, Words{"doctor", "now"}, Words{"data"}, Words{"data", "big_world"}, Words{"data", "tiny_world", "--count", "3"}, Words{"data", "tiny_world", "--count", "0", "--out", "x"},
                                           Words{"data", "tiny_world", "--count", "3", "--out", "x", "--split", "half"}, Words{"data", "tiny_world", "--count", "3", "--out", "x", "--kinds", "opera"}, Words{"data", "tiny_world", "--count", "3", "--out", "x", "--topic", "opera"}, Words{"export", "two\nlines", "--out", "x"}));

TEST(CommandLine, PointsToTheHelpThatHasTheAnswer) {
  EXPECT_NE(run({"train", "perceptron"}).error.find("\"epochs train --help\" lists what there is"), std::string::npos) << run({"train", "perceptron"}).error;
  EXPECT_NE(run({"bench", "--threads", "0"}).error.find("\"epochs bench --help\""), std::string::npos);
  EXPECT_NE(run({"dance"}).error.find("\"epochs --help\""), std::string::npos);
}

TEST(CommandLine, AnUnknownStepListsTheStepsThereAre) {
  for (const char* command : {"open", "export"}) {
    std::vector<std::string> words{command, "perceptron", "--step", "nope"};
    if (std::string(command) == "export") words.insert(words.end(), {"--out", "x"});
    EXPECT_NE(run(words).error.find("epochs: the lesson 1957_perceptron has no step \"nope\"; it has question, score, line,"), std::string::npos) << run(words).error;
  }
}

TEST(CommandLine, HelpNamesEveryCommandOnce) {
  const Answer result = run({"--help"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.error, "");
  for (const char* command : {"open", "list", "verify", "train", "export", "tour", "gallery", "bench", "data", "doctor"}) EXPECT_NE(result.out.find(command), std::string::npos) << command;
}

TEST(CommandLine, EveryCommandHasItsOwnHelp) {
  for (const char* command : {"open", "list", "verify", "train", "export", "tour", "gallery", "bench", "data", "doctor"}) {
    const Answer result = run({command, "--help"});
    EXPECT_EQ(result.code, 0) << command;
    EXPECT_NE(result.out.find(command), std::string::npos);
  }
}

TEST(CommandLine, SaysItsVersion) {
  const Answer result = run({"--version"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out, EPOCHS_VERSION "\n");
}

TEST(CommandLine, TourOfTheHallWritesPicturesAndAnIndex) {
  const TemporaryFolder folder;
  const Answer result = run({"tour", "--out", folder.path().string(), "--lessons", "hall", "--size", "1024x700", "--lang", "zh", "--theme", "light"});
  ASSERT_EQ(result.code, 0) << result.error;
  const auto index = nlohmann::json::parse(TemporaryFolder::read(folder / "index.json"));
  ASSERT_EQ(index["pictures"].size(), 1u);
  const auto& picture = index["pictures"][0];
  EXPECT_EQ(picture["file"], "hall/hall.zh.light.png");
  EXPECT_EQ(picture["width"], 1024);
  EXPECT_TRUE(TemporaryFolder::read(folder.path() / picture["file"].get<std::string>()).starts_with("\x89PNG"));
}

// A step that asks: once as it is met, nothing trained, and once with its answer.
TEST(CommandLine, TourOfALessonShowsAQuestionOpenAndThenAnswered) {
  const TemporaryFolder folder;
  const Answer result = run({"tour", "--out", folder.path().string(), "--lessons", "perceptron", "--size", "1024x700", "--lang", "en", "--theme", "dark", "--anchors"});
  ASSERT_EQ(result.code, 0) << result.error;
  int open = 0, answered = 0;
  const auto index = nlohmann::json::parse(TemporaryFolder::read(folder / "index.json"));
  for (const auto& picture : index["pictures"]) {
    const bool asks = picture["anchors"].contains("predict.check") || picture["anchors"].contains("predict.skip");
    EXPECT_EQ(picture["file"].get<std::string>().find(".answered.") != std::string::npos, picture["answered"].get<bool>());
    EXPECT_FALSE(asks && picture["answered"].get<bool>()) << picture["file"];
    open += asks, answered += picture["answered"].get<bool>();
  }
  EXPECT_GE(open, 5);
  EXPECT_EQ(open, answered);
}

TEST(CommandLine, TheDoctorNamesWhatIsOptionalAndWhereItIsFound) {
  const TemporaryFolder folder;
  const char* before = std::getenv("XDG_DATA_HOME");
  const std::string kept = before ? before : "";
  ::setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
  const std::string without = run({"doctor"}).out;
  const std::filesystem::path poems = folder.path() / "epochs/data/usr/share/games/fortunes/tang300";
  std::filesystem::create_directories(poems.parent_path());
  std::ofstream(poems) << "x";
  const std::string with = run({"doctor"}).out;
  before ? ::setenv("XDG_DATA_HOME", kept.c_str(), 1) : ::unsetenv("XDG_DATA_HOME");
  EXPECT_EQ(without.find(poems.string()), std::string::npos);
  EXPECT_NE(with.find("ok      300 Tang poems    " + poems.string()), std::string::npos) << with;
  for (const data::Package& package : data::packages()) EXPECT_NE(without.find(package.what), std::string::npos) << package.what;
  EXPECT_NE(without.find("2018_gpt (to come)"), std::string::npos) << without;
}

TEST(CommandLine, ALessonsOwnTrainingIsTimedBesideTheWorkThatItTrains) {
  const Answer result = run({"bench", "lesson", "1989_cnn", "backprop", "--windows", "2", "--seconds", "0.02"});
  ASSERT_EQ(result.code, 0) << result.error;
  std::istringstream lines(result.out);
  std::vector<nlohmann::json> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(rows.size(), 4u) << result.out;
  const nlohmann::json &pictures = rows[0], &plain = rows[1], &drawing = rows[2], &points = rows[3];
  EXPECT_EQ(pictures["lesson"], "1989_cnn");
  EXPECT_EQ(pictures["unit"], "samples/s");
  EXPECT_EQ(pictures["compared_with"], "c");
  EXPECT_EQ(pictures["windows"].size(), 2u);
  EXPECT_GT(pictures["rate"], 0.0);
  EXPECT_GT(pictures["of_work"], 0.0);
  EXPECT_EQ(plain["compared_with"], "b");
  EXPECT_GT(plain["rate"], 0.0);
  EXPECT_EQ(drawing["unit"], "ms");
  EXPECT_GT(drawing["rate"], drawing["bars_alone"]);
  EXPECT_EQ(points["lesson"], "1986_backprop");
  EXPECT_EQ(points["unit"], "updates/s");
  EXPECT_FALSE(points.contains("of_work"));
}

TEST(CommandLine, TinyWorldIsWrittenAsLinesOfJson) {
  const TemporaryFolder folder;
  const std::string file = (folder / "world.jsonl").string(), relations = (folder / "relations.jsonl").string();
  const Answer result = run({"data", "tiny_world", "--seed", "3", "--count", "25", "--split", "held_out", "--kinds", "because,clause", "--out", file, "--relations", relations});
  ASSERT_EQ(result.code, 0) << result.error;
  EXPECT_EQ(result.out, "25 sentences in " + file + "\n");
  std::istringstream lines(TemporaryFolder::read(file));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_EQ(nlohmann::json::parse(line)["held_out"], true);
  EXPECT_EQ(count, 25);
  EXPECT_NE(TemporaryFolder::read(relations).find("\"gender\""), std::string::npos);
}

TEST(CommandLine, TinyWorldThatCannotBeMadeIsCodeOneAndLeavesNothing) {
  const TemporaryFolder folder;
  const auto grammar = folder.write("mine.txt", "[nouns animal]\ncat : cats\n");
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--grammar", grammar.string()}, {"--grammar", (folder / "missing.txt").string()}, {"--kinds", "greeting", "--topic", "food"}}) {
    std::vector<std::string> arguments{"data", "tiny_world", "--count", "3", "--out", (folder / "out.jsonl").string()};
    arguments.insert(arguments.end(), words.begin(), words.end());
    const Answer result = run(arguments);
    EXPECT_EQ(result.code, 1);
    EXPECT_TRUE(is_one_line(result.error)) << result.error;
    EXPECT_FALSE(std::filesystem::exists(folder / "out.jsonl"));
    EXPECT_FALSE(std::filesystem::exists(folder / "out.jsonl.part"));
  }
  EXPECT_EQ(run({"data", "tiny_world", "--count", "3", "--out", (folder / "missing" / "out.jsonl").string()}).code, 1);
}

TEST(CommandLine, TheGalleryWritesEveryPage) {
  const TemporaryFolder folder;
  const Answer result = run({"gallery", "--out", folder.path().string(), "--lang", "zh", "--theme", "light"});
  ASSERT_EQ(result.code, 0) << result.error;
  const auto pages = gallery::pages({1440, 900});
  EXPECT_EQ(result.out, std::to_string(pages.size()) + " pictures in " + folder.path().string() + "\n");
  for (const gallery::Page& page : pages) EXPECT_TRUE(TemporaryFolder::read(folder / (page.name() + ".zh.light.png")).starts_with("\x89PNG")) << page.name();
}

TEST(CommandLine, AFolderThatCannotBeMadeIsCodeOne) {
  const TemporaryFolder folder;
  const auto file = folder.write("file", "in the way");
  const Answer result = run({"tour", "--out", (file / "below").string(), "--lessons", "hall", "--size", "640x480"});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(is_one_line(result.error)) << result.error;
}

TEST(CommandLine, ADamagedStateFileIsCodeOneAndStaysWhereItIs) {
  const TemporaryFolder folder;
  for (const char* text : {"", "{", "[]", "\xff\xff"}) {
    const auto file = folder.write("class.epochs", text);
    const Answer result = run({"open", file.string()});
    EXPECT_EQ(result.code, 1);
    EXPECT_TRUE(is_one_line(result.error)) << result.error;
    EXPECT_EQ(TemporaryFolder::read(file), text);
  }
  EXPECT_EQ(run({"open", (folder / "missing.epochs").string()}).code, 1);
}

}  // namespace
}  // namespace epochs::app
