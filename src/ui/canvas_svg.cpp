#include "ui/canvas_svg.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/text.hpp"

namespace epochs::ui {
namespace {

// Two decimals, never in the user's locale, never a value that is no number (an SVG reader stops there).
std::string number(float value) {
  if (!std::isfinite(value)) return "0";
  const long hundredths = std::lround(std::clamp(static_cast<double>(value), -1e6, 1e6) * 100);
  const long whole = std::abs(hundredths) / 100, rest = std::abs(hundredths) % 100;
  std::string out = (hundredths < 0 ? "-" : "") + std::to_string(whole);
  if (rest != 0) out += rest < 10 ? ".0" + std::to_string(rest) : "." + std::to_string(rest % 10 == 0 ? rest / 10 : rest);
  return out;
}

std::string attribute(std::string_view name, const std::string& value) { return " " + std::string(name) + "=\"" + value + "\""; }
std::string attribute(std::string_view name, float value) { return attribute(name, number(value)); }

std::string paint(std::string_view name, Color c) {
  char hex[8];
  std::snprintf(hex, sizeof hex, "#%02X%02X%02X", c.r, c.g, c.b);
  std::string out = attribute(name, std::string(hex));
  if (c.a < 255) out += attribute(std::string(name) + "-opacity", static_cast<float>(c.a) / 255);
  return out;
}
std::string stroke(Color color, float width) { return paint("stroke", color) + attribute("stroke-width", width) + " fill=\"none\""; }

std::string box(Rect r, float radius) {
  std::string out = attribute("x", r.x) + attribute("y", r.y) + attribute("width", std::max(0.0f, r.w)) + attribute("height", std::max(0.0f, r.h));
  return radius > 0 ? out + attribute("rx", std::min(radius, std::min(r.w, r.h) / 2)) : out;
}

std::string coordinates(std::span<const Vec2> points) {
  std::string out;
  for (const Vec2 p : points) out += (out.empty() ? "" : " ") + number(p.x) + "," + number(p.y);
  return out;
}

// Characters that XML forbids are left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char32_t c : decode_utf8(text)) {
    if (c == U'&')
      out += "&amp;";
    else if (c == U'<')
      out += "&lt;";
    else if (c == U'>')
      out += "&gt;";
    else if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF)
      append_utf8(out, c);
  }
  return out;
}

std::string_view font_of(Face face) {
  switch (face) {
    case Face::Mono: return " font-family=\"JetBrains Mono, monospace\"";
    case Face::Math: return " font-family=\"KaTeX_Main, Latin Modern Math, serif\"";
    case Face::MathItalic: return " font-family=\"KaTeX_Math, Latin Modern Math, serif\" font-style=\"italic\"";
    case Face::Display: return " font-family=\"Inter Display, Inter, WenQuanYi Micro Hei, sans-serif\" font-weight=\"600\"";
    case Face::Semibold: return " font-family=\"Inter, WenQuanYi Micro Hei, sans-serif\" font-weight=\"600\"";
    case Face::Medium: return " font-family=\"Inter, WenQuanYi Micro Hei, sans-serif\" font-weight=\"500\"";
    default: return " font-family=\"Inter, WenQuanYi Micro Hei, sans-serif\"";
  }
}

}  // namespace

SvgCanvas::SvgCanvas(Canvas& measure, Rect area, Color ground) : measure_(measure), area_(area), ground_(ground) {}

void SvgCanvas::element(std::string_view markup) {
  std::string clip;
  if (!clips_.empty()) clip = " clip-path=\"url(#clip" + std::to_string(clips_.back()) + ")\"";
  const auto name = markup.find_first_of(" >");
  out() += "<" + std::string(markup.substr(0, name)) + clip + std::string(markup.substr(name)) + "\n";
}

std::string SvgCanvas::document() const {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", area_.w) +
                    attribute("height", area_.h) + attribute("viewBox", number(area_.x) + " " + number(area_.y) + " " + number(area_.w) + " " + number(area_.h)) +
                    ">\n";
  if (!definitions_.empty()) out += "<defs>\n" + definitions_ + "</defs>\n";
  out += "<rect" + box(area_, 0) + paint("fill", ground_) + "/>\n" + done_;
  for (const std::string& layer : layers_) out += layer;
  return out + "</svg>\n";
}

void SvgCanvas::fill(Rect r, Color color, float radius) { element("rect" + box(r, radius) + paint("fill", color) + "/>"); }

void SvgCanvas::outline(Rect r, Color color, float radius, float width) {
  element("rect" + box(r.inset(width / 2), std::max(0.0f, radius - width / 2)) + stroke(color, width) + "/>");
}

void SvgCanvas::line(Vec2 a, Vec2 b, Color color, float width) {
  element("line" + attribute("x1", a.x) + attribute("y1", a.y) + attribute("x2", b.x) + attribute("y2", b.y) + stroke(color, width) + "/>");
}

void SvgCanvas::dashed(Vec2 a, Vec2 b, Color color, float width, float on, float off) {
  element("line" + attribute("x1", a.x) + attribute("y1", a.y) + attribute("x2", b.x) + attribute("y2", b.y) + stroke(color, width) +
          attribute("stroke-dasharray", number(on) + " " + number(off)) + "/>");
}

void SvgCanvas::polyline(std::span<const Vec2> points, Color color, float width) {
  if (points.size() > 1) element("polyline" + attribute("points", coordinates(points)) + stroke(color, width) + " stroke-linejoin=\"round\"/>");
}

void SvgCanvas::polygon(std::span<const Vec2> points, Color color) {
  if (points.size() > 2) element("polygon" + attribute("points", coordinates(points)) + paint("fill", color) + "/>");
}

