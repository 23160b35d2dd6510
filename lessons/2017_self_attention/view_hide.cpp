// Attention is not explanation: word by word, how much "it" looks at it, and what the answer becomes when that word is hidden from "it" in every head.
#include <algorithm>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/press.hpp"
#include "viz/strip.hpp"

namespace epochs::self_attention {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kLeastHideRow = 14, kMostHideRow = 28;
constexpr double kApart = 0.5;                   // seconds between two counts while training runs

void work_out(HideState& state, const Shown& shown) {
  if (state.look == shown.plain && state.without.size() == shown.sentence.words.size()) return;
  state.look = shown.plain;
  state.without.clear();
  for (int key = 0; key < shown.words(); ++key)
    state.without.push_back(answer_of(look(*shown.network, shown.sentence.words, shown.way, {.cuts = {{kAny, kAny, shown.sentence.pronoun, key}}, .scores = {}, .muted = {}}), shown.sentence));
}

// Over the sentences of the exam, once the weights rest, now and then while they move.
void count_shares(HideState& state, const Scene& scene) {
  if (state.counted_for == scene.shown.network || (state.counted_for && scene.running && scene.ui.time - state.counted_at < kApart && scene.ui.time >= state.counted_at)) return;
  state.counted_for = scene.shown.network, state.counted_at = scene.ui.time;
  std::vector<const Sentence*> some = short_paper(*scene.shown.corpus).sentences;
  some.resize(std::min<std::size_t>(some.size(), 24));           // few enough for a frame
  state.shares = ablation_shares(*scene.shown.network, some, scene.shown.way);
}

double mean_look(const Shown& shown, int key) {
  double out = 0;
  for (int layer = 0; layer < shown.network->shape.layers; ++layer) out += looks_at(*shown.plain, shown.sentence, layer)[static_cast<std::size_t>(key)] / shown.network->shape.layers;
  return out;
}

void draw_hide_row(Scene& scene, Rect row, int key, const Answer& without) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  const Answer& before = *shown.plain_answer;
  const float word = std::clamp(row.w * 0.2f, 56.0f, 120.0f), answer = std::clamp(row.w * 0.36f, 100.0f, 190.0f);
  ui.anchors.add("hide.row." + std::to_string(key), row);
  const bool it = key == shown.sentence.pronoun, noun = key == shown.sentence.referent && !scene.hand.question_open, moved = without.word != before.word;
  text_in(ui, {row.x + 4, row.center().y + 5}, word - 8, shown.word(key), {noun ? Face::Semibold : Face::Medium, ui::kLabel}, noun ? Token::Target : it ? Token::Query : Token::Text1);
  const double share = mean_look(shown, key);
  viz::draw_share(ui, {row.x + word, row.center().y - 4, std::max(10.0f, row.w - word - answer - 58), 8}, share, Token::Activation);
  ui.canvas.text({row.right() - answer - 10, row.center().y + 4.5f}, percent_of(share), {Face::Mono, ui::kTick}, ui.color(Token::Text2), ui::Align::Right);
  const std::string words = scene.hand.question_open ? std::string("?") : shown.corpus->word(without.word) + "  " + percent_of(without.probability);
  const Rect box{row.right() - answer, row.y + 1, answer, row.h - 2};
  if (moved && !scene.hand.question_open) ui.canvas.fill(box, ui::with_alpha(ui.color(Token::Error), 0.16f), 5);
  text_in(ui, {box.x + 8, box.center().y + 5}, box.w - 12, words, {moved ? Face::Semibold : Face::Ui, ui::kLabel}, moved && !scene.hand.question_open ? Token::Error : Token::Text2);
}

}  // namespace

void draw_hide_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("hide", area);
  HideState& state = scene.hand.hide;
  draw_sentence_picker(scene, area, "hide.sentence");
  work_out(state, scene.shown);
  count_shares(state, scene);
  const bool english = scene.language == Language::English;
  const Rect below = area.cut_bottom(62);
  area.cut_bottom(6);
  if (!scene.hand.question_open) {
    const AblationShares& s = state.shares;
    const std::string words = english ? "In 24 unseen sentences: hiding the word looked at most changes " + percent_of(s.most_moves) + " of the answers, hiding the one looked at least " + percent_of(s.least_moves) + "; in " + percent_of(s.noun_looked_at) + " the word looked at most is the noun that “it” stands for."
                                      : "在 24 个没见过的句子里：遮住最看重的词，" + percent_of(s.most_moves) + " 的答案变了；遮住最不看重的词，" + percent_of(s.least_moves) + "；" + percent_of(s.noun_looked_at) + " 的句子里最看重的正是“它”所指的名词。";
    draw_line_of_words(ui, below, words);
  }
  const Rect titles = area.cut_top(22);
  const float word = std::clamp(area.w * 0.2f, 56.0f, 120.0f), answer = std::clamp(area.w * 0.36f, 100.0f, 190.0f);
  text_in(ui, {titles.x + 4, titles.y + 15}, word - 8, ui.say({"hidden", "遮住"}), {Face::Ui, ui::kSmall}, Token::Text3);
  text_in(ui, {titles.x + word, titles.y + 15}, area.w - word - answer - 12, ui.say({"how much “it” looks there", "“它”看它多少"}), {Face::Ui, ui::kSmall}, Token::Text3);
  text_in(ui, {titles.right() - answer + 8, titles.y + 15}, answer - 12, ui.say({"then “it” is", "那么“它”是"}), {Face::Ui, ui::kSmall}, Token::Text3);
  const float pitch = std::min(kMostHideRow, area.h / static_cast<float>(scene.shown.words()));
  if (pitch < kLeastHideRow) return draw_line_of_words(ui, area, ui.say({"There is no room for the words here.", "这里放不下这些词。"}));
  for (int key = 0; key < scene.shown.words(); ++key) draw_hide_row(scene, area.cut_top(pitch), key, state.without[static_cast<std::size_t>(key)]);
}

}  // namespace epochs::self_attention
