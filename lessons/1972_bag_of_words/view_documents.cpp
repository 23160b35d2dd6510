// The question and the documents: every word in ink as dark as it weighs, every document with its similarity; all of it can be typed over.
#include <algorithm>
#include <cmath>

#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"
#include "views.hpp"

namespace epochs::bag {
namespace {

using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr float kQuery = 38, kNumber = 30, kSimilarity = 112, kAddition = 38, kGap = 12;
constexpr double kRest = 0.45;         // seconds without a key until what is typed is counted
const ui::TextStyle kText{ui::Face::Ui, ui::kLabel};

// Few documents stand in larger type.
struct Measure {
  ui::TextStyle text;
  float line, padding, gap;            // of a row
};
const Measure kRoomy{{ui::Face::Ui, ui::kBody}, 26, 7, 4}, kDense{kText, 22, 5, 3};

// ---- A text in the ink of its weights ----------------------------------------------------------------------------------

struct Ink {
  const Reading* reading = nullptr;
  double most = 0;                     // weight of the heaviest word of the document
  bool counted = true;
  float share(const std::string& word, const Bag& bag) const {
    const auto at = reading->shelf().ids.find(word);
    if (!counted || at == reading->shelf().ids.end() || most <= 0) return 0;
    const auto count = std::find_if(bag.begin(), bag.end(), [&](const Count& each) { return each.word == at->second; });
    return count == bag.end() ? 0 : static_cast<float>(reading->weight(*count) / most);
  }
};

// Wraps as it draws; returns the lines used. With Draw::No it only measures.
int flow(Scene& scene, Rect area, const Measure& measure, const std::vector<Piece>& pieces, const Bag& bag, const Ink& ink, ui::Draw draw) {
  constexpr int kMostLines = 2;
  ui::Ui& ui = scene.ui;
  float x = area.x;
  int line = 0;
  for (const Piece& piece : pieces) {
    const float w = ui.canvas.text_width(piece.text, measure.text);
    const bool space = piece.text == " ";
    if (!piece.word.empty() && x + w > area.right() && x > area.x) {
      if (line + 1 == kMostLines) {
        if (draw == ui::Draw::Yes) ui.canvas.text({x, area.y + measure.line * (static_cast<float>(line) + 0.72f)}, "…", measure.text, ui.color(Token::Text3));
        return kMostLines;
      }
      ++line, x = area.x;
    }
    if (space && x == area.x) continue;
    const float y = area.y + measure.line * (static_cast<float>(line) + 0.72f);
    if (draw == ui::Draw::Yes && !space) {
      const float share = piece.word.empty() ? 0 : ink.share(piece.word, bag);
      ui.canvas.text({x, y}, piece.text, measure.text, ui::mix(ui.color(Token::Text3), ui.color(Token::Text1), share));
      if (share > 0.02f) ui.canvas.fill({x, y + 4, w, 2}, ui::with_alpha(ui.color(Token::Activation), share), 1);
    }
    x += w;
  }
  return line + 1;
}

Ink ink_for(const Scene& scene, int document) {
  Ink ink{&scene.side.reading, 0, document < scene.seen.read && !(scene.hand.question_open && scene.hand.hides_similarity)};
  for (const Count& count : scene.side.reading.bag(document)) ink.most = std::max(ink.most, scene.side.reading.weight(count));
  return ink;
}

// ---- A row -----------------------------------------------------------------------------------------------------------------

struct Row {
  int document = 0;
  const Measure* measure = &kDense;
  Rect area;
  const std::vector<Piece>* pieces = nullptr;
};

// y: the baseline of the row's first line.
void draw_similarity(Scene& scene, Rect area, float y, int document) {
  ui::Ui& ui = scene.ui;
  const bool hidden = scene.hand.question_open && scene.hand.hides_similarity;
  if (document >= scene.seen.read) {
    ui.canvas.text({area.right(), y}, ui.say({"unread", "未读"}), {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3), ui::Align::Right);
    return;
  }
  const double near = scene.side.similarity[static_cast<std::size_t>(document)];
  ui.canvas.text({area.right(), y}, hidden ? "?" : format_number(near, 2), {ui::Face::Mono, 14}, ui.color(near > 0 && !hidden ? Token::Activation : Token::Text3), ui::Align::Right);
  if (hidden) return;
  const Rect track{area.x, y - 8, area.w - 46, 6};
  ui.canvas.fill(track, ui.color(Token::Surface2), 3);
  if (near > 0) ui.canvas.fill({track.x, track.y, std::max(2.0f, track.w * static_cast<float>(near)), track.h}, ui.color(Token::Activation), 3);
}

// Of a document of a topic: its own nearest neighbour, and whether that is of the same topic.
void draw_neighbour(Scene& scene, Rect area, float y, int document) {
  ui::Ui& ui = scene.ui;
  const std::vector<int>& topics = scene.side.reading.shelf().topics;
  const Reading& reading = scene.side.reading;
  const int near = document < scene.seen.read ? reading.nearest(reading.bag(document), document) : -1;
  std::string text(ui.say(name_of_topic(topics[static_cast<std::size_t>(document)])));
  if (near >= 0) text += " → " + std::to_string(near + 1);
  const bool same = near >= 0 && topics[static_cast<std::size_t>(near)] == topics[static_cast<std::size_t>(document)];
  if (near >= 0) text += same ? " =" : " ≠";
  ui.canvas.text({area.right(), y}, text, {ui::Face::Ui, ui::kSmall}, ui.color(near >= 0 && !same ? Token::Error : Token::Text2), ui::Align::Right);
}

// Edit and delete, on the row that is looked at.
void draw_tools(Scene& scene, Rect row, int document) {
  ui::Ui& ui = scene.ui;
  const std::string id = "documents." + std::to_string(document);
  const Rect remove{row.right() - 26, row.y + 4, 22, 22}, edit{row.right() - 52, row.y + 4, 22, 22};
  const ui::Pressed pen = ui::pressable(ui, id + ".edit", edit, 11), cross = ui::pressable(ui, id + ".delete", remove, 11);
  ui::hover_fill(ui, edit, Token::Surface2, 11, pen);
  ui::hover_fill(ui, remove, Token::Surface2, 11, cross);
  const ui::Color ink = ui.color(Token::Text2);
  const Vec2 a = edit.center(), b = remove.center();
  ui.canvas.line({a.x - 4, a.y + 4}, {a.x + 4, a.y - 4}, ink, 2);
  ui.canvas.line({a.x - 6, a.y + 6}, {a.x - 4, a.y + 4}, ink, 1);
  ui.canvas.line({b.x - 4, b.y - 4}, {b.x + 4, b.y + 4}, ink, 1.6f);
  ui.canvas.line({b.x - 4, b.y + 4}, {b.x + 4, b.y - 4}, ink, 1.6f);
  if (pen.clicked) scene.hand.editing = document, scene.hand.document = {};
  if (cross.clicked) {
    scene.wishes.push_back(DeleteDocument{document});
    scene.hand.editing = scene.hand.compared = -1;
  }
}

void draw_editor(Scene& scene, Rect text, int document) {
  ui::TextFieldStyle style;
  style.longest = kLongestDocument;
  style.text = kText;
  const std::string& now = scene.seen.library->documents[static_cast<std::size_t>(document)].in(scene.language);
  if (auto changed = draft_field(scene, "documents.editor", {text.x - 10, text.y - 4, text.w + 10, 32}, scene.hand.document, now, style)) scene.wishes.push_back(EditDocument{document, *changed, scene.edited()});
}

void draw_row(Scene& scene, const Row& row) {
  ui::Ui& ui = scene.ui;
  const int document = row.document;
  const bool read = document < scene.seen.read, hidden = scene.hand.question_open && scene.hand.hides_similarity;
  const bool nearest = read && document == scene.side.nearest && !hidden, compared = document == scene.compared() && !hidden;
  const ui::Pressed press = ui::pressable(ui, "documents." + std::to_string(document), row.area, 8);
  if (nearest) ui.canvas.fill(row.area, ui.color(Token::Surface3), 8);
  else ui::hover_fill(ui, row.area, Token::Surface2, 8, press);
  if (compared && !nearest) ui.canvas.outline(row.area, ui.color(Token::Line2), 8, 1.6f);
  if (document == scene.seen.read) ui.canvas.outline(row.area, ui.color(Token::Text1), 8, 2);       // the next to be counted
  if (press.clicked && read) scene.hand.compared = document, scene.hand.selected = {Place::Kind::Cosine, document, 0};
  if (press.hovered) ui.highlight.hovered = "k";
  const Measure& measure = *row.measure;
  const float y = row.area.y + measure.padding, baseline = y + measure.line * 0.72f;
  ui.canvas.text({row.area.x + kNumber - 8, baseline}, std::to_string(document + 1), {ui::Face::Mono, 13}, ui.color(nearest ? Token::Key : Token::Text3), ui::Align::Right);
  Rect text{row.area.x + kNumber, y, row.area.w - kNumber - kSimilarity - 16, row.area.h - 2 * measure.padding};
  if (scene.hand.editing == document) draw_editor(scene, text, document);
  else flow(scene, text, measure, *row.pieces, scene.side.reading.bag(document), ink_for(scene, document), ui::Draw::Yes);
  const bool pointed = row.area.contains(ui.pointer.position) || press.focused || scene.hand.editing == document;
  const Rect right{row.area.right() - kSimilarity, row.area.y, kSimilarity - 10, row.area.h};
  if (pointed) draw_tools(scene, row.area, document);
  else draw_similarity(scene, right, baseline, document);
  if (scene.seen.set == Set::Topics && row.area.h > 2 * measure.line) draw_neighbour(scene, right, baseline + measure.line, document);
}

// ---- The list ----------------------------------------------------------------------------------------------------------------

void wrap(Scene& scene, float width, const Measure& measure) {
  Wrapped& kept = scene.hand.wrapped;
  if (kept.library == scene.seen.library && kept.language == scene.language && kept.width == width && kept.size == measure.text.size && kept.scale == scene.ui.scale) return;
  kept = {scene.seen.library, scene.language, width, measure.text.size, scene.ui.scale, {}};
  for (int document = 0; document < scene.seen.size(); ++document) {
    Wrapped::Text text{pieces_of(scene.seen.library->documents[static_cast<std::size_t>(document)].in(scene.language), scene.seen.cut), 1};
    text.lines = flow(scene, {0, 0, width, 0}, measure, text.pieces, scene.side.reading.bag(document), {&scene.side.reading, 0, false}, ui::Draw::No);
    kept.texts.push_back(std::move(text));
  }
}

std::vector<Row> rows_of(Scene& scene, Rect area, const Measure& measure) {
  wrap(scene, area.w - kNumber - kSimilarity - 16, measure);
  std::vector<Row> rows;
  float y = area.y + 2;                // room for the first row's outline
  for (int document = 0; document < scene.seen.size(); ++document) {
    const Wrapped::Text& text = scene.hand.wrapped.texts[static_cast<std::size_t>(document)];
    rows.push_back({document, &measure, {area.x, y, area.w, measure.line * static_cast<float>(text.lines) + 2 * measure.padding}, &text.pieces});
    y = rows.back().area.bottom() + measure.gap;
  }
  return rows;
}

void draw_list(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  ui.anchors.add("documents.list", area);
  constexpr int kFew = 12;
  std::vector<Row> rows = scene.seen.size() <= kFew ? rows_of(scene, area, kRoomy) : std::vector<Row>();
  if (rows.empty() || rows.back().area.bottom() > area.bottom()) rows = rows_of(scene, area, kDense);
  const float most = rows.empty() ? 0 : std::max(0.0f, rows.back().area.bottom() + 2 - area.bottom());
  if (area.contains(ui.pointer.position)) hand.scroll -= ui.pointer.wheel * 40;
  if (hand.followed != scene.seen.read && !rows.empty()) {   // the next document stays in view
    if (hand.followed >= 0 || scene.seen.read < scene.seen.size()) {
      const Rect next = rows[static_cast<std::size_t>(std::min(scene.seen.read, scene.seen.size() - 1))].area;
      hand.scroll = std::clamp(hand.scroll, next.bottom() - area.bottom(), next.y - area.y);
    }
    hand.followed = scene.seen.read;
  }
  hand.scroll = std::clamp(hand.scroll, 0.0f, most);
  ui.canvas.push_clip(area);
  for (Row row : rows) {
    row.area.y -= hand.scroll;
    if (row.area.y < area.y - 1 || row.area.bottom() > area.bottom() + 1) continue;   // whole rows only: nothing half there can be pressed
    draw_row(scene, row);
  }
  ui.canvas.pop_clip();
  if (ui.highlight.is("k")) lit_outline(ui, {area.x + 1, area.y + 1, area.w - 2, area.h - 2});
  if (ui.highlight.is("cos")) lit_outline(ui, {area.right() - kSimilarity, area.y + 1, kSimilarity - 1, area.h - 2});
  if (most <= 0) return;
  const float share = area.h / (area.h + most), top = area.y + (area.h - area.h * share) * hand.scroll / most;
  ui.canvas.fill({area.right() + 1, top, 4, area.h * share}, ui.color(Token::Line2), 2);
}

void draw_query(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  const std::string_view label = ui.say({"Question", "问题"});
  const float w = ui.canvas.text_width(label, {ui::Face::Medium, ui::kLabel}) + 14;
  if (ui.highlight.is("q")) lit_outline(ui, row);
  ui.canvas.text({row.x, row.center().y + 5}, label, {ui::Face::Medium, ui::kLabel}, ui.color(Token::Query));
  ui::TextFieldStyle style;
  style.longest = kLongestDocument;
  style.text = {ui::Face::Ui, ui::kLabel};
  style.placeholder = ui.say({"What are you looking for?", "想找什么？"});
  if (auto text = draft_field(scene, "documents.query", {row.x + w, row.y, row.w - w, row.h}, scene.hand.query, scene.seen.query.in(scene.language), style))
    scene.wishes.push_back(SetQuery{*text, scene.edited()});
}

// Words of the question that no document holds, else what the beat does to the next document.
std::string line_below(const Scene& scene) {
  const std::vector<std::string>& unknown = scene.side.query.unknown;
  const bool english = scene.ui.language == Language::English, hidden = scene.hand.question_open && scene.hand.hides_similarity;
  if (!unknown.empty() && !hidden) {
    std::string all;
    for (std::size_t i = 0; i < std::min<std::size_t>(4, unknown.size()); ++i) all += (i > 0 ? (english ? ", " : "、") : "") + unknown[i];
    return english ? "No document holds: " + all : "没有文档含有：" + all;
  }
  return scene.running ? std::string() : beat_words(scene);
}

void draw_addition(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  ui::TextFieldStyle style;
  style.longest = kLongestDocument;
  style.text = kText;
  style.disabled = scene.seen.size() >= kMostDocuments;
  style.placeholder = ui.say({"Type a document of your own, then Enter", "自己写一篇，按回车加入"});
  ui::TextFieldState& field = scene.hand.addition;
  if (!ui::text_field(ui, "documents.add", row, field, style).entered || trim(field.text()).empty()) return;
  scene.wishes.push_back(AddDocument{field.text()});
  field.edit.set("");
  scene.hand.followed = scene.seen.read;
  scene.hand.scroll = 1e6f;            // to its end, where the new one stands
}

}  // namespace

std::optional<std::string> draft_field(Scene& scene, std::string_view id, Rect area, Draft& draft, const std::string& now, const ui::TextFieldStyle& style) {
  if (draft.known != now) {            // the model has another text: an undo, another language, what was typed here
    if (draft.changed_at < 0 && draft.field.text() != now) draft.field.edit.set(now), draft.field.edit.place(0, ui::TextEdit::Selection::Drop), draft.field.scroll = 0;
    draft.known = now;
  }
  const ui::TextFieldResult result = ui::text_field(scene.ui, id, area, draft.field, style);
  if (result.changed) draft.changed_at = scene.ui.time;
  if (draft.changed_at < 0 || !(result.entered || result.left || scene.ui.time - draft.changed_at > kRest)) return std::nullopt;
  draft.changed_at = -1;
  return draft.field.text() == now ? std::nullopt : std::optional(draft.field.text());
}

void draw_documents_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("documents", area);
  draw_query(scene, area.cut_top(kQuery));
  area.cut_top(kGap);
  if (area.h > 160) draw_addition(scene, area.cut_bottom(kAddition));
  const Rect below = area.cut_bottom(28);
  ui.canvas.text({below.x, below.y + 17}, line_below(scene), {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text2));
  if (scene.seen.size() == 0) {
    ui::plain_text(ui, {area.x, area.y + 8}, area.w, ui.say({"No documents yet. Type one below.", "还没有文档。请在下面写一篇。"}), {{ui::Face::Ui, ui::kBody}, 24, Token::Text2});
    return;
  }
  draw_list(scene, area);
}

}  // namespace epochs::bag
