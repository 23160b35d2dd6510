#include "bench/mlp_works.hpp"

#include <vector>

#include "bench/batches.hpp"
#include "nn/batch_team.hpp"
#include "nn/nn.hpp"

namespace epochs::bench {
namespace {

using nn::Activation;
using nn::Parameter;
using nn::Tape;
using nn::Value;

class TinyMlp : public Running {
 public:
  TinyMlp() {
    for (int batch = 0; batch < 20; ++batch) {
      Matrix x(10, 2), y(10, 1);
      nn::fill_uniform(x, -1, 1, random_);
      for (Index i = 0; i < 10; ++i) y(i, 0) = x(i, 0) * x(i, 1) > 0 ? Real(1) : Real(-1);
      x_.push_back(x), y_.push_back(y);
    }
  }

  std::optional<double> step() override {
    const std::size_t batch = next_++ % x_.size();
    tape_.begin();
    const Value h1 = linear(tape_, tape_.borrow(x_[batch]), w1_, b1_, Activation::Tanh);
    const Value h2 = linear(tape_, h1, w2_, b2_, Activation::Tanh);
    const Value loss = mean_squared_error(tape_, linear(tape_, h2, w3_, b3_, Activation::Tanh), tape_.borrow(y_[batch]));
    tape_.backward(loss);
    optimizer_.step(tape_);
    return static_cast<double>(tape_.scalar(loss));
  }

 private:
  Random random_{1};
  Parameter w1_ = weight("w1", 2, 8, random_), b1_ = bias("b1", 8), w2_ = weight("w2", 8, 8, random_), b2_ = bias("b2", 8), w3_ = weight("w3", 8, 1, random_),
            b3_ = bias("b3", 1);
  std::vector<Matrix> x_, y_;
  nn::Optimizer optimizer_{{&w1_, &b1_, &w2_, &b2_, &w3_, &b3_}, {.learning_rate = 0.03}};
  Tape tape_;
  std::size_t next_ = 0;
};

class DigitMlp : public Running {
 public:
  explicit DigitMlp(int threads) : batches_(threads, random_), team_(threads) {}

  std::optional<double> step() override {
    batches_.next();
    return static_cast<double>(team_.step(optimizer_, [&](Tape& tape, int part) {
      const auto& [pictures, labels] = batches_.part(part);
      const Value h = linear(tape, tape.borrow(pictures), w1_, b1_, Activation::Relu);
      return nn::PartLoss{cross_entropy(tape, linear(tape, h, w2_, b2_), labels), static_cast<Real>(labels.size()) / 64};
    }));
  }

 private:
  Random random_{1};
  Parameter w1_ = weight("w1", 784, 128, random_), b1_ = bias("b1", 128), w2_ = weight("w2", 128, 10, random_), b2_ = bias("b2", 10);
  PictureBatches batches_;
  nn::Optimizer optimizer_{{&w1_, &b1_, &w2_, &b2_}, {.learning_rate = 0.1}};
  nn::BatchTeam team_;
};

}  // namespace

std::unique_ptr<Running> start_tiny_mlp(const Start&) { return std::make_unique<TinyMlp>(); }
std::unique_ptr<Running> start_digit_mlp(const Start& start) { return std::make_unique<DigitMlp>(start.threads); }

}  // namespace epochs::bench
