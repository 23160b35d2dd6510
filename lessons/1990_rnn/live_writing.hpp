// Writing while one watches: symbol by symbol, with the state after each kept, so that it can be changed in the middle of a line and the line goes on from there. The
// k-th symbol is drawn with the same random number whatever happened before: what differs, differs by the change alone.
#pragma once

#include <memory>
#include <vector>

#include "core/random.hpp"
#include "reading.hpp"

namespace epochs::recurrent {

inline constexpr std::size_t kMostWritten = 240;

struct LiveWriting {
  std::shared_ptr<const Network> network;        // stays the same while it writes: the run goes on meanwhile
  std::vector<int> prompt, written;
  double temperature = 0.8;                      // 0: always the likeliest
  std::uint64_t seed = 1;
  std::vector<HeldGate> gates;                   // steps count from the prompt's first symbol
  std::vector<SetUnit> edits;                    // `at`: how many symbols were written
  std::vector<RowVector> states;                 // after the prompt, and after each symbol written
  std::vector<RowVector> logits;                 // beside them
  std::vector<double> draws;
  bool begun() const { return !states.empty(); }
  bool full() const { return written.size() >= kMostWritten; }
};

// Reads the prompt (at least one symbol) from a zero state; nothing is written yet.
void begin(LiveWriting& writing);
void grow(LiveWriting& writing, std::size_t to);           // until so many symbols are written
// p of every symbol to come after so many written ones, at the temperature.
std::vector<double> likely_after(const LiveWriting& writing, std::size_t place);
// One unit after `place` written symbols; what was written behind it is written anew. A second edit of the same unit there replaces the first.
void edit(LiveWriting& writing, SetUnit change);
void undo_edits(LiveWriting& writing);

}  // namespace epochs::recurrent
