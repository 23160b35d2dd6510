// epochs bench WORKS: the engine's rates; frame: how long building a frame takes while training; draw: a whole frame; start: from the start to the first frame.
#pragma once

#include "app/commands/command.hpp"

namespace epochs::app {

void add_bench(CLI::App& program, Console& console);

}  // namespace epochs::app
