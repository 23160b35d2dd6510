// Every larger control of the lesson screen against a small reference beside this file.
#include <algorithm>
#include <set>

#include "app/gallery/pages.hpp"
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

TEST(Pages, HoldEverythingOnceInsideThePageAndApart) {
  const std::size_t all = viz::gallery::entries().size() + gallery::parts().size();
  for (const ui::Vec2 window : {ui::Vec2{1440, 900}, ui::Vec2{1138, 778}, ui::Vec2{2000, 1200}}) {
    std::set<std::string_view> seen;
    std::set<std::string> names;
    for (const gallery::Page& page : gallery::pages(window)) {
      EXPECT_TRUE(names.insert(page.name()).second) << page.name();
      for (const gallery::Item& item : page.items) {
        EXPECT_TRUE(seen.insert(item.id).second) << item.id << " twice";
        EXPECT_LE(item.place.right(), window.x - 20) << item.id;
        const bool alone = page.items.size() == 1 || item.place.y <= page.items.front().place.y;
        EXPECT_TRUE(item.place.bottom() <= window.y - 4 || alone) << item.id << " on " << page.name() << " could stand on the next";
        for (const gallery::Item& other : page.items) {
          const bool overlap = item.place.x < other.place.right() && other.place.x < item.place.right() && item.place.y < other.place.bottom() && other.place.y < item.place.bottom();
          EXPECT_TRUE(&item == &other || !overlap) << item.id << " and " << other.id;
        }
      }
    }
    EXPECT_EQ(seen.size(), all);
  }
}

}  // namespace
}  // namespace epochs::app
