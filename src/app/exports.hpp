// What leaves a lesson as a file: pictures and data of a panel, and the state that a teacher hands to a class.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/lesson_screen.hpp"
#include "app/user_folder.hpp"
#include "core/result.hpp"

namespace epochs::app {

// Writes what a panel's menu asked for, pictures among the pictures, tables among the documents; one sentence that says where it lies, or what went wrong.
// An SVG is the view drawn once more on a canvas that writes down its calls.
std::string save_export(const ui::Ui& ui, LessonScreen& screen, const ExportWish& wish);

std::string csv_of(const lesson::Table& table);   // quoted as in RFC 4180, UTF-8; lines end with \n, as in all files of the program

// FILE.epochs: {"version":1,"lesson","step","seed","settings",…,"hidden":[…],"locked":[…]}. Hostile: everything is checked.
struct SharedState {
  std::string lesson, step;
  std::uint64_t seed = 1;
  Handout handout;
};
Result<SharedState> read_state(const nlohmann::json& state);
nlohmann::json write_state(LessonScreen& screen, const Handout& handout);
// Writes FILE.epochs into the documents folder; one sentence that says where it lies, or what went wrong.
std::string save_state(Language language, LessonScreen& screen, const Handout& handout);
// The same for the speaker's notes, as a page to print.
std::string save_notes(Language language, LessonScreen& screen);

}  // namespace epochs::app
