// Every larger control of the lesson screen against a small reference beside this file.
#include "app/gallery/parts.hpp"
#include "support/picture_check.hpp"

namespace epochs::app {
namespace {

void check_all(const Settings& look, const std::string& suffix) {
  gallery::PartsGallery gallery;
  for (const gallery::Part& part : gallery::parts()) {
    const Picture picture = test::picture_of(part.width, part.height, look, [&](ui::Ui& ui) { gallery.draw(ui, part.id, {0, 0, part.width, part.height}); });
    test::expect_picture(picture, "tests/app/pictures", std::string(part.id) + suffix);
  }
}

TEST(Parts, LookAsTheyDid) { check_all({}, ""); }

TEST(Parts, LookAsTheyDidInChineseAndLight) {
  Settings look;
  look.language = Language::Chinese;
  look.brightness = ui::Brightness::Light;
  check_all(look, ".zh.light");
}

}  // namespace
}  // namespace epochs::app
