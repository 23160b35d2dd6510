// What this lesson asserts, as experiments: words.onehot and words.tfidf.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::bag_claims {

std::vector<claim::Claim> claims();

}  // namespace epochs::bag_claims
