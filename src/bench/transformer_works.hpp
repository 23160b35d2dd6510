// Works f and h: small transformers, and generation from one.
#pragma once

#include "bench/work.hpp"

namespace epochs::bench {

// f: GPT, 4 blocks with the norm before, width 128, 4 heads, T 64, B 16, V 256, learned positions, AdamW 1e-3.
std::unique_ptr<Running> start_gpt(const Start& start);
// h: an encoder of the same size; 15 % of the tokens are hidden and to be told.
std::unique_ptr<Running> start_masked_encoder(const Start& start);
// f_gen_kv: 63 tokens written by f's model, one at a time, with remembered keys and values. One thread.
std::unique_ptr<Running> start_generation(const Start& start);

}  // namespace epochs::bench
