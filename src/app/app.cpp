#include "app/app.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/dropped_file.hpp"
#include "app/exports.hpp"
#include "app/home.hpp"
#include "app/lesson_screen.hpp"
#include "app/press.hpp"
#include "app/progress.hpp"
#include "app/saved_lessons.hpp"
#include "app/sheet.hpp"
#include "lessons/catalog.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"

namespace epochs::app {

using ui::Face;
using ui::Rect;
using ui::Token;

struct App::State {
  explicit State(AppOptions from) : options(std::move(from)), saved(options.data), progress(options.data) {
    shell.settings = options.settings;
    shell.progress = [this](std::string_view id) { return screen && screen->lesson().id == id ? screen->progress() : progress.share(id); };
    shell.last_lesson = progress.last_lesson();
    shell.notice = options.notice.empty() ? progress.notice() : options.notice;
  }

  AppOptions options;
  Shell shell;
  SavedLessons saved;
  Progress progress;
  HallState hall;
  std::unique_ptr<LessonScreen> screen;
  bool animating = false;
  std::optional<PictureWish> picture;
  int picture_in = 0;                  // frames to go
};

App::App(AppOptions options) : state_(std::make_unique<State>(std::move(options))) {}
App::~App() = default;

namespace {

float next_text_size(float now, int change) {
  int at = 1;
  for (int i = 0; i < static_cast<int>(std::size(kTextSizes)); ++i)
    if (kTextSizes[i] == now) at = i;
  return kTextSizes[std::clamp(at + change, 0, static_cast<int>(std::size(kTextSizes)) - 1)];
}

// Keys that mean the same in the hall and in a lesson.
void common_keys(const ui::Ui& ui, Shell& shell) {
  Settings& settings = shell.settings;
  for (const ui::KeyPress& key : ui.keys) {
    if (key.key == ui::Key::Plus) settings.text_size = next_text_size(settings.text_size, 1);
    if (key.key == ui::Key::Minus) settings.text_size = next_text_size(settings.text_size, -1);
    if (key.key != ui::Key::Character || key.control) continue;
    switch (key.character) {
      case U'l': settings.language = settings.language == Language::English ? Language::Chinese : Language::English; break;
      case U't':
        settings.brightness = settings.brightness == ui::Brightness::Dark ? ui::Brightness::Light : ui::Brightness::Dark;
        break;
      case U'+': case U'=': settings.text_size = next_text_size(settings.text_size, 1); break;
      case U'-': settings.text_size = next_text_size(settings.text_size, -1); break;
      case U'0': settings.text_size = 1; break;
      case U'?': shell.sheet = Sheet::Keys; break;
      case U'/': shell.sheet = Sheet::Search, shell.search.clear(); break;
      default: break;
    }
  }
}

// One sentence at the foot, until it is dismissed.
void draw_notice(ui::Ui& ui, Shell& shell) {
  if (shell.notice.empty()) return;
  const float most = std::min(760.f, ui.window.w - 48);
  const float w = std::min(most, ui.canvas.text_width(shell.notice, {Face::Ui, ui::kLabel}) + 76);
  const ui::RichStyle style{{Face::Ui, ui::kLabel}, 21, Token::InkOn, 3};
  const float text = ui::plain_text(ui, {0, 0}, w - 68, shell.notice, style, ui::Draw::No);
  const Rect area{(ui.window.w - w) / 2, ui.window.h - 132 - text, w, text + 22};
  ui.canvas.fill(area, ui.color(Token::Text1), 14);
  ui::plain_text(ui, {area.x + 20, area.y + 11}, w - 68, shell.notice, style);
  const Rect close{area.right() - 40, area.y + (area.h - 32) / 2, 32, 32};
  ui.canvas.text({close.center().x, close.center().y + 5}, "×", {Face::Medium, 18}, ui.color(Token::InkOn), ui::Align::Center);
  if (press(ui, "notice.close", close, 16).clicked) shell.notice.clear();
}

}  // namespace

void App::frame(ui::Ui& ui) {
  State& s = *state_;
  Shell& shell = s.shell;
  ui.canvas.fill(ui.window, ui.color(Token::Background));
  const Sheet sheet = shell.sheet;
  shell.in_lesson = s.screen != nullptr;
  ui.focus.restrict_to(sheet == Sheet::None ? "" : "sheet.");
  if (sheet == Sheet::None) common_keys(ui, shell);
  if (s.screen) {
    if (std::string error = s.screen->refresh_words(ui.time); !error.empty()) tell(std::move(error));
    s.screen->draw(ui, shell);
    if (auto wish = s.screen->take_export()) export_panel(ui, *wish);
  } else {
    ui::Ui below = sheet == Sheet::None ? ui : quiet(ui);
    draw_hall(below, shell, s.hall);
  }
  if (sheet == Sheet::Keys) draw_help_sheet(ui, shell);
  if (sheet == Sheet::Settings) draw_settings_sheet(ui, shell);
  if (sheet == Sheet::Search) draw_search_sheet(ui, shell);
  draw_notice(ui, shell);
  s.animating = ui.motion.running() || shell.sheet == Sheet::Search;
  grant_wishes();
}

void App::export_panel(const ui::Ui& ui, const ExportWish& wish) {
  State& s = *state_;
  if (wish.kind == Export::Png && !export_directory().empty()) {
    // The menu is still on this frame: the picture is taken from the next one.
    s.picture = PictureWish{wish.area, ui.scale, export_directory() / (s.screen->lesson().id + "-" + s.screen->step_id(s.screen->step()) + "-" + wish.view + ".png")};
    s.picture_in = 2;
  } else {
    s.shell.wishes.tell = save_export(ui, *s.screen, wish);
  }
}

std::optional<App::PictureWish> App::take_picture_wish() {
  State& s = *state_;
  if (!s.picture || --s.picture_in > 0) return std::nullopt;
  return std::exchange(s.picture, std::nullopt);
}

void App::grant_wishes() {
  State& s = *state_;
  const Wishes wishes = std::exchange(s.shell.wishes, {});
  if (!wishes.tell.empty()) tell(wishes.tell);
  if (wishes.save_state && s.screen) tell(save_state(s.shell.settings.language, *s.screen, s.shell.lock_settings));
  if (wishes.hall) open_hall();
  if (wishes.lesson)
    if (const Result<void> opened = open_lesson(*wishes.lesson); !opened) tell(opened.error());
}

bool App::wants_redraw() const { return state_->animating || state_->picture || (state_->screen && state_->screen->moving()); }

const Settings& App::settings() const { return state_->shell.settings; }

std::string App::title() const {
  if (!state_->screen) return "Epochs";
  const Localized& title = state_->screen->lesson().title;
  return std::string(title.in(state_->shell.settings.language)) + " · Epochs";
}

void App::open_hall() {
  save();
  state_->screen.reset();
}

Result<void> App::open_lesson(std::string_view id, std::string_view step) {
  State& s = *state_;
  const lesson::Lesson* lesson = lessons::find(id);
  if (!lesson) return Error{"There is no lesson \"" + std::string(id) + "\"; \"epochs list\" names them."};
  if (!lesson->make) return Error{"The lesson \"" + std::string(id) + "\" is not built yet; \"epochs list\" says which are."};
  lesson::TextStore words(std::string(id), s.options.lessons);
  if (words.text(Language::English).steps.empty()) return Error{words.error().empty() ? "The lesson \"" + std::string(id) + "\" has no words." : words.error()};
  save();
  const Threads threads = s.options.threaded ? Threads::Yes : Threads::No;
  auto screen = std::make_unique<LessonScreen>(*lesson, lesson->make(s.options.seed, s.options.threaded), std::move(words), s.options.seed, threads);
  if (const auto found = s.saved.load(id); found.state) {
    if (const auto restored = screen->player().restore(*found.state); !restored) {
      const auto aside = s.saved.set_aside(id);   // or saving would write over what may still be of use
      tell(restored.error() + (aside ? " The saved lesson now lies at " + aside.value().string() + "." : " " + aside.error()));
    }
  } else if (!found.notice.empty()) {
    tell(found.notice);
  }
  if (const LessonProgress* known = s.progress.find(id)) screen->restore_seen(known->seen, known->at);
  if (!step.empty() && !screen->go_to(step)) return Error{"The lesson \"" + std::string(id) + "\" has no step \"" + std::string(step) + "\"."};
  s.shell.last_lesson = id;
  s.screen = std::move(screen);
  return {};
}

Result<void> App::open_state(const nlohmann::json& state) {
  auto read = read_state(state);
  if (!read) return Error{read.error()};
  state_->options.seed = read.value().seed;
  if (auto opened = open_lesson(read.value().lesson, read.value().step); !opened) return opened;
  state_->screen->hidden = read.value().hidden;
  state_->screen->locked = read.value().locked;
  return state_->screen->player().restore(state);
}

void App::drop_file(const std::filesystem::path& file) {
  tell(take_dropped_file(*this, file));
}

lesson::Player* App::player() { return state_->screen ? &state_->screen->player() : nullptr; }
lesson::Player* App::on_stage() { return state_->screen ? &state_->screen->active() : nullptr; }
std::size_t App::step_count() const { return state_->screen ? state_->screen->step_count() : 0; }
std::optional<int> App::tour_updates() const {
  return state_->screen ? state_->screen->tour_updates() : std::nullopt;
}
std::string App::step_id(std::size_t index) const { return state_->screen ? state_->screen->step_id(index) : std::string(); }

void App::save() {
  State& s = *state_;
  if (!s.screen || s.options.data.empty()) return;
  const std::string& id = s.screen->lesson().id;
  s.progress.record(id, {s.screen->seen(), s.screen->step_id(s.screen->step()), s.screen->step_count()});
  if (const auto stored = s.progress.store(); !stored) tell(stored.error());
  if (const auto stored = s.saved.store(id, s.screen->player().save()); !stored) tell(stored.error());
}

void App::tell(std::string sentence) { state_->shell.notice = std::move(sentence); }

}  // namespace epochs::app
