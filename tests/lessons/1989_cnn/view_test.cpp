// The pictures: that everything has its place at every size in both languages, and what the learner does in them.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "app/layout.hpp"
#include "app/platform/studio.hpp"
#include "app/stage.hpp"
#include "lessons/1989_cnn/player.hpp"
#include "lessons/lesson_fixture.hpp"
#include "support/ledger_canvas.hpp"
#include "ui/anchor.hpp"
#include "ui/canvas_svg.hpp"
#include "ui/screen.hpp"

namespace epochs::cnn {
namespace {

using ui::Rect;

// What panels hold, from a window of 1024 × 700 to one of 1920 × 1080, of one, two or three views.
std::vector<Rect> panel_contents() {
  std::vector<Rect> out;
  for (const auto& [width, height] : {std::pair{1024.f, 700.f}, {1280.f, 720.f}, {1440.f, 900.f}, {1920.f, 1080.f}}) {
    const float s = ui::scale_for(width, height, 1);
    const app::LessonLayout layout = app::lesson_layout({width / s, height / s}, app::StageKind::Wide);
    for (const int views : {1, 2, 3}) {
      const app::PanelGrid grid = app::panel_grid(layout.stage, views, true, false);
      for (int i = 0; i < grid.count; ++i) {
        out.push_back(app::panel_content(grid.panels[i]));
      }
    }
  }
  return out;
}

constexpr Rect kArea{40, 60, 620, 420};
constexpr Rect kTall{40, 60, 493, 640};

class CnnViews : public ::testing::Test {
 protected:
  void frame(std::string_view view, Rect area = kArea) {
    screen.frame([&](ui::Ui& ui) { player.draw(ui, view, area); });
    player.training().settle();
  }
  Rect anchor(std::string_view name) {
    const auto found = screen.interface.anchors().find(name);
    EXPECT_TRUE(found) << "nothing is called " << name;
    return found.value_or(Rect{});
  }
  void click(ui::Vec2 place, Rect area = kArea) {
    screen.click(place, [&](ui::Ui& ui) { player.draw(ui, "image", area); });
    player.training().settle();
  }
  void press(std::string_view name) { click(anchor(name).center()); }
  // A line of the pen over the picture, in shares of its side.
  void draw_line(std::vector<ui::Vec2> path) {
    const Rect picture = anchor("image");
    const auto at = [&](ui::Vec2 share) { return ui::Vec2{picture.x + share.x * picture.w, picture.y + share.y * picture.h}; };
    screen.interface.put_pointer(at(path.front())), screen.interface.put_button(true);
    for (const ui::Vec2 share : path) screen.interface.put_pointer(at(share));
    screen.interface.put_button(false);
    screen.settle([&](ui::Ui& ui) { player.draw(ui, "image", kArea); });
    player.training().settle();
  }

