// The old picture over the new one, less of it as time goes on.
#include <gtest/gtest.h>

#include "app/platform/cross_fade.hpp"
#include "app/platform/frame_input.hpp"
#include "app/platform/window_headless.hpp"
#include "ui/interface.hpp"

namespace epochs::app {
namespace {

TEST(CrossFade, GoesFromTheOldPictureToTheNewOne) {
  const WindowSize size{64, 48, 1};
  auto opened = open_headless_window(size);
  ASSERT_TRUE(opened.ok()) << opened.error();
  HeadlessWindow& window = *opened.value();
  ui::Interface interface;
  window.attach();
  const Settings look;
  interface.prepare_fonts(frame_input(size, look));
  window.fonts_changed();
  {
    CrossFade fade;
    Picture old{64, 48, std::vector<std::uint8_t>(64 * 48 * 3, 0)};
    const auto brightness_at = [&](double now) {
      window.new_frame();
      ui::Ui& ui = interface.begin_frame(frame_input(size, look));
      ui.canvas.fill(ui.window, {200, 200, 200, 255});
      interface.end_frame();
      fade.draw(now);
      window.present({0, 0, 0, 255});
      return static_cast<int>(window.picture().rgb[3 * (20 * 64 + 30)]);
    };
    EXPECT_EQ(brightness_at(9), 200) << "nothing to fade from";
    fade.begin(old, 10);
    EXPECT_LT(brightness_at(10), 8);
    EXPECT_NEAR(brightness_at(10.1), 100, 6);
    EXPECT_EQ(brightness_at(10.5), 200);
    EXPECT_FALSE(fade.running(10.5));
  }
  window.detach();
}

}  // namespace
}  // namespace epochs::app
