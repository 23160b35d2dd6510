#include "model.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::translation {
namespace {

enum Draws : std::uint64_t { kWeights, kBatches };
constexpr long kExamEvery = 20, kExamShare = 20; // every twentieth update, later whenever a twentieth has been added
constexpr std::size_t kExamSentences = 60;       // few enough for a frame

// Of all runs the same, so made once for each language that is read.
const Paper& short_paper(const Corpus& corpus) {
  static const Paper english = exam_paper(*translation::corpus(Language::English), kExamSentences);
  if (corpus.source.language == Language::English) return english;
  static const Paper chinese = exam_paper(*translation::corpus(Language::Chinese), kExamSentences);
  return chinese;
}

nn::Value loss_of(nn::Tape& tape, const nn::Seq2Seq& network, const Batch& batch) {
  return nn::cross_entropy(tape, network(tape, {batch.source, batch.source_steps, batch.last_rows, &batch.lengths}, batch.said, batch.target_steps), batch.wanted);
}

}  // namespace

nn::Seq2SeqSettings shape_of(const Settings& settings) {
  const Corpus& words = *corpus(settings.from);
  return {.source_vocabulary = words.source.size(), .target_vocabulary = words.target.size(), .width = settings.hidden, .hidden = settings.hidden,
          .context = settings.context, .kind = settings.kind, .reading = settings.reading, .score = settings.score};
}

struct Interpreter::Pupil {
  nn::Seq2Seq network;
  nn::Optimizer optimizer;
  nn::Tape tape;
  mutable std::shared_ptr<const nn::Seq2Seq> shown;              // copied at most once between two updates

  Pupil(const Settings& settings, std::uint64_t seed) : network(drawn(settings, seed)), optimizer(network.parameters(), {}) {}
  Pupil(const Pupil&) = delete;
  Pupil& operator=(const Pupil&) = delete;

  static nn::Seq2Seq drawn(const Settings& settings, std::uint64_t seed) {
    Random random(seed, kWeights);
    return nn::Seq2Seq(shape_of(settings), random);
  }
};

bool continues(const Command& now, const Command& before) {
  const auto dragged = [](const Command& c) {
    return std::holds_alternative<SetHidden>(c) || std::holds_alternative<SetRate>(c) || std::holds_alternative<SetClip>(c) || std::holds_alternative<SetRows>(c) || std::holds_alternative<SetLongest>(c);
  };
  return now.index() == before.index() && dragged(now);
}
bool outlives_restart(const Command&) { return true; }

Interpreter::Interpreter(std::uint64_t seed, const Settings& settings) : seed_(seed), settings_(settings) { begin(); }
Interpreter::Interpreter(Interpreter&&) noexcept = default;
Interpreter& Interpreter::operator=(Interpreter&&) noexcept = default;
Interpreter::~Interpreter() = default;

void Interpreter::begin() {
  corpus_ = corpus(settings_.from);
  pupil_ = std::make_unique<Pupil>(settings_, seed_);
  random_ = Random(seed_, kBatches);
  exams_.clear();
  loss_ = gradient_norm_ = loss_since_ = 0;
  updates_ = words_read_ = next_exam_ = last_exam_ = 0;
}

const nn::Seq2Seq& Interpreter::network() const { return pupil_->network; }

// ---- Training ----------------------------------------------------------------------------------------------------------

session::UpdateReport Interpreter::advance() {
  if (examined_ && updates_ == 0) examine();
  const Batch batch = draw_batch(*corpus_, random_, settings_.rows, settings_.longest);
  nn::Tape& tape = pupil_->tape;
  tape.begin();
  const nn::Value loss = loss_of(tape, pupil_->network, batch);
  tape.backward(loss);
  nn::OptimizerSettings& how = pupil_->optimizer.settings;
  how.kind = nn::OptimizerKind::Adam, how.learning_rate = settings_.rate, how.clip_norm = settings_.clip;
  pupil_->optimizer.step(tape);
  loss_ = static_cast<double>(tape.scalar(loss)), gradient_norm_ = pupil_->optimizer.gradient_norm();
  loss_since_ += loss_;
  pupil_->shown.reset();
  ++updates_;
  words_read_ += batch.words;
  if (examined_ && updates_ >= next_exam_) examine();
  return {loss_, ""};
}

// What ran away is not examined: culprit() names it.
void Interpreter::examine() {
  const long since = updates_ - std::exchange(last_exam_, updates_);
  next_exam_ = updates_ + std::max(kExamEvery, updates_ / kExamShare);
  const double mean = since > 0 ? std::exchange(loss_since_, 0) / static_cast<double>(since) : 0;
  if (!std::isfinite(mean) || !culprit().empty()) return;
  Exam exam = translation::examine(pupil_->network, *corpus_, short_paper(*corpus_));
  exam.update = updates_, exam.loss = mean;
  exams_.push_back(exam);
  if (exams_.size() <= static_cast<std::size_t>(kMostExams)) return;
  std::vector<Exam> fewer;                       // the first and the last stay
  for (std::size_t i = 0; i < exams_.size(); i += 2) fewer.push_back(exams_[i]);
  exams_ = std::move(fewer);
}

