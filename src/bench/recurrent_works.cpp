#include "bench/recurrent_works.hpp"

#include "bench/batches.hpp"
#include "nn/batch_team.hpp"
#include "nn/nn.hpp"

namespace epochs::bench {
namespace {

using nn::Parameter;
using nn::Tape;
using nn::Value;

constexpr Index kVocabulary = 65, kSteps = 64, kBatch = 32, kHidden = 128;

enum class Cell { Rnn, Gru, Lstm };
Index gates(Cell cell) { return cell == Cell::Rnn ? 1 : cell == Cell::Gru ? 3 : 4; }

class CharModel : public Running {
 public:
  CharModel(Cell cell, int threads)
      : cell_(cell),
        wx_(weight("wx", kHidden, gates(cell) * kHidden, random_)),
        wh_(weight("wh", kHidden, gates(cell) * kHidden, random_)),
        bx_(bias("bx", gates(cell) * kHidden)),
        bh_(bias("bh", gates(cell) * kHidden)),
        batches_(kVocabulary, kSteps, kBatch, threads, 2),
        team_(threads) {
    for (int part = 0; part < threads; ++part) starts_.push_back(Matrix::Zero(nn::share_of(kBatch, part, threads).count, kHidden * (cell == Cell::Lstm ? 2 : 1)));
  }

  std::optional<double> step() override {
    batches_.next();
    return static_cast<double>(team_.step(optimizer_, [&](Tape& tape, int part) {
      const auto& [ids, targets, known] = batches_.part(part);
      const Value h = hidden(tape, embedding(tape, table_, ids), tape.borrow(starts_[static_cast<std::size_t>(part)]));
      return nn::PartLoss{cross_entropy(tape, linear(tape, h, wo_, bo_), targets), batches_.share(part)};
    }));
  }

 private:
  Value hidden(Tape& tape, Value x, Value start) {
    switch (cell_) {
      case Cell::Rnn: return rnn(tape, x, start, wx_, wh_, bx_, kSteps);
      case Cell::Gru: return gru(tape, x, start, wx_, wh_, bx_, bh_, kSteps);
      case Cell::Lstm: return slice_columns(tape, lstm(tape, x, start, wx_, wh_, bx_, kSteps), 0, kHidden);
    }
    return x;
  }

  Random random_{1};
  Cell cell_;
  Parameter table_ = table("table", kVocabulary, kHidden, random_), wx_, wh_, bx_, bh_;
  Parameter wo_ = weight("wo", kHidden, kVocabulary, random_), bo_ = bias("bo", kVocabulary);
  TextBatches batches_;
  std::vector<Matrix> starts_;
  nn::Optimizer optimizer_{{&table_, &wx_, &wh_, &bx_, &bh_, &wo_, &bo_}, {.kind = nn::OptimizerKind::Adam, .learning_rate = 2e-3}};
  nn::BatchTeam team_;
};

}  // namespace

std::unique_ptr<Running> start_char_rnn(int threads) { return std::make_unique<CharModel>(Cell::Rnn, threads); }
std::unique_ptr<Running> start_char_lstm(int threads) { return std::make_unique<CharModel>(Cell::Lstm, threads); }
std::unique_ptr<Running> start_char_gru(int threads) { return std::make_unique<CharModel>(Cell::Gru, threads); }

}  // namespace epochs::bench
