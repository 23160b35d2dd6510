// Pooling: of every window of a channel the largest value, or the mean of all. Padding is never the largest and is not averaged in.
#pragma once

#include "nn/ops/conv2d.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// x N×(channels·height·width) → N×(channels·out_height·out_width).
Value max_pool(Tape& tape, Value x, const Window& window);       // kink: where two values of a window are equal (the first one counts)
Value average_pool(Tape& tape, Value x, const Window& window);

extern const Op kMaxPool, kAveragePool;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
