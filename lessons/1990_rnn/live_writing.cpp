#include "live_writing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::recurrent {
namespace {

// The reading of one symbol as one step, with the gates that are held at that step of the line.
void take_in(LiveWriting& writing, const RowVector& before, int symbol, int step) {
  Meddling held;
  for (HeldGate gate : writing.gates) {
    gate.from = std::max(0, gate.from - step), gate.to = gate.to - step;
    if (gate.from < 1 && gate.to > 0) held.gates.push_back(gate);
  }
  const std::array<int, 1> input{symbol}, target{nn::kIgnored};
  const Reading reading = read(*writing.network, input, target, before, held);
  RowVector after(before.size());
  after.head(reading.states.cols()) = reading.states.row(0);
  if (reading.cells.rows() > 0) after.tail(reading.cells.cols()) = reading.cells.row(0);
  writing.states.push_back(std::move(after));
  writing.logits.push_back(reading.logits.row(0));
}

void draw_logits(LiveWriting& writing) {         // of the last state, after it was changed by hand
  const Network& network = *writing.network;
  const Index width = network.shape.hidden;
  writing.logits.back() = writing.states.back().head(width) * network.readout.w.value + network.readout.b.value;
}

void apply_edits(LiveWriting& writing) {
  bool any = false;
  for (const SetUnit& change : writing.edits) {
    if (change.at != static_cast<int>(writing.written.size())) continue;
    RowVector& state = writing.states.back();
    const Index unit = change.unit + (change.cell ? writing.network->shape.hidden : 0);
    if (unit < 0 || unit >= state.size()) continue;
    state(unit) = static_cast<Real>(change.value);
    any = true;
  }
  if (any) draw_logits(writing);
}

double draw_at(LiveWriting& writing, std::size_t k) {
  while (writing.draws.size() <= k) {
    Random random(writing.seed, writing.draws.size());
    writing.draws.push_back(random.uniform());
  }
  return writing.draws[k];
}

}  // namespace

void begin(LiveWriting& writing) {
  EPOCHS_CHECK(writing.network && !writing.prompt.empty(), "live writing: a network and at least one symbol");
  writing.written.clear(), writing.states.clear(), writing.logits.clear();
  RowVector state = writing.network->zero_state(1).row(0);
  for (std::size_t i = 0; i < writing.prompt.size(); ++i) {
    take_in(writing, state, writing.prompt[i], static_cast<int>(i));
    state = writing.states.back();
  }
  writing.states = {state};
  writing.logits = {writing.logits.back()};
  apply_edits(writing);
}

std::vector<double> likely_after(const LiveWriting& writing, std::size_t place) {
  const RowVector& logits = writing.logits.at(place);
  std::vector<double> out(static_cast<std::size_t>(logits.size()), 0);
  Index best = 0;
  const auto most = static_cast<double>(logits.maxCoeff(&best));
  if (writing.temperature <= 0) return out[static_cast<std::size_t>(best)] = 1, out;
  double sum = 0;
  for (std::size_t i = 0; i < out.size(); ++i) sum += out[i] = std::exp((static_cast<double>(logits(static_cast<Index>(i))) - most) / writing.temperature);
  for (double& p : out) p /= sum;
  return out;
}

void grow(LiveWriting& writing, std::size_t to) {
  for (std::size_t k = writing.written.size(); k < std::min(to, kMostWritten); ++k) {
    const std::vector<double> p = likely_after(writing, k);
    double left = draw_at(writing, k);
    int symbol = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      if (p[i] <= 0) continue;
      symbol = static_cast<int>(i);
      left -= p[i];
      if (left < 0) break;
    }
    const RowVector before = writing.states.back();
    writing.written.push_back(symbol);
    take_in(writing, before, symbol, static_cast<int>(writing.prompt.size() + k));
    apply_edits(writing);
  }
}

void edit(LiveWriting& writing, SetUnit change) {
  const auto place = static_cast<std::size_t>(std::clamp(change.at, 0, static_cast<int>(writing.written.size())));
  change.at = static_cast<int>(place);
  std::erase_if(writing.edits, [&](const SetUnit& each) { return each.at > change.at || (each.at == change.at && each.unit == change.unit && each.cell == change.cell); });
  writing.edits.push_back(change);
  const std::size_t length = writing.written.size();
  writing.written.resize(place), writing.states.resize(place + 1), writing.logits.resize(place + 1);
  apply_edits(writing);
  grow(writing, length);
}

void undo_edits(LiveWriting& writing) {
  const std::size_t length = writing.written.size();
  writing.edits.clear();
  begin(writing);
  grow(writing, length);
}

}  // namespace epochs::recurrent
