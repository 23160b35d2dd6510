// What the learner chose about the program itself, kept in XDG_CONFIG_HOME/epochs/settings.json.
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"
#include "core/text.hpp"
#include "ui/theme.hpp"

namespace epochs::app {

struct Settings {
  Language language = Language::English;
  ui::Brightness brightness = ui::Brightness::Dark;
  ui::Palette palette = ui::Palette::Standard;
  float text_size = 1;             // one of kTextSizes
  bool reduced_motion = false;
  int window_width = 1440, window_height = 900;   // points
  bool operator==(const Settings&) const = default;
};

inline constexpr float kTextSizes[] = {0.9f, 1.0f, 1.15f, 1.3f};

// The stored settings with everything that is missing filled in. `notice` is empty or one sentence for the learner: the file
// was damaged and now lies beside the new one under another name.
struct LoadedSettings {
  Settings settings;
  std::string notice;
};
LoadedSettings load_settings(const std::filesystem::path& file);
Result<void> save_settings(const std::filesystem::path& file, const Settings& settings);

// XDG base directories; the folders need not exist. Empty when neither the variable nor HOME is set: nothing is stored then.
std::filesystem::path config_directory();   // XDG_CONFIG_HOME/epochs
std::filesystem::path data_directory();     // XDG_DATA_HOME/epochs: progress and saved lessons

// What the environment says before the learner has chosen: LC_ALL, LC_MESSAGES, LANG.
Language system_language();

}  // namespace epochs::app
