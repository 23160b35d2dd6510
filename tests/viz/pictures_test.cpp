// Every picture of the gallery against a small reference beside this file. After an intended change: tools/update_pictures.sh,
// then look at every picture that changed.
#include <gtest/gtest.h>
#include <stb/stb_image.h>

#include <cstdlib>
#include <filesystem>

#include "app/platform/png.hpp"
#include "app/platform/studio.hpp"
#include "support/image_compare.hpp"
#include "viz/gallery/gallery.hpp"

namespace epochs::viz {
namespace {

const std::filesystem::path kReferences = std::filesystem::path(EPOCHS_SOURCE_DIR) / "tests/viz/pictures";

app::Picture picture_of(const gallery::Entry& entry, const app::Settings& look) {
  auto studio = app::Studio::open({1000, 700, 1});
  EXPECT_TRUE(studio) << (studio ? "" : studio.error());
  if (!studio) return {};
  gallery::Gallery pictures;
  app::Picture whole = studio.value()->draw(look, [&](ui::Ui& ui) { pictures.draw(ui, entry.id, {0, 0, entry.width, entry.height}); });
  // The upper left part that the panel covers.
  const double scale = static_cast<double>(ui::scale_for(1000, 700, 1));
  app::Picture part{static_cast<int>(static_cast<double>(entry.width) * scale), static_cast<int>(static_cast<double>(entry.height) * scale), {}};
  for (int row = 0; row < part.height; ++row) {
    const auto from = whole.rgb.begin() + static_cast<std::ptrdiff_t>(3) * row * whole.width;
    part.rgb.insert(part.rgb.end(), from, from + static_cast<std::ptrdiff_t>(3) * part.width);
  }
  return part;
}

void check(const gallery::Entry& entry, const app::Settings& look, const std::string& suffix) {
  const app::Picture picture = picture_of(entry, look);
  const std::filesystem::path file = kReferences / (std::string(entry.id) + suffix + ".png");
  if (std::getenv("EPOCHS_UPDATE_PICTURES")) {
    ASSERT_TRUE(app::write_png(file, picture));
    return;
  }
  int width = 0, height = 0, channels = 0;
  unsigned char* pixels = stbi_load(file.c_str(), &width, &height, &channels, 3);
  ASSERT_NE(pixels, nullptr) << file << " cannot be read; run tools/update_pictures.sh";
  const std::size_t size = 3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const double share = test::share_of_different_pixels(picture.rgb, {pixels, size});
  stbi_image_free(pixels);
  EXPECT_LT(share, 0.004) << entry.id << suffix << " looks different from its reference";
  if (share >= 0.004) { EXPECT_TRUE(app::write_png(std::filesystem::path(EPOCHS_BUILD_DIR) / "pictures" / (std::string(entry.id) + suffix + ".png"), picture)); }
}

TEST(Pictures, LookAsTheyDid) {
  for (const gallery::Entry& entry : gallery::entries()) check(entry, {}, "");
}

TEST(Pictures, LookAsTheyDidInChineseAndLight) {
  app::Settings look;
  look.language = Language::Chinese;
  look.brightness = ui::Brightness::Light;
  for (const gallery::Entry& entry : gallery::entries()) check(entry, look, ".zh.light");
}

}  // namespace
}  // namespace epochs::viz
