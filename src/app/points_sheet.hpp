// The sheet that takes a table of the learner's own points: typed, pasted, or opened by its path. Each line can be edited; the points
// are drawn as they are typed, and what cannot be read is marked at its line with the sentence that says why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/line_editor.hpp"
#include "app/own_points.hpp"
#include "app/shell.hpp"
#include "data/points.hpp"

namespace epochs::app {

// Kept while the lesson is open: a table that was refused, or a sheet that was closed, loses nothing.
class PointsState {
 public:
  void take(const std::string& table);         // in place of the one before
  void paste(const std::string& table);        // at the caret, or in place of the one before where none is being typed
  void refuse(Refusal refusal);
  void tell(Error problem) { problem_ = {std::move(problem), 0}; }

  std::string table() const { return editor.text(); }
  const std::optional<Refusal>& problem() const { return problem_; }
  const std::vector<data::Point>& points() const { return points_; }   // of the lines that can be read

  void look();                                 // after an edit: reads the table anew

  LineEditor editor;
  ui::TextFieldState path;

 private:
  std::optional<Refusal> problem_;
  std::vector<data::Point> points_;
};

void draw_points_sheet(ui::Ui& ui, Shell& shell, PointsState& state, lesson::Player& player);

}  // namespace epochs::app
