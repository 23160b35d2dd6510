// 5,000 events from a seed: clicks on controls and beside them, drags, keys, words, wheels, new sizes. Nothing may break.
#include <gtest/gtest.h>

#include <iterator>

#include "core/random.hpp"
#include "lessons/catalog.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::UiDriver;

class Monkey {
 public:
  Monkey(UiDriver& driver, std::uint64_t seed) : driver_(driver), random_(seed) {}

  void act() {
    switch (random_.below(12)) {
      case 0: case 1: case 2: case 3: return click_something();
      case 4: return driver_.click_at(anywhere());
      case 5: return driver_.drag(anywhere(), anywhere(), 3);
      case 6: return driver_.wheel(static_cast<float>(random_.uniform(-3, 3)));
      case 7: case 8: return press_key();
      case 9: return driver_.type(kWords[random_.below(std::size(kWords))]);
      case 10: return drag_something();
      default: return now_and_then();
    }
  }

 private:
  static constexpr ui::Key kKeys[] = {ui::Key::Space, ui::Key::Left, ui::Key::Right, ui::Key::Up, ui::Key::Down, ui::Key::PageUp, ui::Key::PageDown,
                                      ui::Key::Home, ui::Key::End, ui::Key::Tab, ui::Key::Enter, ui::Key::Escape, ui::Key::Backspace, ui::Key::Delete};
  static constexpr const char* kWords[] = {".", ",", "l", "t", "p", "?", "/", "r", "1", "2", "3", "+", "-", "0", "b", "n", "你好", "perceptron", "é", "\xEF\xBF\xBD"};

  ui::Vec2 anywhere() { return {static_cast<float>(random_.uniform(-20, 1500)), static_cast<float>(random_.uniform(-20, 950))}; }

  std::string something() {
    const auto anchors = driver_.anchors();
    return anchors.empty() ? std::string() : anchors[random_.below(static_cast<std::uint32_t>(anchors.size()))];
  }
  void click_something() {
    if (const std::string anchor = something(); driver_.has(anchor)) driver_.click(anchor);
  }
  void drag_something() {
    const std::string anchor = something();
    if (driver_.has(anchor)) driver_.drag(driver_.rect(anchor).center(), anywhere(), 3);
  }
  void press_key() { driver_.key(kKeys[random_.below(std::size(kKeys))], random_.chance(0.3), random_.chance(0.1)); }

  void now_and_then() {
    constexpr WindowSize kSizes[] = {{1440, 900, 1}, {1024, 700, 1}, {640, 480, 1}, {500, 900, 1}, {1920, 1080, 1}};
    if (random_.chance(0.1)) return driver_.resize(kSizes[random_.below(std::size(kSizes))]);
    if (random_.chance(0.1)) return driver_.frames(20);
    if (driver_.app().player() || !random_.chance(0.5)) return;
    const auto all = lessons::catalog();
    const lesson::Lesson& lesson = all[random_.below(static_cast<std::uint32_t>(all.size()))];
    if (!lesson.make) return;
    EXPECT_TRUE(driver_.app().open_lesson(lesson.id).ok()) << lesson.id;
  }

  UiDriver& driver_;
  Random random_;
};

TEST(Monkey, FiveThousandEvents) {
  UiDriver driver;
  Monkey monkey(driver, 1);
  for (int event = 0; event < 5000; ++event) {
    monkey.act();
    if (driver.app().player()) {
      ASSERT_EQ(driver.app().player()->training().status().failure, "") << "event " << event;
    }
    ASSERT_FALSE(::testing::Test::HasFailure()) << "event " << event;
  }
}

}  // namespace
}  // namespace epochs::app
