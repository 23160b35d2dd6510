#include "app/settings.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "app/temporary_folder.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;

Settings unusual() {
  Settings settings;
  settings.language = Language::Chinese;
  settings.brightness = ui::Brightness::Light;
  settings.palette = ui::Palette::Greys;
  settings.text_size = 1.15f;
  settings.reduced_motion = true;
  settings.window_width = 1024;
  settings.window_height = 700;
  return settings;
}

TEST(Settings, WhatIsSavedIsReadBack) {
  const TemporaryFolder folder;
  ASSERT_TRUE(save_settings(folder / "settings.json", unusual()).ok());
  const LoadedSettings loaded = load_settings(folder / "settings.json");
  EXPECT_EQ(loaded.settings, unusual());
  EXPECT_EQ(loaded.notice, "");
}

TEST(Settings, FolderIsMadeWhenItIsMissing) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a" / "b" / "settings.json";
  ASSERT_TRUE(save_settings(file, unusual()).ok());
  EXPECT_EQ(load_settings(file).settings, unusual());
}

TEST(Settings, AMissingFileIsNotAFault) {
  const TemporaryFolder folder;
  EXPECT_EQ(load_settings(folder / "settings.json").notice, "");
}

class DamagedSettings : public ::testing::TestWithParam<std::string> {};

TEST_P(DamagedSettings, AreSetAsideWithOneSentence) {
  const TemporaryFolder folder;
  const auto file = folder.write("settings.json", GetParam());
  const LoadedSettings loaded = load_settings(file);
  EXPECT_NE(loaded.notice, "");
  EXPECT_EQ(loaded.notice.find('\n'), std::string::npos);
  EXPECT_EQ(loaded.settings.text_size, 1.0f);
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_EQ(TemporaryFolder::read(file.string() + ".damaged"), GetParam()) << "nothing may be lost";
  ASSERT_TRUE(save_settings(file, unusual()).ok());
  EXPECT_EQ(load_settings(file).settings, unusual());
}

INSTANTIATE_TEST_SUITE_P(Files, DamagedSettings,
                         ::testing::Values("", "{", "[1, 2]", "{\"language\": \"zh\"", std::string("\0\0\0\0", 4), std::string("\xff\xfe{}"),
                                           std::string(100'000, '['), std::string(200'000, ' ') + "{}", "null", "\"zh\""));

TEST(Settings, ValuesOfTheWrongKindArePassedOver) {
  const TemporaryFolder folder;
  const auto file = folder.write("settings.json",
                                 R"({"language": 7, "theme": {}, "palette": "rainbow", "text_size": 99, "reduced_motion": "yes",
                                     "window_width": -1e300, "window_height": 1e300, "unknown": []})");
  const LoadedSettings loaded = load_settings(file);
  EXPECT_EQ(loaded.notice, "");
  EXPECT_EQ(loaded.settings.palette, ui::Palette::Standard);
  EXPECT_EQ(loaded.settings.text_size, 1.3f);
  EXPECT_FALSE(loaded.settings.reduced_motion);
  EXPECT_EQ(loaded.settings.window_width, 320);
  EXPECT_EQ(loaded.settings.window_height, 16384);
}

TEST(Settings, FoldersFollowTheBaseDirectorySpecification) {
  ::setenv("XDG_CONFIG_HOME", "/somewhere/config", 1);
  EXPECT_EQ(config_directory(), "/somewhere/config/epochs");
  ::setenv("XDG_CONFIG_HOME", "relative", 1);
  ::setenv("HOME", "/home/learner", 1);
  EXPECT_EQ(config_directory(), "/home/learner/.config/epochs");
  ::unsetenv("XDG_DATA_HOME");
  EXPECT_EQ(data_directory(), "/home/learner/.local/share/epochs");
}

}  // namespace
}  // namespace epochs::app
