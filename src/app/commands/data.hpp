// epochs data tiny_world --seed S --count N --out FILE: generated sentences with what is known about them, one JSON object a line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/commands/command.hpp"

namespace epochs::app {

struct DataOptions {
  std::string grammar, out, relations, split = "all", topic;
  std::vector<std::string> kinds;
  std::uint64_t seed = 1;
  long count = 0;
};

void add_data(CLI::App& program, Console& console);
void run_tiny_world(const DataOptions& options, Console& console);

}  // namespace epochs::app
