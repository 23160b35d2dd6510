// The lesson's training: which noun "it" is, learned from TinyWorld's sentences by self-attention alone.
//   for each batch of B sentences:
//     x = E[ids] + P      layer by layer: x ← x + [softmax(Q Kᵀ / √d) V of every head] W_o      J = mean −ln softmax(x_it Eᵀ)[noun]
//     gradients back through all layers at once; every weight against its gradient (Adam; weights decay, Loshchilov & Hutter 2019)
// Going back in time is exact: the state holds all that the future hangs on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/random.hpp"
#include "exam.hpp"
#include "network.hpp"
#include "nn/optimizer.hpp"
#include "nn/tape.hpp"
#include "pull.hpp"
#include "session/session.hpp"

namespace epochs::self_attention {

inline constexpr int kMostRows = 128;
inline constexpr double kMostRate = 1e6;

struct Settings {
  Language language = Language::English;
  nn::PositionKind positions = nn::PositionKind::Learned;
  int layers = 2, heads = 2;
  int width = 96;                                // D
  Scaling scaling = Scaling::Root;
  Mask mask = Mask::None;
  Labels labels = Labels::True;
  double rate = 0.002;                           // η
  int rows = 32;                                 // B
  Way way() const { return {scaling, mask}; }
  bool operator==(const Settings&) const = default;
};
Shape shape_of(const Settings& settings);

// What the learner can do. Another language, way to tell places, number of layers or heads, or width begins anew with new weights; the rest changes the run as it goes on.
struct SetLanguage { Language language; };
struct SetPositions { nn::PositionKind kind; };
struct SetLayers { int layers; };
struct SetHeads { int heads; };
struct SetWidth { int width; };
struct SetScaling { Scaling scaling; };
struct SetMask { Mask mask; };
struct SetLabels { Labels labels; };
struct SetRate { double rate; };
struct SetRows { int rows; };
using Command = std::variant<SetLanguage, SetPositions, SetLayers, SetHeads, SetWidth, SetScaling, SetMask, SetLabels, SetRate, SetRows>;

bool continues(const Command& now, const Command& before);
bool outlives_restart(const Command& command);

inline constexpr int kMostExams = 240;           // beyond: every second one is dropped

struct Snapshot {
  Settings settings;
  std::shared_ptr<const Corpus> corpus;
  std::shared_ptr<const Network> network;        // these weights: look() works on it without waiting for training
  long parameters = 0;
  double loss = 0, gradient_norm = 0;            // of the last update
  std::vector<Exam> exams;                       // oldest first
  long updates = 0, sentences_read = 0;          // since the weights were drawn
  // The first sentence of the batch that comes next: the update's four beats are about it. Null unless a trace was asked for.
  std::shared_ptr<const Sentence> next;
  std::shared_ptr<const Look> look;
  std::shared_ptr<const Pull> pull;
  int next_rows = 0;                             // B of that batch
};

class Resolver {
 public:
  using Command = self_attention::Command;
  using Snapshot = self_attention::Snapshot;

  struct State {
    std::uint64_t seed = 1;
    Settings settings;
    std::vector<Matrix> parameters;
    nn::OptimizerState optimizer;
    Random::State random, drops;                 // draw the batch that comes next, and what is dropped in it
    std::vector<Exam> exams;
    double loss = 0, gradient_norm = 0, loss_since = 0;          // sum since the last exam
    long updates = 0, sentences_read = 0, next_exam = 0, last_exam = 0;
  };

  explicit Resolver(std::uint64_t seed, const Settings& settings = {});
  Resolver(Resolver&&) noexcept;                 // the optimizer points into the network, which stays where it is
  Resolver& operator=(Resolver&&) noexcept;
  ~Resolver();

  session::UpdateReport advance();               // one batch; the loss is in nats, before the update, with what was dropped
  void apply(const Command& command);
  Snapshot observe(const session::ObserveRequest& request) const;
  State state() const;
  void restore(const State& state);
  static std::size_t size_of(const State& state);
  std::string culprit() const;                   // "attention1/wq", …
  std::string largest_parameter() const;
  double loss() const;                           // on the batch that comes next, before the first update; nothing dropped

  const Settings& settings() const { return settings_; }
  const Network& network() const;
  const Corpus& words() const { return *corpus_; }
  void set_exams(bool on) { examined_ = on; }    // claims measure by themselves

 private:
  struct Pupil;
  void on(const SetLanguage& c);
  void on(const SetPositions& c);
  void on(const SetLayers& c);
  void on(const SetHeads& c);
  void on(const SetWidth& c);
  void on(const SetScaling& c);
  void on(const SetMask& c);
  void on(const SetLabels& c);
  void on(const SetRate& c);
  void on(const SetRows& c);
  void begin();                                  // new weights
  void examine();

  std::uint64_t seed_ = 1;
  Settings settings_;
  std::shared_ptr<const Corpus> corpus_;
  std::unique_ptr<Pupil> pupil_;
  Random random_{1}, drops_{1};
  std::vector<Exam> exams_;
  double loss_ = 0, gradient_norm_ = 0, loss_since_ = 0;
  long updates_ = 0, sentences_read_ = 0, next_exam_ = 0, last_exam_ = 0;
  bool examined_ = true;
};

}  // namespace epochs::self_attention
