#include <algorithm>
#include <array>
#include <cmath>

#include "app/press.hpp"
#include "app/transport.hpp"
#include "ui/anchor.hpp"
#include "ui/pattern.hpp"
#include "viz/decimate.hpp"

namespace epochs::app {

namespace {

using session::HistoryPoint;
using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

// Loss and update to places on screen; logarithmic when the line spans more than two powers of ten.
struct Scale {
  Rect area;
  double low = 0, high = 1;
  long last = 1;
  bool logarithmic = false;

  float x(long update) const { return area.x + area.w * static_cast<float>(static_cast<double>(update) / static_cast<double>(last)); }
  float y(double loss) const {
    const double value = logarithmic ? std::log10(std::max(loss, low)) : loss;
    const double from = logarithmic ? std::log10(low) : 0, to = logarithmic ? std::log10(high) : high;
    const double share = to > from ? std::clamp((value - from) / (to - from), 0.0, 1.0) : 0;
    return area.bottom() - area.h * static_cast<float>(share);
  }
  long update(float at) const {
    const double share = std::clamp(static_cast<double>((at - area.x) / area.w), 0.0, 1.0);
    return std::lround(share * static_cast<double>(last));
  }
};

Scale scale_of(Rect area, const session::History& history, long furthest) {
  Scale scale;
  scale.area = area;
  scale.last = std::max(1L, furthest);
  double smallest = 1e300, largest = 0;
  for (const auto* line : {&history.line, &history.old_line, &history.twin_line})
    for (const HistoryPoint& point : *line) {
      if (!std::isfinite(point.loss)) continue;
      largest = std::max(largest, point.loss);
      if (point.loss > 0) smallest = std::min(smallest, point.loss);
      scale.last = std::max(scale.last, point.update);
    }
  if (largest <= 0) return scale;
  scale.high = largest;
  scale.logarithmic = largest > 100 * smallest && std::none_of(history.line.begin(), history.line.end(), [](const auto& p) { return p.loss <= 0; });
  scale.low = scale.logarithmic ? smallest : 0;
  return scale;
}

// Of each pixel column the first, the lowest, the highest and the last point, never an average: a loss that jumps stays one that jumps.
std::vector<Vec2> visible(const std::vector<HistoryPoint>& line, const Scale& scale, long from, long to) {
  std::vector<Vec2> out;
  for (const HistoryPoint& point : line) {
    if (point.update < from || point.update > to || !std::isfinite(point.loss)) continue;
    out.push_back({scale.x(point.update), scale.y(point.loss)});
  }
  return viz::decimate(out, 0.5f);
}

void draw_lines(ui::Ui& ui, const session::History& history, const Scale& scale, const session::Status& status, float width) {
  const auto error = ui.color(Token::Error);
  if (const auto old_line = visible(history.old_line, scale, 0, scale.last); old_line.size() > 1)
    ui.canvas.polyline(old_line, ui::with_alpha(ui.color(Token::Text3), 0.5f), 1.2f);
  if (const auto future = visible(history.line, scale, status.update, scale.last); future.size() > 1)
    ui.canvas.polyline(future, ui::with_alpha(error, 0.35f), 1.4f);
  if (const auto past = visible(history.line, scale, 0, status.update); past.size() > 1) ui.canvas.polyline(past, error, width);
}

// The second run of a twin: dashed, in ink.
void draw_twin_line(ui::Ui& ui, const session::History& history, const Scale& scale) {
  ui::dashed_polyline(ui.canvas, visible(history.twin_line, scale, 0, scale.last), ui.color(Token::Text1), 1.6f, 5, 4);
}

// Where training will stop: a dashed line across at a loss, upright at an update, with its words.
void draw_stop(ui::Ui& ui, const Scale& scale, const session::StopRule& rule) {
  const auto ink = ui.color(Token::Text2);
  const ui::TextStyle style{Face::Ui, ui::kTick};
  const Rect area = scale.area;
  std::string words;
  Vec2 at{area.right(), area.y + 18};
  if (rule.loss_below) {
    words = std::string(ui.say({"stops below ", "损失低于 "})) + loss_text(*rule.loss_below) + std::string(ui.say({"", " 时停止"}));
    const float y = scale.y(*rule.loss_below);
    ui.canvas.dashed({area.x, y}, {area.right(), y}, ink, 1.2f, 3, 3);
    at.y = y > area.y + 24 ? y - 6 : y + 16;
  } else if (rule.at_update) {
    words = std::string(ui.say({"stops at ", "第 "})) + group_thousands(*rule.at_update) + std::string(ui.say({"", " 步停止"}));
    if (*rule.at_update <= scale.last) {
      at.x = scale.x(*rule.at_update);
      ui.canvas.dashed({at.x, area.y - 6}, {at.x, area.bottom()}, ink, 1.2f, 3, 3);
      at.x -= 6;
    }
  } else {
    return;
  }
  const float w = ui.canvas.text_width(words, style);
  at.x = std::clamp(at.x, std::min(area.right(), area.x + w), area.right());
  ui.canvas.fill({at.x - w - 4, at.y - 13, w + 8, 18}, ui::with_alpha(ui.color(Token::Surface1), 0.85f), 4);
  ui.canvas.text(at, words, style, ui.color(Token::Text1), Align::Right);
}

void draw_events(ui::Ui& ui, const session::History& history, const Scale& scale) {
  float last = -100;
  for (const session::HistoryEvent& event : history.events) {
    const float x = scale.x(event.update), y = scale.area.bottom();
    if (x - last < 8) continue;   // marks would run into each other
    last = x;
    const std::array<Vec2, 3> mark{{{x - 3.5f, y + 9}, {x + 3.5f, y + 9}, {x, y + 3}}};
    ui.canvas.polygon(mark, ui.color(Token::Text3));
  }
}

void draw_playhead(ui::Ui& ui, const session::History& history, const Scale& scale, const session::Status& status, bool held) {
  const float x = scale.x(status.update), bottom = scale.area.bottom();
  const auto ink = ui.color(Token::Text1);
  ui.canvas.line({x, scale.area.y - 6}, {x, bottom + 5}, ink, 1.5f);
  if (!history.line.empty() && std::isfinite(status.loss)) ui.canvas.disc({x, scale.y(status.loss)}, 4.5f, ink);
  ui.canvas.fill({x - (held ? 9.f : 7.f), bottom + 1, held ? 18.f : 14.f, 8}, ink, 4);
}

void draw_labels(ui::Ui& ui, const Scale& scale) {
  const ui::TextStyle style{Face::Mono, ui::kTick};
  const float y = scale.area.bottom() + 19;
  ui.canvas.text({scale.area.x, y}, "0", style, ui.color(Token::Text3));
  ui.canvas.text({scale.area.right(), y}, group_thousands(scale.last), style, ui.color(Token::Text3), Align::Right);
  if (scale.logarithmic)
    ui.canvas.text({scale.area.x + 18, y}, ui.say({"log scale", "对数刻度"}), {Face::Ui, ui::kTick}, ui.color(Token::Text3));   // below the axis: no playhead comes there
}

void scrub(ui::Ui& ui, session::Training& training, const Scale& scale, const session::Status& status, TransportState& state) {
  const Rect hit{scale.area.x - 8, scale.area.y - 14, scale.area.w + 16, scale.area.h + 34};
  const Press pressed = press(ui, "transport.history", hit, 8);
  if (pressed.hovered && ui.pointer.pressed) state.scrubbing = true;
  if (!ui.pointer.down) state.scrubbing = false;
  if (!state.scrubbing) {
    state.scrub_target = -1;
    return;
  }
  const long target = std::clamp(scale.update(ui.pointer.position.x), 0L, status.furthest);
  if (target == state.scrub_target) return;
  state.scrub_target = target;
  training.seek(target);
}

void draw_end(ui::Ui& ui, const Scale& scale, const session::Status& status) {
  const bool ran_away = status.health.kind == session::Health::Kind::NotFinite || status.health.kind == session::Health::Kind::Diverged;
  if (!ran_away) return;
  const Vec2 at{scale.x(std::min(status.health.update, scale.last)), scale.area.y + 4};
  for (float d : {-1.f, 1.f}) ui.canvas.line({at.x - 5, at.y - 5 * d}, {at.x + 5, at.y + 5 * d}, ui.color(Token::Error), 2);
}

}  // namespace

std::string loss_text(double loss) {
  if (!std::isfinite(loss)) return "—";
  const double size = std::abs(loss);
  if (size >= 1e6) {                            // 7.1e21: as short as the others
    const int power = static_cast<int>(std::floor(std::log10(size)));
    return format_number(loss / std::pow(10.0, power), 1) + "e" + std::to_string(power);
  }
  return format_number(loss, size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.001 || size == 0 ? 3 : 5);
}

void draw_history(ui::Ui& ui, session::Training& training, Rect area, TransportState& state, const HistoryView& view) {
  const session::Status status = training.status();
  const auto history = training.history();
  const Scale scale = scale_of(area, *history, status.furthest);
  ui.canvas.line({area.x, area.bottom()}, {area.right(), area.bottom()}, ui.color(Token::Line2), 1);
  if (history->line.empty() && view.labels)
    ui.canvas.text({area.x + 14, area.center().y + 4}, ui.say({"Press play: the loss is drawn here.", "按下播放，损失会画在这里。"}),
                   {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  draw_lines(ui, *history, scale, status, view.line_width);
  draw_twin_line(ui, *history, scale);
  draw_events(ui, *history, scale);
  scrub(ui, training, scale, status, state);
  draw_playhead(ui, *history, scale, status, state.scrubbing);
  if (view.labels) draw_stop(ui, scale, state.stop);
  draw_end(ui, scale, status);
  if (view.labels) draw_labels(ui, scale);
}

}  // namespace epochs::app
