#include "nearest.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

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

using Sparse = std::unordered_map<int, double>;  // sentence → tf·idf

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

// w_ws = tf · ln(N / df), a word's row read along the sentences.
std::vector<Near> tfidf_neighbours(const Text& text, int word, int count) {
  std::vector<Sparse> rows(static_cast<std::size_t>(text.size()));
  int sentences = 0;
  for (const int id : text.ids) {
    if (id == kSentenceEnd) ++sentences;
    else rows[static_cast<std::size_t>(id)][sentences] += 1;
  }
  const auto idf = [&](const Sparse& row) { return row.empty() ? 0 : std::log(static_cast<double>(sentences) / static_cast<double>(row.size())); };
  const auto length = [&](const Sparse& row) {
    double sum = 0;
    for (const auto& [sentence, tf] : row) sum += tf * tf;
    return std::sqrt(sum) * idf(row);
  };
  const Sparse& own = rows[static_cast<std::size_t>(word)];
  std::vector<Near> all;
  for (int other = 0; other < text.size(); ++other) {
    const Sparse& row = rows[static_cast<std::size_t>(other)];
    if (other == word || length(row) == 0 || length(own) == 0) continue;
    double product = 0;
    for (const auto& [sentence, tf] : row.size() < own.size() ? row : own)
      if (const auto at = (row.size() < own.size() ? own : row).find(sentence); at != (row.size() < own.size() ? own : row).end()) product += tf * at->second;
    all.push_back({other, product * idf(row) * idf(own) / (length(row) * length(own))});
  }
  return best_of(std::move(all), count);
}

}  // namespace epochs::word2vec
