#include "app/line_editor.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Key;
using ui::Rect;
using ui::Token;
using Motion = ui::TextEdit::Motion;
using Selection = ui::TextEdit::Selection;

namespace {

constexpr float kEditorRow = 26, kEditorGutter = 58, kEditorPad = 8;
constexpr std::size_t kLongestEdit = 400, kDrawnBytes = 160;   // characters that one can type into a line; bytes of it that are drawn

// A tab, which no key types into a line, becomes the other separator of spreadsheets. Ends are \n, \r\n or \r; one at the end of the text begins an empty line.
std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') {
      out.back() += text[i] == '\t' ? ';' : text[i];
      continue;
    }
    if (text.substr(i, 2) == "\r\n") ++i;
    out.emplace_back();
  }
  return out;
}

// What can be drawn of it: broken bytes and tabs become something visible.
std::string printable(std::string_view line) {
  std::string out;
  for (const char32_t c : decode_utf8(line.substr(0, kDrawnBytes))) {
    if (c == U'\t') out += "    ";
    else append_utf8(out, c < 32 || c == 127 ? 0xFFFD : c);
  }
  return out;
}

}  // namespace

void LineEditor::set(std::string_view text) {
  lines_ = split_lines(text);
  if (lines_.size() > 1 && lines_.back().empty()) lines_.pop_back();
  top_ = 0;
  waiting_.clear();
  go_to(0, 0);
}

std::string LineEditor::text() const {
  if (text_is_empty()) return {};
  std::string out;
  for (const std::string& line : lines_) out += line, out += '\n';
  return out;
}

void LineEditor::insert(std::string_view text) {
  if (!field_.edit.selected().empty()) field_.edit.erase(Motion::Left);
  const std::string now = field_.text(), after = now.substr(field_.edit.caret());
  std::vector<std::string> more = split_lines(text);
  more.front().insert(0, now.substr(0, field_.edit.caret()));
  const std::size_t caret = more.back().size();
  more.back() += after;
  const auto at = lines_.begin() + current_;
  *at = std::move(more.front());
  lines_.insert(at + 1, more.begin() + 1, more.end());
  go_to(current_ + static_cast<int>(more.size()) - 1, caret);
}

void LineEditor::show(int number) { top_ = std::max(0, number - 4); }

void LineEditor::go_to(int index, std::size_t byte) {
  current_ = std::clamp(index, 0, static_cast<int>(lines_.size()) - 1);
  field_.edit.set(lines_[static_cast<std::size_t>(current_)]);
  field_.edit.place(std::min(byte, field_.text().size()), Selection::Drop);
  follow_ = true;
}

void LineEditor::join(int with) {
  const auto at = lines_.begin() + with;
  const std::size_t caret = at->size();
  *at += *(at + 1);
  lines_.erase(at + 1);
  go_to(with, caret);
}

bool LineEditor::is_structural(const ui::KeyPress& key) const {
  const bool start = field_.edit.caret() == 0 && field_.edit.selection().empty(), end = field_.edit.caret() == field_.text().size() && field_.edit.selection().empty();
  if (key.key == Key::Enter || key.key == Key::Up || key.key == Key::Down) return true;
  if (key.key == Key::Character) return key.control && key.character == U'v';   // what is pasted comes with its lines, through insert()
  if (key.key == Key::Backspace || key.key == Key::Left) return start && current_ > 0;
  return (key.key == Key::Delete || key.key == Key::Right) && end && current_ + 1 < static_cast<int>(lines_.size());
}

// True when the text changed.
bool LineEditor::take_structural(const ui::KeyPress& key) {
  const std::size_t column = field_.edit.caret();
  switch (key.key) {
    case Key::Enter: return insert("\n"), true;
    case Key::Up: return go_to(current_ - 1, column), false;
    case Key::Down: return go_to(current_ + 1, column), false;
    case Key::Left: return go_to(current_ - 1, std::string::npos), false;
    case Key::Right: return go_to(current_ + 1, 0), false;
    case Key::Backspace: return join(current_ - 1), true;
    case Key::Delete: return join(current_), true;
    default: return false;
  }
}

