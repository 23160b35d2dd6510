// What the gallery shows: small models really trained when the page is opened, so that every picture has computed numbers.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "viz/decision_field.hpp"
#include "viz/graph.hpp"
#include "viz/scatter.hpp"
#include "viz/scatter3d.hpp"

namespace epochs::viz::gallery {

// 80 points and a line found by the perceptron's rule (Rosenblatt 1958).
struct LineFit {
  std::vector<Dot> dots;
  std::vector<Line> lines;             // after each mistake; the last one is where it stands
};
LineFit fit_line();

// A 2-4-1 network of tanh units on exclusive or, by gradient descent on the mean squared error.
struct SmallNetwork {
  Matrix w1, w2;                       // 2×4, 4×1
  RowVector b1, b2;
  std::vector<double> updates, losses;

  RowVector hidden(double x, double y) const;
  double answer(double x, double y) const;
};
SmallNetwork learn_xor(double rate, int updates);

constexpr int kFieldColumns = 48, kFieldRows = 48;
std::vector<float> field_of(const SmallNetwork& network, int unit);   // unit −1: the answer

// Causal self-attention of eight words whose vectors are random: softmax(q·k / √d).
Matrix attention_shares(int words);
// Which of ten noisy patterns of 7 × 7 pixels is taken for which: counts of a nearest-pattern reader.
Matrix confusion(int samples);
// tanh(w1 x1 + w2 x2 + b) and its squared error, with values and gradients of every op.
std::vector<GraphNode> unit_graph();
// Places of the plane with the sign of the network's answer; ringed where exclusive or says otherwise.
std::vector<Dot> answer_cloud(const SmallNetwork& network, int count);
// The answer of the network over the plane.
std::vector<Point3> answer_surface(const SmallNetwork& network, int count);

}  // namespace epochs::viz::gallery
