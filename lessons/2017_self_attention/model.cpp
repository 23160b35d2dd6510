#include "model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::self_attention {
namespace {

enum Draws : std::uint64_t { kWeights, kBatches, kDrops };
constexpr long kExamEvery = 20, kExamShare = 20; // every twentieth update, later whenever a twentieth has been added
constexpr double kDecay = 0.3;                   // of the weights: what seldom helps is forgotten, and unseen pairs of words are read alike

}  // namespace

Shape shape_of(const Settings& settings) { return {corpus(settings.language)->size(), settings.width, settings.heads, settings.layers, settings.positions}; }

struct Resolver::Pupil {
  Network network;
  nn::Optimizer optimizer;
  nn::Tape tape;
  mutable std::shared_ptr<const Network> shown;  // copied at most once between two updates

  Pupil(const Shape& shape, std::uint64_t seed) : network(drawn(shape, seed)), optimizer(network.parameters(), {}) {}
  Pupil(const Pupil&) = delete;
  Pupil& operator=(const Pupil&) = delete;

  static Network drawn(const Shape& shape, std::uint64_t seed) {
    Random random(seed, kWeights);
    return Network(shape, random);
  }
};

bool continues(const Command& now, const Command& before) {
  const auto dragged = [](const Command& c) {
    return std::holds_alternative<SetLayers>(c) || std::holds_alternative<SetHeads>(c) || std::holds_alternative<SetWidth>(c) || std::holds_alternative<SetRate>(c) || std::holds_alternative<SetRows>(c);
  };
  return now.index() == before.index() && dragged(now);
}
bool outlives_restart(const Command&) { return true; }

Resolver::Resolver(std::uint64_t seed, const Settings& settings) : seed_(seed), settings_(settings) { begin(); }
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

void Resolver::begin() {
  corpus_ = corpus(settings_.language);
  pupil_ = std::make_unique<Pupil>(shape_of(settings_), seed_);
  random_ = Random(seed_, kBatches), drops_ = Random(seed_, kDrops);
  exams_.clear();
  loss_ = gradient_norm_ = loss_since_ = 0;
  updates_ = sentences_read_ = next_exam_ = last_exam_ = 0;
}

const Network& Resolver::network() const { return pupil_->network; }

// ---- Training ----------------------------------------------------------------------------------------------------------

session::UpdateReport Resolver::advance() {
  if (examined_ && updates_ == 0) examine();
  const Batch batch = draw_batch(*corpus_, random_, settings_.rows, settings_.labels);
  nn::Tape& tape = pupil_->tape;
  tape.begin();
  const nn::Value loss = nn::cross_entropy(tape, pupil_->network.logits(tape, batch, settings_.way(), &drops_), batch.targets);
  tape.backward(loss);
  nn::OptimizerSettings& how = pupil_->optimizer.settings;
  how.kind = nn::OptimizerKind::AdamW, how.learning_rate = settings_.rate, how.weight_decay = kDecay, how.clip_norm = 1;
  pupil_->optimizer.step(tape);
  loss_ = static_cast<double>(tape.scalar(loss)), gradient_norm_ = pupil_->optimizer.gradient_norm();
  loss_since_ += loss_;
  pupil_->shown.reset();
  ++updates_;
  sentences_read_ += batch.rows;
  if (examined_ && updates_ >= next_exam_) examine();
  return {loss_, ""};
}

// What ran away is not examined: culprit() names it.
void Resolver::examine() {
  const long since = updates_ - std::exchange(last_exam_, updates_);
  next_exam_ = updates_ + std::max(kExamEvery, updates_ / kExamShare);
  const double mean = since > 0 ? std::exchange(loss_since_, 0) / static_cast<double>(since) : 0;
  if (!std::isfinite(mean) || !nn::first_not_finite(pupil_->optimizer.parameters()).empty()) return;
  Exam exam = self_attention::examine(pupil_->network, short_paper(*corpus_), settings_.way());
  exam.update = updates_, exam.loss = mean;
  exams_.push_back(std::move(exam));
  if (exams_.size() <= static_cast<std::size_t>(kMostExams)) return;
  std::vector<Exam> fewer;                       // the first and the last stay
  for (std::size_t i = 0; i < exams_.size(); i += 2) fewer.push_back(std::move(exams_[i]));
  exams_ = std::move(fewer);
}

double Resolver::loss() const {
  Random random = random_;
  const Batch batch = draw_batch(*corpus_, random, settings_.rows, settings_.labels);
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  return static_cast<double>(tape.scalar(nn::cross_entropy(tape, pupil_->network.logits(tape, batch, settings_.way()), batch.targets)));
}

