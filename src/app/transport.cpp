#include "app/transport.hpp"

#include <algorithm>
#include <cmath>

#include "app/icons.hpp"
#include "app/press.hpp"

namespace epochs::app {

namespace {

using lesson::Beat;
using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

constexpr Beat kBeats[] = {Beat::Forward, Beat::Loss, Beat::Backward, Beat::Update};

Localized beat_name(Beat beat) {
  switch (beat) {
    case Beat::Forward: return {"Forward", "前向"};
    case Beat::Loss: return {"Loss", "损失"};
    case Beat::Backward: return {"Backward", "反向"};
    case Beat::Update: break;
  }
  return {"Update", "更新"};
}

std::string_view beat_anchor(Beat beat) {
  static constexpr std::string_view anchors[] = {"transport.forward_beat", "transport.loss_beat", "transport.backward_beat", "transport.update_beat"};
  return anchors[static_cast<std::size_t>(beat)];
}

Token beat_color(Beat beat) {
  return beat == Beat::Forward ? Token::Activation : beat == Beat::Update ? Token::Weight : Token::Error;
}

float beat_width(ui::Ui& ui, Beat beat) { return ui.canvas.text_width(ui.say(beat_name(beat)), {Face::Semibold, ui::kLabel}) + 40; }

float beats_width(ui::Ui& ui) {
  float w = 12;
  for (Beat beat : kBeats) w += beat_width(ui, beat);
  return w;
}

// While an open question comes first nothing runs: what would is shown without its colour, and says so when it is pressed.
bool is_held(const TransportState& state) { return state.play == PlayLook::Held; }

void draw_beats(ui::Ui& ui, lesson::Player& player, const TransportLayout& layout, TransportState& state) {
  const lesson::TracePosition now = player.trace_position();
  const bool held = is_held(state);
  float x = layout.beats.x;
  for (Beat beat : kBeats) {
    const bool on = beat == now.beat && !held;
    const float w = layout.beat_words ? beat_width(ui, beat) : 40;
    const Rect area{x, layout.beats.y, w, layout.beats.h};
    const auto color = ui.color(on ? beat_color(beat) : Token::Text3);
    const Press pressed = press(ui, beat_anchor(beat), area, 10);
    if (on) ui.canvas.fill(area, ui.color(Token::Surface3), 10);
    else if (!held) hover_fill(ui, area, Token::Surface2, 10, pressed);
    icon::beat(ui.canvas, beat, {layout.beat_words ? x + 17 : area.center().x, area.center().y}, color);
    if (layout.beat_words)
      ui.canvas.text({x + 29, area.center().y + 5}, ui.say(beat_name(beat)), {on ? Face::Semibold : Face::Medium, ui::kLabel},
                     ui.color(on ? Token::Text1 : held ? Token::Text3 : Token::Text2));
    if (on) {
      ui.canvas.fill({x + 10, area.bottom() - 5, w - 20, 2.5f}, ui::with_alpha(color, 0.3f), 1.2f);
      const float share = now.ops > 0 ? static_cast<float>(now.op + 1) / static_cast<float>(now.ops) : 1;
      ui.canvas.fill({x + 10, area.bottom() - 5, (w - 20) * std::clamp(share, 0.f, 1.f), 2.5f}, color, 1.2f);
    }
    if (pressed.clicked) held ? void(state.tried = true) : player.trace_beat(beat);
    x += w + 4;
  }
}

void draw_play(ui::Ui& ui, lesson::Player& player, Rect area, TransportState& state) {
  const PlayLook look = state.play;
  const Vec2 c = area.center();
  const Press pressed = press(ui, "transport.play", area, 24);
  const Token ground = look == PlayLook::Bright ? Token::Text1 : pressed.hovered && !is_held(state) ? Token::Surface3 : Token::Surface2;
  const auto ink = ui.color(look == PlayLook::Bright ? Token::InkOn : is_held(state) ? Token::Text3 : Token::Text1);
  ui.canvas.disc(c, 24, ui.color(ground));
  if (look != PlayLook::Bright) ui.canvas.circle(c, 24, ui.color(Token::Line2), 1);
  if (player.training().status().mode == session::RunMode::Running) icon::pause(ui.canvas, c, ink);
  else icon::triangle(ui.canvas, {c.x + 1.5f, c.y}, 13, ink, icon::Toward::Right);
  if (pressed.clicked) is_held(state) ? void(state.tried = true) : toggle_play(player.training());
}

void draw_buttons(ui::Ui& ui, lesson::Player& player, const TransportLayout& layout, TransportState& state) {
  const auto ink = ui.color(is_held(state) ? Token::Text3 : Token::Text1);
  const auto move = [&](int direction, bool whole) { is_held(state) ? void(state.tried = true) : step(player, direction, whole); };
  const bool whole = layout.beats.w <= 0;   // without beats the arrows move by whole updates
  if (round_button(ui, "transport.back", layout.back.center(), 18, Token::Surface2).clicked) move(-1, whole);
  icon::step(ui.canvas, layout.back.center(), ink, icon::Toward::Left);
  if (round_button(ui, "transport.forward", layout.forward.center(), 18, Token::Surface2).clicked) move(1, whole);
  icon::step(ui.canvas, layout.forward.center(), ink, icon::Toward::Right);
  draw_play(ui, player, layout.play, state);
}

void draw_speed(ui::Ui& ui, session::Training& training, const TransportLayout& layout, TransportState& state) {
  const Rect area = layout.speed;
  if (area.w < 60) return;
  const float y = layout.speed_label ? area.center().y + 13 : area.center().y + 8;
  if (layout.speed_label) {
    const float word = ui.canvas.text_width(ui.say({"Speed", "速度"}), {Face::Ui, ui::kTick});
    const std::string label = speed_label(state.speed, ui.language);
    if (word + 8 + ui.canvas.text_width(label, {Face::Mono, ui::kTick}) <= area.w)
      ui.canvas.text({area.x, area.center().y - 13}, ui.say({"Speed", "速度"}), {Face::Ui, ui::kTick}, ui.color(Token::Text3));
    ui.canvas.text({area.right(), area.center().y - 13}, label, {Face::Mono, ui::kTick}, ui.color(Token::Text1), Align::Right);
  } else {
    ui.canvas.text({area.right(), area.center().y - 4}, speed_label(state.speed, ui.language), {Face::Mono, ui::kTick}, ui.color(Token::Text1), Align::Right);
  }
  const float share = static_cast<float>(state.speed) / (kSpeedStops - 1), x = area.x + 6 + (area.w - 12) * share;
  ui.canvas.fill({area.x, y - 1.5f, area.w, 3}, ui.color(Token::Line2), 1.5f);
  ui.canvas.fill({area.x, y - 1.5f, x - area.x, 3}, ui.color(Token::Text2), 1.5f);
  ui.canvas.disc({x, y}, 7, ui.color(Token::Text1));
  const Press pressed = press(ui, "transport.speed", {area.x - 4, y - 16, area.w + 8, 32}, 8);
  if (pressed.hovered && ui.pointer.pressed) state.sliding = true;
  if (!ui.pointer.down) state.sliding = false;
  if (state.sliding) {
    const float at = std::clamp((ui.pointer.position.x - area.x - 6) / (area.w - 12), 0.f, 1.f);
    const int stop = static_cast<int>(std::lround(at * (kSpeedStops - 1)));
    if (stop != state.speed) change_speed(state, training, stop - state.speed);
  }
  if (pressed.focused && pressed_arrow(ui) != 0) change_speed(state, training, pressed_arrow(ui));
}

// One beat of the open menu.
void draw_beat_row(ui::Ui& ui, lesson::Player& player, Beat beat, Rect row, TransportState& state) {
  const lesson::TracePosition now = player.trace_position();
  const bool held = is_held(state), on = now.beat == beat && !held;
  const Press pressed = press(ui, beat_anchor(beat), row, 8);
  if (on) ui.canvas.fill(row, ui.color(Token::Surface3), 8);
  else if (!held) hover_fill(ui, row, Token::Surface3, 8, pressed);
  icon::beat(ui.canvas, beat, {row.x + 20, row.center().y}, ui.color(held ? Token::Text3 : beat_color(beat)));
  ui.canvas.text({row.x + 40, row.center().y + 5}, ui.say(beat_name(beat)), {on ? Face::Semibold : Face::Medium, ui::kLabel}, ui.color(held ? Token::Text3 : Token::Text1));
  if (on && now.ops > 0) ui.canvas.text({row.right() - 12, row.center().y + 5}, std::to_string(now.op + 1) + " / " + std::to_string(now.ops), {Face::Mono, ui::kTick}, ui.color(Token::Text2), Align::Right);
  if (pressed.clicked) held ? void(state.tried = true) : player.trace_beat(beat);
}

void draw_more(ui::Ui& ui, lesson::Player& player, const TransportLayout& layout, Rect bar, TransportState& state) {
  if (layout.more.w <= 0) return void(state.menu = {});
  const bool open = state.menu.w > 0;
  const Press button = round_button(ui, "transport.more", layout.more.center(), 18, open ? Token::Surface3 : Token::Surface2);
  icon::dots(ui.canvas, layout.more.center(), ui.color(Token::Text1));
  const float w = std::min(260.f, bar.w - 16), h = 4 * 46 + 78;
  const Rect place{std::clamp(layout.more.center().x - w / 2, bar.x + 8, bar.right() - 8 - w), bar.y - 8 - h, w, h};
  if (button.clicked) return void(state.menu = open ? Rect{} : place);
  if (!open) return;
  state.menu = place;
  shadow(ui, place, 12);
  surface(ui, place, 12, Token::Surface2);
  Rect rest = place.inset(6);
  for (Beat beat : kBeats) draw_beat_row(ui, player, beat, rest.cut_top(46), state);
  TransportLayout inside;
  inside.speed = {rest.x + 14, rest.y + 4, rest.w - 28, 60};
  draw_speed(ui, player.training(), inside, state);
  const bool outside = ui.pointer.pressed && !place.contains(ui.pointer.position) && !layout.more.contains(ui.pointer.position);
  if (outside || pressed(ui, ui::Key::Escape)) state.menu = {};
}

void draw_readout(ui::Ui& ui, lesson::Player& player, Rect area) {
  if (area.w <= 0) return;
  const session::Status status = player.training().status();
  const float x = area.right(), cy = area.center().y;
  const std::string update = std::string(ui.say({"Step ", "第 "})) + group_thousands(status.update) + std::string(ui.say({"", " 步"}));
  ui.canvas.text({x, cy - 18}, update, {Face::Ui, ui::kSmall}, ui.color(Token::Text2), Align::Right);
  ui.canvas.text({x, cy + 5}, loss_text(status.loss), {Face::Mono, 19}, ui.color(Token::Error), Align::Right);
  if (status.replaying) {
    const std::string going = std::string(ui.say({"to ", "前往 "})) + group_thousands(status.target);
    ui.canvas.text({x, cy + 25}, going, {Face::Ui, ui::kTick}, ui.color(Token::Text3), Align::Right);
  } else {
    const std::string twin = status.twin_loss ? loss_text(*status.twin_loss) : std::string();
    if (!twin.empty()) ui.canvas.text({x, cy + 25}, twin, {Face::Mono, 15}, ui.color(Token::Text1), Align::Right);
    else ui.canvas.text({x, cy + 25}, ui.say(player.loss_name()), {Face::Ui, ui::kTick}, ui.color(Token::Text3), Align::Right);
  }
}

}  // namespace

double updates_per_second(int stop) { return stop >= kSpeedStops - 1 ? 0 : std::ldexp(1.0, stop); }

int speed_stop(double updates_per_second) {
  if (updates_per_second <= 0) return kSpeedStops - 1;
  return std::clamp(static_cast<int>(std::lround(std::log2(updates_per_second))), 0, kSpeedStops - 2);
}

std::string speed_label(int stop, Language language) {
  const bool english = language == Language::English;
  if (stop >= kSpeedStops - 1) return english ? "max" : "最快";
  const long rate = std::lround(updates_per_second(stop));
  return std::to_string(rate) + (english ? rate == 1 ? " step/s" : "/s" : rate < 100 ? " 步/秒" : "/秒");
}

void toggle_play(session::Training& training) {
  if (training.status().mode == session::RunMode::Running) training.pause();
  else training.play();
}

void step(lesson::Player& player, int direction, bool whole_update) {
  if (!whole_update) return player.trace_step(direction);
  session::Training& training = player.training();
  if (direction > 0) training.advance(1);
  else if (const long at = training.status().update; at > 0) training.seek(at - 1);
}

void change_speed(TransportState& state, session::Training& training, int change) {
  state.speed = std::clamp(state.speed + change, 0, kSpeedStops - 1);
  training.set_speed(updates_per_second(state.speed));
}

void draw_transport(ui::Ui& ui, lesson::Player& player, const LessonLayout& layout, TransportState& state) {
  if (state.dirty_speed) change_speed(state, player.training(), 0), state.dirty_speed = false;
  const Rect bar = layout.transport;
  surface(ui, bar, 14);
  const TransportLayout parts = transport_layout(layout, beats_width(ui), ui.canvas.text_width(ui.say(player.loss_name()), {Face::Ui, ui::kTick}));
  if (parts.beats.w > 0) {
    draw_beats(ui, player, parts, state);
    const float x = parts.beats.right() + 12;
    ui.canvas.line({x, parts.play.y + 2}, {x, parts.play.bottom() - 2}, ui.color(Token::Line), 1);
  }
  draw_buttons(ui, player, parts, state);
  const bool one_row = layout.transport_kind == TransportKind::OneRow || layout.transport_kind == TransportKind::Low;
  if (is_held(state)) {
    Rect place = parts.history;
    const bool beside = !one_row || held_width(ui) <= place.w;   // else the speed makes room for them
    if (!beside) place.x = parts.speed.x, place.w = parts.history.right() - place.x;
    else if (parts.speed.w > 0) draw_speed(ui, player.training(), parts, state);
    draw_held(ui, place, state);
    draw_readout(ui, player, parts.readout);
    return draw_more(ui, player, parts, bar, state);
  }
  if (parts.speed.w > 0) draw_speed(ui, player.training(), parts, state);
  if (one_row)
    ui.canvas.line({parts.history.x - 20, bar.y + 22}, {parts.history.x - 20, bar.bottom() - 22}, ui.color(Token::Line), 1);
  draw_history(ui, player.training(), parts.history, state);
  draw_readout(ui, player, parts.readout);
  draw_more(ui, player, parts, bar, state);
}

}  // namespace epochs::app
