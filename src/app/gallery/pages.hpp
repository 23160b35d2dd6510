// The gallery as pages: the pictures and controls of src/viz and src/ui and the larger parts of the lesson screen, packed into rows.
// `epochs gallery` shows them in a window or writes each page as a picture.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/gallery/parts.hpp"
#include "viz/gallery/gallery.hpp"

namespace epochs::app::gallery {

enum class Section { Pictures, Controls, Parts };

struct Item {
  std::string_view id;
  ui::Rect place;                      // units, below the page's heading
};

struct Page {
  Section section = Section::Pictures;
  int number = 1, of = 1;              // within the section
  std::vector<Item> items;
  std::string name() const;            // "pictures-1": of its file
};

// Pages for a window of this size, in units. What is larger than a page has one to itself, made narrower when it is too wide.
std::vector<Page> pages(ui::Vec2 window);

class Pages {
 public:
  Pages();
  ~Pages();
  // The page that `at` counts in pages(), from 0, with its heading; `at` is moved by its buttons and keys.
  void draw(ui::Ui& ui, int& at);

 private:
  viz::gallery::Gallery pictures_;
  PartsGallery parts_;
};

}  // namespace epochs::app::gallery
