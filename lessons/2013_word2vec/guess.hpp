// One guess and its update, by hand: the heart of word2vec. The formulas stand in model.hpp.
#pragma once

#include <cstddef>
#include <vector>

#include "core/matrix.hpp"

namespace epochs::word2vec {

enum class Method { SkipGram, Cbow };
enum class Output { Negatives, Softmax };

// One guess: where it stands in the text and which words take part.
struct Example {
  std::size_t at = 0;                            // index of the centre in Text::ids
  int centre = -1;
  std::vector<int> inputs;                       // whose v makes h: the centre, or with CBOW the neighbours
  int target = -1;                               // o
  std::size_t neighbour_at = 0;                  // skip-gram: index of o in Text::ids
  std::vector<int> negatives;                    // drawn; never the target
  bool exists() const { return target >= 0; }
  bool operator==(const Example&) const = default;
};

// A guess run through the present vectors, with all its numbers. Rows of `scores`: the target, then the negatives; with the softmax all V words by id.
struct Pass {
  Example example;
  std::vector<float> hidden, hidden_gradient;    // h and dJ/dh, D
  std::vector<float> scores, probabilities, gradients;     // s = u·h · σ(s) or softmax · g = dJ/ds
  double loss = 0;                               // J
  // Which word row i of the scores is.
  int word_of(std::size_t row, Output output) const {
    if (output == Output::Softmax) return static_cast<int>(row);
    return row == 0 ? example.target : example.negatives[row - 1];
  }
};

// vectors, outputs: V×D (v, u). An example that does not exist gives an empty pass.
Pass pass(ConstMatrix vectors, ConstMatrix outputs, const Example& example, Output output);
void pass_into(ConstMatrix vectors, ConstMatrix outputs, Output output, Pass& pass);      // the same without memory of its own: pass.example is given

// u ← u − η g h of every word that was scored, v ← v − η dJ/dh of the inputs, an equal share for each. All gradients are those before the update.
void update(Matrix& vectors, Matrix& outputs, const Pass& pass, Output output, Real rate);

}  // namespace epochs::word2vec
