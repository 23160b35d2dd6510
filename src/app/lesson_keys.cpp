// What the keys do in an open lesson, at the learner's desk and in front of a room.
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "app/lesson_screen.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"

namespace epochs::app {

// The keys of the transport, in both modes; a teacher may have locked them.
void LessonScreen::training_keys(const ui::Ui& ui, const ui::KeyPress& key) {
  if (!handout.allows("training") || urged_by(ui, key)) return;
  session::Training& training = active().training();
  const bool on_control = !presenter_.on && ui.focus.on_control();
  if (key.key == ui::Key::Space && !on_control) toggle_play(training);
  if (key.key == ui::Key::Up && !on_control) change_speed(transport_, training, 1);
  if (key.key == ui::Key::Down && !on_control) change_speed(transport_, training, -1);
  if (key.key == ui::Key::Home) training.seek(0);
  if (key.key == ui::Key::End) training.seek(training.status().furthest);
  if (key.key != ui::Key::Character || key.control) return;
  if (key.character == U'.') app::step(active(), 1, key.shift);
  if (key.character == U',') app::step(active(), -1, key.shift);
}

// While a question is open, what would run or move the run leads to the question instead.
bool LessonScreen::urged_by(const ui::Ui& ui, const ui::KeyPress& key) {
  if (!question_open()) return false;
  const bool on_control = !presenter_.on && ui.focus.on_control();
  const bool walks = key.key == ui::Key::Character && !key.control && (key.character == U'.' || key.character == U',');
  if (!walks && !(key.key == ui::Key::Space && !on_control) && key.key != ui::Key::Home && key.key != ui::Key::End) return false;
  urge(ui);
  return true;
}

// The question comes into view and is outlined for a moment; the keyboard stays where it is.
void LessonScreen::urge(const ui::Ui& ui) {
  urged_at_ = ui.time;
  if (presenter_.on) return;
  if (words_on_top(ui)) narrative_.open = true, side_.open = false;
  narrative_.to_foot = true;
}

void LessonScreen::draw_urge(ui::Ui& ui) const {
  constexpr double kSeconds = 2.5, kFades = 0.6;
  const double age = ui.time - urged_at_;
  if (!question_open() || age < 0 || age > kSeconds) return;
  const float alpha = ui.motion.reduced() ? 1.f : static_cast<float>(std::min(1.0, (kSeconds - age) / kFades));
  const auto card = ui.anchors.find(presenter_.on ? "presenter.reveal" : "predict.card");
  if (!card) return;
  ui.canvas.outline(card->inset(-4), ui::with_alpha(ui.color(ui::Token::Text1), alpha), 14, 2);
  ui.anchors.add("predict.urged", *card);
}

// One thing at a time: a menu, the card of the words, the panel's card and what is pinned.
void LessonScreen::escape() {
  if (!stage_.menu.empty()) return stage_.menu.clear();
  if (std::exchange(narrative_.open, false)) return;
  side_.open = false;
  side_.pinned.reset();
}

namespace {

std::string option_id(int option) { return "predict.option." + std::to_string(option + 1); }

}  // namespace

// A number chooses an option and takes the keyboard to it: Enter then confirms. Nothing is chosen unseen: its card comes into view.
void LessonScreen::choose(const ui::Ui& ui, int option) {
  if (!question_open() || option >= static_cast<int>(steps()[step_].prediction->options.size())) return;
  guess().chosen = option;
  if (words_on_top(ui)) narrative_.open = true, side_.open = false;
  narrative_.to_foot = true;
  ui.focus.move_to(option_id(option));
}

// Enter on the chosen option, or with the keyboard nowhere, is the button below it.
void LessonScreen::confirm(const ui::Ui& ui) {
  if (!question_open() || guess().chosen < 0 || (words_on_top(ui) && !narrative_.open)) return;
  if (ui.focus.on_control() && !ui.focus.has(option_id(guess().chosen))) return;
  answer({.check = true}, steps()[step_]);
  narrative_.to_foot = true;
}

void LessonScreen::keys(const ui::Ui& ui, Shell& shell) {
  session::Training& training = active().training();
  const bool on_control = ui.focus.on_control();
  for (const ui::KeyPress& key : ui.keys) {
    const bool character = key.key == ui::Key::Character;
    training_keys(ui, key);
    if ((key.key == ui::Key::Right && !on_control) || key.key == ui::Key::PageDown) go(1);
    if ((key.key == ui::Key::Left && !on_control) || key.key == ui::Key::PageUp) go(-1);
    if (key.key == ui::Key::Escape && !ui.focus.typing()) escape();
    if (key.key == ui::Key::Enter) confirm(ui);
    if (!character) continue;
    if (key.control && !handout.allows("settings")) continue;
    if (key.control && key.character == U'z') key.shift ? training.redo() : training.undo();
    if (key.control && key.character == U'y') training.redo();
    if (key.control) continue;
    if (key.character == U'p') present(ui.time);
    if (key.character == U'r' && handout.allows("training")) shell.sheet = Sheet::Restart;
    if (key.character == U'h') shell.wishes.hall = true;
    if (key.character >= U'1' && key.character <= U'9') choose(ui, static_cast<int>(key.character - U'1'));
  }
}

void LessonScreen::present(double now) {
  presenter_ = {};
  presenter_.on = true;
  presenter_.moved_at = now;
}

// While the screen is dark any key only brings the picture back: nothing may happen unseen.
bool LessonScreen::wake(const ui::Ui& ui) {
  if (!blank() || ui.keys.empty()) return false;
  presenter_.blank = false;
  return true;
}

// In front of a room nobody's guess is taken: the question ends, and its answer stands there until it is put away.
void LessonScreen::reveal() {
  const lesson::Step& step = steps()[step_];
  if (!step.prediction) return;
  presenter_.revealed = question_open() || !presenter_.revealed;
  if (question_open()) answer({.skip = true}, step);
}

void LessonScreen::presenter_keys(const ui::Ui& ui, Shell&) {
  for (const ui::KeyPress& key : ui.keys) {
    training_keys(ui, key);
    if (key.key == ui::Key::PageDown && question_open()) reveal();   // a remote has no other key for it; the next press goes on
    else if (key.key == ui::Key::Right || key.key == ui::Key::PageDown) go(1);
    if (key.key == ui::Key::Left || key.key == ui::Key::PageUp) go(-1);
    if (key.key == ui::Key::Escape) presenter_.on = false;
    if (key.key == ui::Key::Enter) reveal();
    if (key.key != ui::Key::Character) continue;
    if (key.character == U'p') presenter_.on = false;
    if (key.character == U'n') presenter_.notes = !presenter_.notes;
    if (key.character == U'v') ++presenter_.picture;
    if (key.character == U'b') return void(presenter_.blank = true);
    if (key.character >= U'1' && key.character <= U'4' && question_open()) ++presenter_.hands[key.character - U'1'];
  }
}

}  // namespace epochs::app
