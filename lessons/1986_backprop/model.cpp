#include "model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"
#include "data/csv.hpp"
#include "nn/unit_health.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

Backprop::Backprop(std::uint64_t seed, Settings settings) : seed_(seed), settings_(std::move(settings)), random_(seed, 1974) {
  use(make_points(settings_.dataset, Part::Train, seed_), make_points(settings_.dataset, Part::Test, seed_));
  build();
}

// ---- Training ----------------------------------------------------------------------------------------------------

session::UpdateReport Backprop::advance() {
  if (data_->train.empty()) return {};
  take_batch();
  forward(network_, batch_x_, pass_);
  backward(network_, batch_y_, pass_);
  std::vector<const Matrix*> gradients;
  for (const Matrix& gradient : pass_.gradients) gradients.push_back(&gradient);
  optimizer_.step(gradients);
  session::UpdateReport report;
  report.loss = pass_.loss;
  return report;
}

void Backprop::take_batch() {
  const std::size_t all = data_->train.size();
  const std::size_t size = settings_.batch <= 0 ? all : std::min(all, static_cast<std::size_t>(settings_.batch));
  if (size == all) {
    batch_x_ = data_->x;
    batch_y_ = data_->y;
    return;
  }
  if (order_.size() != all || cursor_ + size > all) begin_pass();   // what does not fill a batch waits for another pass
  batch_x_.resize(static_cast<Index>(size), 2);
  batch_y_.resize(static_cast<Index>(size), 1);
  for (std::size_t i = 0; i < size; ++i) {
    const Index from = order_[cursor_ + i];
    batch_x_.row(static_cast<Index>(i)) = data_->x.row(from);
    batch_y_.row(static_cast<Index>(i)) = data_->y.row(from);
  }
  cursor_ += size;
}

void Backprop::begin_pass() {
  order_.resize(data_->train.size());
  std::iota(order_.begin(), order_.end(), 0);
  random_.shuffle(order_);
  cursor_ = 0;
}

void Backprop::build() {
  network_ = make_network(settings_.shape, random_);
  nn::Parameters parameters;
  for (nn::Parameter& parameter : network_.parameters) parameters.push_back(&parameter);
  nn::OptimizerSettings how;
  how.kind = settings_.optimizer;
  how.learning_rate = settings_.rate;
  how.weight_decay = settings_.decay;
  optimizer_ = nn::Optimizer(std::move(parameters), how);
}

Score Backprop::score(Part part) const {
  const Matrix &x = part == Part::Train ? data_->x : data_->test_x, &y = part == Part::Train ? data_->y : data_->test_y;
  if (y.rows() == 0) return {};
  Pass pass;
  forward(network_, x, pass);
  Index right = 0;
  for (Index i = 0; i < y.rows(); ++i) right += class_of(pass.output()(i, 0)) == (y(i, 0) > Real(0.5) ? 1 : 0);
  const Matrix& answers = pass.output();
  return {loss_of(settings_.shape.loss, pass.z.back(), y), static_cast<double>(right) / static_cast<double>(y.rows()), {answers.data(), answers.data() + y.rows()}};
}

double Backprop::loss() const { return score(Part::Train).loss; }

namespace {

nn::Activation as_op(Activation activation) {
  switch (activation) {
    case Activation::Tanh: return nn::Activation::Tanh;
    case Activation::Sigmoid: return nn::Activation::Sigmoid;
    case Activation::Relu: break;
  }
  return nn::Activation::Relu;
}

}  // namespace

std::vector<session::IdleLayer> Backprop::idle_layers() const {
  std::vector<session::IdleLayer> out;
  if (data_->train.empty()) return out;
  Pass pass;
  forward(network_, data_->x, pass);
  for (int layer = 0; layer + 1 < network_.layers(); ++layer) {
    const Matrix& a = pass.a[static_cast<std::size_t>(layer + 1)];
    const std::size_t idle = nn::idle_units(a, as_op(settings_.shape.activation)).size();
    if (idle > 0) out.push_back({"hidden" + std::to_string(layer + 1), static_cast<int>(idle), static_cast<int>(a.cols())});
  }
  return out;
}

std::string Backprop::culprit() const {
  for (const nn::Parameter& parameter : network_.parameters)
    if (!parameter.value.allFinite()) return parameter.name;
  return "";
}