void SvgCanvas::disc(Vec2 c, float radius, Color color) {
  element("circle" + attribute("cx", c.x) + attribute("cy", c.y) + attribute("r", std::max(0.0f, radius)) + paint("fill", color) + "/>");
}

void SvgCanvas::circle(Vec2 c, float radius, Color color, float width) {
  element("circle" + attribute("cx", c.x) + attribute("cy", c.y) + attribute("r", std::max(0.0f, radius)) + stroke(color, width) + "/>");
}

void SvgCanvas::arc(Vec2 c, float radius, float from, float to, Color color, float width) {
  constexpr float kTurn = 6.2831853f;
  if (std::abs(to - from) >= kTurn) return circle(c, radius, color, width);
  const auto on = [&](float angle) { return number(c.x + radius * std::cos(angle)) + " " + number(c.y + radius * std::sin(angle)); };
  const std::string path = "M " + on(from) + " A " + number(radius) + " " + number(radius) + " 0 " + (std::abs(to - from) > kTurn / 2 ? "1 " : "0 ") +
                           (to > from ? "1 " : "0 ") + on(to);
  element("path" + attribute("d", path) + stroke(color, width) + "/>");
}

void SvgCanvas::bezier(Vec2 a, Vec2 b, Vec2 c, Vec2 d, Color color, float width) {
  const Vec2 controls[] = {b, c, d};
  element("path" + attribute("d", "M " + number(a.x) + "," + number(a.y) + " C " + coordinates(controls)) + stroke(color, width) + "/>");
}

void SvgCanvas::arrow(Vec2 from, Vec2 to, Color color, float width, float head) {
  const float angle = std::atan2(to.y - from.y, to.x - from.x);
  const auto back = [&](float turn, float length) { return Vec2{to.x - length * std::cos(angle + turn), to.y - length * std::sin(angle + turn)}; };
  line(from, back(0, head * 0.8f), color, width);
  const Vec2 tip[] = {to, back(-0.42f, head), back(0.42f, head)};
  polygon(tip, color);
}

void SvgCanvas::image(Texture, Rect r, float radius) {
  has_textures_ = true;
  fill(r, Color{128, 128, 128, 96}, radius);
}

void SvgCanvas::marks(Texture, std::span<const Mark> marks) {
  for (const Mark& mark : marks) {
    const Vec2 c = mark.center;
    const float r = mark.radius;
    const Vec2 corners[] = {{c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, {c.x - r, c.y}};
    switch (mark.shape) {
      case MarkShape::Diamond: polygon(corners, mark.color); break;
      case MarkShape::Square: fill({c.x - r, c.y - r, 2 * r, 2 * r}, mark.color, 0); break;
      case MarkShape::Ring: circle(c, r * 0.8f, mark.color, r * 0.4f); break;
      default: disc(c, r, mark.color); break;
    }
  }
}

void SvgCanvas::gradient(Rect r, Color lt, Color rt, Color rb, Color lb) {
  // SVG blends along a line: from the mean of one pair of sides to the other, whichever differs more.
  const auto apart = [](Color a, Color b) { return std::abs(a.r - b.r) + std::abs(a.g - b.g) + std::abs(a.b - b.b) + std::abs(a.a - b.a); };
  const Color left = mix(lt, lb, 0.5f), right = mix(rt, rb, 0.5f), top = mix(lt, rt, 0.5f), bottom = mix(lb, rb, 0.5f);
  const bool across = apart(left, right) >= apart(top, bottom);
  const std::string id = "blend" + std::to_string(next_id_++);
  definitions_ += "<linearGradient id=\"" + id + "\"" + (across ? " x2=\"1\" y2=\"0\"" : " x2=\"0\" y2=\"1\"") + "><stop offset=\"0\"" +
                  paint("stop-color", across ? left : top) + "/><stop offset=\"1\"" + paint("stop-color", across ? right : bottom) + "/></linearGradient>\n";
  element("rect" + box(r, 0) + attribute("fill", "url(#" + id + ")") + "/>");
}

float SvgCanvas::text(Vec2 at, std::string_view text, TextStyle style, Color color, Align align) {
  const float width = text_width(text, style);
  if (width <= 0) return 0;
  const float shift = align == Align::Center ? width / 2 : align == Align::Right ? width : 0;
  element("text" + attribute("x", at.x - shift) + attribute("y", at.y) + attribute("font-size", style.size) + std::string(font_of(style.face)) +
          attribute("textLength", width) + paint("fill", color) + " xml:space=\"preserve\">" + escaped(text) + "</text>");
  return width;
}

float SvgCanvas::text_width(std::string_view text, TextStyle style) { return measure_.text_width(text, style); }

void SvgCanvas::push_clip(Rect r) {
  const std::string outer = clips_.empty() ? "" : " clip-path=\"url(#clip" + std::to_string(clips_.back()) + ")\"";
  clips_.push_back(next_id_++);
  definitions_ += "<clipPath id=\"clip" + std::to_string(clips_.back()) + "\"" + outer + "><rect" + box(r, 0) + "/></clipPath>\n";
}

void SvgCanvas::pop_clip() {
  if (!clips_.empty()) clips_.pop_back();
}

void SvgCanvas::layer(int index) {
  if (index == kFlat)
    for (std::string& layer : layers_) done_ += layer, layer.clear();
  layer_ = index == kFlat ? kFlat : std::clamp(index, 0, kLayers - 1);
}

Ui with_canvas(const Ui& ui, Canvas& canvas) {
  return Ui{canvas, ui.theme, ui.language, ui.window, ui.scale, ui.text_scale, Pointer{}, {}, {}, ui.highlight, ui.anchors, ui.focus, ui.motion, ui.requests, ui.clipboard, ui.time, ui.touch};
}

}  // namespace epochs::ui
