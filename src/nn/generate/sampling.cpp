#include "nn/generate/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

bool before(const Choice& a, const Choice& b) { return a.probability != b.probability ? a.probability > b.probability : a.token < b.token; }

// Penalised logits in place of the probabilities.
void penalise(std::span<const Real> logits, std::span<const int> counts, const SamplingSettings& settings, std::vector<Choice>& out) {
  for (std::size_t token = 0; token < logits.size(); ++token) {
    double logit = static_cast<double>(logits[token]);
    if (std::isnan(logit)) logit = -std::numeric_limits<double>::infinity();
    if (!counts.empty() && counts[token] > 0) logit -= settings.presence_penalty + settings.frequency_penalty * counts[token];
    out[token] = {static_cast<int>(token), logit};
  }
}

// Logits to probabilities that sum to 1, with the temperature.
void normalise(std::vector<Choice>& out, double largest, double temperature) {
  double sum = 0;
  for (Choice& choice : out) sum += choice.probability = std::exp((choice.probability - largest) / temperature);
  for (Choice& choice : out) choice.probability /= sum;
}

void keep_mass(std::vector<Choice>& out, double mass) {
  double sum = 0;
  std::size_t count = 0;
  while (count < out.size() && sum < mass) sum += out[count++].probability;
  out.resize(std::max<std::size_t>(count, 1));
  for (Choice& choice : out) choice.probability /= sum;
}

}  // namespace

void choices(std::span<const Real> logits, std::span<const int> counts, const SamplingSettings& settings, std::vector<Choice>& out) {
  EPOCHS_CHECK(!logits.empty() && (counts.empty() || counts.size() == logits.size()), "choices: one count for each logit");
  EPOCHS_CHECK(settings.temperature >= 0 && settings.top_p > 0 && settings.top_k >= 0, "choices: temperature, top-k or top-p is out of range");
  out.resize(logits.size());
  penalise(logits, counts, settings, out);
  const Choice best = *std::min_element(out.begin(), out.end(), before);
  if (settings.temperature <= 0 || std::isinf(best.probability)) {
    out.assign(1, {best.token, 1});
    return;
  }
  const auto kept = settings.top_k > 0 ? std::min<std::size_t>(static_cast<std::size_t>(settings.top_k), out.size()) : out.size();
  if (kept < out.size()) std::nth_element(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kept) - 1, out.end(), before);
  out.resize(kept);
  std::sort(out.begin(), out.end(), before);
  normalise(out, best.probability, settings.temperature);
  if (settings.top_p < 1) keep_mass(out, settings.top_p);
}

int draw(std::span<const Choice> choices, Random& random) {
  double left = random.uniform();
  for (const Choice& choice : choices) {
    left -= choice.probability;
    if (left < 0) return choice.token;
  }
  return choices.back().token;                   // rounding
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
