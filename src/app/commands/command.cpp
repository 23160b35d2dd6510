#include "app/commands/command.hpp"

#include <algorithm>
#include <ostream>

namespace epochs::app {

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
  return text;
}

void Console::complain(std::string_view sentence, int code) {
  error << "epochs: " << one_line(std::string(sentence)) << ".\n";
  exit_code = code;
}

}  // namespace epochs::app
