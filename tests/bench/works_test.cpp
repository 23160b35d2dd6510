// The works train what they say (the loss starts at ln of the number of classes), and two threads are as reproducible as one.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "bench/measure.hpp"
#include "bench/skip_gram_work.hpp"

namespace epochs::bench {
namespace {

class Works : public testing::TestWithParam<const char*> {};

std::vector<double> losses(const char* name, int threads, int steps) {
  const auto running = find_work(name)->start({.threads = threads});
  std::vector<double> out;
  for (int i = 0; i < steps; ++i) out.push_back(running->step().value());
  return out;
}

TEST_P(Works, SameSeedSameBitsAtEachNumberOfThreads) {
  const std::vector<double> one = losses(GetParam(), 1, 3), two = losses(GetParam(), 2, 3);
  EXPECT_EQ(one, losses(GetParam(), 1, 3));
  EXPECT_EQ(two, losses(GetParam(), 2, 3));
  EXPECT_EQ(find_work(GetParam())->deterministic, true);
}

INSTANTIATE_TEST_SUITE_P(All, Works, testing::Values("a", "b", "c", "e_rnn", "e_lstm", "e_gru", "f", "g", "h"), [](const auto& work) { return std::string(work.param); });

TEST(Work, TwoHalvesOfABatchTrainLikeTheWhole) {
  for (const char* name : {"e_lstm", "f", "g", "h"}) {                     // these draw the same sentences however they are cut
    const std::vector<double> one = losses(name, 1, 4), two = losses(name, 2, 4);
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NEAR(one[i], two[i], 2e-3 * one[i]) << name << " update " << i;
  }
}

TEST(Work, EachStandsInTheTableOfTheReadme) {
  std::ifstream file(EPOCHS_SOURCE_DIR "/README.md");
  const std::string readme((std::istreambuf_iterator<char>(file)), {});
  for (const Work& work : works()) EXPECT_NE(readme.find("| `" + std::string(work.name) + "` | " + std::string(work.description) + " | " + std::string(work.unit) + " |"), std::string::npos) << work.name;
}

TEST(Work, ALossStartsNearTheLogarithmOfTheClasses) {
  EXPECT_NEAR(losses("b", 2, 1)[0], std::log(10), 0.1);
  EXPECT_NEAR(losses("e_gru", 1, 1)[0], std::log(65), 0.1);
  EXPECT_NEAR(losses("f", 2, 1)[0], std::log(256), 0.1);
  EXPECT_NEAR(losses("c", 1, 1)[0], std::log(10), 0.2);
}

TEST(Measure, TimesWhatHasNoLossInSeconds) {
  const Measurement measured = measure(*find_work("i_pca"), {.start = {}, .windows = 1, .seconds = 0.01});
  EXPECT_EQ(measured.unit, "s");
  EXPECT_GT(measured.rate, 0);
  EXPECT_LT(measured.rate, 10);
  EXPECT_EQ(to_json(measured).find("loss"), std::string::npos);
}

TEST(Corpus, KeepsWordsThatOccurFiveTimesTheCommonestFirst) {
  const std::string path = testing::TempDir() + "corpus.txt";
  std::ofstream(path) << "b a b a rare\nb a b a b\n\na b\n";
  const auto corpus = read_corpus(path);
  ASSERT_TRUE(corpus);
  EXPECT_EQ(corpus.value().words, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(corpus.value().tokens, 11);
  constexpr int kEnd = nn::kSentenceEnd;
  EXPECT_EQ(corpus.value().text, (std::vector<int>{0, 1, 0, 1, kEnd, 0, 1, 0, 1, 0, kEnd, kEnd, 1, 0, kEnd}));
}

TEST(Corpus, SaysInOneSentenceWhatIsWrong) {
  EXPECT_NE(read_corpus("").error().find("--corpus"), std::string::npos);
  EXPECT_NE(read_corpus("/no/such/file").error().find("/no/such/file"), std::string::npos);
  const std::string path = testing::TempDir() + "short.txt";
  std::ofstream(path) << "one two three\n";
  EXPECT_NE(read_corpus(path).error().find("5 times"), std::string::npos);
}

TEST(Measure, SaysItInOneLineOfJson) {
  const Measurement measured = measure(*find_work("a"), {.start = {}, .windows = 3, .seconds = 0.01});
  const auto json = nlohmann::json::parse(to_json(measured));
  EXPECT_EQ(json.at("work"), "a");
  EXPECT_EQ(json.at("unit"), "steps/s");
  EXPECT_EQ(json.at("windows").size(), 3u);
  EXPECT_GT(json.at("rate").get<double>(), 0);
  EXPECT_LT(json.at("loss_last").get<double>(), json.at("loss_first").get<double>());
  EXPECT_EQ(json.at("deterministic"), true);
}

}  // namespace
}  // namespace epochs::bench
