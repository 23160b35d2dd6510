#include "model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"
#include "data/packages.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

constexpr std::uint64_t kStream = 1989;
constexpr std::size_t kLooked = 128;     // pictures of the training set that loss() and idle_layers() go over

const nn::Parameter* furthest(const nn::Parameters& parameters) {
  return *std::max_element(parameters.begin(), parameters.end(),
                           [](const nn::Parameter* a, const nn::Parameter* b) { return a->value.cwiseAbs().maxCoeff() < b->value.cwiseAbs().maxCoeff(); });
}

}  // namespace

Recogniser::Recogniser(std::uint64_t seed, Settings settings, cnn_data::Shared digits)
    : seed_(seed),
      settings_(std::move(settings)),
      digits_(digits ? std::move(digits) : built_in()),
      random_(seed, kStream),
      network_(make_network(settings_.shape, random_)) {
  build();
}

Recogniser Recogniser::with_built_in(std::uint64_t seed, cnn_data::Shared built_in) {
  Recogniser out(seed, {}, built_in);
  out.built_in_ = std::move(built_in);
  return out;
}

// ---- Training ----------------------------------------------------------------------------------------------------

double Recogniser::rate() const {
  return settings_.half_life > 0 ? settings_.rate * std::exp2(-static_cast<double>(updates_) / settings_.half_life) : settings_.rate;
}

session::UpdateReport Recogniser::advance() {
  take_batch();
  const auto step = [this](const auto& model, nn::Optimizer& optimizer) {
    tape_->begin();
    const nn::Value loss = nn::cross_entropy(*tape_, model(*tape_, tape_->borrow(batch_)), labels_);
    tape_->backward(loss);
    optimizer.settings.learning_rate = rate();
    optimizer.step(*tape_);
    return static_cast<double>(tape_->scalar(loss));
  };
  session::UpdateReport report;
  report.loss = step(network_.model, optimizer_);
  if (plain_) step(plain_->network, plain_->optimizer);
  ++updates_;
  return report;
}

void Recogniser::take_batch() {
  const std::size_t all = digits_->size(), size = std::min(all, static_cast<std::size_t>(settings_.batch));
  if (order_.size() != all || cursor_ + size > all) begin_pass();   // what does not fill a batch waits for another pass
  batch_.resize(static_cast<Index>(size), kPixels);
  labels_.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    const auto from = static_cast<std::size_t>(order_[cursor_ + i]);
    const auto picture = digits_->picture(from);
    std::transform(picture.begin(), picture.end(), batch_.row(static_cast<Index>(i)).data(), [](std::uint8_t byte) { return static_cast<Real>(byte) * (Real(1) / 255); });
    labels_[i] = digits_->label(from);
  }
  cursor_ += size;
}

void Recogniser::begin_pass() {
  order_.resize(digits_->size());
  std::iota(order_.begin(), order_.end(), 0);
  random_.shuffle(order_);
  cursor_ = 0;
}

nn::OptimizerSettings Recogniser::optimizer_settings() const {
  nn::OptimizerSettings how;
  how.kind = settings_.optimizer;
  how.learning_rate = settings_.rate;
  return how;
}

void Recogniser::build() {
  network_ = make_network(settings_.shape, random_);
  optimizer_ = nn::Optimizer(network_.model.parameters(), optimizer_settings());
  updates_ = 0;
  build_plain();
}

void Recogniser::build_plain() {
  plain_.reset();
  if (settings_.beside == Beside::Nobody) return;
  plain_ = std::make_unique<Plain>(random_);
  plain_->optimizer = nn::Optimizer(plain_->network.parameters(), optimizer_settings());
}

std::string Recogniser::culprit() const { return nn::first_not_finite(optimizer_.parameters()); }
std::string Recogniser::largest_parameter() const { return furthest(optimizer_.parameters())->name; }

double Recogniser::loss() const {
  const data::Images first = data::part_of(*digits_->train, 0, std::min(kLooked, digits_->train->size()));
  const Matrix bars = read_all(network_, first);
  double sum = 0;
  for (Index i = 0; i < bars.rows(); ++i) sum -= std::log(std::max(1e-30, static_cast<double>(bars(i, first.labels[static_cast<std::size_t>(i)]))));
  return bars.rows() > 0 ? sum / static_cast<double>(bars.rows()) : 0;
}

