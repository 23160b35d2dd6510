// Every screen of the shell in every window class, both languages and themes: nothing throws, every control lies inside the
// window, and no two controls of the lesson screen overlap. With EPOCHS_PICTURES=DIR the pictures are written there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "app/home.hpp"
#include "app/lesson_screen.hpp"
#include "app/platform/png.hpp"
#include "app/platform/studio.hpp"
#include "app/points_sheet.hpp"
#include "app/press.hpp"
#include "app/sheet.hpp"
#include "lessons/catalog.hpp"
#include "screen_driver.hpp"
#include "test_player.hpp"
#include "ui/anchor.hpp"
#include "ui/interface.hpp"

namespace epochs::app {
namespace {

struct Window {
  int width, height;
  float text = 1;
};
constexpr Window kWindows[] = {{1440, 900}, {1024, 700}, {1920, 1080}, {3840, 2160}, {800, 900}, {1280, 720, 1.3f}, {1024, 700, 1.3f}, {420, 860}};

std::string name_of(const Window& w) { return std::to_string(w.width) + "x" + std::to_string(w.height) + (w.text > 1 ? "-large" : ""); }

Settings look(bool chinese, bool light, float text) {
  Settings out;
  out.language = chinese ? Language::Chinese : Language::English;
  out.brightness = light ? ui::Brightness::Light : ui::Brightness::Dark;
  out.text_size = text;
  out.reduced_motion = true;
  return out;
}

LessonScreen make_screen() {
  return LessonScreen(testing::shell_lesson(), std::make_unique<testing::TestPlayer>(false), lesson::TextStore("1986_backprop", EPOCHS_SOURCE_DIR "/lessons"), 1, Threads::No);
}

class Screens : public ::testing::TestWithParam<Window> {
 protected:
  // Draws in both languages and themes and looks at the anchors of the last frame.
  void shoot(const std::string& name, const std::function<void(ui::Ui&, Settings)>& draw, const std::function<void(const nlohmann::json&, ui::Vec2)>& check) {
    const Window w = GetParam();
    WindowSize size;
    size.width = w.width, size.height = w.height;
    if (!studio_) {
      auto studio = Studio::open(size);
      ASSERT_TRUE(studio.ok()) << studio.error();
      studio_ = std::move(studio).value();
    }
    for (bool chinese : {false, true})
      for (bool light : {false, true}) {
        const Settings settings = look(chinese, light, w.text);
        const float scale = ui::scale_for(static_cast<float>(w.width), static_cast<float>(w.height), w.text);
        const char* folder = std::getenv("EPOCHS_PICTURES");
        const auto draw_all = [&](ui::Ui& ui) { draw(ui, settings); };
        if (folder || pixels_ == Pixels::Yes)
          shot_ = studio_->draw(settings, draw_all);
        else
          studio_->lay_out(settings, draw_all);
        check(nlohmann::json::parse(studio_->anchors().to_json()), {static_cast<float>(w.width) / scale, static_cast<float>(w.height) / scale});
        if (folder) {
          ASSERT_TRUE(write_png(std::filesystem::path(folder) / (name + "-" + name_of(w) + (chinese ? "-zh" : "-en") + (light ? "-light" : "-dark") + ".png"), shot_));
        }
      }
  }
  // A lesson of the catalog: at a step, with one twin run or none, trained.
  void shoot_lesson(const std::string& name, LessonScreen& screen, const std::function<void(const nlohmann::json&, ui::Vec2)>& check) {
    Shell shell;
    shoot(name, [&](ui::Ui& ui, Settings settings) {
      shell.settings = settings;
      ui.canvas.fill(ui.window, ui.color(ui::Token::Background));
      screen.draw(ui, shell);
    }, check);
  }

  std::unique_ptr<Studio> studio_;     // of the window's size; its fonts are baked once
  enum class Pixels { No, Yes };
  Pixels pixels_ = Pixels::No;         // whether a check reads them: most ask only where things are
  Picture shot_;                       // the last picture, if there are any
};

// A lesson of the catalog, opened.
class Opened {
 public:
  explicit Opened(const char* id) : Opened(*lessons::find(id)) {}
  Opened(const char* id, const char* step) : Opened(id) { EXPECT_TRUE(screen.go_to(step)); }
  void train_twin(const TwinDifference& difference) {
    screen.open_twin(difference);
    screen.active().training().advance(150);
    screen.active().training().settle();
  }
  LessonScreen screen;

