// A session over models of the engine: everything that decides the future (weights, moments, random state, settings) is its state.
#pragma once

#include <string>
#include <vector>

#include "nn/nn.hpp"
#include "session/session.hpp"

namespace epochs::test {

// A network 2-8-1 with dropout learns XOR from random minibatches with Adam; small enough for a million updates.
class EngineSession {
 public:
  struct Command {
    enum class Kind { Rate, Nudge, Kind } kind = Kind::Rate;
    double value = 0;          // the new rate; what is added to the first weight; the optimizer's number
  };
  struct State {
    std::vector<Matrix> weights;
    nn::OptimizerState optimizer;
    nn::OptimizerSettings settings;
    Random::State random;
  };
  struct Snapshot {
    std::vector<Matrix> weights;
    Matrix answers;
  };

  explicit EngineSession(std::uint64_t seed, double dropout = 0.1)
      : random_(seed), dropout_(dropout), first_("hidden", 2, 8, nn::Activation::Tanh, nn::Init::Xavier, random_), second_("output", 8, 1, nn::Activation::None, nn::Init::Xavier, random_) {
    settings_ = {.kind = nn::OptimizerKind::Adam, .learning_rate = 0.01, .clip_norm = 1};
  }

  session::UpdateReport advance() {
    nn::Parameters parameters = collect();
    if (optimizer_.parameters() != parameters) optimizer_ = rebuilt(std::move(parameters));   // the session was moved or copied
    optimizer_.settings = settings_;
    for (Index row = 0; row < 8; ++row) {
      const std::uint32_t corner = random_.below(4);
      points_(row, 0) = corner & 1u ? Real(1) : Real(-1), points_(row, 1) = corner & 2u ? Real(1) : Real(-1);
      labels_(row, 0) = points_(row, 0) * points_(row, 1);
    }
    tape_->begin();
    const nn::Value hidden = dropout(*tape_, first_(*tape_, tape_->borrow(points_)), dropout_, random_);
    const nn::Value loss = mean_squared_error(*tape_, second_(*tape_, hidden), tape_->borrow(labels_));
    tape_->backward(loss);
    optimizer_.step(*tape_);
    return {static_cast<double>(tape_->scalar(loss)), {}};
  }

  void apply(const Command& command) {
    if (command.kind == Command::Kind::Rate) settings_.learning_rate = command.value;
    if (command.kind == Command::Kind::Nudge) first_.w.value(0, 0) += static_cast<Real>(command.value);
    if (command.kind == Command::Kind::Kind) settings_.kind = static_cast<nn::OptimizerKind>(static_cast<int>(command.value));
  }

  Snapshot observe(const session::ObserveRequest&) const {
    nn::Tape probe(nn::Mode::Infer);
    probe.begin();
    const Matrix corners = (Matrix(4, 2) << -1, -1, -1, 1, 1, -1, 1, 1).finished();
    return {weights(), probe.value(second_(probe, first_(probe, probe.input(corners))))};
  }

  State state() const { return {weights(), optimizer_.state(), settings_, random_.state()}; }
  void restore(const State& state) {
    const nn::Parameters parameters = collect();
    nn::restore_values(parameters, state.weights);
    optimizer_ = nn::Optimizer(parameters, state.settings);
    optimizer_.restore(state.optimizer);
    settings_ = state.settings;
    random_.restore(state.random);
  }
  static std::size_t size_of(const State& state) { return sizeof state + nn::size_of(state.weights) + nn::size_of(state.optimizer); }
  std::string culprit() const { return nn::first_not_finite(const_cast<EngineSession*>(this)->collect()); }

 private:
  nn::Parameters collect() { return {&first_.w, &first_.b, &second_.w, &second_.b}; }
  std::vector<Matrix> weights() const { return {first_.w.value, first_.b.value, second_.w.value, second_.b.value}; }
  nn::Optimizer rebuilt(nn::Parameters parameters) const {
    nn::Optimizer out(std::move(parameters), settings_);
    out.restore(optimizer_.state());
    return out;
  }

  Random random_;
  double dropout_;
  nn::Dense first_, second_;
  nn::OptimizerSettings settings_;
  nn::Optimizer optimizer_;
  Matrix points_ = Matrix::Zero(8, 2), labels_ = Matrix::Zero(8, 1);
  std::unique_ptr<nn::Tape> tape_ = std::make_unique<nn::Tape>();
};

}  // namespace epochs::test
