// Colouring on the graphics card and here give the same picture, and only changed numbers are sent.
#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

#include "support/picture_check.hpp"
#include "viz/cell_texture.hpp"

namespace epochs::viz {
namespace {

// Zero at the left, one at the right, and in the second row numbers that are none.
Matrix ramp(Index rows, Index columns) {
  Matrix out(rows, columns);
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < columns; ++j) out(i, j) = static_cast<Real>(1.2 * static_cast<double>(j) / static_cast<double>(columns) - 0.1 * static_cast<double>(i % 2));
  out(1, 3) = std::numeric_limits<Real>::quiet_NaN();
  out(1, 4) = -std::numeric_limits<Real>::infinity();
  return out;
}

app::Picture picture_of(ConstMatrix values, const CellColors& colors, Coloring where) {
  CellTexture texture;
  app::Settings look;
  look.reduced_motion = true;
  return test::picture_of(300, 200, look, [&](ui::Ui& ui) {
    ASSERT_TRUE(texture.update(ui.theme, values, colors, where));
    ui.canvas.image(texture.id(), {10, 10, 280, 180});
  });
}

int largest_difference(const app::Picture& a, const app::Picture& b) {
  EXPECT_EQ(a.rgb.size(), b.rgb.size());
  int most = 0;
  for (std::size_t i = 0; i < std::min(a.rgb.size(), b.rgb.size()); ++i) most = std::max(most, std::abs(static_cast<int>(a.rgb[i]) - static_cast<int>(b.rgb[i])));
  return most;
}

TEST(CellTexture, IsTheSamePictureFromTheCard) {
  const Matrix values = ramp(90, 140);
  for (const ColorMap map : {ColorMap::Sequential, ColorMap::Diverging})
    for (const bool causal : {false, true}) {
      const CellColors colors{map, 0.8, causal};
      const app::Picture here = picture_of(values, colors, Coloring::Here), card = picture_of(values, colors, Coloring::OnCard);
      EXPECT_LE(largest_difference(here, card), 3) << "neighbours in the table at most";
      EXPECT_GT(largest_difference(here, picture_of(values, {map, 0.2, causal}, Coloring::OnCard)), 50) << "the range is heeded";
    }
}

TEST(CellTexture, ThinsOutWhatIsTooLargeAlike) {
  const Matrix values = ramp(3, 9'000);
  const CellColors colors{ColorMap::Diverging, 1, true};
  EXPECT_LE(largest_difference(picture_of(values, colors, Coloring::Here), picture_of(values, colors, Coloring::OnCard)), 3);
}

TEST(CellTexture, SendsNumbersOnlyWhenTheyChange) {
  Matrix values = ramp(200, 200);
  CellTexture texture;
  test::picture_of(50, 50, {}, [&](ui::Ui& ui) {          // drawn more than once: all that counts happens within one frame
    const int before = texture.uploads();
    values(7, 7) += 1;
    for (int i = 1; i <= 5; ++i) ASSERT_TRUE(texture.update(ui.theme, values, {ColorMap::Sequential, 1.0 / i, false}));
    EXPECT_EQ(texture.uploads(), before + 1) << "another range is no reason to send";
    values(7, 7) += 1;
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(texture.update(ui.theme, values, {ColorMap::Sequential, 1, false}));
    EXPECT_EQ(texture.uploads(), before + 2);
  });
}

}  // namespace
}  // namespace epochs::viz
