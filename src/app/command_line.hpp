// The command line: what there is, what was asked for, and the exit code.
#pragma once

#include <iosfwd>

namespace epochs::app {

int run_command_line(int argc, const char* const* argv, std::ostream& out, std::ostream& error);

}  // namespace epochs::app
