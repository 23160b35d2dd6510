#include "app/lesson_screen.hpp"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/press.hpp"
#include "app/sheet.hpp"
#include "app/term_card.hpp"
#include "app/top_bar.hpp"
#include "app/twin_stage.hpp"
#include "lesson/text_lesson.hpp"
#include "lessons/catalog.hpp"
#include "session/saved_json.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"

namespace epochs::app {

using ui::Rect;

LessonScreen::LessonScreen(const lesson::Lesson& lesson, std::unique_ptr<lesson::Player> player, lesson::TextStore texts, std::uint64_t seed, Threads threads)
    : lesson_(lesson), player_(std::move(player)), texts_(std::move(texts)), seed_(seed), threads_(threads), claim_(threads) {
  set_speed(speed_stop(lesson_.updates_per_second));
  if (step_count() > 0) enter(0);
}

std::string LessonScreen::step_id(std::size_t index) const { return index < step_count() ? steps()[index].id : std::string(); }

void LessonScreen::enter(std::size_t index) {
  close_twin();
  side_.pinned.reset();
  step_ = index;
  seen_.insert(step_id(index));
  stage_ = {};
  narrative_ = {};
  presenter_.hands = {}, presenter_.revealed = false, presenter_.notes_scroll = 0, presenter_.picture = 0;
  entered_at_ = -1;
  hurry_.reset();
  side_.problem = {};
  const lesson::Step& step = steps()[index];
  set_up(step);
  player_->on_enter(step);
  if (question_open()) player_->training().pause();   // a run that goes on would tell
}

namespace {

// Two runs with the same text here are about the same problem: their losses compare.
std::string problem_of(const lesson::Player& player) {
  std::string out;
  for (const lesson::Setting& setting : player.settings())
    if (setting.begins_anew) out += setting.key + "=" + setting.value + " ";
  return out;
}

bool is_another_problem(const lesson::Player& player, std::string_view key, std::string_view value) {
  for (const lesson::Setting& setting : player.settings())
    if (setting.begins_anew && setting.key == key) return setting.value != value;
  return false;
}

}  // namespace

// A step about another problem begins its own run: its losses do not compare with those that were drawn so far. Some players say at once
// what their settings will be, others only when the model has taken them: both are asked.
void LessonScreen::set_up(const lesson::Step& step) {
  const std::string before = problem_of(*player_);
  bool anew = false;
  for (const auto& [key, value] : step.settings) {
    anew = anew || is_another_problem(*player_, key, value);
    if (const Result<void> done = player_->set(key, value); !done.ok()) side_.problem = done.failure();
  }
  if (anew || problem_of(*player_) != before) player_->training().restart();
}

bool LessonScreen::go_to(std::string_view id) {
  for (std::size_t i = 0; i < step_count(); ++i)
    if (step_id(i) == id) return enter(i), true;
  return false;
}

void LessonScreen::go(int change) {
  const auto last = static_cast<int>(step_count()) - 1;
  const int next = std::clamp(static_cast<int>(step_) + change, 0, std::max(0, last));
  if (next != static_cast<int>(step_)) enter(static_cast<std::size_t>(next));
}

Error LessonScreen::refresh_words(double now) {
  const std::string here = step_id(step_), error = texts_.error();
  if (!texts_.refresh(now)) return texts_.error() == error ? Error() : texts_.failure();
  step_ = std::min(step_, step_count() > 0 ? step_count() - 1 : 0);
  for (std::size_t i = 0; i < step_count(); ++i)
    if (step_id(i) == here) step_ = i;
  for (const lesson::Step& step : steps()) {
    const auto known = guesses_.find(step.id);
    const int options = step.prediction ? static_cast<int>(step.prediction->options.size()) : 0;
    if (known != guesses_.end() && (known->second.chosen >= options || known->second.outcome >= options)) guesses_.erase(known);   // another question now
  }
  return texts_.failure();
}

float LessonScreen::progress() const {
  if (step_count() == 0) return 0;
  const auto seen = std::count_if(steps().begin(), steps().end(), [&](const lesson::Step& step) { return seen_.contains(step.id); });
  return static_cast<float>(seen) / static_cast<float>(step_count());
}

void LessonScreen::restore_seen(const std::vector<std::string>& steps, const std::string& at) {
  for (const std::string& id : steps)
    for (std::size_t i = 0; i < step_count(); ++i)
      if (step_id(i) == id) seen_.insert(id);
  for (std::size_t i = 0; i < step_count(); ++i)
    if (step_id(i) == at) step_ = i, seen_.insert(at);
}

std::map<std::string, Prediction> LessonScreen::predictions(const std::string& today) const {
  std::map<std::string, Prediction> out;
  for (const auto& [step, guess] : guesses_)
    if (guess.done()) out[step] = {guess.skipped ? -1 : guess.chosen, guess.outcome, guess.on.empty() ? today : guess.on};
  return out;
}

void LessonScreen::restore_predictions(const std::map<std::string, Prediction>& predictions) {
  for (std::size_t i = 0; i < step_count(); ++i) {
    const auto found = predictions.find(step_id(i));
    if (found == predictions.end() || !steps()[i].prediction) continue;
    const int options = static_cast<int>(steps()[i].prediction->options.size());
    const Prediction& known = found->second;
    if (known.chosen >= options || known.outcome >= options) continue;   // the question was another one then
    guesses_[step_id(i)] = {known.chosen, known.chosen >= 0, known.chosen < 0, known.outcome, known.on};
  }
}

std::optional<ExportWish> LessonScreen::take_export() { return std::exchange(export_, std::nullopt); }

bool LessonScreen::moving() const {
  const session::Status status = active().training().status();
  return status.mode == session::RunMode::Running || status.replaying || !active().training().settled() || claim_.running() || entered_at_ < 0 || (presenter_.on && presenter_.pointer);
}

bool LessonScreen::question_open() const {
  const auto known = guesses_.find(step_id(step_));
  return steps()[step_].prediction && (known == guesses_.end() || !known->second.done());
}

void LessonScreen::answer(const PredictWish& wish, const lesson::Step& step) {
  Guess& given = guess();
  if (wish.skip) given.skipped = true;
  if (wish.check && given.chosen >= 0) given.answered = true;
  if (!wish.check && !wish.skip) return;
  given.on.clear();
  close_twin();
  given.outcome = step.prediction->answer;
  measure_answer();                    // before the answer is played: some lessons measure from where the learner is
  if (const auto speed = player_->reveal(step)) {
    if (given.measuring()) hurry_ = {transport_.speed, speed_stop(*speed)};
    set_speed(speed_stop(*speed));
  }
  if (step.twin) open_twin({step.twin->key, step.twin->value});
}

void LessonScreen::answer_rightly() {
  if (!question_open()) return;
  const lesson::Step& step = steps()[step_];
  Guess& given = guess();
  given.chosen = std::max(0, step.prediction->answer);
  answer({.check = true}, step);
  if (given.outcome >= 0) given.chosen = given.outcome;
}

// Some outcomes are known only after some training: they are asked for until then.
void LessonScreen::measure_answer() {
  const auto known = guesses_.find(step_id(step_));
  if (!steps()[step_].prediction || known == guesses_.end() || !known->second.measuring()) return;
  known->second.outcome = player_->measured_answer(steps()[step_]).value_or(-1);
  if (known->second.measuring()) return;
  narrative_.to_foot = true;           // the reason stands there now
  if (hurry_ && transport_.speed == hurry_->during) set_speed(hurry_->before);
  hurry_.reset();
}

void LessonScreen::set_speed(int stop) { transport_.speed = stop, transport_.dirty_speed = true; }

void LessonScreen::open_twin(const TwinDifference& difference) {
  if (!lesson_.make) return;
  close_twin();
  player_->training().pause();
  const bool threaded = threads_ == Threads::Yes;
  auto twin = TwinRun::make(lesson_.make(seed_, threaded), lesson_.make(seed_, threaded), player_->save(), steps()[step_], difference);
  side_.problem = twin ? Error() : twin.failure();
  if (!twin) return;
  twin_ = std::move(twin).value();
  side_.twin = difference;
  side_.twin_open = true;
  side_.open = false;          // a card over the stage would hide the second picture
  transport_.dirty_speed = side_.stop_changed = true;   // the new training has not been told yet
  twin_->training().play();
}

void LessonScreen::close_twin() {
  if (!twin_) return;
  twin_.reset();
  side_.twin_open = false;
  stage_ = {};
  transport_.dirty_speed = side_.stop_changed = true;
}

Result<void> LessonScreen::reseed(std::uint64_t seed) {
  if (!lesson_.make || seed == seed_) return {};
  close_twin();
  auto player = lesson_.make(seed, threads_ == Threads::Yes);
  if (auto restored = player->restore(session::before_training(player_->save())); !restored) return restored;   // the rest belongs to the old seed
  player->training().restart();        // drops the edits of weights, which were another network's
  player->on_enter(steps()[step_]);
  player_ = std::move(player);
  seed_ = seed;
  stage_ = {};
  side_.pinned.reset();
  transport_.dirty_speed = side_.stop_changed = true;   // the new training has not been told yet
  return {};
}

void LessonScreen::grant_side_wishes() {
  if (const auto seed = std::exchange(side_.wanted_seed, std::nullopt))
    if (const auto done = reseed(*seed); !done) side_.problem = done.failure();
  if (std::exchange(side_.close_twin, false)) close_twin();
  if (std::exchange(side_.open_twin, false)) open_twin(TwinDifference(side_.twin));
  if (std::exchange(side_.stop_changed, false)) active().training().set_stop(side_.stop);
  transport_.stop = side_.stop;
}

SideScene LessonScreen::side_scene(const ui::Ui& ui) const {
  SideScene scene{active(), current(ui.language), texts_.text(ui.language).code, question_open(), !handout.allows("settings"), twin_.get(), seed_};
  scene.own_text = !twin_ && lesson::text_lesson(*player_) && handout.allows("settings") && handout.allows("stage");
  scene.own_points = !twin_ && player_->takes_points() && handout.allows("settings") && handout.allows("stage");
  return scene;
}

// The tabs take input from `ui`, the card or column itself from `card`.
void LessonScreen::draw_side_area(ui::Ui& ui, ui::Ui& card, const LessonLayout& layout) {
  if (!choose_shown_tab(side_, handout)) return;
  const SideScene scene = side_scene(ui);
  if (layout.inspector.w > 0) {
    Rect column = layout.inspector;
    draw_side_tabs(ui, column.cut_top(30), side_, false, handout);
    return draw_side(card, column, scene, side_);
  }
  const bool was_open = side_.open;
  draw_side_tabs(ui, layout.side_tabs, side_, true, handout);
  if (side_.open && !was_open) narrative_.open = false;
  if (!side_.open) return;
  const Rect area = side_card(layout);
  shadow(ui, area, 12);
  surface(ui, area, 12, ui::Token::Surface2);
  draw_side(card, area.inset(16), scene, side_);
}

Rect LessonScreen::side_card(const LessonLayout& layout) const {
  if (layout.inspector.w > 0 || !side_.open) return {};
  return inspector_card(layout, layout.stage.x, side_.tab == SideTab::Code ? 420.f : 600.f);
}

// From the last step on to the next lesson, or to the hall when there is none yet.
void LessonScreen::leave(Shell& shell) const {
  const lesson::Lesson* following = lessons::following(lesson_.id);
  if (following) shell.wishes.lesson = following->id;
  else shell.wishes.hall = true;
}

NarrativeScene LessonScreen::narrative_scene(ui::Ui& ui, const LessonLayout& layout) {
  NarrativeScene scene{lesson_, texts_.text(ui.language), current(ui.language), step_, layout.narrative_on_top, seed_, ran_away(active().training().status()) && handout.allows("settings"), handout.shows("claim"), lessons::following(lesson_.id), {}};
  // The buttons stand in the row of the side's tabs where both fit, else in a row of their own.
  const bool beside = side_tabs_width(ui, handout) + 16 + narrative_buttons_width(ui) <= layout.side_tabs.w;
  scene.buttons = beside ? layout.side_tabs : Rect{layout.narrative.x, layout.narrative.bottom() - 34, layout.narrative.w, 34};
  return scene;
}

TroubleScene LessonScreen::trouble_scene() { return {active(), trouble_, handout.allows("training"), handout.allows("settings"), TroubleSize::Desk}; }

void LessonScreen::draw_stage_area(ui::Ui& ui, const LessonLayout& layout) {
  const lesson::Step& step = steps()[step_];
  if (twin_) {
    side_.close_twin |= draw_twin_stage(ui, *twin_, step, layout.stage, stage_);
    return;
  }
  const StageScene scene{*player_, step, layout.stage, player_->wide_stage(step), layout.second_row_as_tabs, !handout.allows("stage")};
  if (auto wanted = draw_stage(ui, scene, stage_)) export_ = std::move(wanted);
}

// Stage, side, transport and what may lie over them; what is covered cannot be pressed.
void LessonScreen::draw_middle(ui::Ui& ui, const LessonLayout& layout, bool card_open) {
  const ui::Vec2 pointer = ui.pointer.position;
  const TroubleScene trouble = trouble_scene();
  const Rect warning = trouble_area(ui, layout.stage, trouble);
  ui::FocusRing apart;
  const auto below = [&](bool covered) { return card_open ? out_of_reach(ui, apart) : covered ? quiet(ui) : ui; };
  ui::Ui stage = below(side_card(layout).contains(pointer) || transport_.menu.contains(pointer) || warning.contains(pointer));
  ui::Ui side = below(warning.contains(pointer));
  ui::Ui above = below(false);
  LessonLayout shown = layout;
  if (warning.w > 0 && ran_away(active().training().status())) shown.stage.h = warning.y - 12 - shown.stage.y;   // the card hides nothing
  draw_stage_area(stage, shown);
  draw_side_area(ui, side, layout);
  if (!twin_) draw_spotlight(ui);
  draw_urge(ui);
  draw_trouble_panel(above, layout.stage, trouble);
  transport_.play = question_open() ? PlayLook::Held : warning.w > 0 ? PlayLook::Quiet : PlayLook::Bright;
  draw_transport_area(ui, layout);
}

LessonLayout LessonScreen::layout_in(const ui::Ui& ui) const {
  return lesson_layout({ui.window.w, ui.window.h}, twin_ || player_->wide_stage(steps()[step_]) ? StageKind::Wide : StageKind::Normal);
}

bool LessonScreen::words_on_top(const ui::Ui& ui) const { return layout_in(ui).narrative_on_top; }

void LessonScreen::draw_learner(ui::Ui& ui, Shell& shell) {
  const lesson::Step& step = steps()[step_];
  LessonLayout layout = layout_in(ui);
  if (!handout.shows("training")) layout = without_transport(layout);
  const BarPressed bar = draw_lesson_bar(ui, shell, layout.top_bar, layout.width, {lesson_, player_->honesty().kind});
  if (bar.presenter) present(ui.time);
  if (bar.honesty) honest_view_.clear(), shell.sheet = Sheet::Honesty;
  const NarrativeScene narrative = narrative_scene(ui, layout);
  const bool card_open = layout.narrative_on_top && narrative_.open;   // what opens it in this frame is drawn in the next
  NarrativeWish wish = draw_narrative(ui, layout.narrative, narrative, narrative_, guess(), claim_);
  if (narrative_.open && !card_open) side_.open = false;
  draw_middle(ui, layout, card_open);
  if (stage_.asked) honest_view_ = *std::exchange(stage_.asked, std::nullopt), shell.sheet = Sheet::Honesty;
  if (card_open) static_cast<PredictWish&>(wish) = draw_narrative_card(ui, layout.stage, narrative, narrative_, guess(), claim_);
  draw_term_card(ui, texts_.glossary(ui.language));
  if (std::exchange(transport_.tried, false)) urge(ui);
  wish.skip |= std::exchange(transport_.show, false);
  answer(wish, step);
  if (wish.jump >= 0) enter(static_cast<std::size_t>(wish.jump));
  go(wish.go);
  if (wish.leave) leave(shell);
  grant_side_wishes();
  if (std::exchange(side_.ask_points, false)) shell.sheet = Sheet::Points;
}

void LessonScreen::draw_transport_area(ui::Ui& ui, const LessonLayout& layout) {
  if (!handout.shows("training")) return;
  transport_.may_show = handout.allows("training");
  if (transport_.may_show) return draw_transport(ui, active(), layout, transport_);
  ui::FocusRing apart;
  ui::Ui look = look_only(ui, apart);
  draw_transport(look, active(), layout, transport_);
}

// For four seconds after entering a step its anchors are outlined; under reduced motion they stay so without fading.
void LessonScreen::draw_spotlight(ui::Ui& ui) {
  if (entered_at_ < 0) entered_at_ = ui.time;
  const double age = ui.time - entered_at_;
  if (age > 4) return;
  const float alpha = ui.motion.reduced() ? 1.f : static_cast<float>(std::min(1.0, 4 - age));
  for (const std::string& name : steps()[step_].spotlights)
    if (const auto area = ui.anchors.find(name)) ui.canvas.outline(area->inset(-6), ui::with_alpha(ui.color(ui::Token::Text1), alpha), 12, 2);
}

void LessonScreen::draw_sheets(ui::Ui& ui, Shell& shell) {
  if (shell.sheet == Sheet::Honesty) draw_honesty_sheet(ui, shell, {honest_view_.empty() ? player_->honesty() : player_->honesty_of(honest_view_), player_->training().status().furthest, machine_name(), today()});
  if (shell.sheet == Sheet::Points) draw_points_sheet(ui, shell, points_, *player_);
  if (shell.sheet == Sheet::Restart && draw_restart_sheet(ui, shell) == Answer::Yes) active().training().restart();
}

void LessonScreen::draw_present(ui::Ui& ui) {
  const lesson::LessonText& text = texts_.text(ui.language);
  const std::string_view next = step_ + 1 < text.steps.size() ? std::string_view(text.steps[step_ + 1].title) : std::string_view();
  TroubleScene trouble = trouble_scene();
  trouble.size = TroubleSize::Room;
  const PresenterScene scene{lesson_, active(), current(ui.language), texts_.glossary(ui.language), next, step_, step_count(), !question_open(), trouble, handout, guess().outcome};
  const PresenterWish wish = draw_presenter(ui, scene, presenter_);
  if (wish.leave) presenter_.on = false;
  if (wish.reveal) reveal();
  if (wish.urge) urge(ui);
  draw_urge(ui);
  go(wish.go);
}

void LessonScreen::draw(ui::Ui& ui, Shell& shell) {
  active().training().pump(std::chrono::milliseconds(6));
  if (step_count() == 0) return;
  measure_answer();
  active().set_question(question_open() ? lesson::Question::Open : lesson::Question::Settled);
  trouble_.look(active());
  const bool covered = shell.sheet != Sheet::None, woken = !covered && wake(ui);
  if (ui.pointer.down && !std::exchange(holding_, true)) player_->training().begin_gesture();
  if (!covered && !woken) presenter_.on ? presenter_keys(ui, shell) : keys(ui, shell);
  ui::Ui below = covered || woken ? quiet(ui) : ui;
  if (presenter_.on) draw_present(below);
  else draw_learner(below, shell);
  if (covered) draw_sheets(ui, shell);
  if (!ui.pointer.down && std::exchange(holding_, false)) player_->training().end_gesture();   // what is set as the hand lets go belongs to it
}

}  // namespace epochs::app
