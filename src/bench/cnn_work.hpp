// Work c: a small convolutional network.
#pragma once

#include "bench/work.hpp"

namespace epochs::bench {

// 28×28, 8 filters 5×5, ReLU, pooling 2, 16 filters 5×5, ReLU, pooling 2, 256-64-10; batch 64, cross-entropy, SGD 0.05.
std::unique_ptr<Running> start_cnn(const Start& start);

}  // namespace epochs::bench
