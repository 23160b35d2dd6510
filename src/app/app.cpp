#include "app/app.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/dropped_file.hpp"
#include "app/exports.hpp"
#include "app/home.hpp"
#include "app/json_file.hpp"
#include "app/lesson_screen.hpp"
#include "app/press.hpp"
#include "app/progress.hpp"
#include "app/reading_bar.hpp"
#include "app/saved_lessons.hpp"
#include "app/sheet.hpp"
#include "app/trouble.hpp"
#include "lesson/text_lesson.hpp"
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
    shell.notice = options.notice.empty() ? progress.notice().in(options.settings.language) : options.notice;
  }

  AppOptions options;
  Shell shell;
  SavedLessons saved;
  Progress progress;
  HallState hall;
  std::unique_ptr<LessonScreen> screen;
  bool animating = false, typing = false;        // typing: a text field has the keyboard
  std::optional<PictureWish> picture;
  int picture_in = 0;                  // frames to go
  std::optional<std::string> copied;
  std::string kept_own;                // one sentence: where the learner's own run went when a state took its place
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
      case U'/': shell.sheet = Sheet::Search, shell.search = {}; break;
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

void App::read_on(ui::Ui& ui) {
  lesson::TextLesson* lesson = state_->screen ? lesson::text_lesson(state_->screen->player()) : nullptr;
  if (!lesson) return;
  if (const std::string said = go_on_reading(*lesson, ui.language); !said.empty()) tell(said);
  if (const auto reading = lesson->reading()) draw_reading_bar(ui, *lesson, *reading);
}

void App::frame(ui::Ui& ui) {
  State& s = *state_;
  Shell& shell = s.shell;
  ui.canvas.fill(ui.window, ui.color(Token::Background));
  const Sheet sheet = shell.sheet;
  shell.in_lesson = s.screen != nullptr;
  shell.handed_out = s.screen && !s.screen->handout.empty();
  ui.focus.restrict_to(sheet == Sheet::None ? "" : "sheet.");
  if (sheet == Sheet::None && !(s.screen && s.screen->blank())) common_keys(ui, shell);
  if (s.screen) {
    if (const Error error = s.screen->refresh_words(ui.time); !error.message.empty()) tell(error.in(ui.language));
    s.screen->draw(ui, shell);
    if (auto wish = s.screen->take_export()) export_panel(ui, *wish);
  } else {
    ui::Ui below = sheet == Sheet::None ? ui : quiet(ui);
    draw_hall(below, shell, s.hall);
  }
  if (sheet == Sheet::Keys) draw_help_sheet(ui, shell);
  if (sheet == Sheet::Settings) draw_settings_sheet(ui, shell);
  if (sheet == Sheet::Search) draw_search_sheet(ui, shell);
  if (sheet == Sheet::Share) draw_share_sheet(ui, shell);
  if (sheet == Sheet::Question) draw_last_question(ui);
  note_last_question();
  draw_notice(ui, shell);
  read_on(ui);
  s.typing = ui.focus.typing();
  s.animating = ui.motion.running() || s.typing;   // a caret blinks
  grant_wishes();
}

