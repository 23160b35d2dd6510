// The experiments behind what the lesson says, by ids that begin with “lstm.”.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::lstm_claims {

std::vector<claim::Claim> claims();              // lstm.memory, .words

}  // namespace epochs::lstm_claims
