// Where Dear ImGui 1.86 (Debian 12) and 1.92 differ for us. Internal to src/ui.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include "ui/frame.hpp"

namespace epochs::ui {

// Pixels from the top of a line to its baseline.
inline float ascent_of(ImFont& font, float size) {
#if IMGUI_VERSION_NUM < 19200
  return font.Ascent * size / font.FontSize;
#else
  const ImFontBaked* baked = font.GetFontBaked(size);
  return baked->Ascent * size / baked->Size;
#endif
}

// As wide as needed, so that the atlas of all characters does not grow too high for a texture; newer versions choose by themselves.
inline void widen(ImFontAtlas& atlas, int pixels) {
#if IMGUI_VERSION_NUM < 19200
  atlas.TexDesiredWidth = pixels;
#else
  static_cast<void>(atlas), static_cast<void>(pixels);
#endif
}

inline bool font_has(ImFont& font, float size, char32_t c) {
  if (c >= 0x10000) return false;
#if IMGUI_VERSION_NUM < 19200
  static_cast<void>(size);
  return font.FindGlyphNoFallback(static_cast<ImWchar>(c)) != nullptr;
#else
  static_cast<void>(size);
  return font.IsGlyphInFont(static_cast<ImWchar>(c));
#endif
}

// Draws one run with its baseline's left end at (x, y), in ImGui's coordinates, between pixels: ImGui's own AddText starts every
// call on a whole one, which makes the spaces of running text uneven.
inline void draw_glyphs(ImDrawList& list, ImFont& font, float size, float x, float y, ImU32 color, const char* begin, const char* end) {
  const float top = y - ascent_of(font, size);
#if IMGUI_VERSION_NUM < 19200
  const float k = size / font.FontSize;
  const int most = static_cast<int>(end - begin);
  list.PrimReserve(most * 6, most * 4);
  int drawn = 0;
  for (const char* at = begin; at < end;) {
    unsigned int code = 0;
    const int bytes = ImTextCharFromUtf8(&code, at, end);
    at += bytes > 0 ? bytes : 1;
    const ImFontGlyph* glyph = font.FindGlyph(static_cast<ImWchar>(code));
    if (!glyph) continue;
    if (glyph->Visible) {
      list.PrimRectUV({x + glyph->X0 * k, top + glyph->Y0 * k}, {x + glyph->X1 * k, top + glyph->Y1 * k}, {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, color);
      ++drawn;
    }
    x += glyph->AdvanceX * k;
  }
  list.PrimUnreserve((most - drawn) * 6, (most - drawn) * 4);
#else
  list.AddText(&font, size, {x, top}, color, begin, end);
#endif
}

struct KeyName {
  Key key;
  ImGuiKey imgui;
};
inline constexpr KeyName kKeyNames[] = {
    {Key::Space, ImGuiKey_Space},   {Key::Left, ImGuiKey_LeftArrow}, {Key::Right, ImGuiKey_RightArrow}, {Key::Up, ImGuiKey_UpArrow},
    {Key::Down, ImGuiKey_DownArrow}, {Key::PageUp, ImGuiKey_PageUp}, {Key::PageDown, ImGuiKey_PageDown}, {Key::Home, ImGuiKey_Home},
    {Key::End, ImGuiKey_End},       {Key::Tab, ImGuiKey_Tab},        {Key::Enter, ImGuiKey_Enter},       {Key::Escape, ImGuiKey_Escape},
    {Key::Backspace, ImGuiKey_Backspace}, {Key::Delete, ImGuiKey_Delete},
};

struct LetterKey {
  char32_t letter;
  ImGuiKey imgui;
};
inline constexpr LetterKey kLetterKeys[] = {{U'a', ImGuiKey_A}, {U'c', ImGuiKey_C}, {U'v', ImGuiKey_V}, {U'x', ImGuiKey_X}, {U'y', ImGuiKey_Y}, {U'z', ImGuiKey_Z}};

// While a key is held it comes again and again, where `repeat` says so.
inline bool key_pressed(ImGuiKey key, bool repeat) {
#if IMGUI_VERSION_NUM < 18700
  const int index = ImGui::GetKeyIndex(key);
  return index >= 0 && ImGui::IsKeyPressed(index, repeat);
#else
  return ImGui::IsKeyPressed(key, repeat);
#endif
}

// Synthetic input, before NewFrame.
inline void send_pointer(float x, float y) {
#if IMGUI_VERSION_NUM < 18700
  ImGui::GetIO().MousePos = {x, y};
#else
  ImGui::GetIO().AddMousePosEvent(x, y);
#endif
}
inline void send_button(int button, bool down) {
#if IMGUI_VERSION_NUM < 18700
  ImGui::GetIO().MouseDown[button] = down;
#else
  ImGui::GetIO().AddMouseButtonEvent(button, down);
#endif
}
inline void send_wheel(float lines) {
#if IMGUI_VERSION_NUM < 18700
  ImGui::GetIO().MouseWheel += lines;
#else
  ImGui::GetIO().AddMouseWheelEvent(0, lines);
#endif
}
inline void send_key(ImGuiKey key, bool down) {
#if IMGUI_VERSION_NUM < 18700
  const int index = ImGui::GetIO().KeyMap[key];
  if (index >= 0) ImGui::GetIO().KeysDown[index] = down;
#else
  ImGui::GetIO().AddKeyEvent(key, down);
#endif
}
inline void send_modifiers(bool shift, bool control) {
  ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM < 18700
  io.KeyShift = shift, io.KeyCtrl = control;
#else
  io.AddKeyEvent(ImGuiMod_Shift, shift), io.AddKeyEvent(ImGuiMod_Ctrl, control);
#endif
}

// Before Render: where the system's input method opens. Windows and the browser follow it; X11 through GLFW offers no such call and
// opens its list at the window.
inline void place_input_method(Vec2 top_left, float height) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
#if IMGUI_VERSION_NUM < 18700
  context.PlatformImePos = {top_left.x, top_left.y + height};
#else
  context.PlatformImeData.WantVisible = true;
  context.PlatformImeData.InputPos = {top_left.x, top_left.y};
  context.PlatformImeData.InputLineHeight = height;
#endif
  context.WantTextInputNextFrame = 1;
}

inline void show_cursor(Cursor cursor) {
  ImGui::SetMouseCursor(cursor == Cursor::Hand ? ImGuiMouseCursor_Hand : cursor == Cursor::Text ? ImGuiMouseCursor_TextInput : ImGuiMouseCursor_Arrow);
}

// 1.86 wants to be told which of its 512 keys is which; a platform back end overwrites this with its own codes.
inline void number_keys() {
#if IMGUI_VERSION_NUM < 18700
  for (int key = 0; key < ImGuiKey_COUNT; ++key) ImGui::GetIO().KeyMap[key] = key + 1;
#endif
}

}  // namespace epochs::ui
