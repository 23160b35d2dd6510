// Word vectors in the forms that other programs keep them in:
//   word2vec text     "3 100\n", then a word a line with its numbers behind it, all with spaces between
//   word2vec binary   the same first line, then each word, a space and its numbers as 32-bit floats, little-endian
//   GloVe text        as word2vec's text without the first line
//   projector         two tables for TensorBoard's projector: numbers with tabs between, and the words (with more columns: a first line of names)
// The files may be anything. Errors name the line, or of the binary form the word and its byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace epochs::data {

inline constexpr std::size_t kMostVectorBytes = std::size_t{1} << 30u;
inline constexpr int kMostDimensions = 4096;

struct WordVectors {
  int dimension = 0;                   // 1 … kMostDimensions
  std::vector<std::string> words;      // UTF-8, each once
  std::vector<float> values;           // words × dimension, row by row, finite
  bool operator==(const WordVectors&) const = default;
};

enum class VectorForm { Word2vecText, Word2vecBinary, Glove };

VectorForm form_of(std::string_view bytes);      // a guess by the first lines, right for what the three programs write
Result<WordVectors> parse_word_vectors(std::string_view bytes, const std::string& file, VectorForm form);
Result<WordVectors> read_word_vectors(const std::string& path);      // of whichever form it is
struct NamedTable {
  std::string_view text;
  std::string file;
};
Result<WordVectors> parse_projector(const NamedTable& vectors, const NamedTable& metadata);

// What any of them reads again, float for float. Words with white space or without a letter cannot be written: an error names the first.
Result<std::string> word_vectors_text(const WordVectors& vectors, VectorForm form);
struct ProjectorTables {
  std::string vectors, metadata;
};
Result<ProjectorTables> projector_tables(const WordVectors& vectors);

}  // namespace epochs::data
