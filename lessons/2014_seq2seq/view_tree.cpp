// Beam search as a tree, left to right: at each step the beginnings that are kept, and those that are dropped. The path of the likeliest sentence, and the greedy one's.
#include <algorithm>
#include <array>
#include <string>

#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"

namespace epochs::translation {
namespace {

using ui::Face;
using ui::Rect;
using ui::Token;

constexpr int kWidestShown = 5;
constexpr float kColumn = 52, kNode = 25, kNodeSum = 16, kLeastGap = 5, kMostGap = 22;
constexpr double kGrowApart = 0.4;               // seconds between trees while it learns
constexpr ui::TextStyle kNodeText{Face::Medium, ui::kLabel}, kSumText{Face::Mono, ui::kTick};

void grow(TreeState& state, const Scene& scene) {
  const bool same_sentence = state.source == scene.shown.source && state.grown_width == state.width;
  if (same_sentence && state.network == scene.shown.network) return;
  if (same_sentence && scene.running && scene.ui.time - state.grown_at < kGrowApart && scene.ui.time >= state.grown_at) return;
  state.network = scene.shown.network, state.source = scene.shown.source, state.grown_width = state.width, state.grown_at = scene.ui.time;
  state.tree = beam_search(*state.network, state.source, state.width);
  state.greedy = beam_search(*state.network, state.source, 1);
  state.node = -1, state.first = 0;
}

bool is_ancestor(const BeamTree& tree, int node, int of) {
  for (; of > 0; of = tree.nodes[static_cast<std::size_t>(of)].parent)
    if (of == node) return true;
  return false;
}

// Words of the greedy sentence, as a path in this tree: is the node on it?
bool on_greedy_path(const TreeState& state, int node) {
  const std::vector<int> mine = state.tree.words(node), greedy = state.greedy.best >= 0 ? state.greedy.words(state.greedy.best) : std::vector<int>();
  const bool begins = mine.size() <= greedy.size() && std::equal(mine.begin(), mine.end(), greedy.begin());
  return begins && (state.tree.nodes[static_cast<std::size_t>(node)].word != kEnd || mine.size() == greedy.size());
}

// Nodes of every step, the likeliest first, as many as there is room for; where each is drawn.
struct TreePlan {
  int columns = 1, rows = 1, steps = 0;
  std::vector<std::pair<int, Rect>> nodes;       // with its box
  const Rect* box_of(int node) const {
    for (const auto& [each, box] : nodes)
      if (each == node) return &box;
    return nullptr;
  }
};

TreePlan plan_of(const TreeState& state, Rect area) {
  TreePlan out;
  for (const BeamNode& node : state.tree.nodes) out.steps = std::max(out.steps, node.step + 1);
  out.columns = std::max(1, std::min(out.steps, static_cast<int>(area.w / kColumn)));
  const float column = area.w / static_cast<float>(out.columns), wide = static_cast<float>(state.width * state.width);
  const float pitch = std::clamp(area.h / wide, kNode + kNodeSum + kLeastGap, kNode + kNodeSum + kMostGap);
  out.rows = std::max(1, static_cast<int>(area.h / pitch));
  for (int step = state.first; step < std::min(out.steps, state.first + out.columns); ++step) {
    std::vector<int> at_step;
    for (std::size_t i = 1; i < state.tree.nodes.size(); ++i)
      if (state.tree.nodes[i].step == step) at_step.push_back(static_cast<int>(i));
    const auto likelier = [&](int a, int b) {
      const BeamNode &x = state.tree.nodes[static_cast<std::size_t>(a)], &y = state.tree.nodes[static_cast<std::size_t>(b)];
      const bool kept_x = x.fate != Fate::Dropped, kept_y = y.fate != Fate::Dropped;
      return kept_x != kept_y ? kept_x : x.log_probability > y.log_probability;
    };
    std::sort(at_step.begin(), at_step.end(), likelier);
    for (int row = 0; row < std::min(out.rows, static_cast<int>(at_step.size())); ++row)
      out.nodes.push_back({at_step[static_cast<std::size_t>(row)], {area.x + column * static_cast<float>(step - state.first), area.y + pitch * static_cast<float>(row), column - 11, kNode}});
  }
  return out;
}

void draw_branches(Scene& scene, const TreeState& state, const TreePlan& plan) {
  ui::Ui& ui = scene.ui;
  for (const bool winning : {false, true})
    for (const auto& [node, box] : plan.nodes) {
      const BeamNode& self = state.tree.nodes[static_cast<std::size_t>(node)];
      const Rect* parent = plan.box_of(self.parent);
      const bool wins = state.tree.best >= 0 && is_ancestor(state.tree, node, state.tree.best);
      if (!parent || wins != winning) continue;
      const ui::Vec2 a{parent->right() + 1, parent->center().y}, d{box.x - 1, box.center().y};
      const float bend = (d.x - a.x) * 0.5f;
      const ui::Color color = wins ? ui.color(Token::Target) : ui::with_alpha(ui.color(Token::Text3), self.fate == Fate::Dropped ? 0.3f : 0.75f);
      ui.canvas.bezier(a, {a.x + bend, a.y}, {d.x - bend, d.y}, d, color, wins ? 2.6f : 1.2f);
    }
}

void draw_node(Scene& scene, TreeState& state, int node, Rect box) {
  ui::Ui& ui = scene.ui;
  const BeamNode& self = state.tree.nodes[static_cast<std::size_t>(node)];
  const bool wins = state.tree.best >= 0 && is_ancestor(state.tree, node, state.tree.best), dropped = self.fate == Fate::Dropped;
  const ui::Pressed press = ui::pressable(ui, "tree.node." + std::to_string(node), box, 6, ui::Access::Open, ui::TabStop::Own);
  if (!dropped) ui.canvas.fill(box, ui.color(Token::Surface2), 6);
  if (wins) ui.canvas.fill(box, ui::with_alpha(ui.color(Token::Target), 0.28f), 6);
  ui::hover_fill(ui, box, Token::Surface3, 6, press);
  if (on_greedy_path(state, node)) ui.canvas.outline(box, ui.color(Token::Query), 6, 1.4f);
  if (state.node == node) ui.canvas.outline(box, ui.color(Token::Text1), 6, 1.8f);
  const std::string word = fitted(ui, sign_or_word(scene.shown.corpus->target, self.word), kNodeText, box.w - 4);
  ui.canvas.text({box.center().x, box.center().y + 5}, word, kNodeText, ui.color(dropped ? Token::Text3 : Token::Text1), ui::Align::Center);
  ui.canvas.text({box.center().x, box.bottom() + 13}, format_number(self.log_probability, self.log_probability > -9.995 ? 2 : 1), kSumText, ui.color(Token::Text3), ui::Align::Center);
  if (press.clicked) state.node = state.node == node ? -1 : node;
}

std::string tree_words(const Scene& scene, const TreeState& state) {
  const Vocabulary& words = scene.shown.corpus->target;
  const bool english = scene.language == Language::English;
  if (state.node > 0 && static_cast<std::size_t>(state.node) < state.tree.nodes.size()) {
    const BeamNode& node = state.tree.nodes[static_cast<std::size_t>(state.node)];
    const std::string begins = spelled(words, state.tree.words(state.node)) + (node.word == kEnd ? " <end>" : " …");
    return begins + (english ? "   ln p " : "   ln p ") + format_number(node.log_probability, 2) + (english ? ", of this word p " : "，这个词 p ") + format_number(node.step_probability, 3);
  }
  if (state.tree.best < 0) return english ? "No sentence has come to its end yet: let it learn." : "还没有一句写到结尾：让它学一会儿。";
  const std::vector<int> best = state.tree.words(state.tree.best), greedy = state.greedy.best >= 0 ? state.greedy.words(state.greedy.best) : std::vector<int>();
  const std::string sum = format_number(state.tree.nodes[static_cast<std::size_t>(state.tree.best)].log_probability, 2);
  std::string out = (english ? "Likeliest, ln p " : "最可能的，ln p ") + sum + (english ? ": " : "：") + spelled(words, best);
  out += best == greedy ? (english ? "  Greedy finds the same." : "  贪心也找到它。") : (english ? "  Greedy: " : "  贪心：") + spelled(words, greedy);
  if (scene.shown.pair && best != greedy) out += best == scene.shown.pair->target ? (english ? "  The beam's is right." : "  束搜索的对了。") : greedy == scene.shown.pair->target ? (english ? "  The greedy one is right." : "  贪心的才对。") : "";
  return out;
}

void draw_tree_head(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  TreeState& state = scene.hand.tree;
  const std::string_view label = ui.say({"Beam k", "束宽 k"});
  const float w = ui.canvas.text_width(label, {Face::Ui, ui::kLabel}) + 10;
  text_in(ui, {row.x, row.center().y + 5}, w, label, {Face::Ui, ui::kLabel}, Token::Text2);
  static constexpr std::array<std::string_view, kWidestShown> kWidths{"1", "2", "3", "4", "5"};
  state.width = 1 + ui::segmented(ui, "tree.width", {row.x + w, row.y, std::min(220.0f, row.w - w), row.h}, kWidths, state.width - 1);
}

// Earlier and later steps, where not all have room.
void draw_turning(Scene& scene, Rect row, const TreePlan& plan) {
  TreeState& state = scene.hand.tree;
  if (plan.columns >= plan.steps) return;
  const std::string at = std::to_string(state.first + 1) + "–" + std::to_string(std::min(plan.steps, state.first + plan.columns)) + " / " + std::to_string(plan.steps);
  if (ui::button(scene.ui, "tree.earlier", {row.x, row.y, 40, row.h}, "‹")) state.first = std::max(0, state.first - plan.columns + 1);
  if (ui::button(scene.ui, "tree.later", {row.x + 46, row.y, 40, row.h}, "›")) state.first = std::min(plan.steps - plan.columns, state.first + plan.columns - 1);
  text_in(scene.ui, {row.x + 96, row.center().y + 5}, row.w - 96, at, {Face::Mono, ui::kTick}, Token::Text3);
}

}  // namespace

void draw_tree_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("tree", area);
  TreeState& state = scene.hand.tree;
  draw_sentence_picker(scene, area, "tree.sentence");
  draw_tree_head(scene, area.cut_top(30));
  if (scene.hand.question_open) return draw_line_of_words(ui, area, ui.say({"The tree waits for your guess.", "这棵树等你先猜。"}));
  grow(state, scene);
  area.cut_top(8);
  draw_line_of_words(ui, area.cut_top(40), tree_words(scene, state), Token::Text1);
  const Rect turning = area.cut_bottom(30), legend = area.cut_bottom(22);
  text_in(ui, {legend.x, legend.center().y + 4}, legend.w, ui.say({"Under each word: the sum of ln p up to it. Framed in blue: greedy. Pale: dropped.", "词下面：到它为止 ln p 之和。蓝框：贪心。灰色：丢弃。"}), {Face::Ui, ui::kSmall}, Token::Text3);
  area.cut_top(6);
  if (area.h < kNode + kNodeSum) return;
  const TreePlan plan = plan_of(state, area);
  draw_branches(scene, state, plan);
  for (const auto& [node, box] : plan.nodes) draw_node(scene, state, node, box);
  draw_turning(scene, turning, plan);
}

}  // namespace epochs::translation
