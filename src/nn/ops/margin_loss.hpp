// Losses of a score z against a label y = ±1; they see only the margin m = y·z. L = mean of ℓ(m), dL/dz = ℓ'(m)·y / count.
//   perceptron  ℓ = max(0, −m)       ℓ' = −[m ≤ 0]   (Rosenblatt 1958: a point on the line is a mistake, so the kink m = 0 counts)
//   hinge       ℓ = max(0, 1 − m)    ℓ' = −[m < 1]   (kink at m = 1)
//   logistic    ℓ = log(1 + e^−m)    ℓ' = −1 / (1 + e^m)
#pragma once

#include <string_view>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

enum class MarginLoss { Perceptron, Hinge, Logistic };

double margin_loss(MarginLoss kind, double margin);               // ℓ(m)
double margin_loss_derivative(MarginLoss kind, double margin);    // ℓ'(m)

// z and labels N×C, labels ±1 → 1×1. Labels get no gradient. Part "losses": ℓ, cell by cell.
Value margin_loss(Tape& tape, MarginLoss kind, Value z, Value labels);
Value perceptron_criterion(Tape& tape, Value z, Value labels);
Value hinge_loss(Tape& tape, Value z, Value labels);
Value logistic_loss(Tape& tape, Value z, Value labels);

extern const Op kPerceptronCriterion, kHingeLoss, kLogisticLoss;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
