// TinyWorld, read once: half the lesson's documents and its Chinese words come from there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "data/tiny_world.hpp"

namespace epochs::bag {

// Where Chinese is cut: at the words that TinyWorld and the lesson's own documents know, or after every character.
enum class Cut { Words, Characters };

const data::TinyWorld& world();

// A text cut up: together the pieces are the text again (broken bytes apart).
struct Piece {
  std::string text;
  std::string word;            // lower case; empty for marks and spaces
};
std::vector<Piece> pieces_of(std::string_view text, Cut cut);

// The words of a text in their order, lower case, without marks. Chinese by a list of words, the longest first, or by character.
std::vector<std::string> words_of(std::string_view text, Cut cut);

}  // namespace epochs::bag
