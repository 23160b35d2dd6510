#include "ui/canvas_imgui.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/text_runs.hpp"

namespace epochs::ui {
namespace {

ImU32 packed(Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }

}  // namespace

struct ImGuiCanvas::Layers {
  ImDrawListSplitter splitter;
  bool active = false;
};

ImGuiCanvas::ImGuiCanvas(ImDrawList& list, const FontSet& fonts, float scale, float device)
    : list_(list), fonts_(fonts), scale_(scale), device_(device), layers_(std::make_unique<Layers>()) {}

ImGuiCanvas::~ImGuiCanvas() { layer(kFlat); }

float ImGuiCanvas::stroke(float width, Color& color) const {
  const float pixels = width * scale_ * device_;
  if (pixels >= 1) return width * scale_;
  color.a = static_cast<std::uint8_t>(static_cast<float>(color.a) * std::max(pixels, 0.3f));
  return 1 / device_;
}

namespace {
ImVec2 at(Vec2 p, float scale) { return {p.x * scale, p.y * scale}; }
ImVec2 low(Rect r, float scale) { return {r.x * scale, r.y * scale}; }
ImVec2 high(Rect r, float scale) { return {r.right() * scale, r.bottom() * scale}; }
}  // namespace

void ImGuiCanvas::fill(Rect r, Color color, float radius) { list_.AddRectFilled(low(r, scale_), high(r, scale_), packed(color), radius * scale_); }

void ImGuiCanvas::outline(Rect r, Color color, float radius, float width) {
  // Inside the rectangle, as the mocks draw it; AddRect adds half a pixel of its own.
  const float thick = stroke(width, color), in = std::max(0.0f, thick / 2 - 0.5f);
  list_.AddRect({r.x * scale_ + in, r.y * scale_ + in}, {r.right() * scale_ - in, r.bottom() * scale_ - in}, packed(color), radius * scale_, 0, thick);
}

void ImGuiCanvas::line(Vec2 from, Vec2 to, Color color, float width) {
  const float thick = stroke(width, color);
  ImVec2 a = at(from, scale_), b = at(to, scale_);
  if (from.x == to.x || from.y == to.y) a = {std::round(a.x * device_) / device_, std::round(a.y * device_) / device_}, b = {std::round(b.x * device_) / device_, std::round(b.y * device_) / device_};
  list_.AddLine(a, b, packed(color), thick);
}

void ImGuiCanvas::dashed(Vec2 from, Vec2 to, Color color, float width, float on, float off) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length <= 0 || on + off <= 0) return;
  const Vec2 direction = (to - from) * (1 / length);
  for (float t = 0; t < length; t += on + off) line(from + direction * t, from + direction * std::min(length, t + on), color, width);
}

void ImGuiCanvas::polyline(std::span<const Vec2> points, Color color, float width) {
  if (points.size() < 2) return;
  const float thick = stroke(width, color);
  list_.PathClear();
  ImVec2 last;
  for (const Vec2 p : points) {
    // A stretch without length has no direction; Dear ImGui would make the line twice as wide there, and a wedge of what leads to it.
    const ImVec2 next = at(p, scale_);
    if (list_._Path.Size > 0 && std::abs(next.x - last.x) + std::abs(next.y - last.y) < 0.01f) continue;
    list_.PathLineTo(next);
    last = next;
  }
  list_.PathStroke(packed(color), 0, thick);
}

void ImGuiCanvas::polygon(std::span<const Vec2> points, Color color) {
  list_.PathClear();
  for (const Vec2 p : points) list_.PathLineTo(at(p, scale_));
  list_.PathFillConvex(packed(color));
}

void ImGuiCanvas::disc(Vec2 center, float radius, Color color) { list_.AddCircleFilled(at(center, scale_), radius * scale_, packed(color)); }

void ImGuiCanvas::circle(Vec2 center, float radius, Color color, float width) {
  const float thick = stroke(width, color);
  list_.AddCircle(at(center, scale_), radius * scale_, packed(color), 0, thick);
}

void ImGuiCanvas::arc(Vec2 center, float radius, float from, float to, Color color, float width) {
  const float thick = stroke(width, color);
  list_.PathClear();
  list_.PathArcTo(at(center, scale_), radius * scale_, from, to);
  list_.PathStroke(packed(color), 0, thick);
}

void ImGuiCanvas::bezier(Vec2 a, Vec2 b, Vec2 c, Vec2 d, Color color, float width) {
  const float thick = stroke(width, color);
  list_.AddBezierCubic(at(a, scale_), at(b, scale_), at(c, scale_), at(d, scale_), packed(color), thick);
}

