// What a lesson's words must keep to, beyond the grammar.
#pragma once

#include "lesson/text.hpp"

namespace epochs::lesson {

inline constexpr int kMostWords = 80, kMostCharacters = 130;   // of one step, English and Chinese

inline constexpr int kMostLeadWords = 20;                      // of the presenter's sentence

// Words of a Latin text; for a text with ideographs the number of ideographs and full-width marks.
struct Length {
  int words = 0, characters = 0;
};
Length length_of(const std::vector<ui::Paragraph>& body);

// Both languages have the same steps in the same order, with the same views, settings, formulas, claims and answers.
// The error names the step and what differs.
Result<void> check_pair(const LessonText& english, const LessonText& chinese);

}  // namespace epochs::lesson
