#include "claims.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "data/points.hpp"
#include "model.hpp"

namespace epochs::perceptron_claims {
namespace {

using claim::Budget;
using claim::Outcome;
using claim::Status;

constexpr int kPoints = 200;
constexpr double kMargin = 0.1;                // at least: between the points and the line that labels them
constexpr long kMostUpdates = 10'000;

std::vector<perceptron::Review> separable_points(std::uint64_t seed) {
  std::vector<perceptron::Review> points;
  for (const data::Point& point : data::separable_points(kPoints, kMargin, seed).points)
    points.push_back({static_cast<Real>(point.x), static_cast<Real>(point.y), point.label == 1 ? 1 : -1});
  return points;
}

bool cancelled(const Budget& budget) { return budget.cancelled && budget.cancelled(); }

void tell(const Budget& budget, double share) {
  if (budget.progress) budget.progress(share);
}

// Trains until nothing is wrong. No update count is assumed: the cap only ends a run that contradicts the theorem.
Outcome converges(std::uint64_t seed, const Budget& budget) {
  perceptron::Perceptron unit(seed, perceptron::Preset::Own);
  unit.apply(perceptron::LoadReviews{separable_points(seed)});
  const perceptron::Margin margin = unit.margin();
  const long most = std::max(1L, std::lround(static_cast<double>(kMostUpdates) * budget.scale));
  while (unit.errors() > 0 && unit.mistakes() < most && !cancelled(budget)) {
    unit.advance();
    tell(budget, std::min(1.0, static_cast<double>(unit.mistakes()) / margin.bound()));
  }
  Outcome outcome;
  const double mistakes = static_cast<double>(unit.mistakes());
  outcome.status = margin.separable && unit.errors() == 0 && mistakes <= margin.bound() ? Status::Holds : Status::Fails;
  outcome.measured = {{"points", kPoints, {"points", "点数"}},
                      {"errors", static_cast<double>(unit.errors()), {"wrong in the end", "最后仍判错"}},
                      {"mistakes", mistakes, {"mistakes on the way", "途中犯错次数"}},
                      {"bound", margin.bound(), {"bound (R/γ)²", "上界 (R/γ)²"}},
                      {"margin", margin.gamma, {"margin γ", "间隔 γ"}},
                      {"radius", margin.radius, {"radius R", "半径 R"}}};
  outcome.threshold = "errors = 0 and mistakes ≤ bound = (radius / margin)²";
  outcome.asks_for = {"Asked for: none wrong in the end, and mistakes ≤ (R/γ)²", "要求：最后一个不错，且犯错次数 ≤ (R/γ)²"};
  outcome.updates = unit.mistakes();
  return outcome;
}

// After every one of the updates, counts how many of the four are right; from random weights, in shuffled order.
Outcome xor_fails(std::uint64_t seed, const Budget& budget) {
  Random random(seed, 1969);
  perceptron::Perceptron unit(seed, perceptron::Preset::Xor);
  unit.apply(perceptron::SetOrder{perceptron::Order::Shuffled});
  unit.apply(perceptron::SetWeights{{static_cast<Real>(random.normal()), static_cast<Real>(random.normal()), static_cast<Real>(random.normal())}});
  const long updates = std::max(1L, std::lround(static_cast<double>(kMostUpdates) * budget.scale));
  int most_right = 4 - unit.errors();
  long three_right = 0;
  for (long update = 1; update <= updates && !cancelled(budget); ++update) {
    unit.advance();
    const int right = 4 - unit.errors();
    most_right = std::max(most_right, right);
    three_right += right == 3;
    if (update % 1000 == 0) tell(budget, static_cast<double>(update) / static_cast<double>(updates));
  }
  Outcome outcome;
  outcome.status = most_right < 4 && unit.mistakes() == updates ? Status::Holds : Status::Fails;
  outcome.measured = {{"most_right_of_4", static_cast<double>(most_right), {"most ever right, of 4", "四个中最多答对"}},
                      {"share_of_updates_with_3_right", static_cast<double>(three_right) / static_cast<double>(updates), {"share of steps with 3 right", "答对三个的步数比例"}},
                      {"chance_right_of_4", 2, {"right by guessing, of 4", "四个中乱猜能对"}}};
  outcome.threshold = "most_right_of_4 < 4 after every update";
  outcome.asks_for = {"Asked for: never all 4 right, after any step", "要求：任何一步之后都没有四个全对"};
  outcome.updates = unit.mistakes();
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"perceptron.converges",
           {"On 200 points that a line can part, the perceptron ends without an error, after at most (R/γ)² mistakes.",
            "对 200 个能用一条直线分开的点，感知机最终没有一个错误，犯错次数不超过 (R/γ)²。"},
           1, converges},
          {"perceptron.xor",
           {"On XOR it is never right about all four points, however long it learns.", "在异或问题上，无论学多久，四个点从来没有同时答对过。"},
           1, xor_fails}};
}

}  // namespace epochs::perceptron_claims
