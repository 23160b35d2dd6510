// What every drawing function receives: the canvas, the look, the language, the input of this frame and what is highlighted.
// One per frame; nothing in it is global. Only ui/input.cpp knows Dear ImGui's version.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "ui/canvas.hpp"
#include "ui/geometry.hpp"
#include "ui/theme.hpp"

namespace epochs::ui {

class AnchorRegistry;   // ui/anchor.hpp: where things are, by language-independent name (tests, spotlight, browser)
class FocusRing;        // ui/focus.hpp: keyboard order and the visible focus
class Motion;           // ui/motion.hpp: eased values by id; all durations 0 under reduced motion

enum class Key { None, Space, Left, Right, Up, Down, PageUp, PageDown, Home, End, Tab, Enter, Escape, Backspace, Delete, Plus, Minus, Character };

struct KeyPress {
  Key key = Key::None;
  char32_t character = 0;      // for Key::Character: lower case in Ui::keys, as written in Ui::typed; with control the letter of the key
  bool shift = false, control = false;
};

struct Pointer {
  Vec2 position{-1e6f, -1e6f}, moved;
  bool down = false, pressed = false, released = false, double_clicked = false;
  bool right_pressed = false;
  bool shift = false;          // held on the keyboard
  float wheel = 0;
};

// Which quantity (for example "w", "x1", "score") the learner points at: text, formula, picture and inspector light up together.
struct Highlight {
  std::string hovered;         // set during this frame
  std::string shown;           // what was hovered in the last frame: draw by this
  bool is(std::string_view quantity) const { return !shown.empty() && shown == quantity; }
};

enum class Cursor { Arrow, Hand, Text };

// What the controls of this frame ask of the window system.
struct Requests {
  Cursor cursor = Cursor::Arrow;
  std::optional<Rect> caret;   // of the text field that has the keyboard: an input method opens its list of characters there
};

// The system's, for text.
class Clipboard {
 public:
  virtual ~Clipboard() = default;
  virtual std::string read() const = 0;
  virtual void write(const std::string& utf8) = 0;
};

struct Ui {
  Canvas& canvas;
  const Theme& theme;
  Language language;
  Rect window;                 // logical size: {0, 0, width / S, height / S}
  float scale = 1;             // S: real pixels per unit, without the framebuffer scale
  float text_scale = 1;        // the user's text size (already inside S)
  Pointer pointer;
  std::span<const KeyPress> keys;   // of this frame; while a text field has the keyboard only Escape, Enter and Tab
  std::span<const KeyPress> typed;  // everything typed, for the text field that has the keyboard (FocusRing::begin_typing)
  Highlight& highlight;
  AnchorRegistry& anchors;
  FocusRing& focus;
  Motion& motion;
  Requests& requests;
  Clipboard& clipboard;
  double time = 0;             // seconds of the animation clock
  bool touch = false;

  Color color(Token token) const { return theme[token]; }
  std::string_view say(Localized text) const { return text.in(language); }
};

}  // namespace epochs::ui
