// Running text with coloured words, wrapped by the rules of both languages.
#pragma once

#include <string>
#include <vector>

#include "ui/frame.hpp"

namespace epochs::ui {

struct Span {
  std::string text;
  std::string quantity;        // [word]{w}: identity colour, lights up its part of the picture and the other way round
  std::string term;            // glossary entry; dotted underline, definition on hover
  bool strong = false, code = false;
};
using Paragraph = std::vector<Span>;

struct RichStyle {
  TextStyle text;
  float line_height = 25.5f;
  Token color = Token::Text1;
  int max_lines = 0;           // 0: all
};

// Draws at top-left `at` within `width`; returns the height used. With Draw::No it only measures.
enum class Draw { No, Yes };
float rich_text(Ui& ui, Vec2 at, float width, const Paragraph& paragraph, const RichStyle& style, Draw draw = Draw::Yes);
float plain_text(Ui& ui, Vec2 at, float width, std::string_view text, const RichStyle& style, Draw draw = Draw::Yes);

}  // namespace epochs::ui
