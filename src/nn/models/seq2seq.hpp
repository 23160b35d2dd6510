// Encoder and decoder: one recurrent network reads the source sentence, another writes the target.
// Fixed: all that passes between them is the encoder's last state (Sutskever et al. 2014; Cho et al. 2014).
// Attention: before every word the decoder looks back at all of the encoder's states (Bahdanau et al. 2015, section 3.1 and appendix A.1.2):
//   e_ts = v · tanh(s_{t−1} W_a + h_s U_a)      α_t = softmax(e_t)      c_t = Σ_s α_ts h_s      s_t = f([y_{t−1} | c_t], s_{t−1})
// Reading both ways (Schuster & Paliwal 1997; Bahdanau et al. 2015, section 3.2): h_s = [→h_s | ←h_s], a second network reads from the last word to the first.
//   s_0 = tanh([→h_S | ←h_1] W_s + b_s)
// Score by product instead (Luong et al. 2015, "general"): e_ts = (s_{t−1} W_a) · h_s, no U_a and no v; divided by √d as Vaswani et al. (2017) do, or not.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "nn/layers/dense.hpp"
#include "nn/layers/embedding.hpp"
#include "nn/layers/recurrent.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

enum class Context { Fixed, Attention };
enum class Reading { Forwards, BothWays };
enum class Score { Additive, Product, ScaledProduct };

struct Seq2SeqSettings {
  Index source_vocabulary = 200, target_vocabulary = 200;
  Index width = 128, hidden = 128;               // of a word's vector; of a state, and of the scorer of attention
  Context context = Context::Attention;
  RecurrentKind kind = RecurrentKind::Gru;
  Reading reading = Reading::Forwards;
  Score score = Score::Additive;
  Index state_outputs() const { return reading == Reading::BothWays ? 2 * hidden : hidden; }       // of the encoder, for each word
  bool operator==(const Seq2SeqSettings&) const = default;
};

// B sentences of S words each, sentence after sentence, padded at their ends.
struct SourceSentences {
  std::span<const int> ids;                      // B·S
  Index steps = 0;                               // S
  std::span<const int> last_rows = {};           // b·S + length_b − 1, the row of each sentence's last word; empty: no padding
  const std::vector<Index>* lengths = nullptr;   // per sentence, how many words are no padding (attention skips the rest); null: all
};

// What the decoder gets from the encoder.
struct EncodedSource {
  Value states, keys;                            // h (B·S)×H, 2H both ways; h U_a (B·S)×H, for attention only
  Value last;                                    // what the decoder starts from, B×state_width: the state after each sentence's last word, or s_0
};

inline constexpr Index kMostSeq2SeqSteps = 1024;

struct Seq2Seq {
  Seq2SeqSettings settings;
  Embedding source_words, target_words;
  Recurrent encoder, decoder;
  Dense query, key;                              // W_a: H×H, for a product H×(width of h); U_a: (width of h)×H
  Parameter v;                                   // H×1
  Dense readout;                                 // H×target_vocabulary
  std::optional<Recurrent> backward;             // both ways only: reads from the last word to the first
  std::optional<Dense> start;                    // W_s: 2·state_width×state_width

  Seq2Seq(const Seq2SeqSettings& settings_, Random& random);

  EncodedSource encode(Tape& tape, const SourceSentences& source) const;
  // One word of every sentence: word B×width (embedded), state B×state_width → the next state.
  Value decode_step(Tape& tape, Value word, Value state, const EncodedSource& encoded, const SourceSentences& source) const;
  // targets: the words already written, beginning with the start sign, B·T with T = `steps` → logits of the words that follow, (B·T)×V.
  Value operator()(Tape& tape, const SourceSentences& source, std::span<const int> targets, Index steps) const;

  Parameters parameters();

 private:
  Value context_of(Tape& tape, Value shown, const EncodedSource& encoded, const SourceSentences& source) const;
  void read_backwards(Tape& tape, const SourceSentences& source, Value words, Value zeros, EncodedSource& encoded) const;
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
