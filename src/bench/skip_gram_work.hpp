// Work d: word vectors.
#pragma once

#include "bench/work.hpp"
#include "core/result.hpp"
#include "nn/skip_gram.hpp"

namespace epochs::bench {

// A text as word ids: words that occur at least 5 times, the commonest first; one sentence a line.
struct Corpus {
  std::vector<std::string> words;
  std::vector<long> counts;
  std::vector<int> text;               // ids, nn::kSentenceEnd after each line
  long tokens = 0;                     // ids in it
};
Result<Corpus> read_corpus(const std::string& path);

// d: skip-gram of 100 dimensions, window 5, 5 negatives, rate 0.025 falling to 0.0001; a step is once over the corpus. With more than
// one thread each has its lines, and nobody waits: not deterministic. The corpus must be readable (read_corpus says why it is not).
std::unique_ptr<Running> start_skip_gram(const Start& start);
std::unique_ptr<Running> start_skip_gram_shared(const Start& start);

// Trains that many times over the corpus with one thread and writes the vectors in word2vec's text format.
Result<void> write_vectors(const std::string& corpus, int epochs, const std::string& path);

}  // namespace epochs::bench
