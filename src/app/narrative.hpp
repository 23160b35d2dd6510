// The left side of a lesson: where the learner is, the step's title, text and formulas, the prediction, the claim.
#pragma once

#include <string>

#include "app/claim_run.hpp"
#include "app/layout.hpp"
#include "app/shell.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

// What the learner has answered in a step.
struct Guess {
  int chosen = -1;                     // option selected, not yet checked
  bool answered = false, skipped = false;
  int outcome = -1;                    // the right option; −1: not known yet
  std::string on;                      // the day of an answer from an earlier visit; empty: of this one
};

struct NarrativeScene {
  const lesson::Lesson& lesson;
  const lesson::LessonText& text;
  const lesson::Step& step;
  std::size_t index = 0;
  bool short_text = false;             // narrative above the stage: five lines, the question as a button
  std::uint64_t seed = 1;
  bool claims = true;                  // false: a teacher hid "prove it"
};

struct NarrativeWish {
  int go = 0;                          // −1, +1
  int jump = -1;                       // to a step, from its segment
  bool check = false, skip = false;    // the prediction
};

struct NarrativeState {
  float scroll = 0;
  bool question_open = false;          // short text: the question's card is open
};

// The card of a prediction alone; it tells `wish` what was pressed.
float predict_card_height(ui::Ui& ui, float width, const lesson::Prediction& prediction, const Guess& guess);
void draw_predict_card(ui::Ui& ui, ui::Rect card, const lesson::Prediction& prediction, Guess& guess, NarrativeWish& wish);

NarrativeWish draw_narrative(ui::Ui& ui, ui::Rect area, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim);

}  // namespace epochs::app
