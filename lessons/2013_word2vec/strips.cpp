#include "strips.hpp"

#include <algorithm>
#include <cmath>

#include "pass_rows.hpp"
#include "ui/anchor.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::word2vec {

using ui::Rect;
using ui::Token;

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
