// The works train what they say (the loss starts at ln of the number of classes), and two threads are as reproducible as one.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "bench/measure.hpp"

namespace epochs::bench {
namespace {

class Works : public testing::TestWithParam<const char*> {};

std::vector<double> losses(const char* name, int threads, int steps) {
  const auto running = find_work(name)->start(threads);
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

INSTANTIATE_TEST_SUITE_P(All, Works, testing::Values("a", "b", "c", "e_rnn", "e_lstm", "e_gru", "f", "h"), [](const auto& work) { return std::string(work.param); });

TEST(Work, ALossStartsNearTheLogarithmOfTheClasses) {
  EXPECT_NEAR(losses("b", 2, 1)[0], std::log(10), 0.1);
  EXPECT_NEAR(losses("e_gru", 1, 1)[0], std::log(65), 0.1);
  EXPECT_NEAR(losses("f", 2, 1)[0], std::log(256), 0.4);
}

TEST(Measure, SaysItInOneLineOfJson) {
  const Measurement measured = measure(*find_work("a"), {.threads = 1, .windows = 3, .seconds = 0.01});
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
