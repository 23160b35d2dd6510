// One optimizer update: parameters move against their gradients.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "nn/parameter.hpp"
#include "nn/touched_rows.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

class Tape;

// Sgd: w −= η g.   Momentum: v = μ v + g, w −= η v (Polyak 1964, as PyTorch writes it).
// RmsProp: s = ρ s + (1−ρ) g², w −= η g / (√s + ε) (Tieleman & Hinton 2012).
// Adam: m, v with bias correction, w −= η m̂ / (√v̂ + ε) (Kingma & Ba 2015).   AdamW: the same, decay apart (Loshchilov & Hutter 2019).
enum class OptimizerKind { Sgd, Momentum, RmsProp, Adam, AdamW };

// What an update does with the rows of a table that the batch did not touch (their gradient is 0).
// All: as the papers say; moments fade and decay pulls there, too. Touched: nothing ("lazy": of rare words the moments keep their strength
// until the word comes again); costs only what was touched. SGD without decay leaves them alone in any case.
enum class Rows { All, Touched };

struct OptimizerSettings {
  OptimizerKind kind = OptimizerKind::Sgd;
  double learning_rate = 0.1;      // η; change it whenever you like (schedules, sliders)
  double momentum = 0.9;           // μ
  double decay_rate = 0.99;        // ρ of RmsProp
  double beta1 = 0.9, beta2 = 0.999;
  double epsilon = 1e-8;
  double weight_decay = 0;         // λ: L2, g += λ w; AdamW: w −= η λ w. Only for parameters whose Decay is Yes
  Rows rows = Rows::All;
  double clip_norm = 0;            // > 0: gradients are scaled so that their joint norm is at most this
};

// Everything besides the parameters that determines the next update.
struct OptimizerState {
  long step = 0;
  std::vector<Matrix> first, second;   // per parameter; 0×0 where the kind needs none
};
std::size_t size_of(const OptimizerState& state);                 // bytes

class Optimizer {
 public:
  Optimizer() = default;
  // The parameters must outlive the optimizer and keep their place.
  Optimizer(Parameters parameters, OptimizerSettings settings_) : settings(settings_), parameters_(std::move(parameters)) {}

  // After tape.backward(loss). A parameter that the scan did not reach stays as it is.
  void step(const Tape& tape);
  // Gradients worked out by hand, in the order of the parameters; null: leave that one.
  void step(std::span<const Matrix* const> gradients);
  // The same for a team: begin() on one thread, then every part 0 … parts − 1 of all cells, on as many threads as you like.
  void begin(const Tape& tape);
  void update_part(int part, int parts);

  const OptimizerState& state() const { return state_; }
  void restore(const OptimizerState& state) { state_ = state; }
  void forget() { state_ = {}; }                                  // moments and step count
  const Parameters& parameters() const { return parameters_; }
  double gradient_norm() const { return gradient_norm_; }         // of the last step, before clipping; 0 when clip_norm is 0

  OptimizerSettings settings;

 private:
  void prepare();
  void begin();                        // gradients_ → the clip factor and the step's number
  bool only_touched(std::size_t index) const;
  void update(std::size_t index, int part, int parts);

  Parameters parameters_;
  OptimizerState state_;
  std::vector<const Matrix*> gradients_;
  std::vector<const TouchedRows*> touched_;   // of gradients that come from a tape
  Real clip_ = 1;
  double gradient_norm_ = 0;
};

std::string_view name_of(OptimizerKind kind);                     // "sgd", "momentum", "rmsprop", "adam", "adamw"
std::optional<OptimizerKind> find_optimizer(std::string_view name);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