std::string Backprop::largest_parameter() const {
  const nn::Parameter* furthest = nullptr;
  for (const nn::Parameter& parameter : network_.parameters)
    if (!furthest || parameter.value.cwiseAbs().maxCoeff() > furthest->value.cwiseAbs().maxCoeff()) furthest = &parameter;
  return furthest->name;
}

bool continues(const Command& now, const Command& before) {
  if (const auto* move = std::get_if<MovePoint>(&now)) {
    const auto* earlier = std::get_if<MovePoint>(&before);
    return earlier && earlier->index == move->index;
  }
  if (const auto* set = std::get_if<SetParameter>(&now)) {
    const auto* earlier = std::get_if<SetParameter>(&before);
    return earlier && earlier->parameter == set->parameter && earlier->row == set->row && earlier->column == set->column;
  }
  return std::holds_alternative<SetRate>(now) && std::holds_alternative<SetRate>(before);
}

bool outlives_restart(const Command& command) { return !std::holds_alternative<SetParameter>(command) && !std::holds_alternative<NewWeights>(command); }

// ---- What the learner changes --------------------------------------------------------------------------------------

void Backprop::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

// A round number that no point exceeds: a drag to the picture's edge then never moves the edge.
static Real extent_of(const Matrix& x) {
  const Real farthest = x.size() == 0 ? Real(0) : x.cwiseAbs().maxCoeff();
  if (!(farthest > Real(1.5))) return Real(1.5);
  const Real power = std::pow(Real(10), std::floor(std::log10(farthest)));
  for (const Real step : {Real(1), Real(1.5), Real(2), Real(3), Real(5), Real(7.5)})
    if (farthest <= step * power) return step * power;
  return 10 * power;
}

std::shared_ptr<const Data> data_of(std::vector<Point> train, std::vector<Point> test) {
  Data data;
  data.x = inputs(train), data.y = targets(train);
  data.test_x = inputs(test), data.test_y = targets(test);
  data.extent = extent_of(data.x);
  data.train = std::move(train), data.test = std::move(test);
  return std::make_shared<const Data>(std::move(data));
}

void Backprop::use(std::vector<Point> train, std::vector<Point> test) {
  data_ = data_of(std::move(train), std::move(test));
  order_.clear();
  cursor_ = 0;
}

void Backprop::use_own(std::vector<Point> points) {
  settings_.dataset = Dataset::Own;
  use(points, {});                       // all of one's own points are learned from
}

std::vector<Point> Backprop::copy_to_change(int index) const {
  EPOCHS_CHECK(index >= 0 && index < static_cast<int>(data_->train.size()), "backprop: no such point");
  return data_->train;
}

void Backprop::on(const ChooseDataset& c) {
  settings_.dataset = c.dataset;
  use(make_points(c.dataset, Part::Train, seed_), make_points(c.dataset, Part::Test, seed_));
  random_ = Random(seed_, 1974);
  build();
}

void Backprop::on(const SetShape& c) {
  EPOCHS_CHECK(c.shape.hidden.size() <= 4, "backprop: at most 4 hidden layers");
  for (int units : c.shape.hidden) EPOCHS_CHECK(units >= 1 && units <= 16, "backprop: a hidden layer has 1 to 16 units");
  const bool keep = c.shape.hidden == settings_.shape.hidden;   // another activation or loss goes on with the same weights
  settings_.shape = c.shape;
  network_.shape = c.shape;
  if (!keep) build();
}

void Backprop::on(const SetOptimizer& c) {
  settings_.optimizer = optimizer_.settings.kind = c.kind;
  optimizer_.forget();                   // the other rule's memory means nothing to this one
}

void Backprop::on(const SetRate& c) {
  EPOCHS_CHECK(c.rate > 0 && std::isfinite(c.rate), "backprop: the rate must be above 0");
  settings_.rate = optimizer_.settings.learning_rate = c.rate;
}

void Backprop::on(const SetBatch& c) { settings_.batch = std::max(0, c.batch); }

void Backprop::on(const SetDecay& c) {
  EPOCHS_CHECK(c.decay >= 0 && std::isfinite(c.decay), "backprop: the decay must not be negative");
  settings_.decay = optimizer_.settings.weight_decay = c.decay;
}

void Backprop::on(const SetParameter& c) {
  EPOCHS_CHECK(c.parameter >= 0 && c.parameter < static_cast<int>(network_.parameters.size()), "backprop: no such parameter");
  Matrix& value = network_.parameters[static_cast<std::size_t>(c.parameter)].value;
  EPOCHS_CHECK(c.row >= 0 && c.row < value.rows() && c.column >= 0 && c.column < value.cols(), "backprop: no such weight");
  value(c.row, c.column) = static_cast<Real>(c.value);
}

