// What the outcome of a prediction is told by: of which kind a word is, and what stands beside it.
#pragma once

#include <string_view>

#include "texts.hpp"

namespace epochs::word2vec {

bool names_something(std::string_view word);     // a noun, name, verb or adjective of TinyWorld, in either language; of words that are two things the commoner one counts
bool is_animal(std::string_view word);           // an animal's name in TinyWorld's English, one or many
// Of at least one in twenty of the places of `word` in the text, `other` is at most two words away.
bool stands_beside(const Text& text, int word, int other);

}  // namespace epochs::word2vec
