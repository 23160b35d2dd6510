#include "app/platform/system_hints.hpp"

#include <cstdlib>
#include <fstream>

#include "core/text.hpp"

namespace epochs::app {
namespace {

bool is_off(std::string_view value) { return value == "0" || value == "false"; }

void read(const std::filesystem::path& file, SystemHints& hints) {
  std::ifstream stream(file);
  std::string line;
  for (int lines = 0; lines < 200 && std::getline(stream, line); ++lines) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    const std::string_view key = trim(std::string_view(line).substr(0, equals)), value = trim(std::string_view(line).substr(equals + 1));
    if (key == "gtk-enable-animations") hints.reduced_motion = is_off(value);
    if (key == "gtk-application-prefer-dark-theme") hints.light = is_off(value);
  }
}

}  // namespace

SystemHints system_hints() {
  SystemHints hints;
  std::filesystem::path base;
  if (const char* given = std::getenv("XDG_CONFIG_HOME"); given && given[0] == '/') base = given;
  else if (const char* home = std::getenv("HOME"); home && home[0]) base = std::filesystem::path(home) / ".config";
  if (base.empty()) return hints;
  for (const char* version : {"gtk-3.0", "gtk-4.0"}) read(base / version / "settings.ini", hints);
  return hints;
}

}  // namespace epochs::app
