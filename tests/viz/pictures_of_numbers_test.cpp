#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/check.hpp"
#include "viz/gallery/data.hpp"
#include "viz/graph.hpp"
#include "viz/heatmap.hpp"
#include "viz/network_diagram.hpp"
#include "viz/scatter3d.hpp"
#include "ui/screen.hpp"

namespace epochs::viz {
namespace {

TEST(ColorLimit, IsThe98thPercentileOfTheSizes) {
  Matrix values(10, 10);
  for (Index i = 0; i < 100; ++i) values.data()[i] = static_cast<Real>(i % 2 == 0 ? i : -i);
  EXPECT_NEAR(color_limit(values), 97, 1);
  values(0, 0) = std::numeric_limits<Real>::quiet_NaN();
  EXPECT_NEAR(color_limit(values), 97, 1);
  EXPECT_EQ(color_limit(Matrix::Zero(3, 3)), 1);
}

TEST(ColorMaps, AreSymmetricAroundTheGround) {
  const ui::Theme& theme = ui::theme(ui::Brightness::Dark, ui::Palette::Standard);
  EXPECT_EQ(map_color(theme, ColorMap::Diverging, 0, 3), theme.diverging[3]);
  EXPECT_EQ(map_color(theme, ColorMap::Diverging, -5, 3), theme.diverging.front());
  EXPECT_EQ(map_color(theme, ColorMap::Sequential, 3, 3), theme.sequential.back());
}

TEST(Graph, PutsEveryOpBehindItsInputs) {
  const auto nodes = gallery::unit_graph();
  const auto columns = graph_columns(nodes);
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const int input : nodes[i].inputs) EXPECT_LT(columns[static_cast<std::size_t>(input)], columns[i]);
  EXPECT_EQ(columns.back(), 4);
  const std::array<GraphNode, 1> loop = {{{"a", "", ui::Token::Weight, 0, {}, {0}}}};
  EXPECT_THROW(graph_columns(loop), CheckFailed);
}

TEST(Edges, GrowWithTheSizeOfTheWeight) {
  EXPECT_FLOAT_EQ(edge_width(0, 2), 0.6f);
  EXPECT_FLOAT_EQ(edge_width(-2, 2), 2.6f);
  EXPECT_LT(edge_width(0.5, 2), edge_width(-1, 2));
}

TEST(NetworkDiagram, LeavesOutWhatIsNotANumberWhenItChoosesTheLargest) {
  Matrix weights(24, 24);
  for (Index i = 0; i < weights.size(); ++i) weights.data()[i] = i % 3 == 0 ? std::numeric_limits<Real>::quiet_NaN() : static_cast<Real>(i) - 288;
  const std::vector<NetworkLayer> layers{{std::vector<double>(24, 0.5), {}, ui::Token::Input}, {std::vector<double>(24, 0.5), {}, ui::Token::Activation}};
  ui::Screen screen;
  int left_out = 0;
  screen.frame([&](ui::Ui& ui) { left_out = network_diagram(ui, "net", {0, 0, 800, 600}, layers, std::array<Matrix, 1>{weights}).edges_left_out; });
  EXPECT_EQ(left_out, 24 * 24 - 200);
}

TEST(Scatter3d, TurnsWithoutDistortion) {
  const ui::Rect area{0, 0, 200, 200};
  Scatter3dState state;
  state.yaw = state.pitch = 0;
  EXPECT_EQ(project({0, 0, 0}, state, area).at, area.center());
  EXPECT_GT(project({0, 0, 1}, state, area).depth, project({0, 0, -1}, state, area).depth);
  const float right = project({1, 0, 0}, state, area).at.x;
  state.yaw = std::numbers::pi_v<float> / 2;
  EXPECT_NEAR(project({0, 0, 1}, state, area).at.x, right, 0.01f);   // a quarter turn brings z to where x was
}

TEST(GalleryData, IsReallyLearned) {
  const auto net = gallery::learn_xor(0.3, 400);
  EXPECT_LT(net.losses.back(), 0.05 * net.losses.front());
  EXPECT_LT(net.answer(1, 1), 0);
  EXPECT_GT(net.answer(1, -1), 0);
  const Matrix shares = gallery::attention_shares(8);
  for (Index t = 0; t < 8; ++t) EXPECT_NEAR(shares.row(t).sum(), 1, 1e-5);
  const auto fit = gallery::fit_line();
  for (const Dot& dot : fit.dots) EXPECT_EQ(fit.lines.back().w1 * dot.x + fit.lines.back().w2 * dot.y + fit.lines.back().b > 0, dot.positive);
}

TEST(GalleryData, GraphGradientsAgreeWithDifferences) {
  const auto nodes = gallery::unit_graph();
  const auto loss = [](double w1) { return std::pow(std::tanh(w1 * 1.2 - 0.67 * 0.5 - 0.25) - 1, 2); };
  ASSERT_TRUE(nodes[1].gradient.has_value());
  EXPECT_NEAR(*nodes[1].gradient, (loss(0.31 + 1e-5) - loss(0.31 - 1e-5)) / 2e-5, 1e-6);
  EXPECT_NEAR(nodes.back().value, loss(0.31), 1e-12);
}

}  // namespace
}  // namespace epochs::viz
