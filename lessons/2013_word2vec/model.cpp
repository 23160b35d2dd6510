#include "model.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"

namespace epochs::word2vec {
namespace {

constexpr std::size_t kSampled = 200, kFewest = 8;         // centres whose guesses make the loss before the first update
constexpr std::size_t kMostWork = 400'000;       // vectors that the softmax reads for it: a few milliseconds

// v uniform in ±1/(2D), u zero, as the published program begins: every score is 0, every answer ½.
Matrix first_vectors(Index words, Index width, std::uint64_t seed) {
  Random random(seed, 0);
  Matrix out(words, width);
  const double most = 0.5 / static_cast<double>(width);
  for (Index i = 0; i < out.size(); ++i) out.data()[i] = static_cast<Real>(random.uniform(-most, most));
  return out;
}

std::shared_ptr<const Text> words_without_text(const data::WordVectors& vectors) {
  auto out = std::make_shared<Text>();
  out->source = Source::Vectors;
  for (const std::string& word : vectors.words) {
    out->id_of.emplace(word, out->size());
    out->words.push_back(word);
    out->counts.push_back(0);
    out->languages.push_back(language_of(word));
  }
  return out;
}

}  // namespace

bool continues(const Command& now, const Command& before) { return now.index() == before.index() && now.index() >= Command(SetWidth{}).index(); }
bool outlives_restart(const Command&) { return true; }

Word2Vec::Word2Vec(std::uint64_t seed, const Settings& settings) : Word2Vec(seed, settings, built_in_text(settings.source, seed)) {}

Word2Vec::Word2Vec(std::uint64_t seed, const Settings& settings, std::shared_ptr<const Text> text) : seed_(seed), settings_(settings), text_(std::move(text)) {
  settings_.source = text_->source;
  begin();
}

void Word2Vec::use(std::shared_ptr<const Text> text) {
  text_ = std::move(text);
  walk_ = Walk(text_, walk_settings(), seed_);
}

void Word2Vec::begin() {
  if (settings_.source == Source::Vectors) return;         // there is nothing to begin anew with
  use(text_);
  vectors_ = first_vectors(text_->size(), settings_.width, seed_);
  outputs_ = Matrix::Zero(text_->size(), settings_.width);
  pairs_ = 0, mean_loss_ = 0, trail_every_ = kFirstTrail;
  trail_.clear();
  vectors_finite_ = outputs_finite_ = true;
  changed();
}

// ---- Training ----------------------------------------------------------------------------------------------------------

double Word2Vec::guess_once() {
  walk_.take(scratch_.example);
  pass_into(vectors_, outputs_, settings_.output, scratch_);
  update(vectors_, outputs_, scratch_, settings_.output, static_cast<Real>(settings_.rate));
  ++pairs_;
  return scratch_.loss;
}

session::UpdateReport Word2Vec::advance() {
  if (finished()) return {mean_loss_, ""};
  if (trail_.empty()) keep_trail();
  double total = 0;
  int made = 0;
  for (; made < settings_.pairs && walk_.next().exists(); ++made) {
    total += guess_once();
    look_at_moved();
    if (pairs_ % trail_every_ == 0) changed(), keep_trail();
  }
  mean_loss_ = total / made;
  changed();
  return {mean_loss_, ""};
}

void Word2Vec::train(long pairs) {
  for (long i = 0; i < pairs && walk_.next().exists(); ++i) guess_once();
  look_at_all();
  changed();
}

// After every guess of an update: of ten thousand words a guess moves six, and only those can have run away.
void Word2Vec::look_at_moved() {
  for (const int word : scratch_.example.inputs) vectors_finite_ = vectors_finite_ && vectors_.row(word).allFinite();
  if (settings_.output == Output::Softmax) return void(outputs_finite_ = outputs_finite_ && outputs_.allFinite());
  for (std::size_t i = 0; i < scratch_.gradients.size(); ++i) outputs_finite_ = outputs_finite_ && outputs_.row(scratch_.word_of(i, settings_.output)).allFinite();
}

void Word2Vec::look_at_all() { vectors_finite_ = vectors_.allFinite(), outputs_finite_ = outputs_.allFinite(); }

// Places lie at whole multiples of trail_every_, which doubles when there would be too many: which ones there are hangs on the number of guesses alone.
void Word2Vec::keep_trail() {
  trail_.push_back({pairs_, std::make_shared<const Matrix>(vectors_.topRows(std::min<Index>(vectors_.rows(), kTrailWords)))});
  while (pairs_ / trail_every_ >= kMostTrail) trail_every_ *= 2;
  trail_.erase(std::remove_if(trail_.begin(), trail_.end(), [this](const Trail& place) { return place.pairs % trail_every_ != 0; }), trail_.end());
}

bool Word2Vec::finished() const { return !walk_.next().exists(); }

std::string Word2Vec::culprit() const { return !vectors_finite_ ? "v" : !outputs_finite_ ? "u" : ""; }

double Word2Vec::loss() const {
  if (finished()) return mean_loss_;
  Random random(seed_, 2);
  Pass guess;                          // one for them all: its lists are as long as the vocabulary
  double total = 0;
  long count = 0;
  const std::size_t affordable = settings_.output == Output::Softmax ? kMostWork / static_cast<std::size_t>(outputs_.size() * std::max(1, 2 * settings_.window)) : kSampled;
  const std::size_t step = std::max<std::size_t>(1, text_->ids.size() / std::clamp(affordable, kFewest, kSampled));
  for (std::size_t at = 0; at < text_->ids.size(); at += step)
    for (Example& example : walk_.around(at, random)) {
      guess.example = std::move(example);
      pass_into(vectors_, outputs_, settings_.output, guess);
      total += guess.loss, ++count;
    }
  return count > 0 ? total / static_cast<double>(count) : pass_of(next()).loss;
}

// ---- Commands ----------------------------------------------------------------------------------------------------------

void Word2Vec::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

void Word2Vec::on(const ChooseText& c) {
  text_ = built_in_text(c.source, seed_);        // refuses a text that is not built in
  settings_.source = c.source;
  path_.clear(), pasted_.clear();
  begin();
}

void Word2Vec::on(const UseText& c) {
  EPOCHS_CHECK(c.text && c.text->size() >= 2, "a text needs two words");
  settings_.source = c.text->source;
  text_ = c.text, path_ = c.path, pasted_ = c.pasted;
  begin();
}

void Word2Vec::on(const UseVectors& c) {
  EPOCHS_CHECK(c.vectors && !c.vectors->words.empty(), "there are no vectors");
  const auto words = static_cast<Index>(c.vectors->words.size());
  settings_.source = Source::Vectors;
  path_ = c.path, pasted_.clear();
  vectors_ = Eigen::Map<const Matrix>(c.vectors->values.data(), words, c.vectors->dimension);
  outputs_.resize(0, c.vectors->dimension);
  pairs_ = 0, mean_loss_ = 0, trail_.clear();
  use(words_without_text(*c.vectors));
  look_at_all();
  changed();
}

void Word2Vec::on(const SetWidth& c) {
  EPOCHS_CHECK(c.width >= 1 && c.width <= kMostWidth, "the width is out of range");
  settings_.width = c.width, begin();
}
void Word2Vec::on(const SetWindow& c) {
  EPOCHS_CHECK(c.window >= 0 && c.window <= kMostWindow, "the window is out of range");
  settings_.window = c.window, begin();
}
void Word2Vec::on(const SetNegatives& c) {
  EPOCHS_CHECK(c.negatives >= 0 && c.negatives <= kMostNegatives, "the number of negatives is out of range");
  settings_.negatives = c.negatives, begin();
}
void Word2Vec::on(const SetSubsample& c) {
  EPOCHS_CHECK(c.threshold >= 0 && c.threshold <= 1, "the threshold is out of range");
  settings_.subsample = c.threshold, begin();
}
void Word2Vec::on(const SetRate& c) {
  EPOCHS_CHECK(c.rate > 0 && std::isfinite(c.rate), "the rate is out of range");
  settings_.rate = c.rate;
}
void Word2Vec::on(const SetPairs& c) {
  EPOCHS_CHECK(c.pairs >= 1 && c.pairs <= kMostPairs, "the number of pairs is out of range");
  settings_.pairs = c.pairs;
}

// ---- Pictures and states -------------------------------------------------------------------------------------------------

Snapshot Word2Vec::observe(const session::ObserveRequest&) const {
  if (!shown_vectors_) shown_vectors_ = std::make_shared<const Matrix>(vectors_);
  if (!shown_outputs_) shown_outputs_ = std::make_shared<const Matrix>(outputs_);
  return {text_, settings_, shown_vectors_, shown_outputs_, pass_of(walk_.next()), pairs_, walk_.words(), mean_loss_, trail_, settings_.source == Source::Vectors ? path_ : ""};
}

Word2Vec::State Word2Vec::state() const {
  if (!shown_vectors_) shown_vectors_ = std::make_shared<const Matrix>(vectors_);
  if (!shown_outputs_) shown_outputs_ = std::make_shared<const Matrix>(outputs_);
  return {seed_, settings_, text_, path_, pasted_, shown_vectors_, shown_outputs_, walk_.state(), pairs_, mean_loss_, trail_, trail_every_};
}

void Word2Vec::restore(const State& state) {
  seed_ = state.seed, settings_ = state.settings, path_ = state.path, pasted_ = state.pasted;
  use(state.text);
  walk_.restore(state.walk);
  vectors_ = *state.vectors, outputs_ = *state.outputs;
  pairs_ = state.pairs, mean_loss_ = state.mean_loss, trail_ = state.trail, trail_every_ = state.trail_every;
  look_at_all();
  shown_vectors_ = state.vectors, shown_outputs_ = state.outputs;
}

// Places of a path are shared between states, but the last ones of each are counted as if they were not: never too little.
std::size_t Word2Vec::size_of(const State& state) {
  std::size_t size = sizeof(State) + state.path.size() + state.pasted.size();
  size += sizeof(Real) * static_cast<std::size_t>(state.vectors->size() + state.outputs->size());
  for (const Example& example : state.walk.waiting) size += sizeof(Example) + sizeof(int) * (example.inputs.size() + example.negatives.size());
  for (const Trail& trail : state.trail) size += sizeof(Trail) + sizeof(Real) * static_cast<std::size_t>(trail.vectors->size());
  return size;
}

}  // namespace epochs::word2vec
