// Every picture and control of the gallery against a small reference beside this file.
#include <algorithm>

#include "support/picture_check.hpp"
#include "viz/gallery/gallery.hpp"

namespace epochs::viz {
namespace {

void check_all(const app::Settings& look, const std::string& suffix) {
  for (const gallery::Entry& entry : gallery::entries()) {
    gallery::Gallery pictures;
    const app::Picture picture =
        test::picture_of(entry.width, entry.height, look, [&](ui::Ui& ui) { pictures.draw(ui, entry.id, {0, 0, entry.width, entry.height}); });
    test::expect_picture(picture, "tests/viz/pictures", std::string(entry.id) + suffix);
  }
}

TEST(Pictures, LookAsTheyDid) { check_all({}, ""); }

TEST(Pictures, LookAsTheyDidInChineseAndLight) {
  app::Settings look;
  look.language = Language::Chinese;
  look.brightness = ui::Brightness::Light;
  check_all(look, ".zh.light");
}

// In greys nothing may be told by hue: every pixel of every picture is grey, in both themes, and the minus is still seen.
TEST(Pictures, GreysHaveNoHue) {
  for (const ui::Brightness brightness : {ui::Brightness::Dark, ui::Brightness::Light}) {
    app::Settings look;
    look.palette = ui::Palette::Greys;
    look.brightness = brightness;
    for (const gallery::Entry& entry : gallery::entries()) {
      gallery::Gallery pictures;
      const app::Picture picture =
          test::picture_of(entry.width, entry.height, look, [&](ui::Ui& ui) { pictures.draw(ui, entry.id, {0, 0, entry.width, entry.height}); });
      int coloured = 0;
      for (std::size_t i = 0; i + 2 < picture.rgb.size(); i += 3) {
        const auto [low, high] = std::minmax({picture.rgb[i], picture.rgb[i + 1], picture.rgb[i + 2]});
        coloured += high - low > 2;
      }
      EXPECT_EQ(coloured, 0) << entry.id;
    }
  }
  app::Settings look;
  look.palette = ui::Palette::Greys;
  for (const std::string id : {"network_values", "scatter", "scatter3d"}) {
    const auto entries = gallery::entries();
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const gallery::Entry& e) { return e.id == id; });
    gallery::Gallery pictures;
    test::expect_picture(test::picture_of(entry->width, entry->height, look, [&](ui::Ui& ui) { pictures.draw(ui, id, {0, 0, entry->width, entry->height}); }),
                         "tests/viz/pictures", id + ".greys");
  }
}

}  // namespace
}  // namespace epochs::viz
