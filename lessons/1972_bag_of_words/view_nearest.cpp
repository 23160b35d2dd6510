// One cosine, opened: for every word that question and document share, the two weights and their product; then the lengths.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"

namespace epochs::bag {
namespace {

using ui::Rect;
using ui::Token;

struct Shared {
  int word;
  double q, d;
};

std::vector<Shared> shared_words(const Scene& scene, int document) {
  std::vector<Shared> out;
  const Reading& reading = scene.side.reading;
  for (const Count& count : scene.side.query.bag)
    if (const int tf = reading.tf(document, count.word); tf > 0) out.push_back({count.word, reading.weight(count), reading.weight({count.word, tf})});
  std::stable_sort(out.begin(), out.end(), [](const Shared& a, const Shared& b) { return a.q * a.d > b.q * b.d; });
  return out;
}

std::string weight_text(double value, Weighting weighting) { return format_number(value, weighting == Weighting::Counts ? 0 : 2); }

// Word above, then both weights, then the product, one column a word.
void draw_column(Scene& scene, Rect column, const Shared& shared, float line) {
  ui::Ui& ui = scene.ui;
  const Weighting weighting = scene.seen.weighting;
  const float x = column.center().x;
  const ui::TextStyle number{ui::Face::Mono, 14};
  ui.canvas.text({x, column.y + line * 0.7f}, scene.word(shared.word), {ui::Face::Medium, ui::kLabel}, ui.color(Token::Text1), ui::Align::Center);
  ui.canvas.text({x, column.y + line * 1.7f}, weight_text(shared.q, weighting), number, ui.color(Token::Query), ui::Align::Center);
  ui.canvas.text({x, column.y + line * 2.7f}, weight_text(shared.d, weighting), number, ui.color(Token::Key), ui::Align::Center);
  ui.canvas.text({x, column.y + line * 3.7f}, weight_text(shared.q * shared.d, weighting), number, ui.color(Token::Activation), ui::Align::Center);
}

void draw_heads(Scene& scene, Rect area, int document, float line) {
  ui::Ui& ui = scene.ui;
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  const std::array heads{std::string(ui.say({"shared word", "共同的词"})), std::string(ui.say({"in the question", "在问题里"})), (ui.language == Language::English ? "in " : "在") + name_of_document(document, ui.language),
                         std::string(ui.say({"product", "乘积"}))};
  for (std::size_t i = 0; i < heads.size(); ++i) ui.canvas.text({area.x, area.y + line * (static_cast<float>(i) + 0.7f)}, heads[i], style, ui.color(Token::Text2));
  ui.canvas.line({area.x, area.y + line * 3}, {area.right(), area.y + line * 3}, ui.color(Token::Line));
}

void say(Scene& scene, Rect area, Localized text) { ui::plain_text(scene.ui, {area.x, area.y + 4}, area.w - 20, scene.ui.say(text), {{ui::Face::Ui, ui::kBody}, 25, Token::Text2, 3}); }

// Why there is nothing to open; nullptr: there is.
const Localized* nothing(const Scene& scene) {
  static const Localized hidden{"Your guess first.", "请先猜。"}, unread{"No document has been counted yet.", "还没有数过任何文档。"};
  static const Localized unknown{"No document counted so far holds a word of the question. It is the zero vector: it has no direction, so no document is near to it.", "数过的文档里没有问题中的任何一个词。它是零向量，没有方向，也就没有最近的文档。"};
  static const Localized weightless{"Every word of the question weighs 0 here: it stands in every document, so it tells none from another.", "问题里的每个词在这里都重 0：篇篇都有它，分不出谁是谁。"};
  static const Localized zero{"Not one word in common: the similarity is exactly 0, with every document.", "没有一个共同的词：与每篇文档的相似度都恰好是 0。"};
  if (scene.hand.question_open && scene.hand.hides_similarity) return &hidden;
  if (scene.seen.read == 0) return &unread;
  if (scene.side.query.bag.empty()) return &unknown;
  if (scene.side.reading.length_squared(scene.side.query.bag) <= 0) return &weightless;
  return scene.compared() < 0 ? &zero : nullptr;
}

}  // namespace

void draw_nearest_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("nearest", area);
  if (const Localized* why = nothing(scene)) return say(scene, area, *why);
  const int document = scene.compared();
  const std::vector<Shared> all = shared_words(scene, document);
  const Reading& reading = scene.side.reading;
  const float line = std::min(28.0f, (area.h - 34) / 4);
  const float names = std::max(ui.canvas.text_width(name_of_document(document, ui.language) + "in ", {ui::Face::Ui, ui::kSmall}), 110.0f) + 10;
  Rect table = area;
  table.h = line * 4;
  draw_heads(scene, table, document, line);
  const float pitch = 84;
  const auto room = static_cast<std::size_t>(std::max(1.0f, (area.w - names) / pitch));
  Rect columns = table;
  columns.cut_left(names);
  for (std::size_t i = 0; i < std::min(all.size(), room); ++i) draw_column(scene, columns.cut_left(pitch), all[i], line);
  const double dot = reading.dot(scene.side.query.bag, reading.bag(document));
  const double q = std::sqrt(reading.length_squared(scene.side.query.bag)), d = std::sqrt(reading.length_squared(reading.bag(document)));
  const std::string sum = format_number(dot, scene.seen.weighting == Weighting::Counts ? 0 : 2);
  const std::string tex = "\\c{cos}{\\v{cos}} = \\c{tfidf}{\\v{" + sum + "}} / (\\c{q}{\\v{" + format_number(q, 2) + "}} \\v{·} \\c{k}{\\v{" + format_number(d, 2) + "}}) = \\c{cos}{\\v{" +
                          format_number(scene.side.similarity[static_cast<std::size_t>(document)], 3) + "}}";
  ui::draw_formula(ui, {area.x, table.bottom() + 24}, tex, 18);
  if (all.size() > room) {
    const std::string more = std::to_string(all.size() - room);
    ui.canvas.text({area.right() - 36, table.bottom() + 24}, ui.language == Language::English ? "and " + more + " more" : "另有 " + more + " 个词", {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3), ui::Align::Right);
  }
}

}  // namespace epochs::bag
