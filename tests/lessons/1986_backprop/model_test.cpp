#include "lessons/1986_backprop/model.hpp"

#include <gtest/gtest.h>

#include "core/check.hpp"
#include "lessons/1986_backprop/claims.hpp"

namespace epochs::backprop {
namespace {

static_assert(session::Session<Backprop>);

Settings spiral(int batch) {
  Settings settings;
  settings.dataset = Dataset::Spiral;
  settings.shape.hidden = {6, 5};
  settings.optimizer = nn::OptimizerKind::Adam;
  settings.rate = 0.01;
  settings.batch = batch;
  return settings;
}

bool same(const Network& a, const Network& b) {
  for (std::size_t i = 0; i < a.parameters.size(); ++i)
    if (a.parameters[i].value != b.parameters[i].value) return false;
  return a.parameters.size() == b.parameters.size();
}

TEST(Backprop, OnePlainStepIsRateTimesGradient) {
  Backprop net(101);
  const Network before = net.network();
  Pass pass;
  forward(before, net.data().x, pass);
  backward(before, net.data().y, pass);
  EXPECT_EQ(net.advance().loss, pass.loss);
  for (std::size_t i = 0; i < before.parameters.size(); ++i) {
    const Matrix expected = before.parameters[i].value - static_cast<Real>(net.settings().rate) * pass.gradients[i];
    EXPECT_TRUE(net.network().parameters[i].value.isApprox(expected)) << i;
  }
}

TEST(Backprop, StateRestoresTheSameBits) {
  Backprop net(102, spiral(32));
  for (int i = 0; i < 40; ++i) net.advance();
  const Backprop::State state = net.state();
  for (int i = 0; i < 100; ++i) net.advance();
  Backprop other(102);                   // another shape and other data: restore() has to bring everything
  other.restore(state);
  for (int i = 0; i < 100; ++i) other.advance();
  EXPECT_TRUE(same(net.network(), other.network()));
  EXPECT_EQ(net.settings(), other.settings());
  EXPECT_GT(Backprop::size_of(state), 0u);
}

TEST(Backprop, SettingsChangeWhileItRuns) {
  Backprop net(103, spiral(0));
  for (int i = 0; i < 10; ++i) net.advance();
  const Network before = net.network();
  Shape shape = net.settings().shape;
  shape.activation = Activation::Relu;
  net.apply(SetShape{shape});
  EXPECT_TRUE(same(before, net.network()));
  for (nn::OptimizerKind kind : {nn::OptimizerKind::Sgd, nn::OptimizerKind::Momentum, nn::OptimizerKind::Adam}) {
    net.apply(SetOptimizer{kind});
    net.apply(SetRate{0.02});
    net.apply(SetDecay{0.001});
    net.apply(SetBatch{16});
    net.advance();
    EXPECT_EQ(net.culprit(), "");
  }
  shape.hidden = {3, 3, 3, 3};
  net.apply(SetShape{shape});
  EXPECT_EQ(net.network().layers(), 5);
  net.advance();
  EXPECT_THROW(net.apply(SetShape{{{17}, Activation::Tanh, Loss::CrossEntropy}}), CheckFailed);
  EXPECT_THROW(net.apply(SetRate{0}), CheckFailed);
}

TEST(Backprop, TellsWhichUnitsHaveStoppedLearning) {
  Settings settings;
  settings.shape.hidden = {4, 3};
  settings.shape.activation = Activation::Relu;
  Backprop net(105, settings);
  net.apply(SetParameter{3, 0, 1, -100});              // b2 of the second unit: below 0 at every point
  const std::vector<session::IdleLayer> one = net.idle_layers();
  ASSERT_FALSE(one.empty());
  EXPECT_EQ(one.back().layer, "hidden2");
  EXPECT_GE(one.back().idle, 1);
  EXPECT_EQ(one.back().units, 3);
  net.apply(SetParameter{3, 0, 1, 1e5});
  net.apply(SetParameter{3, 0, 0, 1e5});
  net.apply(SetParameter{3, 0, 2, 1e5});
  for (Index unit = 0; unit < 4; ++unit) net.apply(SetParameter{1, 0, unit, 100});   // all above 0: none is dead
  EXPECT_TRUE(net.idle_layers().empty());
  net.apply(SetShape{{{4, 3}, Activation::Tanh, Loss::CrossEntropy}});
  const std::vector<session::IdleLayer> all = net.idle_layers();                     // and a tanh so far out is at its bound
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].idle, 4);
  EXPECT_EQ(all[1].idle, 3);
}

TEST(Backprop, EditsPointsAndWeights) {
  Backprop net(104);
  net.apply(AddPoint{{0, 0, 1}});
  net.apply(MovePoint{4, Real(0.5), Real(0.5)});
  net.apply(FlipPoint{4});
  EXPECT_EQ(net.data().train.back(), (Point{Real(0.5), Real(0.5), 0}));
  EXPECT_EQ(net.settings().dataset, Dataset::Own);
  EXPECT_EQ(net.data().x.rows(), 5);
  net.apply(DeletePoint{4});
  EXPECT_THROW(net.apply(DeletePoint{4}), CheckFailed);
  net.apply(SetParameter{0, 1, 2, 3.5});
  EXPECT_EQ(net.network().w(0)(1, 2), Real(3.5));
  EXPECT_THROW(net.apply((SetParameter{9, 0, 0, 1})), CheckFailed);
  net.apply(ChooseDataset{Dataset::Own});
  EXPECT_EQ(net.advance().loss, 0);      // no points: nothing to do
  EXPECT_EQ(net.observe({}).probe, -1);
}

TEST(Backprop, SnapshotShowsTheProbeAndWhatEachUnitSees) {
  Backprop net(105, spiral(0));
  session::ObserveRequest request;
  request.probe = 7;
  const Snapshot seen = net.observe(request);
  EXPECT_EQ(seen.probe, 7);
  ASSERT_EQ(seen.pass.a.size(), 4u);
  EXPECT_EQ(seen.pass.a[0](0, 0), net.data().train[7].x1);
  EXPECT_EQ(seen.pass.gradients.size(), seen.network.parameters.size());
  ASSERT_EQ(seen.fields->layers.size(), 3u);
  EXPECT_EQ(seen.fields->layers[0].rows(), Fields::kGrid * Fields::kGrid);
  EXPECT_EQ(seen.fields->layers[1].cols(), 5);
  request.fields = false;
  EXPECT_EQ(net.observe(request).fields, nullptr);
}

// The claims' code with a tiny budget: does it run, is the report complete? (`epochs verify` runs the claims.)
TEST(BackpropClaims, ReportWithATinyBudget) {
  for (const claim::Claim& claim : backprop_claims::claims()) {
    claim::Budget budget;
    budget.scale = 0.02;
    const claim::Outcome outcome = claim.run(101, budget);
    EXPECT_FALSE(outcome.measured.empty()) << claim.id;
    EXPECT_FALSE(outcome.threshold.empty()) << claim.id;
    EXPECT_FALSE(outcome.asks_for.chinese.empty()) << claim.id;
    for (const claim::Measured& measured : outcome.measured) EXPECT_FALSE(measured.label.english.empty() || measured.label.chinese.empty()) << measured.name;
  }
}

}  // namespace
}  // namespace epochs::backprop
