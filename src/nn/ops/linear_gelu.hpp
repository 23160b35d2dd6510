// y = gelu(x·W + b): the first half of a transformer's feed-forward part in one op, a block of rows after the other, so that z is still in
// the cache when its function is worked out.
//   x N×I, W I×O, b 1×O, y N×O
//   dz = dy ∘ gelu'(z), dx = dz·Wᵀ, dW = xᵀ·dz, db = Σ rows of dz
#pragma once

#include "nn/ops/gelu.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Equal to gelu(tape, linear(tape, x, w, b), form). Part "slope": gelu'(z), N×O.
Value linear_gelu(Tape& tape, Value x, Value w, Value b, GeluForm form = GeluForm::Exact);
Value linear_gelu(Tape& tape, Value x, const Parameter& w, const Parameter& b, GeluForm form = GeluForm::Exact);

extern const Op kLinearGelu, kLinearGeluTanh;

}  // namespace epochs::inline EPOCHS_PRECISION::nn