 private:
  explicit Opened(const lesson::Lesson& lesson) : screen(lesson, lesson.make(1, false), lesson::TextStore(lesson.id, EPOCHS_SOURCE_DIR "/lessons"), 1, Threads::No) {}
};

void expect_inside(const nlohmann::json& anchors, ui::Vec2 window, std::string_view except) {
  EXPECT_FALSE(anchors.empty());
  for (const auto& [id, r] : anchors.items()) {
    if (!except.empty() && id.starts_with(except)) continue;
    EXPECT_GE(r[0].get<float>(), -9) << id;
    EXPECT_GE(r[1].get<float>(), -9) << id;
    EXPECT_LE(r[0].get<float>() + r[2].get<float>(), window.x + 9) << id;
    EXPECT_LE(r[1].get<float>() + r[3].get<float>(), window.y + 9) << id;
  }
}

// In a low window the question scrolls with the text: what lies outside the narrative is cut off and cannot be pressed.
nlohmann::json scrolled_in(nlohmann::json anchors) {
  std::vector<std::string> away;
  for (const auto& [id, area] : anchors.items())
    if (id.starts_with("predict.")) away.push_back(id);
  for (const std::string& id : away) anchors.erase(id);
  return anchors;
}

// The sign that there is more lies over the column on purpose; a card lies around what it asks.
void expect_apart(const nlohmann::json& anchors) {
  static const std::set<std::string> kAround{"narrative.down", "predict.card", "transport.held"};
  std::vector<std::pair<std::string, ui::Rect>> areas;
  for (const auto& [id, r] : anchors.items())
    if (!kAround.contains(id)) areas.push_back({id, ui::Rect{r[0], r[1], r[2], r[3]}.inset(4)});
  for (std::size_t i = 0; i < areas.size(); ++i)
    for (std::size_t j = i + 1; j < areas.size(); ++j) {
      const ui::Rect &a = areas[i].second, &b = areas[j].second;
      const bool overlap = a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
      EXPECT_FALSE(overlap) << areas[i].first << " and " << areas[j].first;
    }
}

TEST_P(Screens, Hall) {
  Shell shell;
  HallState state;
  shell.progress = [](std::string_view id) { return id == "1943_neuron" ? 1.f : id == "1957_perceptron" ? 0.5f : 0.f; };
  shoot("hall", [&](ui::Ui& ui, Settings settings) {
    shell.settings = settings;
    ui.canvas.fill(ui.window, ui.color(ui::Token::Background));
    draw_hall(ui, shell, state);
  }, [](const auto& anchors, ui::Vec2 window) { expect_inside(anchors, window, "hall.card"); });
}

TEST_P(Screens, LessonSteps) {
  for (const char* step : {"question", "hidden"}) {
    LessonScreen screen = make_screen();
    ASSERT_TRUE(screen.go_to(step));
    screen.player().training().advance(60);
    shoot_lesson(std::string("lesson-") + step, screen, [](const auto& anchors, ui::Vec2 window) {
      expect_inside(window.y < 680 ? scrolled_in(anchors) : anchors, window, "side.");
      expect_apart(window.y < 680 ? scrolled_in(anchors) : anchors);
    });
  }
}

TEST_P(Screens, TwinRun) {
  Opened lesson("1986_backprop");
  lesson.train_twin({"rate", "0.03"});
  shoot_lesson("twin", lesson.screen, [](const auto& anchors, ui::Vec2 window) {
    EXPECT_TRUE(anchors.contains("twin.first") && anchors.contains("twin.second"));
    expect_inside(window.y < 680 ? scrolled_in(anchors) : anchors, window, "side.");
  });
}

// The loss stands clear of the output's label; the score's account holds its review's whole sentence; the code its comments.
TEST_P(Screens, PerceptronWithItsLoss) {
  Opened lesson("1957_perceptron", "mistake");
  lesson.screen.player().trace_beat(lesson::Beat::Loss);
  const bool narrow = GetParam().width < 1360;
  shoot_lesson("loss", lesson.screen, [&](const auto& anchors, ui::Vec2) {
    if (narrow || !anchors.contains("neuron.J")) return;
    const auto rect = [&](const char* name) { const auto& r = anchors.at(name); return ui::Rect{r[0], r[1], r[2], r[3]}; };
    const ui::Rect loss = rect("neuron.J"), output = rect("neuron.yhat");
    const ui::Rect label{output.center().x - 12, output.center().y - 54, 24, 26};
    EXPECT_TRUE(loss.right() <= label.x || loss.bottom() <= label.y) << "J runs into the label of the output";
  });
}

// After a divergence the repair is the one bright button: Play waits without its disc of ink.
TEST_P(Screens, TheRepairIsTheOneBrightButton) {
  if (GetParam().width > 2000) return;
  Opened lesson("1986_backprop", "break");
  lesson::Player& player = lesson.screen.player();
  lesson.screen.restore_predictions({{"break", {1, 1, "2026-11-22"}}});
  pixels_ = Pixels::Yes;
  const auto play_is_bright = [&](const nlohmann::json& anchors, ui::Vec2 window) {
    const auto& r = anchors.at("transport.play");
    const float pixels = static_cast<float>(shot_.width) / window.x, x = r[0].get<float>() + r[2].get<float>() / 2, y = r[1].get<float>() + r[3].get<float>() - 6;
    const std::size_t at = 3 * (static_cast<std::size_t>(y * pixels) * static_cast<std::size_t>(shot_.width) + static_cast<std::size_t>(x * pixels));
    const std::size_t ground = 3 * (static_cast<std::size_t>((y + 12) * pixels) * static_cast<std::size_t>(shot_.width) + static_cast<std::size_t>(x * pixels));
    return std::abs(static_cast<int>(shot_.rgb[at]) - static_cast<int>(shot_.rgb[ground])) > 120;
  };
  shoot_lesson("whole", lesson.screen, [&](const auto& anchors, ui::Vec2 window) { EXPECT_TRUE(play_is_bright(anchors, window)); });
  player.training().advance(600);
  player.training().settle();
  shoot_lesson("broken", lesson.screen, [&](const auto& anchors, ui::Vec2 window) {
    EXPECT_TRUE(anchors.contains("trouble.repair"));
    EXPECT_FALSE(play_is_bright(anchors, window));
  });
}

TEST_P(Screens, OwnPointsWithALineThatCannotBeRead) {
  Opened lesson("1986_backprop");
  LessonScreen& screen = lesson.screen;
  screen.paste_points("x,y,class\n0.5,1.2,1\n-0.3,0.8,0\n1.1,oops,1\n-1.2,-0.7,0\n0.9,0.4,1\n");
  Shell shell;
  shoot("points", [&](ui::Ui& ui, Settings settings) {
    shell.settings = settings;
    shell.sheet = Sheet::Points;
    ui.canvas.fill(ui.window, ui.color(ui::Token::Background));
    screen.draw(ui, shell);
  }, [](const auto& anchors, ui::Vec2 window) {
    EXPECT_TRUE(anchors.contains("sheet.points.problem") && anchors.contains("sheet.points.lines"));
    for (const char* name : {"sheet.points.table", "sheet.points.learn", "sheet.points.paste", "sheet.points.problem"}) {
      const auto& r = anchors.at(name);
      EXPECT_TRUE(r[0] >= 0 && r[1] >= 0 && static_cast<float>(r[0]) + static_cast<float>(r[2]) <= window.x && static_cast<float>(r[1]) + static_cast<float>(r[3]) <= window.y) << name;
    }
  });
}

TEST_P(Screens, CodeTwin) {
  for (const char* id : {"1957_perceptron", "1986_backprop"}) {
    const lesson::Lesson* lesson = lessons::find(id);
    const auto player = lesson->make(1, false);
    const lesson::TextStore texts(id, EPOCHS_SOURCE_DIR "/lessons");
    SideState state;
    state.tab = SideTab::Code;
    shoot(std::string("code-") + id, [&](ui::Ui& ui, Settings settings) {
      ui.canvas.fill(ui.window, ui.color(ui::Token::Background));
      const lesson::LessonText& text = texts.text(settings.language);
      draw_side(ui, {40, 60, std::min(308.f, ui.window.w - 80), 500}, {*player, text.steps[0], text.code}, state);
    }, [](const auto& anchors, ui::Vec2) { EXPECT_TRUE(anchors.contains("code.comment.6")); });
  }
}

TEST_P(Screens, TwinRunOfAStepThatNamesItsViews) {
  Opened lesson("1957_perceptron", "rate");
  lesson.train_twin({"rate", "1"});
  shoot_lesson("twin-rate", lesson.screen, [](const auto& anchors, ui::Vec2 window) { expect_inside(window.y < 680 ? scrolled_in(anchors) : anchors, window, "side."); });
}

TEST_P(Screens, Presenter) {
  if (GetParam().width < 700) return;   // nobody presents on a phone
  PresenterState state;
  state.on = state.notes = true;
  state.hands = {3, 1};
  testing::TestPlayer player(false);
  const TroubleMemory memory;
  const Handout handout;
  lesson::TextStore texts("1986_backprop", EPOCHS_SOURCE_DIR "/lessons");
  shoot("presenter", [&](ui::Ui& ui, Settings settings) {
    ui.canvas.fill(ui.window, ui.color(ui::Token::Background));
    const lesson::LessonText& text = texts.text(settings.language);
    draw_presenter(ui, {testing::shell_lesson(), player, text.steps[0], texts.glossary(settings.language), text.steps[1].title, 0, text.steps.size(), false, {player, memory}, handout}, state);
  }, [](const auto& anchors, ui::Vec2 window) { expect_inside(anchors, window, ""); });
}

// A built lesson in front of a room; the keys are pressed one a frame.
class Room {
 public:
  Room(const char* lesson, const char* step) : known_(*lessons::find(lesson)), screen(known_, known_.make(1, false), lesson::TextStore(lesson, EPOCHS_SOURCE_DIR "/lessons"), 1, Threads::No) {
    EXPECT_TRUE(screen.go_to(step));
    press('p');
  }
  void press(char32_t character) { keys_.push_back({ui::Key::Character, character}); }
  void press(ui::Key key) { keys_.push_back({key}); }
  void draw(ui::Ui& ui, const Settings& settings) {
    shell_.settings = settings;
    ui.canvas.fill(ui.window, ui.color(ui::Token::Background));
    for (; !keys_.empty(); keys_.erase(keys_.begin())) {
      ui::Ui now = ui;
      now.keys = {keys_.data(), 1};
      screen.draw(now, shell_);
    }
    screen.draw(ui, shell_);
  }