std::string Resolver::culprit() const { return nn::first_not_finite(pupil_->optimizer.parameters()); }

std::string Resolver::largest_parameter() const {
  const nn::Parameters& all = pupil_->optimizer.parameters();
  return (*std::max_element(all.begin(), all.end(), [](const nn::Parameter* a, const nn::Parameter* b) { return a->value.cwiseAbs().maxCoeff() < b->value.cwiseAbs().maxCoeff(); }))->name;
}

// ---- Commands ----------------------------------------------------------------------------------------------------------

void Resolver::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

void Resolver::on(const SetLanguage& c) { settings_.language = c.language, begin(); }
void Resolver::on(const SetPositions& c) { settings_.positions = c.kind, begin(); }

void Resolver::on(const SetLayers& c) {
  EPOCHS_CHECK(c.layers >= 1 && c.layers <= kMostLayers, "the number of layers is out of range");
  settings_.layers = c.layers, begin();
}

void Resolver::on(const SetHeads& c) {
  EPOCHS_CHECK(c.heads >= 1 && c.heads <= kMostHeads, "the number of heads is out of range");
  settings_.heads = c.heads, begin();
}

void Resolver::on(const SetWidth& c) {
  EPOCHS_CHECK(c.width >= kWidthStep && c.width <= kMostWidth && c.width % kWidthStep == 0, "the width is out of range");
  settings_.width = c.width, begin();
}

void Resolver::on(const SetScaling& c) { settings_.scaling = c.scaling; }
void Resolver::on(const SetMask& c) { settings_.mask = c.mask; }
void Resolver::on(const SetLabels& c) { settings_.labels = c.labels; }

void Resolver::on(const SetRate& c) {
  EPOCHS_CHECK(c.rate > 0 && c.rate <= kMostRate, "the rate is out of range");
  settings_.rate = c.rate;
}

void Resolver::on(const SetRows& c) {
  EPOCHS_CHECK(c.rows >= 1 && c.rows <= kMostRows, "the number of rows is out of range");
  settings_.rows = c.rows;
}

// ---- Pictures and states -------------------------------------------------------------------------------------------------

Snapshot Resolver::observe(const session::ObserveRequest& request) const {
  if (!pupil_->shown) pupil_->shown = std::make_shared<const Network>(pupil_->network);
  Snapshot seen;
  seen.settings = settings_, seen.corpus = corpus_, seen.network = pupil_->shown, seen.parameters = parameter_count(pupil_->network.shape);
  seen.loss = loss_, seen.gradient_norm = gradient_norm_, seen.exams = exams_, seen.updates = updates_, seen.sentences_read = sentences_read_;
  if (!request.trace) return seen;
  Random random = random_;
  const Batch batch = draw_batch(*corpus_, random, settings_.rows, settings_.labels);
  seen.next = std::make_shared<const Sentence>(*batch.sentences.front());
  seen.look = std::make_shared<const Look>(look(pupil_->network, seen.next->words, settings_.way()));
  seen.pull = std::make_shared<const Pull>(pull(pupil_->network, *seen.next, settings_.way(), settings_.labels));
  seen.next_rows = batch.rows;
  return seen;
}

Resolver::State Resolver::state() const {
  return {seed_, settings_, nn::copy_values(pupil_->optimizer.parameters()), pupil_->optimizer.state(), random_.state(), drops_.state(), exams_, loss_, gradient_norm_, loss_since_, updates_, sentences_read_, next_exam_, last_exam_};
}

void Resolver::restore(const State& state) {
  seed_ = state.seed, settings_ = state.settings;
  corpus_ = corpus(settings_.language);
  if (pupil_->network.shape != shape_of(settings_)) pupil_ = std::make_unique<Pupil>(shape_of(settings_), seed_);
  nn::restore_values(pupil_->optimizer.parameters(), state.parameters);
  pupil_->optimizer.restore(state.optimizer);
  pupil_->shown.reset();
  random_.restore(state.random), drops_.restore(state.drops);
  exams_ = state.exams;
  loss_ = state.loss, gradient_norm_ = state.gradient_norm, loss_since_ = state.loss_since;
  updates_ = state.updates, sentences_read_ = state.sentences_read, next_exam_ = state.next_exam, last_exam_ = state.last_exam;
}

std::size_t Resolver::size_of(const State& state) {
  std::size_t bytes = sizeof state + nn::size_of(state.parameters) + nn::size_of(state.optimizer);
  for (const Exam& exam : state.exams) bytes += sizeof exam + (exam.on_referent.size() + exam.on_other.size()) * sizeof(double);
  return bytes;
}

}  // namespace epochs::self_attention
