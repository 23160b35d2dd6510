// The pictures of the lesson: functions of the snapshot and of what the learner points at; what the learner does comes back as commands.
// Quantities of the texts, which light up with the pictures: x the centre and its v · y the true neighbour and its u · d the words drawn at random and their u ·
// h the hidden vector · loss.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/player.hpp"
#include "lesson/trace_walk.hpp"
#include "model.hpp"
#include "ui/frame.hpp"
#include "ui/text_field.hpp"
#include "view_state.hpp"
#include "viz/heatmap.hpp"

namespace epochs::word2vec {

// A number that has an account in the inspector.
struct Place {
  enum class Kind { Loss, Score, Hidden, Vector, Output, Cosine, Analogy, Fit };
  Kind kind = Kind::Loss;
  int a = 0, b = 0;            // Score: row of the pass · Hidden: dimension · Vector, Output: word, dimension · Cosine: two words · Analogy: rank, 1 with the query words allowed · Fit: hole, rank
  bool operator==(const Place&) const = default;
};
std::string to_text(Place place);                // "score/2/0"
std::optional<Place> parse_place(std::string_view text);
bool exists(Place place, const Snapshot& seen);

// What the learner points at, and what views remember. Each picture keeps its own memory in one struct of view_state.hpp.
struct Hand {
  Place selected;
  int word = -1;               // chosen on the map, in the search or in a list; −1: the commonest noun or what the step says
  std::array<int, 3> analogy = {-1, -1, -1};     // a, b, c; −1: to be chosen
  MapState map;
  AnalogyState analogy_state;
  NeighboursState neighbours;
  ShelfState shelf;
  GapState gap;
  viz::HeatmapState vectors, outputs;
  bool question_open = false;  // views that could say what the question asks wait
  std::string step;            // id of the open step
};

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  Language language;
  lesson::TracePlace at;
  bool running = false;
  Hand& hand;
  std::vector<Command>& wishes;
  const std::string& word(int id) const { return seen.text->word(id); }
};

void draw_map_view(Scene& scene, ui::Rect area);           // words in the plane or in space, their paths, arrows of an analogy, the sentence being read
void draw_pair_view(Scene& scene, ui::Rect area);          // this guess: strips of v and u, dot products, σ, loss, step by step
void draw_network_view(Scene& scene, ui::Rect area);       // one-hot → hidden → softmax or sampled outputs
void draw_matrices_view(Scene& scene, ui::Rect area);      // v and u as two tables
void draw_neighbours_view(Scene& scene, ui::Rect area);    // one-hot, tf·idf and word2vec neighbours of one word side by side, with search
void draw_analogy_view(Scene& scene, ui::Rect area);       // three slots, the answer with and without the words of the question
void draw_shelf_view(Scene& scene, ui::Rect area);         // goods by what is known of them, and by who buys them
void draw_gap_view(Scene& scene, ui::Rect area);           // 床前□□光

// The sentence that is read, with the window and the pair: the foot of the map and the head of the pair. Height it took, units.
float draw_sentence(Scene& scene, ui::Rect area);

lesson::Account account_of(const Snapshot& seen, const Hand& hand, Place place, Language page);
std::vector<lesson::Table> tables_of(const Snapshot& seen, const Hand& hand);      // one for each view, by its name
int ops_of(lesson::Beat beat, const Snapshot& seen);
int code_line_of(lesson::TracePlace at, const Snapshot& seen);

}  // namespace epochs::word2vec
