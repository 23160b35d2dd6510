#include "app/layout.hpp"

#include <algorithm>

namespace epochs::app {

using ui::Rect;
using ui::Vec2;

WidthClass width_class(float w) {
  return w >= 1360 ? WidthClass::Wide : w >= 1000 ? WidthClass::Medium : w >= 680 ? WidthClass::Narrow : WidthClass::Phone;
}

HeightClass height_class(float h) {
  return h >= 860 ? HeightClass::Full : h >= 780 ? HeightClass::Shrunk : h >= 640 ? HeightClass::Low : HeightClass::Tiny;
}

namespace {

constexpr float kTop = 72;             // first line below the top bar
constexpr float kMaxStage = 1100;      // further width goes to the margins

struct Columns {
  float margin, narrative, gap, inspector;
};

LessonLayout three_columns(Vec2 size, StageKind stage) {
  LessonLayout out;
  const float fixed = 336 + 32 + 24 + 308;
  const float content = std::min(size.x - 80, fixed + kMaxStage);
  const float x = (size.x - content) / 2;
  const float bar = height_class(size.y) >= HeightClass::Low ? 72 : 92;
  out.top_bar = {x, 16, content, 36};
  out.transport = {x, size.y - 24 - bar, content, bar};
  const float bottom = out.transport.y - 16;
  // Extra width goes to the stage; a narrative of up to 376 takes its part first.
  const float narrative = std::min(376.f, 336 + std::max(0.f, content - 1360) * 0.25f);
  out.narrative = {x, 86, narrative, bottom - 86};
  const float stage_x = x + narrative + 32;
  if (stage == StageKind::Wide) {
    out.stage = {stage_x, kTop, x + content - stage_x, bottom - kTop};
  } else {
    out.inspector = {x + content - 308, 86, 308, bottom - 86};
    out.stage = {stage_x, kTop, out.inspector.x - 24 - stage_x, bottom - kTop};
  }
  return out;
}

LessonLayout two_columns(Vec2 size, float margin, float narrative) {
  LessonLayout out;
  const float content = size.x - 2 * margin;
  const float bar = height_class(size.y) >= HeightClass::Low ? 72 : 92;
  out.top_bar = {margin, 16, content, 36};
  out.transport = {margin, size.y - margin - bar, content, bar};
  const float bottom = out.transport.y - 16;
  out.narrative = {margin, 86, narrative, bottom - 86};
  out.stage = {margin + narrative + 24, kTop, content - narrative - 24, bottom - kTop};
  return out;
}

LessonLayout narrative_above(Vec2 size, float margin, float bar) {
  LessonLayout out;
  const float content = size.x - 2 * margin;
  out.narrative_on_top = true;
  out.top_bar = {margin, 16, content, 36};
  out.transport = {margin, size.y - margin - bar, content, bar};
  const float text = std::clamp(size.y * 0.27f, 150.f, 260.f);
  out.narrative = {margin, 68, content, text};
  const float y = out.narrative.bottom() + 12;
  out.stage = {margin, y, content, std::max(120.f, out.transport.y - 16 - y)};
  return out;
}

}  // namespace

LessonLayout without_transport(LessonLayout layout) {
  const float more = layout.transport.bottom() - layout.stage.bottom();
  layout.stage.h += more;
  if (layout.inspector.w > 0) layout.inspector.h += more;
  if (!layout.narrative_on_top) layout.narrative.h += more, layout.side_tabs.y += layout.side_tabs.w > 0 ? more : 0;
  layout.transport = {};
  return layout;
}

LessonLayout lesson_layout(Vec2 size, StageKind stage) {
  const WidthClass width = width_class(size.x);
  const HeightClass height = height_class(size.y);
  LessonLayout out;
  if (width == WidthClass::Wide) {
    out = three_columns(size, stage);
  } else if (width == WidthClass::Medium) {
    out = two_columns(size, 24, 304);
  } else if (width == WidthClass::Narrow && size.y < 760) {
    out = two_columns(size, 16, 272);   // too low to stand one above the other
  } else if (width == WidthClass::Narrow) {
    out = narrative_above(size, 24, 132);
    out.transport_kind = TransportKind::TwoRows;
  } else {
    out = narrative_above(size, 16, 76);
    out.transport_kind = TransportKind::Phone;
  }
  out.width = width;
  out.height = height;
  if (out.transport_kind == TransportKind::OneRow && height >= HeightClass::Low) out.transport_kind = TransportKind::Low;
  if (out.inspector.w == 0) {
    out.side_tabs = out.narrative.cut_bottom(34);
    out.narrative.h -= 12;
  }
  out.second_row_as_tabs = height >= HeightClass::Low || out.stage.h < 460 || width == WidthClass::Phone;
  return out;
}

Rect inspector_card(const LessonLayout& layout, float selected_x, float height) {
  const Rect s = layout.stage;
  const float w = std::min(300.f, s.w - 32), h = std::min(height, s.h - 32);
  const bool left = selected_x > s.center().x;
  return {left ? s.x + 16 : s.right() - 16 - w, s.y + 16, w, h};
}

namespace {

void place_buttons(TransportLayout& out, float x, float cy) {
  out.back = {x, cy - 18, 36, 36};
  out.play = {x + 44, cy - 24, 48, 48};
  out.forward = {x + 100, cy - 18, 36, 36};
}

TransportLayout one_row(Rect bar, float beats_width, float readout, bool low) {
  TransportLayout out;
  const float cy = bar.center().y;
  // Speed and buttons need 36 + 136 + 36 + 112 + 44; the history at least 160 and the readout 4 more than its words.
  out.beat_words = bar.w - beats_width >= 36 + 136 + 36 + 112 + 44 + 160 + 4 + readout;
  const float beats = out.beat_words ? beats_width : 4 * 44;
  out.beats = {bar.x + 14, cy - 23, beats, 46};
  float x = out.beats.right() + 30;
  place_buttons(out, x, cy);
  x += 136 + 18;
  out.speed = {x, cy - 26, 112, 52};
  out.speed_label = !low;
  x += 112 + 44;
  out.readout = {bar.right() - 20 - readout, cy - 34, readout, 68};
  out.history = {x, bar.y + 20, out.readout.x - 12 - x, bar.h - 44};
  return out;
}

}  // namespace

TransportLayout transport_layout(const LessonLayout& layout, float beats_width, float readout_width) {
  const float readout = std::clamp(readout_width, kLeastReadout, kMostReadout);
  const Rect bar = layout.transport;
  TransportLayout out;
  if (layout.transport_kind == TransportKind::OneRow) return one_row(bar, beats_width, readout, false);
  if (layout.transport_kind == TransportKind::Low) return one_row(bar, beats_width, readout, true);
  if (layout.transport_kind == TransportKind::TwoRows) {
    const float cy = bar.y + 36;
    out.beat_words = bar.w - beats_width >= 30 + 136 + 18 + 112 + 40;
    out.beats = {bar.x + 14, cy - 23, out.beat_words ? beats_width : 4 * 44, 46};
    place_buttons(out, out.beats.right() + 30, cy);
    const float x = out.forward.right() + 18;
    out.speed = {x, cy - 26, std::min(112.f, bar.right() - 20 - x), 52};
    out.readout = {bar.right() - 20 - readout, bar.y + 66, readout, 62};
    out.history = {bar.x + 20, bar.y + 76, out.readout.x - 12 - bar.x - 20, 34};
    return out;
  }
  const float cy = bar.center().y;
  out.beat_words = false;
  place_buttons(out, bar.x + 10, cy);
  out.more = {out.forward.right() + 4, cy - 18, 36, 36};
  out.history = {out.more.right() + 12, bar.y + 18, bar.right() - 20 - out.more.right() - 12, bar.h - 40};
  return out;
}

HallLayout hall_layout(Vec2 size, int rows, int total) {
  HallLayout out;
  out.width = width_class(size.x);
  out.stacked = out.width == WidthClass::Phone;
  const float margin = out.width == WidthClass::Wide ? 40 : 24;
  const float content = std::min(size.x - 2 * margin, 1900.f);
  const float x = (size.x - content) / 2;
  out.top_bar = {x, 16, content, 48};
  out.card_gap = 10, out.gap = 16.4f;
  const bool low = size.y < 860;
  out.axis = out.stacked ? Rect{x, 76, 28, size.y - 92} : Rect{x, 76, content, low ? 116.f : 138.f};
  out.axis_y = out.stacked ? 0 : out.axis.y + 66;
  if (out.stacked) {
    out.columns = {x + 40, 76, content - 40, size.y - 76};
    out.column_width = out.columns.w;
    out.card_height = 138, out.thumb_height = 62;
    out.heading_height = 44;
    out.content_width = out.columns.w;
    out.content_height = kEraCount * out.heading_height + static_cast<float>(total) * (out.card_height + out.card_gap) + 24;
    return out;
  }
  const float six = (content - 5 * out.gap) / 6;
  out.column_width = six >= 196 ? six : 213;
  out.content_width = 6 * out.column_width + 5 * out.gap;
  out.columns = {x, out.axis.bottom(), content, size.y - out.axis.bottom()};
  out.heading_height = 44;
  const float room = out.columns.h - out.heading_height - 20 - static_cast<float>(rows - 1) * out.card_gap;
  out.card_height = std::clamp(room / static_cast<float>(rows), 116.f, 158.f);
  out.thumb_height = out.card_height - 74;
  out.content_height = out.heading_height + static_cast<float>(rows) * (out.card_height + out.card_gap) + 8;
  return out;
}

Rect HallLayout::card(int era, int row, Vec2 scroll) const {
  const float step = card_height + card_gap;
  if (stacked) {
    const float y = columns.y + static_cast<float>(era + 1) * heading_height + static_cast<float>(row) * step - scroll.y;
    return {columns.x, y, column_width, card_height};
  }
  return {columns.x + static_cast<float>(era) * (column_width + gap) - scroll.x,
          columns.y + heading_height + static_cast<float>(row) * step - scroll.y, column_width, card_height};
}

PresenterLayout presenter_layout(Vec2 size) {
  PresenterLayout out;
  out.margin = size.x >= 1000 ? 64 : 32;
  const float w = size.x - 2 * out.margin, x = out.margin;
  out.header = {x, 36, w, 48};
  out.title = {x, 100, w, 62};
  out.lead = {x, 168, w, size.x >= 1000 ? 44.f : 84.f};
  out.history = {x, size.y - 20, w, 4};
  out.footer = {x, size.y - 96, w, 60};
  out.stage = {x, out.lead.bottom() + 24, w, std::max(160.f, out.footer.y - 12 - out.lead.bottom() - 24)};
  return out;
}

Rect presenter_notes(Rect& stage, Vec2 size, float wanted) {
  constexpr float kLeastStage = 380, kGap = 16;   // 220 u of plot, with its legend above and its axis below in a room's size
  Rect notes = stage;
  const Rect foot = notes.cut_bottom(std::min(wanted, std::min(size.y / 3, stage.h)));
  if (notes.h - kGap >= kLeastStage) stage.h = notes.h - kGap;
  return foot;
}

PanelGrid panel_grid(Rect stage, int views, bool wide, bool tabs) {
  PanelGrid out;
  out.count = std::clamp(views, 0, 8);
  if (out.count == 0) return out;
  out.panels[0] = stage;
  if (out.count == 1) return out;
  if (tabs) {
    out.tabs = true;
    return out;
  }
  const int columns = wide || stage.w >= 900 ? 2 : out.count >= 4 ? 2 : 1;
  if (columns == 1) {
    out.joined = true;
    const float first = out.count == 2 ? stage.h * 0.69f : stage.h * 0.5f;
    const float rest = (stage.h - first) / static_cast<float>(out.count - 1);
    Rect left = stage;
    out.panels[0] = left.cut_top(first);
    for (int i = 1; i < out.count; ++i) out.panels[i] = left.cut_top(rest);
    return out;
  }
  // The first view keeps the left side; the others share the right side.
  const float first = out.count == 2 ? (stage.w - 16) * 0.58f : (stage.w - 16) * 0.55f;
  Rect right = stage;
  out.panels[0] = right.cut_left(first);
  right.cut_left(16);
  const float n = static_cast<float>(out.count - 1);
  const float h = (right.h - 16 * (n - 1)) / n;
  for (int i = 1; i < out.count; ++i) {
    out.panels[i] = right.cut_top(h);
    right.cut_top(16);
  }
  return out;
}

}  // namespace epochs::app
