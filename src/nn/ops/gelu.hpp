// Gaussian error linear unit (Hendrycks & Gimpel 2016).
//   exact  y = x Φ(x), Φ the normal distribution function        y' = Φ(x) + x φ(x)
//   tanh   y = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))          what GPT-2 computes
#pragma once

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

enum class GeluForm { Exact, Tanh };

double gelu(GeluForm form, double x);
double gelu_derivative(GeluForm form, double x);
void gelu(GeluForm form, const Matrix& x, Matrix& y);    // cell by cell; x and y may be the same matrix
void gelu(GeluForm form, const Real* x, Index count, Real* y, Real* slope);   // the same for a stretch of cells, with y'

Value gelu(Tape& tape, Value x, GeluForm form = GeluForm::Exact);

extern const Op kGelu, kGeluTanh;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
