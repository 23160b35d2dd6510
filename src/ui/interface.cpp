#include "ui/interface.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>

#include "ui/anchor.hpp"
#include "ui/canvas_imgui.hpp"
#include "ui/focus.hpp"
#include "ui/fonts.hpp"
#include "ui/imgui_version.hpp"
#include "ui/motion.hpp"

namespace epochs::ui {
namespace {

constexpr double kFontDelay = 0.25;    // seconds that a new scale must last before the fonts are baked again
constexpr ImGuiWindowFlags kRoot = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus;

// A Chinese input method writes full-width marks, with marks of its own on some keys: the key is meant.
char32_t half_width(char32_t c) {
  switch (c) {
    case U'。': return U'.';
    case U'、': return U'/';
    case U'《': return U'<';
    case U'》': return U'>';
    default: return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
  }
}

// Shift turns . and , into > and < on many keyboards: the key is meant.
KeyPress as_shortcut(KeyPress press) {
  const char32_t c = press.character = half_width(press.character);
  if (c == U'>') press.character = U'.', press.shift = true;
  if (c == U'<') press.character = U',', press.shift = true;
  if (c >= U'A' && c <= U'Z') press.character = c + 32;
  return press;
}

// Held down, a press that changes something back and forth counts once.
bool repeats(Key key) { return key != Key::Space && key != Key::Enter && key != Key::Escape; }

std::vector<KeyPress> keys_of_this_frame() {
  const ImGuiIO& io = ImGui::GetIO();
  std::vector<KeyPress> keys;
  for (const KeyName& name : kKeyNames)
    if (key_pressed(name.imgui, repeats(name.key))) keys.push_back({name.key, 0, io.KeyShift, io.KeyCtrl});
  const bool shortcut = io.KeyCtrl && !io.KeyAlt;   // both together are AltGr, which writes
  for (const LetterKey& letter : kLetterKeys)
    if (shortcut && key_pressed(letter.imgui, letter.letter == U'z' || letter.letter == U'y')) keys.push_back({Key::Character, letter.letter, io.KeyShift, true});
  for (const ImWchar c : io.InputQueueCharacters)
    if (!shortcut && c >= 32) keys.push_back({Key::Character, c, io.KeyShift, false});
  return keys;
}

Pointer pointer_of_this_frame(float scale) {
  const ImGuiIO& io = ImGui::GetIO();
  Pointer p;
  const bool valid = ImGui::IsMousePosValid();
  if (valid) p.position = {io.MousePos.x / scale, io.MousePos.y / scale};
  p.moved = {io.MouseDelta.x / scale, io.MouseDelta.y / scale};
  p.down = io.MouseDown[0];
  p.pressed = ImGui::IsMouseClicked(0);
  p.released = ImGui::IsMouseReleased(0);
  p.double_clicked = ImGui::IsMouseDoubleClicked(0);
  p.right_pressed = ImGui::IsMouseClicked(1);
  p.wheel = io.MouseWheel;
  p.shift = io.KeyShift;
  return p;
}

class ImGuiClipboard final : public Clipboard {
 public:
  std::string read() const override {
    const char* text = ImGui::GetClipboardText();
    return text ? text : "";
  }
  void write(const std::string& utf8) override { ImGui::SetClipboardText(utf8.c_str()); }
};

}  // namespace

float scale_for(float width, float height, float text_size) {
  const float automatic = std::clamp(std::min(width / 1440, height / 900), 0.90f, 2.40f);
  return std::round(automatic * text_size * 8) / 8;
}

struct Interface::State {
  ImGuiContext* context = nullptr;
  FontSet fonts;
  float wanted = 0;                    // pixels per unit that the window asks for
  double wanted_since = 0;
  AnchorRegistry anchors;
  FocusRing focus;
  Motion motion;
  Highlight highlight;
  Requests requests;
  ImGuiClipboard clipboard;
  double time = 0;
  std::vector<KeyPress> keys, typed;
  std::unique_ptr<ImGuiCanvas> canvas;
  std::unique_ptr<Ui> ui;
  std::deque<std::function<void()>> input;   // one change a frame
};

Interface::Interface() : state_(std::make_unique<State>()) {
  state_->context = ImGui::CreateContext();
  ImGui::SetCurrentContext(state_->context);
  ImGuiIO& io = ImGui::GetIO();
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;   // a full stage may hold more than 65,536 vertices
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  number_keys();
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowMinSize = {1, 1};
  style.CircleTessellationMaxError = 0.15f;
  style.CurveTessellationTol = 0.6f;
}

Interface::~Interface() {
  ImGui::SetCurrentContext(state_->context);
  state_->canvas.reset();
  ImGui::DestroyContext(state_->context);
}

bool Interface::prepare_fonts(const FrameInput& input) {
  ImGui::SetCurrentContext(state_->context);
  state_->wanted = scale_for(input.width, input.height, input.text_size) * input.framebuffer_scale;
  if (!fonts_waiting()) return false;
  state_->fonts.bake(*ImGui::GetIO().Fonts, state_->wanted);
  return true;
}

bool Interface::fonts_waiting() const {
  return state_->fonts.pixels_per_unit() != state_->wanted || state_->fonts.rare_characters_waiting();
}

// Asked by the caller before begin_frame: a resize in progress draws with the old fonts.
static bool resize_has_ended(double now, double since) { return now - since > kFontDelay; }

Ui& Interface::begin_frame(const FrameInput& input) {
  State& s = *state_;
  ImGui::SetCurrentContext(s.context);
  const float scale = scale_for(input.width, input.height, input.text_size);
  if (const float wanted = scale * input.framebuffer_scale; wanted != s.wanted) s.wanted = wanted, s.wanted_since = s.time;
  if (s.fonts.pixels_per_unit() == 0 || (fonts_waiting() && resize_has_ended(s.time, s.wanted_since))) prepare_fonts(input);
  if (!s.input.empty()) {
    s.input.front()();
    s.input.pop_front();
  }
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {input.width, input.height};
  io.DisplayFramebufferScale = {input.framebuffer_scale, input.framebuffer_scale};
  io.DeltaTime = static_cast<float>(std::clamp(input.seconds, 1e-4, 0.25));
  s.time += std::min(input.seconds, 0.25);
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("epochs", nullptr, kRoot);

  s.typed = keys_of_this_frame();
  s.keys.clear();
  for (const KeyPress& press : s.typed) s.keys.push_back(as_shortcut(press));
  const Pointer pointer = pointer_of_this_frame(scale);
  s.focus.begin_frame(s.typed, pointer);
  if (s.focus.typing())
    std::erase_if(s.keys, [](const KeyPress& k) { return k.key != Key::Escape && k.key != Key::Enter && k.key != Key::Tab; });
  if (s.focus.browsing())
    std::erase_if(s.keys, [](const KeyPress& k) { return k.key >= Key::Left && k.key <= Key::End; });
  s.anchors.begin_frame();
  s.motion.begin_frame(s.time, input.reduced_motion);
  s.highlight.shown = std::move(s.highlight.hovered);
  s.highlight.hovered.clear();
  s.requests = {};
  s.canvas = std::make_unique<ImGuiCanvas>(*ImGui::GetWindowDrawList(), s.fonts, scale, input.framebuffer_scale);
  s.ui = std::make_unique<Ui>(Ui{*s.canvas, theme(input.brightness, input.palette), input.language, {0, 0, input.width / scale, input.height / scale},
                                 scale, input.text_size, pointer, s.keys, s.typed, s.highlight, s.anchors, s.focus, s.motion, s.requests, s.clipboard, s.time, input.touch});
  return *s.ui;
}

void Interface::end_frame() {
  ImGui::SetCurrentContext(state_->context);
  state_->canvas->layer(Canvas::kFlat);
  if (const std::optional<Rect> caret = text_caret()) place_input_method({caret->x, caret->y}, caret->h);
  show_cursor(state_->requests.cursor);
  ImGui::End();
  ImGui::Render();
}

bool Interface::animating() const { return state_->motion.running() || fonts_waiting() || !state_->input.empty(); }
std::optional<Rect> Interface::text_caret() const {
  const State& s = *state_;
  if (!s.requests.caret || !s.ui) return std::nullopt;
  const Rect& caret = *s.requests.caret;
  return Rect{caret.x * s.ui->scale, caret.y * s.ui->scale, caret.w * s.ui->scale, caret.h * s.ui->scale};
}
Cursor Interface::cursor() const { return state_->requests.cursor; }
AnchorRegistry& Interface::anchors() { return state_->anchors; }
FocusRing& Interface::focus() { return state_->focus; }

void Interface::put_pointer(Vec2 points) {
  state_->input.push_back([points] { send_pointer(points.x, points.y); });
}
void Interface::put_button(bool down) {
  state_->input.push_back([down] { send_button(0, down); });
}
void Interface::put_wheel(float lines) {
  state_->input.push_back([lines] { send_wheel(lines); });
}
void Interface::put_key(Key key, bool shift, bool control) {
  for (const KeyName& name : kKeyNames) {
    if (name.key != key) continue;
    state_->input.push_back([name, shift, control] { send_modifiers(shift, control), send_key(name.imgui, true); });
    state_->input.push_back([name] { send_key(name.imgui, false), send_modifiers(false, false); });
  }
}
void Interface::put_shortcut(char letter, bool shift) {
  for (const LetterKey& key : kLetterKeys) {
    if (key.letter != static_cast<char32_t>(letter)) continue;
    state_->input.push_back([key, shift] { send_modifiers(shift, true), send_key(key.imgui, true); });
    state_->input.push_back([key] { send_key(key.imgui, false), send_modifiers(false, false); });
  }
}
void Interface::put_text(const std::string& utf8) {
  state_->input.push_back([utf8] { ImGui::GetIO().AddInputCharactersUTF8(utf8.c_str()); });
}

}  // namespace epochs::ui
