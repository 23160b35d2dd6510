// The engine in one include: what a lesson's model needs.
#pragma once

#include "nn/checkpoint.hpp"                // IWYU pragma: export
#include "nn/init.hpp"                      // IWYU pragma: export
#include "nn/layers/dense.hpp"              // IWYU pragma: export
#include "nn/layers/mlp.hpp"                // IWYU pragma: export
#include "nn/layers/transformer.hpp"        // IWYU pragma: export
#include "nn/ops/activation.hpp"            // IWYU pragma: export
#include "nn/ops/additive_attention.hpp"    // IWYU pragma: export
#include "nn/ops/arithmetic.hpp"            // IWYU pragma: export
#include "nn/ops/attention.hpp"             // IWYU pragma: export
#include "nn/ops/conv2d.hpp"                // IWYU pragma: export
#include "nn/ops/cross_entropy.hpp"         // IWYU pragma: export
#include "nn/ops/dropout.hpp"               // IWYU pragma: export
#include "nn/ops/embedding.hpp"             // IWYU pragma: export
#include "nn/ops/gelu.hpp"                  // IWYU pragma: export
#include "nn/ops/gru.hpp"                   // IWYU pragma: export
#include "nn/ops/layer_norm.hpp"            // IWYU pragma: export
#include "nn/ops/linear.hpp"                // IWYU pragma: export
#include "nn/ops/lstm.hpp"                  // IWYU pragma: export
#include "nn/ops/margin_loss.hpp"           // IWYU pragma: export
#include "nn/ops/mean_squared_error.hpp"    // IWYU pragma: export
#include "nn/ops/pooling.hpp"               // IWYU pragma: export
#include "nn/ops/rnn.hpp"                   // IWYU pragma: export
#include "nn/ops/shape.hpp"                 // IWYU pragma: export
#include "nn/ops/softmax.hpp"               // IWYU pragma: export
#include "nn/optimizer.hpp"                 // IWYU pragma: export
#include "nn/parameter.hpp"                 // IWYU pragma: export
#include "nn/schedule.hpp"                  // IWYU pragma: export
#include "nn/tape.hpp"                      // IWYU pragma: export