void App::export_panel(const ui::Ui& ui, const ExportWish& wish) {
  State& s = *state_;
  if (wish.kind == Export::Png && !export_directory(UserFolder::Pictures).empty()) {
    // The menu is still on this frame: the picture is taken from the next one.
    s.picture = PictureWish{wish.area, ui.scale, export_directory(UserFolder::Pictures) / (s.screen->lesson().id + "-" + s.screen->step_id(s.screen->step()) + "-" + wish.view + ".png")};
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
  const Language language = s.shell.settings.language;
  if (wishes.save_state && s.screen) tell(save_state(language, *s.screen, s.shell.handout));
  if (wishes.print_notes && s.screen) tell(save_notes(language, *s.screen));
  if (wishes.copy_state && s.screen) {
    s.copied = write_state(*s.screen, s.shell.handout).dump();
    tell(language == Language::English ? "Copied. Ctrl+V in the hall opens it; saved as a file it is a FILE.epochs." : "已复制。在展厅按 Ctrl+V 即可打开；存成文件就是一个 .epochs 文件。");
  }
  if (wishes.free_controls && s.screen) s.screen->handout = {};
  if (wishes.hall) open_hall();
  if (wishes.lesson)
    if (const Result<void> opened = open_lesson(*wishes.lesson); !opened) tell(opened.failure().in(language));
}

bool App::wants_redraw() const { return state_->animating || state_->picture || (state_->screen && state_->screen->moving()); }

bool App::wants_pointer() const { return !state_->screen || state_->screen->wants_pointer(); }

const Settings& App::settings() const { return state_->shell.settings; }

std::string App::title() const {
  if (!state_->screen) return "Epochs";
  const Localized& title = state_->screen->lesson().title;
  return std::string(title.in(state_->shell.settings.language)) + " · Epochs";
}

std::optional<std::string> App::take_copied() { return std::exchange(state_->copied, std::nullopt); }

void App::paste(const std::string& text) {
  if (state_->screen && state_->shell.sheet == Sheet::Points) return state_->screen->paste_points(text);
  if (state_->screen && state_->shell.sheet == Sheet::None && !state_->typing && lesson::text_lesson(state_->screen->player())) return tell(take_pasted_text(*this, text));
  if (state_->screen || state_->shell.sheet != Sheet::None) return;
  if (const auto opened = open_state_text(text); !opened) tell(opened.failure().in(settings().language));
}

std::string App::today() const { return state_->options.today.empty() ? app::today() : state_->options.today; }

// Reaching the last step puts its question; on a later day it is asked again when the lesson is opened.
void App::note_last_question() {
  State& s = *state_;
  if (!s.screen || s.screen->step() + 1 != s.screen->step_count() || s.screen->text(Language::English).last_question.empty()) return;
  const std::string& id = s.screen->lesson().id;
  const LessonProgress* known = s.progress.find(id);
  if (!known || known->asked_on.empty()) s.progress.asked(id, today());
}

void App::draw_last_question(ui::Ui& ui) {
  State& s = *state_;
  const LessonProgress* known = s.screen ? s.progress.find(s.screen->lesson().id) : nullptr;
  if (!known) return void(s.shell.sheet = Sheet::None);
  const Answer answer = draw_question_sheet(ui, s.shell, s.screen->text(ui.language).last_question, known->asked_on);
  if (answer == Answer::Yes) s.progress.answered(s.screen->lesson().id, today());
  if (answer == Answer::No) s.progress.asked(s.screen->lesson().id, today());
}

void App::open_hall() {
  save();
  state_->screen.reset();
}

namespace {

// The seed that a saved run was made with.
std::uint64_t seed_of(const std::optional<nlohmann::json>& saved, std::uint64_t otherwise) {
  if (!saved || !saved->is_object() || !saved->contains("seed") || !(*saved)["seed"].is_number_unsigned()) return otherwise;
  return (*saved)["seed"].get<std::uint64_t>();
}

Error no_such_step(std::string_view lesson, std::string_view step) {
  return {"The lesson \"" + std::string(lesson) + "\" has no step \"" + std::string(step) + "\".", "“" + std::string(lesson) + "”这一课没有“" + std::string(step) + "”这一步。"};
}

// A stored run as a state that can be opened like any that is handed out.
nlohmann::json as_state(nlohmann::json run, std::string_view lesson, std::string_view step, std::uint64_t seed) {
  run["version"] = 1;
  run["lesson"] = lesson;
  run["step"] = step;
  if (!run.contains("seed")) run["seed"] = seed;
  return run;
}

// A run that is whole, but lacks something that is not on this machine.
std::string told_kept(Language language, const std::filesystem::path& place) {
  return language == Language::English ? " Your run is kept as " + place.string() + "; open that file then." : "你的训练已另存为 " + place.string() + "，备齐之后打开它即可。";
}

// A saved lesson that could not be opened, and where it lies now.
std::string told_aside(Language language, const Error& why, const Result<std::filesystem::path>& aside) {
  if (!aside) return why.in(language) + (language == Language::English ? " " : "") + aside.failure().in(language);
  return why.in(language) + (language == Language::English ? " The saved lesson now lies at " + aside.value().string() + "." : "保存的内容现在放在 " + aside.value().string() + "。");
}

}  // namespace

Result<void> App::open_lesson(std::string_view id, std::string_view step) {
  State& s = *state_;
  const lesson::Lesson* lesson = lessons::find(id);
  if (!lesson) return Error{"There is no lesson \"" + std::string(id) + "\"; \"epochs list\" names them.", "没有“" + std::string(id) + "”这一课；“epochs list”会列出全部课程。"};
  if (!lesson->make) return Error{"The lesson \"" + std::string(id) + "\" is not built yet; \"epochs list\" says which are.", "“" + std::string(id) + "”这一课还在筹备；“epochs list”会列出已有的课程。"};
  lesson::TextStore words(std::string(id), s.options.lessons);
  if (words.text(Language::English).steps.empty()) return words.error().empty() ? Error{"The lesson \"" + std::string(id) + "\" has no words.", "“" + std::string(id) + "”这一课没有文字。"} : words.failure();
  save();
  const Threads threads = s.options.threaded ? Threads::Yes : Threads::No;
  const auto found = s.saved.load(id);
  const std::uint64_t seed = seed_of(found.state, s.options.seed);
  auto screen = std::make_unique<LessonScreen>(*lesson, lesson->make(seed, s.options.threaded), std::move(words), seed, threads);
  if (found.state) {
    if (const auto restored = screen->player().restore(*found.state); !restored) {
      const LessonProgress* known = s.progress.find(id);
      const auto waits = screen->player().missing(*found.state) ? s.saved.keep_own(id, as_state(*found.state, id, known ? known->at : "", seed)) : Result<std::filesystem::path>(Error{});
      if (waits) tell(restored.failure().in(s.shell.settings.language) + told_kept(s.shell.settings.language, waits.value()));
      else tell(told_aside(s.shell.settings.language, restored.failure(), s.saved.set_aside(id)));   // or saving would write over what may still be of use
    } else {
      screen->handout = handout_from_json(*found.state);
    }
  } else if (!found.notice.empty()) {
    tell(found.notice.in(s.shell.settings.language));
  }
  if (const LessonProgress* known = s.progress.find(id)) {
    screen->restore_seen(known->seen, known->at);
    screen->restore_predictions(known->predictions);
  }
  if (!step.empty() && !screen->go_to(step)) return no_such_step(id, step);
  s.shell.last_lesson = id;
  s.shell.handout = {};
  s.screen = std::move(screen);
  if (s.progress.question_due(id, today()) && !s.screen->text(Language::English).last_question.empty()) s.shell.sheet = Sheet::Question;
  return {};
}

Result<void> App::reseed(std::uint64_t seed) { return state_->screen ? state_->screen->reseed(seed) : Result<void>(); }

namespace {

// The same run, whatever lesson, step or controls are named beside it.
bool same_run(const nlohmann::json& a, const nlohmann::json& b) {
  for (const char* key : {"update", "commands", "seed"})
    if (a.value(key, nlohmann::json()) != b.value(key, nlohmann::json())) return false;
  return true;
}

}  // namespace

Result<void> App::open_state(const nlohmann::json& state) {
  State& s = *state_;
  s.kept_own.clear();
  auto read = read_state(state);
  if (!read) return read.failure();
  save();
  const auto own = s.saved.load(read.value().lesson);
  const LessonProgress* known = s.progress.find(read.value().lesson);
  const std::string own_step = known ? known->at : std::string();
  const std::uint64_t seed_before = std::exchange(s.options.seed, read.value().seed);
  const Result<void> opened = open_lesson(read.value().lesson, read.value().step);
  s.options.seed = seed_before;
  if (!opened) return opened;
  if (auto taken = take_state(state, read.value().seed, read.value().handout); !taken) return taken;
  if (!own.state || !own.state->is_object() || same_run(*own.state, state)) return {};
  const auto place = s.saved.keep_own(read.value().lesson, as_state(*own.state, read.value().lesson, own_step, seed_before));
  if (!place) return place.failure();
  s.kept_own = s.shell.settings.language == Language::English ? "Your own run of this lesson is kept as " + place.value().string() + "; open that file to have it again."
                                                              : "你自己的这一课已另存为 " + place.value().string() + "，打开它即可恢复。";
  tell(s.kept_own);
  return {};
}

// A player of the state's seed takes the place of the learner's own.
Result<void> App::take_state(const nlohmann::json& state, std::uint64_t seed, const Handout& handout) {
  State& s = *state_;
  LessonScreen& own = *s.screen;
  const lesson::Lesson& lesson = own.lesson();
  auto screen = std::make_unique<LessonScreen>(lesson, lesson.make(seed, s.options.threaded), lesson::TextStore(lesson.id, s.options.lessons), seed,
                                               s.options.threaded ? Threads::Yes : Threads::No);
  const std::string step = own.step_id(own.step());
  screen->restore_seen(own.seen(), step);
  screen->restore_predictions(own.predictions(today()));
  if (!screen->go_to(step)) return no_such_step(lesson.id, step);
  if (auto restored = screen->player().restore(state); !restored) return restored;
  screen->handout = handout;
  s.screen = std::move(screen);
  return {};
}

Result<void> App::open_state_text(const std::string& text) {
  const auto state = parse_json_object(text, 64 * 1024 * 1024);
  if (!state) return Error{state_->shell.settings.language == Language::English ? "What is on the clipboard is not the state of a lesson." : "剪贴板里的不是课程状态。"};
  return open_state(*state);
}

void App::drop_file(const std::filesystem::path& file) {
  state_->kept_own.clear();
  const std::string said = take_dropped_file(*this, file);
  if (said.empty()) return tell({});             // what is read says so itself
  tell(state_->kept_own.empty() ? said : said + " " + state_->kept_own);
}

lesson::Player* App::player() { return state_->screen ? &state_->screen->player() : nullptr; }
bool App::pinned() const { return state_->screen && state_->screen->pinned(); }
bool App::may_edit() const { return !state_->screen || (state_->screen->handout.allows("settings") && state_->screen->handout.allows("stage")); }
lesson::Player* App::on_stage() { return state_->screen ? &state_->screen->active() : nullptr; }
std::size_t App::step_count() const { return state_->screen ? state_->screen->step_count() : 0; }
std::optional<int> App::tour_updates() const {
  return state_->screen ? state_->screen->tour_updates() : std::nullopt;
}
void App::present() {
  if (state_->screen) state_->screen->present(0);
}
bool App::asks() const { return state_->screen && state_->screen->question_open(); }
void App::answer() {
  if (!asks()) return;
  state_->screen->answer_rightly();
  on_stage()->training().pause();
}
std::string App::step_id(std::size_t index) const { return state_->screen ? state_->screen->step_id(index) : std::string(); }

namespace {

nlohmann::json saved_state(LessonScreen& screen) {
  nlohmann::json state = screen.player().save();
  state["seed"] = screen.seed();
  if (!screen.handout.empty()) handout_to_json(state, screen.handout);
  return state;
}

}  // namespace

void App::save() {
  State& s = *state_;
  if (!s.screen || s.options.data.empty()) return;
  const std::string& id = s.screen->lesson().id;
  s.progress.record(id, {s.screen->seen(), s.screen->step_id(s.screen->step()), s.screen->step_count(), s.screen->predictions(today()), {}, {}});
  if (const auto stored = s.progress.store(); !stored) tell(stored.failure().in(s.shell.settings.language));
  if (const auto stored = s.saved.store(id, saved_state(*s.screen)); !stored) tell(stored.failure().in(s.shell.settings.language));
}

void App::tell(std::string sentence) { state_->shell.notice = std::move(sentence); }

}  // namespace epochs::app
