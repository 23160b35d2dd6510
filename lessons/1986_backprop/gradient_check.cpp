#include "gradient_check.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/random.hpp"
#include "network.hpp"
#include "nn/nn.hpp"

#ifndef EPOCHS_DOUBLE
#error "gradient_check.cpp belongs to the double library"
#endif

namespace epochs::gradient_check {
namespace {

struct Built {
  backprop::Network network;
  Matrix x, y;
};

Built build(const Problem& problem) {
  Random random(0);                      // the drawn weights are overwritten
  Built built;
  built.network = backprop::make_network(
      {problem.hidden, static_cast<backprop::Activation>(problem.activation), static_cast<backprop::Loss>(problem.loss)}, random);
  std::size_t next = 0;
  for (nn::Parameter& parameter : built.network.parameters)
    for (Index i = 0; i < parameter.value.size(); ++i) parameter.value.data()[i] = problem.parameters.at(next++);
  EPOCHS_CHECK(next == problem.parameters.size(), "gradient check: the number of parameters does not fit the layers");
  const Index rows = static_cast<Index>(problem.y.size());
  EPOCHS_CHECK(problem.x.size() == 2 * problem.y.size(), "gradient check: x needs two numbers a row");
  built.x = Eigen::Map<const Matrix>(problem.x.data(), rows, 2);
  built.y = Eigen::Map<const Matrix>(problem.y.data(), rows, 1);
  return built;
}

double loss_of(const Built& built) {
  backprop::Pass pass;
  backprop::forward(built.network, built.x, pass);
  return backprop::loss_of(built.network.shape.loss, pass.z.back(), built.y);
}

void append(std::vector<double>& out, const Matrix& values) { out.insert(out.end(), values.data(), values.data() + values.size()); }

nn::Activation engine_name(backprop::Activation activation) {
  if (activation == backprop::Activation::Tanh) return nn::Activation::Tanh;
  return activation == backprop::Activation::Sigmoid ? nn::Activation::Sigmoid : nn::Activation::Relu;
}

// The same loss from the engine's ops. Cross-entropy of a sigmoid is that of a softmax over the two scores (0, z).
nn::Value engine_loss(nn::Tape& tape, nn::Value z, const Built& built) {
  if (built.network.shape.loss == backprop::Loss::CrossEntropy) {
    Matrix to_two(1, 2);
    to_two << 0, 1;
    std::vector<int> targets;
    for (Index i = 0; i < built.y.rows(); ++i) targets.push_back(built.y(i, 0) > 0.5 ? 1 : 0);
    return nn::cross_entropy(tape, nn::matmul(tape, z, tape.input(to_two)), targets);
  }
  const bool bounded = built.network.shape.loss == backprop::Loss::SquaredError;
  return nn::scale(tape, nn::mean_squared_error(tape, bounded ? nn::sigmoid(tape, z) : z, tape.input(built.y)), 0.5);
}

double difference(Built& built, double& weight, double step) {
  const double kept = weight;
  weight = kept + step;
  const double above = loss_of(built);
  weight = kept - step;
  const double below = loss_of(built);
  weight = kept;
  return (above - below) / (2 * step);
}

}  // namespace

std::vector<double> by_hand(const Problem& problem) {
  const Built built = build(problem);
  backprop::Pass pass;
  backprop::forward(built.network, built.x, pass);
  backprop::backward(built.network, built.y, pass);
  std::vector<double> gradient;
  for (const Matrix& part : pass.gradients) append(gradient, part);
  return gradient;
}

std::vector<double> by_tape(const Problem& problem) {
  const Built built = build(problem);
  const std::vector<nn::Parameter>& parameters = built.network.parameters;
  nn::Tape tape;
  tape.begin();
  nn::Value value = tape.input(built.x);
  for (std::size_t i = 0; i < parameters.size(); i += 2) {
    value = nn::linear(tape, value, parameters[i], parameters[i + 1]);
    if (i + 2 < parameters.size()) value = nn::activation(tape, engine_name(built.network.shape.activation), value);
  }
  tape.backward(engine_loss(tape, value, built));
  std::vector<double> gradient;
  for (const nn::Parameter& parameter : parameters) append(gradient, *tape.gradient(parameter));
  return gradient;
}

std::vector<double> by_differences(const Problem& problem, double step) {
  Built built = build(problem);
  std::vector<double> gradient;
  for (nn::Parameter& parameter : built.network.parameters)
    for (Index i = 0; i < parameter.value.size(); ++i) gradient.push_back(difference(built, parameter.value.data()[i], step));
  return gradient;
}

double by_difference(const Problem& problem, std::size_t parameter, double step) {
  Built built = build(problem);
  for (nn::Parameter& part : built.network.parameters) {
    const std::size_t size = static_cast<std::size_t>(part.value.size());
    if (parameter < size) return difference(built, part.value.data()[parameter], step);
    parameter -= size;
  }
  EPOCHS_CHECK(false, "gradient check: no such parameter");
}

Problem random_problem(std::uint64_t seed, std::vector<int> hidden, int activation, int loss, int rows) {
  Random random(seed, 1986);
  Problem problem{std::move(hidden), activation, loss, {}, {}, {}};
  std::size_t from = 2, count = 0;
  for (int units : problem.hidden) count += (from + 1) * static_cast<std::size_t>(units), from = static_cast<std::size_t>(units);
  for (std::size_t i = 0; i < count + from + 1; ++i) problem.parameters.push_back(0.7 * random.normal());
  for (int row = 0; row < rows; ++row) {
    problem.x.push_back(random.uniform(-1.5, 1.5));
    problem.x.push_back(random.uniform(-1.5, 1.5));
    problem.y.push_back(random.chance(0.5) ? 1 : 0);
  }
  return problem;
}

double relative_error(const std::vector<double>& a, const std::vector<double>& b) {
  EPOCHS_CHECK(a.size() == b.size(), "gradient check: two gradients of different length");
  double difference_ = 0, size_a = 0, size_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference_ += (a[i] - b[i]) * (a[i] - b[i]), size_a += a[i] * a[i], size_b += b[i] * b[i];
  const double size = std::sqrt(std::max(size_a, size_b));
  return size > 0 ? std::sqrt(difference_) / size : std::sqrt(difference_);
}

}  // namespace epochs::gradient_check
