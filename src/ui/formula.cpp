#include "ui/formula.hpp"

#include <algorithm>
#include <array>

#include "core/assets.hpp"

namespace epochs::ui {
namespace {

struct Command {
  std::string_view name, text;
  bool italic = false;         // a symbol with an identity; otherwise upright
  float space = 0;             // on both sides, in em
};
constexpr Command kCommands[] = {
    {"eta", "η", true}, {"theta", "θ", true}, {"gamma", "γ", true}, {"delta", "δ", true}, {"epsilon", "ε", true}, {"lambda", "λ", true},
    {"alpha", "α", true}, {"beta", "β", true}, {"sigma", "σ", true}, {"mu", "μ", true}, {"partial", "∂", true}, {"Delta", "Δ"}, {"Sigma", "Σ"},
    {"sum", "Σ", false, 0.08f}, {"leftarrow", "←", false, 0.25f}, {"rightarrow", "→", false, 0.25f}, {"le", "≤", false, 0.22f}, {"ge", "≥", false, 0.22f},
    {"ne", "≠", false, 0.22f}, {"approx", "≈", false, 0.22f}, {"cdot", "·", false, 0.12f}, {"times", "×", false, 0.18f}, {"odot", "⊙", false, 0.18f},
    {"tanh", "tanh", false, 0.1f}, {"max", "max", false, 0.1f}, {"exp", "exp", false, 0.1f}, {"log", "log", false, 0.1f}, {"ln", "ln", false, 0.1f},
    {"sign", "sign", false, 0.1f}, {"quad", "", false, 0.5f}, {",", "", false, 0.09f},
};

class Layout {
 public:
  Layout(Canvas& canvas, std::string_view tex) : canvas_(canvas), tex_(tex) {}

  Result<Formula> run(float size) {
    Formula out = row(size, "", End::OfGroup);
    if (error_.empty() && at_ < tex_.size()) error_ = "a \"}\" too many";
    if (!error_.empty()) return Error{"formula \"" + std::string(tex_.substr(0, 80)) + "\": " + error_};
    return out;
  }

 private:
  static constexpr int kDeepest = 12;
  enum class End { OfGroup, OfBracket };   // "}" or the end of the formula; also ")"

  static void shift(Formula& box, Vec2 by) {
    for (FormulaGlyph& glyph : box.glyphs) glyph.at = glyph.at + by;
    for (FormulaRule& rule : box.rules) rule.from = rule.from + by, rule.to = rule.to + by;
  }
  // Puts `part` behind what stands in `box`, raised by −dy.
  static void append(Formula& box, Formula part, float dx, float dy) {
    shift(part, {dx, dy});
    box.width = std::max(box.width, dx + part.width);
    box.ascent = std::max(box.ascent, part.ascent - dy);
    box.descent = std::max(box.descent, part.descent + dy);
    std::move(part.glyphs.begin(), part.glyphs.end(), std::back_inserter(box.glyphs));
    std::move(part.rules.begin(), part.rules.end(), std::back_inserter(box.rules));
  }

  Formula symbol(std::string_view text, Face face, float size, const std::string& quantity, float space = 0) {
    Formula box;
    const float width = text.empty() ? 0 : canvas_.text_width(text, {face, size});
    box.width = width + 2 * space * size;
    box.ascent = size * 0.7f, box.descent = size * 0.22f;
    if (!text.empty()) box.glyphs.push_back({std::string(text), face, size, {space * size, 0}, quantity});
    return box;
  }

  Formula row(float size, const std::string& quantity, End end) {
    Formula box;
    if (++depth_ > kDeepest) error_ = "braces are nested too deeply";
    while (error_.empty() && at_ < tex_.size() && tex_[at_] != '}' && !(end == End::OfBracket && tex_[at_] == ')')) {
      if (tex_[at_] == ' ') {
        ++at_;
        continue;
      }
      Formula atom = scripted(size, quantity);
      append(box, std::move(atom), box.width, 0);
    }
    --depth_;
    return box;
  }

  // An atom with its indices.
  Formula scripted(float size, const std::string& quantity) {
    Formula box = this->atom(size, quantity);
    const std::string inherited = quantity.empty() ? last_quantity_ : quantity;
    const float base = box.width, body = box.glyphs.empty() || box.rules.empty() ? 0 : box.ascent;
    while (error_.empty() && at_ < tex_.size() && (tex_[at_] == '_' || tex_[at_] == '^')) {
      const bool upper = tex_[at_++] == '^';
      Formula script = tex_.substr(at_).starts_with('{') ? group(size * 0.7f, inherited) : this->atom(size * 0.7f, inherited);
      append(box, std::move(script), base + (upper ? size * 0.05f : 0), upper ? -std::max(size * 0.40f, body - size * 0.42f) : size * 0.20f);   // above a tall bracket
    }
    return box;
  }

