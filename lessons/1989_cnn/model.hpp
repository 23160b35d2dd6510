// The lesson's training: a convolutional network on digits, everything changeable while it runs, and on request the plain network of the last
// chapter beside it on the same batches.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/random.hpp"
#include "digits.hpp"
#include "look.hpp"
#include "network.hpp"
#include "nn/optimizer.hpp"
#include "nn/tape.hpp"
#include "session/session.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

enum class Beside { Nobody, PlainNetwork };

struct Settings {
  Shape shape;
  nn::OptimizerKind optimizer = nn::OptimizerKind::Momentum;
  double rate = 0.05;                    // η at the start
  int half_life = 0;                     // updates after which the rate is half of what it was; 0: it stays
  int batch = 64;                        // pictures an update, 1 … 1,000
  Beside beside = Beside::Nobody;
  bool operator==(const Settings&) const = default;
};

inline constexpr int kMostBatch = 1000;

// What the learner can do. Another shape starts new weights, other data a new run; the rest changes the run as it goes on.
// Real and Own are read anew unless `loaded` holds them; whoever posts this tries cnn_data::real() or own() first and shows what they say.
struct UseDigits { cnn_data::Source source; std::string first_file = {}, second_file = {}; cnn_data::Shared loaded = nullptr; };
struct SetShape { Shape shape; };                            // one that passes check()
struct SetOptimizer { nn::OptimizerKind kind; };
struct SetRate { double rate; int half_life; };
struct SetBatch { int batch; };
struct SetBeside { Beside beside; };
struct SetKernel { int layer, filter, channel; std::vector<double> cells; };   // layer 1 or 2; size × size weights, row after row, by hand
struct NewWeights {};                                        // another draw
struct AddDrawn { std::array<std::uint8_t, kPixels> picture; int label; };
using Command = std::variant<UseDigits, SetShape, SetOptimizer, SetRate, SetBatch, SetBeside, SetKernel, NewWeights, AddDrawn>;

bool continues(const Command& now, const Command& before);   // dragging the rate, or one kernel's cells
bool outlives_restart(const Command& command);               // kernels set by hand do not

struct Score {
  Confusion confusion;                   // over the test pictures
  double accuracy = 0;
  std::optional<double> plain_accuracy;  // of the network beside it
};

struct Snapshot {
  Settings settings;
  double rate = 0;                       // as it is now, half-lives taken off
  cnn_data::Shared digits;
  std::shared_ptr<const Network> network;            // these weights: read(), occlusion(), best_patches() work on it without waiting for training
  std::shared_ptr<const nn::Mlp> plain;              // null when nobody is beside
  int probe = 0;                         // index of the training picture that is looked at
  std::shared_ptr<const Reading> reading;            // of the probe: every number of its way through; null unless a trace was asked for
  std::shared_ptr<const Score> score;                // null unless fields were asked for
};

class Recogniser {
 public:
  using Command = cnn::Command;
  using Snapshot = cnn::Snapshot;

  struct State {
    std::uint64_t seed = 1;
    Settings settings;
    cnn_data::Shared digits;             // shared: it never changes; null: the built-in ones of this seed
    std::vector<Matrix> parameters, plain_parameters;
    nn::OptimizerState optimizer, plain_optimizer;
    Random::State random;
    std::vector<int> order;              // of this pass over the pictures
    std::size_t cursor = 0;
    long updates = 0;                    // since the weights were drawn: what the falling rate counts
  };

  explicit Recogniser(std::uint64_t seed, Settings settings = {}, cnn_data::Shared digits = nullptr);   // null: the built-in ones of this seed
  // With the built-in digits of this seed made already: drawing 2,500 of them takes a fifth of a second.
  static Recogniser with_built_in(std::uint64_t seed, cnn_data::Shared built_in);
  Recogniser(Recogniser&&) = default;                        // moving keeps the parameters' place, copying would not
  Recogniser& operator=(Recogniser&&) = default;

  session::UpdateReport advance();                           // one batch; the loss is the batch's, before the update
  void apply(const Command& command);
  Snapshot observe(const session::ObserveRequest& request) const;
  State state() const;
  void restore(const State& state);
  static std::size_t size_of(const State& state);
  std::string culprit() const;
  std::string largest_parameter() const;
  double loss() const;                                       // over the first pictures of the training set
  std::vector<session::IdleLayer> idle_layers() const;       // "conv1": maps that are 0 everywhere for every picture looked at; "hidden"

  const Settings& settings() const { return settings_; }
  const Network& network() const { return network_; }
  const nn::Mlp* plain() const { return plain_ ? &plain_->network : nullptr; }
  const cnn_data::Digits& digits() const { return *digits_; }
  double rate() const;

 private:
  struct Plain {
    nn::Mlp network;
    nn::Optimizer optimizer;
    explicit Plain(Random& random) : network(make_plain_network(random)) {}
  };

  void on(const UseDigits& c);
  void on(const SetShape& c);
  void on(const SetOptimizer& c);
  void on(const SetRate& c);
  void on(const SetBatch& c);
  void on(const SetBeside& c);
  void on(const SetKernel& c);
  void on(const NewWeights& c);
  void on(const AddDrawn& c);

  cnn_data::Shared built_in();
  cnn_data::Shared digits_for(const UseDigits& c);
  void build();                                              // network and optimizer for the settings, new weights
  void build_plain();
  nn::OptimizerSettings optimizer_settings() const;
  void begin_pass();
  void take_batch();

  std::uint64_t seed_;
  Settings settings_;
  cnn_data::Shared built_in_, read_;                         // the built-in ones of this seed, and what came from files last: made once
  cnn_data::Shared digits_;
  Random random_;
  Network network_;
  nn::Optimizer optimizer_;                                  // points into network_
  std::unique_ptr<Plain> plain_;
  std::vector<int> order_;
  std::size_t cursor_ = 0;
  long updates_ = 0;
  Matrix batch_;
  std::vector<int> labels_;
  std::unique_ptr<nn::Tape> tape_ = std::make_unique<nn::Tape>();
};

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
