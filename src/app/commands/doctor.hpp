// epochs doctor: what is installed, what is missing, what to do about it.
#pragma once

#include "app/commands/command.hpp"

namespace epochs::app {

void add_doctor(CLI::App& program, Console& console);

}  // namespace epochs::app
