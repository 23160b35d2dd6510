// The number type of the engine. Every name that depends on it lives in an inline namespace of its own, so that the
// float engine of the program and the double engine of the gradient checks can be linked into one program:
//
//     namespace epochs::inline EPOCHS_PRECISION::nn { … }        // written once, compiled twice
#pragma once

#ifdef EPOCHS_DOUBLE
#define EPOCHS_PRECISION in_double
#else
#define EPOCHS_PRECISION in_float
#endif

namespace epochs::inline EPOCHS_PRECISION {
#ifdef EPOCHS_DOUBLE
using Real = double;
#else
using Real = float;
#endif
}  // namespace epochs::inline EPOCHS_PRECISION
