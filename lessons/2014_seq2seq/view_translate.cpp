// A sentence chosen or typed, and what it becomes: word by word with its probability and what else could have stood there. A press on one of those says it instead;
// with attention a press on a word that is read takes its weight into the hand.
#include <algorithm>
#include <numeric>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "viz/strip.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr int kCandidates = 5;
constexpr float kCandidateRow = 26, kLabelHeight = 20, kAnnounce = 24;
constexpr ui::TextStyle kTranslateSmall{Face::Ui, ui::kSmall};

void small_label(Scene& scene, Rect row, Localized words) { text_in(scene.ui, {row.x, row.center().y + 4}, row.w, scene.ui.say(words), kTranslateSmall, Token::Text3); }

// How high chips become in so wide an area.
float chips_height(ui::Ui& ui, Rect area, const std::vector<std::string>& words) {
  const std::vector<Rect> boxes = lay_chips(ui, {area.x, area.y, area.w, 10'000}, words);
  return boxes.empty() ? 0 : boxes.back().bottom() - area.y;
}

const SetWord* said_by_hand(const Meddling& meddling, int step) {
  for (const SetWord& each : meddling.words)
    if (each.step == step) return &each;
  return nullptr;
}

// What was forced later belongs to a beginning that is no more.
void say_instead(Hand& hand, const Shown& shown, int step, int word) {
  std::vector<SetWord>& words = hand.meddling.words;
  words.erase(std::remove_if(words.begin(), words.end(), [&](const SetWord& each) { return each.step >= step; }), words.end());
  if (shown.id_at(step) != word) words.push_back({step, word});
}

void set_weight(Hand& hand, int step, int source, double value) {
  std::vector<SetWeight>& weights = hand.meddling.weights;
  weights.erase(std::remove_if(weights.begin(), weights.end(), [&](const SetWeight& each) { return each.step == step; }), weights.end());
  weights.push_back({step, source, value});
}

void draw_source(Scene& scene, Rect area, int step) {
  const Shown& shown = scene.shown;
  const std::vector<Rect> boxes = lay_chips(scene.ui, area, words_read(shown));
  const bool looked = shown.looks() && walked(scene).has(step, Walked::kWeights);
  for (int s = 0; s < shown.read(); ++s) {
    Chip chip{shown.word_read(s)};
    chip.shade = looked ? 0.85f * static_cast<float>(shown.run->weights(step, s)) : 0;
    chip.outlined = scene.hand.translate.source == s && shown.looks();
    if (draw_chip(scene.ui, "translate.source." + std::to_string(s), boxes[static_cast<std::size_t>(s)], chip).clicked && shown.looks()) {
      scene.hand.translate.source = s, scene.hand.step = step;
      scene.hand.selected = {Place::Kind::Weight, step, s};
    }
  }
}

void draw_written(Scene& scene, Rect area, int step) {
  const Shown& shown = scene.shown;
  const Walked done = walked(scene);
  const std::vector<Rect> boxes = lay_chips(scene.ui, area, words_of_rows(shown));
  for (int t = 0; t < shown.steps() && done.has(t, Walked::kProbability); ++t) {
    const auto p = static_cast<float>(shown.run->probabilities(t, shown.id_at(t)));
    Chip chip{shown.word_at(t)};
    chip.ink = shown.id_at(t) == kEnd ? Token::Text2 : Token::Text1;
    chip.color = Token::Target, chip.shade = 0.45f * p;
    if (t == step) chip.outlined = true, chip.color = Token::Query, chip.shade = 0.3f * p;
    if (said_by_hand(shown.meddling, t)) chip.outlined = true, chip.color = Token::Error;
    if (!draw_chip(scene.ui, "translate.word." + std::to_string(t), boxes[static_cast<std::size_t>(t)], chip).clicked) continue;
    scene.hand.step = t;
    scene.hand.selected = {Place::Kind::Probability, t, shown.id_at(t)};
  }
}

// Is it right? Only where somebody knows.
void announce(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  const ui::TextStyle strong{Face::Semibold, ui::kLabel};
  if (shown.run == shown.dictated) {
    const std::string words = std::string(ui.say({"It writes: ", "它写的是："})) + spelled(shown.corpus->target, shown.written->words);
    return text_in(ui, {row.x, row.center().y + 5}, row.w, words, {Face::Ui, ui::kLabel}, Token::Text2), void();
  }
  if (!shown.pair) return text_in(ui, {row.x, row.center().y + 5}, row.w, ui.say({"Nobody wrote down what this should become.", "这句没有现成的译文可比。"}), kTranslateSmall, Token::Text3), void();
  if (shown.right()) return text_in(ui, {row.x, row.center().y + 5}, row.w, ui.say({"Right, word for word.", "一字不差。"}), strong, Token::Target), void();
  const std::string words = std::string(ui.say({"It should be: ", "应该是："})) + spelled(shown.corpus->target, shown.pair->target);
  text_in(ui, {row.x, row.center().y + 5}, row.w, words, {Face::Ui, ui::kLabel}, Token::Text2);
}

std::vector<int> likeliest(const Matrix& probabilities, int step) {
  std::vector<int> words(static_cast<std::size_t>(probabilities.cols()));
  std::iota(words.begin(), words.end(), 0);
  const auto count = std::min<std::size_t>(kCandidates, words.size());
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count), words.end(), [&](int a, int b) { return probabilities(step, a) > probabilities(step, b); });
  words.resize(count);
  return words;
}

