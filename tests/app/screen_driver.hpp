// One lesson screen with any player and any words, driven as a learner drives it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "app/lesson_screen.hpp"
#include "lesson/text_store.hpp"
#include "ui/anchor.hpp"
#include "ui/interface.hpp"

namespace epochs::app::testing {

inline const lesson::Lesson& shell_lesson() {
  static const lesson::Lesson lesson = [] {
    lesson::Lesson out;
    out.id = "1986_backprop", out.year = 1986, out.years = "1986";
    out.title = {"Backpropagation", "反向传播"}, out.idea = {"Blame flows backwards.", "责任往回传。"};
    return out;
  }();
  return lesson;
}

class ScreenDriver {
 public:
  ScreenDriver(std::unique_ptr<lesson::Player> player, lesson::TextStore texts)
      : screen(shell_lesson(), std::move(player), std::move(texts), 1, Threads::No) {
    input.reduced_motion = true;
    frames(2);
  }
  explicit ScreenDriver(std::unique_ptr<lesson::Player> player) : ScreenDriver(std::move(player), lesson::TextStore("1986_backprop", EPOCHS_SOURCE_DIR "/lessons")) {}

  void frames(int count) {
    for (int i = 0; i < count; ++i) {
      interface.prepare_fonts(input);
      ui::Ui& ui = interface.begin_frame(input);
      screen.draw(ui, shell);
      interface.end_frame();
    }
  }
  bool has(std::string_view anchor) { return interface.anchors().find(anchor).has_value(); }
  void click(std::string_view anchor) {
    const auto area = interface.anchors().find(anchor);
    ASSERT_TRUE(area) << "nothing on the screen is called " << anchor;
    const float scale = ui::scale_for(input.width, input.height, input.text_size);
    interface.put_pointer(area->center() * scale);
    interface.put_button(true);
    interface.put_button(false);
    frames(6);
  }
  void key(const std::string& character) { interface.put_text(character), frames(3); }
  void key(ui::Key key) { interface.put_key(key), frames(4); }

  ui::FrameInput input;
  ui::Interface interface;
  Shell shell;
  LessonScreen screen;
};

}  // namespace epochs::app::testing
