#include "app/commands/rehearsal.hpp"

#include "lesson/text_store.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {

Result<Rehearsal> rehearse(std::string_view lesson, const Settings& settings, std::uint64_t seed) {
  AppOptions options;
  options.settings = settings;
  options.settings.reduced_motion = true;   // a picture shows where things come to rest
  options.seed = seed;
  options.threaded = false;
  Rehearsal rehearsal{std::make_unique<App>(std::move(options)), {}};
  if (auto opened = rehearsal.app->open_lesson(lesson); !opened) return Error{opened.error()};
  for (std::size_t i = 0; i < rehearsal.app->step_count(); ++i) rehearsal.steps.push_back(rehearsal.app->step_id(i));
  return rehearsal;
}

namespace {

Result<void> train(App& app, std::string_view lesson, std::optional<long> wanted) {
  session::Training& training = app.on_stage()->training();
  const long updates = wanted.value_or(app.tour_updates().value_or(kRehearsalUpdates));
  if (training.status().update < updates) {
    training.advance(updates - training.status().update);
    training.settle();
  }
  const session::Status status = training.status();
  if (!status.failure.empty()) return Error{"Training " + std::string(lesson) + " failed: " + status.failure};
  return {};
}

}  // namespace

Result<void> enter_step(Rehearsal& rehearsal, std::string_view lesson, std::string_view step) {
  if (auto opened = rehearsal.app->open_lesson(lesson, step); !opened) return opened;
  return rehearsal.app->asks() ? Result<void>() : train(*rehearsal.app, lesson, {});
}

Result<void> answer_step(Rehearsal& rehearsal, std::string_view lesson, std::optional<long> updates) {
  rehearsal.app->answer();
  return train(*rehearsal.app, lesson, updates);
}

Result<std::vector<std::string>> choose_lessons(const std::vector<std::string>& wanted) {
  std::vector<std::string> chosen;
  for (const lesson::Lesson& lesson : lessons::catalog())
    if (wanted.empty() && lesson.make) chosen.push_back(lesson.id);
  for (const std::string& id : wanted) {
    const lesson::Lesson* lesson = lessons::find_named(id);
    if (!lesson) return Error{"there is no lesson \"" + id + "\"; \"epochs list\" names them"};
    if (!lesson->make) return Error{"the lesson \"" + id + "\" is still to come; \"epochs list\" says which ones are ready"};
    chosen.push_back(lesson->id);
  }
  return chosen;
}

Result<void> check_step(const std::string& lesson, const std::string& step, const std::filesystem::path& texts) {
  if (step.empty() || lesson.empty()) return {};
  std::string known;
  const lesson::TextStore words(lesson, texts);
  for (const lesson::Step& each : words.text(Language::English).steps) {
    if (each.id == step) return {};
    known += (known.empty() ? "" : ", ") + each.id;
  }
  return Error{"the lesson " + lesson + " has no step \"" + step + "\"; it has " + known};
}

}  // namespace epochs::app
