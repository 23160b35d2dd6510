// Whether an op tells the truth, in double: its full Jacobian against central differences, and its explanations against its numbers.
#pragma once

#ifndef EPOCHS_DOUBLE
#error "gradient checks run on the double engine: link epochs_nn_double"
#endif

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "core/check.hpp"
#include "core/random.hpp"
#include "nn/nn.hpp"

namespace epochs::test {

using Values = std::vector<nn::Value>;
using Build = std::function<nn::Value(nn::Tape&, const Values&)>;

inline Matrix random_matrix(Index rows, Index columns, Random& random, double low = -1, double high = 1) {
  Matrix out(rows, columns);
  nn::fill_uniform(out, low, high, random);
  return out;
}

// A test that draws what it needs, from a seed of its own.
template <std::uint64_t kSeed>
struct Drawing : testing::Test {
  Random random{kSeed};
  Matrix draw(Index rows, Index columns) { return random_matrix(rows, columns, random); }
};

inline std::vector<nn::Value> put_inputs(nn::Tape& tape, const std::vector<Matrix>& inputs) {
  std::vector<nn::Value> values;
  for (const Matrix& input : inputs) values.push_back(tape.input(input, "input", nn::WantGradient::Yes));
  return values;
}

inline Matrix run_forward(const Build& build, const std::vector<Matrix>& inputs) {
  nn::Tape tape;                       // Train, not Infer: an op may behave differently when it trains
  tape.begin();
  return tape.value(build(tape, put_inputs(tape, inputs)));
}

// Every cell of the output by every cell of every input but those in `without` (labels). 1e-6 relative, 1e-9 absolute.
inline void check_jacobian(const Build& build, std::vector<Matrix> inputs, const std::vector<std::size_t>& without = {}) {
  const Matrix output = run_forward(build, inputs);
  const double step = 1e-5;
  std::vector<std::vector<Matrix>> slopes;   // [input][cell] → difference quotient of the whole output
  for (Matrix& input : inputs) {
    std::vector<Matrix> of_input;
    for (Index i = 0; i < input.size(); ++i) {
      const double kept = input.data()[i];
      input.data()[i] = kept + step;
      Matrix slope = run_forward(build, inputs);
      input.data()[i] = kept - step;
      slope = (slope - run_forward(build, inputs)) / (2 * step);
      input.data()[i] = kept;
      of_input.push_back(slope);
    }
    slopes.push_back(std::move(of_input));
  }
  nn::Tape tape;
  for (Index o = 0; o < output.size(); ++o) {
    tape.begin();
    const std::vector<nn::Value> values = put_inputs(tape, inputs);
    const nn::Value out = build(tape, values);
    Matrix seed = Matrix::Zero(output.rows(), output.cols());
    seed.data()[o] = 1;
    tape.backward(out, seed);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      if (std::find(without.begin(), without.end(), k) != without.end()) continue;
      const Matrix& gradient = tape.gradient(values[k]);
      ASSERT_EQ(gradient.size(), inputs[k].size()) << "input " << k << " got no gradient";
      for (Index i = 0; i < gradient.size(); ++i) {
        const double expected = slopes[k][static_cast<std::size_t>(i)].data()[o], actual = gradient.data()[i];
        ASSERT_NEAR(actual, expected, 1e-6 * std::max(std::abs(actual), std::abs(expected)) + 1e-9)
            << "d output[" << o << "] / d input " << k << "[" << i << "]";
      }
    }
  }
}

// f by its name in Explanation::function.
inline double apply_function(const std::string& name, double x) {
  if (name.empty()) return x;
  if (const nn::ActivationKind* kind = nn::find_activation(name)) return kind->value(x);
  if (name == "square") return x * x;
  if (name == "exp") return std::exp(x);
  if (name == "gelu") return nn::gelu(nn::GeluForm::Exact, x);
  if (name == "gelu_tanh") return nn::gelu(nn::GeluForm::Tanh, x);
  if (name == "perceptron_criterion") return nn::margin_loss(nn::MarginLoss::Perceptron, x);
  if (name == "hinge_loss") return nn::margin_loss(nn::MarginLoss::Hinge, x);
  if (name == "logistic_loss") return nn::margin_loss(nn::MarginLoss::Logistic, x);
  ADD_FAILURE() << "no function is called " << name;
  return 0;
}

