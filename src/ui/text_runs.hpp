// Splitting a text into runs of one font each: Latin in the wanted face, Chinese in its own font, and fallbacks between faces
// for the few characters that a face lacks. Internal to src/ui: it knows Dear ImGui.
#pragma once

#include <string_view>

#include "core/text.hpp"
#include "ui/fonts.hpp"
#include "ui/imgui_version.hpp"

namespace epochs::ui {

struct TextRun {
  const char *begin = nullptr, *end = nullptr;
  SizedFont font;
  bool twice = false;          // WenQuanYi has one weight: headings are drawn twice, 0.45 u apart
};

inline bool has_glyph(const SizedFont& font, char32_t c) { return font_has(*font.font, font.size, c); }

// The font for one character: the wanted face, else Inter, KaTeX (Σ, Greek) or Chinese, else the wanted face's question mark.
inline TextRun font_for(const FontSet& fonts, char32_t c, TextStyle style, float scale) {
  const SizedFont wanted = fonts.latin(style.face, style.size, scale);
  const bool heavy = style.face == Face::Semibold || style.face == Face::Display;
  const auto chinese = [&] { return TextRun{nullptr, nullptr, fonts.chinese(chinese_em(style.size), scale), heavy}; };
  if (is_cjk(c)) {                     // sizes that hold only the lessons' characters borrow from the one that holds all
    TextRun run = chinese();
    if (has_glyph(run.font, c)) return run;
    if (const SizedFont full{fonts.chinese(16, scale).font, run.font.size}; has_glyph(full, c)) run.font = full;
    else fonts.ask_for_rare_characters();
    return run;
  }
  if (has_glyph(wanted, c)) return {nullptr, nullptr, wanted, false};
  for (const Face face : {Face::Ui, Face::Math, Face::MathItalic})
    if (const SizedFont other = fonts.latin(face, style.size, scale); has_glyph(other, c)) return {nullptr, nullptr, other, false};
  if (TextRun other = chinese(); has_glyph(other.font, c)) return other;
  fonts.ask_for_rare_characters();
  return {nullptr, nullptr, wanted, false};
}

// Quotation marks, dashes and ellipses belong to both scripts: Chinese beside Chinese.
inline bool follows_neighbour(char32_t c) { return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2026 || c == 0x2014; }

inline char32_t code_point_at(const char* at, const char* end, int& bytes) {
  unsigned int code = static_cast<unsigned char>(*at);
  bytes = code < 0x80 ? 1 : ImTextCharFromUtf8(&code, at, end);
  if (bytes < 1) bytes = 1;
  return code;
}

// Calls visit(run) from left to right.
template <class Visit>
void for_each_run(const FontSet& fonts, std::string_view text, TextStyle style, float scale, Visit visit) {
  const char* at = text.data();
  const char* const end = at + text.size();
  TextRun run;
  bool chinese = false;
  while (at < end) {
    int bytes = 1, ahead = 1;
    const char32_t code = code_point_at(at, end, bytes);
    const bool next_is_chinese = at + bytes < end && is_cjk(code_point_at(at + bytes, end, ahead));
    chinese = is_cjk(code) || (follows_neighbour(code) && (chinese || next_is_chinese));
    TextRun one = font_for(fonts, chinese && !is_cjk(code) ? U'\u3002' : code, style, scale);
    if (run.begin && one.font.font == run.font.font && one.font.size == run.font.size) {
      run.end = at + bytes;
    } else {
      if (run.begin) visit(run);
      run = one;
      run.begin = at, run.end = at + bytes;
    }
    at += bytes;
  }
  if (run.begin) visit(run);
}

}  // namespace epochs::ui
