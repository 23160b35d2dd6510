// What the saved runs of every lesson must do, whatever it trains: come back to the bit, leave a damaged state out, survive any file.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "session/saved_json.hpp"
#include "session/training_of.hpp"

namespace epochs::testing {

template <session::Session S>
struct SavedRuns {
  using Command = typename S::Command;
  using Run = std::unique_ptr<session::Runner<S>>;
  using json = nlohmann::json;

  static Run fresh() { return session::make_runner(S(11), session::RunnerKind::Cooperative); }

  // `updates` after each of the commands.
  static Run run_of(const std::vector<Command>& commands, long updates) {
    Run run = fresh();
    for (const Command& command : commands) {
      run->post(command);
      run->advance(updates);
    }
    run->settle();
    return run;
  }

  static json state_of(session::Runner<S>& run) {
    run.settle();
    return *run.save().state;
  }

  static Run again(const json& saved) {
    Run run = fresh();
    const auto read = session::saved_from_json<S>(saved);
    EXPECT_TRUE(read.ok()) << read.error();
    if (read) run->load(read.value());
    run->settle();
    return run;
  }

  // Read with the state it ended in, and by repeating it: both go on, and back to update `past`, as the first one does.
  static void expect_to_come_back(const std::vector<Command>& commands, long updates, long past) {
    const Run run = run_of(commands, updates);
    const json saved = json::parse(session::saved_to_json(run->save()).dump());
    ASSERT_TRUE(session::saved_from_json<S>(saved).value().state);
    json without = saved;
    without.erase("state");
    const Run quick = again(saved), slow = again(without);
    for (const Run* other : {&quick, &slow}) {
      EXPECT_EQ(state_of(**other), state_of(*run));
      const session::Status a = run->status(), b = (*other)->status();
      EXPECT_EQ(a.update, b.update);
      EXPECT_TRUE(a.loss == b.loss || (std::isnan(a.loss) && std::isnan(b.loss)));
      EXPECT_EQ(a.health.kind, b.health.kind);
      EXPECT_EQ(session::history_to_json(*run->history()), session::history_to_json(*(*other)->history()));
    }
    for (const Run* each : {&run, &quick, &slow}) (*each)->advance(25);
    EXPECT_EQ(state_of(*quick), state_of(*run));
    EXPECT_EQ(state_of(*slow), state_of(*run));
    for (const Run* each : {&run, &quick}) (*each)->seek(past);
    EXPECT_EQ(state_of(*quick), state_of(*run)) << "the past, too";
  }

  using Damage = std::pair<const char*, const char*>;  // a JSON pointer, and what is put there
  static void expect_left_out(const json& saved, std::span<const Damage> damages) {
    ASSERT_TRUE(session::saved_from_json<S>(saved).value().state);
    for (const auto& [place, value] : damages) {
      json damaged = saved;
      damaged[json::json_pointer(place)] = json::parse(value);
      const auto read = session::saved_from_json<S>(damaged);
      ASSERT_TRUE(read.ok()) << place;
      EXPECT_FALSE(read.value().state) << place << " " << value;
    }
  }

  // Two digits changed at random, `tries` times: what is still read can be trained and undone.
  static void expect_to_survive(const json& saved, int tries) {
    const std::string text = saved.dump();
    Random random(5);
    for (int i = 0; i < tries; ++i) {
      std::string damaged = text;
      for (int k = 0; k < 2; ++k) damaged[random.below(static_cast<std::uint32_t>(damaged.size()))] = "0123456789"[random.below(10)];
      const json parsed = json::parse(damaged, nullptr, false);
      const auto read = parsed.is_discarded() ? Result<session::Saved<S>>(Error{"no JSON"}) : session::saved_from_json<S>(parsed);
      if (!read || read.value().recording.update > 1'000) continue;
      const Run run = fresh();
      run->load(read.value());
      run->advance(10);
      run->undo();
      run->settle();
    }
  }
};

}  // namespace epochs::testing
