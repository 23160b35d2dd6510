// Files around the lesson that sees: a stored run whose digits are not here, a state handed out with them, IDX files dropped on the window.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/temporary_folder.hpp"
#include "data/images.hpp"
#include "data/stroke_digits.hpp"
#include "lessons/lesson_fixture.hpp"
#include "support/ui_driver.hpp"

namespace epochs::app {
namespace {

namespace fs = std::filesystem;
using epochs::testing::TemporaryFolder;
using epochs::testing::UiDriver;

class SeeingFiles : public ::testing::Test {
 protected:
  SeeingFiles() {
    if (const char* given = std::getenv("XDG_DATA_HOME")) before_ = given;
    ::setenv("XDG_DATA_HOME", folder.path().c_str(), 1);   // nothing is installed there
  }
  ~SeeingFiles() override { before_.empty() ? ::unsetenv("XDG_DATA_HOME") : ::setenv("XDG_DATA_HOME", before_.c_str(), 1); }

  AppOptions options() const {
    AppOptions options = UiDriver::quiet_options();
    options.data = folder.path() / "own";
    return options;
  }
  static std::string big_endian(std::size_t value) {
    std::string out;
    for (unsigned shift = 32; shift > 0; shift -= 8) out += static_cast<char>(value >> (shift - 8) & 255u);
    return out;
  }
  std::pair<fs::path, fs::path> write_pair() const {
    const data::Images images = data::stroke_digits(50, 4).images;
    return {folder.write("my-images-idx3-ubyte", big_endian(0x803) + big_endian(50) + big_endian(28) + big_endian(28) + std::string(images.bytes.begin(), images.bytes.end())),
            folder.write("my-labels-idx1-ubyte", big_endian(0x801) + big_endian(50) + std::string(images.labels.begin(), images.labels.end()))};
  }
  static std::string digits_of(UiDriver& driver) { return driver.app().player()->honesty().data.english; }

  TemporaryFolder folder;

 private:
  std::string before_;
};

TEST_F(SeeingFiles, EitherFileOfAPairCanBeDropped) {
  const auto [images, labels] = write_pair();
  for (const fs::path& dropped : {images, labels}) {
    UiDriver driver(options());
    ASSERT_TRUE(driver.app().open_lesson("1989_cnn").ok());
    epochs::testing::advance(*driver.app().player(), 3);
    driver.app().drop_file(dropped);
    driver.app().player()->training().settle();
    driver.frames(2);
    EXPECT_TRUE(driver.has("notice.close"));
    EXPECT_NE(digits_of(driver).find("40 digits"), std::string::npos) << digits_of(driver);
  }
}

TEST_F(SeeingFiles, ADroppedFileThatIsNoneOfAPairLeavesEverythingAsItWas) {
  const auto [images, labels] = write_pair();
  const fs::path alone = folder.write("alone-images-idx3-ubyte", TemporaryFolder::read(images)), other = folder.write("table.csv", "1,2,0\n");
  const fs::path cut = folder.write("cut-images-idx3-ubyte", TemporaryFolder::read(images).substr(0, 5000));
  fs::copy(labels, folder / "cut-labels-idx1-ubyte");
  UiDriver driver(options());
  ASSERT_TRUE(driver.app().open_lesson("1989_cnn").ok());
  epochs::testing::advance(*driver.app().player(), 3);
  driver.frames(3);                      // the step has its own picture on show from the first frame
  const std::vector<std::string> numbers = epochs::testing::numbers_of(*driver.app().player());
  for (const fs::path& dropped : {alone, other, cut, folder / "nowhere"}) {
    driver.app().drop_file(dropped);
    driver.app().player()->training().settle();
    driver.frames(2);
    ASSERT_TRUE(driver.has("notice.close")) << dropped;
    driver.click("notice.close");
    EXPECT_EQ(driver.app().player()->training().status().update, 3) << dropped;
    EXPECT_EQ(epochs::testing::numbers_of(*driver.app().player()), numbers) << dropped;
  }
}

// The run is kept as a state that can be opened once the digits are here; it is not called damaged, and the next save does not write over it.
TEST_F(SeeingFiles, AStoredRunWaitsForItsDigits) {
  const auto [images, labels] = write_pair();
  std::vector<std::string> numbers;
  {
    UiDriver driver(options());
    ASSERT_TRUE(driver.app().open_lesson("1989_cnn").ok());
    ASSERT_TRUE(driver.app().player()->set("batch", "10").ok());
    driver.app().drop_file(images);
    epochs::testing::advance(*driver.app().player(), 4);
    driver.frames(3);
    numbers = epochs::testing::numbers_of(*driver.app().player());
    driver.app().save();
  }
  const fs::path moved = folder.path() / "elsewhere", kept = folder.path() / "own/lessons/1989_cnn-own.epochs";
  fs::rename(images, moved);
  {
    UiDriver driver(options());
    ASSERT_TRUE(driver.app().open_lesson("1989_cnn").ok());
    driver.frames(2);
    EXPECT_TRUE(driver.has("notice.close")) << "the learner is told";
    EXPECT_EQ(driver.app().player()->training().status().update, 0) << "afresh";
    EXPECT_TRUE(fs::exists(kept));
    EXPECT_FALSE(fs::exists(folder.path() / "own/lessons/1989_cnn.json.damaged"));
    epochs::testing::advance(*driver.app().player(), 1);
    driver.app().save();
  }
  UiDriver driver(options());
  ASSERT_TRUE(driver.app().open_lesson("1989_cnn").ok());
  EXPECT_EQ(driver.app().player()->training().status().update, 1);
  driver.app().drop_file(kept);
  driver.frames(2);
  EXPECT_EQ(driver.app().player()->training().status().update, 1) << "they are still away";
  fs::rename(moved, images);
  driver.app().drop_file(kept);
  driver.frames(2);
  driver.app().player()->training().settle();
  EXPECT_EQ(driver.app().player()->training().status().update, 4);
  EXPECT_EQ(epochs::testing::numbers_of(*driver.app().player()), numbers) << "the same run";
}

TEST_F(SeeingFiles, AHandedOutStateOnRealDigitsSaysWhatIsMissing) {
  const fs::path file = folder.write("class.epochs", R"({"version":1,"lesson":"1989_cnn","seed":1,"update":3,"commands":[{"at":0,"command":{"digits":"real"}}]})");
  UiDriver driver(options());
  ASSERT_TRUE(driver.app().open_lesson("1989_cnn").ok());
  epochs::testing::advance(*driver.app().player(), 2);
  const auto state = nlohmann::json::parse(TemporaryFolder::read(file));
  const auto opened = driver.app().open_state(state);
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().find("tools/setup.sh --data"), std::string::npos) << opened.error();
  EXPECT_NE(opened.failure().chinese.find("没有安装"), std::string::npos) << opened.failure().chinese;
  EXPECT_EQ(driver.app().player()->training().status().update, 2) << "the learner's own run goes on";
}

}  // namespace
}  // namespace epochs::app
