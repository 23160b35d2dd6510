// The vocabularies of tokenizers that were trained here, as text that a teacher can read:
//     #epochs vocabulary: characters        (or words, listed: the longest piece of the file that fits, byte_pairs)
//     the                                   a piece a line, id 1 first; \n, \r, \t, \\ and \xE7 stand for what a line cannot hold
//     116 104 52                            of byte_pairs: left id, right id, how often they were counted; the first makes token 256
// The file may be anything.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "data/byte_pairs.hpp"
#include "data/tokenizer.hpp"

namespace epochs::data {

inline constexpr std::size_t kMostVocabularyFileBytes = std::size_t{32} << 20u;

enum class PieceKind { Characters, Words, Listed };

std::string vocabulary_text(const PieceTokenizer& tokenizer, PieceKind kind);
std::string vocabulary_text(const BytePairTokenizer& tokenizer);

// The tokenizer with the same ids. `file` names the source in errors: "words.txt:12: …".
Result<std::unique_ptr<Tokenizer>> parse_vocabulary(std::string_view text, const std::string& file);

}  // namespace epochs::data
