// The left side of a lesson: where the learner is, the step's title, text and formulas, the prediction, the claim.
#pragma once

#include <string>

#include "app/claim_run.hpp"
#include "app/layout.hpp"
#include "app/predict_card.hpp"
#include "app/shell.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

struct NarrativeScene {
  const lesson::Lesson& lesson;
  const lesson::LessonText& text;
  const lesson::Step& step;
  std::size_t index = 0;
  bool short_text = false;             // narrative above the stage: a few lines, the rest in a card that opens over the stage
  std::uint64_t seed = 1;
  bool trouble = false;                // something asks to be repaired: its button is the bright one
  bool claims = true;                  // false: a teacher hid "prove it"
  const lesson::Lesson* following = nullptr;   // the next lesson that is built, for the last step
  ui::Rect buttons;                    // short text: the row for "more" and the question, which stand at its right end
};

struct NarrativeWish : PredictWish {
  int go = 0;                          // −1, +1
  int jump = -1;                       // to a step, from its segment
  bool leave = false;                  // from the last step: on to the following lesson, or to the hall
};

struct NarrativeState {
  float scroll = 0;
  float content = 0;                   // height of the whole column, as last drawn
  bool open = false;                   // short text: the card over the stage
  bool to_foot = false;                // show the foot next: the question was asked for, or has just been answered
};

float narrative_buttons_width(ui::Ui& ui);   // what "more" and the question need, side by side
NarrativeWish draw_narrative(ui::Ui& ui, ui::Rect area, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim);
// Short text: everything there is to read and to answer in this step, as a card over the stage; closes itself.
NarrativeWish draw_narrative_card(ui::Ui& ui, ui::Rect stage, const NarrativeScene& scene, NarrativeState& state, Guess& guess, ClaimRun& claim);

}  // namespace epochs::app
