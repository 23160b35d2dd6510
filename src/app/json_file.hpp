// JSON files of our own that may have been damaged since: read whole, checked, and never overwritten when unreadable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/result.hpp"

namespace epochs::app {

struct JsonFile {
  bool exists = false;
  std::optional<nlohmann::json> object;    // absent when the file is larger than `most` bytes or not one JSON object
};
JsonFile read_json_object(const std::filesystem::path& file, std::uintmax_t most);

// The same for text that came from elsewhere.
std::optional<nlohmann::json> parse_json_object(const std::string& text, std::uintmax_t most);

// Renames to FILE.damaged, or FILE.damaged-2 … when that is taken: an earlier one is kept. The new name.
Result<std::filesystem::path> set_file_aside(const std::filesystem::path& file);

}  // namespace epochs::app