  Formula group(float size, const std::string& quantity) {
    if (at_ >= tex_.size() || tex_[at_] != '{') {
      error_ = "a \"{\" is missing";
      return {};
    }
    ++at_;
    Formula box = row(size, quantity, End::OfGroup);
    if (at_ < tex_.size() && tex_[at_] == '}')
      ++at_;
    else if (error_.empty())
      error_ = "a \"}\" is missing";
    return box;
  }

  std::string_view word() {        // of a command, or the text of a group without layout
    const std::size_t from = at_;
    while (at_ < tex_.size() && ((tex_[at_] >= 'a' && tex_[at_] <= 'z') || (tex_[at_] >= 'A' && tex_[at_] <= 'Z'))) ++at_;
    if (at_ == from && at_ < tex_.size()) ++at_;
    return tex_.substr(from, at_ - from);
  }
  std::string_view raw_group() {
    const auto close = tex_.find('}', at_);
    if (at_ >= tex_.size() || tex_[at_] != '{' || close == std::string_view::npos) {
      error_ = "a \"{…}\" is missing";
      return {};
    }
    const auto text = tex_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    return text;
  }

  Formula atom(float size, const std::string& quantity) {
    if (at_ >= tex_.size()) {
      error_ = "an index has nothing in it";
      return {};
    }
    const char c = tex_[at_];
    if (c == '{') return group(size, quantity);
    if (c == '\\') {
      ++at_;
      return command(word(), size, quantity);
    }
    unsigned char first = static_cast<unsigned char>(c);
    std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const std::string_view text = tex_.substr(at_, bytes);
    at_ += text.size();
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      last_quantity_ = quantity.empty() ? std::string(text) : quantity;
      return symbol(text, Face::MathItalic, size, last_quantity_);
    }
    if (c == '(') return bracket(size, quantity);
    if (c == '-') return symbol("\u2212", Face::Math, size, quantity, 0.2f);
    if (c == '+' || c == '=' || c == '<' || c == '>') return symbol(text, Face::Math, size, quantity, 0.22f);
    if (c == ',') {
      Formula box = symbol(text, Face::Math, size, quantity);
      box.width += size * 0.17f;
      return box;
    }
    if (quantity.empty()) last_quantity_.clear();
    return symbol(text, Face::Math, size, quantity);
  }

  Formula command(std::string_view name, float size, const std::string& quantity) {
    if (name == "frac") return fraction(size, quantity);
    if (name == "hat") return hat(size, quantity);
    if (name == "sqrt") return root(size, quantity);
    if (name == "c") {
      const std::string inner(raw_group());
      Formula box = group(size, inner);
      last_quantity_ = inner;
      return box;
    }
    if (name == "v") return symbol(raw_group(), Face::Math, size, quantity);
    for (const Command& known : kCommands) {
      if (known.name != name) continue;
      if (quantity.empty()) last_quantity_ = known.italic ? std::string(name) : std::string();
      return symbol(known.text, known.italic ? Face::MathItalic : Face::Math, size, quantity.empty() && known.italic ? std::string(name) : quantity, known.space);
    }
    error_ = "\"\\" + std::string(name.substr(0, 20)) + "\" is not known";
    return {};
  }

  Formula fraction(float size, const std::string& quantity) {
    Formula above = group(size * 0.82f, quantity), below = group(size * 0.82f, quantity);
    const float pad = size * 0.14f, width = std::max(above.width, below.width) + 2 * pad, axis = -size * 0.26f;
    Formula box;
    box.width = width + size * 0.1f;
    box.rules.push_back({{pad * 0.4f, axis}, {width - pad * 0.4f, axis}, std::max(1.0f, size * 0.055f), quantity});
    const float lift = axis - size * 0.16f - above.descent, drop = axis + size * 0.18f + below.ascent;
    append(box, std::move(above), (width - above.width) / 2, lift);
    append(box, std::move(below), (width - below.width) / 2, drop);
    box.width = width + size * 0.1f;
    return box;
  }

  // "( … )": as tall as what stands between, drawn with lines where a letter would be too small. The first is read already.
  Formula bracket(float size, const std::string& quantity) {
    if (quantity.empty()) last_quantity_.clear();
    Formula inner = row(size, quantity, End::OfBracket);
    const bool closed = at_ < tex_.size() && tex_[at_] == ')';
    if (closed) ++at_;
    if (quantity.empty() && closed) last_quantity_.clear();
    const float axis = size * 0.26f, half = std::max(inner.ascent - axis, inner.descent + axis);
    Formula box;
    if (half < size * 0.62f || !closed) {
      append(box, symbol("(", Face::Math, size, quantity), 0, 0);
      append(box, std::move(inner), box.width, 0);
      if (closed) append(box, symbol(")", Face::Math, size, quantity), box.width, 0);
      return box;
    }
    const float depth = size * 0.16f + half * 0.12f, width = depth + size * 0.16f, inside = inner.width;
    append(box, std::move(inner), width, 0);
    add_curve(box, {width - size * 0.04f, -axis}, half, -depth, size, quantity);
    add_curve(box, {width + inside + size * 0.04f, -axis}, half, depth, size, quantity);
    box.width = inside + 2 * width;
    box.ascent = std::max(box.ascent, axis + half), box.descent = std::max(box.descent, half - axis);
    return box;
  }

