// The guess that comes next, as pictures, accounts and tables read it: which word each of its rows is, what the update will do to whom, and what the walk stands on.
#pragma once

#include <span>
#include <vector>

#include "views.hpp"

namespace epochs::word2vec {

inline std::span<const float> row_of(const Matrix& all, int word) { return {all.row(word).data(), static_cast<std::size_t>(all.cols())}; }

bool has_outputs(const Snapshot& seen);          // loaded vectors have none
bool has_guess(const Snapshot& seen);
int rows_of(const Pass& pass);
int word_of_row(const Snapshot& seen, int row);  // of Pass::scores
int target_row(const Snapshot& seen);
bool is_target(const Snapshot& seen, int row);
double loss_term(const Snapshot& seen, int row); // its part of J; of the softmax the target's row has all of it
// Rows worth showing, at most `most`: with negatives as they are, with the softmax the target, then the most probable.
std::vector<int> shown_rows(const Snapshot& seen, int most);

// What this guess will add to the word's v or u; empty where it takes no part.
std::vector<float> change_of_vector(const Snapshot& seen, int word);
std::vector<float> change_of_output(const Snapshot& seen, int word);

float dot(std::span<const float> a, std::span<const float> b);
double cosine_of(std::span<const float> a, std::span<const float> b);   // 0 where one has no length
double limit_of(const Snapshot& seen);           // of the colours of v and u, the same for both

// What the walk has just computed.
struct Lit {
  bool hidden = false, total = false, scores = false, probabilities = false, terms = false, gradients = false, hidden_gradient = false, outputs = false, vectors = false;
  int row = -1;                                  // the one row that is meant; −1: all of them
  bool meets(int which) const { return row < 0 || row == which; }
  bool rows() const { return scores || probabilities || terms || gradients || outputs; }
};
Lit lit_of(lesson::TracePlace at, const Snapshot& seen);

// The word that the pictures are about: the chosen one, else one that most texts hold.
int chosen_word(const Scene& scene);
// a, b and c of the analogy that is asked: those of the hand, else the first well-known one that the text holds; −1 where there is none.
std::array<int, 3> asked(const Snapshot& seen, const Hand& hand);
struct Preset {
  std::array<int, 3> words;    // a, b, c: a is to b as c is to …, written c − a + b
};
std::vector<Preset> presets(const Text& text);
bool waits_for(const Scene& scene, std::string_view step);       // the question of this step is open

}  // namespace epochs::word2vec
