#include "nn/optimizer.hpp"

#include <array>
#include <cmath>

#include "core/check.hpp"
#include "core/kernel.hpp"
#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::array<std::string_view, 5> kOptimizerNames = {"sgd", "momentum", "rmsprop", "adam", "adamw"};

bool keeps_first(OptimizerKind kind) { return kind == OptimizerKind::Momentum || kind == OptimizerKind::Adam || kind == OptimizerKind::AdamW; }
bool keeps_second(OptimizerKind kind) { return kind == OptimizerKind::RmsProp || kind == OptimizerKind::Adam || kind == OptimizerKind::AdamW; }

// Makes a moment fit its parameter: zeros when it is new, untouched when it is there, dropped when the kind needs none.
void fit(std::vector<Matrix>& moments, std::size_t index, const Matrix& like, bool needed) {
  Matrix& moment = moments[index];
  if (!needed) {
    if (moment.size() > 0) moment.resize(0, 0);
  } else if (moment.rows() != like.rows() || moment.cols() != like.cols()) {
    moment.setZero(like.rows(), like.cols());
  }
}

// In float a single value above 1.8e19 has a square that is infinite; then the sum is made in double.
template <class Values>
double squared_norm(const Values& values) {
  const auto sum = static_cast<double>(values.squaredNorm());
  return std::isfinite(sum) ? sum : values.template cast<double>().squaredNorm();
}

double squared_norm(const Matrix& gradient, const TouchedRows* touched) {
  if (!touched || touched->all()) return squared_norm(gradient);
  double sum = 0;
  for (const Index row : touched->rows()) sum += squared_norm(gradient.row(row));
  return sum;
}

// The gradient as an update sees it: clipped, with L2's pull towards zero.
struct Pull {
  const Real* gradient;
  Real clip, lambda;
};

// One pass over the memory each; w, m and v never overlap.
EPOCHS_KERNEL void update_sgd(Real* EPOCHS_RESTRICT w, const Pull pull, Index count, Real rate) {
  const Real* EPOCHS_RESTRICT g = pull.gradient;
  for (Index i = 0; i < count; ++i) w[i] -= rate * (pull.clip * g[i] + pull.lambda * w[i]);
}

EPOCHS_KERNEL void update_momentum(Real* EPOCHS_RESTRICT w, Real* EPOCHS_RESTRICT v, const Pull pull, Index count, Real rate, Real momentum) {
  const Real* EPOCHS_RESTRICT g = pull.gradient;
  for (Index i = 0; i < count; ++i) {
    v[i] = momentum * v[i] + (pull.clip * g[i] + pull.lambda * w[i]);
    w[i] -= rate * v[i];
  }
}

EPOCHS_KERNEL void update_rms_prop(Real* EPOCHS_RESTRICT w, Real* EPOCHS_RESTRICT s, const Pull pull, Index count, Real rate, Real rho, Real epsilon) {
  const Real* EPOCHS_RESTRICT g = pull.gradient;
  for (Index i = 0; i < count; ++i) {
    const Real d = pull.clip * g[i] + pull.lambda * w[i];
    s[i] = rho * s[i] + (1 - rho) * d * d;
    w[i] -= rate * d / (std::sqrt(s[i]) + epsilon);
  }
}

struct AdamRates {
  Real beta1, beta2, epsilon;
  Real size;           // η / (1 − β1^t)
  Real correction;     // 1 / √(1 − β2^t)
  Real shrink;         // 1 − ηλ of AdamW
};

AdamRates adam_rates(const OptimizerSettings& settings, long updates, double decay) {
  const auto step = static_cast<double>(updates);
  return {.beta1 = static_cast<Real>(settings.beta1), .beta2 = static_cast<Real>(settings.beta2), .epsilon = static_cast<Real>(settings.epsilon),
          .size = static_cast<Real>(settings.learning_rate / (1 - std::pow(settings.beta1, step))),
          .correction = static_cast<Real>(1 / std::sqrt(1 - std::pow(settings.beta2, step))),
          .shrink = static_cast<Real>(1 - settings.learning_rate * decay)};
}

EPOCHS_KERNEL void update_adam(Real* EPOCHS_RESTRICT w, Real* EPOCHS_RESTRICT m, Real* EPOCHS_RESTRICT v, const Pull pull, Index count, const AdamRates rates) {
  const Real* EPOCHS_RESTRICT g = pull.gradient;
  for (Index i = 0; i < count; ++i) {
    const Real d = pull.clip * g[i] + pull.lambda * w[i];
    m[i] = rates.beta1 * m[i] + (1 - rates.beta1) * d;
    v[i] = rates.beta2 * v[i] + (1 - rates.beta2) * d * d;
    w[i] = rates.shrink * w[i] - rates.size * m[i] / (std::sqrt(v[i]) * rates.correction + rates.epsilon);
  }
}

}  // namespace

