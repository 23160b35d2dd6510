// The experiments behind what the lesson says, by ids that begin with “selfattention.”.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::self_attention_claims {

std::vector<claim::Claim> claims();              // selfattention.coreference, .parallel

}  // namespace epochs::self_attention_claims
