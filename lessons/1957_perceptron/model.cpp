#include "model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"
#include "data/csv.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

// ---- The unit ----------------------------------------------------------------------------------------------------

Real score(const Weights& weights, const Review& review) { return weights.w1 * review.x1 + weights.w2 * review.x2 + weights.b; }

Real loss_of(const Weights& weights, const Review& review) {
  return std::max(Real(0), -static_cast<Real>(review.y) * score(weights, review));
}

Weights gradient(const Weights& weights, const Review& review) {
  if (right(weights, review)) return {};
  const Real y = static_cast<Real>(review.y);
  return {-y * review.x1, -y * review.x2, -y};
}

Weights corrected(const Weights& weights, const Review& review, Real rate) {
  if (right(weights, review)) return weights;
  const Real y = static_cast<Real>(review.y);
  return {weights.w1 + rate * y * review.x1,    // w ← w + η y x
          weights.w2 + rate * y * review.x2,
          weights.b + rate * y};                // the bias is the weight of a constant input 1
}

// ---- Training ----------------------------------------------------------------------------------------------------

Perceptron::Perceptron(std::uint64_t seed, Preset preset) {
  state_.seed = seed;
  apply(ChoosePreset{preset});
}

session::UpdateReport Perceptron::advance() {
  State& s = state_;
  session::UpdateReport report;
  if (!s.any_wrong) return report;
  const Review& review = reviews()[static_cast<std::size_t>(s.pass[s.cursor])];
  s.trail.insert(s.trail.begin(), s.weights);
  if (s.trail.size() > kTrail) s.trail.pop_back();
  s.weights = corrected(s.weights, review, s.rate);
  ++s.mistakes;
  ++s.read;
  if (++s.cursor == s.pass.size()) begin_pass();
  remember_progress();
  find_next_mistake();
  report.loss = loss();
  if (!s.any_wrong) {
    report.event = "all right";
    remember_progress();
  }
  return report;
}

// Reads on from where it stands until a review comes out wrong.
void Perceptron::find_next_mistake() {
  State& s = state_;
  s.any_wrong = errors() > 0;
  if (!s.any_wrong) s.read += static_cast<long>(s.pass.size());   // it takes a whole pass to be sure
  while (s.any_wrong && right(s.weights, reviews()[static_cast<std::size_t>(s.pass[s.cursor])])) {
    ++s.read;
    if (++s.cursor == s.pass.size()) begin_pass();
  }
}

void Perceptron::begin_pass() {
  State& s = state_;
  s.cursor = 0;
  s.pass.resize(s.data->reviews.size());
  std::iota(s.pass.begin(), s.pass.end(), 0);
  if (s.order == Order::InTurn) return;
  Random random(0);
  random.restore(s.random);
  random.shuffle(s.pass);
  s.random = random.state();
}

void Perceptron::remember_progress() {
  State& s = state_;
  if (s.any_wrong && s.mistakes % s.progress_stride != 0) return;
  s.progress.push_back({s.read, s.mistakes});
  if (s.progress.size() < kMostProgress) return;
  std::size_t kept = 0;        // every second point goes, the first stays
  for (std::size_t i = 0; i < s.progress.size(); i += 2) s.progress[kept++] = s.progress[i];
  s.progress.resize(kept);
  s.progress_stride *= 2;
}

int Perceptron::errors() const {
  return static_cast<int>(std::count_if(reviews().begin(), reviews().end(), [&](const Review& r) { return !right(state_.weights, r); }));
}

double Perceptron::loss() const { return reviews().empty() ? 0 : static_cast<double>(errors()) / static_cast<double>(reviews().size()); }

// ---- What the learner changes --------------------------------------------------------------------------------------

void Perceptron::use(std::vector<Review> reviews) {
  state_.data = std::make_shared<const Data>(std::move(reviews));
  if (state_.mistakes > 0) state_.bound_applies = false;   // the mistakes so far were made on other reviews
}

void Perceptron::use_own(std::vector<Review> reviews) {
  state_.preset = Preset::Own;
  use(std::move(reviews));
}

void Perceptron::start_from_zero() {
  State& s = state_;
  s.weights = {};
  s.mistakes = s.read = 0;
  s.progress_stride = 1;
  s.progress = {{0, 0}};
  s.trail.clear();
  s.bound_applies = true;
}

std::vector<Review> Perceptron::copy_to_change(int index) const {
  EPOCHS_CHECK(index >= 0 && index < static_cast<int>(reviews().size()), "perceptron: no such review");
  return reviews();
}