  // Half a lens, from `half` above `middle` to as far below it, thickest halfway; its belly lies `depth` to the side.
  static void add_curve(Formula& box, Vec2 middle, float half, float depth, float size, const std::string& quantity) {
    constexpr int kPieces = 14;
    const auto at = [&](int i) {
      const float t = 2 * static_cast<float>(i) / kPieces - 1;
      return Vec2{middle.x + depth * (1 - t * t), middle.y + t * half};
    };
    for (int i = 0; i < kPieces; ++i) {
      const float t = 2 * (static_cast<float>(i) + 0.5f) / kPieces - 1;
      box.rules.push_back({at(i), at(i + 1), std::max(1.0f, size * (0.04f + 0.05f * (1 - t * t))), quantity});
    }
  }

  // A tick and a bar over what stands below the root.
  Formula root(float size, const std::string& quantity) {
    Formula below = group(size, quantity), box;
    const float top = -std::max(below.ascent, size * 0.72f) - size * 0.10f, foot = std::max(below.descent, size * 0.06f), lead = size * 0.62f, thick = std::max(1.0f, size * 0.055f);
    const float width = below.width;
    append(box, std::move(below), lead, 0);
    box.rules.push_back({{size * 0.04f, -size * 0.26f}, {size * 0.16f, -size * 0.34f}, thick, quantity});
    box.rules.push_back({{size * 0.16f, -size * 0.34f}, {size * 0.34f, foot}, thick * 1.8f, quantity});
    box.rules.push_back({{size * 0.34f, foot}, {lead - size * 0.04f, top}, thick, quantity});
    box.rules.push_back({{lead - size * 0.04f, top}, {lead + width + size * 0.04f, top}, thick, quantity});
    box.width = lead + width + size * 0.12f;
    box.ascent = std::max(box.ascent, -top);
    return box;
  }

  Formula hat(float size, const std::string& quantity) {
    Formula box = group(size, quantity);
    const std::string name = quantity.empty() ? last_quantity_ : quantity;
    const float w = box.width, thick = std::max(1.0f, size * 0.06f);
    box.rules.push_back({{w * 0.30f, -size * 0.56f}, {w * 0.60f, -size * 0.70f}, thick, name});
    box.rules.push_back({{w * 0.60f, -size * 0.70f}, {w * 0.90f, -size * 0.56f}, thick, name});
    return box;
  }

  Canvas& canvas_;
  std::string_view tex_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string error_, last_quantity_;
};

}  // namespace

Result<Formula> lay_out_formula(Canvas& canvas, std::string_view tex, float size) { return Layout(canvas, tex).run(size); }

float draw_formula(Ui& ui, Vec2 at, std::string_view tex, float size, Token color) {
  const Result<Formula> result = lay_out_formula(ui.canvas, tex, size);
  if (!result) return ui.canvas.text(at, result.error(), {Face::Ui, kSmall}, ui.color(Token::Error));
  const auto color_of = [&](const std::string& quantity) {
    const Token token = quantity.empty() ? Token::Text1 : identity_of(quantity);
    return ui.color(token == Token::Text1 ? color : token);
  };
  const Formula& formula = result.value();
  for (const FormulaGlyph& glyph : formula.glyphs) {
    ui.canvas.text(at + glyph.at, glyph.text, {glyph.face, glyph.size}, color_of(glyph.quantity));
    if (glyph.quantity.empty()) continue;
    const float width = ui.canvas.text_width(glyph.text, {glyph.face, glyph.size});
    const Rect area{at.x + glyph.at.x, at.y + glyph.at.y - glyph.size * 0.8f, width, glyph.size * 1.1f};
    if (area.contains(ui.pointer.position)) ui.highlight.hovered = glyph.quantity;
    if (ui.highlight.is(glyph.quantity)) ui.canvas.line({area.x, at.y + glyph.at.y + 4}, {area.right(), at.y + glyph.at.y + 4}, color_of(glyph.quantity), 1.4f);
  }
  for (const FormulaRule& rule : formula.rules) ui.canvas.line(at + rule.from, at + rule.to, color_of(rule.quantity), rule.width);
  return formula.width;
}

namespace {

std::vector<std::string_view> lines_named(std::string_view name) {
  std::vector<std::string_view> lines;
  const auto table = assets::find("formulas/formulas.txt");
  for (const std::string_view line : split(table.value_or(""), '\n')) {
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos && line.substr(0, colon) == name) lines.push_back(trim(line.substr(colon + 2)));
  }
  return lines;
}

}  // namespace

std::vector<std::string_view> formula_lines(std::string_view name, Language language) {
  if (language == Language::Chinese)
    if (auto own = lines_named(std::string(name) + ".zh"); !own.empty()) return own;
  return lines_named(name);
}

}  // namespace epochs::ui
