#include "walk.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"

namespace epochs::word2vec {
namespace {

constexpr int kTries = 64;                       // to draw a negative that is not the target
const Example kNothing;

DiscreteSampler sampler_of(const Text& text) {
  std::vector<double> weights;
  for (const long count : text.counts) weights.push_back(std::pow(static_cast<double>(count), 0.75));
  return DiscreteSampler(weights);
}

}  // namespace

Walk::Walk(std::shared_ptr<const Text> text, const WalkSettings& settings, std::uint64_t seed)
    : text_(std::move(text)), settings_(settings), seed_(seed), random_(seed, 1) {
  if (text_->ids.empty()) return;                // loaded vectors: words without a text
  negatives_ = sampler_of(*text_);
  if (settings_.subsample > 0)
    for (const long count : text_->counts) keep_.push_back(std::sqrt(settings_.subsample * static_cast<double>(text_->total) / static_cast<double>(std::max(1L, count))));
  refill();
}

const Example& Walk::next() const { return waiting_.empty() ? kNothing : waiting_.back(); }

void Walk::take(Example& out) {
  EPOCHS_CHECK(!waiting_.empty(), "the text has nothing to guess");
  std::swap(out, waiting_.back());
  waiting_.pop_back();
  if (waiting_.empty()) refill();
}

void Walk::restore(const State& state) {
  at_ = state.at, reading_ = state.reading, words_ = state.words, waiting_ = state.waiting;
  random_.restore(state.random);
}

// A number of the place and the reading alone, so that a word is left out for all its neighbours alike, and the same after going back.
bool Walk::kept(std::size_t at) const {
  if (keep_.empty()) return true;
  const double keep = keep_[static_cast<std::size_t>(text_->ids[at])];
  return keep >= 1 || Random(seed_ ^ (static_cast<std::uint64_t>(reading_) << 40u), at + 2).uniform() < keep;
}

void Walk::draw_negatives(Example& example, Random& random) const {
  example.negatives.reserve(static_cast<std::size_t>(settings_.negatives));
  for (int k = 0; k < settings_.negatives; ++k) {
    int word = negatives_.draw(random);
    for (int tries = 1; word == example.target && tries < kTries; ++tries) word = negatives_.draw(random);
    if (word == example.target) word = (word + 1) % text_->size();
    example.negatives.push_back(word);
  }
}

std::vector<Example> Walk::around(std::size_t at, Random& random) const {
  const std::vector<int>& ids = text_->ids;
  std::vector<Example> out;
  if (ids[at] == kSentenceEnd || !kept(at)) return out;
  std::vector<std::size_t> neighbours;
  const auto reach = static_cast<std::size_t>(settings_.window);
  neighbours.reserve(2 * reach);
  std::size_t first = at, last = at;
  while (at - first < reach && first > 0 && ids[first - 1] != kSentenceEnd) --first;
  while (last - at < reach && last + 1 < ids.size() && ids[last + 1] != kSentenceEnd) ++last;
  for (std::size_t i = first; i <= last; ++i)
    if (i != at && kept(i)) neighbours.push_back(i);
  if (neighbours.empty()) return out;
  out.reserve(neighbours.size());
  if (settings_.method == Method::Cbow) {
    Example one{.at = at, .centre = ids[at], .inputs = {}, .target = ids[at], .neighbour_at = at, .negatives = {}};
    for (const std::size_t i : neighbours) one.inputs.push_back(ids[i]);
    out.push_back(std::move(one));
  } else {
    for (const std::size_t i : neighbours) out.push_back({.at = at, .centre = ids[at], .inputs = {ids[at]}, .target = ids[i], .neighbour_at = i, .negatives = {}});
  }
  for (Example& example : out) draw_negatives(example, random);
  return out;
}

// On to the next centre that has a neighbour; a text in which two readings find none has nothing to guess.
void Walk::refill() {
  for (std::size_t looked = 0; waiting_.empty() && looked < 2 * text_->ids.size(); ++looked) {
    if (at_ >= text_->ids.size()) at_ = 0, ++reading_;
    if (text_->ids[at_] != kSentenceEnd) ++words_;
    waiting_ = around(at_++, random_);
  }
  std::reverse(waiting_.begin(), waiting_.end());
}

}  // namespace epochs::word2vec
