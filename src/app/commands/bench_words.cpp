#include "app/commands/bench_words.hpp"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "app/app.hpp"
#include "app/platform/frame_input.hpp"
#include "core/random.hpp"
#include "ui/anchor.hpp"
#include "ui/interface.hpp"

namespace epochs::app {
namespace {

using nlohmann::json;
using WordClock = std::chrono::steady_clock;

constexpr const char* kLesson = "2013_word2vec";
constexpr int kTimedFrames = 600, kFramesBefore = 60;
constexpr WindowSize kWindow{1440, 900, 1};

// More different words than a vocabulary holds, the commoner ones in groups that stand together; less than may be pasted.
std::string made_up_text() {
  constexpr std::uint32_t kDifferent = 10'400, kGroups = 40;
  constexpr int kWordsRead = 260'000, kOfASentence = 12;
  Random random(1);
  std::string text;
  for (int i = 0; i < kWordsRead; i += kOfASentence) {
    const std::uint32_t group = random.below(kGroups);
    for (int k = 0; k < kOfASentence; ++k) {
      const auto rank = static_cast<std::uint32_t>(kDifferent / kGroups * random.uniform() * random.uniform());
      text += "w" + std::to_string(i / kOfASentence < 870 ? static_cast<std::uint32_t>(i + k) % kDifferent : rank * kGroups + group) + " ";
    }
    text.back() = '.';
    text += '\n';
  }
  return text;
}

// Of this thread: what a frame costs, whoever else uses the machine.
double processor_milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

class WordFrames {
 public:
  explicit WordFrames(bool threaded) : threaded_(threaded), app_(options(threaded)) { interface_.prepare_fonts(frame_input(kWindow, app_.settings())); }

  Result<void> open(const char* width) {
    if (auto opened = app_.open_lesson(kLesson, "map"); !opened) return opened;
    frame();
    lesson::Player& player = *app_.player();
    for (const auto& [key, value] : {std::pair<const char*, std::string>{"own", made_up_text()}, {"width", width}, {"pairs", "256"}})
      if (auto set = player.set(key, value); !set) return set;
    player.training().settle();
    for (int i = 0; i < kFramesBefore; ++i) frame();
    player.training().set_speed(0);
    player.training().play();
    return {};
  }

  void click(const char* anchor) {
    const auto area = interface_.anchors().find(anchor);
    if (!area) return;
    interface_.put_pointer(area->center() * ui::scale_for(static_cast<float>(kWindow.width), static_cast<float>(kWindow.height), 1));
    for (const bool down : {true, false}) frame(), interface_.put_button(down), frame();
    interface_.put_pointer({1, 1});
  }

  json measure(const char* picture, const char* width) {
    std::vector<double> times, processor;
    for (int i = 0; i < kTimedFrames; ++i) {
      const auto start = WordClock::now();
      const double before = processor_milliseconds();
      frame();
      processor.push_back(processor_milliseconds() - before);
      times.push_back(std::chrono::duration<double, std::milli>(WordClock::now() - start).count());
      std::this_thread::sleep_for(std::chrono::milliseconds(8));   // the rest of a frame's time belongs to drawing and training
    }
    std::sort(times.begin(), times.end()), std::sort(processor.begin(), processor.end());
    return {{"work", "frame"}, {"lesson", kLesson}, {"step", "map"}, {"words", 10'000}, {"width", width}, {"picture", picture}, {"threads", threaded_ ? 2 : 1}, {"unit", "ms"}, {"rate", times[times.size() / 2]},
            {"p99", times[times.size() * 99 / 100]}, {"largest", times.back()}, {"processor", processor[processor.size() / 2]}, {"processor_p99", processor[processor.size() * 99 / 100]}, {"processor_largest", processor.back()}, {"frames", kTimedFrames}, {"updates", app_.player()->training().status().update}};
  }
  void pause() { app_.player()->training().pause(); }

 private:
  static AppOptions options(bool threaded) {
    AppOptions out;
    out.threaded = threaded;
    return out;
  }
  void frame() {
    app_.frame(interface_.begin_frame(frame_input(kWindow, app_.settings())));
    interface_.end_frame();
  }

  bool threaded_;
  ui::Interface interface_;
  App app_;
};

}  // namespace

Result<void> bench_words(std::ostream& out) {
  for (const bool threaded : {true, false})
    for (const char* width : {"24", "100"}) {
      WordFrames frames(threaded);
      if (auto opened = frames.open(width); !opened) return opened;
      out << frames.measure("pca", width).dump() << "\n";
      frames.click("map.projection.1");
      out << frames.measure("tsne", width).dump() << "\n";
      frames.pause();
    }
  return {};
}

}  // namespace epochs::app
