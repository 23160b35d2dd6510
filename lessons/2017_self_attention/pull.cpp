#include "pull.hpp"

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "nn/tape.hpp"

namespace epochs::self_attention {
namespace {

constexpr std::size_t kScoreGradientPart = 2;    // of the attention op: "scores", "weights", "score_gradient"

// What an attention's queries were projected from.
int projected_from(const nn::Tape& tape, int attention) {
  int at = tape.node(attention).inputs[0];
  while (tape.node(at).op != &nn::kLinear) at = tape.node(at).inputs[0];
  return tape.node(at).inputs[0];
}

}  // namespace

Pull pull(const Network& network, const Sentence& sentence, Way way, Labels labels) {
  EPOCHS_CHECK(sentence.referent >= 0, "nobody knows what this sentence should have been answered with");
  nn::Tape tape(nn::Mode::Record);
  tape.begin();
  const Batch batch = batch_of({&sentence}, labels);
  const nn::Value loss = nn::cross_entropy(tape, network.logits(tape, batch, way), batch.targets);
  tape.backward(loss);
  Pull out;
  out.loss = static_cast<double>(tape.scalar(loss));
  const auto steps = static_cast<Index>(sentence.words.size());
  for (int i = 0; i <= loss.node; ++i) {
    const nn::Node& node = tape.node(i);
    if (node.op != &nn::kAttention) continue;
    if (out.scores.empty()) {
      const Matrix& gradient = tape.gradient(nn::Value{projected_from(tape, i)});
      for (Index t = 0; t < steps; ++t) out.words.push_back(static_cast<double>(gradient.row(t).norm()));
    }
    out.scores.emplace_back();
    for (Index head = 0; head < network.shape.heads; ++head) out.scores.back().push_back(node.saved[kScoreGradientPart].middleRows(head * steps, steps));
  }
  return out;
}

}  // namespace epochs::self_attention