void Optimizer::prepare() {
  state_.first.resize(parameters_.size());
  state_.second.resize(parameters_.size());
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    fit(state_.first, i, parameters_[i]->value, keeps_first(settings.kind));
    fit(state_.second, i, parameters_[i]->value, keeps_second(settings.kind));
  }
}

void Optimizer::begin(const Tape& tape) {
  gradients_.resize(parameters_.size());
  touched_.resize(parameters_.size());
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const Node* leaf = tape.leaf(*parameters_[i]);
    gradients_[i] = leaf ? &leaf->gradient : nullptr;
    touched_[i] = leaf ? &leaf->touched : nullptr;
  }
  begin();
}

void Optimizer::begin() {
  prepare();
  ++state_.step;
  clip_ = 1;
  gradient_norm_ = 0;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (!gradients_[i]) continue;
    EPOCHS_CHECK(gradients_[i]->rows() == parameters_[i]->value.rows() && gradients_[i]->cols() == parameters_[i]->value.cols(),
                 "Optimizer::step: the gradient of " + parameters_[i]->name + " has another size");
    if (settings.clip_norm > 0) gradient_norm_ += squared_norm(*gradients_[i], touched_[i]);
  }
  gradient_norm_ = std::sqrt(gradient_norm_);
  if (settings.clip_norm > 0 && gradient_norm_ > settings.clip_norm) clip_ = static_cast<Real>(settings.clip_norm / gradient_norm_);
}

void Optimizer::step(const Tape& tape) {
  begin(tape);
  update_part(0, 1);
}

void Optimizer::step(std::span<const Matrix* const> gradients) {
  EPOCHS_CHECK(gradients.size() == parameters_.size(), "Optimizer::step: one gradient for each parameter");
  gradients_.assign(gradients.begin(), gradients.end());
  touched_.assign(gradients.size(), nullptr);
  begin();
  update_part(0, 1);
}

void Optimizer::update_part(int part, int parts) {
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    if (gradients_[i]) update(i, part, parts);
}

bool Optimizer::only_touched(std::size_t index) const {
  if (!touched_[index] || touched_[index]->all()) return false;
  const bool decays = settings.weight_decay != 0 && parameters_[index]->decay == Decay::Yes;
  return settings.rows == Rows::Touched || (settings.kind == OptimizerKind::Sgd && !decays);
}

void Optimizer::update(std::size_t index, int part, int parts) {
  const Parameter& parameter = *parameters_[index];
  const bool apart = settings.kind == OptimizerKind::AdamW;
  const double decay = parameter.decay == Decay::Yes ? settings.weight_decay : 0;
  const auto rate = static_cast<Real>(settings.learning_rate), epsilon = static_cast<Real>(settings.epsilon);
  const AdamRates rates = keeps_first(settings.kind) && keeps_second(settings.kind) ? adam_rates(settings, state_.step, apart ? decay : 0) : AdamRates{};
  const auto cells = [&](Index first, Index count) {
    Real* w = parameters_[index]->value.data() + first;
    Real* m = keeps_first(settings.kind) ? state_.first[index].data() + first : nullptr;
    Real* v = keeps_second(settings.kind) ? state_.second[index].data() + first : nullptr;
    const Pull pull{gradients_[index]->data() + first, clip_, static_cast<Real>(apart ? 0 : decay)};
    switch (settings.kind) {
      case OptimizerKind::Sgd: update_sgd(w, pull, count, rate); break;
      case OptimizerKind::Momentum: update_momentum(w, m, pull, count, rate, static_cast<Real>(settings.momentum)); break;
      case OptimizerKind::RmsProp: update_rms_prop(w, v, pull, count, rate, static_cast<Real>(settings.decay_rate), epsilon); break;
      case OptimizerKind::Adam:
      case OptimizerKind::AdamW: update_adam(w, m, v, pull, count, rates); break;
    }
  };
  if (only_touched(index)) {
    const std::span<const Index> rows = touched_[index]->rows();
    const Share share = share_of(static_cast<Index>(rows.size()), part, parts);
    for (const Index row : rows.subspan(static_cast<std::size_t>(share.first), static_cast<std::size_t>(share.count))) cells(row * parameter.value.cols(), parameter.value.cols());
  } else {
    const Share share = share_of(parameter.value.size(), part, parts);
    if (share.count > 0) cells(share.first, share.count);
  }
}

std::size_t size_of(const OptimizerState& state) { return sizeof state + size_of(state.first) + size_of(state.second); }

std::string_view name_of(OptimizerKind kind) { return kOptimizerNames[static_cast<std::size_t>(kind)]; }

std::optional<OptimizerKind> find_optimizer(std::string_view name) {
  for (std::size_t i = 0; i < kOptimizerNames.size(); ++i)
    if (kOptimizerNames[i] == name) return static_cast<OptimizerKind>(i);
  return std::nullopt;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
