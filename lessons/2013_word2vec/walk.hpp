// The walk over a text: which guesses come next. Each word in turn is the centre; its neighbours are the words of its sentence within the window.
// With subsampling (2013b) a word of share f of the text is left out with probability 1 − √(t/f), as centre and as neighbour, anew each time the text is
// read; a word left out keeps its place, so that windows do not grow. The window is always used whole (the published program draws 1 … window).
#pragma once

#include <memory>
#include <vector>

#include "core/discrete.hpp"
#include "core/random.hpp"
#include "guess.hpp"
#include "texts.hpp"

namespace epochs::word2vec {

struct WalkSettings {
  Method method = Method::SkipGram;
  int window = 2;
  int negatives = 5;
  double subsample = 0;
};

class Walk {
 public:
  struct State {
    std::size_t at = 0;                          // of the next centre
    long reading = 0, words = 0;                 // how often the text was begun anew; words read
    Random::State random;
    std::vector<Example> waiting;                // drawn and not made yet, the next one last
  };

  Walk() = default;
  Walk(std::shared_ptr<const Text> text, const WalkSettings& settings, std::uint64_t seed);

  const Example& next() const;                   // an Example that does not exist() where there is nothing to guess
  void take(Example& out);                       // next() into `out`; must exist
  long words() const { return words_; }
  State state() const { return {at_, reading_, words_, random_.state(), waiting_}; }
  void restore(const State& state);

  // The guesses around one centre, their negatives drawn from `random`; none where the centre has no neighbour.
  std::vector<Example> around(std::size_t at, Random& random) const;

 private:
  bool kept(std::size_t at) const;               // by subsampling, in this reading
  void draw_negatives(Example& example, Random& random) const;
  void refill();

  std::shared_ptr<const Text> text_;
  WalkSettings settings_;
  std::uint64_t seed_ = 1;
  Random random_{1};
  DiscreteSampler negatives_;                    // by count^¾
  std::vector<double> keep_;                     // by word; empty: all are kept
  std::size_t at_ = 0;
  long reading_ = 0, words_ = 0;
  std::vector<Example> waiting_;
};

}  // namespace epochs::word2vec
