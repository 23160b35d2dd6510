// The learner's place in the pictures, in a saved lesson: how deep into the sliding window, where it stands, which cell of the confusion
// matrix, the kernel tried by hand.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

void place_to_json(nlohmann::json& out, const Hand& hand);
void place_from_json(const nlohmann::json& in, Hand& hand);   // of anything: what cannot be is left as it was

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
