// The same sentence twice: above, the right word is dictated at every step, as in training; below, the writer reads what it wrote itself. A wrong word can be forced into both.
#include <algorithm>
#include <cmath>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kForcingTitle = 24, kForcingNote = 22, kUnderWord = 15;
constexpr ui::TextStyle kForcingSmall{Face::Ui, ui::kSmall};

// The likeliest word that is wrong here: not the right one, not the end, not the one it says anyway.
int wrong_word(const Shown& shown, int step) {
  const Matrix& p = shown.plain->steps() > step ? shown.plain->probabilities : shown.dictated->probabilities;
  const int right = step < static_cast<int>(shown.pair->target.size()) ? shown.pair->target[static_cast<std::size_t>(step)] : kEnd;
  int best = -1;
  for (int word = kSigns; word < static_cast<int>(p.cols()); ++word)
    if (word != right && (best < 0 || p(step, word) > p(step, best))) best = word;
  return best;
}

void force(Hand& hand, const Shown& shown, int step) {
  hand.meddling.words.clear();
  hand.forcing.step = hand.forcing.step == step ? -1 : step;
  if (hand.forcing.step >= 0) hand.meddling.words.push_back({step, wrong_word(shown, step)});
}

// What an exam would make of it: mean −ln p of the right words, as long as both are as long.
double mean_loss(const Translating& run, const std::vector<int>& wanted) {
  double sum = 0;
  const Index steps = std::min<Index>(run.steps(), static_cast<Index>(wanted.size()) + 1);
  for (Index t = 0; t < steps; ++t) {
    const int word = t < static_cast<Index>(wanted.size()) ? wanted[static_cast<std::size_t>(t)] : kEnd;
    sum -= std::log(std::max(1e-12, static_cast<double>(run.probabilities(t, word))));
  }
  return steps > 0 ? sum / static_cast<double>(steps) : 0;
}

struct ForcingLine {
  const Translating& run;
  bool dictated;
  std::string_view id;
};

int written_at(const Translating& run, int t) { return t < static_cast<int>(run.words.size()) ? run.words[static_cast<std::size_t>(t)] : kEnd; }

// The words that it writes at every step; wrong ones red, the forced one filled.
void draw_forcing_line(Scene& scene, Rect area, const ForcingLine& line) {
  ui::Ui& ui = scene.ui;
  const Shown& shown = scene.shown;
  const std::vector<int>& wanted = shown.pair->target;
  std::vector<std::string> words;
  for (int t = 0; t < static_cast<int>(line.run.steps()); ++t) words.push_back(sign_or_word(shown.corpus->target, written_at(line.run, t)));
  const std::vector<Rect> boxes = lay_chips(ui, area, words, kChipHeight + kUnderWord + 4);
  for (int t = 0; t < static_cast<int>(words.size()); ++t) {
    const Rect box = boxes[static_cast<std::size_t>(t)];
    if (box.h <= 0 || box.bottom() + kUnderWord > area.bottom() + 0.5f) break;
    const int right = t < static_cast<int>(wanted.size()) ? wanted[static_cast<std::size_t>(t)] : kEnd, word = written_at(line.run, t);
    Chip chip{words[static_cast<std::size_t>(t)]};
    chip.color = word == right ? Token::Target : Token::Error;
    chip.shade = word == right ? 0.3f * static_cast<float>(line.run.probabilities(t, word)) : 0.25f;
    chip.filled = scene.hand.forcing.step == t;
    if (word == kEnd) chip.ink = Token::Text3;
    const bool can = t < static_cast<int>(wanted.size());
    if (draw_chip(ui, std::string(line.id) + "." + std::to_string(t), box, chip).clicked && can) force(scene.hand, shown, t);
    ui.canvas.text({box.center().x, box.bottom() + 12}, format_number(static_cast<double>(line.run.probabilities(t, right)), 2), {Face::Mono, ui::kTick}, ui.color(Token::Text3), ui::Align::Center);
  }
}

void draw_titled(Scene& scene, Rect area, const ForcingLine& line, Localized title) {
  const Rect head = area.cut_top(kForcingTitle);
  const std::string loss = (line.dictated ? std::string(scene.ui.say({"mean −ln p ", "平均 −ln p "})) : std::string(scene.ui.say({"mean −ln p of the right words ", "正确词的平均 −ln p "}))) + format_number(mean_loss(line.run, scene.shown.pair->target), 2);
  const float w = std::min(head.w * 0.5f, scene.ui.canvas.text_width(loss, kForcingSmall));
  text_in(scene.ui, {head.x, head.center().y + 5}, head.w - w - 12, scene.ui.say(title), {Face::Medium, ui::kLabel}, Token::Text1);
  text_in(scene.ui, {head.right(), head.center().y + 5}, w, loss, kForcingSmall, Token::Error, ui::Align::Right);
  draw_forcing_line(scene, area, line);
}

std::string forcing_words(const Scene& scene) {
  const bool english = scene.language == Language::English;
  const int step = scene.hand.forcing.step;
  if (step < 0) return english ? "Press a word to put a wrong one in its place. Under each word: how likely the right one was." : "点一个词，就换成一个错的。词下面的数：正确的词有多大概率。";
  const std::vector<int>& wanted = scene.shown.pair->target;
  const auto wrong_after = [&](const Translating& run) {
    int wrong = 0;
    for (int t = step + 1; t < std::max(static_cast<int>(run.steps()), static_cast<int>(wanted.size()) + 1); ++t)
      wrong += t >= static_cast<int>(run.steps()) || written_at(run, t) != (t < static_cast<int>(wanted.size()) ? wanted[static_cast<std::size_t>(t)] : kEnd);
    return std::to_string(wrong);
  };
  return english ? "Wrong after the forced word: " + wrong_after(*scene.shown.dictated) + " where the right ones are dictated, " + wrong_after(*scene.shown.written) + " where it reads its own."
                 : "强塞错词之后：有人念时错 " + wrong_after(*scene.shown.dictated) + " 个，读自己写的时错 " + wrong_after(*scene.shown.written) + " 个。";
}

}  // namespace

void draw_forcing_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("forcing", area);
  draw_sentence_picker(scene, area, "forcing.sentence");
  if (!scene.shown.pair) return draw_line_of_words(ui, area, ui.say({"Nobody wrote down what this sentence becomes, so nobody can dictate it. Choose one of the others.", "这句没有现成的译文，没法念给它听。请换一句。"}));
  if (scene.hand.question_open) return draw_line_of_words(ui, area, ui.say({"The two lines wait for your guess.", "这两行等你先猜。"}));
  draw_line_of_words(ui, area.cut_top(kForcingNote), spelled(scene.shown.corpus->source, scene.shown.source), Token::Text2);
  draw_restore(scene, area, "forcing");
  draw_line_of_words(ui, area.cut_bottom(40), forcing_words(scene));
  area.cut_bottom(4), area.cut_top(6);
  const float half = std::min((area.h - 14) / 2, 190.0f);
  draw_titled(scene, area.cut_top(half), {*scene.shown.dictated, true, "forcing.dictated"}, {"The right word is dictated", "把正确的词念给它"});
  area.cut_top(14);
  draw_titled(scene, area.cut_top(half), {*scene.shown.written, false, "forcing.alone"}, {"It reads its own words", "它读自己写的词"});
}

}  // namespace epochs::translation
