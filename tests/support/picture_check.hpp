// A picture against its small reference file. After an intended change: tools/update_pictures.sh, then look at every picture that
// changed.
#pragma once

#include <gtest/gtest.h>
#include <stb/stb_image.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/platform/png.hpp"
#include "app/platform/studio.hpp"
#include "support/image_compare.hpp"

namespace epochs::test {

constexpr int kPictureWide = 1200, kPictureHigh = 800;

// One for all the pictures of a program: opening one costs far more than drawing. Null where there is none; the reason is told.
inline app::Studio* picture_studio() {
  static const auto studio = app::Studio::open({kPictureWide, kPictureHigh, 1});
  EXPECT_TRUE(studio) << (studio ? "" : studio.error());
  return studio ? studio.value().get() : nullptr;
}

// The upper left width × height units of a window that just holds them, and what `draw` draws there.
inline app::Picture picture_of(float width, float height, app::Settings look, const app::DrawFunction& draw) {
  look.reduced_motion = true;   // a picture shows where things come to rest
  constexpr int kWide = kPictureWide, kHigh = kPictureHigh;
  app::Studio* const studio = picture_studio();
  if (!studio) return {};
  const app::Picture whole = studio->draw(look, draw);
  const double scale = static_cast<double>(ui::scale_for(kWide, kHigh, 1));
  app::Picture part{static_cast<int>(static_cast<double>(width) * scale), static_cast<int>(static_cast<double>(height) * scale), {}};
  EXPECT_LE(part.width, kWide);
  EXPECT_LE(part.height, kHigh);
  for (int row = 0; row < std::min(part.height, kHigh); ++row) {
    const auto from = whole.rgb.begin() + static_cast<std::ptrdiff_t>(3) * row * whole.width;
    part.rgb.insert(part.rgb.end(), from, from + static_cast<std::ptrdiff_t>(3) * part.width);
  }
  return part;
}

// `folder`: of the references, below the repository's root; EPOCHS_UPDATE_PICTURES writes them instead.
inline void expect_picture(const app::Picture& picture, const std::string& folder, const std::string& name) {
  const std::filesystem::path file = std::filesystem::path(EPOCHS_SOURCE_DIR) / folder / (name + ".png");
  if (std::getenv("EPOCHS_UPDATE_PICTURES")) {
    ASSERT_TRUE(app::write_png(file, picture));
    return;
  }
  int width = 0, height = 0, channels = 0;
  unsigned char* pixels = stbi_load(file.c_str(), &width, &height, &channels, 3);
  ASSERT_NE(pixels, nullptr) << file << " cannot be read; run tools/update_pictures.sh";
  const std::size_t size = 3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const double share = share_of_different_pixels(picture.rgb, {pixels, size});
  stbi_image_free(pixels);
  EXPECT_LT(share, 0.004) << name << " looks different from its reference";
  if (share >= 0.004) { EXPECT_TRUE(app::write_png(std::filesystem::path(EPOCHS_BUILD_DIR) / "pictures" / (name + ".png"), picture)); }
}

}  // namespace epochs::test
