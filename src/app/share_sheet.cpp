// For a teacher: what the class may touch, and the lesson as it stands now as text or as a file.
#include <vector>

#include "app/press.hpp"
#include "app/sheet.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

Localized word_of(Access access) {
  switch (access) {
    case Access::Free: return {"Free", "可用"};
    case Access::Locked: return {"Locked", "锁定"};
    case Access::Hidden: break;
  }
  return {"Hidden", "隐藏"};
}

void draw_control(ui::Ui& ui, Rect row, const HandoutControl& control, Handout& handout) {
  std::vector<Access> offered{Access::Free};
  if (control.can_lock) offered.push_back(Access::Locked);
  if (control.can_hide) offered.push_back(Access::Hidden);
  std::vector<std::string_view> words;
  int chosen = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    words.push_back(ui.say(word_of(offered[i])));
    if (handout.access(control.name) == offered[i]) chosen = static_cast<int>(i);
  }
  const bool stacked = row.w < 440;
  ui.canvas.text({row.x, row.y + 22}, ui.say(control.label), {Face::Medium, ui::kLabel}, ui.color(Token::Text1));
  const float w = stacked ? row.w : 88.f * static_cast<float>(offered.size());
  const Rect pill{row.right() - w, stacked ? row.y + 30 : row.y, w, 34};
  const int now = segmented(ui, "sheet.share." + std::string(control.name), pill, words, chosen);
  handout.set(control.name, offered[static_cast<std::size_t>(now)]);
}

}  // namespace

void draw_share_sheet(ui::Ui& ui, Shell& shell) {
  const bool stacked = ui.window.w < 540;
  const float row = stacked ? 70.f : 44.f, rows = row * static_cast<float>(kHandoutControls.size());
  Rect rest = sheet_frame(ui, shell, {620, 72 + 20 + 56 + rows + (stacked ? 150.f : 60.f)}, ui.say({"For a class", "给全班"}));
  ui::plain_text(ui, {rest.x, rest.y}, rest.w,
                 ui.say({"Hand out the lesson as it stands now. Choose what the class may use.", "把课程的当前状态发给全班，并选择学生可以使用哪些控件。"}),
                 {{Face::Ui, ui::kLabel}, 22, Token::Text2, 2});
  rest.cut_top(56);
  for (const HandoutControl& control : kHandoutControls) draw_control(ui, rest.cut_top(row), control, shell.handout);
  rest.cut_top(8);
  float x = rest.x, y = rest.y + 4;
  const auto button = [&](std::string_view anchor, Localized label, bool primary) {
    const std::string_view word = ui.say(label);
    const float w = button_width(ui, word);
    if (x > rest.x && x + w > rest.right()) x = rest.x, y += 46;
    const Rect area{x, y, w, 36};
    x += w + 12;
    return primary ? primary_button(ui, anchor, area, word) : ghost_button(ui, anchor, area, word);
  };
  const bool copy = button("sheet.copy_state", {"Copy state", "复制状态"}, true);
  const bool save = button("sheet.save_state", {"Save as a file", "存为文件"}, false);
  const bool print = button("sheet.print_notes", {"Speaker notes to print", "可打印的讲稿"}, false);
  shell.wishes.copy_state |= copy;
  shell.wishes.save_state |= save;
  shell.wishes.print_notes |= print;
  if (copy || save || print) shell.sheet = Sheet::None;
}

}  // namespace epochs::app
