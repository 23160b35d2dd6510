// Beam search: of all continuations keep the few best at every step, instead of the single best (Sutskever et al. 2014, section 3.2).
//   score = log P / ((5 + length) / 6)^α       (Wu et al. 2016, eq. 14; α = 0: the probability alone, which favours short texts)
#pragma once

#include <span>
#include <vector>

#include "nn/generate/decoder.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct BeamSettings {
  double length_penalty = 0.6;     // α
  Index max_tokens = 50;           // of what is written, the prompt not counted
  int end_token = -1;              // a text is finished with it; −1: there is none, texts end at max_tokens
};

struct Hypothesis {
  std::vector<int> tokens;         // what was written, the end token included
  double log_probability = 0, score = 0;
};

class BeamSearch {
 public:
  // All rows of the decoder are beams of one text (their number is the width); it is restarted, reads the prompt (at least one token:
  // the start sign) and must outlive this. Throws CheckFailed when prompt and max_tokens do not fit into what the decoder can remember.
  BeamSearch(Decoder& decoder, std::span<const int> prompt, const BeamSettings& settings);

  bool advance();                                              // one token for every beam; false when nothing can get better
  const std::vector<Hypothesis>& alive() const { return alive_; }         // best first
  const std::vector<Hypothesis>& finished() const { return finished_; }   // best first, at most `width`
  std::vector<Hypothesis> results() const;                     // the finished ones, then those still alive; best first, at most `width`

 private:
  struct Candidate {
    Index beam;
    int token;
    double log_probability;
  };
  std::vector<Candidate> best_candidates() const;
  void finish(Hypothesis hypothesis);
  double score(double log_probability, std::size_t length) const;

  Decoder& decoder_;
  BeamSettings settings_;
  const Matrix* logits_ = nullptr;                             // of the alive beams
  std::vector<Hypothesis> alive_, finished_;
};

std::vector<Hypothesis> beam_search(Decoder& decoder, std::span<const int> prompt, const BeamSettings& settings);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