inline void check_sum(const nn::Explanation& explanation, const std::string& where) {
  double sum = 0;
  for (const nn::Term& term : explanation.terms) sum += term.contribution();
  if (std::isinf(explanation.value)) {                     // a masked score
    ASSERT_EQ(sum, explanation.value) << where;
    return;
  }
  ASSERT_NEAR(sum, explanation.sum, 1e-12) << where;
  const double value = apply_function(explanation.function, explanation.sum);
  ASSERT_NEAR(value, explanation.value, 1e-9 * std::max(1.0, std::abs(value))) << where;
}

// A term must quote what stands where it points.
inline void check_quotes(const nn::Trace& trace, const nn::Explanation& explanation, bool of_gradient, const std::string& where) {
  for (const nn::Term& term : explanation.terms) {
    if (term.entry >= 0) {
      const nn::TraceEntry& entry = trace.entries[static_cast<std::size_t>(term.entry)];
      const Matrix& source = term.part >= 0 ? entry.parts[static_cast<std::size_t>(term.part)].value : of_gradient ? entry.gradient : entry.value;
      ASSERT_EQ(term.operand, source(term.cell.row, term.cell.column)) << where;
    }
    if (term.coefficient_entry >= 0) {
      const Matrix& source = trace.entries[static_cast<std::size_t>(term.coefficient_entry)].value;
      ASSERT_EQ(term.coefficient, source(term.coefficient_cell.row, term.coefficient_cell.column)) << where;
    }
  }
}

// Records the op, runs backward from a random weighting of its output, and checks every explanation of every entry.
inline void check_explanations(const Build& build, const std::vector<Matrix>& inputs) {
  nn::Tape tape(nn::Mode::Record);
  tape.begin();
  const nn::Value out = build(tape, put_inputs(tape, inputs));
  Random random(7);
  tape.backward(out, random_matrix(tape.value(out).rows(), tape.value(out).cols(), random));
  const nn::Trace trace = tape.trace();
  for (int e = 0; e < static_cast<int>(trace.entries.size()); ++e) {
    const nn::TraceEntry& entry = trace.entries[static_cast<std::size_t>(e)];
    for (Index r = 0; r < entry.value.rows(); ++r)
      for (Index c = 0; c < entry.value.cols(); ++c) {
        const std::string where = entry.name + "(" + std::to_string(r) + "," + std::to_string(c) + ")";
        const nn::Explanation forward = nn::explain(trace, e, {r, c}), backward = nn::explain_gradient(trace, e, {r, c});
        check_sum(forward, where);
        check_quotes(trace, forward, false, where);
        check_sum(backward, "gradient of " + where);
        check_quotes(trace, backward, true, "gradient of " + where);
      }
    for (int part = 0; part < static_cast<int>(entry.parts.size()); ++part) {
      const Matrix& value = entry.parts[static_cast<std::size_t>(part)].value;
      for (Index r = 0; r < value.rows(); ++r)
        for (Index c = 0; c < value.cols(); ++c) {
          const std::string where = entry.name + "." + entry.parts[static_cast<std::size_t>(part)].name + "(" + std::to_string(r) + "," + std::to_string(c) + ")";
          const nn::Explanation explanation = nn::explain_part(trace, e, part, {r, c});
          check_sum(explanation, where);
          check_quotes(trace, explanation, false, where);
        }
    }
  }
}

inline void check_op(const Build& build, const std::vector<Matrix>& inputs, const std::vector<std::size_t>& without = {}) {
  check_jacobian(build, inputs, without);
  if (!testing::Test::HasFatalFailure()) check_explanations(build, inputs);
}

// Forward value and every gradient of two builds agree to rounding: a fused op and its twin made of fine ones.
inline void expect_twins(const Build& fused, const Build& fine, const std::vector<Matrix>& inputs) {
  nn::Tape a, b;
  a.begin(), b.begin();
  const std::vector<nn::Value> va = put_inputs(a, inputs), vb = put_inputs(b, inputs);
  const nn::Value ya = fused(a, va), yb = fine(b, vb);
  ASSERT_TRUE(a.value(ya).isApprox(b.value(yb), 1e-13)) << a.value(ya) << "\n\n" << b.value(yb);
  Random random(11);
  const Matrix seed = random_matrix(a.value(ya).rows(), a.value(ya).cols(), random);
  a.backward(ya, seed), b.backward(yb, seed);
  for (std::size_t i = 0; i < inputs.size(); ++i) EXPECT_TRUE(a.gradient(va[i]).isApprox(b.gradient(vb[i]), 1e-12)) << "input " << i;
}

}  // namespace epochs::test
