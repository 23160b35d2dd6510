#include "nn/skip_gram.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "core/check.hpp"
#include "core/fast_math.hpp"
#include "core/kernel.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr Index kWide = 8;                       // numbers at a time; rows are padded to a multiple. (g++ 12 splits wider types badly below AVX-512.)
constexpr Index kWidest = 1024;
constexpr int kMostTries = 64;
typedef Real Wide __attribute__((vector_size(kWide * sizeof(Real))));
typedef Real Half __attribute__((vector_size(kWide / 2 * sizeof(Real))));

EPOCHS_INLINE void load(Wide& out, const Real* from) { std::memcpy(&out, from, sizeof out); }
EPOCHS_INLINE void store(Real* to, const Wide& value) { std::memcpy(to, &value, sizeof value); }

EPOCHS_INLINE Real sum_of(const Wide& lanes) {
  Half low, high;
  std::memcpy(&low, &lanes, sizeof low);
  std::memcpy(&high, reinterpret_cast<const char*>(&lanes) + sizeof low, sizeof high);
  low += high;
  return (low[0] + low[2]) + (low[1] + low[3]);
}

// One word vector against output rows 0 … kCount − 1, of which the first is the word that was there and the others were drawn:
// all products first, then one pass in which every row learns from the vector and the vector from every row.
template <int kCount>
EPOCHS_INLINE void learn(Real* vector, Real* const* rows, Index width, Real rate) {
  Wide sums[kCount];
#pragma GCC unroll 8
  for (int k = 0; k < kCount; ++k) sums[k] = Wide{};   // one by one: as "= {}" it becomes a slow loop of stores
  for (Index c = 0; c < width; c += kWide) {
    Wide v, u;
    load(v, vector + c);
#pragma GCC unroll 8
    for (int k = 0; k < kCount; ++k) load(u, rows[k] + c), sums[k] += v * u;
  }
  Real factors[kCount];
  for (int k = 0; k < kCount; ++k) {
    factors[k] = sum_of(sums[k]);
  }
#pragma omp simd
  for (int k = 0; k < kCount; ++k) factors[k] = rate * ((k == 0 ? Real(1) : Real(0)) - fast_logistic(factors[k]));
  for (Index c = 0; c < width; c += kWide) {
    Wide v, u, moved;
    load(v, vector + c);
    moved = v;
#pragma GCC unroll 8
    for (int k = 0; k < kCount; ++k) {
      load(u, rows[k] + c);
      moved += u * factors[k];
      store(rows[k] + c, u + v * factors[k]);
    }
    store(vector + c, moved);
  }
}

// The published number of negatives, 5, in one piece; any other number in pieces of which only the first holds the word itself.
EPOCHS_KERNEL void learn_pair(Real* EPOCHS_RESTRICT vector, Real* const* rows, Index width, Real rate) { learn<6>(vector, rows, width, rate); }

EPOCHS_KERNEL void learn_any(Real* EPOCHS_RESTRICT vector, Real* const* rows, int count, Index width, Real rate, Real* EPOCHS_RESTRICT moved) {
  for (Index c = 0; c < width; ++c) moved[c] = vector[c];
  for (int k = 0; k < count; ++k) {
    Real dot = 0;
    Real* EPOCHS_RESTRICT row = rows[k];
#pragma omp simd reduction(+ : dot)
    for (Index c = 0; c < width; ++c) dot += vector[c] * row[c];
    const Real factor = rate * ((k == 0 ? Real(1) : Real(0)) - fast_logistic(dot));
    for (Index c = 0; c < width; ++c) {
      moved[c] += factor * row[c];
      row[c] += factor * vector[c];
    }
  }
  for (Index c = 0; c < width; ++c) vector[c] = moved[c];
}

void fetch_ahead(const Real* row, Index width) {
  constexpr Index kCacheLine = 64 / sizeof(Real);
  for (Index c = 0; c < width; c += kCacheLine) __builtin_prefetch(row + c, 0);
}

int second_most(std::span<const long> counts) {
  const auto most = std::max_element(counts.begin(), counts.end());
  std::size_t second = most == counts.begin() ? 1 : 0;
  for (std::size_t word = 0; word < counts.size(); ++word)
    if (counts[word] > counts[second] && counts.begin() + static_cast<std::ptrdiff_t>(word) != most) second = word;
  return static_cast<int>(second);
}

}  // namespace

