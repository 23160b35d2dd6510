#include "nn/generate/beam_search.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

bool better(const Hypothesis& a, const Hypothesis& b) { return a.score > b.score; }

}  // namespace

BeamSearch::BeamSearch(Decoder& decoder, std::span<const int> prompt, const BeamSettings& settings) : decoder_(decoder), settings_(settings) {
  EPOCHS_CHECK(!prompt.empty() && settings.max_tokens > 0, "BeamSearch: a prompt and at least one token to write");
  EPOCHS_CHECK(decoder.longest() == 0 || static_cast<Index>(prompt.size()) + settings.max_tokens - 1 <= decoder.longest(),
               "BeamSearch: prompt and text are longer than the model can remember");
  decoder.restart();
  for (const int token : prompt) logits_ = &decoder.feed(std::vector<int>(static_cast<std::size_t>(decoder.rows()), token));
  alive_.resize(1);                              // all beams are the same before the first choice
}

double BeamSearch::score(double log_probability, std::size_t length) const {
  return log_probability / std::pow((5 + static_cast<double>(length)) / 6, settings_.length_penalty);
}

// Twice as many as beams: however many of them end their text, enough are left to go on with.
std::vector<BeamSearch::Candidate> BeamSearch::best_candidates() const {
  std::vector<Candidate> all;
  for (std::size_t beam = 0; beam < alive_.size(); ++beam) {
    const auto row = logits_->row(static_cast<Index>(beam)).template cast<double>().array();
    const double largest = row.maxCoeff(), log_sum = largest + std::log((row - largest).exp().sum());
    for (Index token = 0; token < row.cols(); ++token)
      all.push_back({static_cast<Index>(beam), static_cast<int>(token), alive_[beam].log_probability + row(0, token) - log_sum});
  }
  const std::size_t count = std::min(all.size(), 2 * static_cast<std::size_t>(decoder_.rows()));
  const auto before = [](const Candidate& a, const Candidate& b) {
    if (a.log_probability != b.log_probability) return a.log_probability > b.log_probability;
    return a.beam != b.beam ? a.beam < b.beam : a.token < b.token;
  };
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), all.end(), before);
  all.resize(count);
  return all;
}

void BeamSearch::finish(Hypothesis hypothesis) {
  finished_.insert(std::upper_bound(finished_.begin(), finished_.end(), hypothesis, better), std::move(hypothesis));
  if (static_cast<Index>(finished_.size()) > decoder_.rows()) finished_.pop_back();
}

bool BeamSearch::advance() {
  if (alive_.empty()) return false;
  const auto width = static_cast<std::size_t>(decoder_.rows());
  std::vector<Hypothesis> next;
  std::vector<Index> from;
  std::vector<int> tokens;
  for (const Candidate& candidate : best_candidates()) {
    Hypothesis longer = alive_[static_cast<std::size_t>(candidate.beam)];
    longer.tokens.push_back(candidate.token);
    longer.log_probability = candidate.log_probability;
    longer.score = score(candidate.log_probability, longer.tokens.size());
    if (candidate.token == settings_.end_token || static_cast<Index>(longer.tokens.size()) == settings_.max_tokens) {
      finish(std::move(longer));
    } else if (next.size() < width) {
      next.push_back(std::move(longer));
      from.push_back(candidate.beam);
      tokens.push_back(candidate.token);
    }
  }
  alive_ = std::move(next);
  // The best that a living beam can still become: no word lowers its probability, and the text is as long as it may get.
  const auto can_win = [&](const Hypothesis& beam) {
    return finished_.size() < width || score(beam.log_probability, static_cast<std::size_t>(settings_.max_tokens)) > finished_.back().score;
  };
  if (alive_.empty() || std::none_of(alive_.begin(), alive_.end(), can_win)) {
    alive_.clear();
    return false;
  }
  from.resize(width, from[0]), tokens.resize(width, tokens[0]);   // fewer beams than rows: the rest walks along
  decoder_.reorder(from);
  logits_ = &decoder_.feed(tokens);
  return true;
}

std::vector<Hypothesis> BeamSearch::results() const {
  std::vector<Hypothesis> out = finished_;
  out.insert(out.end(), alive_.begin(), alive_.end());
  std::stable_sort(out.begin(), out.end(), better);
  if (static_cast<Index>(out.size()) > decoder_.rows()) out.resize(static_cast<std::size_t>(decoder_.rows()));
  return out;
}

std::vector<Hypothesis> beam_search(Decoder& decoder, std::span<const int> prompt, const BeamSettings& settings) {
  BeamSearch search(decoder, prompt, settings);
  while (search.advance()) {
  }
  return search.results();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
