// Lessons as the learner left them, one file each under XDG_DATA_HOME/epochs/lessons: there again after a restart.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace epochs::app {

class SavedLessons {
 public:
  // An empty folder: nothing is stored, nothing is found.
  explicit SavedLessons(std::filesystem::path folder) : folder_(std::move(folder)) {}

  struct Found {
    std::optional<nlohmann::json> state;   // what store() was given
    LocalizedText notice;                   // one sentence when a damaged file was set aside
  };
  Found load(std::string_view lesson) const;
  Result<void> store(std::string_view lesson, const nlohmann::json& state) const;
  // For a state that reads well but that the lesson refuses: it stays beside, under another name. The new place, or an error.
  Result<std::filesystem::path> set_aside(std::string_view lesson) const;
  // A run that makes room for another one: kept beside as LESSON-own.epochs (-own-2 …), which opens like any state. The place.
  Result<std::filesystem::path> keep_own(std::string_view lesson, const nlohmann::json& state) const;

 private:
  std::filesystem::path file_of(std::string_view lesson) const;
  std::filesystem::path folder_;
};

}  // namespace epochs::app
