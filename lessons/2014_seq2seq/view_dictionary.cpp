// The sentence word by word through a dictionary, and below what one really says, with lines between the words that belong together.
#include <algorithm>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kTitleRow = 24, kBetween = 10, kMostLinks = 230, kLeastLinks = 30;

struct DictionaryStage {
  const Pair& pair;
  std::vector<int> by_word;                      // the dictionary's, −1: none
  std::vector<Rect> source, looked_up, said;     // boxes
};

void draw_dictionary_title(Scene& scene, Rect row, Localized words) { text_in(scene.ui, {row.x, row.center().y + 6}, row.w, scene.ui.say(words), {Face::Ui, ui::kSmall}, Token::Text3); }

bool crosses_another(const Pair& pair, const Link& link) {
  return std::any_of(pair.links.begin(), pair.links.end(), [&](const Link& other) { return (link.source - other.source) * (link.target - other.target) < 0; });
}

void draw_true_links(Scene& scene, const DictionaryStage& stage) {
  ui::Ui& ui = scene.ui;
  const int lit = scene.hand.dictionary.word;
  for (const bool bold : {false, true})
    for (const Link& link : stage.pair.links) {
      if ((link.target == lit) != bold) continue;
      const Token token = crosses_another(stage.pair, link) ? Token::Activation : Token::Text3;
      draw_link(ui, stage.looked_up[static_cast<std::size_t>(link.source)], stage.said[static_cast<std::size_t>(link.target)], ui::with_alpha(ui.color(token), bold || lit < 0 ? 0.95f : 0.35f), bold ? 3.4f : 1.8f);
    }
}

void draw_boxes(Scene& scene, const DictionaryStage& stage) {
  ui::Ui& ui = scene.ui;
  const Corpus& corpus = *scene.shown.corpus;
  DictionaryState& state = scene.hand.dictionary;
  const auto linked = [&](int s) { return std::any_of(stage.pair.links.begin(), stage.pair.links.end(), [&](const Link& link) { return link.source == s && link.target == state.word; }); };
  for (std::size_t s = 0; s < stage.source.size(); ++s) {
    const std::string number = std::to_string(s);
    Chip word{corpus.source.word(stage.pair.source[s])};
    word.outlined = linked(static_cast<int>(s));
    draw_chip(ui, "dictionary.read." + number, stage.source[s], word);
    const int entry = stage.by_word[s];
    Chip found{entry < 0 ? std::string("–") : corpus.target.word(entry)};
    found.ink = entry < 0 ? Token::Text3 : Token::Text1, found.outlined = word.outlined;
    draw_chip(ui, "dictionary.entry." + number, stage.looked_up[s], found);
  }
  for (std::size_t t = 0; t < stage.said.size(); ++t) {
    const bool nowhere = std::none_of(stage.pair.links.begin(), stage.pair.links.end(), [&](const Link& link) { return link.target == static_cast<int>(t); });
    Chip word{corpus.target.word(stage.pair.target[t])};
    word.color = nowhere ? Token::Error : Token::Target, word.shade = nowhere ? 0.0f : 0.25f, word.outlined = nowhere || state.word == static_cast<int>(t);
    if (draw_chip(ui, "dictionary.say." + std::to_string(t), stage.said[t], word).clicked) state.word = state.word == static_cast<int>(t) ? -1 : static_cast<int>(t);
  }
}

// Counted, not told.
std::string summary(const Pair& pair, Language language) {
  int nowhere = 0, gone = 0, crossing = 0;
  for (int t = 0; t < static_cast<int>(pair.target.size()); ++t) nowhere += std::none_of(pair.links.begin(), pair.links.end(), [&](const Link& link) { return link.target == t; });
  for (int s = 0; s < static_cast<int>(pair.source.size()); ++s) gone += std::none_of(pair.links.begin(), pair.links.end(), [&](const Link& link) { return link.source == s; });
  for (const Link& link : pair.links) crossing += crosses_another(pair, link);
  const std::string g = std::to_string(gone), n = std::to_string(nowhere), c = std::to_string(crossing);
  return language == Language::English ? g + (gone == 1 ? " word that is read stands" : " words that are read stand") + " for nothing; " + n + " that one says " + (nowhere == 1 ? "comes" : "come") + " from nowhere (outlined); " + c + " lines cross another."
                                       : "读入的词里有 " + g + " 个没有对应；要说的词里有 " + n + " 个凭空而来（加框）；有 " + c + " 条线与别的线交叉。";
}

void draw_low_dictionary(Scene& scene, Rect area, const Pair& pair) {
  draw_line_of_words(scene.ui, area.cut_top(40), spelled(scene.shown.corpus->source, pair.source), Token::Text1);
  draw_line_of_words(scene.ui, area.cut_top(40), spelled(scene.shown.corpus->target, pair.target), Token::Target);
  draw_line_of_words(scene.ui, area, summary(pair, scene.language));
}

}  // namespace

void draw_dictionary_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("dictionary", area);
  DictionaryState& state = scene.hand.dictionary;
  const Shown& shown = scene.shown;
  if (state.corpus != shown.corpus) state.corpus = shown.corpus, state.dictionary = dictionary_of(*shown.corpus);
  draw_sentence_picker(scene, area, "dictionary.sentence");
  if (!shown.pair) return draw_line_of_words(ui, area, ui.say({"Nobody wrote down what this sentence becomes, so there is nothing to compare with. Choose one of the others.", "这句没有现成的译文，无从比较。请换一句。"}));
  const Pair& pair = *shown.pair;
  if (state.word >= static_cast<int>(pair.target.size())) state.word = -1;
  if (area.h < kLowPanel) return draw_low_dictionary(scene, area, pair);
  DictionaryStage stage{pair, word_for_word(state.dictionary, pair.source), {}, {}, {}};
  draw_dictionary_title(scene, area.cut_top(kTitleRow), {"What is read", "原句"});
  stage.source = spread_chips(ui, area.cut_top(kChipHeight), words_read(shown));
  area.cut_top(kBetween);
  draw_dictionary_title(scene, area.cut_top(kTitleRow), {"Word for word, from a dictionary", "逐词查词典"});
  stage.looked_up = stage.source;
  const float row = area.cut_top(kChipHeight).y;
  for (Rect& box : stage.looked_up) box.y = row;
  const float links = std::clamp(area.h - kChipHeight - kTitleRow - 60, kLeastLinks, kMostLinks);
  area.cut_top(links);
  std::vector<std::string> said;
  for (const int word : pair.target) said.push_back(shown.corpus->target.word(word));
  stage.said = spread_chips(ui, area.cut_top(kChipHeight), said);
  draw_true_links(scene, stage);
  draw_boxes(scene, stage);
  draw_dictionary_title(scene, area.cut_top(kTitleRow), {"What one says; the lines show what truly belongs together", "人会怎么说；线连着真正对应的词"});
  area.cut_top(4);
  draw_line_of_words(ui, area, summary(pair, scene.language));
}

}  // namespace epochs::translation
