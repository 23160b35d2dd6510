#include "bench/cnn_work.hpp"

#include "bench/batches.hpp"
#include "nn/batch_team.hpp"
#include "nn/nn.hpp"

namespace epochs::bench {
namespace {

class Pictures : public Running {
 public:
  explicit Pictures(int threads) : batches_(threads, random_), team_(threads) {}

  std::optional<double> step() override {
    batches_.next();
    return static_cast<double>(team_.step(optimizer_, [&](nn::Tape& tape, int part) {
      const auto& [pictures, labels] = batches_.part(part);
      return nn::PartLoss{cross_entropy(tape, model_(tape, tape.borrow(pictures)), labels), static_cast<Real>(labels.size()) / 64};
    }));
  }

 private:
  Random random_{1};
  nn::Cnn model_{{}, random_};                    // the sizes of the work are the model's own
  PictureBatches batches_;
  nn::Optimizer optimizer_{model_.parameters(), {.learning_rate = 0.05}};
  nn::BatchTeam team_;
};

}  // namespace

std::unique_ptr<Running> start_cnn(const Start& start) { return std::make_unique<Pictures>(start.threads); }

}  // namespace epochs::bench
