// What is there again after a restart: the learner's drawing and the place in the pictures; and runs whose digits are no longer where they were.
// Files that are no pair of pictures and labels leave the data and the trained network alone.
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/temporary_folder.hpp"
#include "data/images.hpp"
#include "data/stroke_digits.hpp"
#include "lessons/1989_cnn/drawing_json.hpp"
#include "lessons/1989_cnn/place_json.hpp"
#include "lessons/1989_cnn/player.hpp"
#include "lessons/lesson_fixture.hpp"
#include "ui/anchor.hpp"
#include "ui/screen.hpp"

namespace epochs::cnn {
namespace {

using nlohmann::json;
using std::string_literals::operator""s;
using testing::TemporaryFolder;

std::string big_endian(std::uint32_t value) {
  std::string out;
  for (unsigned shift = 32; shift > 0; shift -= 8) out += static_cast<char>(value >> (shift - 8) & 255u);
  return out;
}
std::string images_file(const data::Images& images) {
  return big_endian(0x803) + big_endian(static_cast<std::uint32_t>(images.size())) + big_endian(28) + big_endian(28) + std::string(images.bytes.begin(), images.bytes.end());
}
std::string labels_file(const data::Images& images) {
  return big_endian(0x801) + big_endian(static_cast<std::uint32_t>(images.size())) + std::string(images.labels.begin(), images.labels.end());
}

// Real digits as the package has them: a file for each digit.
void install_real_digits(const std::filesystem::path& data_home) {
  const std::filesystem::path folder = data_home / "epochs/data/mnist/src/digits";
  std::filesystem::create_directories(folder);
  const data::Images drawn = data::stroke_digits(60, 9).images;
  for (int digit = 0; digit < 10; ++digit) {
    std::ofstream out(folder / (std::to_string(digit) + ".json"));
    out << "{\"data\":[";
    bool first = true;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      if (drawn.labels[i] != digit) continue;
      for (const std::uint8_t byte : drawn.picture(i)) out << (first ? "" : ",") << byte / 255.0, first = false;
    }
    out << "]}";
  }
}

class CnnKept : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const char* given = std::getenv("XDG_DATA_HOME")) before_ = given;
    ::setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
  }
  void TearDown() override { before_.empty() ? ::unsetenv("XDG_DATA_HOME") : ::setenv("XDG_DATA_HOME", before_.c_str(), 1); }

  std::string pair() {
    const data::Images images = data::stroke_digits(60, 4).images;
    return folder.write("my-images", images_file(images)).string() + "\n" + folder.write("my-labels", labels_file(images)).string();
  }
  static void expect_said(const Error& error, const char* english, const char* chinese) {
    EXPECT_TRUE(testing::is_one_sentence(error.message));
    EXPECT_TRUE(testing::is_one_sentence(error.chinese));
    EXPECT_NE(error.message.find(english), std::string::npos) << error.message;
    EXPECT_NE(error.chinese.find(chinese), std::string::npos) << error.chinese;
    EXPECT_EQ(error.message.find("damaged"), std::string::npos) << error.message;
    EXPECT_EQ(error.chinese.find("损坏"), std::string::npos) << error.chinese;
  }
  // A run saved with these digits, opened when `take_away` has been done: refused in one sentence, with the player's own run untouched; whole
  // again when `put_back` has been done.
  template <class Take, class Put>
  void expect_to_wait(const json& saved, Take take_away, Put put_back, const char* english, const char* chinese, const std::vector<std::string>& numbers) {
    CnnPlayer other(1, false);
    testing::advance(other, 4);
    const std::vector<std::string> own = testing::numbers_of(other);
    EXPECT_FALSE(other.missing(saved)) << "nothing is missing yet";
    take_away();
    for (const bool state : {true, false}) {
      json run = saved;
      if (!state) run.erase("state");
      const auto restored = other.restore(run);
      ASSERT_FALSE(restored.ok());
      expect_said(restored.failure(), english, chinese);
      ASSERT_TRUE(other.missing(run));
      expect_said(*other.missing(run), english, chinese);
      EXPECT_EQ(other.training().status().update, 4);
      EXPECT_EQ(testing::numbers_of(other), own);
    }
    put_back();
    const auto restored = other.restore(saved);
    ASSERT_TRUE(restored.ok()) << restored.error();
    other.training().settle();
    EXPECT_EQ(testing::numbers_of(other), numbers) << "the same run";
  }

  TemporaryFolder folder;

 private:
  std::string before_;
};

