// Which steps of which lessons the learner has seen: XDG_DATA_HOME/epochs/progress.json. A damaged file is set aside.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace epochs::app {

// What the learner guessed in a step, and when.
struct Prediction {
  int chosen = -1, outcome = -1;       // −1: skipped; not known
  std::string on;                      // 2026-11-22
  bool operator==(const Prediction&) const = default;
};

struct LessonProgress {
  std::vector<std::string> seen;       // step ids
  std::string at;                      // where the learner was
  std::size_t steps = 0;               // of the lesson, when it was saved
  std::map<std::string, Prediction> predictions;   // by step
  std::string asked_on;                // the day on which the last question was put; empty: never, or it has been answered
  std::string answered_on;
};

class Progress {
 public:
  // An empty folder: nothing is stored, nothing is found.
  explicit Progress(std::filesystem::path folder);

  const LocalizedText& notice() const { return notice_; }     // one sentence when a damaged file was set aside
  float share(std::string_view lesson) const;               // 0 … 1
  const LessonProgress* find(std::string_view lesson) const;
  const std::string& last_lesson() const { return last_; }
  // The last question of a lesson that was put on an earlier day and not answered since.
  bool question_due(std::string_view lesson, std::string_view today) const;
  void asked(std::string_view lesson, std::string_view today);       // put (again) on this day
  void answered(std::string_view lesson, std::string_view today);
  void record(std::string_view lesson, LessonProgress progress);     // keeps what is known of the last question
  Result<void> store() const;

 private:
  std::filesystem::path file_;
  std::map<std::string, LessonProgress, std::less<>> lessons_;
  std::string last_;
  LocalizedText notice_;
};

}  // namespace epochs::app
