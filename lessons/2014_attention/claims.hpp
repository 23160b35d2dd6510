// attention.length, attention.alignment, attention.soft: the experiments behind what the lesson says.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::attention_claims {

std::vector<claim::Claim> claims();

}  // namespace epochs::attention_claims