void draw_by_hand(CnnPlayer& player) {
  ui::Screen screen;
  const auto draw = [&](ui::Ui& ui) { player.draw(ui, "image", {40, 60, 620, 420}); };
  screen.settle(draw);
  const ui::Rect picture = screen.interface.anchors().find("image").value();
  for (const float x : {0.31f, 0.62f}) {
    screen.interface.put_pointer({picture.x + x * picture.w, picture.y + 0.2f * picture.h}), screen.interface.put_button(true);
    for (float y = 0.25f; y < 0.8f; y += 0.043f) screen.interface.put_pointer({picture.x + (x + 0.1f * y) * picture.w, picture.y + y * picture.h});
    screen.interface.put_button(false);
    screen.settle(draw);
  }
  screen.click(screen.interface.anchors().find("image.label.4").value().center(), draw);
}

TEST_F(CnnKept, TheDrawingIsThereAgainToThePixel) {
  CnnPlayer player(1, false);
  testing::advance(player, 3);
  draw_by_hand(player);
  player.select("z/1/2/5/6");
  const Hand& drawn = player.hand();
  ASSERT_EQ(drawn.showing, Showing::Drawing);
  const json saved = json::parse(player.save().dump());
  CnnPlayer other(1, false);
  ASSERT_TRUE(other.restore(saved).ok());
  other.training().settle();
  const Hand& again = other.hand();
  EXPECT_EQ(again.showing, Showing::Drawing);
  EXPECT_EQ(again.label, 4);
  EXPECT_EQ(again.pad.picture(), drawn.pad.picture());
  EXPECT_EQ(data::draw(drawn.pad.strokes()), drawn.pad.picture()) << "piece by piece as all at once";
  ASSERT_EQ(again.pad.strokes().size(), 2u);
  EXPECT_EQ(again.pad.strokes()[1].path.size(), drawn.pad.strokes()[1].path.size());
  EXPECT_EQ(to_text(again.selected), "z/1/2/5/6");
  EXPECT_EQ(testing::numbers_of(other), testing::numbers_of(player)) << "bars of the drawing, too";
  EXPECT_EQ(other.save()["drawing"], saved["drawing"]);
  EXPECT_FALSE(again.pad.can_undo());
}

TEST_F(CnnKept, ThePlaceInThePicturesTooAndADamagedOneIsLeftOut) {
  Hand hand, again;
  const Hand untouched;
  hand.depth = Depth::OneFormula, hand.window = {2, 3, 1, 4, 5}, hand.confused = {7, 3};
  hand.trial.size = 5, hand.trial.stride = 2, hand.trial.padding = 1, hand.trial.cells = kernel_of(Preset::Blur, 5), hand.trial.cells[3] = -0.35;
  json saved;
  place_to_json(saved, hand);
  saved = json::parse(saved.dump());
  place_from_json(saved, again);
  EXPECT_EQ(again.depth, hand.depth);
  EXPECT_EQ(again.window, hand.window);
  EXPECT_EQ(again.confused, hand.confused);
  EXPECT_EQ(again.trial.cells, hand.trial.cells);
  EXPECT_EQ(std::tuple(again.trial.size, again.trial.stride, again.trial.padding), std::tuple(5, 2, 1));
  const std::pair<const char*, const char*> damages[] = {
      {"depth", "[4]"}, {"depth", "3"}, {"depth", "[-1]"}, {"window", "[2,3,1,4]"}, {"window", "[2,3,1,4,1.5]"}, {"window", "[2,3,1,4,18446744073709551615]"}, {"window", "[2,-3,1,4,5]"},
      {"confused", "[10,0]"}, {"confused", "{}"}, {"trial_form", "[4,1,0]"}, {"trial_form", "[5,0,0]"}, {"trial_form", "[5,1,3]"}, {"trial_form", "[3,1,0]"}, {"trial", "[1,2]"}, {"trial", "null"}};
  for (const auto& [key, value] : damages) {
    json damaged = {{"depth", {9}}, {"window", 0}, {"confused", 0}, {"trial_form", saved["trial_form"]}, {"trial", saved["trial"]}};
    damaged[key] = json::parse(value);
    if (std::string_view(key).substr(0, 5) != "trial") damaged.erase("trial");
    Hand hand_again;
    place_from_json(damaged, hand_again);
    EXPECT_EQ(hand_again.depth, untouched.depth) << key << value;
    EXPECT_EQ(hand_again.window, untouched.window) << key << value;
    EXPECT_EQ(hand_again.confused, untouched.confused) << key << value;
    EXPECT_EQ(hand_again.trial.cells, untouched.trial.cells) << key << value;
    EXPECT_EQ(hand_again.trial.stride, untouched.trial.stride) << key << value;
  }
}