SkipGram::SkipGram(std::span<const long> counts, const SkipGramSettings& settings) : settings_(settings) {
  EPOCHS_CHECK(settings.width > 0 && settings.window > 0 && settings.negatives > 0 && settings.negatives <= kMostNegatives && settings.width <= kWidest, "SkipGram: a setting is out of range");
  EPOCHS_CHECK(std::count_if(counts.begin(), counts.end(), [](long count) { return count > 0; }) >= 2, "SkipGram: at least two words");
  const auto words = static_cast<Index>(counts.size()), padded = (settings.width + kWide - 1) / kWide * kWide;
  Random random(settings.seed);
  vectors_.setZero(words, padded);
  outputs_.setZero(words, padded);
  for (Index word = 0; word < words; ++word)
    for (Index c = 0; c < settings.width; ++c) vectors_(word, c) = static_cast<Real>(random.uniform(-0.5, 0.5) / static_cast<double>(settings.width));
  std::vector<double> weights;
  for (const long count : counts) weights.push_back(std::pow(static_cast<double>(count), 0.75));
  negatives_ = DiscreteSampler(weights);
  second_ = second_most(counts);
}

// A word so frequent that hardly anything else is drawn gets the second most frequent one.
void SkipGram::draw_negatives(int word, Random& random, int* out) const {
  for (int k = 0; k < settings_.negatives; ++k) {
    int tries = 0;
    do out[k] = negatives_.draw(random);
    while (out[k] == word && ++tries < kMostTries);
    if (out[k] == word) out[k] = second_;
  }
}

void SkipGram::train_around(std::span<const int> sentence, std::size_t centre, Real rate, Random& random) {
  const int word = sentence[centre];
  const auto reach = 1 + static_cast<std::size_t>((static_cast<std::uint64_t>(random.bits()) * static_cast<std::uint64_t>(settings_.window)) >> 32u);
  const std::size_t first = centre > reach ? centre - reach : 0, last = std::min(centre + reach, sentence.size() - 1);
  const Index width = vectors_.cols();
  std::array<int, kMostNegatives> drawn;
  std::array<Real*, kMostNegatives + 1> lists[2];
  auto *rows = &lists[0], *following = &lists[1];
  std::array<Real, kWidest> moved;
  (*rows)[0] = (*following)[0] = outputs_.row(word).data();
  const auto draw = [&] {              // one pair ahead: its rows are on their way while the pair before is learned
    draw_negatives(word, random, drawn.data());
    for (int k = 0; k < settings_.negatives; ++k) {
      Real* row = outputs_.row(drawn[static_cast<std::size_t>(k)]).data();
      (*following)[static_cast<std::size_t>(k) + 1] = row;
      fetch_ahead(row, width);
    }
  };
  const std::size_t skip = first == centre ? centre + 1 : first;
  if (skip <= last) draw();
  for (std::size_t near = skip; near <= last; ++near) {
    if (near == centre) continue;
    if (settings_.sharing == Negatives::PerPair || near == skip) std::swap(rows, following);
    const std::size_t next = near + 1 == centre ? near + 2 : near + 1;
    if (next <= last) {
      if (settings_.sharing == Negatives::PerPair) draw();
      fetch_ahead(vectors_.row(sentence[next]).data(), width);
    }
    Real* vector = vectors_.row(sentence[near]).data();
    if (settings_.negatives == 5)
      learn_pair(vector, rows->data(), width, rate);
    else
      learn_any(vector, rows->data(), settings_.negatives + 1, width, rate, moved.data());
  }
}

void SkipGram::train(std::span<const int> text, double rate_from, double rate_to, Random& random) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = static_cast<std::size_t>(std::find(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), kSentenceEnd) - text.begin());
    const auto sentence = text.subspan(begin, end - begin);
    for (std::size_t centre = 0; centre < sentence.size(); ++centre) {
      const double progress = static_cast<double>(begin + centre) / static_cast<double>(text.size());
      train_around(sentence, centre, static_cast<Real>(rate_from + (rate_to - rate_from) * progress), random);
    }
    begin = end + 1;
  }
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
