// The experiments behind what the lesson says, by ids that begin with “perceptron.”.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::perceptron_claims {

std::vector<claim::Claim> claims();      // perceptron.converges, perceptron.xor

}  // namespace epochs::perceptron_claims
