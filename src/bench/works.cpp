#include "bench/cnn_work.hpp"
#include "bench/mlp_works.hpp"
#include "bench/projection_works.hpp"
#include "bench/recurrent_works.hpp"
#include "bench/skip_gram_work.hpp"
#include "bench/transformer_works.hpp"
#include "bench/work.hpp"

namespace epochs::bench {
namespace {

// Multiplications and additions of forward and backward for one unit, counted as the peers' scripts count them.
constexpr double kTinyFlop = 10 * 2 * (3 * (16 + 64 + 8) - 16), kDigitFlop = 2 * (2 * (784 * 128 + 1280) + 1280);
constexpr double kConv1 = 24 * 24 * 8 * 25, kConv2 = 8 * 8 * 16 * 8 * 25, kCnnFlop = 2 * (3 * (kConv1 + kConv2 + 256 * 64 + 640) - kConv1);
constexpr double char_flop(int gates) { return 6 * (gates * 2 * 128 * 128 + 128 * 65); }
constexpr double kTransformerFlop = 3 * (2 * (4 * 12 * 128 * 128 + 128 * 256) + 4 * 4 * 64 * 128);
constexpr double kGenerationFlop = 2 * (4 * 12 * 128 * 128 + 128 * 256) + 4 * 4 * 32 * 128;
constexpr double kTranslationFlop = 6 * (3 * 2 * 128 * 128 + 128 * 128 + (3 * 3 * 128 * 128 + 128 * 128 + 12 * 128 * 2 + 128 * 200));

const Work kWorks[] = {
    {"a", "steps/s", 1, kTinyFlop, true, "MLP 2-8-8-1 tanh, batch 10, SGD", start_tiny_mlp},
    {"b", "samples/s", 64, kDigitFlop, true, "MLP 784-128-10 ReLU, batch 64, SGD", start_digit_mlp},
    {"c", "samples/s", 64, kCnnFlop, true, "CNN 8 and 16 filters 5x5, batch 64, SGD", start_cnn},
    {"d", "words/s", 0, 0, false, "skip-gram of 100, window 5, 5 negatives for each pair", start_skip_gram},
    {"d_shared", "words/s", 0, 0, false, "the same with 5 negatives shared by the pairs of a word", start_skip_gram_shared},
    {"e_rnn", "tokens/s", 32 * 64, char_flop(1), true, "characters, RNN of 128, T 64, batch 32, Adam", start_char_rnn},
    {"e_lstm", "tokens/s", 32 * 64, char_flop(4), true, "characters, LSTM of 128, T 64, batch 32, Adam", start_char_lstm},
    {"e_gru", "tokens/s", 32 * 64, char_flop(3), true, "characters, GRU of 128, T 64, batch 32, Adam", start_char_gru},
    {"f", "tokens/s", 16 * 64, kTransformerFlop, true, "GPT of 4 blocks of 128, T 64, batch 16, AdamW", start_gpt},
    {"f_gen_kv", "tokens/s", 63, kGenerationFlop, true, "63 tokens written by f, keys and values remembered", start_generation},
    {"g", "tgt-tokens/s", 32 * 12, kTranslationFlop, true, "GRU seq2seq of 128 with attention, 12 to 12, batch 32, Adam", start_seq2seq},
    {"h", "tokens/s", 16 * 64, kTransformerFlop, true, "encoder of f's size, hidden words, AdamW", start_masked_encoder},
    {"i_pca", "s", 1, 0, true, "principal components of 5,000 x 100", start_pca},
    {"i_tsne", "s", 1, 0, true, "t-SNE of 5,000 x 100, 1,000 updates", start_tsne},
};

}  // namespace

std::span<const Work> works() { return kWorks; }

const Work* find_work(std::string_view name) {
  for (const Work& work : kWorks)
    if (work.name == name) return &work;
  return nullptr;
}

}  // namespace epochs::bench
