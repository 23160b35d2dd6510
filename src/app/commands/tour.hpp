// epochs tour: every step of every lesson as a picture, in both languages and both themes; no display needed.
#pragma once

#include "app/commands/command.hpp"

namespace epochs::app {

void add_tour(CLI::App& program, Console& console);

}  // namespace epochs::app
