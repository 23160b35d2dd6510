// epochs verify: runs the claims and prints what was measured. Code 1 when a claim fails; one without data is not a failure.
#pragma once

#include <span>
#include <vector>

#include "app/commands/command.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

void add_verify(CLI::App& program, Console& console);

struct VerifyOptions {
  std::vector<std::string> claims;     // ids or the part before the dot; empty: all
  std::string seeds = "1";             // "1-5"
  std::string results;                 // file that is appended to; what it has for this build is not run again
  bool json = false;                   // one object a line instead of the table
};
void run_verify(const VerifyOptions& options, std::span<const lesson::Lesson> lessons, Console& console);

}  // namespace epochs::app
