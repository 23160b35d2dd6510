// What every command of the command line shares. A command is one file pair here and one line in command_line.cpp.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace epochs::app {

// Exit codes: 0 done, 1 the work failed (a claim fails), 2 usage.
struct Console {
  std::ostream& out;
  std::ostream& error;
  int exit_code = 0;

  void fail(std::string_view sentence) { complain(sentence, 1); }     // the world's fault
  void misuse(std::string_view sentence) { complain(sentence, 2); }   // of the command line

 private:
  void complain(std::string_view sentence, int code);                 // one line, whatever the sentence holds
};

std::string one_line(std::string text);   // without line ends within and full stops at the end

// Each adds its subcommand to `program`; the subcommand's callback does the work and leaves its result in `console`.
using AddCommand = void (*)(CLI::App& program, Console& console);

}  // namespace epochs::app
