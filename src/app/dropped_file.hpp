// What becomes of a file that was dropped on the window: a state is opened, a table goes to the open lesson as its points.
#pragma once

#include <filesystem>
#include <string>

#include "app/app.hpp"

namespace epochs::app {

// One sentence for the learner: what was done with it, or why nothing was.
std::string take_dropped_file(App& app, const std::filesystem::path& file);

}  // namespace epochs::app
