// The pictures of the lesson. A view is a function of the snapshot, the trace position and what the learner points at; what the
// learner does comes back as commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lesson/player.hpp"
#include "model.hpp"
#include "ui/frame.hpp"
#include "viz/scatter.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

// Where a click on an empty place of the plot puts a point, if anywhere.
enum class Placing { Nothing, Liked, Disliked };

// Memory of the views, kept by the player.
struct Hand {
  int selected = -1;           // a review the learner picked; −1: the one that the next update corrects
  std::string number = "z";    // which number the inspector explains: z, w1, w2, b, x1, x2, yhat, J
  Placing placing = Placing::Nothing;
  viz::ScatterState scatter;
  int chip = -1;               // weight chip under the pressed pointer: 0 w1, 1 w2, 2 b
  bool chip_moved = false;
  float chip_from = 0;         // where the pointer took it (u)
  Weights before;              // the weights then
};

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  lesson::TracePosition trace;
  Hand& hand;
  std::vector<Command>& wishes;
  lesson::Question question = lesson::Question::Settled;
  bool bias_waits = false;     // changing b would answer the open question
};

void draw_reviews(Scene& scene, ui::Rect area);    // scatter with the decision field, boundary and normal vector
void draw_neuron(Scene& scene, ui::Rect area);     // the unit, for the selected review
void draw_mistakes(Scene& scene, ui::Rect area);   // mistakes against Novikoff's bound

lesson::Account account_of(const Snapshot& seen, const Hand& hand, Language language);

std::string sign_of(int answer);   // "+1", "−1"

// "review 12", "影评 12"
std::string name_of_review(int index, Language language);
// What the two classes are called; for XOR the question is another one.
struct ClassWords {
  Localized yes, no;           // "liked, y = +1"
  Localized says_yes, says_no; // "z > 0: says liked"
};
const ClassWords& class_words(Preset preset);

// A value and what it does to the picture: text before the trace has come to it.
enum class Shown { Yes, Now, NotYet };

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
