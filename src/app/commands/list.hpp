// epochs list [--json]: the lessons, their steps and their claims.
#pragma once

#include <span>

#include "app/commands/command.hpp"
#include "lesson/player.hpp"

namespace epochs::app {

void add_list(CLI::App& program, Console& console);

struct ListOptions {
  bool json = false;
};
void run_list(const ListOptions& options, std::span<const lesson::Lesson> lessons, Console& console);

}  // namespace epochs::app
