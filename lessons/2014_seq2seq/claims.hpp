// seq2seq.bottleneck: the experiment behind what the lesson says.
#pragma once

#include <vector>

#include "claim/claim.hpp"
#include "model.hpp"

namespace epochs::seq2seq_claims {

std::vector<claim::Claim> claims();

}  // namespace epochs::seq2seq_claims

namespace epochs::translation {

// The same data, size and number of updates for every claim about translation, so that only what passes between the two networks differs.
inline constexpr long kClaimUpdates = 3600;
inline constexpr std::size_t kClaimSentences = 600;

// The last third at a tenth of the rate. `updates` of the whole claim: fewer where only the code is tried.
Interpreter trained(std::uint64_t seed, const Settings& settings, long updates, const claim::Budget& budget);
long scaled(long updates, const claim::Budget& budget);
// By thirds and by number of words, with how many sentences were asked.
void tell_lengths(claim::Outcome& outcome, const Interpreter& model, const Paper& paper);

}  // namespace epochs::translation
