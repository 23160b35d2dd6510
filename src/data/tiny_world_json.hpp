// TinyWorld as lines of JSON, one object a sentence (README, "TinyWorld").
#pragma once

#include <string>

#include "data/tiny_world.hpp"

namespace epochs::data {

// Appends one object and a line end: {"kind","text","tokens","part","category","align","referents","subjects","topic","sentiment","held_out"}.
// Places count from 0. "align" holds [English, Chinese]; "referents" [pronoun, noun]; "subjects" [verb, subject, words between].
void append_json(std::string& out, const TinyWorld& world, const WorldSentence& sentence);
// The world's relations, one object a pair: {"relation","language","pair"}; a translation has no language.
void append_relations_json(std::string& out, const TinyWorld& world);

}  // namespace epochs::data
