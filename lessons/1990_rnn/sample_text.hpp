// Text that a network wrote, set in lines: words that occur in the held-out text in ink, all others muted and underlined.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "views.hpp"

namespace epochs::recurrent {

struct TextPiece {
  enum class Kind { Known, Unknown, Between };   // of a word; Between: blanks, marks, line ends
  std::string text;
  Kind kind = Kind::Between;
};
// The last word may have been cut: it counts as Between.
std::vector<TextPiece> pieces_of(std::string_view written, const WordShare& words);

// As many lines as the area has room for; the height used.
float draw_sample_text(Scene& scene, ui::Rect area, std::string_view written, const WordShare& words);

// The words of the open text; kept in the state of the writing view.
const WordShare& known_words(Scene& scene);

}  // namespace epochs::recurrent
