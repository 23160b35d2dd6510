// Numbers by name, and the walk through one update.
#include <array>
#include <charconv>

#include "code_points.hpp"
#include "views.hpp"

namespace epochs::bag {
namespace {

constexpr std::array<std::string_view, 6> kKinds = {"read", "character", "distance", "weight", "idf", "cosine"};

std::string counted(int n, const char* one, const char* many) { return std::to_string(n) + " " + (n == 1 ? one : many); }

int words_in(const Bag& bag) {
  int sum = 0;
  for (const Count& count : bag) sum += count.count;
  return sum;
}

}  // namespace

std::string to_text(Place place) { return std::string(kKinds[static_cast<std::size_t>(place.kind)]) + "/" + std::to_string(place.a) + "/" + std::to_string(place.b); }

std::optional<Place> parse_place(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '/');
  if (parts.size() != 3) return std::nullopt;
  Place place;
  std::size_t kind = 0;
  while (kind < kKinds.size() && kKinds[kind] != parts[0]) ++kind;
  if (kind == kKinds.size()) return std::nullopt;
  place.kind = static_cast<Place::Kind>(kind);
  for (const auto& [part, out] : {std::pair{parts[1], &place.a}, {parts[2], &place.b}}) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), *out);
    if (error != std::errc() || end != part.data() + part.size()) return std::nullopt;
  }
  return place;
}

bool exists(Place place, const Snapshot& seen, Language page) {
  const Collection& side = seen.side(page);
  const int words = static_cast<int>(side.reading.shelf().words.size());
  const auto within = [](int i, int size) { return i >= 0 && i < size; };
  switch (place.kind) {
    case Place::Kind::Read: return true;
    case Place::Kind::Character: return within(place.a, static_cast<int>(points_in(seen.characters).size()));
    case Place::Kind::Distance: return within(place.a, seen.vocabulary) && within(place.b, seen.vocabulary);
    case Place::Kind::Weight: return within(place.a, seen.read) && within(place.b, words);
    case Place::Kind::Idf: return within(place.a, words);
    case Place::Kind::Cosine: return within(place.a, seen.read);
  }
  return false;
}

// Forward: cut, count, weigh. Loss: is the nearest so far of the same topic? Backward: nothing. Update: N, df, idf.
int ops_of(lesson::Beat beat) { return beat == lesson::Beat::Forward || beat == lesson::Beat::Update ? 3 : 1; }

void lit_outline(ui::Ui& ui, ui::Rect area) { ui.canvas.outline(area, ui::with_alpha(ui.color(ui::Token::Text1), 0.5f), 8, 1.6f); }

int code_line_of(lesson::TracePlace at) {
  switch (at.beat) {
    case lesson::Beat::Forward: return 3 + at.op;      // lines of the code twin in text.*.md
    case lesson::Beat::Loss: return 6;
    case lesson::Beat::Backward: return 7;
    case lesson::Beat::Update: break;
  }
  return 8 + at.op;
}

std::string name_of_document(int index, Language language) {
  return language == Language::English ? "document " + std::to_string(index + 1) : "第 " + std::to_string(index + 1) + " 篇";
}

std::string beat_words(const Scene& scene) {
  const int next = scene.seen.read;
  if (next >= scene.seen.size()) return {};
  const bool english = scene.ui.language == Language::English;
  const Bag& bag = scene.side.reading.shelf().bags[static_cast<std::size_t>(next)];
  const std::string name = (english ? "Next, " : "下一篇，") + name_of_document(next, scene.ui.language) + (english ? ": " : "：");
  const int words = words_in(bag), different = static_cast<int>(bag.size());
  if (scene.at.beat == lesson::Beat::Forward)
    return name + (english ? counted(words, "word", "words") + ", " + std::to_string(different) + " different" : std::to_string(words) + " 个词，" + std::to_string(different) + " 种");
  if (scene.at.beat == lesson::Beat::Loss) {
    const int nearest = scene.side.reading.nearest(bag);
    if (nearest < 0) return name + (english ? "like nothing read so far" : "和读过的都不像");
    const bool same = scene.side.reading.shelf().topics[static_cast<std::size_t>(nearest)] == scene.side.reading.shelf().topics[static_cast<std::size_t>(next)];
    const std::string near = format_number(scene.side.reading.cosine(bag, scene.side.reading.bag(nearest)), 2);
    return name + (english ? "nearest so far is " + name_of_document(nearest, Language::English) + " (" + near + "), " + (same ? "same topic" : "another topic")
                           : "目前最近的是" + name_of_document(nearest, Language::Chinese) + "（" + near + "），" + (same ? "同主题" : "不同主题"));
  }
  if (scene.at.beat == lesson::Beat::Backward) return name + (english ? "nothing flows back; counting needs no gradient" : "没有什么往回传，计数用不着梯度");
  return name + (english ? "N becomes " + std::to_string(next + 1) + ", df of " + counted(different, "word", "words") + " grows by 1" : "N 变为 " + std::to_string(next + 1) + "，" + std::to_string(different) + " 个词的 df 加 1");
}

}  // namespace epochs::bag
