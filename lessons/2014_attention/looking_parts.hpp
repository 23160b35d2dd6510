// What the pictures of looking share.
#pragma once

#include "lessons/2014_seq2seq/parts.hpp"
#include "views.hpp"

namespace epochs::translation {

// True: the network has no attention, which it says, offering it.
bool draw_where_no_looking(Scene& scene, ui::Rect area, std::string_view id);
// Which word is looked at most at each step, against the truth; −1 where nobody knows.
struct Misses {
  int asked = 0, missed = 0;   // words that truly belong to one
};
Misses misses_of(const Shown& shown);
std::string alignment_words(const Scene& scene);                 // of this sentence, and of unseen ones by the last exam; empty: nobody knows
int strongest_at(const Shown& shown, int step);

}  // namespace epochs::translation
