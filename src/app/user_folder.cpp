#include "app/user_folder.hpp"

#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace epochs::app {
namespace {

namespace fs = std::filesystem;

fs::path absolute_from(const char* variable) {
  const char* value = std::getenv(variable);
  return value && *value == '/' ? fs::path(value) : fs::path();
}

// user-dirs.dirs holds lines as XDG_DOCUMENTS_DIR="$HOME/Documents"; the home itself stands for "there is none".
fs::path from_desktop(std::string_view variable, const fs::path& home) {
  const fs::path config = absolute_from("XDG_CONFIG_HOME");
  std::ifstream file((config.empty() ? home / ".config" : config) / "user-dirs.dirs");
  const std::string start = std::string(variable) + "=\"";
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(start) || line.size() > 4096 || line.back() != '"') continue;
    const std::string value = line.substr(start.size(), line.size() - start.size() - 1);
    constexpr std::string_view kHome = "$HOME/";
    if (value.starts_with(kHome) && value.size() > kHome.size()) return home / value.substr(kHome.size());
    if (value.starts_with('/')) return value;
  }
  return {};
}

}  // namespace

fs::path export_directory(UserFolder folder) {
  const bool documents = folder == UserFolder::Documents;
  const char* variable = documents ? "XDG_DOCUMENTS_DIR" : "XDG_PICTURES_DIR";
  if (const fs::path given = absolute_from(variable); !given.empty()) return given / "Epochs";
  const fs::path home = absolute_from("HOME");
  if (home.empty()) return {};
  const fs::path named = from_desktop(variable, home);
  return (named.empty() ? home / (documents ? "Documents" : "Pictures") : named) / "Epochs";
}

}  // namespace epochs::app
