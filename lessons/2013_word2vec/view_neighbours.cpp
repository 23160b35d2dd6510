// One word's nearest words in three ways: by one-hot, where all others are equally far; by the sentences they share; and by the learned vectors.
#include <algorithm>
#include <array>
#include <cmath>

#include "pass_rows.hpp"
#include "strips.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"

namespace epochs::word2vec {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kSearchBar = 36, kSearchMost = 300, kWay = 44, kWayFoot = 62, kLeastWay = 150, kWayGap = 22;
constexpr int kNeighbours = 10;

// The lists are found anew when the word, the text or the vectors are others.
void find_neighbours(const Scene& scene, int word) {
  NeighboursState& state = scene.hand.neighbours;
  const bool another = state.word != word || state.text != scene.seen.text;
  if (another) {
    state.one_hot = one_hot_neighbours(*scene.seen.text, word, kNeighbours);
    state.tfidf = scene.seen.text->ids.empty() ? std::vector<Near>{} : tfidf_neighbours(*scene.seen.text, word, kNeighbours);
  }
  if (another || state.vectors != scene.seen.vectors) {
    const std::array without{word};
    state.cosine = nearest(*scene.seen.vectors, row_of(*scene.seen.vectors, word), kNeighbours, without);
  }
  state.word = word, state.text = scene.seen.text, state.vectors = scene.seen.vectors;
}

// Typing goes to the word as soon as it is one; what is not one is said.
void draw_search(Scene& scene, Rect row, int word) {
  ui::Ui& ui = scene.ui;
  NeighboursState& state = scene.hand.neighbours;
  if (state.known != word || state.text != scene.seen.text) state.search.edit.set(scene.word(word)), state.search.scroll = 0, state.known = word;
  ui::TextFieldStyle style;
  style.placeholder = ui.say({"Search for a word", "查一个词"});
  style.longest = 40;
  const Rect field{row.x, row.y, std::min(kSearchMost, std::max(160.0f, row.w - 150)), row.h};
  ui::text_field(ui, "neighbours.search", field, state.search, style);
  const std::string typed(trim(state.search.text()));
  const int found = scene.seen.text->find(typed);
  if (found >= 0 && found != word) scene.hand.word = state.known = found;
  const long count = scene.seen.text->counts[static_cast<std::size_t>(word)];
  std::string say;
  if (found < 0 && !typed.empty()) say = ui.language == Language::English ? "not a word of this text" : "这份文本里没有这个词";
  else if (!scene.seen.text->ids.empty()) say = ui.language == Language::English ? group_thousands(count) + (count == 1 ? " time in the text" : " times in the text") : "文中出现 " + group_thousands(count) + " 次";
  const float room = row.right() - field.right() - 14;
  if (room > 40) text_in(ui, {field.right() + 14, row.center().y + 5}, room, say, {Face::Ui, ui::kSmall}, Token::Text2);
}

struct Way {
  std::string_view id;
  Localized title, about;
  std::span<const Near> items;
  Localized empty;
};

// Presses go to the neighbour, and its cosine opens.
void draw_way(Scene& scene, Rect area, const Way& way, int word, Localized foot) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add(way.id, area);
  const Rect head = area.cut_top(kWay);
  text_in(ui, {head.x + 6, head.y + 15}, head.w - 8, ui.say(way.title), {Face::Semibold, ui::kHeading}, Token::Text1);
  text_in(ui, {head.x + 6, head.y + 34}, head.w - 8, ui.say(way.about), {Face::Ui, ui::kSmall}, Token::Text3);
  if (way.items.empty()) {
    ui::plain_text(ui, {area.x + 6, area.y + 4}, area.w - 12, ui.say(way.empty), {{Face::Ui, ui::kSmall}, 20, Token::Text2, std::max(1, static_cast<int>(area.h / 20))});
    return;
  }
  const bool says = area.h > 200 && !foot.english.empty();       // the room is kept in all three: rows are as high
  const Rect below = area.h > 200 ? area.cut_bottom(kWayFoot + 6) : Rect{};
  NearList list;
  list.id = way.id;
  list.from = word;
  list.row = std::clamp(area.h / static_cast<float>(way.items.size()), 20.0f, 38.0f);
  const auto rows = std::min(way.items.size(), static_cast<std::size_t>(std::max(1.0f, area.h / list.row + 0.05f)));
  const int pressed = draw_near_list(scene, area, way.items.first(rows), list);
  if (says) ui::plain_text(ui, {below.x + 6, area.y + list.row * static_cast<float>(rows) + 6}, below.w - 8, ui.say(foot), {{Face::Ui, ui::kSmall}, 18, Token::Text3, 3});
  if (pressed < 0) return;
  const int to = way.items[static_cast<std::size_t>(pressed)].word;
  scene.hand.selected = {Place::Kind::Cosine, word, to};
  scene.hand.word = to;
}

}  // namespace

void draw_neighbours_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("neighbours", area);
  const int word = chosen_word(scene);
  if (word < 0) return;
  draw_search(scene, area.cut_top(kSearchBar), word);
  area.cut_top(14);
  find_neighbours(scene, word);
  const NeighboursState& state = scene.hand.neighbours;
  const bool hides = waits_for(scene, "question");
  const Localized guess{"Your guess first.", "请先猜。"};
  const std::array ways{Way{"neighbours.onehot", {"one-hot", "独热"}, hides ? Localized{"every word for itself", "各占一个方向"} : Localized{"all tied at 0", "全都并列为 0"}, hides ? std::span<const Near>{} : std::span<const Near>(state.one_hot), hides ? guess : Localized{"There is no other word.", "没有别的词。"}},
                        Way{"neighbours.tfidf", {"tf·idf", "tf·idf"}, {"in the same sentences", "同在一句话里"}, state.tfidf, scene.seen.text->ids.empty() ? Localized{"These vectors came without a text.", "这些向量没有带文本。"} : Localized{"It shares no sentence with any other word.", "没有别的词和它同在一句话里。"}},
                        Way{"neighbours.cosine", {"word2vec", "word2vec"}, {"with like neighbours", "有相似的邻居"}, state.cosine, {"Its vector has no length: it is near to nothing.", "它的向量长度为 0，谈不上和谁近。"}}};
  const std::array<Localized, 3> feet{Localized{"All others are tied at 0; the order is only the vocabulary's.", "其余的词全都并列为 0，顺序只是词表的顺序。"}, Localized{}, scene.seen.trainable() && scene.seen.pairs == 0 ? Localized{"Not one guess yet: chance.", "还没有猜过一次：全凭偶然。"} : Localized{}};
  const bool beside = area.w >= 3 * kLeastWay;
  const float w = (area.w - 2 * kWayGap) / 3, h = (area.h - 2 * 8) / 3;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const auto at = static_cast<float>(i);
    draw_way(scene, beside ? Rect{area.x + at * (w + kWayGap), area.y, w, area.h} : Rect{area.x, area.y + at * (h + 8), area.w, h}, ways[i], word, feet[i]);
  }
}

}  // namespace epochs::word2vec
