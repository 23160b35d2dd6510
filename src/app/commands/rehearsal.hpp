// A lesson opened for its picture: without threads, trained a fixed number of updates, so that two runs give the same numbers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "core/result.hpp"

namespace epochs::app {

struct Rehearsal {
  std::unique_ptr<App> app;
  std::vector<std::string> steps;
};

Result<Rehearsal> rehearse(std::string_view lesson, const Settings& settings, std::uint64_t seed);
// As the learner meets it: with an open question nothing is trained, else as far as the step's text says, or kRehearsalUpdates.
Result<void> enter_step(Rehearsal& rehearsal, std::string_view lesson, std::string_view step);
// Answers the question, if there is one, and trains: `updates`, or what the text says.
Result<void> answer_step(Rehearsal& rehearsal, std::string_view lesson, std::optional<long> updates = {});
// Ids of the lessons that can be opened; `wanted` empty: all. An unknown or unbuilt one is an error.
Result<std::vector<std::string>> choose_lessons(const std::vector<std::string>& wanted);
// Is there such a step? The error lists those that there are. `texts`: the folder of --lessons, if any; an empty step is fine.
Result<void> check_step(const std::string& lesson, const std::string& step, const std::filesystem::path& texts = {});

inline constexpr long kRehearsalUpdates = 60;   // enough that losses and boundaries have moved, little enough to be quick

}  // namespace epochs::app
