// One line of text with a caret: typed, pasted, selected by pointer or keys, in any script that the fonts know. What it holds
// belongs to the caller.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/frame.hpp"
#include "ui/text_edit.hpp"

namespace epochs::ui {

struct TextFieldState {
  TextEdit edit;
  float scroll = 0;                    // units of the text that lie left of the field
  bool selecting = false;              // the pointer went down inside and is still down
  bool typing = false;                 // had the keyboard in the last frame
  double touched = -1;                 // the caret rests from blinking for a moment
  const std::string& text() const { return edit.text(); }
};

enum class Content { Any, Number };    // Number takes digits, one sign, point and exponent; full-width ones become plain

struct TextFieldStyle {
  std::string_view placeholder;
  std::string_view problem;            // what is wrong with the text: one sentence under the field; empty: nothing
  Content content = Content::Any;
  std::size_t longest = 80;            // characters
  TextStyle text{Face::Ui, kBody};
  float radius = 10;
  float lead = 12;                     // room at the left, for an icon of the caller
  bool clearable = false;              // a cross at the right empties it ("ID.clear")
  bool disabled = false;
};

struct TextFieldResult {
  bool changed = false;
  bool entered = false;                // Enter, with the keyboard here
  bool cancelled = false;              // Escape
  bool typing = false;                 // has the keyboard
  bool left = false;                   // had it until now
};

TextFieldResult text_field(Ui& ui, std::string_view id, Rect area, TextFieldState& state, const TextFieldStyle& style = {});

// The number a person wrote: point or comma for the decimals, "−" for "-", spaces around; nothing when it is not one number.
std::optional<double> number_in(std::string_view text);

}  // namespace epochs::ui
