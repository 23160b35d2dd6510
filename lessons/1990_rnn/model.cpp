#include "model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/check.hpp"
#include "exam.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::recurrent {
namespace {

enum Draws : std::uint64_t { kWeights, kBatches };
constexpr long kExamEvery = 10, kExamShare = 20; // every tenth update, later whenever a twentieth has been added
constexpr double kMostForgetBias = 100;

std::vector<nn::RecurrentKind> kinds_of(const Settings& settings) {
  std::vector<nn::RecurrentKind> out{settings.kind};
  if (settings.contest == Contest::Alone) return out;
  for (const nn::RecurrentKind kind : {nn::RecurrentKind::Rnn, nn::RecurrentKind::Lstm, nn::RecurrentKind::Gru})
    if (kind != settings.kind) out.push_back(kind);
  return out;
}

const nn::Parameter& furthest_of(const nn::Parameters& parameters) {
  return **std::max_element(parameters.begin(), parameters.end(), [](const nn::Parameter* a, const nn::Parameter* b) { return a->value.cwiseAbs().maxCoeff() < b->value.cwiseAbs().maxCoeff(); });
}

std::vector<int> first_row(const std::vector<int>& places, int steps) { return {places.begin(), places.begin() + steps}; }

}  // namespace

int symbols_of(const Settings& settings, const Text* text) {
  if (settings.task == Task::Recall) return static_cast<int>(recall_symbols().size());
  if (settings.task == Task::Agreement) return static_cast<int>(agreement_words().size());
  EPOCHS_CHECK(text, "there is no text to read");
  return text->size();
}

std::vector<Shape> shapes_of(const Settings& settings, int symbols) {
  const Shape first{settings.kind, symbols, settings.hidden, settings.init, settings.forget_bias};
  std::vector<Shape> out;
  for (const nn::RecurrentKind kind : kinds_of(settings)) {
    out.push_back(first);
    out.back().kind = kind, out.back().hidden = hidden_of_equal_size(first, kind);
  }
  return out;
}

struct Reader::Contestant {
  Network network;
  nn::Optimizer optimizer;
  nn::Tape tape;
  Matrix carried, zero, after;                   // zero: what the other tasks begin with
  double loss = 0, gradient_norm = 0, loss_since = 0;
  std::vector<Exam> exams;
  mutable std::shared_ptr<const Network> shown;  // copied at most once between two updates

  Contestant(const Shape& shape, std::uint64_t seed) : network(drawn(shape, seed)), optimizer(network.parameters(), {}) {}
  Contestant(const Contestant&) = delete;
  Contestant& operator=(const Contestant&) = delete;

  static Network drawn(const Shape& shape, std::uint64_t seed) {
    Random random(seed, kWeights);
    return Network(shape, random);
  }
  void forget_carried(Index rows) { carried = network.zero_state(rows); }
  std::string named(const std::string& parameter, bool first) const { return first || parameter.empty() ? parameter : std::string(nn::name_of(network.shape.kind)) + "/" + parameter; }
};

bool continues(const Command& now, const Command& before) {
  const auto dragged = [](const Command& c) {
    return std::holds_alternative<SetHidden>(c) || std::holds_alternative<SetSteps>(c) || std::holds_alternative<SetRows>(c) || std::holds_alternative<SetRate>(c) || std::holds_alternative<SetClip>(c) ||
           std::holds_alternative<SetForgetBias>(c) || std::holds_alternative<SetGap>(c);
  };
  return now.index() == before.index() && dragged(now);
}
bool outlives_restart(const Command&) { return true; }

Reader::Reader(std::uint64_t seed, const Settings& settings) : Reader(seed, settings, nullptr) {}

Reader::Reader(std::uint64_t seed, const Settings& settings, std::shared_ptr<const Text> text) : seed_(seed), settings_(settings) {
  if (text) use(std::move(text), {}, {});
  begin();
}

Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

void Reader::use(std::shared_ptr<const Text> text, std::string path, std::string pasted) {
  settings_.source = text->source;
  text_ = std::move(text), path_ = std::move(path), pasted_ = std::move(pasted);
  words_.reset();
}