void Backprop::on(const NewWeights&) { build(); }

void Backprop::on(const AddPoint& c) {
  EPOCHS_CHECK(data_->train.size() < data::kMostPoints, "backprop: at most 10,000 points");
  std::vector<Point> points = data_->train;
  points.push_back(c.point);
  use_own(std::move(points));
}

void Backprop::on(const MovePoint& c) {
  std::vector<Point> points = copy_to_change(c.index);
  Point& point = points[static_cast<std::size_t>(c.index)];
  point.x1 = c.x1, point.x2 = c.x2;
  use_own(std::move(points));
}

void Backprop::on(const FlipPoint& c) {
  std::vector<Point> points = copy_to_change(c.index);
  Point& point = points[static_cast<std::size_t>(c.index)];
  point.y = 1 - point.y;
  use_own(std::move(points));
}

void Backprop::on(const DeletePoint& c) {
  std::vector<Point> points = copy_to_change(c.index);
  points.erase(points.begin() + c.index);
  use_own(std::move(points));
}

void Backprop::on(const LoadPoints& c) {
  use_own(c.points);
  random_ = Random(seed_, 1974);
  build();
}

// ---- What can be seen ----------------------------------------------------------------------------------------------

namespace {

std::shared_ptr<const Fields> look_around(const Network& network, Real extent) {
  Matrix grid(Fields::kGrid * Fields::kGrid, 2);
  for (int row = 0; row < Fields::kGrid; ++row)
    for (int column = 0; column < Fields::kGrid; ++column) {
      const Real step = 2 * extent / Fields::kGrid;   // the middle of each cell
      grid(row * Fields::kGrid + column, 0) = -extent + (static_cast<Real>(column) + Real(0.5)) * step;
      grid(row * Fields::kGrid + column, 1) = extent - (static_cast<Real>(row) + Real(0.5)) * step;
    }
  Pass pass;
  forward(network, grid, pass);
  auto fields = std::make_shared<Fields>();
  fields->layers.assign(std::make_move_iterator(pass.a.begin() + 1), std::make_move_iterator(pass.a.end()));
  return fields;
}

}  // namespace

Snapshot Backprop::observe(const session::ObserveRequest& request) const {
  Snapshot seen;
  seen.settings = settings_;
  seen.data = data_;
  seen.network = network_;
  seen.train = score(Part::Train);
  seen.test = score(Part::Test);
  if (request.fields) seen.fields = look_around(network_, data_->extent);
  seen.after = network_;
  if (data_->train.empty()) return seen;
  seen.probe = std::clamp(request.probe, 0, static_cast<int>(data_->train.size()) - 1);
  const Matrix y = data_->y.row(seen.probe);
  forward(network_, data_->x.row(seen.probe), seen.pass);
  backward(network_, y, seen.pass);
  for (std::size_t i = 0; i < seen.after.parameters.size(); ++i)
    seen.after.parameters[i].value -= static_cast<Real>(settings_.rate) * seen.pass.gradients[i];
  return seen;
}

Backprop::State Backprop::state() const {
  State state{seed_, settings_, data_, {}, optimizer_.state(), random_.state(), order_, cursor_};
  for (const nn::Parameter& parameter : network_.parameters) state.parameters.push_back(parameter.value);
  return state;
}

void Backprop::restore(const State& state) {
  const bool rebuild = state.settings.shape.hidden != settings_.shape.hidden;
  seed_ = state.seed;
  settings_ = state.settings;
  network_.shape = settings_.shape;
  data_ = state.data;
  if (rebuild) build();                  // its draws are overwritten below, random numbers included
  for (std::size_t i = 0; i < network_.parameters.size(); ++i) network_.parameters[i].value = state.parameters[i];
  optimizer_.settings.kind = settings_.optimizer;
  optimizer_.settings.learning_rate = settings_.rate;
  optimizer_.settings.weight_decay = settings_.decay;
  optimizer_.restore(state.optimizer);
  random_.restore(state.random);
  order_ = state.order;
  cursor_ = state.cursor;
}

std::size_t Backprop::size_of(const State& state) {
  std::size_t bytes = sizeof(State) + state.order.capacity() * sizeof(int);
  for (const auto* list : {&state.parameters, &state.optimizer.first, &state.optimizer.second}) bytes += nn::size_of(*list);
  return bytes;
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
