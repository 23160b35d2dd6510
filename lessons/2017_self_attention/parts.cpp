#include "parts.hpp"

#include <algorithm>
#include <vector>

#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/rich_text.hpp"
#include "viz/strip.hpp"

namespace epochs::self_attention {

using ui::Face;
using ui::Rect;
using ui::Token;

std::string percent_of(double share) {
  const double percent = 100 * share;
  return format_number(percent, percent >= 0.05 && percent < 9.95 ? 1 : 0) + "%";
}

void draw_line_of_words(ui::Ui& ui, Rect area, std::string_view text, Token color) {
  constexpr float kLine = 19;
  if (area.h < kLine - 2 || area.w < 40) return;
  ui::plain_text(ui, {area.x, area.y}, area.w, text, {{Face::Ui, ui::kSmall}, kLine, color, std::max(1, static_cast<int>(area.h / kLine))});
}

void draw_lit(Scene& scene, Rect area) {
  const ui::Color color = scene.ui.color(scene.at.beat == lesson::Beat::Forward ? Token::Activation : scene.at.beat == lesson::Beat::Update ? Token::Weight : Token::Error);
  scene.ui.canvas.fill(area, ui::with_alpha(color, 0.10f), 7);
  scene.ui.canvas.fill({area.x, area.y + 3, 3, area.h - 6}, color, 1.5f);
}

// ---- Choosing ------------------------------------------------------------------------------------------------------------

namespace {

std::string adjective_of(const Corpus& corpus, const Sentence* sentence) { return sentence ? corpus.word(sentence->at(sentence->adjective)) : std::string("–"); }

void draw_own_field(Scene& scene, Rect& area, std::string_view id) {
  ui::TextFieldStyle style;
  style.placeholder = scene.ui.say({"The cat did not climb the wall because it was too tired.", "猫没有爬上墙，因为它太累了。"});
  style.longest = 160;
  style.clearable = true;
  const std::string problem(scene.shown.problem.in(scene.language));
  if (ui::text_field(scene.ui, std::string(id) + ".own", area.cut_top(36), scene.hand.field, style).changed) {
    scene.hand.typed = scene.hand.field.text();
    scene.hand.meddling = {}, scene.hand.query = -1;
  }
  area.cut_top(4);
  if (!problem.empty()) draw_line_of_words(scene.ui, area.cut_top(38), problem, Token::Error);
}

}  // namespace

void draw_sentence_picker(Scene& scene, Rect& area, std::string_view id) {
  const Corpus& corpus = *scene.seen.corpus;
  const Sentence& tired = example(corpus);
  const std::string first = adjective_of(corpus, &tired), second = adjective_of(corpus, counterpart(corpus, tired));
  const std::string_view labels[] = {first, second, scene.ui.say({"next", "下一句"}), scene.ui.say({"my own", "自己写"})};
  const Rect row = area.cut_top(34);
  const int now = static_cast<int>(scene.hand.sentence), chosen = ui::segmented(scene.ui, id, {row.x, row.y, std::min(row.w, kPickerRoom), row.h}, labels, now);
  if (chosen != now) {
    scene.hand.sentence = static_cast<SentenceChoice>(chosen);
    scene.hand.meddling.scores.clear();          // a score belongs to its sentence
    scene.hand.meddling.cuts.clear();
    scene.hand.query = -1;
  }
  area.cut_top(8);
  if (scene.hand.sentence == SentenceChoice::Typed) draw_own_field(scene, area, id);
}

void draw_head_picker(Scene& scene, Rect row, std::string_view id, MeanToo mean) {
  ui::Ui& ui = scene.ui;
  const Shape& shape = scene.shown.network->shape;
  const ui::TextStyle style{Face::Ui, ui::kSmall};
  const auto pick = [&](Rect part, std::string_view which, Localized label, int count, int now, bool with_mean) {
    const std::string_view words = ui.say(label);
    const float w = ui.canvas.text_width(words, style) + 8;
    text_in(ui, {part.x, part.center().y + 5}, w, words, style, Token::Text2);
    std::vector<std::string> names;
    for (int i = 1; i <= count; ++i) names.push_back(std::to_string(i));
    if (with_mean) names.emplace_back(ui.say({"mean", "平均"}));
    const std::vector<std::string_view> views(names.begin(), names.end());
    return ui::segmented(ui, std::string(id) + std::string(which), {part.x + w, part.y, std::max(20.0f, part.w - w), part.h}, views, now);
  };
  const int layer = layer_of(scene.hand, scene.shown), head = head_of(scene.hand, scene.shown);
  if (shape.layers > 1) {
    const int chosen = pick(row.cut_left(std::min(140.0f, row.w * 0.42f)), ".layer", {"Layer", "层"}, shape.layers, layer, false);
    if (chosen != layer) scene.hand.layer = chosen;
    row.cut_left(12);
  }
  const bool too = mean == MeanToo::Yes;
  const int now = head == kAny ? (too ? shape.heads : 0) : head;
  const int chosen = pick({row.x, row.y, std::min(row.w, 80.0f + 48.0f * static_cast<float>(shape.heads + (too ? 1 : 0))), row.h}, ".head", {"Head", "头"}, shape.heads, now, too);
  if (chosen != now) scene.hand.head = chosen == shape.heads ? kAny : chosen;
}

// ---- The answer ------------------------------------------------------------------------------------------------------------

void draw_answer(Scene& scene, Rect area, std::string_view id) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add(id, area);
  const Shown& shown = scene.shown;
  const Sentence& s = shown.sentence;
  const ui::TextStyle strong{Face::Semibold, ui::kLabel}, small{Face::Mono, ui::kSmall};
  const std::string it = shown.word(s.pronoun);
  const Rect head = area.cut_top(24);
  if (scene.hand.question_open || !walked(scene).answered) {
    text_in(ui, {head.x, head.center().y + 5}, head.w, "“" + it + "” = ?", strong, Token::Text1);
    return;
  }
  const Answer& now = *shown.answer;
  std::string words = "“" + it + "” = " + shown.corpus->word(now.word) + "  " + percent_of(now.probability);
  if (shown.plain_answer && shown.plain_answer->word != now.word) words += std::string(ui.say({"   before: ", "   原来："})) + shown.corpus->word(shown.plain_answer->word) + "  " + percent_of(shown.plain_answer->probability);
  text_in(ui, {head.x, head.center().y + 5}, head.w, words, strong, Token::Target);
  for (const int noun : {s.subject, s.object}) {
    const Rect row = area.cut_top(24);
    const Place place{Place::Kind::Probability, 0, 0, s.pronoun, s.at(noun)};
    const ui::Pressed press = ui::pressable(ui, std::string(id) + (noun == s.subject ? ".subject" : ".object"), row, 6);
    ui::hover_fill(ui, row, Token::Surface2, 6, press);
    const float names = std::min(90.0f, row.w * 0.35f), p = 56;
    text_in(ui, {row.x + 6, row.center().y + 5}, names - 8, shown.word(noun), {noun == s.referent ? Face::Semibold : Face::Ui, ui::kLabel}, noun == s.referent ? Token::Target : Token::Text1);
    const double share = noun == s.subject ? now.subject : now.object;
    viz::draw_share(ui, {row.x + names, row.center().y - 4.5f, std::max(10.0f, row.w - names - p), 9}, share, noun == s.referent ? Token::Target : Token::Activation);
    ui.canvas.text({row.right() - 6, row.center().y + 5}, percent_of(share), small, ui.color(Token::Text2), ui::Align::Right);
    if (scene.hand.selected == place) ui.canvas.outline(row, ui.color(Token::Text1), 6, 1.6f);
    if (press.clicked) scene.hand.selected = place;
  }
}

}  // namespace epochs::self_attention
