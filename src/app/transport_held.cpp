// The transport while a question is open: the guess first, then the run.
#include <algorithm>

#include "app/predict_card.hpp"
#include "app/press.hpp"
#include "app/transport.hpp"
#include "ui/anchor.hpp"

namespace epochs::app {

using ui::Rect;

namespace {

constexpr Localized kGuess{"Guess first", "先猜一猜"};
constexpr float kPill = 34, kBetween = 10;

}  // namespace

float held_width(ui::Ui& ui) { return button_width(ui, ui.say(kGuess)) + kBetween + button_width(ui, ui.say(without_guess_short())); }

// Two ways on, side by side: the question, and the run without a guess. Where only one fits it is the question, whose card holds both.
void draw_held(ui::Ui& ui, Rect area, TransportState& state) {
  ui.anchors.add("transport.held", area);
  const std::string_view guess = ui.say(kGuess);
  const float wide = std::min(button_width(ui, guess), area.w), y = area.center().y - kPill / 2;
  state.tried |= primary_button(ui, "transport.guess", {area.x, y, wide, kPill}, guess);
  if (!state.may_show) return;
  for (const Localized& words : {without_guess(), without_guess_short()}) {
    const std::string_view offer = ui.say(words);
    const Rect pill{area.x + wide + kBetween, y, button_width(ui, offer), kPill};
    if (pill.right() > area.right()) continue;
    state.show |= ghost_button(ui, "transport.show", pill, offer);
    return;
  }
}

}  // namespace epochs::app
