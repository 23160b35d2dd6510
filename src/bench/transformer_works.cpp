#include "bench/transformer_works.hpp"

#include "bench/batches.hpp"
#include "nn/batch_team.hpp"
#include "nn/nn.hpp"

namespace epochs::bench {
namespace {

using nn::Tape;

constexpr double kMaskRate = 0.15;

class Transformer : public Running {
 public:
  Transformer(nn::Causal causal, int threads) : causal_(causal), batches_(kVocabulary, kSteps, kBatch, threads, 2), team_(threads) {
    for (int part = 0; part < threads; ++part) {
      shapes_.push_back(model_.shape(nn::share_of(kBatch, part, threads).count));
      shapes_.back().causal = causal;
    }
  }

  std::optional<double> step() override {
    causal_ == nn::Causal::Yes ? batches_.next() : batches_.next_masked(kMaskRate);
    return static_cast<double>(team_.step(optimizer_, [&](Tape& tape, int part) {
      const auto& [ids, targets, known] = batches_.part(part);
      return nn::PartLoss{cross_entropy(tape, model_(tape, ids, shapes_[static_cast<std::size_t>(part)]), targets), batches_.share(part)};
    }));
  }

 private:
  static constexpr Index kVocabulary = 256, kSteps = 64, kBatch = 16;
  Random random_{1};
  nn::Causal causal_;
  nn::Gpt model_{{}, random_};                    // the sizes of the work are the model's own
  std::vector<nn::AttentionShape> shapes_;
  TextBatches batches_;
  nn::Optimizer optimizer_{model_.parameters(), {.kind = nn::OptimizerKind::AdamW, .learning_rate = 1e-3, .weight_decay = 0.01}};
  nn::BatchTeam team_;
};

class Writer : public Running {
 public:
  std::optional<double> step() override {
    nn::generate(decoder_, {{0}}, {.max_tokens = 63, .seed = seed_++});
    return std::nullopt;
  }

 private:
  Random random_{1};
  nn::Gpt model_{{}, random_};
  nn::GptDecoder decoder_{model_, 1};
  std::uint64_t seed_ = 1;
};

}  // namespace

std::unique_ptr<Running> start_gpt(const Start& start) { return std::make_unique<Transformer>(nn::Causal::Yes, start.threads); }
std::unique_ptr<Running> start_masked_encoder(const Start& start) { return std::make_unique<Transformer>(nn::Causal::No, start.threads); }
std::unique_ptr<Running> start_generation(const Start&) { return std::make_unique<Writer>(); }

}  // namespace epochs::bench
