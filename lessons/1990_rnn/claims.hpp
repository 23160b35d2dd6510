// The experiments behind what the lesson says, by ids that begin with “rnn.”.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::rnn_claims {

std::vector<claim::Claim> claims();              // rnn.text, .memory, .curriculum, .vanishing, .agreement

}  // namespace epochs::rnn_claims