TEST_F(CnnKept, ACentredDrawingToo) {
  cnn_view::Pad pad, again;
  pad.begin({0.1, 0.2}, 0.05);
  for (int i = 0; i < 40; ++i) pad.extend({0.1 + 0.0137 * i, 0.2 + 0.3 * std::sin(0.2 * i)});
  pad.centre();
  again.take(cnn_view::drawing_from_json(json::parse(cnn_view::drawing_to_json(pad.strokes()).dump())).value());
  EXPECT_EQ(again.picture(), pad.picture());
}

TEST_F(CnnKept, ADamagedDrawingIsLeftOutAndTheRunIsNot) {
  CnnPlayer player(1, false);
  testing::advance(player, 2);
  draw_by_hand(player);
  const json saved = player.save();
  const char* damages[] = {"7", "null", "{}", "[7]", "[{}]", R"([{"pen":700}])", R"([{"pen":700,"path":[]}])", R"([{"pen":700,"path":[1]}])", R"([{"pen":0,"path":[1,2]}])", R"([{"pen":99999,"path":[1,2]}])",
                           R"([{"pen":700,"path":[1,-99999]}])", R"([{"pen":700,"path":[18446744073709551615,2]}])", R"([{"pen":700,"path":[1.5,2]}])", R"([{"pen":700,"path":["a","b"]}])"};
  for (const char* damage : damages) EXPECT_FALSE(cnn_view::drawing_from_json(json::parse(damage))) << damage;
  json broken = saved, strange = saved;
  broken["drawing"] = json::parse(damages[7]), broken["label"] = -7, broken["probe"] = 99'999'999'999, broken["selected"] = 3;
  strange["pen"] = -5, strange["label"] = 99, strange["probe"] = -3, strange["selected"] = "z/9/9/9/9", strange["showing"] = json::array();
  for (const json& run : {broken, strange}) {
    CnnPlayer other(1, false);
    ASSERT_TRUE(other.restore(run).ok());
    EXPECT_EQ(other.hand().pad.empty(), run["drawing"] == broken["drawing"]);
    EXPECT_EQ(other.hand().showing, Showing::Sample);
    EXPECT_EQ(other.hand().label, -1);
    EXPECT_GE(other.hand().pen, cnn_view::kThinnestPen);
    EXPECT_GE(other.hand().probe, 0);
    EXPECT_EQ(other.training().status().update, 2);
    EXPECT_FALSE(testing::numbers_of(other).empty());
  }
  json many = saved;
  for (int i = 0; i < 300; ++i) many["drawing"].push_back(saved["drawing"][0]);
  EXPECT_FALSE(cnn_view::drawing_from_json(many["drawing"])) << "more strokes than a pad takes";
}

TEST_F(CnnKept, ARunOnRealDigitsWaitsWhereTheyAreNotInstalled) {
  install_real_digits(folder.path());
  CnnPlayer player(1, false);
  ASSERT_TRUE(player.set("batch", "10").ok());
  ASSERT_TRUE(player.set("digits", "real").ok());
  testing::advance(player, 5);
  const std::filesystem::path here = folder.path() / "epochs/data/mnist", away = folder.path() / "elsewhere";
  expect_to_wait(json::parse(player.save().dump()), [&] { std::filesystem::rename(here, away); }, [&] { std::filesystem::rename(away, here); }, "tools/setup.sh --data", "没有安装", testing::numbers_of(player));
}

TEST_F(CnnKept, ARunOnOwnFilesWaitsWhereTheyHaveMoved) {
  CnnPlayer player(1, false);
  ASSERT_TRUE(player.set("batch", "10").ok());
  ASSERT_TRUE(player.set("files", pair()).ok());
  testing::advance(player, 5);
  const std::filesystem::path here = folder / "my-images", away = folder / "moved";
  expect_to_wait(json::parse(player.save().dump()), [&] { std::filesystem::rename(here, away); }, [&] { std::filesystem::rename(away, here); }, "my-images: there is no such file", "没有这个文件", testing::numbers_of(player));
}

