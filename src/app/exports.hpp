// What leaves a lesson as a file: pictures and data of a panel, and the state that a teacher hands to a class.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

#include "app/lesson_screen.hpp"
#include "core/result.hpp"

namespace epochs::app {

// XDG_PICTURES_DIR or ~/Pictures, in a folder Epochs; empty when there is no home.
std::filesystem::path export_directory();

// Writes what a panel's menu asked for; one sentence that says where it lies, or what went wrong.
// An SVG is the view drawn once more on a canvas that writes down its calls.
std::string save_export(const ui::Ui& ui, LessonScreen& screen, const ExportWish& wish);

std::string csv_of(const lesson::Table& table);   // RFC 4180, UTF-8

// FILE.epochs: {"version":1,"lesson","step","seed","settings",…,"hidden":[…],"locked":[…]}. Hostile: everything is checked.
struct SharedState {
  std::string lesson, step;
  std::uint64_t seed = 1;
  std::set<std::string> hidden, locked;
};
Result<SharedState> read_state(const nlohmann::json& state);
nlohmann::json write_state(LessonScreen& screen);
// Writes FILE.epochs into the export directory; one sentence that says where it lies, or what went wrong.
std::string save_state(Language language, LessonScreen& screen, bool lock_settings);

}  // namespace epochs::app
