#include "bench/cnn_work.hpp"

#include "bench/batches.hpp"
#include "nn/batch_team.hpp"
#include "nn/nn.hpp"

namespace epochs::bench {
namespace {

using nn::Parameter;
using nn::Tape;
using nn::Value;

constexpr nn::Window kConv1{.channels = 1, .height = 28, .width = 28, .size = 5}, kPool1{.channels = 8, .height = 24, .width = 24, .size = 2, .stride = 2};
constexpr nn::Window kConv2{.channels = 8, .height = 12, .width = 12, .size = 5}, kPool2{.channels = 16, .height = 8, .width = 8, .size = 2, .stride = 2};

class Cnn : public Running {
 public:
  explicit Cnn(int threads) : batches_(threads, random_), team_(threads) {}

  std::optional<double> step() override {
    batches_.next();
    return static_cast<double>(team_.step(optimizer_, [&](Tape& tape, int part) {
      const auto& [pictures, labels] = batches_.part(part);
      const Value maps1 = max_pool(tape, relu(tape, conv2d(tape, tape.borrow(pictures), k1_, kb1_, kConv1)), kPool1);
      const Value maps2 = max_pool(tape, relu(tape, conv2d(tape, maps1, k2_, kb2_, kConv2)), kPool2);
      const Value h = linear(tape, maps2, w1_, b1_, nn::Activation::Relu);
      return nn::PartLoss{cross_entropy(tape, linear(tape, h, w2_, b2_), labels), static_cast<Real>(labels.size()) / 64};
    }));
  }

 private:
  Random random_{1};
  Parameter k1_ = weight("k1", 25, 8, random_), kb1_ = bias("kb1", 8), k2_ = weight("k2", 200, 16, random_), kb2_ = bias("kb2", 16);
  Parameter w1_ = weight("w1", 256, 64, random_), b1_ = bias("b1", 64), w2_ = weight("w2", 64, 10, random_), b2_ = bias("b2", 10);
  PictureBatches batches_;
  nn::Optimizer optimizer_{{&k1_, &kb1_, &k2_, &kb2_, &w1_, &b1_, &w2_, &b2_}, {.learning_rate = 0.05}};
  nn::BatchTeam team_;
};

}  // namespace

std::unique_ptr<Running> start_cnn(int threads) { return std::make_unique<Cnn>(threads); }

}  // namespace epochs::bench
