// What a text field holds: one line of UTF-8 with caret and selection, and what keys do to it. Places are byte offsets that always
// stand between two characters. Nothing is drawn here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace epochs::ui {

class TextEdit {
 public:
  enum class Motion { Left, Right, WordLeft, WordRight, Start, End };
  enum class Selection { Drop, Extend };
  struct Span {
    std::size_t begin = 0, end = 0;
    bool empty() const { return begin == end; }
    bool operator==(const Span&) const = default;
  };

  TextEdit() = default;
  explicit TextEdit(std::string_view text) { set(text); }

  const std::string& text() const { return now_.text; }
  std::size_t caret() const { return now_.caret; }
  Span selection() const;
  std::string_view selected() const;

  void set(std::string_view text);                    // caret at the end, nothing selected, nothing to undo
  void place(std::size_t byte, Selection selection);  // at the start of the character that holds this byte
  void move(Motion motion, Selection selection);      // Left and Right first leave a selection at its end
  void select_all();
  void select_word(std::size_t byte);
  // In place of what is selected. Line breaks and tabs become spaces, control characters and broken bytes are left out, and so is
  // what would make the text longer than `longest` characters.
  void insert(std::string_view utf8, std::size_t longest);
  void erase(Motion motion);                          // what is selected, else what the motion passes over
  bool undo();
  bool redo();

 private:
  struct Place {
    std::string text;
    std::size_t caret = 0, anchor = 0;
  };
  enum class Change { None, Typing, Other };

  void remember(Change change);
  std::size_t target(Motion motion) const;

  Place now_;
  std::vector<Place> before_, after_;
  Change last_ = Change::None;                        // letters typed in a row are undone together
};

}  // namespace epochs::ui
