// The perceptron (Rosenblatt 1957, 1958): a threshold unit that sets its own weights by its mistakes.
//
//     z = w1 x1 + w2 x2 + b        the score of a review
//     ŷ = +1 if z > 0, else −1     what the unit says
//     ŷ ≠ y:  w ← w + η y x        one update = one mistake corrected (Rosenblatt 1958)
//             b ← b + η y
//
// The same step is gradient descent on J = max(0, −y z): ∂J/∂w = −y x on a mistake and 0 otherwise (a test proves it with the tape).
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "core/random.hpp"
#include "margin.hpp"
#include "reviews.hpp"
#include "session/session.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

struct Weights {
  Real w1 = 0, w2 = 0, b = 0;
  bool operator==(const Weights&) const = default;
};

Real score(const Weights& weights, const Review& review);               // z
inline int output(Real z) { return z > 0 ? 1 : -1; }                    // ŷ
inline bool right(const Weights& weights, const Review& review) { return output(score(weights, review)) == review.y; }
Real loss_of(const Weights& weights, const Review& review);             // J
Weights gradient(const Weights& weights, const Review& review);         // ∂J/∂w1, ∂J/∂w2, ∂J/∂b, by hand; at z = 0 by the mistake's side
Weights corrected(const Weights& weights, const Review& review, Real rate);

// In which order the reviews are read: always the same, or shuffled again for every pass.
enum class Order { InTurn, Shuffled };

// What the learner can do.
struct ChoosePreset { Preset preset; };                 // new reviews, weights from zero
struct SetRate { double rate; };                        // η > 0
struct SetOrder { Order order; };
struct SetWeights { Weights weights; };                 // by hand
struct StartFromZero {};                                // w = 0, b = 0; the reviews stay
struct AddReview { Review review; };
struct MoveReview { int index; Real x1, x2; };
struct FlipReview { int index; };
struct DeleteReview { int index; };
struct LoadReviews { std::vector<Review> reviews; };    // weights from zero
using Command = std::variant<ChoosePreset, SetRate, SetOrder, SetWeights, StartFromZero, AddReview, MoveReview, FlipReview, DeleteReview, LoadReviews>;

// For the journal (session/recording.hpp).
bool continues(const Command& now, const Command& before);
bool outlives_restart(const Command& command);

// An edit makes other data. The margin is found when it is first asked for: that may take a tenth of a second.
class Data {
 public:
  explicit Data(std::vector<Review> reviews_) : reviews(std::move(reviews_)) {}
  const Margin& margin() const {
    std::call_once(asked_, [this] { margin_ = widest_margin(reviews); });
    return margin_;
  }
  const std::vector<Review> reviews;

 private:
  mutable std::once_flag asked_;
  mutable Margin margin_;
};

struct Progress {              // after `read` reviews were looked at, `mistakes` had been corrected
  long read = 0, mistakes = 0;
};

// One review through the current weights, forwards and backwards.
struct Probe {
  int index = -1;              // −1: there are no reviews
  Review review;
  Real z = 0, J = 0;
  int says = -1;               // ŷ
  Weights gradient;
  Weights after;               // the weights if this review were corrected now; unchanged when it is right
  Real z_after = 0;
};

struct Snapshot {
  std::shared_ptr<const Data> data;
  Preset preset = Preset::Separable;
  Order order = Order::InTurn;
  Real rate = 1;
  Weights weights;
  std::vector<Weights> trail;  // older weights, newest first, at most kTrail
  std::vector<std::uint8_t> wrong;   // per review
  int errors = 0;              // how many are wrong now
  long mistakes = 0, read = 0; // since the weights were last set to zero
  int next = -1;               // the review that the next update corrects; −1: all are right
  bool bound_applies = true;   // Novikoff: only from zero weights, with one rate and the reviews left alone
  std::vector<Progress> progress;
  Probe probe;
};

class Perceptron {
 public:
  using Command = perceptron::Command;
  using Snapshot = perceptron::Snapshot;

  static constexpr int kTrail = 4;
  static constexpr std::size_t kMostProgress = 256;

  struct State {
    std::uint64_t seed = 1;
    Preset preset = Preset::Separable;
    Order order = Order::InTurn;
    Real rate = 1;
    std::shared_ptr<const Data> data;    // shared: it never changes, edits make a new one
    Weights weights;
    Random::State random;
    std::vector<int> pass;               // the order of this pass
    std::size_t cursor = 0;              // place in the pass; stands on the next mistake
    bool any_wrong = true;
    long mistakes = 0, read = 0, progress_stride = 1;
    bool bound_applies = true;
    std::vector<Weights> trail;
    std::vector<Progress> progress;      // thinned to at most kMostProgress
  };

  explicit Perceptron(std::uint64_t seed, Preset preset = Preset::Separable);

  session::UpdateReport advance();                       // one mistake corrected; nothing when all are right
  void apply(const Command& command);                    // an index out of range is the caller's fault
  bool finished() const { return !state_.any_wrong; }    // all are right: nothing is left to learn
  Snapshot observe(const session::ObserveRequest& request) const;
  State state() const { return state_; }
  void restore(const State& state) { state_ = state; }
  static std::size_t size_of(const State& state);
  std::string culprit() const;

  const Weights& weights() const { return state_.weights; }
  const std::vector<Review>& reviews() const { return state_.data->reviews; }
  const Margin& margin() const { return state_.data->margin(); }
  int errors() const;
  double loss() const;                                   // what the history draws: the share of reviews that are wrong
  long mistakes() const { return state_.mistakes; }

 private:
  void on(const ChoosePreset& c);
  void on(const SetRate& c);
  void on(const SetOrder& c);
  void on(const SetWeights& c);
  void on(const StartFromZero& c);
  void on(const AddReview& c);
  void on(const MoveReview& c);
  void on(const FlipReview& c);
  void on(const DeleteReview& c);
  void on(const LoadReviews& c);

  void use(std::vector<Review> reviews);                 // other reviews
  void start_from_zero();
  void find_next_mistake();
  void remember_progress();
  void begin_pass();
  void use_own(std::vector<Review> reviews);             // the learner's
  std::vector<Review> copy_to_change(int index) const;   // checks the index

  State state_;
};

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
