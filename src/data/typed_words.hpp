// A sentence that a learner types, read with the words of a lesson: which words it knows, and for the others those that are spelled much like them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace epochs::data {

struct UnknownWord {
  std::string word;
  std::vector<std::string> near;                 // at most three
};
struct TypedWords {
  std::vector<std::string> known;                // as the lesson writes them, in their order
  std::vector<UnknownWord> unknown;              // at most six
};

// `words`: all that are known, in any order. English is split at blanks and stops ("didn't" is "did not"), and a word is found in either case; in Chinese the
// longest known word that begins at a place is taken. Any text; of a very long one the beginning.
TypedWords read_typed_words(const std::vector<std::string>& words, Language language, std::string_view text);

// "The word “dogg” is unknown here; near to it: dog, dogs." Empty when all are known.
LocalizedText told_unknown(const TypedWords& typed);

}  // namespace epochs::data
