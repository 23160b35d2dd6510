// What a learner draws is read: twenty digits by the mouse, after as many updates as the lesson takes; where it would not be, the pad says so;
// and the bars follow the pen.
#include <gtest/gtest.h>

#include "lessons/1989_cnn/hand_digits.hpp"
#include "lessons/1989_cnn/player.hpp"
#include "lessons/lesson_fixture.hpp"
#include "support/ledger_canvas.hpp"
#include "ui/anchor.hpp"
#include "ui/canvas_svg.hpp"
#include "ui/screen.hpp"

namespace epochs::cnn {
namespace {

using cnn_view::Standing;
using testing::HandDigit;
using ui::Rect;

constexpr std::uint64_t kSeed = 1;
constexpr long kUpdates = 600;           // the step "look" comes with as many
constexpr Rect kPadArea{40, 60, 620, 420}, kBarsArea{720, 60, 420, 420};
constexpr int kEnough = 17;              // of 20: 85 %

class CnnHand : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    trained() = std::make_unique<CnnPlayer>(kSeed, false);
    testing::advance(*trained(), kUpdates);
    ASSERT_EQ(trained()->training().status().update, kUpdates);
  }
  static void TearDownTestSuite() { trained().reset(); }
  static std::unique_ptr<CnnPlayer>& trained() {
    static std::unique_ptr<CnnPlayer> player;
    return player;
  }

  enum class Order { PadFirst, BarsFirst };
  // One frame of both pictures; the words in the one of the bars.
  std::vector<std::string> frame(Order order = Order::PadFirst) {
    std::vector<std::string> words;
    const auto bars = [&](ui::Ui& ui) {
      testing::LedgerCanvas ledger(ui.canvas);
      ui::Ui other = ui::with_canvas(ui, ledger);
      player.draw(other, "bars", kBarsArea);
      for (const auto& word : ledger.words) words.push_back(word.text);
    };
    screen.frame([&](ui::Ui& ui) {
      if (order == Order::BarsFirst) bars(ui);
      player.draw(ui, "image", kPadArea);
      if (order == Order::PadFirst) bars(ui);
    });
    ++frames;
    return words;
  }
  void settle() {
    do frame(); while (screen.interface.animating());
    frame();
  }
  ui::Vec2 on_pad(data::Spot spot) {
    const Rect picture = screen.interface.anchors().find("image").value_or(Rect{});
    return {picture.x + static_cast<float>(spot.x) * picture.w, picture.y + static_cast<float>(spot.y) * picture.h};
  }
  void press(const std::string& name) {
    const auto button = screen.interface.anchors().find(name);
    ASSERT_TRUE(button) << name;
    screen.interface.put_pointer(button->center()), screen.interface.put_button(true), screen.interface.put_button(false);
    settle();
  }
  // As with a mouse: to the place, down, along, up.
  void draw(const std::vector<std::vector<data::Spot>>& strokes) {
    frame();
    for (const std::vector<data::Spot>& path : strokes) {
      screen.interface.put_pointer(on_pad(path.front())), screen.interface.put_button(true);
      for (const data::Spot spot : path) screen.interface.put_pointer(on_pad(spot));
      screen.interface.put_button(false);
      settle();
    }
  }
  int said() { return reading_of_drawing().answer.digit(); }
  // What the bars were last drawn from.
  const Reading& reading_of_drawing() {
    EXPECT_EQ(player.hand().read->picture, player.hand().pad.picture());
    return *player.hand().read;
  }

  CnnPlayer& player = *trained();
  ui::Screen screen;
  int frames = 0;
};

TEST_F(CnnHand, TwentyDigitsDrawnWithTheMouseAreRead) {
  int right = 0;
  std::string wrong;
  for (const HandDigit& digit : testing::hand_digits()) {
    settle();
    press("image.clear");
    draw(testing::mouse_path(digit, kSeed));
    ASSERT_EQ(player.hand().showing, Showing::Drawing);
    ASSERT_EQ(player.hand().pad.strokes().size(), digit.strokes.size()) << digit.digit;
    const int guess = said();
    if (guess == digit.digit) ++right;
    else wrong += " " + std::to_string(digit.digit) + " (" + std::string(digit.style) + ") as " + std::to_string(guess);
  }
  RecordProperty("recognised_of_20", right);
  EXPECT_GE(right, kEnough) << "read wrongly:" << wrong;
}

