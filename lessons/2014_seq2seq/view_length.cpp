// A bar for every length: the share of held-out sentences of so many words that come out without a mistake. Counted a few sentences a frame, so that the window stays fluid.
#include <algorithm>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/motion.hpp"
#include "viz/axes.hpp"
#include "viz/tooltip.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr std::size_t kSentences = 480, kFirst = 96, kAtOnce = 6;      // of a count; at once where nothing was counted yet; in a frame
constexpr double kCountApart = 0.6;              // seconds between counts while it learns
constexpr int kFewest = 4;                       // sentences of a length, for a bar

void sit(LengthState& state, std::size_t count) {
  const auto first = state.waiting.end() - static_cast<std::ptrdiff_t>(std::min(count, state.waiting.size()));
  const std::vector<LengthScore> scores = right_by_length(*state.counting_for, Paper(first, state.waiting.end()));
  for (std::size_t n = 0; n < scores.size(); ++n) state.counting[n].asked += scores[n].asked, state.counting[n].right += scores[n].right;
  state.waiting.erase(first, state.waiting.end());
}

// Others shall sit the same paper in any order of lengths, so that a half-finished count is no skewed one.
Paper mixed_paper(const Corpus& corpus, std::size_t sentences) {
  const Paper sorted = exam_paper(corpus, sentences);
  Paper out;
  for (std::size_t stride = 0; stride < 7; ++stride)
    for (std::size_t i = stride; i < sorted.size(); i += 7) out.push_back(sorted[i]);
  return out;
}

void finish(LengthState& state, double time) {
  state.scores = state.counting, state.counted_for = state.counting_for, state.counted_at = time;
  state.counting_for = nullptr;
}

void count(LengthState& state, Scene& scene) {
  const bool known = !state.scores.empty() && state.counted_for == scene.shown.network;
  const bool soon = !state.scores.empty() && scene.running && scene.ui.time - state.counted_at < kCountApart && scene.ui.time >= state.counted_at;
  if (!state.counting_for && !known && !soon) {
    state.counting_for = scene.shown.network;
    state.counting.assign(kMostWords + 1, {});
    state.waiting = mixed_paper(*scene.shown.corpus, kSentences);
    if (state.scores.empty()) {
      sit(state, kFirst);
      state.scores = state.counting;
    }
  }
  if (!state.counting_for) return;
  scene.ui.motion.keep_running();
  sit(state, kAtOnce);
  if (state.waiting.empty()) finish(state, scene.ui.time);
}

struct LengthPlot {
  viz::Plane plane;
  int shortest = 1, longest = 1;
  Rect bar(int words, double share) const {
    const float left = plane.to_x(words - 0.42), right = plane.to_x(words + 0.42), top = plane.to_y(100 * share);
    return {left, top, right - left, std::max(1.0f, plane.area.bottom() - top)};
  }
};

void draw_axis(Scene& scene, const LengthPlot& plot) {
  ui::Ui& ui = scene.ui;
  const ui::TextStyle tick{Face::Mono, ui::kTick};
  const Rect& area = plot.plane.area;
  for (const int percent : {0, 25, 50, 75, 100}) {
    const float y = plot.plane.to_y(percent);
    ui.canvas.line({area.x, y}, {area.right(), y}, ui.color(Token::Line), 1);
    ui.canvas.text({area.x - 6, y + 4}, std::to_string(percent), tick, ui.color(Token::Text3), ui::Align::Right);
  }
  const int every = area.w / static_cast<float>(plot.longest - plot.shortest + 1) < 20 ? 2 : 1;
  for (int words = plot.shortest; words <= plot.longest; words += every) ui.canvas.text({plot.plane.to_x(words), area.bottom() + 16}, std::to_string(words), tick, ui.color(Token::Text3), ui::Align::Center);
  text_in(ui, {area.x, area.bottom() + 34}, area.w, ui.say({"words in the sentence that is read", "原句的词数"}), {Face::Ui, ui::kSmall}, Token::Text3);
}

