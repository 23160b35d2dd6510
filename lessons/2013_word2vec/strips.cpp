#include "strips.hpp"

#include <algorithm>
#include <cmath>

#include "pass_rows.hpp"
#include "ui/anchor.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"
#include "viz/color_map.hpp"
#include "viz/heatmap.hpp"

namespace epochs::word2vec {

using ui::Rect;
using ui::Token;

std::string fitted(ui::Ui& ui, std::string_view text, ui::TextStyle style, float width) {
  if (ui.canvas.text_width(text, style) <= width) return std::string(text);
  std::vector<char32_t> letters = decode_utf8(text);
  while (!letters.empty()) {
    letters.pop_back();
    std::string out;
    for (const char32_t letter : letters) append_utf8(out, letter);
    out += "…";
    if (ui.canvas.text_width(out, style) <= width) return out;
  }
  return {};
}

float text_in(ui::Ui& ui, ui::Vec2 baseline, float width, std::string_view text, ui::TextStyle style, Token color, ui::Align align) {
  const std::string shown = fitted(ui, text, style, width);
  return shown.empty() ? 0 : ui.canvas.text(baseline, shown, style, ui.color(color), align);
}

std::string signed_number(double value, int decimals) {
  const std::string plain = format_number(value, decimals), zero = format_number(0, decimals);
  return plain == zero || plain == "−" + zero ? zero : format_number(value, decimals, Sign::Always);
}

int cells_that_fit(float width, std::size_t numbers) { return std::clamp(static_cast<int>((width + 1) / 7.5f), 1, static_cast<int>(std::max<std::size_t>(1, numbers))); }

int draw_strip(ui::Ui& ui, Rect area, std::span<const float> values, const Strip& strip) {
  const int shown = std::min(strip.shown, static_cast<int>(values.size()));
  int under = -1;
  const float pitch = std::min(area.w / static_cast<float>(std::max(1, strip.shown)), 110.0f);
  for (int i = 0; i < shown; ++i) {
    const Rect cell{area.x + static_cast<float>(i) * pitch, area.y, pitch - 1, area.h};
    const auto value = static_cast<double>(values[static_cast<std::size_t>(i)]);
    ui.canvas.fill(cell, viz::map_color(ui.theme, viz::ColorMap::Diverging, value, strip.limit), strip.radius);
    viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, strip.limit);
    const bool hovered = Rect{cell.x, cell.y, pitch, cell.h}.contains(ui.pointer.position);      // no gaps for the pointer
    if (hovered) under = i;
    if (hovered || i == strip.marked) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 3, i == strip.marked ? 2.0f : 1.6f);
  }
  return under;
}

void draw_share(ui::Ui& ui, Rect track, double share, Token color, double wanted) {
  ui.canvas.fill(track, ui.color(Token::Surface3), 3);
  const float w = track.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  ui.canvas.fill({track.x, track.y, std::max(2.0f, w), track.h}, ui.color(color), 3);
  if (wanted < 0) return;
  const float x = track.x + track.w * static_cast<float>(wanted);
  ui.canvas.line({x, track.y - 4}, {x, track.bottom() + 4}, ui.color(Token::Target), 2);
}

namespace {

constexpr float kListNumber = 46;

void draw_near(Scene& scene, Rect row, const Near& item, const NearList& list, const ui::Pressed& press) {
  ui::Ui& ui = scene.ui;
  const bool marked = std::find(list.marked.begin(), list.marked.end(), item.word) != list.marked.end();
  const float size = list.row < 20 ? ui::kTick : ui::kLabel, names = std::clamp(row.w * 0.44f, 44.0f, 130.0f), y = row.center().y + 4.8f;
  ui::hover_fill(ui, row.inset(0, 1), Token::Surface2, 6, press);
  text_in(ui, {row.x + 6, y}, names - 10, scene.word(item.word), {press.hovered ? ui::Face::Semibold : ui::Face::Ui, size}, marked ? Token::Input : press.hovered ? Token::Text1 : Token::Text2);
  const float thick = row.h > 32 ? 11.0f : 9.0f;
  const Rect track{row.x + names, row.center().y - thick / 2, row.w - names - kListNumber - 6, thick};
  if (track.w > 10) {
    ui.canvas.fill(track, ui.color(Token::Surface3), 3);
    const auto size_of = static_cast<float>(std::min(1.0, std::abs(item.cosine)));
    if (item.cosine != 0) ui.canvas.fill({track.x, track.y, std::max(2.0f, track.w * size_of), track.h}, ui.color(item.cosine < 0 ? Token::Text3 : marked ? Token::Input : Token::Text2), 3);
  }
  ui.canvas.text({row.right() - 4, y}, format_number(item.cosine, 2), {ui::Face::Mono, ui::kSmall}, ui.color(press.hovered ? Token::Text1 : Token::Text2), ui::Align::Right);
}

}  // namespace

int draw_near_list(Scene& scene, Rect area, std::span<const Near> items, const NearList& list) {
  int pressed = -1;
  for (std::size_t i = 0; i < items.size() && area.h > list.row - 0.5f; ++i) {
    const Rect row = area.cut_top(list.row);
    const std::string id = std::string(list.id) + "." + std::to_string(i);
    const ui::Pressed press = ui::pressable(scene.ui, id, row, 6);
    draw_near(scene, row, items[i], list, press);
    if (press.clicked) pressed = static_cast<int>(i);
  }
  return pressed;
}

ui::Color beat_color(const Scene& scene) {
  switch (scene.at.beat) {
    case lesson::Beat::Forward: return scene.ui.color(Token::Activation);
    case lesson::Beat::Update: return scene.ui.color(Token::Weight);
    case lesson::Beat::Loss:
    case lesson::Beat::Backward: break;
  }
  return scene.ui.color(Token::Error);
}

void draw_lit(Scene& scene, Rect area) {
  scene.ui.canvas.fill(area, ui::with_alpha(beat_color(scene), 0.10f), 7);
  scene.ui.canvas.fill({area.x, area.y + 3, 3, area.h - 6}, beat_color(scene), 1.5f);
}

void draw_sentence_of(ui::Ui& ui, Rect area, Localized text) { ui::plain_text(ui, {area.x, area.y + 8}, std::min(area.w, 520.0f), ui.say(text), {{ui::Face::Ui, ui::kBody}, 25, Token::Text2}); }

Localized why_no_guess(const Snapshot& seen) {
  if (!seen.trainable() || !has_outputs(seen)) return {"These vectors came from a file. Nothing trains them here, so there is no guess to look into.", "这些向量来自文件，这里不训练它们，所以没有可看的猜测。"};
  if (seen.settings.window == 0) return {"With a window of 0 no word has a neighbour: there is nothing to guess. Set the window to 1 or more.", "窗口为 0，谁也没有邻居，没有什么可猜。请把窗口设为 1 或更大。"};
  return {"No sentence of this text has two words within one window: there is nothing to guess. Take a longer text.", "这份文本里没有一句话能让两个词同在一个窗口里，没有什么可猜。请换一份长一点的文本。"};
}

}  // namespace epochs::word2vec