TEST_F(CnnKept, WhatIsDamagedIsStillCalledSo) {
  CnnPlayer player(1, false);
  const json run = {{"seed", 1}, {"update", 3}, {"commands", {{{"at", 0}, {"command", {{"kernel", {1, 31, 0, {1, 2, 3}}}}}}}}};
  EXPECT_FALSE(player.missing(run));
  const auto restored = player.restore(run);
  ASSERT_FALSE(restored.ok());
  EXPECT_NE(restored.error().find("damaged"), std::string::npos);
}

// ---- Files that are no digits ------------------------------------------------------------------------------------------

TEST_F(CnnKept, AFileThatIsNoPairLeavesDataAndNetworkAlone) {
  const data::Images images = data::stroke_digits(60, 4).images;
  const std::string good = images_file(images), marks = labels_file(images), gz = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"s;
  const std::tuple<const char*, std::string, std::string, const char*, const char*> cases[] = {
      {"wrong magic", "\x89PNG" + good.substr(4), marks, "begins with 89 50 4e 47", "不是字节型"},
      {"floats", "\x00\x00\x0d\x03"s + good.substr(4), marks, "00 00 0d 03", "不是字节型"},
      {"a count that lies", good.substr(0, 4) + big_endian(61) + good.substr(8), marks, "announces 47,824 bytes, but 47,040 follow", "文件头声明"},
      {"a huge count", good.substr(0, 4) + big_endian(0xffffffff) + good.substr(8), marks, "4,294,967,295 pictures", "4,294,967,295"},
      {"huge pictures", good.substr(0, 8) + big_endian(70'000) + good.substr(12), marks, "70,000 × 28 pixels", "70,000 × 28"},
      {"cut off", good.substr(0, 20'000), marks, "the file is cut off", "不完整"},
      {"cut off in its head", good.substr(0, 10), marks, "within its head", "文件头"},
      {"empty", "", marks, "begins with -", "不是字节型"},
      {"labels cut off", good, marks.substr(0, 30), "announces 60 bytes, but 22 follow", "不完整"},
      {"a gz bomb", gz + std::string(100, 'x') + "\x00\x00\x00\x00\xff\xff\xff\xff"s, marks, "unpacks to more than 64 MiB", "超过 64 MiB"},
      {"a gz that is none", gz + std::string(100, 'x'), marks, "the gz file", "gz 文件"},
      {"another number of labels", good, big_endian(0x801) + big_endian(59) + marks.substr(8, 59), "59 labels for 60 pictures", "59 个标签"},
      {"a label beyond 9", good, marks.substr(0, 8) + "\x0b" + marks.substr(9), "label 1 is 11", "第 1 个标签是 11"},
      {"pictures twice", good, good, "both files hold pictures", "都是图像"},
      {"labels twice", marks, marks, "both files hold labels", "都是标签"},
      {"too few", images_file(data::part_of(images, 0, 10)), labels_file(data::part_of(images, 0, 10)), "fewer than 20 pictures", "少于 20 幅"}};
  CnnPlayer player(1, false);
  testing::advance(player, 6);
  const std::vector<std::string> before = testing::numbers_of(player);
  const std::string data = player.honesty().data.english;
  for (const auto& [name, first, second, english, chinese] : cases) {
    const std::string a = folder.write("a", first).string(), b = folder.write("b", second).string();
    for (const bool turned : {false, true}) {
      const auto taken = player.set("files", turned ? b + "\n" + a : a + "\n" + b);
      player.training().settle();
      ASSERT_FALSE(taken.ok()) << name;
      EXPECT_TRUE(testing::is_one_sentence(taken.error())) << name;
      EXPECT_TRUE(testing::is_one_sentence(taken.failure().chinese)) << name;
      EXPECT_NE(taken.error().find(english), std::string::npos) << name << ": " << taken.error();
      EXPECT_NE(taken.failure().chinese.find(chinese), std::string::npos) << name << ": " << taken.failure().chinese;
      EXPECT_EQ(player.training().status().update, 6) << name;
      EXPECT_EQ(player.honesty().data.english, data) << name;
      EXPECT_EQ(testing::numbers_of(player), before) << name;
    }
  }
  testing::advance(player, 1);
  EXPECT_EQ(player.training().status().update, 7) << "it trains on";
  ASSERT_TRUE(player.set("files", pair()).ok());
  player.training().settle();
  EXPECT_NE(player.honesty().data.english, data) << "a pair that is one is taken";
}

}  // namespace
}  // namespace epochs::cnn
