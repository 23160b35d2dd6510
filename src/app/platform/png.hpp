// Pictures as PNG files.
#pragma once

#include <filesystem>

#include "app/platform/gl.hpp"
#include "core/result.hpp"
#include "ui/geometry.hpp"

namespace epochs::app {

// Part of a picture; `area` in units, `pixels` a unit. What lies outside the picture is left away.
Picture cut_out(const Picture& picture, ui::Rect area, float pixels);

// Makes the folder when it is missing.
Result<void> write_png(const std::filesystem::path& file, const Picture& picture);

}  // namespace epochs::app
