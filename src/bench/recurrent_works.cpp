#include "bench/recurrent_works.hpp"

#include <array>

#include "bench/batches.hpp"
#include "nn/batch_team.hpp"
#include "nn/nn.hpp"

namespace epochs::bench {
namespace {

using nn::RecurrentKind;
using nn::Tape;

class CharModel : public Running {
 public:
  CharModel(RecurrentKind kind, int threads) : model_({.kind = kind, .vocabulary = kVocabulary}, random_), batches_(kVocabulary, kSteps, kBatch, threads, 2), team_(threads) {
    for (int part = 0; part < threads; ++part) starts_.push_back(model_.zero_state(nn::share_of(kBatch, part, threads).count));
  }

  std::optional<double> step() override {
    batches_.next();
    return static_cast<double>(team_.step(optimizer_, [&](Tape& tape, int part) {
      const auto& [ids, targets, known] = batches_.part(part);
      return nn::PartLoss{cross_entropy(tape, model_(tape, ids, starts_[static_cast<std::size_t>(part)], kSteps), targets), batches_.share(part)};
    }));
  }

 private:
  static constexpr Index kVocabulary = 65, kSteps = 64, kBatch = 32;
  Random random_{1};
  nn::CharLm model_;
  TextBatches batches_;
  std::vector<nn::RecurrentState> starts_;
  nn::Optimizer optimizer_{model_.parameters(), {.kind = nn::OptimizerKind::Adam, .learning_rate = 2e-3}};
  nn::BatchTeam team_;
};

class Translator : public Running {
 public:
  explicit Translator(int threads) : sentences_(kSentenceBatches * static_cast<std::size_t>(threads)), team_(threads) {
    for (std::size_t i = 0; i < sentences_.size(); ++i) {
      const Index count = nn::share_of(kBatch, static_cast<int>(i) % threads, threads).count * kSteps;
      for (Index word = 0; word < count; ++word) sentences_[i].push_back(static_cast<int>(random_.below(200)));
    }
  }

  std::optional<double> step() override {
    const std::size_t source = next_ % kSentenceBatches, target = ++next_ % kSentenceBatches, parts = static_cast<std::size_t>(team_.members());
    return static_cast<double>(team_.step(optimizer_, [&](Tape& tape, int part) {
      const std::vector<int>&from = sentences_[source * parts + static_cast<std::size_t>(part)], &to = sentences_[target * parts + static_cast<std::size_t>(part)];
      return nn::PartLoss{cross_entropy(tape, model_(tape, {.ids = from, .steps = kSteps}, to, kSteps), to), static_cast<Real>(to.size()) / (kBatch * kSteps)};
    }));
  }

 private:
  static constexpr Index kSteps = 12, kBatch = 32;
  static constexpr std::size_t kSentenceBatches = 100;
  Random random_{1};
  nn::Seq2Seq model_{{}, random_};
  std::vector<std::vector<int>> sentences_;       // batch after batch, part after part
  std::size_t next_ = 0;
  nn::Optimizer optimizer_{model_.parameters(), {.kind = nn::OptimizerKind::Adam, .learning_rate = 1e-3}};
  nn::BatchTeam team_;
};

}  // namespace

std::unique_ptr<Running> start_char_rnn(const Start& start) { return std::make_unique<CharModel>(RecurrentKind::Rnn, start.threads); }
std::unique_ptr<Running> start_char_lstm(const Start& start) { return std::make_unique<CharModel>(RecurrentKind::Lstm, start.threads); }
std::unique_ptr<Running> start_char_gru(const Start& start) { return std::make_unique<CharModel>(RecurrentKind::Gru, start.threads); }
std::unique_ptr<Running> start_seq2seq(const Start& start) { return std::make_unique<Translator>(start.threads); }

}  // namespace epochs::bench