 private:
  const lesson::Lesson& known_;
  Shell shell_;
  std::vector<ui::KeyPress> keys_;

 public:
  LessonScreen screen;
};

// Both pictures of a step, in front of a room.
TEST_P(Screens, TwoPicturesInFrontOfARoom) {
  if (GetParam().width < 1000 || GetParam().width > 2000) return;
  const std::pair<const char*, const char*> steps[] = {{"1957_perceptron", "score"}, {"1957_perceptron", "line"}, {"1957_perceptron", "play"}, {"1986_backprop", "forward"}, {"1986_backprop", "spiral"}};
  for (const auto& [lesson, step] : steps) {
    Room room(lesson, step);
    room.screen.player().training().advance(40);
    shoot(std::string("room-views-") + step, [&](ui::Ui& ui, Settings settings) { room.draw(ui, settings); }, [&](const auto& anchors, ui::Vec2 window) {
      int views = 0;
      for (const auto& [id, area] : anchors.items()) views += id.starts_with("presenter.view.") ? 1 : 0;
      EXPECT_EQ(views, window.x >= 1440 ? 2 : 1);
      expect_inside(anchors, window, "");
    });
  }
}

TEST_P(Screens, AnAnswerInFrontOfARoom) {
  if (GetParam().width < 1000) return;
  for (const char* step : {"mistake", "noise"}) {
    Room room("1957_perceptron", step);
    for (int i = 0; i < 12; ++i) room.press(i % 3 == 0 ? '2' : '1');
    shoot(std::string("room-asked-") + step, [&](ui::Ui& ui, Settings settings) { room.draw(ui, settings); }, [&](const auto& anchors, ui::Vec2 window) {
      EXPECT_FALSE(anchors.contains("presenter.right"));
      expect_inside(anchors, window, "");
    });
    room.press(ui::Key::Enter);
    shoot(std::string("room-answer-") + step, [&](ui::Ui& ui, Settings settings) { room.draw(ui, settings); }, [&](const auto& anchors, ui::Vec2 window) {
      EXPECT_TRUE(anchors.contains("presenter.right"));
      expect_inside(anchors, window, "");
    });
  }
}

// The plot keeps its height; what lies over it is at most a third of the window.
TEST_P(Screens, NotesLeaveThePictureItsHeight) {
  if (GetParam().width < 1000) return;
  for (const char* step : {"question", "mistake", "play"}) {
    Room room("1957_perceptron", step);
    room.press('n');
    shoot(std::string("room-notes-") + step, [&](ui::Ui& ui, Settings settings) { room.draw(ui, settings); }, [&](const auto& anchors, ui::Vec2 window) {
      ASSERT_TRUE(anchors.contains("presenter.notes.card"));
      EXPECT_LE(anchors["presenter.notes.card"][3].template get<float>(), window.y / 3 + 0.1f);
      EXPECT_GE(anchors["presenter.stage"][3].template get<float>(), std::min(380.f, window.y - 620)) << step;
      const char* picture = anchors.contains("reviews") ? "reviews" : "neuron";   // in a small window the one that the spotlight names
      ASSERT_TRUE(anchors.contains(picture));
      EXPECT_GE(anchors[picture][3].template get<float>(), GetParam().text > 1 ? 50 : 200) << step << ": a stamp, not a picture";
      expect_inside(anchors, window, "");
    });
  }
}

TEST_P(Screens, Sheets) {
  Shell shell;
  const auto shot = [&](const char* name, Sheet sheet, auto draw) {
    shoot(name, [&](ui::Ui& ui, Settings settings) {
      shell.settings = settings;
      shell.sheet = sheet;
      ui.canvas.fill(ui.window, ui.color(ui::Token::Background));
      draw(ui);
    }, [](const auto& anchors, ui::Vec2 window) { expect_inside(anchors, window, ""); });
  };
  shot("keys", Sheet::Keys, [&](ui::Ui& ui) { draw_help_sheet(ui, shell); });
  shot("settings", Sheet::Settings, [&](ui::Ui& ui) { draw_settings_sheet(ui, shell); });
  shot("search", Sheet::Search, [&](ui::Ui& ui) { draw_search_sheet(ui, shell); });
  shot("honesty", Sheet::Honesty, [&](ui::Ui& ui) { draw_honesty_sheet(ui, shell, {{}, 12, "x86-64", "2026-01-01"}); });
  shot("share", Sheet::Share, [&](ui::Ui& ui) { draw_share_sheet(ui, shell); });
  shot("question", Sheet::Question, [&](ui::Ui& ui) {
    ui::Paragraph question(1);
    question.front().text = ui.say({"Why does a network without a bend in it need only one layer?", "为什么没有弯折的网络只相当于一层？"});
    draw_question_sheet(ui, shell, question, "2026-11-20");
  });
  PointsState points;
  testing::TestPlayer player(false);
  shot("points-empty", Sheet::Points, [&](ui::Ui& ui) { draw_points_sheet(ui, shell, points, player); });
  points.take("x,y,class\n0.5,1.2,1\n-0.3,0.8,0\n1.1,oops,1\n0.2,0.1,0\n");
  shot("points", Sheet::Points, [&](ui::Ui& ui) { draw_points_sheet(ui, shell, points, player); });
  points.refuse({{"Line 4: y is not a number.", "第 4 行：y 不是数。"}, 4});
  shot("points-refused", Sheet::Points, [&](ui::Ui& ui) { draw_points_sheet(ui, shell, points, player); });
  shot("restart", Sheet::Restart, [&](ui::Ui& ui) { draw_restart_sheet(ui, shell); });
}

INSTANTIATE_TEST_SUITE_P(Windows, Screens, ::testing::ValuesIn(kWindows), [](const auto& window) {
  return "At" + std::to_string(window.param.width) + "x" + std::to_string(window.param.height) + (window.param.text > 1 ? "Large" : "");
});

}  // namespace
}  // namespace epochs::app
