// epochs open LESSON|FILE.epochs: the program in its window. Without a command: the hall.
#pragma once

#include "app/commands/command.hpp"

namespace epochs::app {

void add_open(CLI::App& program, Console& console);

}  // namespace epochs::app
