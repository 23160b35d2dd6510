// A hole in a line, filled by the words that fit to those around it: 床前□□光.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model.hpp"

namespace epochs::word2vec {

struct Fit {
  int word = -1;
  double probability = 0;      // softmax of u·h over the vocabulary: the scores of negative sampling are not made for it, which the picture says
};

// Words of a line; −1 is a hole, −2 a word that the text does not hold. h is the mean of v over the words known within the window.
struct Line {
  std::vector<std::string> words;                // "□" for a hole
  std::vector<int> ids;
};
// The next hole: "□", or "_" as it is typed; without one `at` is the end, of 0 bytes.
struct WrittenHole {
  std::size_t at = 0, bytes = 0;
};
WrittenHole find_hole(std::string_view written, std::size_t from);
Line line_of(const Text& text, std::string_view written);        // "床前□□光", cut as the text was
std::vector<Fit> fits(const Snapshot& seen, const Line& line, int hole, int count);      // empty where nothing is known around it

}  // namespace epochs::word2vec
