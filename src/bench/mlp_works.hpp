// Works a and b: multilayer perceptrons.
#pragma once

#include "bench/work.hpp"

namespace epochs::bench {

// a: 2-8-8-1, tanh throughout, batch 10 of 200 points with y = sign(x1 x2), mean squared error, SGD 0.03. A step is too short
// for a second thread to gain anything: there is always one.
std::unique_ptr<Running> start_tiny_mlp(const Start& start);
// b: 784-128-10, ReLU, batch 64 of 6,400 random pictures with random labels, cross-entropy, SGD 0.1.
std::unique_ptr<Running> start_digit_mlp(const Start& start);

}  // namespace epochs::bench
