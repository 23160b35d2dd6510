// The reading that the pictures show: the row that comes next, or the learner's own line, meddled with.
#include <algorithm>

#include "core/text.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "views.hpp"

namespace epochs::recurrent {
namespace {

int id_of(const Snapshot& seen, std::string_view symbol) {
  const auto found = std::find(seen.symbols.begin(), seen.symbols.end(), symbol);
  return found == seen.symbols.end() ? -1 : static_cast<int>(found - seen.symbols.begin());
}

// What is no symbol of the task is left out.
std::vector<int> ids_of_line(const Snapshot& seen, std::string_view line) {
  if (seen.settings.task == Task::Text) return seen.text ? seen.text->encode(line) : std::vector<int>{};
  std::vector<int> out;
  const auto add = [&](std::string_view symbol) { if (const int id = id_of(seen, symbol); id >= 0) out.push_back(id); };
  if (seen.settings.task == Task::Agreement) {
    for (const std::string_view word : split(line, ' ')) add(word);
    return out;
  }
  for (const char32_t letter : decode_utf8(line)) {
    std::string symbol;
    append_utf8(symbol, letter >= U'a' && letter <= U'z' ? letter - U'a' + U'A' : letter);
    add(symbol);
  }
  return out;
}

// The next symbol, or of a line to be remembered its first, asked for by a closing "?".
std::vector<int> targets_of_line(const Snapshot& seen, const std::vector<int>& inputs) {
  std::vector<int> out(inputs.size(), nn::kIgnored);
  if (seen.settings.task != Task::Recall) std::copy(inputs.begin() + 1, inputs.end(), out.begin());
  else if (inputs.size() > 1 && inputs.back() == id_of(seen, "?")) out.back() = inputs.front();
  return out;
}

int last_asked(const Reading& reading) {
  int at = static_cast<int>(reading.targets.size()) - 1;
  while (at >= 0 && reading.targets[static_cast<std::size_t>(at)] == nn::kIgnored) --at;
  return at;
}

}  // namespace

void follow(Shown& shown, const Snapshot& seen, const Hand& hand) {
  const auto& network = seen.contestants.front().network;
  if (shown.reading && shown.network == network && shown.next == seen.next && shown.probe == hand.probe && shown.meddling == hand.meddling) return;
  if (!seen.next && hand.probe.empty() && shown.reading && shown.network && shown.network->shape == network->shape && shown.probe.empty()) return;    // a snapshot without a trace
  shown.network = network, shown.next = seen.next, shown.probe = hand.probe, shown.meddling = hand.meddling;
  const std::vector<int> line = ids_of_line(seen, hand.probe);
  if (line.empty() && (!seen.next || hand.meddling.empty())) {
    shown.reading = seen.next, shown.blame = seen.blame;
  } else if (line.empty()) {
    shown.reading = std::make_shared<const Reading>(read(*network, seen.next->inputs, seen.next->targets, seen.next->start, hand.meddling));
    shown.blame = nullptr;
  } else {
    shown.reading = std::make_shared<const Reading>(read(*network, line, targets_of_line(seen, line), network->zero_state(1).row(0), hand.meddling));
    shown.blame = nullptr;
  }
  shown.blamed_at = shown.reading ? last_asked(*shown.reading) : -1;
  if (shown.reading && !shown.blame) shown.blame = std::make_shared<const Blame>(blame(*network, *shown.reading, shown.blamed_at));
}

}  // namespace epochs::recurrent
