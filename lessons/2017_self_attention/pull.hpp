// What the loss of one sentence asks of each score and of each word vector: its gradient, back through all layers at once.
#pragma once

#include <vector>

#include "network.hpp"

namespace epochs::self_attention {

struct Pull {
  double loss = 0;                               // −ln p(noun), nats
  std::vector<std::vector<Matrix>> scores;       // layer, head: T×T, ∂J/∂score
  std::vector<double> words;                     // T: ‖∂J/∂x_t‖, x as it goes into the first layer
};
Pull pull(const Network& network, const Sentence& sentence, Way way = {}, Labels labels = Labels::True);

}  // namespace epochs::self_attention
