// Names of the numbers, the walk through an update, and the lines of the code twin.
#include <algorithm>
#include <array>
#include <charconv>

#include "views.hpp"

namespace epochs::self_attention {
namespace {

constexpr std::array<std::string_view, 11> kPlaceKinds = {"input", "query", "key", "value", "score", "weight", "mixed", "sum", "logit", "probability", "loss"};
constexpr int kOpsOfLayer = 5;
// Of the code twin in text.*.md, from 1; README.md has its lines.
enum CodeLine { kEmbedLine = 1, kProjectLine = 4, kScoreLine = 5, kWeightLine = 6, kMixLine = 7, kAddLine = 8, kAnswerLine = 9, kLossLine = 10, kBackLine = 11, kUpdateLine = 12 };

bool whole_in(std::string_view text, int& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= 0;
}

}  // namespace

std::string to_text(Place place) {
  return std::string(kPlaceKinds[static_cast<std::size_t>(place.kind)]) + "/" + std::to_string(place.layer) + "/" + std::to_string(place.head) + "/" + std::to_string(place.a) + "/" + std::to_string(place.b);
}

std::optional<Place> parse_place(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '/');
  if (parts.size() != 5) return std::nullopt;
  const auto kind = std::find(kPlaceKinds.begin(), kPlaceKinds.end(), parts[0]);
  Place place;
  if (kind == kPlaceKinds.end() || !whole_in(parts[1], place.layer) || !whole_in(parts[2], place.head) || !whole_in(parts[3], place.a) || !whole_in(parts[4], place.b)) return std::nullopt;
  place.kind = static_cast<Place::Kind>(kind - kPlaceKinds.begin());
  return place;
}

bool exists(Place place, const Shown& shown) {
  if (!shown.look || !shown.network) return false;
  const Shape& shape = shown.network->shape;
  const auto within = [](int i, int size) { return i >= 0 && i < size; };
  if (!within(place.layer, shape.layers) || !within(place.head, shape.heads) || !within(place.a, shown.words())) return false;
  switch (place.kind) {
    case Place::Kind::Input:
    case Place::Kind::Sum: return within(place.b, shape.width);
    case Place::Kind::Query:
    case Place::Kind::Key:
    case Place::Kind::Value:
    case Place::Kind::Mixed: return within(place.b, shape.width / shape.heads);
    case Place::Kind::Score:
    case Place::Kind::Weight: return within(place.b, shown.words());
    case Place::Kind::Logit:
    case Place::Kind::Probability: return within(place.b, shape.words);
    case Place::Kind::Loss: break;
  }
  return shown.sentence.referent >= 0;
}

// Forward: the words and where they stand; of each layer Q K V, scores, weights, mix, sum; the answer. Loss: of this sentence, then the mean. Backward: from the answer
// through the layers to the words. Update: their length, then every weight.
int ops_of(lesson::Beat beat, const Snapshot& seen) {
  switch (beat) {
    case lesson::Beat::Forward: return 2 + kOpsOfLayer * seen.settings.layers;
    case lesson::Beat::Backward: return 2 + seen.settings.layers;
    case lesson::Beat::Loss:
    case lesson::Beat::Update: break;
  }
  return 2;
}

int code_line_of(lesson::TracePlace at, const Snapshot& seen) {
  static constexpr std::array<int, kOpsOfLayer> of_layer{kProjectLine, kScoreLine, kWeightLine, kMixLine, kAddLine};
  const int ops = ops_of(at.beat, seen), op = std::clamp(at.op, 0, ops - 1);
  switch (at.beat) {
    case lesson::Beat::Forward: return op == 0 ? kEmbedLine : op == ops - 1 ? kAnswerLine : of_layer[static_cast<std::size_t>((op - 1) % kOpsOfLayer)];
    case lesson::Beat::Loss: return kLossLine;
    case lesson::Beat::Backward: return kBackLine;
    case lesson::Beat::Update: break;
  }
  return kUpdateLine;
}

Walked walked(const Scene& scene) {
  Walked out;
  if (scene.running || scene.at.beat != lesson::Beat::Forward) return out;
  const int ops = ops_of(lesson::Beat::Forward, scene.seen), op = std::clamp(scene.at.op, 0, ops - 1);
  out.answered = op == ops - 1, out.embedded_only = op == 0;
  if (!out.answered && op > 0) out.layer = (op - 1) / kOpsOfLayer, out.op = (op - 1) % kOpsOfLayer;
  return out;
}

}  // namespace epochs::self_attention
