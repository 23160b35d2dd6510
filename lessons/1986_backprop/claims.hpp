// The experiments behind what the lesson says, by ids that begin with “backprop.”.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::backprop_claims {

std::vector<claim::Claim> claims();      // backprop.xor, .gradient, .spiral, .diverges

}  // namespace epochs::backprop_claims
