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

struct LessonProgress {
  std::vector<std::string> seen;       // step ids
  std::string at;                      // where the learner was
  std::size_t steps = 0;               // of the lesson, when it was saved
};

class Progress {
 public:
  // An empty folder: nothing is stored, nothing is found.
  explicit Progress(std::filesystem::path folder);

  const std::string& notice() const { return notice_; }     // one sentence when a damaged file was set aside
  float share(std::string_view lesson) const;               // 0 … 1
  const LessonProgress* find(std::string_view lesson) const;
  const std::string& last_lesson() const { return last_; }
  void record(std::string_view lesson, LessonProgress progress);
  Result<void> store() const;

 private:
  std::filesystem::path file_;
  std::map<std::string, LessonProgress, std::less<>> lessons_;
  std::string last_, notice_;
};

}  // namespace epochs::app
