// One sentence translated step by step with every number kept: what the pictures show and what a learner may meddle with. A test holds it to the ops.
//   scores e_ts = v · tanh(s_{t−1} W_a + h_s U_a), or (s_{t−1} W_a) · h_s      weights = softmax(scores)      context c_t = Σ_s weight · h_s      s_t = f([y_{t−1} | c_t], s_{t−1})      p_t = softmax(s_t V)
// The cells f are those of the lessons before; here they are one step of the engine's ops.
#pragma once

#include <span>
#include <vector>

#include "nn/models/seq2seq.hpp"
#include "sentences.hpp"

namespace epochs::translation {

struct SetScore {                                // a score as the learner wrote it
  int step = 0, source = 0;
  double value = 0;
  bool operator==(const SetScore&) const = default;
};
struct SetWeight {                               // a share, 0 … 1; the others of its row share what is left in the proportion they had
  int step = 0, source = 0;
  double value = 0;
  bool operator==(const SetWeight&) const = default;
};
struct SetWord {                                 // said at this step whatever is likeliest
  int step = 0, word = 0;
  bool operator==(const SetWord&) const = default;
};
enum class Looking { Learned, Evenly };          // Evenly: attention switched off, every word gets the same share
struct Meddling {
  std::vector<SetScore> scores;
  std::vector<SetWeight> weights;
  std::vector<SetWord> words;
  Looking looking = Looking::Learned;
  bool empty() const { return scores.empty() && weights.empty() && words.empty() && looking == Looking::Learned; }
  bool operator==(const Meddling&) const = default;
};

struct Translating {
  std::vector<int> source, words;                // read; written, without kEnd
  std::vector<int> said;                         // what each step reads: kStart, then words
  bool ended = false;                            // by kEnd, not by kMostWritten
  Matrix embedded;                               // S×width: the words read
  Matrix states;                                 // S×H (2H both ways): h
  RowVector start;                               // what is handed over: state_width
  Matrix keys;                                   // S×H: h U_a; for a product h itself; 0×0 without attention
  Matrix queries;                                // T×(width of a key): s_{t−1} W_a
  Matrix scores, weights;                        // T×S
  Matrix contexts;                               // T×H (2H)
  Matrix inputs;                                 // T×(width of the decoder's input): [y_{t−1} | c_t]
  Matrix decoded;                                // T×H: the h of s_t
  Matrix carried;                                // T×state_width: s_{t−1}, an LSTM's with its c; the first row is `start`
  Matrix probabilities;                          // T×V
  Index steps() const { return probabilities.rows(); }   // words and kEnd
  double log_probability() const;                // of what was written, natural
};

// `dictated`: the right words, which are then read in place of those written (teacher forcing), for as many steps as they and kEnd; null: free running.
Translating translate_step_by_step(const nn::Seq2Seq& network, std::span<const int> source, const std::vector<int>* dictated = nullptr, const Meddling& meddling = {});

}  // namespace epochs::translation
