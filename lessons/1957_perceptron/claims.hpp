// The experiments behind what the lesson says (curriculum: perceptron.*).
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::perceptron_claims {

std::vector<claim::Claim> claims();      // perceptron.converges, perceptron.xor

}  // namespace epochs::perceptron_claims
