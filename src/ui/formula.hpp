// Formulas from a small part of TeX, drawn with the KaTeX fonts. Every symbol carries the name of its quantity, so that a W lights
// up with the W of the picture, the text and the inspector.
//
//   letters         one italic symbol each, in the colour of its identity        z = w_1 x_1 + b
//   _a _{ab} ^2     lower and upper index                                         \name for \eta \partial \Sigma \tanh \leftarrow …
//   \frac{a}{b}  \hat{y}  \sqrt{x}                                                \,  a thin space
//   \c{w}{…}        everything inside in the colour and with the name of w        \v{…}  upright, for numbers and words
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "ui/frame.hpp"

namespace epochs::ui {

struct FormulaGlyph {
  std::string text;
  Face face = Face::Math;
  float size = 0;
  Vec2 at;                     // baseline, from the formula's own
  std::string quantity;
};
struct FormulaRule {           // fraction bars, roots, hats
  Vec2 from, to;
  float width = 1;
  std::string quantity;
};

struct Formula {
  float width = 0, ascent = 0, descent = 0;   // u
  std::vector<FormulaGlyph> glyphs;
  std::vector<FormulaRule> rules;
};

// The error says what is wrong in the TeX. Needs the canvas to measure glyphs.
Result<Formula> lay_out_formula(Canvas& canvas, std::string_view tex, float size);

// Draws with the baseline's left end at `at`; what is wrong with the TeX is drawn in its place. Returns the width.
float draw_formula(Ui& ui, Vec2 at, std::string_view tex, float size, Token color = Token::Text1);

// Lines of TeX of a formula of assets/formulas/formulas.txt by name, in Chinese with the words of NAME.zh where there are some;
// empty when there is none of that name.
std::vector<std::string_view> formula_lines(std::string_view name, Language language = Language::English);

}  // namespace epochs::ui
