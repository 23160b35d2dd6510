// Several lines of text, edited as in any editor: one of them has the keyboard, the others stand above and below it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/text_field.hpp"

namespace epochs::app {

class LineEditor {
 public:
  LineEditor() = default;
  void set(std::string_view text);                 // the caret in the first line
  void insert(std::string_view text);              // at the caret, line breaks and all
  std::string text() const;                        // each line ends with \n, whatever ended it before; empty for a single empty line
  int count() const { return text_is_empty() ? 0 : static_cast<int>(lines_.size()); }
  const std::string& line(int number) const { return lines_[static_cast<std::size_t>(number - 1)]; }   // from 1
  int current() const { return current_ + 1; }
  bool typing() const { return field_.typing; }
  void show(int number);                           // scrolls to this line

  // Draws it with its line numbers; `fault` is the line to mark, 0: none. True when the text changed.
  bool draw(ui::Ui& ui, std::string_view id, ui::Rect area, int fault, std::string_view placeholder);

 private:
  bool text_is_empty() const { return lines_.size() == 1 && lines_.front().empty(); }
  bool is_structural(const ui::KeyPress& key) const;
  bool take_structural(const ui::KeyPress& key);
  void join(int with);                             // the line with this index and the one after it
  void go_to(int index, std::size_t byte);
  void keep_in_view(int rows);
  void draw_row(ui::Ui& ui, ui::Rect row, int index, bool at_fault) const;

  std::vector<std::string> lines_{std::string()};
  int current_ = 0, top_ = 0;
  bool follow_ = false;                            // the caret moved: its line is scrolled into view
  ui::TextFieldState field_;
  std::vector<ui::KeyPress> waiting_;              // typed after a key that changes the lines, in the same frame
};

}  // namespace epochs::app
