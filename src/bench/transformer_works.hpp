// Works f and h: small transformers, and generation from one.
#pragma once

#include "bench/work.hpp"

namespace epochs::bench {

// f: GPT, 4 blocks with the norm before, width 128, 4 heads, T 64, B 16, V 256, learned positions, AdamW 1e-3.
std::unique_ptr<Running> start_gpt(int threads);
// h: an encoder of the same size; 15 % of the tokens are hidden and to be told.
std::unique_ptr<Running> start_masked_encoder(int threads);

}  // namespace epochs::bench
