#include "app/platform/png.hpp"

#include <algorithm>
#include <cmath>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace epochs::app {

Picture cut_out(const Picture& picture, ui::Rect area, float pixels) {
  const auto inside = [](float at, int most) { return std::clamp(static_cast<int>(std::lround(at)), 0, most); };
  const int left = inside(area.x * pixels, picture.width), right = inside(area.right() * pixels, picture.width);
  const int top = inside(area.y * pixels, picture.height), bottom = inside(area.bottom() * pixels, picture.height);
  Picture out{right - left, bottom - top, {}};
  for (int y = top; y < bottom; ++y) {
    const auto row = picture.rgb.begin() + (static_cast<std::ptrdiff_t>(y) * picture.width + left) * 3;
    out.rgb.insert(out.rgb.end(), row, row + static_cast<std::ptrdiff_t>(out.width) * 3);
  }
  return out;
}

Result<void> write_png(const std::filesystem::path& file, const Picture& picture) {
  std::error_code fault;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), fault);
  if (fault) return Error{"The folder " + file.parent_path().string() + " cannot be made (" + fault.message() + "); choose another with --out."};
  if (!stbi_write_png(file.string().c_str(), picture.width, picture.height, 3, picture.rgb.data(), picture.width * 3))
    return Error{"The picture " + file.string() + " cannot be written; is the disk full, or the folder read-only?"};
  return {};
}

}  // namespace epochs::app