double Interpreter::loss() const {
  Random random = random_;
  const Batch batch = draw_batch(*corpus_, random, settings_.rows, settings_.longest);
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  return static_cast<double>(tape.scalar(loss_of(tape, pupil_->network, batch)));
}

std::string Interpreter::culprit() const { return nn::first_not_finite(pupil_->optimizer.parameters()); }

std::string Interpreter::largest_parameter() const {
  const nn::Parameters& all = pupil_->optimizer.parameters();
  return (*std::max_element(all.begin(), all.end(), [](const nn::Parameter* a, const nn::Parameter* b) { return a->value.cwiseAbs().maxCoeff() < b->value.cwiseAbs().maxCoeff(); }))->name;
}

// ---- Commands ----------------------------------------------------------------------------------------------------------

void Interpreter::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

void Interpreter::on(const SetFrom& c) { settings_.from = c.language, begin(); }
void Interpreter::on(const SetContext& c) { settings_.context = c.context, begin(); }
void Interpreter::on(const SetScoring& c) { settings_.score = c.score, begin(); }
void Interpreter::on(const SetReading& c) { settings_.reading = c.reading, begin(); }
void Interpreter::on(const SetKind& c) { settings_.kind = c.kind, begin(); }

void Interpreter::on(const SetHidden& c) {
  EPOCHS_CHECK(c.hidden >= 1 && c.hidden <= kMostHidden, "the number of hidden units is out of range");
  settings_.hidden = c.hidden, begin();
}

void Interpreter::on(const SetRate& c) {
  EPOCHS_CHECK(c.rate > 0 && c.rate <= kMostRate, "the rate is out of range");
  settings_.rate = c.rate;
}

void Interpreter::on(const SetClip& c) {
  EPOCHS_CHECK(c.clip >= 0 && c.clip <= kMostClip, "the norm to clip to is out of range");
  settings_.clip = c.clip;
}

void Interpreter::on(const SetRows& c) {
  EPOCHS_CHECK(c.rows >= 1 && c.rows <= kMostRows, "the number of rows is out of range");
  settings_.rows = c.rows;
}

void Interpreter::on(const SetLongest& c) {
  EPOCHS_CHECK(c.words >= kLeastLongest && c.words <= kMostWords, "the longest sentence is out of range");
  settings_.longest = c.words;
}

// ---- Pictures and states -------------------------------------------------------------------------------------------------

Snapshot Interpreter::observe(const session::ObserveRequest&) const {
  if (!pupil_->shown) pupil_->shown = std::make_shared<const nn::Seq2Seq>(pupil_->network);
  Snapshot seen;
  seen.settings = settings_, seen.corpus = corpus_, seen.network = pupil_->shown;
  for (const nn::Parameter* parameter : pupil_->optimizer.parameters()) seen.parameters += static_cast<long>(parameter->value.size());
  seen.loss = loss_, seen.gradient_norm = gradient_norm_, seen.exams = exams_, seen.updates = updates_, seen.words_read = words_read_;
  return seen;
}

Interpreter::State Interpreter::state() const {
  return {seed_, settings_, nn::copy_values(pupil_->optimizer.parameters()), pupil_->optimizer.state(), random_.state(), exams_, loss_, gradient_norm_, loss_since_, updates_, words_read_, next_exam_, last_exam_};
}

void Interpreter::restore(const State& state) {
  const bool fits = shape_of(settings_) == shape_of(state.settings);
  seed_ = state.seed, settings_ = state.settings;
  corpus_ = corpus(settings_.from);
  if (!fits) pupil_ = std::make_unique<Pupil>(settings_, seed_);
  nn::restore_values(pupil_->optimizer.parameters(), state.parameters);
  pupil_->optimizer.restore(state.optimizer);
  pupil_->shown.reset();
  random_.restore(state.random);
  exams_ = state.exams;
  loss_ = state.loss, gradient_norm_ = state.gradient_norm, loss_since_ = state.loss_since;
  updates_ = state.updates, words_read_ = state.words_read, next_exam_ = state.next_exam, last_exam_ = state.last_exam;
}

std::size_t Interpreter::size_of(const State& state) { return sizeof state + nn::size_of(state.parameters) + nn::size_of(state.optimizer) + state.exams.size() * sizeof(Exam); }

}  // namespace epochs::translation
