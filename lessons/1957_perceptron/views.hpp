// The pictures of the lesson. A view is a function of the snapshot, the trace position and what the learner points at; what the
// learner does comes back as commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lesson/player.hpp"
#include "model.hpp"
#include "ui/frame.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

// Memory of the views, kept by the player.
struct Hand {
  int selected = -1;           // a review the learner picked; −1: the one that the next update corrects
  std::string number = "z";    // which number the inspector explains: z, w1, w2, b, x1, x2, yhat, J, bound
  int dragged = -1;            // review under the pressed pointer
  ui::Vec2 grabbed, moved_to;  // where it was taken (u), where it is now (x1, x2)
  bool moved = false;
  int chip = -1;               // weight chip under the pressed pointer
  Weights before;              // the weights when the chip was taken
  float chip_from = 0;
};

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  lesson::TracePosition trace;
  Hand& hand;
  std::vector<Command>& wishes;
};

void draw_reviews(Scene& scene, ui::Rect area);    // scatter with the decision field, boundary and normal vector
void draw_neuron(Scene& scene, ui::Rect area);     // the unit, for the selected review
void draw_mistakes(Scene& scene, ui::Rect area);   // mistakes against Novikoff's bound

lesson::Account account_of(const Snapshot& seen, const Hand& hand, Language language);

// "review 12", "影评 12"
std::string name_of_review(int index, Language language);
// How far the picture reaches to each side: the points with some air, at least ±2.2 by ±1.6.
struct Extent { float x1 = 2.2f, x2 = 1.5f; };
Extent extent_of(const Snapshot& seen);

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
