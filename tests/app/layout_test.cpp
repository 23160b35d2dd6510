#include "app/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ui/interface.hpp"

namespace epochs::app {
namespace {

using ui::Rect;
using ui::Vec2;

struct Size {
  float width, height, text;
};

std::vector<Size> sizes() {
  std::vector<Size> out;
  for (float text : {0.9f, 1.0f, 1.15f, 1.3f})
    for (Size size : {Size{1024, 700, 0}, {1280, 720, 0}, {1366, 768, 0}, {1440, 900, 0}, {1920, 1080, 0}, {2560, 1440, 0}, {3440, 1440, 0},
                      {3840, 2160, 0}, {800, 900, 0}, {700, 1000, 0}, {420, 860, 0}})
      out.push_back({size.width, size.height, text});
  return out;
}

Vec2 logical(Size size) {
  const float s = ui::scale_for(size.width, size.height, size.text);
  return {size.width / s, size.height / s};
}

std::string name(Size s) {
  return std::to_string(static_cast<int>(s.width)) + "x" + std::to_string(static_cast<int>(s.height)) + " text " + std::to_string(s.text);
}

bool overlap(Rect a, Rect b) {
  if (a.w <= 0 || b.w <= 0) return false;
  return a.x < b.right() - 0.5f && b.x < a.right() - 0.5f && a.y < b.bottom() - 0.5f && b.y < a.bottom() - 0.5f;
}

void expect_apart(const std::vector<std::pair<const char*, Rect>>& areas, Rect inside, const std::string& where) {
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto& [label, a] = areas[i];
    if (a.w == 0) continue;
    EXPECT_GT(a.w, 0) << where << " " << label;
    EXPECT_GT(a.h, 0) << where << " " << label;
    EXPECT_GE(a.x, inside.x - 0.5f) << where << " " << label;
    EXPECT_GE(a.y, inside.y - 0.5f) << where << " " << label;
    EXPECT_LE(a.right(), inside.right() + 0.5f) << where << " " << label;
    EXPECT_LE(a.bottom(), inside.bottom() + 0.5f) << where << " " << label;
    for (std::size_t j = i + 1; j < areas.size(); ++j)
      EXPECT_FALSE(overlap(a, areas[j].second)) << where << ": " << label << " and " << areas[j].first;
  }
}

TEST(Layout, TheMocksMeasures) {
  const LessonLayout l = lesson_layout({1440, 900});
  EXPECT_EQ(l.width, WidthClass::Wide);
  EXPECT_EQ(l.top_bar, (Rect{40, 16, 1360, 36}));
  EXPECT_EQ(l.narrative, (Rect{40, 86, 336, 682}));
  EXPECT_EQ(l.stage, (Rect{408, 72, 660, 696}));
  EXPECT_EQ(l.inspector, (Rect{1092, 86, 308, 682}));
  EXPECT_EQ(l.transport, (Rect{40, 784, 1360, 92}));
  EXPECT_EQ(lesson_layout({1440, 900}, StageKind::Wide).stage, (Rect{408, 72, 992, 696}));
}

TEST(Layout, LessonAreasStandApartInEveryWindow) {
  for (Size size : sizes()) {
    const Vec2 l = logical(size);
    for (StageKind kind : {StageKind::Normal, StageKind::Wide}) {
      const LessonLayout lesson = lesson_layout(l, kind);
      expect_apart({{"top bar", lesson.top_bar}, {"narrative", lesson.narrative}, {"stage", lesson.stage}, {"inspector", lesson.inspector},
                    {"side tabs", lesson.side_tabs}, {"transport", lesson.transport}},
                   {0, 0, l.x, l.y}, name(size));
      EXPECT_GE(lesson.stage.w, 320) << name(size);
      EXPECT_GE(lesson.stage.h, 220) << name(size);
      EXPECT_LE(lesson.narrative.w, lesson.narrative_on_top ? l.x : 376.f) << name(size);
    }
  }
}

TEST(Layout, TransportPartsStandApart) {
  for (Size size : sizes()) {
    const LessonLayout lesson = lesson_layout(logical(size));
    for (const auto& [beats, words] : {std::pair{280.f, 0.f}, {372.f, 92.f}, {460.f, 130.f}, {372.f, 900.f}}) {
      const TransportLayout t = transport_layout(lesson, beats, words);
      EXPECT_TRUE(t.readout.w == 0 || t.readout.w >= std::min(words, kMostReadout)) << name(size);
      expect_apart({{"beats", t.beats}, {"back", t.back}, {"play", t.play}, {"forward", t.forward}, {"speed", t.speed}, {"history", t.history},
                    {"readout", t.readout}, {"more", t.more}},
                   lesson.transport, name(size));
      EXPECT_GE(t.history.w, 120) << name(size);
    }
  }
}

TEST(Layout, InspectorCardLeavesTheSelectedNumberFree) {
  const LessonLayout l = lesson_layout({1170, 800});
  ASSERT_EQ(l.width, WidthClass::Medium);
  EXPECT_EQ(l.inspector.w, 0);
  for (float x : {l.stage.x + 20, l.stage.right() - 20}) {
    const Rect card = inspector_card(l, x, 560);
    EXPECT_FALSE(card.contains({x, card.y + 10}));
    expect_apart({{"card", card}}, l.stage, "medium");
  }
}

TEST(Layout, HallCardsStandApartAndSixErasFitTheMock) {
  for (Size size : sizes()) {
    const Vec2 l = logical(size);
    const HallLayout hall = hall_layout(l, 5, 19);
    std::vector<std::pair<const char*, Rect>> cards;
    if (!hall.stacked) {
      for (int era = 0; era < kEraCount; ++era)
        for (int row = 0; row < 5; ++row) cards.push_back({"card", hall.card(era, row, {0, 0})});
    } else {
      for (int row = 0; row < 19; ++row) cards.push_back({"card", hall.card(row / 4, row, {0, 0})});
    }
    expect_apart(cards, {hall.columns.x, hall.columns.y, hall.content_width, hall.content_height}, name(size));
    expect_apart({{"top bar", hall.top_bar}, {"axis", hall.axis}, {"columns", hall.columns}}, {0, 0, l.x, l.y}, name(size));
    EXPECT_GE(hall.column_width, 196) << name(size);
    EXPECT_GE(hall.thumb_height, 42) << name(size);
  }
  const HallLayout mock = hall_layout({1440, 900}, 5, 19);
  EXPECT_NEAR(mock.column_width, 213, 0.5);
  EXPECT_LE(mock.content_width, mock.columns.w + 0.5f);
  EXPECT_LE(mock.content_height, mock.columns.h + 0.5f);
}

TEST(Layout, PresenterAreasStandApart) {
  for (Size size : sizes()) {
    const Vec2 l = logical({size.width, size.height, 1});
    if (l.x < 680) continue;   // nobody presents on a phone
    for (float wanted : {0.f, 66.f, 186.f, 2000.f}) {
      PresenterLayout p = presenter_layout(l);
      const Rect whole = p.stage;
      const Rect notes = wanted > 0 ? presenter_notes(p.stage, l, wanted) : Rect{};
      const bool over = notes.h > 0 && p.stage.h == whole.h;   // they lie over the picture
      expect_apart({{"header", p.header}, {"title", p.title}, {"lead", p.lead}, {"stage", p.stage}, {"notes", over ? Rect{} : notes},
                    {"footer", p.footer}, {"history", p.history}},
                   {0, 0, l.x, l.y}, name(size));
      if (wanted == 0) continue;
      EXPECT_LE(notes.h, wanted) << name(size);
      EXPECT_LE(notes.h, l.y / 3 + 0.01f) << name(size);
      EXPECT_GE(notes.y, whole.y - 0.01f) << name(size);
      EXPECT_NEAR(notes.bottom(), whole.bottom(), 0.01f) << name(size);
      EXPECT_GE(p.stage.h, over ? whole.h : 380) << name(size) << ": the picture is no stamp";
    }
  }
}

TEST(Layout, PanelsShareTheStage) {
  const Rect stage{408, 72, 660, 696};
  for (int views = 1; views <= 6; ++views)
    for (bool wide : {false, true}) {
      const PanelGrid grid = panel_grid(stage, views, wide, false);
      std::vector<std::pair<const char*, Rect>> panels;
      for (int i = 0; i < grid.count; ++i) panels.push_back({"panel", grid.panels[i]});
      EXPECT_EQ(grid.count, views);
      expect_apart(panels, stage, std::to_string(views));
    }
  EXPECT_EQ(panel_grid(stage, 3, false, true).panels[0], stage);
}

}  // namespace
}  // namespace epochs::app
