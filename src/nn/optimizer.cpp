#include "nn/optimizer.hpp"

#include <array>
#include <cmath>

#include "core/check.hpp"
#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"sgd", "momentum", "rmsprop", "adam", "adamw"};

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

}  // namespace

void Optimizer::prepare() {
  state_.first.resize(parameters_.size());
  state_.second.resize(parameters_.size());
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    fit(state_.first, i, parameters_[i]->value, keeps_first(settings.kind));
    fit(state_.second, i, parameters_[i]->value, keeps_second(settings.kind));
  }
}

void Optimizer::step(const Tape& tape) {
  gradients_.resize(parameters_.size());
  for (std::size_t i = 0; i < parameters_.size(); ++i) gradients_[i] = tape.gradient(*parameters_[i]);
  step(gradients_);
}

void Optimizer::step(std::span<const Matrix* const> gradients) {
  EPOCHS_CHECK(gradients.size() == parameters_.size(), "Optimizer::step: one gradient for each parameter");
  prepare();
  ++state_.step;
  Real clip = 1;
  gradient_norm_ = 0;
  if (settings.clip_norm > 0) {
    for (const Matrix* gradient : gradients)
      if (gradient) gradient_norm_ += static_cast<double>(gradient->squaredNorm());
    gradient_norm_ = std::sqrt(gradient_norm_);
    if (gradient_norm_ > settings.clip_norm) clip = static_cast<Real>(settings.clip_norm / gradient_norm_);
  }
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (!gradients[i]) continue;
    EPOCHS_CHECK(gradients[i]->rows() == parameters_[i]->value.rows() && gradients[i]->cols() == parameters_[i]->value.cols(),
                 "Optimizer::step: the gradient of " + parameters_[i]->name + " has another size");
    update(*parameters_[i], *gradients[i], i, clip);
  }
}

void Optimizer::update(Parameter& parameter, const Matrix& gradient, std::size_t index, Real clip) {
  Matrix& w = parameter.value;
  Matrix &m = state_.first[index], &v = state_.second[index];
  const auto rate = static_cast<Real>(settings.learning_rate), epsilon = static_cast<Real>(settings.epsilon);
  const auto lambda = static_cast<Real>(parameter.decay == Decay::Yes ? settings.weight_decay : 0);
  const bool apart = settings.kind == OptimizerKind::AdamW;
  const Matrix* g = &gradient;
  if (clip != Real(1) || (lambda != Real(0) && !apart)) {
    scratch_.noalias() = clip * gradient;
    if (!apart) scratch_.noalias() += lambda * w;
    g = &scratch_;
  }
  switch (settings.kind) {
    case OptimizerKind::Sgd: w.noalias() -= rate * *g; break;
    case OptimizerKind::Momentum:
      m = static_cast<Real>(settings.momentum) * m + *g;
      w.noalias() -= rate * m;
      break;
    case OptimizerKind::RmsProp: {
      const auto rho = static_cast<Real>(settings.decay_rate);
      v.array() = rho * v.array() + (1 - rho) * g->array().square();
      w.array() -= rate * g->array() / (v.array().sqrt() + epsilon);
      break;
    }
    case OptimizerKind::Adam:
    case OptimizerKind::AdamW: {
      const auto beta1 = static_cast<Real>(settings.beta1), beta2 = static_cast<Real>(settings.beta2);
      const auto step = static_cast<double>(state_.step);
      const auto size = static_cast<Real>(settings.learning_rate / (1 - std::pow(settings.beta1, step)));
      const auto correction = static_cast<Real>(1 / std::sqrt(1 - std::pow(settings.beta2, step)));
      if (apart && lambda != Real(0)) w *= 1 - rate * lambda;
      m.array() = beta1 * m.array() + (1 - beta1) * g->array();
      v.array() = beta2 * v.array() + (1 - beta2) * g->array().square();
      w.array() -= size * m.array() / (v.array().sqrt() * correction + epsilon);
      break;
    }
  }
}

std::size_t size_of(const OptimizerState& state) { return sizeof state + size_of(state.first) + size_of(state.second); }

std::string_view name_of(OptimizerKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<OptimizerKind> find_optimizer(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<OptimizerKind>(i);
  return std::nullopt;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
