// Every lesson × step × language: enter, train a little, draw 30 frames at several sizes.
#include <gtest/gtest.h>
#include <imgui.h>

#include "lessons/catalog.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

using epochs::testing::UiDriver;

constexpr int kMostVertices = 60'000;

struct Look {
  std::string lesson;
  Language language;
  WindowSize size;
};

std::vector<Look> looks() {
  std::vector<Look> all;
  for (const lesson::Lesson& lesson : lessons::catalog())
    if (lesson.make)
      for (const Language language : {Language::English, Language::Chinese}) {
        const WindowSize wide = language == Language::English ? WindowSize{1440, 900, 1} : WindowSize{1024, 700, 1};
        for (const WindowSize size : {wide, WindowSize{640, 900, 1}}) all.push_back({lesson.id, language, size});
      }
  return all;
}

class Frames : public ::testing::TestWithParam<Look> {};

TEST_P(Frames, EveryStepDrawsWhileItTrains) {
  AppOptions options = UiDriver::quiet_options();
  options.settings.language = GetParam().language;
  UiDriver driver(options, GetParam().size);
  ASSERT_TRUE(driver.app().open_lesson(GetParam().lesson).ok());
  for (std::size_t i = 0; i < driver.app().step_count(); ++i) {
    const std::string step = driver.app().step_id(i);
    ASSERT_TRUE(driver.app().open_lesson(GetParam().lesson, step).ok()) << step;
    driver.app().player()->training().play();
    driver.frames(12);
    driver.app().player()->training().pause();
    const ImDrawData* drawn = ImGui::GetDrawData();
    EXPECT_GT(drawn->TotalVtxCount, 500) << step << " is nearly empty";
    EXPECT_LT(drawn->TotalVtxCount, kMostVertices) << step;
    EXPECT_EQ(driver.app().player()->training().status().failure, "") << step;
  }
}

std::string name_of(const ::testing::TestParamInfo<Look>& info) {
  return "lesson_" + info.param.lesson + (info.param.language == Language::Chinese ? "_zh_" : "_en_") + std::to_string(info.param.size.width);
}

INSTANTIATE_TEST_SUITE_P(Catalog, Frames, ::testing::ValuesIn(looks()), name_of);

TEST(FramesOfTheHall, DrawAtEverySizeInBothLanguages) {
  for (const Language language : {Language::English, Language::Chinese})
    for (const WindowSize size : {WindowSize{480, 360, 1}, WindowSize{1024, 700, 1}, WindowSize{1440, 900, 2}, WindowSize{3840, 2160, 1}}) {
      AppOptions options = UiDriver::quiet_options();
      options.settings.language = language;
      UiDriver driver(options, size);
      driver.frames(5);
      EXPECT_GT(ImGui::GetDrawData()->TotalVtxCount, 500) << size.width;
      EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, kMostVertices) << size.width;
    }
}

}  // namespace
}  // namespace epochs::app
