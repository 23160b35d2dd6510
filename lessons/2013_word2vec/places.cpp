// Numbers by name, and the walk through one guess.
#include <algorithm>
#include <array>
#include <charconv>

#include "pass_rows.hpp"
#include "views.hpp"

namespace epochs::word2vec {
namespace {

constexpr std::array<std::string_view, 8> kKinds = {"loss", "score", "hidden", "vector", "output", "cosine", "analogy", "fit"};
constexpr int kMostRanks = 20;
enum CodeLine { kHiddenLine = 3, kScoreLine, kProbabilityLine, kLossLine, kGradientLine, kHiddenGradientLine, kOutputLine, kVectorLine };   // of the code twin in text.*.md, from 1

}  // namespace

std::string to_text(Place place) { return std::string(kKinds[static_cast<std::size_t>(place.kind)]) + "/" + std::to_string(place.a) + "/" + std::to_string(place.b); }

std::optional<Place> parse_place(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '/');
  if (parts.size() != 3) return std::nullopt;
  const auto kind = std::find(kKinds.begin(), kKinds.end(), parts[0]);
  if (kind == kKinds.end()) return std::nullopt;
  Place place{static_cast<Place::Kind>(kind - kKinds.begin()), 0, 0};
  for (const auto& [part, out] : {std::pair{parts[1], &place.a}, {parts[2], &place.b}}) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), *out);
    if (error != std::errc() || end != part.data() + part.size()) return std::nullopt;
  }
  return place;
}

bool exists(Place place, const Snapshot& seen) {
  const auto within = [](int i, Index size) { return i >= 0 && i < size; };
  const Index words = seen.vectors->rows(), width = seen.vectors->cols();
  switch (place.kind) {
    case Place::Kind::Loss: return has_guess(seen);
    case Place::Kind::Score: return has_guess(seen) && within(place.a, rows_of(seen.next));
    case Place::Kind::Hidden: return has_guess(seen) && within(place.a, width);
    case Place::Kind::Vector: return within(place.a, words) && within(place.b, width);
    case Place::Kind::Output: return has_outputs(seen) && within(place.a, words) && within(place.b, width);
    case Place::Kind::Cosine: return within(place.a, words) && within(place.b, words);
    case Place::Kind::Analogy: return within(place.a, kMostRanks) && within(place.b, 2);
    case Place::Kind::Fit: return place.a >= 0 && within(place.b, kMostRanks);
  }
  return false;
}

// Forward: h, then the scores one by one, then σ of all; with the softmax all scores at once. Loss: each term, then the sum. Backward: g, then the gradient of h.
// Update: u's rows, then v's.
int ops_of(lesson::Beat beat, const Snapshot& seen) {
  if (!has_guess(seen)) return 1;
  const bool softmax = seen.settings.output == Output::Softmax;
  const int rows = rows_of(seen.next);
  switch (beat) {
    case lesson::Beat::Forward: return softmax ? 3 : rows + 2;
    case lesson::Beat::Loss: return softmax ? 1 : rows + 1;
    case lesson::Beat::Backward:
    case lesson::Beat::Update: break;
  }
  return 2;
}

int code_line_of(lesson::TracePlace at, const Snapshot& seen) {
  const int op = std::clamp(at.op, 0, ops_of(at.beat, seen) - 1);
  switch (at.beat) {
    case lesson::Beat::Forward: return op == 0 ? kHiddenLine : op == ops_of(at.beat, seen) - 1 ? kProbabilityLine : kScoreLine;
    case lesson::Beat::Loss: return kLossLine;
    case lesson::Beat::Backward: return op == 0 ? kGradientLine : kHiddenGradientLine;
    case lesson::Beat::Update: break;
  }
  return op == 0 ? kOutputLine : kVectorLine;
}

}  // namespace epochs::word2vec
