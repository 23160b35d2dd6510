#include "guess.hpp"

#include <algorithm>
#include <cmath>

#include "core/fast_math.hpp"

namespace epochs::word2vec {
namespace {

constexpr float kTame = 30;                      // scores below it: 21 factors of 1 + e³⁰ are far from the largest double
using Row = Eigen::Map<const RowVector>;

Row row_of(const std::vector<float>& numbers) { return {numbers.data(), static_cast<Index>(numbers.size())}; }

double minus_log_sigmoid(float score) {          // −log σ(s) = log(1 + e^{−s}), whatever the size of s
  const auto s = static_cast<double>(score);
  return std::max(0.0, -s) + std::log1p(std::exp(-std::abs(s)));
}

void read_hidden(ConstMatrix vectors, Pass& pass) {
  pass.hidden.assign(static_cast<std::size_t>(vectors.cols()), 0.0f);
  Eigen::Map<RowVector> h(pass.hidden.data(), vectors.cols());
  for (const int word : pass.example.inputs) h += vectors.row(word);
  if (pass.example.inputs.size() > 1) h /= static_cast<Real>(pass.example.inputs.size());
}

// One true neighbour and K negatives, each a yes or no of its own. −log σ(s) = log(1 + e^{−s}): the logarithm of a product is taken once for them all.
void answer_by_sigmoid(Pass& pass) {
  pass.loss = 0;
  double product = 1;
  for (std::size_t i = 0; i < pass.scores.size(); ++i) {
    const float s = pass.scores[i], wrong = i == 0 ? -s : s;               // how far the answer is on the wrong side
    if (std::abs(s) < kTame) {
      const float e = fast_exp(wrong), doubt = e / (1 + e);                // σ(wrong)
      pass.gradients[i] = i == 0 ? -doubt : doubt;
      product *= 1 + static_cast<double>(e);
    } else {
      const float p = 1 / (1 + std::exp(-s));
      pass.gradients[i] = i == 0 ? p - 1 : p;
      pass.loss += minus_log_sigmoid(-wrong);
    }
    pass.probabilities[i] = i == 0 ? 1 + pass.gradients[i] : pass.gradients[i];
  }
  pass.loss += std::log(product);
}

// All V words share one certainty.
void answer_by_softmax(Pass& pass) {
  const float most = *std::max_element(pass.scores.begin(), pass.scores.end());
  double sum = 0;
  for (std::size_t w = 0; w < pass.scores.size(); ++w) sum += static_cast<double>(pass.probabilities[w] = std::exp(pass.scores[w] - most));
  for (std::size_t w = 0; w < pass.scores.size(); ++w) pass.gradients[w] = pass.probabilities[w] /= static_cast<float>(sum);
  const auto target = static_cast<std::size_t>(pass.example.target);
  pass.gradients[target] -= 1;
  pass.loss = std::log(sum) - static_cast<double>(pass.scores[target] - most);
}

}  // namespace

void pass_into(ConstMatrix vectors, ConstMatrix outputs, Output output, Pass& pass) {
  const bool softmax = output == Output::Softmax;
  read_hidden(vectors, pass);
  const Row h = row_of(pass.hidden);
  const std::size_t rows = softmax ? static_cast<std::size_t>(outputs.rows()) : 1 + pass.example.negatives.size();
  pass.scores.resize(rows), pass.probabilities.resize(rows), pass.gradients.resize(rows);
  for (std::size_t i = 0; i < rows; ++i) pass.scores[i] = outputs.row(pass.word_of(i, output)).dot(h);
  softmax ? answer_by_softmax(pass) : answer_by_sigmoid(pass);
  pass.hidden_gradient.assign(pass.hidden.size(), 0.0f);
  Eigen::Map<RowVector> dh(pass.hidden_gradient.data(), vectors.cols());
  for (std::size_t i = 0; i < rows; ++i) dh += pass.gradients[i] * outputs.row(pass.word_of(i, output));
}

Pass pass(ConstMatrix vectors, ConstMatrix outputs, const Example& example, Output output) {
  Pass out;
  if (!example.exists()) return out;
  out.example = example;
  pass_into(vectors, outputs, output, out);
  return out;
}

void update(Matrix& vectors, Matrix& outputs, const Pass& pass, Output output, Real rate) {
  const Row h = row_of(pass.hidden), dh = row_of(pass.hidden_gradient);
  for (std::size_t i = 0; i < pass.gradients.size(); ++i) outputs.row(pass.word_of(i, output)) -= rate * pass.gradients[i] * h;
  const Real share = rate / static_cast<Real>(pass.example.inputs.size());
  for (const int word : pass.example.inputs) vectors.row(word) -= share * dh;
}

}  // namespace epochs::word2vec
