#include "app/commands/training_steps.hpp"

#include "app/commands/rehearsal.hpp"

namespace epochs::app {

void TrainingStep::train_flat_out() const {
  app.player()->training().set_speed(0);
  app.player()->training().play();
}

Result<void> visit_training_steps(const std::function<void(const TrainingStep&)>& visit, TrainsIn where) {
  const auto lessons = choose_lessons({});
  if (!lessons) return Error{lessons.error()};
  for (const std::string& lesson : lessons.value()) {
    AppOptions options;
    options.threaded = where == TrainsIn::ItsOwnThread;
    App app{options};
    if (auto opened = app.open_lesson(lesson); !opened) return opened;
    for (std::size_t i = 0; i < app.step_count(); ++i) {
      const TrainingStep at{app, lesson, app.step_id(i)};
      if (auto opened = app.open_lesson(lesson, at.step); !opened) return opened;
      visit(at);
      app.player()->training().pause();
    }
  }
  return {};
}

}  // namespace epochs::app
