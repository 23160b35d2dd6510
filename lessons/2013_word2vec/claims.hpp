// What the lesson asserts of word vectors, measured on TinyWorld, where categories, relations and translations are known.
#pragma once

#include <vector>

#include "claim/claim.hpp"

namespace epochs::word2vec_claims {

std::vector<claim::Claim> claims();

}  // namespace epochs::word2vec_claims
