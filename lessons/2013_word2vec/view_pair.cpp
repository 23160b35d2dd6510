// This guess: the centre's vector, the true neighbour's and those of the words drawn at random, their products with it, what σ makes of them, and the loss. The walk
// lights up what it has just computed, and in Backward and Update says what comes of it.
#include <algorithm>
#include <cmath>

#include "pass_rows.hpp"
#include "strips.hpp"
#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"

namespace epochs::word2vec {
namespace {

using lesson::Beat;
using ui::Align;
using ui::Face;
using ui::Rect;
using ui::TextStyle;
using ui::Token;

constexpr float kPairFoot = 62, kPairHead = 22, kPairTwoLines = 44, kPairOneLine = 25, kPairTallest = 62, kPairNumber = 62, kPairExtra = 66, kPairSymbol = 30;
constexpr TextStyle kPairNumbers{Face::Mono, 14}, kPairWords{Face::Ui, ui::kSmall};

// Where the columns of all rows stand.
struct PairColumns {
  float name = 0, symbol = 0, strip = 0, strip_w = 0, bar = 0, bar_w = 0, number = 0, extra = 0;   // left edges and widths; right edges of numbers
  bool two_lines = false, has_extra = false;
  int cells = 1;
  double limit = 1;
};

bool pair_softmax(const Scene& scene) { return scene.seen.settings.output == Output::Softmax; }
bool pair_cbow(const Scene& scene) { return scene.seen.settings.method == Method::Cbow; }
bool pair_says_direction(const Scene& scene) { return !waits_for(scene, "pair"); }
bool pair_after_loss(const Scene& scene) { return pair_says_direction(scene) && (scene.at.beat == Beat::Backward || scene.at.beat == Beat::Update); }

// "king", or of CBOW the neighbours together.
std::string pair_input_name(const Scene& scene) {
  const std::vector<int>& inputs = scene.seen.next.example.inputs;
  if (inputs.size() == 1) return scene.word(inputs.front());
  const std::string n = std::to_string(inputs.size());
  return scene.ui.language == Language::English ? "mean of " + n : n + " 个词的平均";
}

PairColumns pair_columns(Scene& scene, Rect area, const std::vector<int>& rows, bool two_lines) {
  ui::Ui& ui = scene.ui;
  PairColumns c;
  c.two_lines = two_lines;
  float widest = ui.canvas.text_width(pair_input_name(scene), {Face::Medium, ui::kLabel});
  for (const int row : rows) widest = std::max(widest, ui.canvas.text_width(scene.word(word_of_row(scene.seen, row)), {Face::Medium, ui::kLabel}));
  if (two_lines) widest = std::max(widest, ui.canvas.text_width(ui.say({"push away", "推远"}), kPairWords) - kPairSymbol);
  c.name = area.x + 12;
  c.symbol = c.name + std::clamp(widest + 10, 44.0f, area.w * 0.24f);
  c.strip = c.symbol + kPairSymbol;
  c.has_extra = area.w >= 470;
  c.extra = area.right() - 8;
  c.number = c.has_extra ? c.extra - kPairExtra : c.extra;
  const float room = c.number - kPairNumber - c.strip;
  if (two_lines) c.strip_w = c.bar_w = room, c.bar = c.strip;
  else c.strip_w = room * 0.42f, c.bar = c.strip + c.strip_w + kPairNumber, c.bar_w = std::max(10.0f, room - c.strip_w - kPairNumber - 4);
  c.cells = cells_that_fit(c.strip_w, scene.seen.next.hidden.size());
  c.limit = limit_of(scene.seen);
  return c;
}

// The change to come below the numbers, on a scale of its own.
void draw_pair_change(Scene& scene, Rect strip, std::span<const float> change, const PairColumns& c) {
  float most = 0;
  for (const float value : change) most = std::max(most, std::abs(value));
  if (most > 0) draw_strip(scene.ui, {strip.x, strip.bottom() + 2, strip.w, 5}, change, {static_cast<double>(most), c.cells, -1, 1});
}

int marked_in_pair(const Scene& scene, Place::Kind kind, int word) {
  const Place& at = scene.hand.selected;
  if (at.kind != kind) return -1;
  return kind == Place::Kind::Hidden ? at.a : at.a == word ? at.b : -1;
}

void draw_pair_vector(Scene& scene, Rect line, std::span<const float> values, Place::Kind kind, int word, std::span<const float> change, const PairColumns& c) {
  ui::Ui& ui = scene.ui;
  const Rect strip{c.strip, line.center().y - (c.two_lines ? 9.0f : 8.0f), c.strip_w, change.empty() ? (c.two_lines ? 18.0f : 16.0f) : 12.0f};
  const int under = draw_strip(ui, strip, values, {c.limit, c.cells, marked_in_pair(scene, kind, word)});
  if (!change.empty()) draw_pair_change(scene, strip, change, c);
  if (under < 0) return;
  ui.requests.cursor = ui::Cursor::Hand;
  if (ui.pointer.pressed) scene.hand.selected = kind == Place::Kind::Hidden ? Place{kind, under, 0} : Place{kind, word, under};
}

// ---- Rows --------------------------------------------------------------------------------------------------------------

void draw_pair_head(Scene& scene, Rect line, const PairColumns& c) {
  ui::Ui& ui = scene.ui;
  const float y = line.y + 14;
  const auto numbers = static_cast<int>(scene.seen.next.hidden.size());
  const std::string shown = std::to_string(c.cells), all = std::to_string(numbers);
  const bool english = ui.language == Language::English, some = c.cells < numbers;
  const std::string full = some ? (english ? shown + " of " + all + " numbers" : all + " 个数中的 " + shown + " 个") : english ? all + (numbers == 1 ? " number each" : " numbers each") : "各 " + all + " 个数";
  const std::string brief = some ? shown + " / " + all : english ? all + " each" : "各 " + all + " 个";
  text_in(ui, {c.strip, y}, c.strip_w, ui.canvas.text_width(full, kPairWords) <= c.strip_w ? full : brief, kPairWords, Token::Text3);
  ui.canvas.text({c.two_lines ? c.number : c.bar - 8, y}, "u·h", {Face::MathItalic, ui::kLabel}, ui.color(Token::Text2), Align::Right);
  if (!c.two_lines) ui.canvas.text({c.number, y}, pair_softmax(scene) ? "p" : "σ", {Face::MathItalic, ui::kLabel}, ui.color(Token::Text2), Align::Right);
  if (c.has_extra) ui.canvas.text({c.extra, y}, pair_after_loss(scene) ? "g" : "J", {Face::MathItalic, ui::kLabel}, ui.color(Token::Error), Align::Right);
}

void draw_pair_centre(Scene& scene, Rect row, const PairColumns& c, const Lit& lit) {
  ui::Ui& ui = scene.ui;
  const Pass& pass = scene.seen.next;
  const bool blamed = lit.hidden_gradient && pair_says_direction(scene), moves = lit.vectors && pair_says_direction(scene);
  if (lit.hidden || blamed || moves) draw_lit(scene, row);
  if (ui.highlight.is("x") || ui.highlight.is("h")) ui.canvas.outline(row, ui::with_alpha(ui.color(Token::Text1), 0.5f), 8, 1.6f);
  Rect line = row;
  if (c.two_lines) line.h = row.h * 0.5f, line.y += 2;
  const Token color = pair_cbow(scene) ? Token::Activation : Token::Input;
  text_in(ui, {c.name, line.center().y + 5}, c.symbol - c.name - 4, pair_input_name(scene), {Face::Medium, ui::kLabel}, color);
  ui::draw_formula(ui, {c.symbol, line.center().y + 5}, pair_cbow(scene) ? "h" : "\\c{x}{v}_c", 17, color);
  std::vector<float> change;
  if (blamed) change = pass.hidden_gradient;
  if (moves) change = change_of_vector(scene.seen, pass.example.inputs.front());
  const bool own = pass.example.inputs.size() == 1;
  draw_pair_vector(scene, line, pass.hidden, own ? Place::Kind::Vector : Place::Kind::Hidden, own ? pass.example.inputs.front() : -1, change, c);
  if (!c.two_lines) return;
  std::string words = std::string(ui.say(pair_cbow(scene) ? Localized{"guesses the word between", "猜中间的词"} : Localized{"the centre, as it guesses: h", "中心词，由它来猜：h"}));
  if (!own) {
    words += ui.language == Language::English ? ": " : "：";
    for (const int word : pass.example.inputs) words += (word == pass.example.inputs.front() ? "" : " ") + scene.word(word);
  }
  text_in(ui, {c.strip, row.bottom() - 7}, c.strip_w, words, kPairWords, Token::Text3);
}

std::string symbol_in_pair(const Scene& scene, int row, int shown) {
  if (is_target(scene.seen, row)) return "\\c{y}{u}_o";
  return pair_softmax(scene) ? "u_{" + std::to_string(shown) + "}" : "\\c{d}{u}_{" + std::to_string(shown) + "}";
}

void draw_pair_numbers(Scene& scene, int row, Rect first, Rect second, const PairColumns& c, const Lit& lit) {
  ui::Ui& ui = scene.ui;
  const Pass& pass = scene.seen.next;
  const auto i = static_cast<std::size_t>(row);
  const double s = static_cast<double>(pass.scores[i]), p = static_cast<double>(pass.probabilities[i]);
  const bool here = lit.meets(row);
  ui.canvas.text({c.two_lines ? c.number : c.bar - 8, first.center().y + 5}, signed_number(s, 2), kPairNumbers, ui.color(lit.scores && here ? Token::Text1 : Token::Text2), Align::Right);
  draw_share(ui, {c.bar, second.center().y - 4.5f, c.bar_w, 9}, p, Token::Activation, is_target(scene.seen, row) ? 1 : 0);
  const std::string written = c.two_lines ? (pair_softmax(scene) ? "p " : "σ ") + format_number(p, 2) : format_number(p, 2);
  ui.canvas.text({c.number, second.center().y + 5}, written, {Face::Mono, ui::kSmall}, ui.color(lit.probabilities && here ? Token::Text1 : Token::Text2), Align::Right);
  if (!c.has_extra) return;
  const bool backward = pair_after_loss(scene);
  if (!backward && pair_softmax(scene) && !is_target(scene.seen, row)) return;
  const double extra = backward ? static_cast<double>(pass.gradients[i]) : loss_term(scene.seen, row);
  const bool lit_here = here && (backward ? lit.gradients : lit.terms);
  ui.canvas.text({c.extra, second.center().y + 5}, backward ? signed_number(extra, 2) : format_number(extra, 3), kPairNumbers, ui.color(lit_here ? Token::Text1 : Token::Error), Align::Right);
}

void draw_pair_row(Scene& scene, Rect row, int which, int shown, const PairColumns& c, const Lit& lit) {
  ui::Ui& ui = scene.ui;
  const int word = word_of_row(scene.seen, which);
  const bool target = is_target(scene.seen, which), moves = lit.outputs && pair_says_direction(scene);
  const ui::Pressed press = ui::pressable(ui, "pair.row." + std::to_string(which), row, 8);
  ui::hover_fill(ui, row, Token::Surface2, 8, press);
  const bool blamed = (lit.gradients || lit.outputs) && !pair_says_direction(scene);
  if (lit.rows() && lit.meets(which) && !blamed) draw_lit(scene, row);
  const Place here{Place::Kind::Score, which, 0};
  if (scene.hand.selected == here) ui.canvas.outline(row, ui.color(Token::Text1), 8, 2);
  else if (ui.highlight.is(target ? "y" : "d")) ui.canvas.outline(row, ui::with_alpha(ui.color(Token::Text1), 0.5f), 8, 1.6f);
  if (press.hovered) ui.highlight.hovered = target ? "y" : "d";
  if (press.clicked) scene.hand.selected = here;
  Rect first = row, second = row;
  if (c.two_lines) first.h = second.h = row.h * 0.5f, second.y += row.h * 0.46f, first.y += 2;
  const Token color = target ? Token::Target : pair_softmax(scene) ? Token::Text2 : Token::Error;
  text_in(ui, {c.name, first.center().y + 5}, c.symbol - c.name - 4, scene.word(word), {Face::Medium, ui::kLabel}, color);
  ui::draw_formula(ui, {c.symbol, first.center().y + 5}, symbol_in_pair(scene, which, shown), 17, color);
  draw_pair_numbers(scene, which, first, second, c, lit);
  draw_pair_vector(scene, first, row_of(*scene.seen.outputs, word), Place::Kind::Output, word, moves ? change_of_output(scene.seen, word) : std::vector<float>{}, c);
  if (!c.two_lines) return;
  const Localized words = !pair_says_direction(scene) ? Localized{"?", "？"} : target ? Localized{"pull closer", "拉近"} : Localized{"push away", "推远"};
  text_in(ui, {c.name, second.center().y + 5}, c.strip - c.name - 6, ui.say(words), kPairWords, moves ? Token::Text1 : Token::Text3);
}

// ---- Loss, and what the walk stands on -----------------------------------------------------------------------------------

std::string pair_words(const Scene& scene, const Lit& lit) {
  const bool english = scene.ui.language == Language::English, softmax = pair_softmax(scene);
  const Pass& pass = scene.seen.next;
  if (!pair_says_direction(scene) && (lit.gradients || lit.hidden_gradient || lit.outputs || lit.vectors)) return std::string(scene.ui.say({"Your guess first.", "请先猜。"}));
  if (lit.hidden && pair_cbow(scene)) return english ? "h is the mean of the neighbours' rows of v" : "h 是各邻居在 v 里那一行的平均";
  if (lit.hidden) return english ? "h is the centre's own row of v" : "h 就是中心词在 v 里的那一行";
  if (lit.scores && lit.row >= 0) {
    const std::string word = scene.word(word_of_row(scene.seen, lit.row)), s = signed_number(static_cast<double>(pass.scores[static_cast<std::size_t>(lit.row)]), 2);
    return english ? "“" + word + "”: number by number u times h, added up: " + s : "“" + word + "”：u 与 h 逐个数相乘，加起来：" + s;
  }
  if (lit.scores) return english ? "one product u · h for every word of the vocabulary" : "词表里的每个词都算一个 u · h";
  if (lit.probabilities && softmax) return english ? "softmax: all probabilities together make 1" : "softmax：所有概率加起来是 1";
  if (lit.probabilities) return english ? "σ bends each product to between 0 and 1; the tick is where it should be" : "σ 把每个乘积压到 0 与 1 之间；竖线是它该到的地方";
  if (lit.terms && lit.row >= 0 && !softmax) {
    const bool target = is_target(scene.seen, lit.row);
    const std::string p = format_number(static_cast<double>(pass.probabilities[static_cast<std::size_t>(lit.row)]), 2), t = format_number(loss_term(scene.seen, lit.row), 3);
    const std::string word = scene.word(word_of_row(scene.seen, lit.row));
    return (english ? "“" + word + "”: " : "“" + word + "”：") + (target ? "−ln " + p : "−ln (1 − " + p + ")") + (english ? ", about " : "，约 ") + t;
  }
  if (lit.total) return softmax ? (english ? "J = −ln p of the true neighbour" : "J = −ln（真邻居的 p）") : (english ? "the terms added up" : "各项相加");
  if (lit.gradients) return english ? "g = p − 1 for the true one, p for all others: by how much each is wrong" : "g：真的一个是 p − 1，其余是 p，即各错了多少";
  if (lit.hidden_gradient) return english ? "thin cells: the gradient of h, Σ g u" : "细格：h 的梯度 Σ g u";
  if (lit.outputs) return english ? "thin cells: what is added to each u, −η g h" : "细格：各个 u 要加上的 −η g h";
  return english ? "thin cells: what is added to v, −η Σ g u" : "细格：v 要加上的 −η Σ g u";
}

void draw_pair_loss(Scene& scene, Rect foot, const Lit& lit) {
  ui::Ui& ui = scene.ui;
  const Rect row{foot.x, foot.y + 4, foot.w, 32};
  ui.canvas.line({foot.x, foot.y}, {foot.right(), foot.y}, ui.color(Token::Line));
  const ui::Pressed press = ui::pressable(ui, "pair.loss", row, 8);
  ui::hover_fill(ui, row, Token::Surface2, 8, press);
  if (lit.total) draw_lit(scene, row);
  if (scene.hand.selected.kind == Place::Kind::Loss) ui.canvas.outline(row, ui.color(Token::Text1), 8, 2);
  else if (ui.highlight.is("loss")) ui.canvas.outline(row, ui::with_alpha(ui.color(Token::Text1), 0.5f), 8, 1.6f);
  if (press.hovered) ui.highlight.hovered = "loss";
  if (press.clicked) scene.hand.selected = {};
  text_in(ui, {foot.x + 12, row.center().y + 5}, foot.w - 120, ui.say(pair_cbow(scene) ? Localized{"Loss of this guess", "这一次猜测的损失"} : Localized{"Loss of this pair", "这一对的损失"}), {Face::Ui, ui::kLabel}, Token::Text2);
  ui.canvas.text({foot.right() - 8, row.center().y + 6.5f}, format_number(scene.seen.next.loss, 3), {Face::Mono, 19}, ui.color(Token::Error), Align::Right);
  text_in(ui, {foot.x + 12, row.bottom() + 17}, foot.w - 20, pair_words(scene, lit), kPairWords, Token::Text2);
}

// All the pairs that this centre gives, the one that is guessed next marked: what the step of the window is about. Returns the height it took.
float draw_pairs_of_centre(Scene& scene, Rect area) {
  const Example& next = scene.seen.next.example;
  if (scene.hand.step != "window" || pair_cbow(scene) || scene.seen.settings.subsample > 0 || area.h < 420) return 0;      // subsampling leaves out some of them
  ui::Ui& ui = scene.ui;
  constexpr float kPairChip = 28, kPairTitle = 24;
  const std::vector<int>& ids = scene.seen.text->ids;
  const auto window = static_cast<std::size_t>(scene.seen.settings.window);
  text_in(ui, {area.x, area.y + 14}, area.w, waits_for(scene, "window") ? ui.say({"The pairs of this centre: your guess first.", "这个中心词的词对：请先猜。"}) : ui.say({"The pairs of this centre", "这个中心词给出的词对"}), kPairWords, Token::Text3);
  if (waits_for(scene, "window")) return kPairTitle;
  std::size_t from = next.at, to = next.at;
  while (from > 0 && next.at - from < window && ids[from - 1] != kSentenceEnd) --from;
  while (to + 1 < ids.size() && to - next.at < window && ids[to + 1] != kSentenceEnd) ++to;
  float x = area.x;
  for (std::size_t at = from; at <= to; ++at) {
    if (at == next.at) continue;
    const std::string label = scene.word(next.centre) + " → " + scene.word(ids[at]);
    const float w = ui.canvas.text_width(label, kPairWords) + 22;
    if (x + w > area.right()) break;
    const Rect chip{x, area.y + kPairTitle, w, kPairChip};
    const bool now = at == next.neighbour_at;
    ui.canvas.fill(chip, ui.color(now ? Token::Surface3 : Token::Surface2), 8);
    if (now) ui.canvas.outline(chip, ui.color(Token::Target), 8, 1.6f);
    ui.canvas.text({x + 11, chip.center().y + 4.8f}, label, kPairWords, ui.color(now ? Token::Text1 : Token::Text2));
    x += w + 8;
  }
  return kPairTitle + kPairChip + 12;
}

// "and 406 more words share 93.1 %"
void draw_left_out_of_pair(Scene& scene, ui::Vec2 at, float width, const std::vector<int>& rows) {
  const int left = rows_of(scene.seen.next) - static_cast<int>(rows.size());
  if (left <= 0) return;
  double share = 1;
  for (const int row : rows) share -= static_cast<double>(scene.seen.next.probabilities[static_cast<std::size_t>(row)]);
  const bool english = scene.ui.language == Language::English;
  std::string text = english ? "and " + group_thousands(left) + " more" : "另有 " + group_thousands(left) + " 个";
  if (pair_softmax(scene)) text += english ? " words, together " + format_number(100 * share, 1) + "%" : "词，共占 " + format_number(100 * share, 1) + "%";
  text_in(scene.ui, at, width, text, kPairWords, Token::Text3);
}

}  // namespace

void draw_pair_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("pair", area);
  if (!has_guess(scene.seen)) return draw_sentence_of(ui, area, why_no_guess(scene.seen));
  if (area.h > 300) area.cut_top(draw_sentence(scene, {area.x, area.y, area.w, std::min(128.0f, area.h * 0.3f)}) + 10);
  area.cut_top(draw_pairs_of_centre(scene, area));
  const Lit lit = lit_of(scene.at, scene.seen);
  const Rect foot = area.cut_bottom(std::min(kPairFoot, area.h * 0.4f));
  Rect head = area.cut_top(kPairHead);
  const int all = pair_softmax(scene) ? std::min(8, rows_of(scene.seen.next)) : rows_of(scene.seen.next);
  const bool fits_two = area.h >= kPairTwoLines * static_cast<float>(all + 1) + 16;
  const float least = fits_two ? kPairTwoLines : kPairOneLine;
  const auto room = std::max(1, static_cast<int>(area.h / least) - 1);
  std::vector<int> rows = shown_rows(scene.seen, std::min(all, room));
  const bool more = static_cast<int>(rows.size()) < rows_of(scene.seen.next);
  if (more && static_cast<int>(rows.size()) >= room && rows.size() > 1) rows.pop_back();   // a line for "and N more"
  const PairColumns c = pair_columns(scene, area, rows, fits_two);
  draw_pair_head(scene, head, c);
  const float height = std::min((area.h - (more ? 18.0f : 0.0f)) / static_cast<float>(rows.size() + 1), fits_two ? kPairTallest : 34.0f);
  draw_pair_centre(scene, area.cut_top(height).inset(0, 1), c, lit);
  int shown = 0;
  for (const int row : rows) {
    const Rect line = area.cut_top(height).inset(0, 1);
    draw_pair_row(scene, line, row, is_target(scene.seen, row) ? 0 : ++shown, c, lit);
  }
  draw_left_out_of_pair(scene, {c.name, area.y + 13}, area.w - 20, rows);
  draw_pair_loss(scene, foot, lit);
}

}  // namespace epochs::word2vec
