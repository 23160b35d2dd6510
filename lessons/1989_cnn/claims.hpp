// The experiments behind what the lesson says, by ids that begin with “cnn.”.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::cnn_claims {

std::vector<claim::Claim> claims();      // cnn.digits, .shift, .shared

}  // namespace epochs::cnn_claims
