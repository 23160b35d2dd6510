// Where everything stands, for any window. Pure arithmetic in units; no drawing.
#pragma once

#include "ui/geometry.hpp"

namespace epochs::app {

enum class WidthClass { Wide, Medium, Narrow, Phone };
enum class HeightClass { Full, Shrunk, Low, Tiny };   // ≥ 860 · 780 … 859 · 640 … 779 · < 640

WidthClass width_class(float logical_width);
HeightClass height_class(float logical_height);

enum class StageKind { Normal, Wide };
enum class TransportKind { OneRow, Low, TwoRows, Phone };

// The lesson screen. An area that a class does not have is empty (w = 0); the inspector is then a card over the stage.
struct LessonLayout {
  WidthClass width = WidthClass::Wide;
  HeightClass height = HeightClass::Full;
  TransportKind transport_kind = TransportKind::OneRow;
  ui::Rect top_bar, narrative, stage, inspector, transport;
  ui::Rect side_tabs;              // where number, model and code are chosen when they open as a card; empty with an inspector column
  bool narrative_on_top = false;   // short text above the stage, question as a button
  bool second_row_as_tabs = false; // panels of the second row become tabs of the stage
};
LessonLayout lesson_layout(ui::Vec2 logical, StageKind stage = StageKind::Normal);

// The same with the transport's place given to what stands above it.
LessonLayout without_transport(LessonLayout layout);

// The inspector as a card over the stage, on the side away from the selected number.
ui::Rect inspector_card(const LessonLayout& layout, float selected_x, float height);

// Parts of the transport bar, left to right; parts that do not fit are empty.
struct TransportLayout {
  ui::Rect beats, back, play, forward, speed, history, readout;
  ui::Rect more;                   // a button for beats and speed where they do not fit
  bool beat_words = true;          // false: icons only
  bool speed_label = true;
};
// beats_width: what four beats with words need in this language; readout_width: what the name of the loss needs, beside which the history ends.
inline constexpr float kLeastReadout = 92, kMostReadout = 170;
TransportLayout transport_layout(const LessonLayout& layout, float beats_width, float readout_width = kLeastReadout);

// The hall. Cards stand in a grid of era columns; when six do not fit, the columns scroll sideways under a fixed axis; on a
// phone the eras stand one under the other.
inline constexpr int kEraCount = 6;
struct HallLayout {
  WidthClass width = WidthClass::Wide;
  ui::Rect top_bar, axis, columns;   // columns: the window through which the era columns are seen
  float axis_y = 0;                  // the line itself
  float column_width = 0, gap = 0;   // of one era
  float card_height = 0, card_gap = 0, thumb_height = 0;
  float heading_height = 0;          // era name and its rule, above the first card
  float content_width = 0, content_height = 0;   // of all columns; larger than `columns`: it scrolls
  bool stacked = false;
  ui::Rect card(int era, int row, ui::Vec2 scroll) const;      // not clipped; stacked: row counts all cards above too
};
// rows: cards in the longest column; total: all cards (for the phone).
HallLayout hall_layout(ui::Vec2 logical, int rows, int total);

struct PresenterLayout {
  ui::Rect header, title, lead, stage, footer, history;
  float margin = 64;
};
PresenterLayout presenter_layout(ui::Vec2 logical);
// A card as high as the notes want, up to a third of the window. It cuts its place off the stage's foot while the picture keeps a useful
// height; else it lies over it.
ui::Rect presenter_notes(ui::Rect& stage, ui::Vec2 logical, float wanted);

// Panels of a step share the stage: one alone, a large one above a small one, or a grid for more.
struct PanelGrid {
  ui::Rect panels[8];
  int count = 0;
  bool tabs = false;               // only panels[0] is used: the others are behind tabs
  bool joined = false;             // one surface with rules between, not separate panels
};
PanelGrid panel_grid(ui::Rect stage, int views, bool wide, bool tabs);

}  // namespace epochs::app
