// epochs gallery [--out DIR]: every picture, control and part of the lesson screen, in a window or as PNG files.
#pragma once

#include "app/commands/command.hpp"

namespace epochs::app {

void add_gallery(CLI::App& program, Console& console);

}  // namespace epochs::app
