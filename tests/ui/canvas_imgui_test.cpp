// What reaches Dear ImGui's draw list.
#include "ui/canvas_imgui.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include <array>
#include <cmath>

#include "screen.hpp"
#include "ui/fonts.hpp"

namespace epochs::ui {
namespace {

// Curves of counts end in points that lie on each other: the line stays as wide as it is everywhere else.
TEST(ImGuiCanvas, ALineIsNoWiderWhereTwoOfItsPointsAreOne) {
  Screen screen;
  screen.frame([](Ui&) {
    const FontSet fonts;
    ImDrawList list(ImGui::GetDrawListSharedData());
    list._ResetForNewFrame();
    list.PushClipRectFullScreen();
    {
      ImGuiCanvas canvas(list, fonts, 1, 1);
      const std::array<Vec2, 4> points{{{10, 50}, {60, 50}, {90, 50}, {90, 50}}};
      canvas.polyline(points, {255, 0, 0, 255}, 4);
    }
    ASSERT_GT(list.VtxBuffer.Size, 0);
    for (const ImDrawVert& vertex : list.VtxBuffer) EXPECT_LE(std::abs(vertex.pos.y - 50), 3.1f) << "half of it and a pixel of soft edge, at " << vertex.pos.x;
  });
}

}  // namespace
}  // namespace epochs::ui
