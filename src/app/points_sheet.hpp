// The sheet that takes a table of the learner's own points: pasted, or opened by its path. It shows what it was given and, when that
// cannot be read, the sentence that says why and the line that it is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/own_points.hpp"
#include "app/shell.hpp"

namespace epochs::app {

// Kept while the lesson is open: a table that was refused, or a sheet that was closed, loses nothing.
class PointsState {
 public:
  void take(std::string table);        // in place of the one before
  void refuse(Refusal refusal);
  void tell(Error problem) { problem_ = {std::move(problem), 0}; }

  const std::string& table() const { return table_; }
  int lines() const { return lines_; }
  const std::optional<Refusal>& problem() const { return problem_; }
  struct Line {
    int number = 0;                    // from 1
    std::string text;                  // as much of it as could ever be drawn
  };
  const std::vector<Line>& excerpt() const { return excerpt_; }   // the first lines, or those around the one at fault

  ui::TextFieldState path;

 private:
  void cut_excerpt();

  std::string table_;
  int lines_ = 0;
  std::optional<Refusal> problem_;
  std::vector<Line> excerpt_;
};

void draw_points_sheet(ui::Ui& ui, Shell& shell, PointsState& state, lesson::Player& player);

}  // namespace epochs::app
