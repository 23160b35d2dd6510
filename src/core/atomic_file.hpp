// Files that are either the old ones or the new ones, never half of each: written beside, synced, renamed.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.hpp"

namespace epochs {

// Makes the folder when it is missing.
Result<void> write_atomically(const std::filesystem::path& file, std::string_view bytes);

}  // namespace epochs
