#include "app/gallery/pages.hpp"

#include <algorithm>

#include "app/icons.hpp"
#include "app/press.hpp"

namespace epochs::app::gallery {

using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Ui;
using ui::Vec2;

namespace {

constexpr float kMargin = 24, kHeading = 44, kGap = 16;

struct Size {
  std::string_view id;
  float w = 0, h = 0;
};

Localized title_of(Section section) {
  switch (section) {
    case Section::Pictures: return {"Pictures of data", "数据的图"};
    case Section::Controls: return {"Controls in their states", "控件的各种状态"};
    case Section::Parts: break;
  }
  return {"Parts of the lesson screen", "课程界面的部件"};
}

// Left to right, then in a new row, then on a new page.
void pack(std::vector<Page>& all, Section section, const std::vector<Size>& sizes, Rect area) {
  const std::size_t first = all.size();
  float x = area.x, y = area.y, row = 0;
  for (const Size& size : sizes) {
    const float w = std::min(size.w, area.w);
    if (x > area.x && x + w > area.right()) x = area.x, y += row + kGap, row = 0;
    if (all.size() == first || (y > area.y && y + size.h > area.bottom())) all.push_back({section, 1, 1, {}}), x = area.x, y = area.y, row = 0;
    all.back().items.push_back({size.id, {x, y, w, size.h}});
    x += w + kGap;
    row = std::max(row, size.h);
  }
  const int count = static_cast<int>(all.size() - first);
  for (int i = 0; i < count; ++i) all[first + static_cast<std::size_t>(i)].number = i + 1, all[first + static_cast<std::size_t>(i)].of = count;
}

void turn(const Ui& ui, int& at) {
  for (const ui::KeyPress& key : ui.keys) {
    if (key.key == ui::Key::Right || key.key == ui::Key::PageDown) ++at;
    if (key.key == ui::Key::Left || key.key == ui::Key::PageUp) --at;
    if (key.key == ui::Key::Home) at = 0;
  }
}

void draw_heading(Ui& ui, const Page& page, int& at, int last) {
  const float y = kMargin + 20;
  float x = kMargin;
  x += ui.canvas.text(Vec2{x, y}, ui.say(title_of(page.section)), {Face::Display, 22}, ui.color(Token::Text1)) + 14;
  if (page.of > 1) ui.canvas.text(Vec2{x, y}, std::to_string(page.number) + " / " + std::to_string(page.of), {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  const Vec2 next{ui.window.right() - kMargin - 16, y - 6}, back{next.x - 40, next.y};
  if (round_button(ui, "gallery.back", back, 16, Token::Surface1).clicked) --at;
  icon::chevron(ui.canvas, back, 9, ui.color(at > 0 ? Token::Text1 : Token::Text3), icon::Toward::Left);
  if (round_button(ui, "gallery.next", next, 16, Token::Surface1).clicked) ++at;
  icon::chevron(ui.canvas, next, 9, ui.color(at < last ? Token::Text1 : Token::Text3), icon::Toward::Right);
}

}  // namespace

std::string Page::name() const {
  const char* words = section == Section::Pictures ? "pictures" : section == Section::Controls ? "controls" : "parts";
  return std::string(words) + "-" + std::to_string(number);
}

std::vector<Page> pages(Vec2 window) {
  std::vector<Size> pictures, controls, larger;
  for (const viz::gallery::Entry& entry : viz::gallery::entries())
    (entry.kind == viz::gallery::Kind::Picture ? pictures : controls).push_back({entry.id, entry.width, entry.height});
  for (const Part& part : parts()) larger.push_back({part.id, part.width, part.height});
  const Rect area{kMargin, kMargin + kHeading, window.x - 2 * kMargin, window.y - 2 * kMargin - kHeading};
  std::vector<Page> all;
  pack(all, Section::Pictures, pictures, area);
  pack(all, Section::Controls, controls, area);
  pack(all, Section::Parts, larger, area);
  return all;
}

Pages::Pages() = default;
Pages::~Pages() = default;

void Pages::draw(Ui& ui, int& at) {
  const std::vector<Page> all = pages({ui.window.w, ui.window.h});
  const int last = static_cast<int>(all.size()) - 1;
  at = std::clamp(at, 0, last);
  const Page& page = all[static_cast<std::size_t>(at)];
  ui.canvas.fill(ui.window, ui.color(Token::Background));
  for (const Item& item : page.items)
    page.section == Section::Parts ? parts_.draw(ui, item.id, item.place) : pictures_.draw(ui, item.id, item.place);
  draw_heading(ui, page, at, last);
  turn(ui, at);
  at = std::clamp(at, 0, last);
}

}  // namespace epochs::app::gallery