void LineEditor::keep_in_view(int rows) {
  if (follow_) top_ = std::clamp(top_, current_ - rows + 1, current_);
  follow_ = false;
  top_ = std::clamp(top_, 0, std::max(0, static_cast<int>(lines_.size()) - rows));
}

void LineEditor::draw_row(ui::Ui& ui, Rect row, int index, bool at_fault) const {
  if (at_fault) {
    ui.canvas.fill(row, ui.color(Token::Surface3), 6);
    ui.canvas.disc({row.x + 12, row.center().y}, 7, ui.color(Token::Text1));
    ui.canvas.text({row.x + 12, row.center().y + 4.4f}, "!", {Face::Semibold, ui::kTick}, ui.color(Token::InkOn), Align::Center);
  }
  ui.canvas.text({row.x + kEditorGutter - 10, row.center().y + 4.5f}, std::to_string(index + 1), {Face::Mono, ui::kTick}, ui.color(Token::Text3), Align::Right);
  if (index == current_) return;
  ui.canvas.text({row.x + kEditorGutter + kEditorPad, row.center().y + 14 * 0.345f}, printable(lines_[static_cast<std::size_t>(index)]), {Face::Mono, ui::kLabel}, ui.color(Token::Text1));
}

bool LineEditor::draw(ui::Ui& ui, std::string_view id, Rect area, int fault, std::string_view placeholder) {
  bool changed = false;
  const Rect inside = area.inset(6, 6);
  const int rows = std::max(1, static_cast<int>(std::floor(inside.h / kEditorRow)));
  if (area.contains(ui.pointer.position) && ui.pointer.wheel != 0) top_ -= static_cast<int>(std::lround(3 * ui.pointer.wheel));
  if (ui.pointer.pressed && area.contains(ui.pointer.position)) {
    const int index = top_ + static_cast<int>((ui.pointer.position.y - inside.y) / kEditorRow);
    if (index != current_) go_to(index, std::string::npos);
    ui.focus.move_to(id);
  }
  if (ui.focus.has(id)) waiting_.insert(waiting_.end(), ui.typed.begin(), ui.typed.end());
  else waiting_.clear();
  while (!waiting_.empty() && is_structural(waiting_.front())) {
    changed |= take_structural(waiting_.front());
    waiting_.erase(waiting_.begin());
  }
  // What is left up to the next such key goes into the line; the rest waits for the next frame.
  std::vector<ui::KeyPress> now;
  if (!waiting_.empty()) now.push_back(waiting_.front()), waiting_.erase(waiting_.begin());
  while (!waiting_.empty() && waiting_.front().key == Key::Character && !waiting_.front().control) now.push_back(waiting_.front()), waiting_.erase(waiting_.begin());
  keep_in_view(rows);
  ui.canvas.push_clip(area);
  for (int index = top_; index < std::min(top_ + rows, static_cast<int>(lines_.size())); ++index) {
    const Rect row{inside.x, inside.y + kEditorRow * static_cast<float>(index - top_), inside.w, kEditorRow};
    draw_row(ui, row, index, index + 1 == fault);
    if (index != current_) continue;
    ui::Ui line = ui;
    line.typed = now;
    line.pointer.pressed = ui.pointer.pressed && row.contains(ui.pointer.position);   // pressed anywhere else in the editor, it keeps the keyboard
    ui::TextFieldStyle style;
    style.placeholder = text_is_empty() ? placeholder : std::string_view();
    style.longest = kLongestEdit;
    style.text = {Face::Mono, ui::kLabel};
    style.radius = 6, style.lead = kEditorPad;
    if (ui::text_field(line, id, {row.x + kEditorGutter, row.y, row.w - kEditorGutter, row.h}, field_, style).changed) changed = true;
    lines_[static_cast<std::size_t>(current_)] = field_.text();
  }
  ui.canvas.pop_clip();
  ui.anchors.add(std::string(id) + ".rows", inside);
  return changed;
}

}  // namespace epochs::app