void draw_candidates(Scene& scene, Rect area, int step) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  if (!walked(scene).has(step, Walked::kProbability) || area.h < kLabelHeight + kCandidateRow) return;
  const std::string number = std::to_string(step + 1);
  text_in(ui, {area.x, area.cut_top(kLabelHeight).center().y + 4}, area.w, ui.language == Language::English ? "Word " + number + ": press another to say it instead" : "第 " + number + " 个词：点另一个，就改说它", kTranslateSmall, Token::Text3);
  const float names = std::clamp(area.w * 0.3f, 60.0f, 130.0f);
  int row_number = 0;
  for (const int word : likeliest(shown.run->probabilities, step)) {
    if (area.h < kCandidateRow) return;
    const Rect row = area.cut_top(kCandidateRow);
    const Rect wide{row.x, row.y, std::min(row.w, 460.0f), row.h};
    const bool said = shown.id_at(step) == word;
    const ui::Pressed press = ui::pressable(ui, "translate.candidate." + std::to_string(row_number++), wide, 6);
    ui::hover_fill(ui, wide, Token::Surface2, 6, press);
    text_in(ui, {wide.x + 6, wide.center().y + 5}, names - 10, sign_or_word(shown.corpus->target, word), {said ? Face::Semibold : Face::Ui, ui::kLabel}, said ? Token::Query : Token::Text1);
    const auto p = static_cast<double>(shown.run->probabilities(step, word));
    viz::draw_share(ui, {wide.x + names, wide.center().y - 4.5f, std::max(10.0f, wide.w - names - 62), 9}, p, said ? Token::Query : Token::Target);
    ui.canvas.text({wide.right() - 6, wide.center().y + 4.5f}, format_number(p, 3), {Face::Mono, ui::kTick}, ui.color(Token::Text2), ui::Align::Right);
    if (!press.clicked) continue;
    if (!said) say_instead(scene.hand, shown, step, word);
    scene.hand.step = step;
    scene.hand.selected = {Place::Kind::Probability, step, word};
  }
}

// Attention off or on, and the weight in the learner's hand.
void draw_reins(Scene& scene, Rect area, int step) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const Rect row = area.cut_top(32);
  const bool on = hand.meddling.looking == Looking::Learned;
  const std::string_view words = ui.say({"Attention", "注意力"});
  const Rect toggle{row.x, row.y, std::min(row.w, ui.canvas.text_width(words, {Face::Ui, ui::kLabel}) + 62), row.h};
  text_in(ui, {toggle.x, toggle.center().y + 5}, toggle.w - 50, words, {Face::Ui, ui::kLabel}, Token::Text1);
  if (ui::switch_control(ui, "translate.attention", toggle, on) != on) hand.meddling.looking = on ? Looking::Evenly : Looking::Learned;
  const int s = hand.translate.source;
  Rect rest{toggle.right() + 20, row.y, row.right() - toggle.right() - 20, row.h};
  if (rest.w < 120) rest = area.cut_top(32);
  if (s < 0 || s >= scene.shown.read()) return text_in(ui, {rest.x, rest.center().y + 5}, rest.w, ui.say({"Press a word that is read to set its weight.", "点一个读入的词，就能设它的权重。"}), kTranslateSmall, Token::Text3), void();
  const auto now = static_cast<float>(scene.shown.run->weights(step, s));
  const std::string label = scene.shown.word_read(s) + " → " + scene.shown.word_at(step) + "  " + format_number(static_cast<double>(now), 2);
  const float names = std::min(rest.w * 0.5f, ui.canvas.text_width(label, {Face::Medium, ui::kLabel}) + 12);
  text_in(ui, {rest.x, rest.center().y + 5}, names - 8, label, {Face::Medium, ui::kLabel}, Token::Activation);
  const float moved = ui::slider(ui, "translate.weight", {rest.x + names, rest.y, std::min(240.0f, rest.w - names), rest.h}, now, hand.dragged, 0.05f);
  if (moved != now) hand.step = step, set_weight(hand, step, s, static_cast<double>(moved));
}

}  // namespace

void draw_translate_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("translate", area);
  draw_sentence_picker(scene, area, "translate.sentence");
  const int step = step_of(scene.hand, scene.shown);
  draw_restore(scene, area, "translate");
  const float source = std::min(chips_height(ui, area, words_read(scene.shown)), area.h * 0.4f);
  draw_source(scene, area.cut_top(source), step);
  area.cut_top(6);
  if (scene.shown.looks() && area.h > 130) draw_reins(scene, area.cut_top(area.w > 420 ? 32 : 64), step), area.cut_top(4);
  small_label(scene, area.cut_top(kLabelHeight), scene.shown.rows == Rows::Right ? Localized{"the right words, as likely to it as they are bright", "正确的词，越亮它越有把握"} : Localized{"written, the surer the brighter", "写出的词，越亮越有把握"});
  const float written = std::min(chips_height(ui, area, words_of_rows(scene.shown)), std::max(kChipHeight, area.h - kAnnounce));
  draw_written(scene, area.cut_top(written), step);
  announce(scene, area.cut_top(kAnnounce));
  area.cut_top(8);
  draw_candidates(scene, area, step);
}

}  // namespace epochs::translation
