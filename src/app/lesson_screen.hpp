// One open lesson: top bar, narrative, stage, inspector, transport; or the presenter. Owns the player and where the learner is.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/claim_run.hpp"
#include "app/handout.hpp"
#include "app/inspector_panel.hpp"
#include "app/layout.hpp"
#include "app/narrative.hpp"
#include "app/points_sheet.hpp"
#include "app/presenter.hpp"
#include "app/progress.hpp"
#include "app/shell.hpp"
#include "app/stage.hpp"
#include "app/transport.hpp"
#include "app/trouble.hpp"
#include "app/twin_run.hpp"
#include "lesson/player.hpp"
#include "lesson/text_store.hpp"

namespace epochs::app {

class LessonScreen {
 public:
  LessonScreen(const lesson::Lesson& lesson, std::unique_ptr<lesson::Player> player, lesson::TextStore texts, std::uint64_t seed, Threads threads);

  void draw(ui::Ui& ui, Shell& shell);
  bool wants_pointer() const { return presenter_.on ? presenter_.pointer : true; }
  bool blank() const { return presenter_.on && presenter_.blank; }   // the next key only brings the picture back
  bool pinned() const { return side_.pinned.has_value(); }
  bool moving() const;                 // training, replay or a claim: the next frame will differ

  const lesson::Lesson& lesson() const { return lesson_; }
  lesson::Player& player() { return *player_; }
  std::uint64_t seed() const { return seed_; }
  std::size_t step_count() const { return steps().size(); }
  std::size_t step() const { return step_; }
  std::string step_id(std::size_t index) const;
  bool go_to(std::string_view id);     // false: there is no such step
  void go(int change);                 // next / previous step
  // Looks whether a teacher changed the words; what was wrong with them, or empty.
  Error refresh_words(double now);
  int speed() const { return transport_.speed; }   // a stop of the transport's slider
  float progress() const;              // share of the steps that were seen
  std::map<std::string, Prediction> predictions(const std::string& today) const;   // of the steps that were answered or skipped
  void restore_predictions(const std::map<std::string, Prediction>& predictions);
  const lesson::LessonText& text(Language language) const { return texts_.text(language); }
  void restore_seen(const std::vector<std::string>& steps, const std::string& at);
  std::vector<std::string> seen() const { return {seen_.begin(), seen_.end()}; }
  // What is on the stage: the learner's own player, or a twin run in front of it.
  lesson::Player& active() const { return twin_ ? *twin_ : *player_; }
  // The same settings and edits from the start with other random numbers. An error leaves everything as it was.
  Result<void> reseed(std::uint64_t seed);
  void paste_points(const std::string& table) {   // while their sheet is open; what is pasted into its field is no table
    if (!points_.path.typing) points_.paste(table);
  }
  void open_twin(const TwinDifference& difference);
  void close_twin();
  void present(double now);            // in front of a room
  bool question_open() const;
  void answer_rightly();               // with the right option, or the first where training has to tell
  std::optional<int> tour_updates() const { return steps()[step_].tour_updates; }
  std::optional<ExportWish> take_export();   // what a panel's menu asked for, once

  Handout handout;                     // what a teacher hid or locked (state file)

 private:
  void grant_side_wishes();
  const std::vector<lesson::Step>& steps() const { return texts_.text(Language::English).steps; }
  void enter(std::size_t index);
  void set_up(const lesson::Step& step);
  void leave(Shell& shell) const;
  const lesson::Step& current(Language language) const { return texts_.text(language).steps[step_]; }
  void keys(const ui::Ui& ui, Shell& shell);
  void escape();
  void choose(const ui::Ui& ui, int option);
  void confirm(const ui::Ui& ui);
  bool words_on_top(const ui::Ui& ui) const;
  void training_keys(const ui::Ui& ui, const ui::KeyPress& key);
  bool urged_by(const ui::Ui& ui, const ui::KeyPress& key);
  void urge(const ui::Ui& ui);
  void draw_urge(ui::Ui& ui) const;
  bool wake(const ui::Ui& ui);         // true: these keys have brought the picture back, and do nothing else
  void reveal();
  void presenter_keys(const ui::Ui& ui, Shell& shell);
  void draw_learner(ui::Ui& ui, Shell& shell);
  LessonLayout layout_in(const ui::Ui& ui) const;
  NarrativeScene narrative_scene(ui::Ui& ui, const LessonLayout& layout);
  void draw_middle(ui::Ui& ui, const LessonLayout& layout, bool card_open);
  void draw_stage_area(ui::Ui& ui, const LessonLayout& layout);
  void draw_side_area(ui::Ui& ui, ui::Ui& card, const LessonLayout& layout);
  ui::Rect side_card(const LessonLayout& layout) const;   // w = 0: there is none
  void draw_transport_area(ui::Ui& ui, const LessonLayout& layout);
  void draw_present(ui::Ui& ui);
  TroubleScene trouble_scene();
  SideScene side_scene(const ui::Ui& ui) const;
  void draw_sheets(ui::Ui& ui, Shell& shell);
  void draw_spotlight(ui::Ui& ui);
  Guess& guess() { return guesses_[step_id(step_)]; }
  void answer(const PredictWish& wish, const lesson::Step& step);
  void measure_answer();
  void set_speed(int stop);
  struct Hurry {
    int before = 0, during = 0;
  };
  std::optional<Hurry> hurry_;         // training runs fast until an answer is measured, then as before
  NarrativeState narrative_;

  const lesson::Lesson& lesson_;
  std::unique_ptr<lesson::Player> player_;
  std::unique_ptr<TwinRun> twin_;
  lesson::TextStore texts_;
  std::uint64_t seed_;
  Threads threads_;
  std::size_t step_ = 0;
  std::set<std::string> seen_;
  std::map<std::string, Guess> guesses_;   // by step: a teacher may change their order while the lesson is open
  StageState stage_;
  TransportState transport_;
  TroubleMemory trouble_;
  SideState side_;
  PointsState points_;
  PresenterState presenter_;
  ClaimRun claim_;
  std::optional<ExportWish> export_;
  bool holding_ = false;               // the pointer is down: what is set meanwhile is one gesture
  std::string honest_view_;            // whose record the sheet shows; empty: the lesson's
  double urged_at_ = -10;              // when something that runs was pressed while a question was open
  double entered_at_ = -1;             // when the step was first drawn: the spotlight fades
};

}  // namespace epochs::app
