#include "session/saved_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/training_of.hpp"
#include "small_sessions.hpp"

namespace epochs {
namespace {

using nlohmann::json;
using test::Logistic;
using Kind = Logistic::Command::Kind;
using testing::HasSubstr;

std::unique_ptr<session::Runner<Logistic>> run_with_edits() {
  auto runner = session::make_runner(Logistic(9), session::RunnerKind::Cooperative);
  runner->advance(50);
  runner->post({Kind::Rate, 0.1 / 3});
  runner->advance(50);
  runner->post({Kind::Move, -0.7, 4, 2});
  runner->settle();
  return runner;
}

TEST(Saved, ComesBackThroughText) {
  const auto runner = run_with_edits();
  const std::string text = session::saved_to_json(runner->save()).dump();
  auto saved = session::saved_from_json<Logistic>(json::parse(text));
  ASSERT_TRUE(saved.ok()) << saved.error();
  const auto other = session::make_runner(Logistic(9), session::RunnerKind::Threaded);
  other->load(saved.value());
  other->settle();
  EXPECT_EQ(other->latest()->state, runner->latest()->state);
  other->undo();
  runner->undo();
  other->settle();
  runner->settle();
  EXPECT_EQ(other->latest()->state, runner->latest()->state);
}

TEST(Saved, DamageIsOneSentence) {
  const auto error = [](const char* text) {
    const auto result = session::saved_from_json<Logistic>(json::parse(text));
    return result.ok() ? std::string("was accepted") : result.error();
  };
  EXPECT_THAT(error("[]"), HasSubstr("“update” is missing"));
  EXPECT_THAT(error(R"({"update":-1})"), HasSubstr("whole number from 0"));
  EXPECT_THAT(error(R"({"update":1e99})"), HasSubstr("whole number"));
  EXPECT_THAT(error(R"({"update":18446744073709551615})"), HasSubstr("whole number"));
  EXPECT_THAT(error(R"({"update":5,"commands":{}})"), HasSubstr("must be a list"));
  EXPECT_THAT(error(R"({"update":5,"commands":[{"at":6}]})"), HasSubstr("command 1"));
  EXPECT_THAT(error(R"({"update":5,"commands":[{"at":3}]})"), HasSubstr("is empty"));
  EXPECT_THAT(error(R"({"update":5,"commands":[{"at":3,"command":{"kind":77}}]})"), HasSubstr("unknown kind 77"));
  const char* command = R"("command":{"kind":0,"value":1,"point":0,"gesture":0})";
  EXPECT_THAT(error((R"({"update":5,"commands":[{"at":3,)" + std::string(command) + R"(},{"at":2,)" + command + "}]}").c_str()), HasSubstr("earlier"));
}

TEST(Saved, ACommandThatTheModelRefusesLeavesTheRunAsItWas) {
  const auto runner = run_with_edits();
  const Logistic::State before = runner->latest()->state;
  session::Saved<Logistic> hostile;
  hostile.recording = {10, {{0, {Kind::Move, 1, 999'999}}}};
  runner->load(hostile);
  runner->settle();
  EXPECT_FALSE(runner->status().failure.empty());
  EXPECT_EQ(runner->latest()->state, before);
  EXPECT_EQ(runner->status().update, 100);
}

TEST(Saved, EveryTruncationIsRefusedOrReadAndNeverThrows) {
  const std::string text = session::saved_to_json(run_with_edits()->save()).dump();
  Random random(3);
  for (int i = 0; i < 2'000; ++i) {
    std::string damaged = text;
    for (int k = 0; k < 3; ++k) damaged[random.below(static_cast<std::uint32_t>(damaged.size()))] = "0{}[]\",:-9e"[random.below(11)];
    const json parsed = json::parse(damaged, nullptr, false);
    if (parsed.is_discarded()) continue;
    const auto result = session::saved_from_json<Logistic>(parsed);
    if (!result) {
      EXPECT_FALSE(result.error().empty());
    }
  }
}

}  // namespace
}  // namespace epochs
