// The keys, as in the table of the specification; the same table stands in the README.
#include <algorithm>
#include <array>

#include "app/press.hpp"
#include "app/sheet.hpp"

namespace epochs::app {

namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

struct KeyLine {
  Localized keys;
  Localized does;
};

constexpr std::array<KeyLine, 20> kLines{{
    {{"Space", "空格"}, {"play / pause", "播放 / 暂停"}},
    {{"→  ←", "→  ←"}, {"next / previous step of the lesson", "课程的下一步 / 上一步"}},
    {{"PgDn PgUp", "PgDn PgUp"}, {"the same, for remotes; reveals an answer first", "同上，用于翻页笔；先揭晓答案"}},
    {{".  ,", ".  ,"}, {"next / previous operation", "下一个 / 上一个运算"}},
    {{"Shift . ,", "Shift . ,"}, {"one whole update", "一次完整的更新"}},
    {{"↑  ↓", "↑  ↓"}, {"faster / slower", "加快 / 减慢"}},
    {{"Home End", "Home End"}, {"first / last recorded state", "最早 / 最新的状态"}},
    {{"Tab", "Tab"}, {"next control or value", "下一个控件或数值"}},
    {{"Enter", "Enter"}, {"press, pin", "按下，固定"}},
    {{"Esc", "Esc"}, {"unpin, close, leave", "取消固定，关闭，退出"}},
    {{"1 2 3", "1 2 3"}, {"choose an option; Enter confirms", "选择选项；Enter 确认"}},
    {{"R", "R"}, {"restart the training", "重新训练"}},
    {{"Ctrl Z  Y", "Ctrl Z  Y"}, {"undo / redo an edit", "撤销 / 重做"}},
    {{"/", "/"}, {"search lessons", "搜索课程"}},
    {{"H", "H"}, {"the hall", "展厅"}},
    {{"L", "L"}, {"language", "语言"}},
    {{"T", "T"}, {"theme", "深色 / 浅色"}},
    {{"+  −  0", "+  −  0"}, {"text size", "文字大小"}},
    {{"P", "P"}, {"presenter; N notes, V pictures, B dark", "演示模式；N 讲稿，V 换图，B 黑屏"}},
    {{"?", "?"}, {"this table", "本表"}},
}};

void draw_line(ui::Ui& ui, Rect row, const KeyLine& line) {
  const float w = key_cap(ui, {row.x, row.center().y}, ui.say(line.keys));
  const float x = row.x + std::max(104.f, w + 12);
  ui.canvas.text({x, row.center().y + 5}, ui.say(line.does), {Face::Ui, ui::kLabel}, ui.color(Token::Text1));
}

}  // namespace

void draw_help_sheet(ui::Ui& ui, Shell& shell) {
  const bool two = ui.window.w >= 800;
  constexpr float kRow = 36;
  const std::size_t half = two ? kLines.size() / 2 : kLines.size();
  Rect area = sheet_frame(ui, shell, {two ? 780.f : 420.f, 104 + kRow * static_cast<float>(half)}, ui.say({"Keys", "按键"}));
  const float row = std::min(kRow, area.h / static_cast<float>(half));
  for (std::size_t i = 0; i < kLines.size(); ++i) {
    const float column = static_cast<float>(i / half), line = static_cast<float>(i % half);
    draw_line(ui, {area.x + column * area.w / 2, area.y + line * row, area.w / (two ? 2.f : 1.f) - 12, row}, kLines[i]);
  }
}

}  // namespace epochs::app
