// Works e and g: recurrent networks.
#pragma once

#include "bench/work.hpp"

namespace epochs::bench {

// e: embedding, one recurrent layer, readout; V 65, T 64, B 32, H 128, cross-entropy of the next character, Adam 2e-3.
std::unique_ptr<Running> start_char_rnn(const Start& start);
std::unique_ptr<Running> start_char_lstm(const Start& start);
std::unique_ptr<Running> start_char_gru(const Start& start);
// g: a GRU encoder, a GRU decoder with additive attention; V 200, 12 → 12 tokens, B 32, H 128, Adam 1e-3.
std::unique_ptr<Running> start_seq2seq(const Start& start);

}  // namespace epochs::bench
