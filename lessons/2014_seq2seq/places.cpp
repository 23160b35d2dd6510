// Names of the numbers, the walk through an update, and the lines of the code twins.
#include <algorithm>
#include <array>
#include <charconv>

#include "views.hpp"

namespace epochs::translation {
namespace {

constexpr std::array<std::string_view, 11> kPlaceKinds = {"embedded", "state", "start", "key", "query", "score", "weight", "context", "decoded", "probability", "loss"};
// Of the code twins in text.*.md, from 1; README.md has their lines.
struct CodeLines {
  int read, hand, scores, weights, mix, state, word, loss, back, update;
};
constexpr CodeLines kFixedLines{3, 4, 0, 0, 0, 7, 8, 9, 10, 11}, kLookingLines{1, 1, 4, 5, 6, 7, 8, 9, 10, 11};

bool whole_in(std::string_view text, int& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= 0;
}

int ops_a_step(const Shown& shown) { return shown.looks() ? 5 : 2; }

// Of the forward beat's op: which step of writing, and what of it.
struct WritingOp {
  int step = 0, op = 0;
};
WritingOp writing_op(int op, const Shown& shown) {
  const int after = op - shown.read() - 1, each = ops_a_step(shown);
  return {after / each, (shown.looks() ? 0 : Walked::kState) + after % each};
}

int forward_line(int op, const Shown& shown, const CodeLines& lines) {
  if (op < shown.read()) return lines.read;
  if (op == shown.read()) return lines.hand;
  const std::array<int, 5> of_step{lines.scores, lines.weights, lines.mix, lines.state, lines.word};
  return of_step[static_cast<std::size_t>(writing_op(op, shown).op)];
}

}  // namespace

std::string to_text(Place place) { return std::string(kPlaceKinds[static_cast<std::size_t>(place.kind)]) + "/" + std::to_string(place.a) + "/" + std::to_string(place.b); }

std::optional<Place> parse_place(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '/');
  if (parts.size() != 3) return std::nullopt;
  const auto kind = std::find(kPlaceKinds.begin(), kPlaceKinds.end(), parts[0]);
  Place place;
  if (kind == kPlaceKinds.end() || !whole_in(parts[1], place.a) || !whole_in(parts[2], place.b)) return std::nullopt;
  place.kind = static_cast<Place::Kind>(kind - kPlaceKinds.begin());
  return place;
}

bool exists(Place place, const Shown& shown) {
  if (!shown.run) return false;
  const Translating& run = *shown.run;
  const auto within = [&](const Matrix& m) { return place.a < m.rows() && place.b < m.cols(); };
  switch (place.kind) {
    case Place::Kind::Embedded: return within(run.embedded);
    case Place::Kind::State: return within(run.states);
    case Place::Kind::Start: return place.a == 0 && place.b < run.start.size();
    case Place::Kind::Key: return within(run.keys);
    case Place::Kind::Query: return within(run.queries);
    case Place::Kind::Score:
    case Place::Kind::Weight: return within(run.weights);
    case Place::Kind::Context: return within(run.contexts);
    case Place::Kind::Decoded: return within(run.decoded);
    case Place::Kind::Probability: return within(run.probabilities);
    case Place::Kind::Loss: break;
  }
  return shown.pair != nullptr && place.a < shown.dictated->steps();
}

// Loss: of each word, then the mean. Backward: from the last word written back to the first, then from the last read to the first. Update: their length, then every weight.
int ops_of(lesson::Beat beat, const Shown& shown) {
  switch (beat) {
    case lesson::Beat::Forward: return shown.read() + 1 + ops_a_step(shown) * shown.steps();
    case lesson::Beat::Backward: return 2;
    case lesson::Beat::Loss:
    case lesson::Beat::Update: break;
  }
  return 2;
}

int code_line_of(lesson::TracePlace at, const Shown& shown) {
  const CodeLines& lines = shown.looks() ? kLookingLines : kFixedLines;
  switch (at.beat) {
    case lesson::Beat::Forward: return forward_line(std::clamp(at.op, 0, ops_of(at.beat, shown) - 1), shown, lines);
    case lesson::Beat::Loss: return lines.loss;
    case lesson::Beat::Backward: return lines.back;
    case lesson::Beat::Update: break;
  }
  return lines.update;
}

Walked walked(const Scene& scene) {
  Walked out;
  if (scene.running || scene.at.beat != lesson::Beat::Forward) return out;
  const int ops = ops_of(lesson::Beat::Forward, scene.shown), op = std::clamp(scene.at.op, 0, ops - 1);
  if (op == ops - 1) return out;
  out.read = op + 1, out.handed = op >= scene.shown.read(), out.step = -1;
  if (op > scene.shown.read()) {
    const WritingOp at = writing_op(op, scene.shown);
    out.step = at.step, out.op = at.op;
  }
  return out;
}

}  // namespace epochs::translation
