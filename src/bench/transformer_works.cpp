#include "bench/transformer_works.hpp"

#include <deque>

#include "bench/batches.hpp"
#include "nn/batch_team.hpp"
#include "nn/nn.hpp"

namespace epochs::bench {
namespace {

using nn::Tape;
using nn::Value;

constexpr Index kVocabulary = 256, kSteps = 64, kBatch = 16, kWidth = 128;
constexpr double kMaskRate = 0.15;

class Transformer : public Running {
 public:
  Transformer(nn::Causal causal, int threads) : causal_(causal), batches_(kVocabulary, kSteps, kBatch, threads, 2), team_(threads) {
    nn::Parameters parameters = {&tokens_, &positions_};
    for (int i = 0; i < 4; ++i) blocks_.emplace_back("block" + std::to_string(i), nn::BlockSettings{.width = kWidth, .inner = 4 * kWidth}, random_).collect(parameters);
    last_norm_.collect(parameters);
    parameters.push_back(&head_);
    optimizer_ = nn::Optimizer(parameters, {.kind = nn::OptimizerKind::AdamW, .learning_rate = 1e-3, .weight_decay = 0.01});
    for (int part = 0; part < threads; ++part) {
      const Index sequences = nn::share_of(kBatch, part, threads).count;
      shapes_.push_back({.batch = sequences, .heads = 4, .causal = causal});
      places_.emplace_back();
      for (Index row = 0; row < sequences * kSteps; ++row) places_.back().push_back(static_cast<int>(row % kSteps));
    }
  }

  std::optional<double> step() override {
    causal_ == nn::Causal::Yes ? batches_.next() : batches_.next_masked(kMaskRate);
    return static_cast<double>(team_.step(optimizer_, [&](Tape& tape, int part) {
      const auto& [ids, targets, known] = batches_.part(part);
      const auto index = static_cast<std::size_t>(part);
      const Value words = embedding(tape, tokens_, ids), places = embedding(tape, positions_, places_[index]);
      Value x = add(tape, words, places);
      for (const nn::EncoderBlock& block : blocks_) x = block(tape, x, shapes_[index]);
      const Value logits = linear(tape, last_norm_(tape, x), head_);
      return nn::PartLoss{cross_entropy(tape, logits, targets), batches_.share(part)};
    }));
  }

 private:
  Random random_{1};
  nn::Causal causal_;
  nn::Parameter tokens_ = table("tokens", kVocabulary, kWidth, random_), positions_ = table("positions", kSteps, kWidth, random_);
  std::deque<nn::EncoderBlock> blocks_;
  nn::LayerNorm last_norm_{"norm", kWidth};
  nn::Parameter head_ = weight("head", kWidth, kVocabulary, random_);
  std::vector<nn::AttentionShape> shapes_;
  std::vector<std::vector<int>> places_;
  TextBatches batches_;
  nn::Optimizer optimizer_;
  nn::BatchTeam team_;
};

}  // namespace

std::unique_ptr<Running> start_gpt(int threads) { return std::make_unique<Transformer>(nn::Causal::Yes, threads); }
std::unique_ptr<Running> start_masked_encoder(int threads) { return std::make_unique<Transformer>(nn::Causal::No, threads); }

}  // namespace epochs::bench