  ui::Screen screen;
  CnnPlayer player{1, false};
};

TEST_F(CnnViews, EverythingHasItsPlaceAtEverySize) {
  testing::advance(player, 2);
  for (const Language language : {Language::English, Language::Chinese}) {
    screen.input.language = language;
    for (const bool drawing : {false, true}) {
      player.trace_beat(drawing ? lesson::Beat::Forward : lesson::Beat::Backward);
      frame("image");
      if (drawing) draw_line({{0.5f, 0.2f}, {0.5f, 0.8f}}), press("image.label.1");
      for (const Rect area : panel_contents())
        for (const std::string& view : player.views()) {
          if (view == "window") continue;   // four pictures: below
          const std::string where = view + " in " + std::to_string(area.w) + " × " + std::to_string(area.h) + (language == Language::Chinese ? " zh" : " en");
          screen.frame([&](ui::Ui& ui) {
            testing::LedgerCanvas ledger(ui.canvas);
            ui::Ui other = ui::with_canvas(ui, ledger);
            player.draw(other, view, area);
            testing::expect_tidy(ledger, area, 36, where);
          });
        }
    }
    ASSERT_TRUE(player.set("picture", "3").ok());
  }
}

TEST_F(CnnViews, BarsAreNotShownBeforeTheWalkHasComeToThem) {
  player.trace_beat(lesson::Beat::Loss);
  frame("bars");
  EXPECT_TRUE(screen.interface.anchors().find("bars"));
  player.trace_step(-1), player.trace_step(-1), player.trace_step(-1);   // the loss, the bars, the scores
  frame("bars"), frame("bars");
  EXPECT_FALSE(screen.interface.anchors().find("bars"));
}

TEST_F(CnnViews, EveryDepthOfTheWindowHasItsPlaceAtEverySize) {
  testing::advance(player, 2);
  for (const Language language : {Language::English, Language::Chinese}) {
    screen.input.language = language;
    for (const char* layer : {"window.layer.0", "window.layer.1"})
      for (const char* depth : {"window.depth.0", "window.depth.1", "window.depth.2", "window.depth.3"}) {
        const auto draw = [&](ui::Ui& ui) { player.draw(ui, "window", kArea); };
        frame("window");
        screen.click(anchor(layer).center(), draw);
        screen.click(anchor(depth).center(), draw);
        for (const Rect area : panel_contents())
          screen.frame([&](ui::Ui& ui) {
            testing::LedgerCanvas ledger(ui.canvas);
            ui::Ui other = ui::with_canvas(ui, ledger);
            player.draw(other, "window", area);
            testing::expect_tidy(ledger, area, 36, std::string(layer) + " " + depth + " in " + std::to_string(area.w) + " × " + std::to_string(area.h));
          });
      }
  }
}

TEST_F(CnnViews, TheWindowGoesCloserAndBackWithoutLosingItsPlace) {
  testing::advance(player, 3);
  const auto draw = [&](ui::Ui& ui) { player.draw(ui, "window", kArea); };
  frame("window");
  const Rect map = anchor("window.map");
  screen.click({map.x + map.w * 17.5f / 24, map.y + map.h * 4.5f / 24}, draw);
  const WindowPlace place = player.hand().window;
  EXPECT_EQ(place, (WindowPlace{1, 0, 0, 4, 17}));
  for (const char* depth : {"window.depth.2", "window.depth.3", "window.depth.2", "window.depth.1"}) {
    screen.click(anchor(depth).center(), draw);
    EXPECT_EQ(player.hand().window, place) << depth;
  }
  EXPECT_EQ(player.hand().depth, Depth::OneMap);
  screen.click(anchor("window.depth.0").center(), draw);
  screen.click(anchor("window.map.5").center(), draw);
  EXPECT_EQ(player.hand().window, (WindowPlace{1, 5, 0, 4, 17})) << "another map, the same place";
  EXPECT_EQ(player.hand().depth, Depth::OneMap);
}

TEST_F(CnnViews, TheWindowSlides) {
  const auto draw = [&](ui::Ui& ui) { player.draw(ui, "window", kArea); };
  screen.input.reduced_motion = true;
  frame("window");
  const WindowPlace before = player.hand().window;
  screen.click(anchor("window.slide").center(), draw);
  EXPECT_EQ(player.hand().window, (WindowPlace{1, 0, 0, before.row, before.column + 1})) << "without motion one place a press";
  screen.input.reduced_motion = false;
  frame("window");
  screen.interface.put_pointer(anchor("window.slide").center()), screen.interface.put_button(true), screen.interface.put_button(false);
  for (int i = 0; i < 60; ++i) screen.frame(draw);
  EXPECT_GE(player.hand().window.column, before.column + 5) << "eight places a second";
}

TEST(CnnWindow, ItsProductsAddUpToTheCellOfTheMap) {
  Shape shape;
  shape.first = {.filters = 3, .size = 3, .stride = 2, .padding = 1};
  shape.second = {.filters = 4, .size = 3, .stride = 1, .padding = 2};
  Settings settings;
  settings.shape = shape;
  Recogniser model(101, settings);
  for (int i = 0; i < 5; ++i) model.advance();
  const Snapshot seen = model.observe({3, true, false});
  for (int layer = 1; layer <= 2; ++layer) {
    WindowPlace place = clamped({layer, 2, 1, 0, 0}, *seen.network);
    for (int i = 0; i < 300; ++i, place = next_place(place, *seen.network)) {
      const nn::Conv& conv = seen.network->model.convolutions[static_cast<std::size_t>(layer - 1)];
      double sum = 0;
      for (int channel = 0; channel < conv.window.channels; ++channel) {
        WindowPlace other = place;
        other.channel = channel;
        sum += sum_at(other, *seen.network, *seen.reading).sum;
      }
      const WindowSum here = sum_at(place, *seen.network, *seen.reading);
      ASSERT_NEAR(sum + here.bias, here.z, 1e-4) << layer << " " << place.row << " " << place.column;
      ASSERT_NEAR(here.a, std::max(0.0, here.z), 1e-6);
    }
  }
  EXPECT_EQ(clamped({9, 99, 99, 99, 99}, *seen.network), clamped({2, 3, 2, 98, 98}, *seen.network)) << "a place of another network comes onto this one";
}

TEST_F(CnnViews, AClickOnASampleSelectsItsPixelAndLeavesNoInk) {
  frame("image");
  const Rect picture = anchor("image");
  click({picture.x + picture.w * 14.5f / 28, picture.y + picture.h * 6.5f / 28});
  EXPECT_EQ(player.hand().selected, (Place{Place::Kind::Pixel, 1, 0, 6, 14}));
  EXPECT_EQ(player.hand().showing, Showing::Sample);
  EXPECT_TRUE(player.hand().pad.empty());
  ASSERT_TRUE(player.account(Language::English));
  const auto grey = [&] { return std::stod(player.tables()[0].rows[6 * 28 + 14][2]); };
  EXPECT_NEAR(player.account(Language::English)->value, grey(), 1e-6);
}

TEST_F(CnnViews, AClickOnASampleTakesNothingOfAnEarlierDrawing) {
  frame("image");
  draw_line({{0.3f, 0.2f}, {0.5f, 0.5f}, {0.7f, 0.9f}});
  press("image.label.7");
  const data::DigitPicture drawn = player.hand().pad.picture();
  press("image.next");
  const Rect picture = anchor("image");
  click({picture.x + picture.w * 14.5f / 28, picture.y + picture.h * 6.5f / 28});
  EXPECT_EQ(player.hand().showing, Showing::Sample);
  EXPECT_EQ(player.hand().pad.picture(), drawn);
  EXPECT_EQ(player.hand().label, 7);
}

TEST_F(CnnViews, WhatIsDrawnIsReadAndCanBeTakenBack) {
  frame("image");
  const std::string before = player.tables()[1].rows[0][2];
  draw_line({{0.3f, 0.2f}, {0.5f, 0.5f}, {0.7f, 0.9f}});
  EXPECT_EQ(player.hand().showing, Showing::Drawing);
  const data::DigitPicture first = player.hand().pad.picture();
  EXPECT_GT(first[14 * 28 + 14] + first[14 * 28 + 13] + first[13 * 28 + 13], 0) << "the line goes through the middle";
  EXPECT_EQ(first[0], 0);
  EXPECT_NE(player.tables()[1].rows[0][2], before) << "the bars are of the drawing";
  press("image.centre");
  EXPECT_NE(player.hand().pad.picture(), first);
  press("image.undo");
  EXPECT_EQ(player.hand().pad.picture(), first);
  press("image.clear");
  EXPECT_TRUE(player.hand().pad.empty());
  press("image.undo");
  EXPECT_EQ(player.hand().pad.picture(), first);
  press("image.undo");
  EXPECT_EQ(player.hand().showing, Showing::Sample) << "back to where it began";
  EXPECT_EQ(player.tables()[1].rows[0][2], before);
}

TEST_F(CnnViews, ADrawingWithALabelIsLearnedFrom) {
  frame("image");
  const auto data = [&] { return player.honesty().data.english; };
  draw_line({{0.5f, 0.15f}, {0.5f, 0.85f}});
  press("image.add");
  EXPECT_NE(data().find("2,000"), std::string::npos) << "without a label nothing is added";
  press("image.label.1");
  EXPECT_EQ(player.hand().label, 1);
  press("image.add");
  EXPECT_NE(data().find("2,001"), std::string::npos) << data();
  player.training().undo();
  player.training().settle();
  EXPECT_NE(data().find("2,000"), std::string::npos) << data();
}

TEST_F(CnnViews, TheKeyboardReachesEveryPixel) {
  frame("image");
  screen.interface.put_key(ui::Key::Tab);
  for (int i = 0; i < 3; ++i) screen.interface.put_key(ui::Key::Left);
  screen.interface.put_key(ui::Key::Up);
  screen.interface.put_key(ui::Key::Enter);
  screen.settle([&](ui::Ui& ui) { player.draw(ui, "image", kArea); });
  EXPECT_EQ(player.hand().selected, (Place{Place::Kind::Pixel, 1, 0, 13, 11}));
  EXPECT_TRUE(player.hand().pad.empty());
}

TEST_F(CnnViews, EveryNumbersAccountAddsUp) {
  testing::advance(player, 3);
  for (const char* number : {"z/1/3/12/10", "z/2/5/2/3", "a/1/3/12/10", "p/1/2/4/4", "hz/1/7", "h/1/7", "s/1/4"}) {
    player.select(number);
    EXPECT_EQ(to_text(player.hand().selected).substr(0, 3), std::string(number).substr(0, 3)) << number;
    const lesson::Account account = player.account(Language::English).value();
    double sum = 0;
    for (const lesson::AccountTerm& term : account.terms) sum += term.value;
    ASSERT_FALSE(account.terms.empty()) << number;
    EXPECT_NEAR(sum, account.sum, 1e-5) << number;
    EXPECT_TRUE(!account.uses.empty() || number[0] == 'a') << number;   // pooling passes on the largest alone
    for (const lesson::AccountUse& use : account.uses) EXPECT_TRUE(parse_place(use.selects)) << use.selects;
  }
  const Place kept = player.hand().selected;
  for (const char* nothing : {"z/1/99/0/0", "z/3/0/0/0", "x/1/0/28/0", "nonsense", "", "z/1/-1/0/0", "bar/1/10"}) player.select(nothing);
  EXPECT_EQ(player.hand().selected, kept) << "what does not exist is not selected";
}

TEST_F(CnnViews, TheWalkHasEveryNumberOfTheWayOnce) {
  Shape shape;
  EXPECT_EQ(ops_of(lesson::Beat::Forward, shape), 11);
  EXPECT_EQ(ops_of(lesson::Beat::Update, shape), 4);
  shape.layers = 1, shape.pooling = Pooling::None, shape.activation = nn::Activation::None, shape.width = 0;
  EXPECT_EQ(ops_of(lesson::Beat::Forward, shape), 4) << "picture, maps, scores, bars";
  EXPECT_EQ(ops_of(lesson::Beat::Update, shape), 2);
  for (const lesson::Beat beat : {lesson::Beat::Forward, lesson::Beat::Loss, lesson::Beat::Backward, lesson::Beat::Update})
    for (int op = 0; op < ops_of(beat, Shape{}); ++op) EXPECT_GE(code_line_of({beat, op}, Shape{}), 1);
  EXPECT_FALSE(reached(Place::Kind::Bar, 1, {lesson::Beat::Forward, 3}, Shape{}));
  EXPECT_TRUE(reached(Place::Kind::A, 1, {lesson::Beat::Forward, 3}, Shape{}));
  EXPECT_FALSE(reached(Place::Kind::A, 2, {lesson::Beat::Forward, 3}, Shape{}));
  EXPECT_TRUE(reached(Place::Kind::Bar, 1, {lesson::Beat::Loss, 0}, Shape{}));
}

// Into the build folder, to be looked at; here only that each panel holds more than its ground.
TEST(CnnPictures, AreDrawnInBothLanguagesAndThemes) {
  for (const bool other : {false, true})
    for (const auto& [width, height] : {std::pair{1024, 700}, {1440, 900}}) {
      CnnPlayer player(1, false);        // anew: a texture belongs to the window that it was made for
      testing::advance(player, 40);
      player.trace_beat(lesson::Beat::Loss);
      player.select("x/1/0/6/13");
      app::Settings look;
      look.reduced_motion = true;
      if (other) look.language = Language::Chinese, look.brightness = ui::Brightness::Light;
      const std::filesystem::path file = std::filesystem::path(EPOCHS_BUILD_DIR) / "pictures" / ("cnn." + std::to_string(width) + (other ? ".zh.light" : ".en.dark") + ".png");
      std::filesystem::create_directories(file.parent_path());
      const auto drawn = app::render_png(file, width, height, 1, [&](ui::Ui& ui) {
        const app::LessonLayout layout = app::lesson_layout({ui.window.w, ui.window.h}, app::StageKind::Wide);
        const auto views = player.views();
        const app::PanelGrid grid = app::panel_grid(layout.stage, static_cast<int>(views.size()), true, false);
        for (int i = 0; i < grid.count; ++i) {
          const Rect panel = grid.panels[i], content = app::panel_content(panel);
          ui.canvas.fill(panel, ui.color(ui::Token::Surface1), 14);
          ui.canvas.text({content.x, content.y - 20}, ui.say(player.view_title(views[static_cast<std::size_t>(i)])), {ui::Face::Semibold, ui::kHeading}, ui.color(ui::Token::Text1));
          player.draw(ui, views[static_cast<std::size_t>(i)], content);
        }
      }, look);
      ASSERT_TRUE(drawn.ok()) << drawn.error();
      EXPECT_GT(std::filesystem::file_size(file), 8'000u);
    }
}

TEST(CnnPad, StaysWithinItsLimits) {
  cnn_view::Pad pad;
  for (std::size_t i = 0; i < cnn_view::Pad::kMostStrokes + 5; ++i) pad.begin({0.5, 0.5}, 9), pad.end();
  EXPECT_EQ(pad.strokes().size(), cnn_view::Pad::kMostStrokes);
  EXPECT_LE(pad.strokes()[0].pen, cnn_view::kThickestPen);
  for (std::size_t i = 0; i < cnn_view::Pad::kMostStrokes + 5; ++i) pad.undo();
  EXPECT_FALSE(pad.can_undo());
  pad.clear();
  pad.begin({0.1, 0.1}, 0.1);
  for (int i = 0; i < 2100; ++i) pad.extend({0.5 + 0.4 * std::sin(i), 0.5 + 0.4 * std::cos(i)});
  EXPECT_LE(pad.strokes().back().path.size(), cnn_view::Pad::kMostSpots);
}

}  // namespace
}  // namespace epochs::cnn
