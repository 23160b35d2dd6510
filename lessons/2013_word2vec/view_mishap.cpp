// What has gone wrong on the map, in a sentence with one repair: no window, one number a word, nothing that pushes apart, a text too short. Where the lesson is
// about breaking, also the way to the other mishaps.
#include <algorithm>
#include <array>

#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/rich_text.hpp"
#include "view_map.hpp"

namespace epochs::word2vec {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kMishapPad = 14, kMishapPress = 34;
constexpr long kOften = 5;                       // a word that was read less often has hardly any company
constexpr Index kCompared = 400;                 // words whose directions are compared with each other

struct Mishap {
  std::string_view id;
  std::string sentence;
  Localized repair;
  Command command;
};

// Mean cosine of two different words, over the commonest.
double mean_cosine(Scene& scene) {
  MapState& map = scene.hand.map;
  if (map.flat_by == scene.seen.vectors) return map.flat;
  map.flat_by = scene.seen.vectors;
  const Matrix& v = *scene.seen.vectors;
  RowVector sum = RowVector::Zero(v.cols());
  double n = 0;
  for (Index i = 0; i < std::min(v.rows(), kCompared); ++i)
    if (const Real length = v.row(i).norm(); length > 0) sum += v.row(i) / length, n += 1;
  return map.flat = n < 2 ? 0 : (static_cast<double>(sum.squaredNorm()) - n) / (n * (n - 1));
}

Mishap no_window(const Scene& scene) {
  return {"window", std::string(scene.ui.say({"The window is 0: no word has a neighbour, so there is nothing to guess and nothing moves.", "窗口为 0：谁都没有邻居，没有什么可猜，也就什么都不动。"})),
          {"Window 2", "窗口设为 2"}, SetWindow{2}};
}

Mishap one_number(const Scene& scene) {
  return {"width", std::string(scene.ui.say({"One number a word: all of them stand on one line, and any two have the cosine 1 or −1. There is no room for kinds.",
                                             "每个词只有一个数：全都排在一条线上，两个词的余弦不是 1 就是 −1，分不出种类。"})),
          {"24 numbers", "改为 24 个数"}, SetWidth{24}};
}

Mishap no_negatives(Scene& scene) {
  const std::string cosine = format_number(mean_cosine(scene), 2);
  return {"negatives", scene.ui.language == Language::English ? "Nothing pushes apart: neighbours only pull together. The mean cosine of two words is " + cosine + "; at 1.00 all point the same way."
                                                              : "没有谁把词推开，邻居只会互相拉近。两个词的余弦平均为 " + cosine + "；到 1.00 就全都指向同一边。",
          {"5 random words", "抽 5 个随机词"}, SetNegatives{5}};
}

Mishap few_words(const Scene& scene) {
  const Text& text = *scene.seen.text;
  const auto rare = std::count_if(text.counts.begin(), text.counts.end(), [](long count) { return count < kOften; });
  const std::string total = group_thousands(text.total), few = std::to_string(rare), all = std::to_string(text.size());
  return {"few", scene.ui.language == Language::English ? "A text of " + total + " words: " + few + " of the " + all + " different ones stand in it fewer than 5 times, too little company to know them by."
                                                        : "全文只有 " + total + " 个词，" + all + " 个不同的词里有 " + few + " 个出现不到 5 次：邻居太少，认不出谁是谁。",
          {"TinyWorld", "换成小世界"}, ChooseText{Source::World}};
}

std::optional<Mishap> mishap_of(Scene& scene) {
  const Settings& s = scene.seen.settings;
  if (!scene.seen.trainable()) return std::nullopt;
  if (s.window == 0) return no_window(scene);
  if (s.width == 1) return one_number(scene);
  if (s.output == Output::Negatives && s.negatives == 0 && scene.seen.pairs > 0) return no_negatives(scene);
  if (s.source == Source::Few) return few_words(scene);
  return std::nullopt;
}

float draw_card(Scene& scene, Rect area, const Mishap& mishap) {
  ui::Ui& ui = scene.ui;
  const ui::RichStyle style{{ui::Face::Medium, ui::kLabel}, ui.language == Language::Chinese ? 22.0f : 20.0f, Token::Text1, 4};
  const std::string_view label = ui.say(mishap.repair);
  const float press = ui.canvas.text_width(label, {ui::Face::Semibold, ui::kLabel}) + 40;
  const bool beside = area.w - press - 3 * kMishapPad > 260;
  const float wide = beside ? area.w - press - 3 * kMishapPad : area.w - 2 * kMishapPad;
  const float words = ui::plain_text(ui, {0, 0}, wide, mishap.sentence, style, ui::Draw::No);
  const float h = 2 * kMishapPad + (beside ? std::max(words, kMishapPress) : words + 10 + kMishapPress);
  if (h > area.h * 0.5f) return 0;
  const Rect box{area.x, area.bottom() - h, area.w, h};
  ui.anchors.add("map.mishap." + std::string(mishap.id), box);
  ui.canvas.fill(box, ui.color(Token::Surface2), 12);
  ui::plain_text(ui, {box.x + kMishapPad, beside ? box.center().y - words / 2 : box.y + kMishapPad}, wide, mishap.sentence, style);
  const Rect button = beside ? Rect{box.right() - kMishapPad - press, box.center().y - kMishapPress / 2, press, kMishapPress}
                             : Rect{box.x + kMishapPad, box.bottom() - kMishapPad - kMishapPress, std::min(press, wide), kMishapPress};
  if (ui::button(ui, "map.repair", button, label, ui::ButtonKind::Primary)) scene.wishes.push_back(mishap.command);
  return h + 12;
}

// All is well: the other ways to break it.
float draw_breaks(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  struct Way {
    std::string_view id;
    Localized label;
    Command command;
  };
  const std::array<Way, 4> ways{{{"negatives", {"No random words", "不抽随机词"}, SetNegatives{0}}, {"window", {"Window 0", "窗口 0"}, SetWindow{0}},
                                 {"width", {"One number", "只用一个数"}, SetWidth{1}}, {"few", {"A hundred words", "只有一百个词"}, ChooseText{Source::Few}}}};
  if (area.h < 260 || area.w < 520) return 0;    // beside another run only what went wrong is said
  const std::string_view title = ui.say({"Break it:", "弄坏它："});
  const float y = area.bottom() - kMishapPress;
  float x = area.x;
  ui.canvas.text({x, y + 22}, title, {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  x += ui.canvas.text_width(title, {ui::Face::Ui, ui::kSmall}) + 12;
  for (const Way& way : ways) {
    const std::string_view label = ui.say(way.label);
    const float w = ui.canvas.text_width(label, {ui::Face::Medium, ui::kLabel}) + 26;
    if (x + w > area.right()) break;
    if (ui::button(ui, "map.break." + std::string(way.id), {x, y, w, kMishapPress}, label)) scene.wishes.push_back(way.command);
    x += w + 8;
  }
  return kMishapPress + 14;
}

}  // namespace

float draw_map_mishap(Scene& scene, Rect area) {
  const bool breaking = scene.hand.step == "break";
  if (scene.hand.question_open && breaking) return 0;            // it is what is asked for
  if (const std::optional<Mishap> mishap = mishap_of(scene)) return draw_card(scene, area, *mishap);
  return breaking ? draw_breaks(scene, area) : 0;
}

}  // namespace epochs::word2vec
