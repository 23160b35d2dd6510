// The computational graph of one point, op by op: values on the way forwards, gradients on the way back.
#include <algorithm>

#include "ui/anchor.hpp"
#include "ui/formula.hpp"
#include "ui/press.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {
namespace {

using Kind = Place::Kind;
using lesson::Beat;
using ui::Token;

constexpr int kMostRows = 6;
constexpr float kRow = 30;

// One card: an op with its values, and their gradients beside them.
struct Card {
  std::string title;           // formula
  std::vector<Place> values, gradients;   // gradients empty: none are asked for
};

std::vector<Card> cards_of(const Snapshot& seen) {
  std::vector<Card> cards;
  const Network& network = seen.network;
  cards.push_back({"x", {{Kind::X, 0, 0, 0}, {Kind::X, 0, 1, 0}}, {}});
  for (int layer = 1; layer <= network.layers(); ++layer) {
    Card z, a;
    const std::string l = std::to_string(layer);
    const bool output = layer == network.layers();
    z.title = "z_" + l + " = W_" + l + (layer == 1 ? " x" : " a_" + std::to_string(layer - 1)) + " + b_" + l;
    a.title = output ? (seen.settings.shape.loss == Loss::LinearSquaredError ? "\\hat{y} = z_" + l : "\\hat{y} = \\c{a}{\\sigma}(z_" + l + ")") : "a_" + l + " = f(z_" + l + ")";
    for (int unit = 0; unit < network.w(layer - 1).cols(); ++unit) {
      z.values.push_back({Kind::Z, layer, unit, 0});
      z.gradients.push_back({Kind::Delta, layer, unit, 0});
      a.values.push_back({Kind::A, layer, unit, 0});
    }
    cards.push_back(std::move(z));
    cards.push_back(std::move(a));
  }
  cards.push_back({"\\c{loss}{J}", {{Kind::Loss, 0, 0, 0}, {Kind::Target, 0, 0, 0}}, {}});
  return cards;
}

// Which card the walk stands on.
int card_of(OpRange at, int layers) {
  if (at.beat == Beat::Forward) return 1 + at.op;
  if (at.beat == Beat::Loss) return 1 + 2 * layers;
  if (at.beat == Beat::Backward) return 1 + 2 * (layers - 1 - at.op / 2);
  return 1 + 2 * at.op;
}

void draw_cell(Scene& scene, ui::Rect cell, const Place& place, bool gradient) {
  ui::Ui& ui = scene.ui;
  const bool known = reached(place, scene.at, scene.seen.network);
  const ui::Pressed press = ui::pressable(ui, "graph/" + to_text(place), cell, 6);
  if (press.clicked && known) scene.hand.selected = place;
  ui.canvas.fill(cell, ui.color(press.hovered ? Token::Surface3 : Token::Surface2), 6);
  if (scene.hand.selected == place) ui.canvas.outline(cell, ui.color(Token::Text1), 6, 1.6f);
  if (!known) {
    ui.canvas.disc(cell.center(), 1.6f, ui.color(Token::Text3));
    return;
  }
  const ui::Color color = gradient ? ui.color(Token::Error) : ui.color(Token::Text1);
  ui.canvas.text({cell.right() - 7, cell.center().y + 4.6f}, format_number(value_at(place, scene.seen), gradient ? 3 : 2), {ui::Face::Mono, ui::kSmall}, color, ui::Align::Right);
}

void draw_card(Scene& scene, ui::Rect area, const Card& card, bool here) {
  ui::Ui& ui = scene.ui;
  ui::draw_formula(ui, {area.x + 4, area.y + 20}, card.title, 15);
  const int shown = std::min<int>(static_cast<int>(card.values.size()), kMostRows);
  const bool both = !card.gradients.empty();
  const float width = both ? (area.w - 6) / 2 : area.w;
  ui::Rect frame{area.x - 6, area.y - 2, area.w + 12, 40 + kRow * static_cast<float>(shown)};
  if (here) ui.canvas.outline(frame, ui.color(Token::Text1), 10, 1.8f);
  for (int i = 0; i < shown; ++i) {
    const ui::Rect cell{area.x, area.y + 34 + kRow * static_cast<float>(i), width, kRow - 4};
    draw_cell(scene, cell, card.values[static_cast<std::size_t>(i)], false);
    if (both) draw_cell(scene, {cell.x + width + 6, cell.y, width, cell.h}, card.gradients[static_cast<std::size_t>(i)], true);
  }
  const int rest = static_cast<int>(card.values.size()) - shown;
  if (rest <= 0) return;
  const std::string more = ui.language == Language::English ? "and " + std::to_string(rest) + " more" : "还有 " + std::to_string(rest) + " 个";
  ui.canvas.text({area.x, frame.bottom() + 12}, more, {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3));
}

void draw_link(ui::Ui& ui, float from, float to, float y, bool backward, bool active) {
  const ui::Color color = active ? ui.color(backward ? Token::Error : Token::Activation) : ui.color(Token::Line2);
  if (backward)
    ui.canvas.arrow({to, y + 6}, {from, y + 6}, color, 1.8f, 7);
  else
    ui.canvas.arrow({from, y}, {to, y}, color, 1.8f, 7);
}

std::string caption(const Scene& scene) {
  const bool english = scene.ui.language == Language::English;
  switch (scene.at.beat) {
    case Beat::Forward: return english ? "Forward: values appear from left to right." : "前向：数值从左到右出现。";
    case Beat::Loss: return english ? "Loss: the answer meets the truth." : "损失：回答和正确答案相遇。";
    case Beat::Backward: return english ? "Backward: ∂J/∂z appears beside each z, from right to left." : "反向：∂J/∂z 从右到左出现在每个 z 旁边。";
    case Beat::Update: return english ? "Update: each weight takes a step against its gradient." : "更新：每个权重逆着自己的梯度走一步。";
  }
  return "";
}

}  // namespace

void draw_graph_view(Scene& scene, ui::Rect area) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("graph", area);
  if (scene.seen.probe < 0) {
    ui.canvas.text({area.center().x, area.center().y}, ui.say({"Click into the plane to place a point; its computation appears here.", "在平面上点一下放一个点，这里就会出现它的计算过程。"}),
                   {ui::Face::Ui, ui::kLabel}, ui.color(Token::Text2), ui::Align::Center);
    return;
  }
  const std::vector<Card> cards = cards_of(scene.seen);
  const int layers = scene.seen.network.layers(), count = static_cast<int>(cards.size()), here = card_of(scene.at, layers);
  const int fits = std::clamp(static_cast<int>((area.w + 22) / 118), 2, count);
  const int first = std::clamp(here - fits / 2, 0, count - fits);
  const float gap = 24, width = (area.w - 12 - gap * static_cast<float>(fits - 1)) / static_cast<float>(fits);
  for (int i = 0; i < fits; ++i) {
    const ui::Rect card{area.x + 6 + static_cast<float>(i) * (width + gap), area.y + 6, width, area.h - 40};
    draw_card(scene, card, cards[static_cast<std::size_t>(first + i)], first + i == here);
    if (i + 1 < fits) {
      const bool backward = scene.at.beat == Beat::Backward;
      draw_link(ui, card.right() + 7, card.right() + gap - 7, card.y + 12, backward, backward ? first + i >= here : first + i < here);
    }
  }
  ui.canvas.text({area.x + 4, area.bottom() - 6}, caption(scene), {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text2));
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