// Drawn three times as far from the middle, or at half the size, few are read: the pad names what is wrong, and what it proposes helps.
TEST_F(CnnHand, ADigitThatCannotBeReadWhereItStandsIsNamedAndCentringHelps) {
  settle();
  press("image.clear");
  draw(testing::mouse_path(testing::hand_digits().front(), kSeed));   // a drawing has to be read before there is a network to ask
  ASSERT_TRUE(player.hand().read_by);
  const Network& network = *player.hand().read_by;
  for (const auto& [away, size, least] : {std::tuple{3.0, 1.0, 16}, {1.0, 0.5, 19}}) {
    int named = 0, before = 0, after = 0, well = 0;
    for (HandDigit digit : testing::hand_digits()) {
      digit.right *= away, digit.down *= away, digit.size *= size;
      cnn_view::Pad pad;
      for (const auto& path : testing::mouse_path(digit, kSeed)) {
        pad.begin(path.front(), cnn_view::kPen);
        for (const data::Spot spot : path) pad.extend(spot);
        pad.end();
      }
      named += pad.standing() != Standing::Well;
      before += read(network, pad.picture()).digit() == digit.digit;
      pad.centre();
      well += pad.standing() == Standing::Well;
      after += read(network, pad.picture()).digit() == digit.digit;
    }
    EXPECT_GE(named, least) << away << " " << size;
    EXPECT_LT(before, kEnough) << "else there is nothing to name: " << away << " " << size;
    EXPECT_EQ(well, 20) << "after centring there is nothing left to say";
    EXPECT_GE(after, kEnough) << away << " " << size;
  }
}

TEST_F(CnnHand, ThePadSaysWhatIsOffOnceThePenIsUp) {
  settle();
  press("image.clear");
  draw({{{0.15, 0.1}, {0.15, 0.3}, {0.15, 0.5}, {0.15, 0.8}}});
  EXPECT_EQ(player.hand().pad.standing(), Standing::OffCentre);
  const auto words = [&](Language language) {
    std::string all;
    screen.input.language = language;
    screen.interface.put_pointer({5, 5});
    settle();
    screen.frame([&](ui::Ui& ui) {
      testing::LedgerCanvas ledger(ui.canvas);
      ui::Ui other = ui::with_canvas(ui, ledger);
      player.draw(other, "image", kPadArea);
      for (const auto& word : ledger.words) all += word.text + "\n";
    });
    return all;
  };
  EXPECT_NE(words(Language::English).find("try Centre"), std::string::npos);
  EXPECT_NE(words(Language::Chinese).find("居中”"), std::string::npos);
  press("image.centre");
  EXPECT_EQ(player.hand().pad.standing(), Standing::Well);
  EXPECT_EQ(words(Language::English).find("try Centre"), std::string::npos);
}

// Every movement of the pen is in the bars of the same frame, or of the next one where they are drawn before the pad.
TEST_F(CnnHand, NewBarsStandWithinOneFrameOfTheMovement) {
  for (const Order order : {Order::PadFirst, Order::BarsFirst}) {
    settle();
    press("image.clear");
    frame(order);
    const auto path = testing::mouse_path(testing::hand_digits()[4], kSeed).front();
    screen.interface.put_pointer(on_pad(path.front()));
    frame(order);
    screen.interface.put_button(true);
    frame(order);
    std::vector<std::string> before = frame(order);
    int changes = 0;
    for (const data::Spot spot : path) {
      const data::DigitPicture ink = player.hand().pad.picture();
      screen.interface.put_pointer(on_pad(spot));
      const int begun = frames;
      std::vector<std::string> after = frame(order);
      if (order == Order::BarsFirst) after = frame(order);
      EXPECT_LE(frames - begun, order == Order::PadFirst ? 1 : 2);
      EXPECT_EQ(frame(order), after) << "nothing was still on its way";
      if (player.hand().pad.picture() != ink) {
        EXPECT_EQ(player.hand().read->picture, player.hand().pad.picture());
      }
      changes += after != before;
      before = std::move(after);
    }
    EXPECT_GT(changes, 10) << "or the bars would not move at all";
    screen.interface.put_button(false);
    settle();
  }
}

}  // namespace
}  // namespace epochs::cnn
