// A sentence whose verb stands further and further from its subject. Under each word: which of the verb's two forms the network leans to after reading so far.
// Below, how often it leans to the right one at each distance.
#include <algorithm>
#include <array>
#include <cmath>

#include "nn/ops/cross_entropy.hpp"
#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"

namespace epochs::recurrent {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kDistanceRow = 36, kWordBlock = 46, kWordGap = 7, kForms = 66, kLeastCurve = 150;

void read_sentence(Scene& scene) {
  AgreementState& state = scene.hand.agreement;
  const auto& network = scene.seen.contestants.front().network;
  if (state.reading && state.network == network && state.shown_distance == state.distance && state.shown_draw == state.draw) return;
  Random random(state.draw);
  state.sentence = agreement_sentence(random, state.distance);
  const std::vector<int>& words = state.sentence.words;
  std::vector<int> targets(words.size(), nn::kIgnored);
  if (state.sentence.verb > 0) targets[static_cast<std::size_t>(state.sentence.verb) - 1] = words[static_cast<std::size_t>(state.sentence.verb)];
  state.reading = std::make_shared<const Reading>(read(*network, words, targets, network->zero_state(1).row(0)));
  state.network = network, state.shown_distance = state.distance, state.shown_draw = state.draw;
}

int right_form(const AgreementSentence& sentence) { return sentence.words[static_cast<std::size_t>(sentence.verb)]; }
double probability_after(const AgreementState& state, int at, int word) { return static_cast<double>(state.reading->probabilities(at, word)); }

void draw_distance_head(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  AgreementState& state = scene.hand.agreement;
  const bool english = scene.language == Language::English;
  const std::string_view another = ui.say({"Another", "换一句"});
  const float w = ui.canvas.text_width(another, {Face::Semibold, ui::kLabel}) + 30;
  if (ui::button(ui, "agreement.another", row.cut_right(w).inset(0, 1), another)) ++state.draw;
  row.cut_right(10);
  const std::string label = (english ? "Clauses in between: " : "中间隔着从句：") + std::to_string(state.distance);
  state.distance = draw_dial(scene, row, {"agreement.distance", label, 0, kMostDistance, state.distance, english ? 182.0f : 150.0f});
}

// ---- The sentence ------------------------------------------------------------------------------------------------------------

struct WordBlock {
  int at = 0;
  Rect box;
};

std::vector<WordBlock> lay_words(Scene& scene, Rect area) {
  const AgreementSentence& sentence = scene.hand.agreement.sentence;
  std::vector<WordBlock> out;
  float x = 0, y = 0;
  for (int i = 0; i <= sentence.verb; ++i) {
    const float w = std::max(34.0f, scene.ui.canvas.text_width(scene.symbol(sentence.words[static_cast<std::size_t>(i)]), {Face::Medium, ui::kHeading}) + 14);
    if (x > 0 && x + w > area.w) x = 0, y += kWordBlock;
    out.push_back({i, {area.x + x, area.y + y, w, kWordBlock - 6}});
    x += w + kWordGap;
  }
  return out;
}

// What it leans to after this word: the right form's share of the two, against the middle.
void draw_lean(Scene& scene, const WordBlock& word) {
  ui::Ui& ui = scene.ui;
  const AgreementState& state = scene.hand.agreement;
  const double right = probability_after(state, word.at, right_form(state.sentence)), wrong = probability_after(state, word.at, state.sentence.wrong);
  const double share = right + wrong > 0 ? right / (right + wrong) : 0.5;
  const Rect track{word.box.x, word.box.bottom() - 9, word.box.w, 7};
  ui.canvas.fill(track, ui.color(Token::Surface3), 2);
  ui.canvas.fill({track.x, track.y, std::max(1.5f, track.w * static_cast<float>(share)), track.h}, ui.color(Token::Activation), 2);
  ui.canvas.line({track.center().x, track.y - 2}, {track.center().x, track.bottom() + 2}, ui.color(Token::Text1), 1.2f);
}

int draw_words(Scene& scene, const std::vector<WordBlock>& words) {
  ui::Ui& ui = scene.ui;
  const AgreementSentence& sentence = scene.hand.agreement.sentence;
  int pointed = -1;
  for (const WordBlock& word : words) {
    const bool subject = word.at == sentence.subject, verb = word.at == sentence.verb;
    const Rect chip{word.box.x, word.box.y, word.box.w, 26};
    const std::string id = "agreement.word." + std::to_string(word.at);
    const ui::Pressed press = ui::pressable(ui, id, word.box, 6, verb ? ui::Access::Disabled : ui::Access::Open);
    if (subject) ui.canvas.fill(chip, ui.color(Token::Input), 7);
    if (verb) ui.canvas.outline(chip.inset(1), ui.color(Token::Target), 7, 2);
    if (!subject && !verb) ui::hover_fill(ui, chip, Token::Surface2, 7, press);
    const bool lit = (subject && ui.highlight.is("x")) || (verb && (ui.highlight.is("y") || ui.highlight.is("o")));
    if (lit) ui.canvas.outline(chip.inset(-2), ui.color(Token::Text1), 8, 1.6f);
    const ui::Color ink = subject ? ui::text_on(ui.color(Token::Input)) : ui.color(verb ? Token::Target : Token::Text1);
    ui.canvas.text({chip.center().x, chip.center().y + 5}, scene.symbol(sentence.words[static_cast<std::size_t>(word.at)]), {subject || verb ? Face::Semibold : Face::Ui, ui::kHeading}, ink, ui::Align::Center);
    if (!verb) draw_lean(scene, word);
    if (press.hovered) pointed = word.at;
    if (press.clicked) look_into(scene, {sentence.words.data(), static_cast<std::size_t>(sentence.verb)}, {Place::Kind::Probability, word.at, right_form(sentence)});
  }
  return pointed;
}

// The two forms where the verb is asked for, or after the word that is pointed at.
void draw_forms(Scene& scene, Rect area, int pointed) {
  ui::Ui& ui = scene.ui;
  const AgreementState& state = scene.hand.agreement;
  const int after = pointed >= 0 ? pointed : state.sentence.verb - 1, right = right_form(state.sentence);
  const bool english = scene.language == Language::English;
  ui.anchors.add("agreement.forms", area);
  const std::string& word = scene.symbol(state.sentence.words[static_cast<std::size_t>(after)]);
  const std::string head = english ? "After “" + word + "” the next word is" : "读过“" + word + "”之后，下一个词是";
  const float used = text_in(ui, {area.x, area.y + 14}, area.w, head, {Face::Ui, ui::kSmall}, Token::Text2);
  const std::string_view about = ui.say({"bar: the right form’s share of the two", "短条：正确形式在两者中的份额"});
  if (ui.canvas.text_width(about, {Face::Ui, ui::kSmall}) + used + 24 < area.w) ui.canvas.text({area.right(), area.y + 14}, about, {Face::Ui, ui::kSmall}, ui.color(Token::Text3), ui::Align::Right);
  const std::array<int, 2> forms{right, state.sentence.wrong};
  for (int i = 0; i < 2; ++i) {
    const int form = forms[static_cast<std::size_t>(i)];
    const double p = probability_after(state, after, form);
    const Rect row{area.x, area.y + 22 + 22 * static_cast<float>(i), area.w, 22};
    const float names = 92, numbers = 62;
    text_in(ui, {row.x, row.y + 15}, names - 6, scene.symbol(form), {i == 0 ? Face::Semibold : Face::Ui, ui::kLabel}, i == 0 ? Token::Target : Token::Text2);
    const Rect track{row.x + names, row.center().y - 5, std::min(320.0f, row.w - names - numbers), 10};
    ui.canvas.fill(track, ui.color(Token::Surface2), 3);
    ui.canvas.fill({track.x, track.y, std::max(2.0f, track.w * static_cast<float>(p)), track.h}, ui.color(i == 0 ? Token::Activation : Token::Text3), 3);
    const ui::Pressed press = ui::pressable(ui, "agreement.form." + std::to_string(i), {track.x, row.y, track.w + numbers, row.h}, 5);
    ui.canvas.text({track.right() + numbers - 4, row.y + 15}, percent_of(p), {Face::Mono, ui::kSmall}, ui.color(press.hovered ? Token::Text1 : Token::Text2), ui::Align::Right);
    if (press.clicked) look_into(scene, {state.sentence.words.data(), static_cast<std::size_t>(state.sentence.verb)}, {Place::Kind::Probability, after, form});
  }
}

void draw_curve(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const Rect head = area.cut_top(24);
  text_in(ui, {head.x, head.y + 15}, head.w, ui.say({"Right form likelier, by clauses in between", "正确形式更可能的比例，按相隔从句数"}), {Face::Medium, ui::kLabel}, Token::Text1);
  if (!was_examined(scene.seen, kMostDistance + 1)) return draw_sentence_of(ui, area, {"It has not been examined yet.", "还没有考过。"});
  static constexpr std::array<int, kMostDistance + 1> kDistances{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  SharePlot plot;
  plot.id = "agreement.curve";
  plot.at = kDistances;
  plot.x = {"clauses in between", "相隔的从句数"};
  plot.chance = 0.5;
  plot.learned_low = 0, plot.learned_high = kLongestLearned;
  plot.looked_at = scene.hand.agreement.distance;
  draw_share_plot(scene, area, plot);
}

}  // namespace

void draw_agreement_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("agreement", area);
  if (scene.seen.settings.task != Task::Agreement) return draw_other_task(scene, area, Task::Agreement);
  draw_distance_head(scene, area.cut_top(kDistanceRow));
  area.cut_top(10);
  read_sentence(scene);
  AgreementState& state = scene.hand.agreement;
  if (state.sentence.verb < 1) return;
  std::vector<WordBlock> words = lay_words(scene, area);
  const float room = std::max(kWordBlock, area.h - kForms - 8);
  // Of a sentence too long for the picture the end: the verb and what stands before it.
  const float over = std::max(0.0f, std::ceil((words.back().box.bottom() - area.y - room) / kWordBlock)) * kWordBlock;
  for (WordBlock& word : words) word.box.y -= over;
  words.erase(std::remove_if(words.begin(), words.end(), [&](const WordBlock& word) { return word.box.y < area.y - 1; }), words.end());
  const int pointed = draw_words(scene, words);
  area.cut_top(words.back().box.bottom() - area.y + 12);
  if (over > 0) text_in(ui, {area.right(), area.y - 2}, 120, ui.say({"… its end", "……句尾"}), {Face::Ui, ui::kSmall}, Token::Text3, ui::Align::Right);
  if (area.h > kForms) draw_forms(scene, area.cut_top(kForms), pointed);
  area.cut_top(14);
  if (area.h > kLeastCurve) draw_curve(scene, area);
}

}  // namespace epochs::recurrent
