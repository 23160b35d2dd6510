#include "viz/gallery/data.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace epochs::viz::gallery {
namespace {

Matrix random_normal(Index rows, Index columns, double deviation, Random& random) {
  Matrix out(rows, columns);
  for (Index i = 0; i < out.size(); ++i) out.data()[i] = static_cast<Real>(deviation * random.normal());
  return out;
}

}  // namespace

LineFit fit_line() {
  Random random(11);
  LineFit fit;
  while (fit.dots.size() < 80) {
    const bool positive = fit.dots.size() % 2 == 0;
    const double side = positive ? 1 : -1, x = 0.72 * side + 0.56 * random.normal(), y = -0.62 * side + 0.52 * random.normal();
    if (std::abs(x) < 2.05 && std::abs(y) < 1.4 && side * (x - 1.05 * y + 0.05) > 0.22) fit.dots.push_back({x, y, positive});
  }
  Line line{0.05, -0.62, -0.55};
  for (int round = 0; round < 20; ++round)
    for (const Dot& dot : fit.dots) {
      const double y = dot.positive ? 1 : -1;
      if (y * (line.w1 * dot.x + line.w2 * dot.y + line.b) > 0) continue;
      line = {line.w1 + 0.1 * y * dot.x, line.w2 + 0.1 * y * dot.y, line.b + 0.1 * y};
      fit.lines.push_back(line);
    }
  return fit;
}

RowVector SmallNetwork::hidden(double x, double y) const {
  RowVector in(2);
  in << static_cast<Real>(x), static_cast<Real>(y);
  return (in * w1 + b1).array().tanh().matrix();
}

double SmallNetwork::answer(double x, double y) const { return static_cast<double>(std::tanh((hidden(x, y) * w2 + b2)(0))); }

SmallNetwork learn_xor(double rate, int updates) {
  Random random(1);
  SmallNetwork net{random_normal(2, 4, 1, random), random_normal(4, 1, 1, random), RowVector::Zero(4), RowVector::Zero(1), {}, {}};
  Matrix x(4, 2), y(4, 1);
  x << -1, -1, -1, 1, 1, -1, 1, 1;
  y << -1, 1, 1, -1;
  const auto step = static_cast<Real>(rate);
  for (int update = 0; update <= updates; ++update) {
    const Matrix h = ((x * net.w1).rowwise() + net.b1).array().tanh().matrix();
    const Matrix a = ((h * net.w2).rowwise() + net.b2).array().tanh().matrix();
    const Matrix miss = a - y;
    net.updates.push_back(update);
    net.losses.push_back(static_cast<double>(miss.squaredNorm()) / 4);
    const Matrix d2 = (miss.array() * (1 - a.array().square()) / 2).matrix();
    const Matrix d1 = ((d2 * net.w2.transpose()).array() * (1 - h.array().square())).matrix();
    net.w2 -= step * h.transpose() * d2;
    net.b2 -= step * d2.colwise().sum();
    net.w1 -= step * x.transpose() * d1;
    net.b1 -= step * d1.colwise().sum();
  }
  return net;
}

std::vector<float> field_of(const SmallNetwork& network, int unit) {
  std::vector<float> out;
  for (int row = 0; row < kFieldRows; ++row)
    for (int column = 0; column < kFieldColumns; ++column) {
      const double x = -1.6 + 3.2 * (column + 0.5) / kFieldColumns, y = 1.6 - 3.2 * (row + 0.5) / kFieldRows;
      out.push_back(unit < 0 ? static_cast<float>(network.answer(x, y)) : network.hidden(x, y)(unit));
    }
  return out;
}

Matrix attention_shares(int words) {
  Random random(77);
  constexpr Index kWidth = 6;
  const Matrix q = random_normal(words, kWidth, 1.3, random), k = random_normal(words, kWidth, 1.3, random);
  Matrix shares = Matrix::Zero(words, words);
  for (Index t = 0; t < words; ++t) {
    double sum = 0;
    for (Index s = 0; s <= t; ++s) sum += std::exp(static_cast<double>(q.row(t).dot(k.row(s))) / std::sqrt(6.0));
    for (Index s = 0; s <= t; ++s) shares(t, s) = static_cast<Real>(std::exp(static_cast<double>(q.row(t).dot(k.row(s))) / std::sqrt(6.0)) / sum);
  }
  return shares;
}

Matrix confusion(int samples) {
  Random random(4);
  const Matrix patterns = random_normal(10, 49, 1, random);
  Matrix counts = Matrix::Zero(10, 10);
  for (int i = 0; i < samples; ++i) {
    const Index truth = static_cast<Index>(random.below(10));
    const Matrix seen = patterns.row(truth) + random_normal(1, 49, 2.6, random);
    Index guess = 0;
    (patterns.rowwise() - RowVector(seen)).rowwise().squaredNorm().minCoeff(&guess);
    counts(truth, guess) += 1;
  }
  return counts;
}

std::vector<GraphNode> unit_graph() {
  const double x1 = 1.2, x2 = 0.5, w1 = 0.31, w2 = -0.67, b = -0.25, y = 1;
  const double p1 = w1 * x1, p2 = w2 * x2, z = p1 + p2 + b, a = std::tanh(z), loss = (a - y) * (a - y);
  const double da = 2 * (a - y), dz = da * (1 - a * a);
  using ui::Token;
  return {{"x₁", "", Token::Input, x1, w1 * dz, {}},  {"w₁", "", Token::Weight, w1, x1 * dz, {}}, {"w₂", "", Token::Weight, w2, x2 * dz, {}}, {"x₂", "", Token::Input, x2, w2 * dz, {}},
          {"p₁", "×", Token::Activation, p1, dz, {0, 1}}, {"p₂", "×", Token::Activation, p2, dz, {2, 3}}, {"b", "", Token::Weight, b, dz, {}},
          {"z", "+", Token::Activation, z, dz, {4, 5, 6}}, {"a", "tanh", Token::Activation, a, da, {7}},     {"J", "(a−y)²", Token::Error, loss, 1.0, {8}}};
}

std::vector<Dot> answer_cloud(const SmallNetwork& network, int count) {
  Random random(8);
  std::vector<Dot> out;
  for (int i = 0; i < count; ++i) {
    const double x = random.uniform(-1.55, 1.55), y = random.uniform(-1.55, 1.55);
    const bool positive = network.answer(x, y) > 0;
    out.push_back({x, y, positive, positive != (x * y < 0)});
  }
  return out;
}

std::vector<Point3> answer_surface(const SmallNetwork& network, int count) {
  Random random(3);
  std::vector<Point3> out;
  for (int i = 0; i < count; ++i) {
    const double x = random.uniform(-1, 1), y = random.uniform(-1, 1), a = network.answer(1.5 * x, 1.5 * y);
    out.push_back({x, 0.7 * a, y, a > 0 ? ui::Token::Positive : ui::Token::Negative});
  }
  return out;
}

}  // namespace epochs::viz::gallery