void ImGuiCanvas::arrow(Vec2 from, Vec2 to, Color color, float width, float head) {
  const float angle = std::atan2(to.y - from.y, to.x - from.x);
  const auto back = [&](float turn, float length) { return Vec2{to.x - length * std::cos(angle + turn), to.y - length * std::sin(angle + turn)}; };
  line(from, back(0, head * 0.8f), color, width);
  const Vec2 tip[] = {to, back(-0.42f, head), back(0.42f, head)};
  polygon(tip, color);
}

void ImGuiCanvas::image(Texture texture, Rect r, float radius) {
  list_.AddImageRounded((ImTextureID)(texture), low(r, scale_), high(r, scale_), {0, 0}, {1, 1}, IM_COL32_WHITE, radius * scale_);
}

void ImGuiCanvas::marks(Texture sheet, std::span<const Mark> marks) {
  constexpr std::size_t kBatch = 8000;         // quads: stays below the 65,536 vertices of one index range
  constexpr float kShapes = static_cast<float>(MarkShape::Count);
  const ImVec2 white = list_._Data->TexUvWhitePixel;
  if (sheet != 0) list_.PushTextureID((ImTextureID)(sheet));
  for (std::size_t from = 0; from < marks.size(); from += kBatch) {
    const std::span<const Mark> some = marks.subspan(from, std::min(kBatch, marks.size() - from));
    list_.PrimReserve(static_cast<int>(some.size()) * 6, static_cast<int>(some.size()) * 4);
    for (const Mark& mark : some) {
      const float x = mark.center.x * scale_, y = mark.center.y * scale_, r = mark.radius * scale_, left = static_cast<float>(mark.shape) / kShapes;
      const ImU32 color = packed(mark.color);
      if (sheet != 0) list_.PrimRectUV({x - r, y - r}, {x + r, y + r}, {left, 0}, {left + 1 / kShapes, 1}, color);
      else if (mark.shape == MarkShape::Diamond) list_.PrimQuadUV({x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}, white, white, white, white, color);
      else list_.PrimRect({x - r * 0.89f, y - r * 0.89f}, {x + r * 0.89f, y + r * 0.89f}, color);   // the area of the disc
    }
  }
  if (sheet != 0) list_.PopTextureID();
}

void ImGuiCanvas::gradient(Rect r, Color lt, Color rt, Color rb, Color lb) {
  list_.AddRectFilledMultiColor(low(r, scale_), high(r, scale_), packed(lt), packed(rt), packed(rb), packed(lb));
}

float ImGuiCanvas::text_width(std::string_view text, TextStyle style) {
  float width = 0;
  for_each_run(fonts_, text, style, scale_, [&](const TextRun& run) { width += run.font.font->CalcTextSizeA(run.font.size, FLT_MAX, 0, run.begin, run.end).x; });
  return width / scale_;
}

float ImGuiCanvas::text(Vec2 baseline, std::string_view text, TextStyle style, Color color, Align align) {
  const float width = text_width(text, style);
  if (width <= 0) return 0;
  const float shift = align == Align::Center ? width / 2 : align == Align::Right ? width : 0;
  const float step = 0.5f / device_;
  float x = std::round((baseline.x - shift) * scale_ / step) * step;
  const float y = std::round(baseline.y * scale_ * device_) / device_;
  for_each_run(fonts_, text, style, scale_, [&](const TextRun& run) {
    ImFont& font = *run.font.font;
    draw_glyphs(list_, font, run.font.size, x, y, packed(color), run.begin, run.end);
    if (run.twice) draw_glyphs(list_, font, run.font.size, x + std::max(0.45f * scale_, 1 / device_), y, packed(color), run.begin, run.end);
    x += font.CalcTextSizeA(run.font.size, FLT_MAX, 0, run.begin, run.end).x;
  });
  return width;
}

void ImGuiCanvas::push_clip(Rect r) { list_.PushClipRect(low(r, scale_), high(r, scale_), true); }
void ImGuiCanvas::pop_clip() { list_.PopClipRect(); }

void ImGuiCanvas::layer(int index) {
  constexpr int kLayers = 6;
  if (index == kFlat) {
    if (layers_->active) layers_->splitter.Merge(&list_);
    layers_->active = false;
    return;
  }
  if (!layers_->active) layers_->splitter.Split(&list_, kLayers);
  layers_->active = true;
  layers_->splitter.SetCurrentChannel(&list_, std::clamp(index, 0, kLayers - 1));
}

}  // namespace epochs::ui