std::vector<session::IdleLayer> Recogniser::idle_layers() const {
  std::vector<session::IdleLayer> out;
  if (settings_.shape.activation != nn::Activation::Relu) return out;
  const std::size_t count = std::min(kLooked, digits_->train->size());
  Matrix inputs(static_cast<Index>(count), kPixels);
  to_inputs(std::span(digits_->train->bytes).first(count * kPixels), inputs);
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  nn::Value maps = tape.borrow(inputs);
  const auto look = [&](const std::string& name, Index units) {
    const Matrix& seen = tape.value(maps);
    const Index cells = seen.cols() / units;
    int idle = 0;
    for (Index unit = 0; unit < units; ++unit) idle += seen.middleCols(unit * cells, cells).maxCoeff() <= 0;   // pooled zeros are zeros before
    if (idle > 0) out.push_back({name, idle, static_cast<int>(units)});
  };
  for (const nn::Conv& layer : network_.model.convolutions) maps = layer(tape, maps), look(layer.name, layer.filters());
  if (settings_.shape.width == 0) return out;
  const nn::Dense& hidden = network_.model.classifier.layers.front();
  maps = hidden(tape, maps);
  look(hidden.name, settings_.shape.width);
  return out;
}

// ---- What the learner changes --------------------------------------------------------------------------------------

bool continues(const Command& now, const Command& before) {
  if (const auto* kernel = std::get_if<SetKernel>(&now)) {
    const auto* earlier = std::get_if<SetKernel>(&before);
    return earlier && earlier->layer == kernel->layer && earlier->filter == kernel->filter && earlier->channel == kernel->channel;
  }
  return std::holds_alternative<SetRate>(now) && std::holds_alternative<SetRate>(before);
}

bool outlives_restart(const Command& command) { return !std::holds_alternative<SetKernel>(command) && !std::holds_alternative<NewWeights>(command); }

void Recogniser::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

cnn_data::Shared Recogniser::built_in() {
  if (!built_in_) built_in_ = cnn_data::built_in(seed_);
  return built_in_;
}

cnn_data::Shared Recogniser::digits_for(const UseDigits& c) {
  if (c.source == cnn_data::Source::BuiltIn) return built_in();
  if (c.loaded) return c.loaded;
  if (read_ && read_->source == c.source && read_->first_file == c.first_file && read_->second_file == c.second_file) return read_;
  const Result<cnn_data::Shared> digits = c.source == cnn_data::Source::Real ? cnn_data::real(data::package_folder()) : cnn_data::own(c.first_file, c.second_file);
  EPOCHS_CHECK(digits.ok(), digits.ok() ? "" : digits.error());
  return digits.value();
}

void Recogniser::on(const UseDigits& c) {
  digits_ = digits_for(c);
  if (c.source != cnn_data::Source::BuiltIn) read_ = digits_;
  order_.clear();
  cursor_ = 0;
  random_ = Random(seed_, kStream);
  build();
}

void Recogniser::on(const SetShape& c) {
  const auto fits = check(c.shape);
  EPOCHS_CHECK(fits.ok(), fits.ok() ? "" : fits.error());
  settings_.shape = c.shape;
  build();
}

void Recogniser::on(const SetOptimizer& c) {
  settings_.optimizer = optimizer_.settings.kind = c.kind;
  optimizer_.forget();                   // the other rule's memory means nothing to this one
  if (!plain_) return;
  plain_->optimizer.settings.kind = c.kind;
  plain_->optimizer.forget();
}

void Recogniser::on(const SetRate& c) {
  EPOCHS_CHECK(c.rate > 0 && std::isfinite(c.rate) && c.half_life >= 0, "cnn: the rate must be above 0, its half-life not below");
  settings_.rate = c.rate;
  settings_.half_life = c.half_life;
}

void Recogniser::on(const SetBatch& c) {
  EPOCHS_CHECK(c.batch >= 1 && c.batch <= kMostBatch, "cnn: a batch has 1 to 1,000 pictures");
  settings_.batch = c.batch;
}

