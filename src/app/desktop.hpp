// The program in its window: opens it, draws when something changed, remembers the settings.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/settings.hpp"
#include "core/result.hpp"

namespace epochs::app {

struct DesktopRequest {
  std::string lesson, step;                     // empty: the hall; where the learner was
  std::optional<nlohmann::json> state;          // contents of a FILE.epochs, goes before lesson
  std::optional<Language> language;             // instead of the remembered ones, for this time
  std::optional<ui::Brightness> brightness;
  std::filesystem::path lessons;
  std::optional<std::uint64_t> seed;            // goes before that of a run that is remembered
  int frames = 0;                               // > 0: draw so many and leave (timings)
  std::function<void()> on_first_frame;         // called once, when the first picture stands
};

// Whether the lesson that was asked for exists and is built.
Result<void> check_lesson(const DesktopRequest& request);
// Returns when the window is closed.
Result<void> show_desktop(const DesktopRequest& request);

}  // namespace epochs::app
