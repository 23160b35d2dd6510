// A sentence that the learner types, as the network reads it.
#pragma once

#include <string_view>
#include <vector>

#include "data/typed_words.hpp"
#include "sentences.hpp"

namespace epochs::translation {

enum class Missing { Nothing, Words, TooLong };
struct Typed {
  std::vector<int> words;                        // of the language that is read, unknown ones left out, with a full stop at the end
  data::TypedWords read;
  Missing missing = Missing::Nothing;            // why it cannot be translated
  const Pair* known = nullptr;                   // the pair of the corpus whose source it is, if there is one: what it should become
};
Typed read_typed(const Corpus& corpus, std::string_view text);   // any text
LocalizedText told(const Typed& typed);          // what is wrong with it in one sentence; empty: nothing

}  // namespace epochs::translation