void Recogniser::on(const SetBeside& c) {
  settings_.beside = c.beside;
  build();                               // both begin together, or the comparison would say nothing
}

void Recogniser::on(const SetKernel& c) {
  EPOCHS_CHECK(c.layer >= 1 && c.layer <= settings_.shape.layers, "cnn: no such layer");
  nn::Conv& conv = network_.model.convolutions[static_cast<std::size_t>(c.layer - 1)];
  const Index area = conv.window.size * conv.window.size;
  EPOCHS_CHECK(c.filter >= 0 && c.filter < conv.filters() && c.channel >= 0 && c.channel < conv.window.channels, "cnn: no such kernel");
  EPOCHS_CHECK(static_cast<Index>(c.cells.size()) == area, "cnn: the kernel has another size");
  for (Index i = 0; i < area; ++i) conv.w.value(c.channel * area + i, c.filter) = static_cast<Real>(c.cells[static_cast<std::size_t>(i)]);
}

void Recogniser::on(const NewWeights&) { build(); }

void Recogniser::on(const AddDrawn& c) { digits_ = cnn_data::with_drawn(*digits_, c.picture, c.label); }

// ---- What can be seen ----------------------------------------------------------------------------------------------

Snapshot Recogniser::observe(const session::ObserveRequest& request) const {
  Snapshot seen;
  seen.settings = settings_;
  seen.rate = rate();
  seen.digits = digits_;
  seen.network = std::make_shared<const Network>(network_);
  if (plain_) seen.plain = std::make_shared<const nn::Mlp>(plain_->network);
  seen.probe = std::clamp(request.probe, 0, static_cast<int>(digits_->size()) - 1);
  const auto probe = static_cast<std::size_t>(seen.probe);
  if (request.trace) seen.reading = std::make_shared<const Reading>(record(network_, digits_->picture(probe), digits_->label(probe)));
  if (!request.fields) return seen;
  Score score;
  score.confusion = confusion(read_all(network_, *digits_->test), *digits_->test);
  score.accuracy = score.confusion.accuracy();
  if (plain_) score.plain_accuracy = share_right(read_all(plain_->network, *digits_->test), *digits_->test);
  seen.score = std::make_shared<const Score>(std::move(score));
  return seen;
}

Recogniser::State Recogniser::state() const {
  State state{seed_, settings_, digits_, nn::copy_values(optimizer_.parameters()), {}, optimizer_.state(), {}, random_.state(), order_, cursor_, updates_};
  if (!plain_) return state;
  state.plain_parameters = nn::copy_values(plain_->optimizer.parameters());
  state.plain_optimizer = plain_->optimizer.state();
  return state;
}

void Recogniser::restore(const State& state) {
  const bool rebuild = state.settings.shape != settings_.shape || state.settings.beside != settings_.beside;
  if (seed_ != state.seed) built_in_.reset();
  seed_ = state.seed;
  settings_ = state.settings;
  digits_ = state.digits ? state.digits : built_in();
  if (rebuild) build();                  // its draws are overwritten below, random numbers included
  nn::restore_values(optimizer_.parameters(), state.parameters);
  optimizer_.settings = optimizer_settings();
  optimizer_.restore(state.optimizer);
  if (plain_) {
    nn::restore_values(plain_->optimizer.parameters(), state.plain_parameters);
    plain_->optimizer.settings = optimizer_settings();
    plain_->optimizer.restore(state.plain_optimizer);
  }
  random_.restore(state.random);
  order_ = state.order;
  cursor_ = state.cursor;
  updates_ = state.updates;
}

std::size_t Recogniser::size_of(const State& state) {
  std::size_t bytes = sizeof(State) + state.order.capacity() * sizeof(int) + (state.digits ? state.digits->drawn.bytes.capacity() : 0);
  for (const auto* list : {&state.parameters, &state.plain_parameters, &state.optimizer.first, &state.optimizer.second, &state.plain_optimizer.first, &state.plain_optimizer.second})
    bytes += nn::size_of(*list);
  return bytes;
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
