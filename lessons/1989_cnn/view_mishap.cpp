// What has gone wrong, beside the bars that show it: a layer whose units are all dead, named, with one click to repair it. Where the lesson is about
// breaking, also the way to the other mishap: a network that has learned is thrown off by a rate far too high.
#include <algorithm>
#include <array>

#include "cells.hpp"
#include "names.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/rich_text.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr double kGentleRate = 0.05, kWildRate = 10;   // on a network that has learned, the second runs away within a few updates
constexpr double kHasLearned = 0.5;                    // the loss of a batch
constexpr float kMishapButton = 36;

// The last layer of which no unit answers to any picture: nothing flows back through it, so it will not come to life again.
const session::IdleUnits* dead_layer(const session::Status& status) {
  const session::IdleUnits* found = nullptr;
  for (const session::IdleUnits& layer : status.idle_units)
    if (layer.units > 0 && layer.idle == layer.units) found = &layer;
  return found;
}

std::string dead_sentence(const session::IdleUnits& layer, Language language) {
  const bool maps = layer.layer.starts_with("conv"), one = layer.units == 1;
  const std::string number = maps ? layer.layer.substr(4) : "", units = std::to_string(layer.units), since = group_thousands(layer.since);
  if (language == Language::Chinese)
    return "从第 " + since + " 步起，" + (maps ? "第 " + number + " 个卷积层的 " + units + " 个滤波器" : "全连接层的 " + units + " 个单元") + "对每幅图都答 0：ReLU 死了，梯度是 0，再也学不动。";
  const std::string whose = maps ? (one ? "the only filter of map layer " + number : "all " + units + " filters of map layer " + number) : "all " + units + " units of the dense layer";
  return "Since step " + since + ", " + whose + (one ? " answers" : " answer") + " 0 to every picture. Dead ReLUs: no gradient, so nothing more is learned.";
}

// A sentence and the button below it, at the foot of the area.
struct MishapCard {
  std::string_view id;
  std::string sentence, label;
  ui::ButtonKind kind = ui::ButtonKind::Primary;
};

float draw_mishap_card(Scene& scene, Rect area, const MishapCard& card, bool& pressed) {
  ui::Ui& ui = scene.ui;
  const ui::RichStyle style{{ui::Face::Medium, ui::kLabel}, ui.language == Language::Chinese ? 22.0f : 20.0f, Token::Text1, 6};
  constexpr float kPad = 14;
  const float words = ui::plain_text(ui, {0, 0}, area.w - 2 * kPad, card.sentence, style, ui::Draw::No), h = kPad + words + 12 + kMishapButton + kPad;
  if (h > area.h * 0.6f) return 0;
  const Rect box{area.x, area.bottom() - h, area.w, h};
  ui.anchors.add(std::string(card.id), box);
  ui.canvas.fill(box, ui.color(Token::Surface2), 12);
  ui::plain_text(ui, {box.x + kPad, box.y + kPad}, box.w - 2 * kPad, card.sentence, style);
  const float w = std::min(box.w - 2 * kPad, ui.canvas.text_width(card.label, {ui::Face::Semibold, ui::kLabel}) + 40);
  pressed = ui::button(ui, std::string(card.id) + ".go", {box.x + kPad, box.bottom() - kPad - kMishapButton, w, kMishapButton}, card.label, card.kind);
  return h + 14;
}

}  // namespace

float draw_mishap(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  if (hand.question_open) return 0;      // it is what is asked for
  bool pressed = false;
  if (const session::IdleUnits* dead = dead_layer(scene.status)) {
    hand.recovered = false;
    const float h = draw_mishap_card(scene, area, {"bars.dead", dead_sentence(*dead, ui.language), std::string(ui.say({"New weights, rate 0.05", "换新权重，学习率 0.05"}))}, pressed);
    if (pressed) scene.wishes.insert(scene.wishes.end(), {NewWeights{}, SetRate{kGentleRate, scene.seen.settings.half_life}});
    return h;
  }
  if (hand.step != "break") return 0;
  const bool well = scene.status.health.kind == session::Health::Kind::Well, gentle = scene.seen.settings.rate <= 10 * kGentleRate;
  hand.recovered = well && gentle && (hand.recovered || scene.status.loss < kHasLearned);
  if (!hand.recovered || hand.thrown_off) return 0;
  const std::string sentence(ui.say({"It learns again. And a network that has learned: what does a rate of 10 do to it?", "它又学起来了。已经学会的网络，学习率改成 10 会怎样？"}));
  const float h = draw_mishap_card(scene, area, {"bars.wild", sentence, std::string(ui.say({"Rate 10", "学习率 10"})), ui::ButtonKind::Ghost}, pressed);
  if (pressed) hand.thrown_off = true, scene.wishes.push_back(SetRate{kWildRate, scene.seen.settings.half_life});
  return h;
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
