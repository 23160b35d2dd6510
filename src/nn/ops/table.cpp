// Every op, by name: what trace.cpp dispatches on. A new op is one line here.
#include "nn/ops/activation.hpp"
#include "nn/ops/additive_attention.hpp"
#include "nn/ops/arithmetic.hpp"
#include "nn/ops/attention.hpp"
#include "nn/ops/conv2d.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "nn/ops/dropout.hpp"
#include "nn/ops/embedding.hpp"
#include "nn/ops/gelu.hpp"
#include "nn/ops/gru.hpp"
#include "nn/ops/layer_norm.hpp"
#include "nn/ops/leaf.hpp"
#include "nn/ops/linear.hpp"
#include "nn/ops/linear_gelu.hpp"
#include "nn/ops/lstm.hpp"
#include "nn/ops/margin_loss.hpp"
#include "nn/ops/mean_squared_error.hpp"
#include "nn/ops/negative_sampling.hpp"
#include "nn/ops/pooling.hpp"
#include "nn/ops/positions.hpp"
#include "nn/ops/products.hpp"
#include "nn/ops/rnn.hpp"
#include "nn/ops/shape.hpp"
#include "nn/ops/softmax.hpp"
#include "nn/ops/steps.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

const Op* find_op(std::string_view name) {
  static const Op* const kOps[] = {&kInput, &kParameter, &kLinear, &kLinearGelu, &kLinearGeluTanh, &kAdd, &kSub, &kMul, &kScale,
                                    &kMeanSquaredError, &kPerceptronCriterion, &kHingeLoss, &kLogisticLoss, &kSoftmax, &kCrossEntropy,
                                    &kEmbedding, &kLayerNorm, &kGelu, &kGeluTanh, &kDropout, &kSlice, &kConcatColumns, &kConcatRows,
                                    &kRnn, &kLstm, &kGru, &kAttention, &kAdditiveAttention, &kConv2d, &kMaxPool, &kAveragePool,
                                    &kAddPositions, &kRowProducts, &kStepOf, &kJoinSteps, &kNegativeSampling};
  if (const ActivationKind* kind = find_activation(name)) return kind->op;
  for (const Op* op : kOps)
    if (op->name == name) return op;
  return nullptr;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
