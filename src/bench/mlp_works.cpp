#include "bench/mlp_works.hpp"

#include <vector>

#include "nn/nn.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::bench {
namespace {

using nn::Activation;
using nn::Parameter;
using nn::Tape;
using nn::Value;

// A dense layer's two parameters, initialised as PyTorch does (uniform ±1/√I).
struct Dense {
  Parameter w, b;
  Dense(Index inputs, Index units, Random& random) : w("w", inputs, units), b("b", 1, units, nn::Decay::No) {
    nn::initialise(w.value, nn::Init::Uniform, random);
  }
};

class TinyMlp : public Running {
 public:
  TinyMlp() : random_(1), hidden1_(2, 8, random_), hidden2_(8, 8, random_), output_(8, 1, random_) {
    for (int batch = 0; batch < 20; ++batch) {
      Matrix x(10, 2), y(10, 1);
      nn::fill_uniform(x, -1, 1, random_);
      for (Index i = 0; i < 10; ++i) y(i, 0) = x(i, 0) * x(i, 1) > 0 ? Real(1) : Real(-1);
      x_.push_back(x), y_.push_back(y);
    }
    optimizer_ = nn::Optimizer({&hidden1_.w, &hidden1_.b, &hidden2_.w, &hidden2_.b, &output_.w, &output_.b}, {.learning_rate = 0.03});
  }

  std::optional<double> step() override {
    const std::size_t batch = next_++ % x_.size();
    tape_.begin();
    const Value h1 = linear(tape_, tape_.borrow(x_[batch]), hidden1_.w, hidden1_.b, Activation::Tanh);
    const Value h2 = linear(tape_, h1, hidden2_.w, hidden2_.b, Activation::Tanh);
    const Value loss = mean_squared_error(tape_, linear(tape_, h2, output_.w, output_.b, Activation::Tanh), tape_.borrow(y_[batch]));
    tape_.backward(loss);
    optimizer_.step(tape_);
    return static_cast<double>(tape_.scalar(loss));
  }

 private:
  Random random_;
  Dense hidden1_, hidden2_, output_;
  std::vector<Matrix> x_, y_;
  nn::Optimizer optimizer_;
  Tape tape_;
  std::size_t next_ = 0;
};

class DigitMlp : public Running {
 public:
  DigitMlp() : random_(1), hidden_(784, 128, random_), output_(128, 10, random_) {
    for (int batch = 0; batch < 100; ++batch) {
      Matrix x(64, 784);
      nn::fill_uniform(x, 0, 1, random_);
      std::vector<int> y(64);
      for (int& label : y) label = static_cast<int>(random_.below(10));
      x_.push_back(x), y_.push_back(y);
    }
    optimizer_ = nn::Optimizer({&hidden_.w, &hidden_.b, &output_.w, &output_.b}, {.learning_rate = 0.1});
  }

  std::optional<double> step() override {
    const std::size_t batch = next_++ % x_.size();
    tape_.begin();
    const Value h = linear(tape_, tape_.borrow(x_[batch]), hidden_.w, hidden_.b, Activation::Relu);
    const Value loss = cross_entropy(tape_, linear(tape_, h, output_.w, output_.b), y_[batch]);
    tape_.backward(loss);
    optimizer_.step(tape_);
    return static_cast<double>(tape_.scalar(loss));
  }

 private:
  Random random_;
  Dense hidden_, output_;
  std::vector<Matrix> x_;
  std::vector<std::vector<int>> y_;
  nn::Optimizer optimizer_;
  Tape tape_;
  std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Running> start_tiny_mlp(int) { return std::make_unique<TinyMlp>(); }
std::unique_ptr<Running> start_digit_mlp(int) { return std::make_unique<DigitMlp>(); }

}  // namespace epochs::bench
