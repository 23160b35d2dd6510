// What a network is asked now and then while it learns, always the same: bits on held-out text, a sample, or the share right by gap or distance.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "model.hpp"
#include "network.hpp"
#include "tasks.hpp"
#include "writing.hpp"

namespace epochs::recurrent {

// Rows of held-out text, far apart, read together; the first `warm` guesses of each only bring the state up and are not asked for.
struct HeldOutRows {
  std::vector<std::size_t> starts;
  std::size_t steps = 0, warm = 0;
};
HeldOutRows held_out_rows(std::size_t symbols);
double bits_on(const Network& network, std::span<const int> held_out, const HeldOutRows& rows);

// Shares right of `count` examples, drawn from `random`.
double recall_right(const Network& network, Random& random, int gap, int count);
double agreement_right(const Network& network, Random& random, int distance, int count);

Exam examine(const Network& network, Task task, const Text* text, const WordShare* words);      // text and words: of Task::Text

}  // namespace epochs::recurrent
