// Pictures as PNG files.
#pragma once

#include <filesystem>

#include "app/platform/gl.hpp"
#include "core/result.hpp"

namespace epochs::app {

// Makes the folder when it is missing.
Result<void> write_png(const std::filesystem::path& file, const Picture& picture);

}  // namespace epochs::app