// Reading starts over after an edit, so that of several edits in a row only the result counts (see continues()).
void Perceptron::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
  if (std::holds_alternative<SetRate>(command)) return;
  const long read = state_.read;
  state_.random = Random(state_.seed, 1958).state();
  begin_pass();
  find_next_mistake();
  state_.read = read;          // what the learner did is not reading
}

bool continues(const Command& now, const Command& before) {
  if (now.index() != before.index()) return false;
  if (const auto* move = std::get_if<MoveReview>(&now)) return move->index == std::get<MoveReview>(before).index;
  return std::holds_alternative<SetRate>(now) || std::holds_alternative<SetWeights>(now);
}

bool outlives_restart(const Command& command) {
  return !std::holds_alternative<SetWeights>(command) && !std::holds_alternative<StartFromZero>(command);
}

void Perceptron::on(const ChoosePreset& c) {
  state_.preset = c.preset;
  use(make_reviews(c.preset, state_.seed));
  start_from_zero();
}

void Perceptron::on(const LoadReviews& c) {
  use_own(c.reviews);
  start_from_zero();
}

void Perceptron::on(const StartFromZero&) { start_from_zero(); }

void Perceptron::on(const SetRate& c) {
  EPOCHS_CHECK(c.rate > 0 && std::isfinite(c.rate), "perceptron: the rate must be above 0");
  if (state_.mistakes > 0 && static_cast<Real>(c.rate) != state_.rate) state_.bound_applies = false;   // the proof has one rate
  state_.rate = static_cast<Real>(c.rate);
}

void Perceptron::on(const SetOrder& c) { state_.order = c.order; }

void Perceptron::on(const SetWeights& c) {
  state_.weights = c.weights;
  state_.bound_applies = false;
}

void Perceptron::on(const AddReview& c) {
  EPOCHS_CHECK(reviews().size() < data::kMostPoints, "perceptron: at most 10,000 reviews");
  std::vector<Review> changed = reviews();
  changed.push_back(c.review);
  use_own(std::move(changed));
}

void Perceptron::on(const MoveReview& c) {
  std::vector<Review> changed = copy_to_change(c.index);
  Review& review = changed[static_cast<std::size_t>(c.index)];
  review = {c.x1, c.x2, review.y};                         // its words no longer describe it
  use_own(std::move(changed));
}

void Perceptron::on(const FlipReview& c) {
  std::vector<Review> changed = copy_to_change(c.index);
  Review& review = changed[static_cast<std::size_t>(c.index)];
  review.y = -review.y;
  use_own(std::move(changed));
}

void Perceptron::on(const DeleteReview& c) {
  std::vector<Review> changed = copy_to_change(c.index);
  changed.erase(changed.begin() + c.index);
  use_own(std::move(changed));
}

// ---- What can be seen ----------------------------------------------------------------------------------------------

Snapshot Perceptron::observe(const session::ObserveRequest& request) const {
  const State& s = state_;
  Snapshot seen;
  seen.data = s.data;
  seen.data->margin();         // found here, where no picture waits for it
  seen.preset = s.preset, seen.order = s.order, seen.rate = s.rate;
  seen.weights = s.weights, seen.trail = s.trail;
  seen.mistakes = s.mistakes, seen.read = s.read;
  seen.bound_applies = s.bound_applies, seen.progress = s.progress;
  for (const Review& review : reviews()) seen.wrong.push_back(right(s.weights, review) ? 0 : 1);
  seen.errors = errors();
  seen.next = s.any_wrong ? s.pass[s.cursor] : -1;
  if (reviews().empty()) return seen;

  Probe& p = seen.probe;       // request.probe < 0: the review that comes next
  const int last = static_cast<int>(reviews().size()) - 1;
  p.index = std::clamp(request.probe < 0 ? seen.next : request.probe, 0, last);
  p.review = reviews()[static_cast<std::size_t>(p.index)];
  p.z = score(s.weights, p.review);
  p.says = output(p.z);
  p.J = loss_of(s.weights, p.review);
  p.gradient = gradient(s.weights, p.review);
  p.after = corrected(s.weights, p.review, s.rate);
  p.z_after = score(p.after, p.review);
  return seen;
}

std::size_t Perceptron::size_of(const State& state) {
  return sizeof(State) + state.pass.size() * sizeof(int) + state.trail.size() * sizeof(Weights) + state.progress.size() * sizeof(Progress);
}

std::string Perceptron::culprit() const {
  const Weights& w = state_.weights;
  if (!std::isfinite(w.w1)) return "w1";
  if (!std::isfinite(w.w2)) return "w2";
  return std::isfinite(w.b) ? "" : "b";
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
