// epochs export LESSON: PNG of every view and step, the numbers as CSV and JSON; no display needed.
#pragma once

#include "app/commands/command.hpp"

namespace epochs::app {

void add_export(CLI::App& program, Console& console);

}  // namespace epochs::app
