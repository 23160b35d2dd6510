// The learner's settings: language, theme, text size, palette, motion. They take effect at once and are remembered.
#include <algorithm>
#include <array>
#include <iterator>

#include "app/press.hpp"
#include "app/sheet.hpp"

namespace epochs::app {

namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

struct Choice {
  std::string_view anchor;
  Localized label;
};

template <std::size_t N>
int row(ui::Ui& ui, Rect& rest, const Choice& choice, const std::array<Localized, N>& labels, int chosen) {
  const bool stacked = rest.w < 460;
  Rect line = rest.cut_top(stacked ? 72 : 52);
  ui.canvas.text({line.x, line.y + 24}, ui.say(choice.label), {Face::Medium, ui::kLabel}, ui.color(Token::Text1));
  std::array<std::string_view, N> words;
  for (std::size_t i = 0; i < N; ++i) words[i] = ui.say(labels[i]);
  const Rect area = stacked ? Rect{line.x, line.y + 34, line.w, 34} : Rect{line.x + 150, line.y + 2, line.w - 150, 34};
  return segmented(ui, choice.anchor, area, words, chosen);
}

// For a teacher: what the class gets. For a learner whose lesson came with locks: the way out of them.
void draw_sharing(ui::Ui& ui, Shell& shell, Rect& rest) {
  Rect line = rest.cut_top(52);
  const bool locked = shell.handed_out;
  ui.canvas.text({line.x, line.y + 24}, ui.say(locked ? Localized{"Set up by a teacher", "由教师设定"} : Localized{"For a class", "给全班"}), {Face::Medium, ui::kLabel},
                 ui.color(Token::Text1));
  const std::string_view label = ui.say(locked ? Localized{"Free all controls", "解除全部限制"} : Localized{"Hand out this state…", "分发当前状态…"});
  const float w = button_width(ui, label);
  if (!ghost_button(ui, locked ? "sheet.free" : "sheet.share", {line.right() - w, line.y + 2, w, 36}, label)) return;
  shell.wishes.free_controls = locked;
  shell.sheet = locked ? Sheet::None : Sheet::Share;
}

}  // namespace

void draw_settings_sheet(ui::Ui& ui, Shell& shell) {
  const bool stacked = ui.window.w < 620;
  const float lesson = shell.in_lesson ? 52.f : 0.f;
  Rect rest = sheet_frame(ui, shell, {620, (stacked ? 490.f : 400.f) + lesson}, ui.say({"Settings", "设置"}));
  Settings& settings = shell.settings;
  settings.language = static_cast<Language>(row<2>(ui, rest, {"sheet.settings.language", {"Language", "语言"}}, {{{"English", "English"}, {"中文", "中文"}}},
                                                   static_cast<int>(settings.language)));
  settings.brightness = static_cast<ui::Brightness>(
      row<2>(ui, rest, {"sheet.settings.theme", {"Theme", "主题"}}, {{{"Dark", "深色"}, {"Light", "浅色"}}}, static_cast<int>(settings.brightness)));
  int size = 1;
  for (int i = 0; i < static_cast<int>(std::size(kTextSizes)); ++i)
    if (kTextSizes[i] == settings.text_size) size = i;
  size = row<4>(ui, rest, {"sheet.settings.text", {"Text size", "文字大小"}}, {{{"90 %", "90 %"}, {"100 %", "100 %"}, {"115 %", "115 %"}, {"130 %", "130 %"}}}, size);
  settings.text_size = kTextSizes[size];
  settings.palette = static_cast<ui::Palette>(row<3>(ui, rest, {"sheet.settings.palette", {"Colours", "配色"}},
                                                     {{{"Standard", "标准"}, {"Contrast", "高对比"}, {"Greys", "灰度"}}},
                                                     static_cast<int>(settings.palette)));
  settings.reduced_motion = row<2>(ui, rest, {"sheet.settings.motion", {"Motion", "动画"}}, {{{"Full", "完整"}, {"Reduced", "减少"}}},
                                   settings.reduced_motion ? 1 : 0) == 1;
  if (shell.in_lesson) draw_sharing(ui, shell, rest);
  ui.canvas.text({rest.x, rest.y + 24}, ui.say({"Kept on this machine; nothing leaves it.", "只保存在本机，不会外传。"}), {Face::Ui, ui::kSmall},
                 ui.color(Token::Text3));
}

}  // namespace epochs::app
