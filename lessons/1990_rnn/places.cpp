// Numbers by name, and the walk through one update.
#include <algorithm>
#include <array>
#include <charconv>

#include "views.hpp"

namespace epochs::recurrent {
namespace {

constexpr std::array<std::string_view, 10> kPlaceKinds = {"state", "cell", "gate", "logit", "probability", "loss", "u", "w", "v", "blame"};
// Of the code twin in text.*.md, from 1.
enum CodeLine { kStateLine = 3, kGuessLine = 4, kLossLine = 5, kBackLine = 8, kGradientLine = 9, kClipLine = 10, kUpdateLine = 11 };

bool number_of(std::string_view text, int& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= 0;
}

}  // namespace

std::string to_text(Place place) { return std::string(kPlaceKinds[static_cast<std::size_t>(place.kind)]) + "/" + std::to_string(place.a) + "/" + std::to_string(place.b); }

std::optional<Place> parse_place(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '/');
  if (parts.size() != 3) return std::nullopt;
  const auto kind = std::find(kPlaceKinds.begin(), kPlaceKinds.end(), parts[0]);
  Place place;
  if (kind == kPlaceKinds.end() || !number_of(parts[1], place.a) || !number_of(parts[2], place.b)) return std::nullopt;
  place.kind = static_cast<Place::Kind>(kind - kPlaceKinds.begin());
  return place;
}

bool exists(Place place, const Network& network, const Reading* reading) {
  const auto within = [](int i, Index size) { return i >= 0 && i < size; };
  const Index steps = reading ? reading->steps() : 0, symbols = network.shape.symbols, hidden = network.shape.hidden, gates = network.cell.wx.value.cols();
  switch (place.kind) {
    case Place::Kind::State: return within(place.a, steps) && within(place.b, hidden);
    case Place::Kind::Cell: return reading && within(place.a, reading->cells.rows()) && within(place.b, hidden);
    case Place::Kind::Gate: return within(place.a, steps) && within(place.b, gates);
    case Place::Kind::Logit:
    case Place::Kind::Probability: return within(place.a, steps) && within(place.b, symbols);
    case Place::Kind::Loss:
    case Place::Kind::Blame: return within(place.a, steps);
    case Place::Kind::InputWeight: return within(place.a, symbols) && within(place.b, gates);
    case Place::Kind::StateWeight: return within(place.a, hidden) && within(place.b, gates);
    case Place::Kind::ReadoutWeight: return within(place.a, hidden) && within(place.b, symbols);
  }
  return false;
}

// Forward: what is read, what was, their sum (or the gates), the new state (c, then h), its scores, the guess. Loss: of this step, then the mean. Backward: one step of
// time after the other, then the gradients of the weights, summed. Update: their length, then every weight.
int ops_of(lesson::Beat beat, const Snapshot& seen) {
  switch (beat) {
    case lesson::Beat::Forward: return forward_ops(seen.contestants.front().kind);
    case lesson::Beat::Backward: return seen.next ? static_cast<int>(seen.next->steps()) + 1 : 2;
    case lesson::Beat::Loss:
    case lesson::Beat::Update: break;
  }
  return 2;
}

int code_line_of(lesson::TracePlace at, const Snapshot& seen) {
  const int op = std::clamp(at.op, 0, ops_of(at.beat, seen) - 1), ops = ops_of(at.beat, seen);
  switch (at.beat) {
    case lesson::Beat::Forward: return op < ops - 2 ? kStateLine : kGuessLine;
    case lesson::Beat::Loss: return kLossLine;
    case lesson::Beat::Backward: return op < ops - 1 ? kBackLine : kGradientLine;
    case lesson::Beat::Update: break;
  }
  return op == 0 ? kClipLine : kUpdateLine;
}

}  // namespace epochs::recurrent
