// Word vectors in the forms that other programs keep them in:
//   word2vec text     "3 100\n", then a word a line with its numbers behind it, all with spaces between
//   word2vec binary   the same first line, then each word, a space and its numbers as 32-bit floats, little-endian
//   GloVe text        as word2vec's text without the first line
//   projector         two tables for TensorBoard's projector: numbers with tabs between, and the words (with more columns: a first line of names)
// The files may be anything. Errors name the line, or of the binary form the word and its byte.
#pragma once

#include <memory>
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
// The same a slice at a time, for who has other things to do between: first its bytes, then its words.
class VectorReader {
 public:
  struct State;
  VectorReader();
  VectorReader(VectorReader&&) noexcept;
  VectorReader& operator=(VectorReader&&) noexcept;
  ~VectorReader();

  static Result<VectorReader> open(const std::string& path);
  Result<bool> go_on(std::size_t most);          // about so many bytes more; true: it is whole
  double share() const;                          // of the way, 0 … 1
  WordVectors take();                            // once it is whole

 private:
  std::unique_ptr<State> state_;
};

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
