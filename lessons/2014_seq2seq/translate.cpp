#include "translate.hpp"

#include <algorithm>

#include "nn/ops/additive_attention.hpp"
#include "nn/ops/attention.hpp"
#include "nn/tape.hpp"
#include "nn/trace.hpp"

namespace epochs::translation {
namespace {

nn::SourceSentences source_of(const Batch& batch) { return {batch.source, batch.source_steps, batch.last_rows, &batch.lengths}; }

constexpr std::size_t kProductWeights = 1;       // which part of nn::kAttention holds the weights

// One step for all sentences: the likeliest words.
std::vector<int> likeliest_of_rows(const Matrix& logits) {
  std::vector<int> out;
  for (Index row = 0; row < logits.rows(); ++row) {
    Index best = 0;
    logits.row(row).maxCoeff(&best);
    out.push_back(static_cast<int>(best));
  }
  return out;
}

}  // namespace

std::vector<std::vector<int>> translate(const nn::Seq2Seq& network, const Batch& batch) {
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const nn::SourceSentences source = source_of(batch);
  const nn::EncodedSource encoded = network.encode(tape, source);
  nn::Value state = encoded.last;
  std::vector<std::vector<int>> out(static_cast<std::size_t>(batch.rows));
  std::vector<int> said(out.size(), kStart);
  std::vector<bool> ended(out.size(), false);
  for (int step = 0; step < kMostWritten && std::find(ended.begin(), ended.end(), false) != ended.end(); ++step) {
    state = network.decode_step(tape, network.target_words(tape, said), state, encoded, source);
    said = likeliest_of_rows(tape.value(network.readout(tape, network.decoder.output(tape, state))));
    for (std::size_t row = 0; row < out.size(); ++row) {
      ended[row] = ended[row] || said[row] == kEnd;
      if (!ended[row]) out[row].push_back(said[row]);
    }
  }
  return out;
}

std::vector<Matrix> alignments(const nn::Seq2Seq& network, const Batch& batch) {
  if (network.settings.context == nn::Context::Fixed) return {};
  std::vector<Matrix> out;
  for (const Pair* pair : batch.pairs) out.emplace_back(static_cast<Index>(pair->target.size()), static_cast<Index>(pair->source.size()));
  nn::Tape tape(nn::Mode::Record);
  tape.begin();
  network(tape, source_of(batch), batch.said, batch.target_steps);
  Index step = 0;                                // the attentions stand on the tape in the order of the words
  for (const nn::TraceEntry& entry : tape.trace().entries) {
    const bool additive = entry.op == nn::kAdditiveAttention.name;
    if (!additive && entry.op != nn::kAttention.name) continue;
    const Matrix& weights = entry.parts[additive ? nn::kAttentionWeights : kProductWeights].value;
    for (std::size_t row = 0; row < out.size(); ++row)
      if (step < out[row].rows()) out[row].row(step) = weights.row(static_cast<Index>(row)).head(out[row].cols());
    ++step;
  }
  return out;
}

void AlignmentCount::add(const Matrix& weights, const Pair& pair) {
  true_links += static_cast<long>(pair.links.size());
  int last = -1;
  for (const Link& link : pair.links) {
    if (link.target == last) continue;
    last = link.target;
    Index best = 0;
    weights.row(link.target).maxCoeff(&best);
    ++chosen;
    right += std::find(pair.links.begin(), pair.links.end(), Link{static_cast<int>(best), link.target}) != pair.links.end();
  }
}

}  // namespace epochs::translation
