#include "session/saved_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runner_kit.hpp"
#include "session/training_of.hpp"

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

TEST(Saved, ACommandThatTheModelRefusesLateLeavesTheRunAsItWas) {
  const auto runner = run_with_edits();
  const Logistic::State before = runner->latest()->state;
  session::Saved<Logistic> hostile;
  hostile.recording = {10, {{0, {Kind::Rate, 5}}, {7, {Kind::Move, 1, 999'999}}}};
  runner->load(hostile);
  runner->settle();
  EXPECT_FALSE(runner->status().failure.empty());
  EXPECT_EQ(runner->latest()->state, before);
  EXPECT_EQ(runner->status().update, 100);
  runner->undo();
  runner->settle();
  EXPECT_NE(runner->latest()->state, before) << "its own last edit";
}

TEST(Saved, ARefusedRunAfterEditsAtTheBeginningLeavesThemToBeUndone) {
  const auto runner = session::make_runner(Logistic(9), session::RunnerKind::Cooperative);
  const Logistic::State start = test::look(*runner).state;
  runner->post({Kind::Weight, 5});
  runner->post({Kind::Rate, 0.2});
  const Logistic::State before = test::look(*runner).state;
  session::Saved<Logistic> hostile;
  hostile.recording = {0, {{0, {Kind::Move, 1, 999'999}}}};
  runner->load(hostile);
  EXPECT_EQ(test::look(*runner).state, before);
  runner->undo();
  runner->undo();
  EXPECT_EQ(test::look(*runner).state, start);
  EXPECT_FALSE(runner->can_undo());
  runner->redo();
  runner->redo();
  EXPECT_EQ(test::look(*runner).state, before);
  runner->restart();
  EXPECT_EQ(test::look(*runner).state.w[0], start.w[0]) << "a weight set by hand does not outlive a restart";
  EXPECT_EQ(test::look(*runner).state.rate, 0.2);
}

TEST(Saved, InThePastTheFutureIsKept) {
  const auto runner = run_with_edits();
  const Logistic::State end = runner->latest()->state;
  runner->seek(30);
  const Logistic::State there = test::look(*runner).state;
  const json saved = json::parse(session::saved_to_json(runner->save()).dump());
  for (const bool with_state : {true, false}) {
    json each = saved;
    if (!with_state) each.erase("state");
    auto read = session::saved_from_json<Logistic>(each);
    ASSERT_TRUE(read.ok()) << read.error();
    EXPECT_EQ(read.value().state.has_value(), with_state);
    const auto other = session::make_runner(Logistic(9), session::RunnerKind::Cooperative);
    other->load(read.value());
    EXPECT_EQ(test::look(*other).state, there);
    EXPECT_EQ(other->status().update, 30);
    EXPECT_EQ(other->status().furthest, 100);
    other->seek(100);
    EXPECT_EQ(test::look(*other).state, end);
    EXPECT_EQ(other->history()->line.size(), 100u);
  }
}

TEST(Saved, HealthAndGesturesComeBack) {
  const auto runner = session::make_runner(Logistic(9), session::RunnerKind::Cooperative);
  runner->begin_gesture();
  runner->post({Kind::Move, 1, 2, 3});
  runner->advance(1);
  runner->post({Kind::Move, 2, 2, 3});
  runner->end_gesture();
  runner->advance(40);
  runner->post({Kind::Weight, 1e308});
  runner->post({Kind::Rate, 1e308});
  runner->advance(5);
  runner->settle();
  const session::Health health = runner->status().health;
  ASSERT_EQ(health.kind, session::Health::Kind::NotFinite);
  auto saved = session::saved_from_json<Logistic>(json::parse(session::saved_to_json(runner->save()).dump()));
  ASSERT_TRUE(saved.ok()) << saved.error();
  ASSERT_TRUE(saved.value().state);
  const auto other = session::make_runner(Logistic(9), session::RunnerKind::Cooperative);
  other->load(saved.value());
  other->settle();
  EXPECT_EQ(other->status().health.kind, health.kind);
  EXPECT_EQ(other->status().health.update, health.update);
  EXPECT_EQ(other->status().health.parameter, health.parameter);
  EXPECT_EQ(other->status().update, runner->status().update);
  EXPECT_EQ(json(*other->save().state), json(*runner->save().state));
  EXPECT_EQ(json(other->latest()->state), json(runner->latest()->state)) << "the last finite ones are shown";
  for (int i = 0; i < 3; ++i) other->undo();
  other->settle();
  EXPECT_FALSE(other->can_undo()) << "the drag was one gesture";
}

TEST(Saved, ThousandsOfEditsAtOnePlaceAreMadeInSlices) {
  session::Saved<Logistic> many;
  for (int i = 0; i < 5'000; ++i) many.recording.edits.push_back({0, {Kind::Move, 0.001 * i, i % 24}});
  const auto runner = session::make_runner(Logistic(9), session::RunnerKind::Cooperative);
  const Logistic::State start = runner->latest()->state;
  runner->load(many);
  EXPECT_TRUE(runner->status().replaying) << "not all of them within one message";
  runner->pump(std::chrono::microseconds(0));
  EXPECT_TRUE(runner->status().replaying);
  EXPECT_EQ(runner->latest()->state, start);
  runner->advance(10);
  runner->settle();
  EXPECT_EQ(runner->status().update, 10);
  EXPECT_EQ(runner->save().place.edits, 5'000u);
  EXPECT_EQ(runner->latest()->state.x[4999 % 24], 0.001 * 4999);
}

TEST(Saved, ARunEndsAtTheLastUpdateThatCanBeRead) {
  const auto runner = run_with_edits();
  session::Saved<Logistic> late = runner->save();
  late.recording.update = late.recording.furthest = late.place.update = session::kMostUpdates - 2;
  runner->load(late);
  runner->advance(10);
  runner->settle();
  EXPECT_EQ(runner->status().update, session::kMostUpdates);
  const auto saved = session::saved_from_json<Logistic>(session::saved_to_json(runner->save()));
  ASSERT_TRUE(saved.ok()) << saved.error();
  EXPECT_TRUE(saved.value().state);
}

TEST(Saved, NoEndlessReplayAndNoHistoryBeyondTheRun) {
  EXPECT_THAT(session::saved_from_json<Logistic>(json::parse(R"({"update":100000000})")).error(), HasSubstr("not repeated"));
  const json good = session::history_to_json({{{1, 0.5}, {3, 0.25}}, {{2, 1}, {9, 1}}, {{1, "a"}, {3, "b"}}, 2, {{3, 2}}});
  EXPECT_TRUE(session::history_from_json(good, 3).ok());
  EXPECT_FALSE(session::history_from_json(good, 2).ok());
  for (const char* wrong : {R"([[4,"a"]])", R"([[-1,"a"]])", R"([[3,"a"],[1,"b"]])", R"([[18446744073709551615,"a"]])"}) {
    json damaged = good;
    damaged["events"] = json::parse(wrong);
    EXPECT_FALSE(session::history_from_json(damaged, 3).ok()) << wrong;
  }
  for (const char* wrong : {"4", "-2", "18446744073709551615", "1.5"}) {
    json damaged = good;
    damaged["branched_at"] = json::parse(wrong);
    EXPECT_FALSE(session::history_from_json(damaged, 3).ok()) << wrong;
  }
}

// Whatever is read can be gone on with, and what cannot be is one sentence.
void read_or_refuse(const std::string& text) {
  const json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return;
  const auto result = session::saved_from_json<Logistic>(parsed);
  EXPECT_TRUE(result.ok() || !result.error().empty());
  if (!result) { EXPECT_TRUE(result.failure().chinese.starts_with("保存的训练")) << result.error(); }
  if (!result || result.value().recording.update - result.value().place.update > 1'000) return;
  const auto runner = session::make_runner(Logistic(9), session::RunnerKind::Cooperative);
  runner->load(result.value());
  runner->undo();
  runner->advance(2);
  runner->seek(0);
  runner->settle();
}

TEST(Saved, EveryDamageIsRefusedOrReadAndNeverThrows) {
  const std::string text = session::saved_to_json(run_with_edits()->save()).dump();
  Random random(3);
  for (int i = 0; i < 2'000; ++i) {
    std::string damaged = text;
    for (int k = 0; k < 3; ++k) damaged[random.below(static_cast<std::uint32_t>(damaged.size()))] = "0{}[]\",:-9e"[random.below(11)];
    read_or_refuse(damaged);
  }
}

TEST(Saved, EveryTruncationIsRefusedAndWhatItLeavesNeverThrows) {
  const std::string text = session::saved_to_json(run_with_edits()->save()).dump();
  for (std::size_t length = 0; length < text.size(); length += 7) {
    const std::string cut = text.substr(0, length);
    EXPECT_TRUE(json::parse(cut, nullptr, false).is_discarded()) << length;
    const std::size_t entry = cut.rfind(",\"");     // as if the rest of the entries had never been written
    if (entry != std::string::npos) read_or_refuse(cut.substr(0, entry) + "}");
  }
}

}  // namespace
}  // namespace epochs