const Text& Reader::required_text() const {
  EPOCHS_CHECK(text_, "there is no text to read");
  return *text_;
}

void Reader::begin() {
  const bool reads = settings_.task == Task::Text;
  if (reads && !text_) {
    EPOCHS_CHECK(settings_.source == Source::World, "this text is not built in");
    use(world_text(seed_), {}, {});
  }
  contestants_.clear();
  for (const Shape& shape : shapes_of(settings_, symbols_of(settings_, text_.get()))) {
    contestants_.push_back(std::make_unique<Contestant>(shape, seed_));
    contestants_.back()->forget_carried(settings_.rows);
  }
  streams_ = reads ? begin_streams(text_->learn, settings_.rows) : Streams{};
  random_ = Random(seed_, kBatches);
  updates_ = symbols_read_ = next_exam_ = last_exam_ = 0;
}

const Network& Reader::network(std::size_t contestant) const { return contestants_.at(contestant)->network; }

// ---- Training ----------------------------------------------------------------------------------------------------------

Batch Reader::draw(Streams& streams, Random& random) const {
  switch (settings_.task) {
    case Task::Recall: return recall_batch(random, settings_.rows, settings_.mixed_gaps ? 1 + static_cast<int>(random.below(static_cast<std::uint32_t>(settings_.gap))) : settings_.gap);
    case Task::Agreement: return agreement_batch(random, settings_.rows);
    case Task::Text: break;
  }
  return next_batch(required_text().learn, streams, settings_.steps);
}

void Reader::learn(Contestant& c, const Batch& batch) {
  const bool reads = settings_.task == Task::Text;
  if (!reads && c.zero.rows() != batch.rows) c.zero = c.network.zero_state(batch.rows);
  c.tape.begin();
  const nn::Value logits = c.network.logits(c.tape, batch.inputs, reads ? c.carried : c.zero, batch.steps, reads ? &c.after : nullptr);
  const nn::Value loss = nn::cross_entropy(c.tape, logits, batch.targets);
  c.tape.backward(loss);
  nn::OptimizerSettings& how = c.optimizer.settings;
  how.kind = settings_.optimizer, how.learning_rate = settings_.rate;
  how.clip_norm = settings_.clip > 0 ? settings_.clip : std::numeric_limits<double>::infinity();       // never reached, but measured
  c.optimizer.step(c.tape);
  if (reads) c.carried.swap(c.after);
  c.loss = static_cast<double>(c.tape.scalar(loss)), c.gradient_norm = c.optimizer.gradient_norm();
  c.loss_since += c.loss;
  c.shown.reset();
}

session::UpdateReport Reader::advance() {
  if (examined_ && updates_ == 0) examine();
  const Batch batch = draw(streams_, random_);
  for (const auto& contestant : contestants_) learn(*contestant, batch);
  ++updates_;
  symbols_read_ += static_cast<long>(batch.inputs.size());
  if (examined_ && updates_ >= next_exam_) examine();
  return {contestants_.front()->loss, ""};
}

// What ran away is not examined: culprit() names it.
void Reader::examine() {
  const long since = updates_ - std::exchange(last_exam_, updates_);
  next_exam_ = updates_ + std::max(kExamEvery, updates_ / kExamShare);
  if (settings_.task == Task::Text && !words_) words_ = std::make_shared<const WordShare>(required_text());
  for (const auto& c : contestants_) {
    const double mean = since > 0 ? std::exchange(c->loss_since, 0) / static_cast<double>(since) : 0;
    if (!std::isfinite(mean) || !nn::first_not_finite(c->optimizer.parameters()).empty()) continue;
    Exam exam = recurrent::examine(c->network, settings_.task, text_.get(), words_.get());
    if (!std::isfinite(exam.bits)) continue;
    exam.update = updates_, exam.loss = mean;
    c->exams.push_back(std::move(exam));
    if (c->exams.size() <= static_cast<std::size_t>(kMostExams)) continue;
    std::vector<Exam> fewer;                     // the first and the last stay
    for (std::size_t i = 0; i < c->exams.size(); i += 2) fewer.push_back(std::move(c->exams[i]));
    c->exams = std::move(fewer);
  }
}

