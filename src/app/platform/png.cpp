#include "app/platform/png.hpp"

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

Result<void> write_png(const std::filesystem::path& file, const Picture& picture) {
  std::error_code fault;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), fault);
  if (fault) return Error{"The folder " + file.parent_path().string() + " cannot be made (" + fault.message() + "); choose another with --out."};
  if (!stbi_write_png(file.string().c_str(), picture.width, picture.height, 3, picture.rgb.data(), picture.width * 3))
    return Error{"The picture " + file.string() + " cannot be written; is the disk full, or the folder read-only?"};
  return {};
}

}  // namespace epochs::app
