// The card of a prediction: a question, its options, and after the answer what happened and why.
#pragma once

#include <string>

#include "core/text.hpp"
#include "lesson/text.hpp"
#include "ui/frame.hpp"

namespace epochs::app {

// What the learner has answered in a step.
struct Guess {
  int chosen = -1;                     // option selected, not yet checked
  bool answered = false, skipped = false;
  int outcome = -1;                    // the right option; −1: not known yet
  std::string on;                      // the day of an answer from an earlier visit; empty: of this one
  bool done() const { return answered || skipped; }
  bool measuring() const { return done() && outcome < 0; }   // the lesson has to train before it knows
};

struct PredictWish {
  bool check = false, skip = false;
};

// The way on for those who would rather see than guess, on the card and in the transport; the short form where that is all that fits.
Localized without_guess();
Localized without_guess_short();

float predict_card_height(ui::Ui& ui, float width, const lesson::Prediction& prediction, const Guess& guess);
void draw_predict_card(ui::Ui& ui, ui::Rect card, const lesson::Prediction& prediction, Guess& guess, PredictWish& wish);

}  // namespace epochs::app
