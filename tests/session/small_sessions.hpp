// Two models small enough to be written by hand: logistic regression with minibatches and momentum, and a line fit whose faults can be ordered.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "session/exact_json.hpp"
#include "session/session.hpp"

namespace epochs::test {

struct Logistic {
  struct Command {
    enum class Kind { Rate, Move, Weight, Fault } kind = Kind::Rate;
    double value = 0;
    int point = 0;
    int gesture = 0;           // a drag; 0: none
  };
  struct State {
    double w[2] = {0, 0}, b = 0, momentum[3] = {0, 0, 0}, rate = 0.3;
    Random::State random;
    std::vector<double> x, y, label;
    bool operator==(const State&) const = default;
  };
  struct Snapshot {
    State state;
    session::ObserveRequest request;
  };

  explicit Logistic(std::uint64_t seed, int points = 24) : random(seed) {
    for (int i = 0; i < points; ++i) {
      state_.x.push_back(random.normal());
      state_.y.push_back(random.normal());
      state_.label.push_back(state_.x.back() + 0.5 * state_.y.back() > 0.1 ? 1 : 0);
    }
    for (double& w : state_.w) w = random.normal();
  }

  session::UpdateReport advance() {
    double loss = 0, gradient[3] = {0, 0, 0};
    for (int k = 0; k < 4; ++k) {
      const std::size_t i = random.below(static_cast<std::uint32_t>(state_.x.size()));
      const double p = 1 / (1 + std::exp(-(state_.w[0] * state_.x[i] + state_.w[1] * state_.y[i] + state_.b)));
      loss -= 0.25 * std::log(state_.label[i] > 0.5 ? p : 1 - p);
      const double error = 0.25 * (p - state_.label[i]);
      gradient[0] += error * state_.x[i], gradient[1] += error * state_.y[i], gradient[2] += error;
    }
    double* const parameters[3] = {&state_.w[0], &state_.w[1], &state_.b};
    for (int k = 0; k < 3; ++k) {
      state_.momentum[k] = 0.9 * state_.momentum[k] + gradient[k];
      *parameters[k] -= state_.rate * state_.momentum[k];
    }
    return {loss, {}};
  }

  void apply(const Command& command) {
    const auto point = static_cast<std::size_t>(command.point);
    switch (command.kind) {
      case Command::Kind::Rate: state_.rate = command.value; break;
      case Command::Kind::Move: state_.x.at(point) = command.value; break;
      case Command::Kind::Weight: state_.w[0] = command.value; break;
      case Command::Kind::Fault: throw std::runtime_error("the command is broken");
    }
  }

  Snapshot observe(const session::ObserveRequest& request) const { return {state(), request}; }
  State state() const {
    State out = state_;
    out.random = random.state();
    return out;
  }
  void restore(const State& state) {
    state_ = state;
    random.restore(state.random);
  }
  static std::size_t size_of(const State& state) { return sizeof(State) + 3 * 8 * state.x.size(); }
  std::string culprit() const { return std::isfinite(state_.w[0]) && std::isfinite(state_.w[1]) ? "" : "w"; }

 private:
  Random random;
  State state_;
};

inline bool continues(const Logistic::Command& now, const Logistic::Command& before) {
  return now.gesture != 0 && now.gesture == before.gesture && now.point == before.point;
}
inline bool outlives_restart(const Logistic::Command& command) { return command.kind != Logistic::Command::Kind::Weight; }

inline void to_json(nlohmann::json& json, const Logistic::Command& command) {
  json = {{"kind", static_cast<int>(command.kind)}, {"value", command.value}, {"point", command.point}, {"gesture", command.gesture}};
}
inline void from_json(const nlohmann::json& json, Logistic::Command& command) {
  const int kind = json.at("kind").get<int>();
  if (kind < 0 || kind > 3) throw std::runtime_error("a command has the unknown kind " + std::to_string(kind));
  command = {static_cast<Logistic::Command::Kind>(kind), json.at("value").get<double>(), json.at("point").get<int>(), json.at("gesture").get<int>()};
}

inline void to_json(nlohmann::json& json, const Logistic::State& state) {
  const std::vector<double> numbers{state.w[0], state.w[1], state.b, state.momentum[0], state.momentum[1], state.momentum[2], state.rate};
  json = {{"numbers", session::bits_to_json<double>(numbers)}, {"random", session::random_to_json(state.random)}, {"x", state.x}, {"y", state.y}, {"label", state.label}};
}
inline void from_json(const nlohmann::json& json, Logistic::State& state) {
  std::vector<double> n(7);
  session::bits_from_json<double>(json.at("numbers"), n);
  state = {{n[0], n[1]}, n[2], {n[3], n[4], n[5]}, n[6], session::random_from_json(json.at("random")), json.at("x"), json.at("y"), json.at("label")};
  if (state.x.empty() || state.y.size() != state.x.size() || state.label.size() != state.x.size()) throw std::runtime_error("the points are not as many as the labels");
}

// Fits y = w x to y = 3 x by full-batch descent on one point; loss (w − 3)². A rate above 1 runs away, a rate of 1 swings for ever.
struct LineFit {
  struct Command {
    double rate = 0.1;
    double w = std::nan("");   // set by hand when it is a number
  };
  struct State {
    double w = 0, rate = 0.1;
    long updates = 0;
    bool operator==(const State&) const = default;
  };
  using Snapshot = State;
  long fault_at = -1;          // advance() throws at this update
  bool fault_in_observe = false;
  double enough = 0;           // finished below this loss

  session::UpdateReport advance() {
    if (state_.updates + 1 == fault_at) throw std::runtime_error("the model tripped");
    const double error = state_.w - 3;
    state_.w -= state_.rate * 2 * error;
    ++state_.updates;
    return {error * error, state_.updates % 50 == 0 ? "fifty" : ""};
  }
  void apply(const Command& command) {
    state_.rate = command.rate;
    if (!std::isnan(command.w)) state_.w = command.w;
  }
  Snapshot observe(const session::ObserveRequest&) const {
    if (fault_in_observe && state_.updates > 0) throw std::runtime_error("the picture tripped");
    return state_;
  }
  State state() const { return state_; }
  void restore(const State& state) { state_ = state; }
  bool finished() const { return loss() < enough; }
  double loss() const { return (state_.w - 3) * (state_.w - 3); }
  static std::size_t size_of(const State&) { return sizeof(State); }
  std::string culprit() const { return std::isfinite(state_.w) ? "" : "w"; }

 private:
  State state_;
};

}  // namespace epochs::test