double Reader::loss() const {
  Streams streams = streams_;
  Random random = random_;
  const Batch batch = draw(streams, random);
  const Contestant& c = *contestants_.front();
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const Matrix start = settings_.task == Task::Text ? c.carried : c.network.zero_state(batch.rows);
  return static_cast<double>(tape.scalar(nn::cross_entropy(tape, c.network.logits(tape, batch.inputs, start, batch.steps), batch.targets)));
}

std::string Reader::culprit() const {
  for (const auto& c : contestants_)
    if (const std::string name = nn::first_not_finite(c->optimizer.parameters()); !name.empty()) return c->named(name, c == contestants_.front());
  return "";
}

std::string Reader::largest_parameter() const {
  const Contestant* found = nullptr;
  const nn::Parameter* most = nullptr;
  for (const auto& c : contestants_) {
    const nn::Parameter& parameter = furthest_of(c->optimizer.parameters());
    if (!most || parameter.value.cwiseAbs().maxCoeff() > most->value.cwiseAbs().maxCoeff()) most = &parameter, found = c.get();
  }
  return found->named(most->name, found == contestants_.front().get());
}

// ---- Commands ----------------------------------------------------------------------------------------------------------

void Reader::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

void Reader::on(const ChooseTask& c) { settings_.task = c.task, begin(); }

void Reader::on(const ChooseText& c) {
  EPOCHS_CHECK(c.source == Source::World, "this text is not built in");
  use(world_text(seed_), {}, {});
  begin();
}

void Reader::on(const UseText& c) {
  EPOCHS_CHECK(c.text && c.text->size() >= 2 && c.text->learn.size() >= 2 && c.text->held_out.size() >= 2, "there is no text to learn from");
  use(c.text, c.path, c.pasted);
  begin();
}

void Reader::on(const SetKind& c) { settings_.kind = c.kind, begin(); }
void Reader::on(const SetContest& c) { settings_.contest = c.contest, begin(); }

void Reader::on(const SetInit& c) {
  EPOCHS_CHECK(c.init == nn::Init::Xavier || c.init == nn::Init::Orthogonal, "W is drawn by Xavier or orthogonal");
  settings_.init = c.init, begin();
}

void Reader::on(const SetHidden& c) {
  EPOCHS_CHECK(c.hidden >= 1 && c.hidden <= kMostHidden, "the number of hidden units is out of range");
  settings_.hidden = c.hidden, begin();
}

void Reader::on(const SetSteps& c) {
  EPOCHS_CHECK(c.steps >= 1 && c.steps <= kMostSteps, "the number of steps is out of range");
  settings_.steps = c.steps;
}

// The streams of a text begin anew, at other places; what was learned stays.
void Reader::on(const SetRows& c) {
  EPOCHS_CHECK(c.rows >= 1 && c.rows <= kMostRows, "the number of rows is out of range");
  settings_.rows = c.rows;
  if (settings_.task == Task::Text) streams_ = begin_streams(required_text().learn, c.rows);
  for (const auto& contestant : contestants_) contestant->forget_carried(c.rows);
}

void Reader::on(const SetOptimizer& c) {
  EPOCHS_CHECK(c.kind == nn::OptimizerKind::Sgd || c.kind == nn::OptimizerKind::Adam, "the optimizer is SGD or Adam");
  settings_.optimizer = c.kind;
  for (const auto& contestant : contestants_) contestant->optimizer.forget();      // the other rule's memory means nothing to this one
}

void Reader::on(const SetRate& c) {
  EPOCHS_CHECK(c.rate > 0 && std::isfinite(c.rate), "the rate is out of range");
  settings_.rate = c.rate;
}

void Reader::on(const SetClip& c) {
  EPOCHS_CHECK(c.clip >= 0 && c.clip <= kMostClip, "the norm to clip to is out of range");
  settings_.clip = c.clip;
}

