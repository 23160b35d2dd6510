// The files of every lesson that is built, damaged on the disk: the stored run, and a state that a teacher handed out. What was
// trained stays, what cannot be read lies beside under another name, and the learner reads one sentence.
#include "app/ready_lessons.hpp"
#include "app/temporary_folder.hpp"
#include "core/random.hpp"
#include "lessons/lesson_fixture.hpp"
#include "support/ui_driver.hpp"

namespace epochs::lessons {
namespace {

namespace fs = std::filesystem;
using testing::advance;
using testing::numbers_of;
using testing::TemporaryFolder;
using testing::UiDriver;

class SavedFiles : public ::testing::TestWithParam<std::string> {
 protected:
  app::AppOptions options() const {
    app::AppOptions options = UiDriver::quiet_options();
    options.data = folder.path();
    return options;
  }
  fs::path stored() const { return folder.path() / "lessons" / (GetParam() + ".json"); }

  // Cut short, a byte changed, or a number made longer.
  std::string damage(std::string text) {
    const auto at = [&] { return random.below(static_cast<std::uint32_t>(text.size())); };
    switch (random.below(3)) {
      case 0: text.resize(at()); break;
      case 1: text[at()] ^= static_cast<char>(1 << random.below(7)); break;
      default: text.insert(text.find_first_of("0123456789", at() / 2), "99999999999999999999"); break;
    }
    return text;
  }

  TemporaryFolder folder;
  Random random{77};
};

TEST_P(SavedFiles, AStoredRunIsReadOrSetAsideAndNeverOverwritten) {
  std::string good;
  {
    UiDriver driver(options());
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
    advance(*driver.app().player(), 7);
    driver.app().save();
    good = TemporaryFolder::read(stored());
    ASSERT_FALSE(good.empty());
  }
  int set_aside = 0;
  for (int i = 0; i < 10; ++i) {
    const std::string damaged = damage(good);
    for (const auto& entry : fs::directory_iterator(stored().parent_path())) fs::remove(entry.path());
    folder.write("lessons/" + GetParam() + ".json", damaged);
    UiDriver driver(options());
    ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok()) << damaged.substr(0, 200);
    driver.frames(2);
    if (!fs::exists(stored())) {
      ++set_aside;
      EXPECT_EQ(TemporaryFolder::read(stored().string() + ".damaged"), damaged) << "what may still be of use is kept";
      EXPECT_TRUE(driver.has("notice.close")) << "the learner is told";
    }
    EXPECT_TRUE(driver.has("transport.play"));
  }
  EXPECT_GT(set_aside, 2);
}

TEST_P(SavedFiles, AHandedOutStateThatIsNoneLeavesTheRunAlone) {
  UiDriver driver(options());
  ASSERT_TRUE(driver.app().open_lesson(GetParam()).ok());
  advance(*driver.app().player(), 9);
  const std::vector<std::string> before = numbers_of(*driver.app().player());
  const std::string head = R"({"version":1,"seed":3,"lesson":")" + GetParam() + "\"";
  for (const std::string& text : {std::string(), std::string("\x7F" "ELF"), std::string("[1,2,3]"), head, head + "}", head + R"(,"update":-4})", head + R"(,"update":1e99})", head + R"(,"update":5,"commands":7})",
                                  head + R"(,"update":5,"commands":[{"at":9,"command":{}}]})", head + R"(,"update":5,"commands":[{"at":1,"command":{"flip":9999}}]})",
                                  head + R"(,"update":5,"commands":[{"at":1,"command":{"fly":true}}]})", head + R"(,"seed":-1,"update":5})", std::string(100'000, '['), std::string(R"({"version":2})")}) {
    driver.app().drop_file(folder.write("class.epochs", text));
    driver.frames(2);
    EXPECT_TRUE(driver.has("notice.close")) << text.substr(0, 120);
    driver.click("notice.close");
    ASSERT_NE(driver.app().player(), nullptr);
    EXPECT_EQ(driver.app().player()->training().status().update, 9) << text.substr(0, 120);
    EXPECT_EQ(numbers_of(*driver.app().player()), before) << text.substr(0, 120);
  }
}

const auto kName = [](const ::testing::TestParamInfo<std::string>& info) { return info.param; };
INSTANTIATE_TEST_SUITE_P(Lessons, SavedFiles, ::testing::ValuesIn(testing::ready_lessons()), kName);

}  // namespace
}  // namespace epochs::lessons
