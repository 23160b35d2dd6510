#include "claims.hpp"

#include <algorithm>
#include <cmath>

#include "gradient_check.hpp"
#include "model.hpp"
#include "session/health.hpp"

namespace epochs::backprop_claims {
namespace {

using backprop::Backprop;
using claim::Budget;
using claim::Outcome;
using claim::Status;
using session::Health;

long scaled(long updates, const Budget& budget) { return std::max(1L, std::lround(static_cast<double>(updates) * budget.scale)); }

bool cancelled(const Budget& budget) { return budget.cancelled && budget.cancelled(); }

// Trains and tells how far it is: `from` … `to` of the whole claim.
void train(Backprop& net, long updates, const Budget& budget, double from = 0, double to = 1) {
  for (long update = 0; update < updates && !cancelled(budget); ++update) {
    net.advance();
    if (budget.progress && update % 100 == 0) budget.progress(from + (to - from) * static_cast<double>(update) / static_cast<double>(updates));
  }
}

Outcome xor_is_learned(std::uint64_t seed, const Budget& budget) {
  backprop::Settings settings;           // 2-4-1, tanh, every update sees all four corners
  settings.rate = 0.5;
  Backprop net(seed, settings);
  const long updates = scaled(2000, budget);
  train(net, updates, budget);
  const backprop::Score score = net.score(backprop::Part::Train);
  Outcome outcome;
  outcome.status = score.accuracy == 1 ? Status::Holds : Status::Fails;
  outcome.measured = {{"right_of_4", 4 * score.accuracy}, {"chance_right_of_4", 2}, {"loss", score.loss}};
  outcome.threshold = "right_of_4 = 4";
  outcome.updates = updates;
  return outcome;
}

// Every activation with every loss, on one and two hidden layers; the largest error counts.
Outcome gradients_agree(std::uint64_t seed, const Budget& budget) {
  namespace check = gradient_check;
  double tape_error = 0, difference_error = 0;
  long problems = 0;
  const int activations = budget.scale < 1 ? 1 : 3;
  for (int activation = 0; activation < activations; ++activation)
    for (int loss = 0; loss < 3; ++loss)
      for (const std::vector<int>& hidden : {std::vector<int>{4}, std::vector<int>{5, 3}}) {
        const check::Problem problem = check::random_problem(seed + 1000 * static_cast<std::uint64_t>(problems++), hidden, activation, loss, 8);
        const std::vector<double> hand = check::by_hand(problem);
        tape_error = std::max(tape_error, check::relative_error(hand, check::by_tape(problem)));
        difference_error = std::max(difference_error, check::relative_error(hand, check::by_differences(problem, 1e-5)));
      }
  Outcome outcome;
  outcome.status = tape_error <= 1e-6 && difference_error <= 1e-6 ? Status::Holds : Status::Fails;
  outcome.measured = {{"error_hand_tape", tape_error}, {"error_hand_differences", difference_error}, {"networks", static_cast<double>(problems)}};
  outcome.threshold = "both relative errors ≤ 1e-6, in double";
  return outcome;
}

backprop::Settings spiral_settings(std::vector<int> hidden) {
  backprop::Settings settings;
  settings.dataset = backprop::Dataset::Spiral;
  settings.shape.hidden = std::move(hidden);
  settings.optimizer = nn::OptimizerKind::Adam;
  settings.rate = 0.01;
  settings.batch = 50;
  return settings;
}

Outcome spiral_is_learned(std::uint64_t seed, const Budget& budget) {
  const long updates = scaled(12'000, budget);
  Backprop net(seed, spiral_settings({16, 16})), line(seed, spiral_settings({}));
  train(net, updates, budget, 0, 0.85);
  train(line, updates, budget, 0.85, 1);
  const double accuracy = net.score(backprop::Part::Test).accuracy, logistic = line.score(backprop::Part::Test).accuracy;
  Outcome outcome;
  outcome.status = accuracy >= 0.95 && logistic <= 0.70 ? Status::Holds : Status::Fails;
  outcome.measured = {{"test_accuracy", accuracy}, {"logistic_test_accuracy", logistic}, {"chance", 0.5}};
  outcome.threshold = "test_accuracy ≥ 0.95 and logistic_test_accuracy ≤ 0.70";
  outcome.updates = updates;
  return outcome;
}

struct Watched {
  Health health;
  double swings = 0;                     // share of updates at which the loss turned
};

// Trains until the monitor says stop. A loss above 10 × the mean is watched further for the parameter that overflows first.
Watched watch(std::uint64_t seed, double rate, long updates, const Budget& budget) {
  backprop::Settings settings;
  settings.dataset = backprop::Dataset::Circles;
  settings.shape = {{8}, backprop::Activation::Tanh, backprop::Loss::LinearSquaredError};
  settings.rate = rate;
  Backprop net(seed, settings);
  session::HealthMonitor monitor;
  Watched watched;
  for (long update = 1; update <= updates && !cancelled(budget); ++update) {
    const double loss = net.advance().loss;
    const std::string culprit = net.culprit();
    const bool stopped = monitor.stopped();
    const Health& now = monitor.observe(update, loss, culprit);
    if (!stopped && now.kind != Health::Kind::Well) watched.health = now;
    if (monitor.stopped() && !culprit.empty()) {
      if (watched.health.parameter.empty()) watched.health.parameter = culprit;
      return watched;
    }
  }
  return watched;
}

Outcome too_large_a_rate_diverges(std::uint64_t seed, const Budget& budget);

}  // namespace
}  // namespace epochs::backprop_claims