void Reader::on(const SetForgetBias& c) {
  EPOCHS_CHECK(std::abs(c.bias) <= kMostForgetBias, "the forget bias is out of range");
  settings_.forget_bias = c.bias, begin();
}

void Reader::on(const SetGap& c) {
  EPOCHS_CHECK(c.gap >= 1 && c.gap <= kMostGap, "the gap is out of range");
  settings_.gap = c.gap, settings_.mixed_gaps = c.mixed;
}

// ---- Pictures and states -------------------------------------------------------------------------------------------------

Snapshot Reader::observe(const session::ObserveRequest& request) const {
  Snapshot seen;
  const bool reads = settings_.task == Task::Text;
  seen.settings = settings_, seen.updates = updates_, seen.symbols_read = symbols_read_;
  if (reads) seen.text = text_, seen.counting = counting_bits(text_);
  seen.symbols = reads ? text_->symbols : settings_.task == Task::Recall ? recall_symbols() : agreement_words();
  for (const auto& c : contestants_) {
    if (!c->shown) c->shown = std::make_shared<const Network>(c->network);
    seen.contestants.push_back({c->network.shape.kind, c->network.shape.hidden, parameter_count(c->network.shape), c->shown, c->loss, c->gradient_norm, c->exams});
  }
  if (!request.trace) return seen;
  Streams streams = streams_;
  Random random = random_;
  const Batch batch = draw(streams, random);
  const Contestant& first = *contestants_.front();
  const RowVector start = reads ? RowVector(first.carried.row(0)) : RowVector(RowVector::Zero(first.network.cell.state_width()));
  auto next = std::make_shared<const Reading>(read(first.network, first_row(batch.inputs, batch.steps), first_row(batch.targets, batch.steps), start));
  int asked = batch.steps - 1;
  while (asked > 0 && next->targets[static_cast<std::size_t>(asked)] == nn::kIgnored) --asked;
  seen.blame = std::make_shared<const Blame>(blame(first.network, *next, asked));
  seen.next = std::move(next), seen.next_rows = batch.rows;
  return seen;
}

Reader::State Reader::state() const {
  State out{seed_, settings_, text_, path_, pasted_, {}, streams_, random_.state(), updates_, symbols_read_, next_exam_, last_exam_};
  for (const auto& c : contestants_)
    out.contestants.push_back({c->network.shape, nn::copy_values(c->optimizer.parameters()), c->optimizer.state(), c->carried, c->loss, c->gradient_norm, c->loss_since, c->exams});
  return out;
}

void Reader::restore(const State& state) {
  seed_ = state.seed;
  if (text_ != state.text) words_.reset();
  text_ = state.text, path_ = state.path, pasted_ = state.pasted;
  settings_ = state.settings;
  contestants_.resize(state.contestants.size());
  for (std::size_t i = 0; i < contestants_.size(); ++i) {
    const ContestantState& from = state.contestants[i];
    auto& c = contestants_[i];
    if (!c || c->network.shape != from.shape) c = std::make_unique<Contestant>(from.shape, seed_);
    nn::restore_values(c->optimizer.parameters(), from.parameters);
    c->optimizer.restore(from.optimizer);
    c->carried = from.carried, c->loss = from.loss, c->gradient_norm = from.gradient_norm, c->loss_since = from.loss_since, c->exams = from.exams;
    c->shown.reset();
  }
  streams_ = state.streams;
  random_.restore(state.random);
  updates_ = state.updates, symbols_read_ = state.symbols_read, next_exam_ = state.next_exam, last_exam_ = state.last_exam;
}

std::size_t Reader::size_of(const State& state) {
  std::size_t bytes = sizeof(State) + state.path.size() + state.pasted.size() + state.streams.at.size() * sizeof(std::size_t);
  for (const ContestantState& c : state.contestants) {
    bytes += sizeof c + nn::size_of(c.parameters) + nn::size_of(c.optimizer) + sizeof(Real) * static_cast<std::size_t>(c.carried.size());
    for (const Exam& exam : c.exams) bytes += sizeof exam + exam.sample.size() + exam.right.size() * sizeof(double);
  }
  return bytes;
}

}  // namespace epochs::recurrent
