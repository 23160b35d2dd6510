#include "ui/text_edit.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace epochs::ui {
namespace {

constexpr std::size_t kMostUndo = 100;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t snapped(const std::string& text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && continues(text[at])) --at;
  return at;
}
std::size_t before(const std::string& text, std::size_t at) { return at == 0 ? 0 : snapped(text, at - 1); }
std::size_t after(const std::string& text, std::size_t at) {
  if (at >= text.size()) return text.size();
  ++at;
  while (at < text.size() && continues(text[at])) ++at;
  return at;
}

enum class Kind { Space, Word, Chinese, Mark };
Kind kind_at(const std::string& text, std::size_t at) {
  const char32_t c = decode_utf8(std::string_view(text).substr(at, after(text, at) - at)).front();
  if (c == U' ' || c == 0x3000) return Kind::Space;
  if (c >= 0x3000 && is_cjk(c)) return c <= 0x303F || c >= 0xFF00 ? Kind::Mark : Kind::Chinese;
  const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'_' || c >= 0xC0;
  return letter ? Kind::Word : Kind::Mark;
}

std::size_t word_left(const std::string& text, std::size_t at) {
  while (at > 0 && kind_at(text, before(text, at)) == Kind::Space) at = before(text, at);
  if (at == 0) return 0;
  const Kind kind = kind_at(text, before(text, at));
  while (at > 0 && kind_at(text, before(text, at)) == kind) at = before(text, at);
  return at;
}

std::size_t word_right(const std::string& text, std::size_t at) {
  while (at < text.size() && kind_at(text, at) == Kind::Space) at = after(text, at);
  if (at == text.size()) return at;
  const Kind kind = kind_at(text, at);
  while (at < text.size() && kind_at(text, at) == kind) at = after(text, at);
  return at;
}

}  // namespace

TextEdit::Span TextEdit::selection() const { return {std::min(now_.caret, now_.anchor), std::max(now_.caret, now_.anchor)}; }

std::string_view TextEdit::selected() const {
  const Span span = selection();
  return std::string_view(now_.text).substr(span.begin, span.end - span.begin);
}

void TextEdit::set(std::string_view text) {
  *this = TextEdit();
  insert(text, text.size());
  before_.clear();
  last_ = Change::None;
}

void TextEdit::place(std::size_t byte, Selection selection) {
  now_.caret = snapped(now_.text, byte);
  if (selection == Selection::Drop) now_.anchor = now_.caret;
  last_ = Change::None;
}

std::size_t TextEdit::target(Motion motion) const {
  switch (motion) {
    case Motion::Left: return before(now_.text, now_.caret);
    case Motion::Right: return after(now_.text, now_.caret);
    case Motion::WordLeft: return word_left(now_.text, now_.caret);
    case Motion::WordRight: return word_right(now_.text, now_.caret);
    case Motion::Start: return 0;
    case Motion::End: break;
  }
  return now_.text.size();
}

void TextEdit::move(Motion motion, Selection selection) {
  const Span span = selection == Selection::Drop ? this->selection() : Span{};
  if (!span.empty() && motion == Motion::Left) return place(span.begin, selection);
  if (!span.empty() && motion == Motion::Right) return place(span.end, selection);
  place(target(motion), selection);
}

void TextEdit::select_all() {
  place(0, Selection::Drop);
  place(now_.text.size(), Selection::Extend);
}

void TextEdit::select_word(std::size_t byte) {
  std::size_t begin = snapped(now_.text, byte);
  if (begin == now_.text.size()) begin = before(now_.text, begin);
  if (now_.text.empty()) return;
  const Kind kind = kind_at(now_.text, begin);
  std::size_t end = begin;
  while (begin > 0 && kind_at(now_.text, before(now_.text, begin)) == kind) begin = before(now_.text, begin);
  while (end < now_.text.size() && kind_at(now_.text, end) == kind) end = after(now_.text, end);
  place(begin, Selection::Drop);
  place(end, Selection::Extend);
}

void TextEdit::remember(Change change) {
  after_.clear();
  const bool goes_on = change == Change::Typing && last_ == Change::Typing;
  if (!goes_on) before_.push_back(now_);
  if (before_.size() > kMostUndo) before_.erase(before_.begin());
  last_ = change;
}

void TextEdit::insert(std::string_view utf8, std::size_t longest) {
  const Span span = selection();
  std::size_t room = longest - std::min(longest, decode_utf8(now_.text).size() - decode_utf8(selected()).size()), characters = 0;
  std::string clean;
  for (char32_t c : decode_utf8(utf8)) {
    if (c == U'\n' || c == U'\t') c = U' ';
    if (c < 32 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD || characters == room) continue;
    append_utf8(clean, c);
    ++characters;
  }
  if (clean.empty()) return;
  remember(characters == 1 && span.empty() && clean != " " ? Change::Typing : Change::Other);
  now_.text.replace(span.begin, span.end - span.begin, clean);
  now_.caret = now_.anchor = span.begin + clean.size();
}

void TextEdit::erase(Motion motion) {
  Span span = selection();
  if (span.empty()) {
    const std::size_t to = target(motion);
    span = {std::min(to, now_.caret), std::max(to, now_.caret)};
  }
  if (span.empty()) return;
  remember(Change::Other);
  now_.text.erase(span.begin, span.end - span.begin);
  now_.caret = now_.anchor = span.begin;
}

bool TextEdit::undo() {
  if (before_.empty()) return false;
  after_.push_back(std::move(now_));
  now_ = std::move(before_.back());
  before_.pop_back();
  last_ = Change::None;
  return true;
}

bool TextEdit::redo() {
  if (after_.empty()) return false;
  before_.push_back(std::move(now_));
  now_ = std::move(after_.back());
  after_.pop_back();
  last_ = Change::None;
  return true;
}

}  // namespace epochs::ui
