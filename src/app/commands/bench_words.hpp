// Frames of the map of word2vec with ten thousand words in training: what the number of words costs.
#pragma once

#include <iosfwd>

#include "core/result.hpp"

namespace epochs::app {

// One JSON object a line: seen from the widest directions, and laid out by t-SNE; with the training on a thread of its own, and inside the frame.
Result<void> bench_words(std::ostream& out);

}  // namespace epochs::app
