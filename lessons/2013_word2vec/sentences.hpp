// A text of any length, cut into sentences of words as it comes. Words are runs of letters and digits in lower case, with apostrophes inside ("don't"); Chinese is cut
// by TinyWorld's list of words, the longest first, or character by character. A sentence ends at . ! ? … 。！？；, at an empty line, and at the end of a line of
// fewer than 50 columns: what is shorter was not wrapped.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "texts.hpp"

namespace epochs::word2vec {

enum class Chinese { Words, Characters };
// How a text of this source was cut: poems by character.
Chinese chinese_of(Source source);

class SentenceCutter {
 public:
  using OnWord = std::function<void(const std::string&)>;
  SentenceCutter(Chinese chinese, OnWord word, std::function<void()> end) : chinese_(chinese), word_(std::move(word)), end_(std::move(end)) {}
  void take(std::string_view utf8);              // on borders of characters
  void finish();

 private:
  void take(char32_t c);
  void end_latin();
  void end_run();                                // of ideographs
  void end_sentence();

  Chinese chinese_;
  OnWord word_;
  std::function<void()> end_;
  std::string latin_, run_;
  std::size_t letters_ = 0;                      // of latin_
  int column_ = 0;
  bool apostrophe_ = false, stop_ = false;       // seen just now, and not yet known what it means
};

// The words of one line, as a text of this source was cut.
std::vector<std::string> words_of_line(std::string_view line, Source source);

// Gathers words into a Text. Its memory is bounded whatever comes: of the words that are counted the rarest are forgotten now and then, as Mikolov's program does.
class TextBuilder {
 public:
  static constexpr std::size_t kMostCounted = 400'000;

  void add(const std::string& word);
  void end_sentence();
  bool full() const { return words_read_ >= kMostTextWords; }
  double filled() const { return static_cast<double>(words_read_) / static_cast<double>(kMostTextWords); }
  Result<std::shared_ptr<const Text>> finish(Source source, std::string name = {}, Extent extent = Extent::Whole);

 private:
  std::vector<std::size_t> order() const;        // the commonest first, of equals the one that came first
  void forget_rare();
  void renumber(const std::vector<int>& to);     // −1: gone

  std::vector<std::string> words_;
  std::vector<long> counts_;
  std::unordered_map<std::string, int> place_;
  std::vector<int> ids_;
  std::size_t words_read_ = 0;
  bool left_out_ = false;                        // words came after it was full
};

}  // namespace epochs::word2vec
