// Small things that several pictures of the two translation lessons draw.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/fitted_text.hpp"
#include "ui/press.hpp"
#include "views.hpp"

namespace epochs::translation {

using ui::fitted;
using ui::text_in;

inline constexpr float kLowPanel = 250;          // a panel lower than this has room for the picture only
inline constexpr float kChipHeight = 30;

std::string percent_of(double share);            // "83%", below ten "9.4%"
void draw_line_of_words(ui::Ui& ui, ui::Rect area, std::string_view text, ui::Token color = ui::Token::Text2);      // small, wrapped, cut at the area's end
std::string_view own_example(Language language);  // a sentence that can be typed
void draw_lit(Scene& scene, ui::Rect area);      // behind what the walk has just computed

// Which sentence: hello, short, middle, long, with a clause, the learner's own with its field; another of the kind. What is left of the area is the caller's.
void draw_sentence_picker(Scene& scene, ui::Rect& area, std::string_view id);
// Whose rows: as it writes, or the right words dictated. Nothing where nobody knows the right words.
void draw_rows_picker(Scene& scene, ui::Rect row, std::string_view id);
// What was meddled with and a button that takes it back, at the area's lower end; nothing where nothing was.
void draw_restore(Scene& scene, ui::Rect& area, std::string_view id);

// Words in lines, each a box that can be pressed.
struct Chip {
  std::string text;
  ui::Token ink = ui::Token::Text1;
  float shade = 0;                               // 0 … 1 of `color` behind it
  ui::Token color = ui::Token::Activation;
  bool filled = false;                           // wholly of `color`, the text on it
  bool outlined = false;                         // in `color`
  bool struck = false;                           // a line through it
};
std::vector<ui::Rect> lay_chips(ui::Ui& ui, ui::Rect area, const std::vector<std::string>& words, float pitch = kChipHeight + 6);      // those that do not fit have no height
// In one line over the whole width, narrower where they do not fit; never wider apart than words of a line.
std::vector<ui::Rect> spread_chips(ui::Ui& ui, ui::Rect area, const std::vector<std::string>& words);
ui::Pressed draw_chip(ui::Ui& ui, std::string_view id, ui::Rect box, const Chip& chip);

void draw_link(ui::Ui& ui, ui::Rect above, ui::Rect below, ui::Color color, float width);       // from the lower edge of one to the upper of the other

std::vector<std::string> words_read(const Shown& shown);
std::vector<std::string> words_of_rows(const Shown& shown);      // word_at(t) for every step, "<end>" last

}  // namespace epochs::translation
