// The program without a window: one frame() function that runs natively, in the browser and in tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "app/settings.hpp"
#include "core/result.hpp"
#include "lesson/player.hpp"
#include "ui/frame.hpp"

namespace epochs::app {

struct AppOptions {
  Settings settings;
  std::string notice;                      // one sentence shown once, for example about a damaged settings file
  std::filesystem::path data;              // progress and saved lessons; empty: nothing is read or written
  std::filesystem::path lessons;           // a folder whose texts go before those in the program (live reload); may be empty
  std::uint64_t seed = 1;
  bool threaded = true;                    // false: training happens inside frame(), within a budget
  std::string today;                       // 2026-11-22; empty: what the clock says
};

class App {
 public:
  explicit App(AppOptions options);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // Draws everything and takes the input of this frame.
  void frame(ui::Ui& ui);
  // Training or an animation is running: the next frame would look different without any input.
  bool wants_redraw() const;

  bool wants_pointer() const;              // false: in front of a room, when it has not moved for a while

  // What the caller turns into the theme, language and scale of the next frame's Ui, and stores when it changes.
  const Settings& settings() const;
  std::string title() const;               // of the window

  void open_hall();
  Result<void> open_lesson(std::string_view id, std::string_view step = {});   // empty step: where the learner was
  Result<void> reseed(std::uint64_t seed);                                     // of the open lesson: it starts afresh with it
  Result<void> open_state(const nlohmann::json& state);                        // contents of a FILE.epochs
  Result<void> open_state_text(const std::string& text);                       // the same, from the clipboard
  void drop_file(const std::filesystem::path& file);                           // from the desktop: .epochs or data for the lesson

  lesson::Player* player();                // of the open lesson; nullptr in the hall
  bool pinned() const;                     // a number is kept in the inspector
  bool may_edit() const;                   // false: a teacher locked the settings or the pictures
  lesson::Player* on_stage();              // the same, or the twin run in front of it
  std::size_t step_count() const;          // of the open lesson; 0 in the hall
  std::string step_id(std::size_t index) const;
  std::optional<int> tour_updates() const;   // how far the step's text wants its picture trained
  void present();                          // the open lesson, in front of a room: for pictures
  bool asks() const;                       // the step's question waits for an answer
  void answer();                           // as one does who knows; what it starts stands still: for pictures

  // A panel that the learner wants as a picture: the caller reads it from the frame just drawn and says tell() how it went.
  struct PictureWish {
    ui::Rect area;                         // units
    float scale = 1;                       // units to points
    std::filesystem::path file;
  };
  std::optional<PictureWish> take_picture_wish();

  std::optional<std::string> take_copied();   // what the learner copied: the caller puts it on the clipboard
  void paste(const std::string& text);     // Ctrl+V, with what is on the clipboard: in the hall a state is opened, in its sheet a table is taken, in a lesson of texts a text
  void save();                             // progress and the open lesson, at exit and every so often
  void tell(std::string sentence);         // shows one sentence until it is dismissed

 private:
  void grant_wishes();
  void read_on(ui::Ui& ui);                // a file of texts or vectors on its way in
  Result<void> take_state(const nlohmann::json& state, std::uint64_t seed, const struct Handout& handout);
  void note_last_question();
  void draw_last_question(ui::Ui& ui);
  std::string today() const;
  void export_panel(const ui::Ui& ui, const struct ExportWish& wish);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace epochs::app
