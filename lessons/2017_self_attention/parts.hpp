// Small things that several pictures of the lesson draw.
#pragma once

#include <string>
#include <string_view>

#include "ui/fitted_text.hpp"
#include "views.hpp"

namespace epochs::self_attention {

using ui::fitted;
using ui::text_in;

std::string percent_of(double share);            // "83%", below ten "9.4%"
void draw_line_of_words(ui::Ui& ui, ui::Rect area, std::string_view text, ui::Token color = ui::Token::Text2);      // small, wrapped, cut at the area's end
void draw_lit(Scene& scene, ui::Rect area);      // behind what the walk has just computed

// Which sentence: the two of the example, the one that is learned from next, the learner's own with its field. What is left of the area is the caller's.
void draw_sentence_picker(Scene& scene, ui::Rect& area, std::string_view id);
enum class MeanToo { No, Yes };
void draw_head_picker(Scene& scene, ui::Rect row, std::string_view id, MeanToo mean);       // layer and head; "mean": over the heads of the layer

// What "it" is: the likeliest word and the shares of the two nouns; covered while a question is open.
void draw_answer(Scene& scene, ui::Rect area, std::string_view id);
inline constexpr float kPickerRoom = 420;        // of the sentence picker at most
inline constexpr float kAnswerHeight = 74;
inline constexpr float kLowPanel = 250;          // a panel lower than this has room for the picture only

}  // namespace epochs::self_attention
