#include "nearest.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace epochs::word2vec {
namespace {

using Query = Eigen::Map<const RowVector>;

bool is_among(std::span<const int> words, int word) { return std::find(words.begin(), words.end(), word) != words.end(); }

// The best first; of equals the commoner word.
std::vector<Near> best_of(std::vector<Near> all, int count) {
  const auto better = [](const Near& a, const Near& b) { return a.cosine > b.cosine || (a.cosine == b.cosine && a.word < b.word); };
  const auto end = all.begin() + std::min<std::ptrdiff_t>(count, static_cast<std::ptrdiff_t>(all.size()));
  std::partial_sort(all.begin(), end, all.end(), better);
  all.erase(end, all.end());
  return all;
}

}  // namespace

std::vector<Near> nearest(ConstMatrix vectors, std::span<const float> query, int count, std::span<const int> without) {
  EPOCHS_CHECK(static_cast<Index>(query.size()) == vectors.cols(), "a query needs as many numbers as a word vector");
  const Query direction(query.data(), static_cast<Index>(query.size()));
  const Real length = direction.norm();
  std::vector<Near> all;
  if (!(length > 0)) return all;
  for (Index w = 0; w < vectors.rows(); ++w) {
    const Real own = vectors.row(w).norm();
    if (own > 0 && !is_among(without, static_cast<int>(w))) all.push_back({static_cast<int>(w), static_cast<double>(vectors.row(w).dot(direction) / (own * length))});
  }
  return best_of(std::move(all), count);
}

std::vector<float> analogy_direction(ConstMatrix vectors, int a, int b, int c) {
  const auto unit = [&](int word) -> RowVector {
    const Real length = vectors.row(word).norm();
    return length > 0 ? RowVector(vectors.row(word) / length) : RowVector::Zero(vectors.cols());
  };
  const RowVector sum = unit(b) - unit(a) + unit(c);
  return {sum.data(), sum.data() + sum.size()};
}

std::vector<Near> analogy(ConstMatrix vectors, int a, int b, int c, int count, QueryWords query) {
  const int words[] = {a, b, c};
  return nearest(vectors, analogy_direction(vectors, a, b, c), count, query == QueryWords::PassedOver ? std::span<const int>(words) : std::span<const int>());
}

std::vector<Near> one_hot_neighbours(const Text& text, int word, int count) {
  std::vector<Near> out;
  for (int other = 0; other < text.size() && static_cast<int>(out.size()) < count; ++other)
    if (other != word) out.push_back({other, 0});
  return out;
}

// w_ws = tf · ln(N / df), a word's row read along the sentences s. In one pass over the text: a row's ln(N / df) is the same in all its places and falls out
// of the cosine, but a word that stands in every sentence has a row of zeros.
std::vector<Near> tfidf_neighbours(const Text& text, int word, int count) {
  const auto words = static_cast<std::size_t>(text.size()), asked = static_cast<std::size_t>(word);
  std::vector<double> squares(words, 0), products(words, 0), tf(words, 0);      // Σ tf², Σ tf · tf of the word asked for; tf in this sentence
  std::vector<int> df(words, 0);
  std::vector<std::size_t> here;                                                // the words of this sentence
  int sentences = 0;
  for (const int id : text.ids) {
    const auto at = static_cast<std::size_t>(id);
    if (id != kSentenceEnd) {
      if (tf[at] == 0) here.push_back(at);
      tf[at] += 1;
      continue;
    }
    ++sentences;
    for (const std::size_t each : here) squares[each] += tf[each] * tf[each], products[each] += tf[each] * tf[asked], ++df[each];
    for (const std::size_t each : here) tf[each] = 0;
    here.clear();
  }
  const auto silent = [&](std::size_t each) { return df[each] == 0 || df[each] == sentences; };
  std::vector<Near> all;
  for (std::size_t other = 0; other < words && !silent(asked); ++other)
    if (other != asked && !silent(other)) all.push_back({static_cast<int>(other), products[other] / std::sqrt(squares[asked] * squares[other])});
  return best_of(std::move(all), count);
}

}  // namespace epochs::word2vec
