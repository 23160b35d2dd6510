#include "app/desktop.hpp"

#include <chrono>

#include "app/app.hpp"
#include "app/pacer.hpp"
#include "app/platform/window.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {
namespace {

double seconds_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// What the learner changed since `shown` goes into `stored`; what the command line set for this time does not.
Settings changed(Settings stored, const Settings& shown, const Settings& now) {
  if (now.language != shown.language) stored.language = now.language;
  if (now.brightness != shown.brightness) stored.brightness = now.brightness;
  stored.palette = now.palette;
  stored.text_size = now.text_size;
  stored.reduced_motion = now.reduced_motion;
  return stored;
}

}  // namespace

Result<void> check_lesson(const DesktopRequest& request) {
  if (request.lesson.empty()) return {};
  const lesson::Lesson* lesson = lessons::find(request.lesson);
  if (!lesson) return Error{"there is no lesson \"" + request.lesson + "\"; \"epochs list\" names them"};
  if (!lesson->make) return Error{"the lesson \"" + request.lesson + "\" is still to come; \"epochs list\" says which ones are ready"};
  return {};
}

}  // namespace epochs::app
