// Where people look for what they saved.
#pragma once

#include <filesystem>

namespace epochs::app {

enum class UserFolder { Documents, Pictures };

// A folder Epochs in it. As the desktop names it: XDG_DOCUMENTS_DIR or XDG_PICTURES_DIR, from the environment or from
// XDG_CONFIG_HOME/user-dirs.dirs, else ~/Documents or ~/Pictures; empty when there is no home.
std::filesystem::path export_directory(UserFolder folder);

}  // namespace epochs::app
