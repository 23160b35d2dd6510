#include "ui/formula.hpp"

#include <gtest/gtest.h>

#include "screen.hpp"

namespace epochs::ui {
namespace {

TEST(Formula, EveryFormulaOfTheListCanBeLaidOut) {
  Screen screen;
  const auto text = assets::find("formulas/formulas.txt");
  ASSERT_TRUE(text.has_value());
  screen.frame([&](Ui& ui) {
    int count = 0;
    for (const std::string_view line : split(*text, '\n')) {
      const auto colon = line.find(": ");
      if (line.starts_with('#') || colon == std::string_view::npos) continue;
      const auto formula = lay_out_formula(ui.canvas, line.substr(colon + 2), 20);
      EXPECT_TRUE(formula.ok()) << line << "\n" << (formula.ok() ? "" : formula.error());
      EXPECT_GT(formula.ok() ? formula.value().width : 0, 20) << line;
      EXPECT_FALSE(formula_lines(line.substr(0, colon)).empty()) << line;
      ++count;
    }
    EXPECT_GE(count, 15);
  });
}

TEST(Formula, SaysItsWordsInBothLanguages) {
  const Screen screen;   // brings the formulas
  EXPECT_NE(formula_lines("convergence_bound").front().find("mistakes"), std::string_view::npos);
  const auto chinese = formula_lines("convergence_bound", Language::Chinese);
  ASSERT_EQ(chinese.size(), 1u);
  EXPECT_EQ(chinese.front().find("mistakes"), std::string_view::npos);
  EXPECT_EQ(formula_lines("score", Language::Chinese), formula_lines("score")) << "without words it is the same";
}

TEST(Formula, NamesItsPartsByQuantity) {
  Screen screen;
  screen.frame([](Ui& ui) {
    const auto formula = lay_out_formula(ui.canvas, "z = w_1 x_1", 20);
    ASSERT_TRUE(formula.ok());
    std::string quantities;
    for (const FormulaGlyph& glyph : formula.value().glyphs) quantities += glyph.quantity + glyph.text + " ";
    EXPECT_EQ(quantities, "zz = ww w1 xx x1 ");
  });
}

TEST(Formula, ARootCoversWhatStandsBelowIt) {
  Screen screen;
  screen.frame([](Ui& ui) {
    const Formula plain = lay_out_formula(ui.canvas, "(1-0)^2", 20).value(), root = lay_out_formula(ui.canvas, "\\sqrt{(1-0)^2}", 20).value();
    ASSERT_EQ(root.rules.size(), 4u);
    const FormulaRule& bar = root.rules.back();
    EXPECT_LE(bar.from.y, -plain.ascent);
    EXPECT_LE(bar.from.x, root.glyphs.front().at.x);
    EXPECT_GE(bar.to.x, root.glyphs.front().at.x + plain.width - 1);
    EXPECT_GE(root.ascent, -bar.from.y);
    EXPECT_FALSE(lay_out_formula(ui.canvas, "\\sqrt", 20).ok());
  });
}

TEST(Formula, FractionsStandAboveAndBelowTheirBar) {
  Screen screen;
  screen.frame([](Ui& ui) {
    const auto result = lay_out_formula(ui.canvas, "\\frac{a}{b}", 20);
    ASSERT_TRUE(result.ok());
    const Formula& formula = result.value();
    ASSERT_EQ(formula.glyphs.size(), 2u);
    ASSERT_EQ(formula.rules.size(), 1u);
    EXPECT_LT(formula.glyphs[0].at.y, formula.rules[0].from.y);
    EXPECT_GT(formula.glyphs[1].at.y, formula.rules[0].from.y);
  });
}

TEST(Formula, BracketsAreAsTallAsWhatTheyHold) {
  Screen screen;
  screen.frame([](Ui& ui) {
    const Formula fraction = lay_out_formula(ui.canvas, "\\frac{R}{\\gamma}", 20).value(), tall = lay_out_formula(ui.canvas, "(\\frac{R}{\\gamma})^2", 20).value();
    float top = 0, bottom = 0;
    for (const FormulaRule& rule : tall.rules)
      if (rule.from.x != rule.to.x && rule.from.y != rule.to.y) top = std::min({top, rule.from.y, rule.to.y}), bottom = std::max({bottom, rule.from.y, rule.to.y});
    EXPECT_LE(top, -fraction.ascent + 1) << "the bracket covers the fraction";
    EXPECT_GE(bottom, fraction.descent - 1);
    EXPECT_EQ(tall.glyphs.back().text, "2");
    EXPECT_LT(tall.glyphs.back().at.y, -fraction.ascent + 12) << "the index stands at the top of the bracket";
    for (const FormulaGlyph& glyph : tall.glyphs) EXPECT_NE(glyph.text, "(");
    const Formula flat = lay_out_formula(ui.canvas, "\\tanh(z)", 20).value();
    EXPECT_TRUE(flat.rules.empty());
    EXPECT_EQ(flat.glyphs.back().text, ")");
    EXPECT_TRUE(lay_out_formula(ui.canvas, "(a", 20).ok() && lay_out_formula(ui.canvas, "a)", 20).ok());
  });
}

TEST(Formula, BadTexIsASentenceNotAFault) {
  Screen screen;
  screen.frame([](Ui& ui) {
    const std::string deep = std::string(4000, '{'), wide = std::string(3000, '_');
    for (const std::string& tex : {std::string("\\frac{a}"), std::string("x_"), std::string("}"), std::string("{"), std::string("\\nonsense"), deep, wide,
                                   std::string("\\c{w"), std::string("\xE2\x82"), std::string("\\")}) {
      const auto formula = lay_out_formula(ui.canvas, tex, 20);
      EXPECT_TRUE(formula.ok() || formula.error().find("formula") != std::string::npos) << tex;
    }
    EXPECT_FALSE(lay_out_formula(ui.canvas, "\\frac{a}", 20).ok());
    EXPECT_FALSE(lay_out_formula(ui.canvas, "x_", 20).ok());
    EXPECT_FALSE(lay_out_formula(ui.canvas, deep, 20).ok());
    draw_formula(ui, {10, 40}, "\\nonsense", 20);
  });
}

}  // namespace
}  // namespace epochs::ui