void draw_longest_learned(Scene& scene, const LengthPlot& plot) {
  const int longest = scene.seen.settings.longest;
  if (longest >= plot.longest) return;
  const float x = plot.plane.to_x(longest + 0.5);
  scene.ui.canvas.dashed({x, plot.plane.area.y}, {x, plot.plane.area.bottom()}, scene.ui.color(Token::Text2), 1.4f, 3, 3);
  text_in(scene.ui, {x + 6, plot.plane.area.y + 12}, plot.plane.area.right() - x - 8, scene.ui.say({"longer than it was shown", "比学过的都长"}), {Face::Ui, ui::kSmall}, Token::Text2);
}

void draw_length_bars(Scene& scene, const LengthPlot& plot, const std::vector<LengthScore>& scores) {
  ui::Ui& ui = scene.ui;
  for (int words = plot.shortest; words <= plot.longest; ++words) {
    const LengthScore& score = scores[static_cast<std::size_t>(words)];
    if (score.asked < kFewest) continue;
    const Rect bar = plot.bar(words, score.share());
    ui.anchors.add("length.bar." + std::to_string(words), bar);
    const bool learned = words <= scene.seen.settings.longest;
    ui.canvas.fill(bar, ui::with_alpha(ui.color(learned ? Token::Activation : Token::Error), 0.9f), std::min(3.0f, bar.h / 2));
    if (bar.w <= 26 || score.right == 0) continue;
    const bool inside = score.share() > 0.9;       // above it there is no room
    ui.canvas.text({bar.center().x, bar.y + (inside ? 14.0f : -4.0f)}, format_number(100 * score.share(), 0), {Face::Mono, ui::kTick}, inside ? ui::text_on(ui.color(learned ? Token::Activation : Token::Error)) : ui.color(Token::Text2), ui::Align::Center);
  }
  for (int words = plot.shortest; words <= plot.longest; ++words) {
    const LengthScore& score = scores[static_cast<std::size_t>(words)];
    Rect column = plot.bar(words, 1);
    if (score.asked < kFewest || !column.contains(ui.pointer.position)) continue;
    const std::string n = std::to_string(words), right = std::to_string(score.right), asked = std::to_string(score.asked);
    viz::tooltip(ui, ui.pointer.position, plot.plane.area, ui.language == Language::English ? n + " words: " + right + " of " + asked + " right" : n + " 个词：" + asked + " 句中对 " + right + " 句");
  }
}

}  // namespace

void draw_length_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("length", area);
  if (scene.hand.question_open) return draw_line_of_words(ui, area, ui.say({"The bars wait for your guess.", "柱子等你先猜。"}));
  LengthState& state = scene.hand.length;
  count(state, scene);
  LengthPlot plot;
  const auto first = std::find_if(state.scores.begin(), state.scores.end(), [](const LengthScore& score) { return score.asked >= kFewest; });
  if (first == state.scores.end()) return;
  plot.shortest = static_cast<int>(first - state.scores.begin());
  for (int words = plot.shortest; words <= kMostWords; ++words)
    if (state.scores[static_cast<std::size_t>(words)].asked >= kFewest) plot.longest = words;
  const Rect title = area.cut_top(20);
  text_in(ui, {title.x, title.y + 13}, title.w, ui.say({"unseen sentences without a single mistake, %", "没见过的句子一字不差的比例，%"}), {Face::Ui, ui::kSmall}, Token::Text3);
  area.cut_left(34), area.cut_bottom(40), area.cut_top(6);
  if (area.h < 30) return;
  plot.plane = {area, {plot.shortest - 0.6, plot.longest + 0.6}, {0, 100}};
  draw_axis(scene, plot);
  draw_length_bars(scene, plot, state.scores);
  draw_longest_learned(scene, plot);
}

}  // namespace epochs::translation
