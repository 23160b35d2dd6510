// The keyboard's place among the controls: Tab and Shift+Tab in the order in which they are drawn, Enter or Space presses.
// The ring is visible once Tab has been used, until the pointer is pressed.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/frame.hpp"

namespace epochs::ui {

class FocusRing {
 public:
  void begin_frame(std::span<const KeyPress> keys, const Pointer& pointer);
  // Puts a control into the tab order of this frame; true when the keyboard is on it. Draw the outline only when visible().
  bool add(std::string_view id);
  bool activated(std::string_view id) const;       // Enter or Space in this frame, with the keyboard on it
  bool visible() const { return visible_; }
  const std::string& current() const { return current_; }
  // Is the ring around a control that stood on the screen in this frame or the last? Then Enter, Space and arrows are that control's.
  bool on_control() const;
  bool has(std::string_view id) const { return !current_.empty() && current_ == id; }
  void move_to(std::string_view id) { current_ = id; }
  void clear() { current_.clear(), visible_ = false; }
  // Only controls whose id starts with the prefix take part (an open sheet); empty: all.
  void restrict_to(std::string_view prefix) { restriction_ = prefix; }
  // A text field says so in every frame in which it has the keyboard; the next frame's keys then go to Ui::typed.
  void begin_typing() { typing_ = true; }
  bool typing() const { return was_typing_; }
  // A picture with places of its own says so in every frame in which the keyboard is on it: arrows, Home, End and the Page keys of the
  // next frame then come in Ui::typed alone.
  void begin_browsing() { browsing_ = true; }
  bool browsing() const { return was_browsing_; }

 private:
  void move(int direction);

  std::vector<std::string> order_, last_order_;
  std::string current_, restriction_;
  bool visible_ = false, activated_ = false, typing_ = false, was_typing_ = false, browsing_ = false, was_browsing_ = false;
};

}  // namespace epochs::ui
