// Files that are either the old ones or the new ones, never half of each: written beside, synced, renamed.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.hpp"

namespace epochs {

// Who may read what is written: the program's own files are the learner's alone, what is handed out is for others (mode 0644).
enum class Readers { Owner, Everyone };

// Makes the folder when it is missing.
Result<void> write_atomically(const std::filesystem::path& file, std::string_view bytes, Readers readers = Readers::Owner);

}  // namespace epochs
