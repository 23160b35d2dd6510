// epochs train LESSON: trains without a window and writes the loss of every update and the weights at the end.
#pragma once

#include <cstdint>
#include <span>

#include "app/commands/command.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

void add_train(CLI::App& program, Console& console);

struct TrainOptions {
  std::string lesson;
  long updates = 1'000;
  std::uint64_t seed = 1;
  std::string data;                    // the learner's own points (CSV); empty: the lesson's
  int threads = 1;                     // that share an update, where the lesson's updates are large enough
  std::string out;                     // PREFIX: PREFIX.csv, PREFIX.safetensors
};
void run_train(const TrainOptions& options, std::span<const lesson::Lesson> lessons, Console& console);

inline constexpr long kMostRows = 100'000;   // of the loss; more updates are written at even distances

}  // namespace epochs::app
