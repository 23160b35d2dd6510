// Texts as word2vec reads them: a vocabulary, the commonest word first, and the ids of the words in their order.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "core/text.hpp"
#include "data/tiny_world.hpp"

namespace epochs::word2vec {

// Shelf: baskets of customers, whose "words" are goods. World: TinyWorld in English. Bilingual: TinyWorld, the words of both sides of a sentence in turn.
// Few: a hundred words of TinyWorld. Poems, Austen, Bible: when fetched. Own: the learner's. Vectors: word vectors from a file, which nothing trains.
enum class Source { Shelf, World, Bilingual, Few, Poems, Austen, Bible, Own, Vectors };

// Own: of a file too long for kMostTextWords only its beginning is read.
enum class Extent { Whole, Beginning };

inline constexpr int kSentenceEnd = -1;          // between the ids of two sentences: no window reaches across
inline constexpr int kMostWords = 10'000;        // of a vocabulary; rarer words are left out of the text
inline constexpr std::size_t kMostTextWords = 4'000'000;

struct Text {
  Source source = Source::World;
  Extent extent = Extent::Whole;
  std::string name;                              // of the learner's file; empty: pasted, or not the learner's
  std::vector<std::string> words;                // V, the commonest first (ties: as they first occur)
  std::vector<long> counts;                      // V
  std::vector<Language> languages;               // V; drawn as dots (English and all that is not Chinese) and squares
  std::vector<int> ids;                          // the text; kSentenceEnd behind each sentence
  std::unordered_map<std::string, int> id_of;
  long total = 0;                                // words in `ids`
  int size() const { return static_cast<int>(words.size()); }
  int find(std::string_view word) const;         // −1: not in the vocabulary
  const std::string& word(int id) const { return words[static_cast<std::size_t>(id)]; }
};

Language language_of(std::string_view word);     // Chinese where it holds a Chinese character

// Sentences of words → a text. Fewer than two words: an error in one sentence.
Result<std::shared_ptr<const Text>> text_of_sentences(Source source, const std::vector<std::vector<std::string>>& sentences, std::string name = {});

const data::TinyWorld& tiny_world();             // read once
// World or Bilingual, of as many sentences as asked for.
std::shared_ptr<const Text> generated_text(Source source, std::uint64_t seed, int sentences);

// What is built in (Shelf, World, Bilingual, Few): the same seed gives the same text. Made once and kept while somebody has it; the last kLastTexts longer.
inline constexpr std::size_t kLastTexts = 3;
std::shared_ptr<const Text> built_in_text(Source source, std::uint64_t seed);
// Poems, Austen, Bible: what find_package() finds; where it is not installed, a sentence that says how to fetch it.
Result<std::shared_ptr<const Text>> fetched_text(Source source);
// The learner's text, pasted or from a file of any length (streamed, so that a gigabyte takes no more memory than its first kMostTextWords words): cut as
// sentences.hpp says.
inline constexpr std::size_t kMostPasted = 2'000'000;      // bytes: it is kept in the saved run
Result<std::shared_ptr<const Text>> own_text(std::string_view pasted);
Result<std::shared_ptr<const Text>> own_text_file(const std::string& path);
// The same a piece at a time.
class OwnTextReader {
 public:
  static Result<OwnTextReader> open(const std::string& path);
  OwnTextReader(OwnTextReader&&) noexcept;
  OwnTextReader& operator=(OwnTextReader&&) noexcept;
  ~OwnTextReader();
  Result<bool> go_on();                          // 64 KiB of the file; true: as far as it is read
  double share() const;                          // of the way, 0 … 1
  Result<std::shared_ptr<const Text>> finish();

 private:
  struct State;
  explicit OwnTextReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace epochs::word2vec
