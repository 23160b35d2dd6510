// Who is near whom: by the angle between word vectors, and by what older chapters knew.
#pragma once

#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "texts.hpp"

namespace epochs::word2vec {

struct Near {
  int word = -1;
  double cosine = 0;
};

// The `count` words whose rows point most in the direction of `query` (1×D), nearest first; `without` are passed over. Rows of length 0 are near to nothing.
std::vector<Near> nearest(ConstMatrix vectors, std::span<const float> query, int count, std::span<const int> without = {});

// a is to b as c is to …: the direction v_b − v_a + v_c of vectors of length 1 (3CosAdd, Mikolov, Yih & Zweig 2013).
std::vector<float> analogy_direction(ConstMatrix vectors, int a, int b, int c);
enum class QueryWords { PassedOver, Allowed };   // whether a, b and c may be the answer
std::vector<Near> analogy(ConstMatrix vectors, int a, int b, int c, int count, QueryWords query);

// One-hot: every other word at the same cosine, 0; the first `count` of them by id.
std::vector<Near> one_hot_neighbours(const Text& text, int word, int count);
// Words as rows of a word × sentence table weighed by tf·idf (1972): near are words that stand in the same sentences.
std::vector<Near> tfidf_neighbours(const Text& text, int word, int count);

}  // namespace epochs::word2vec
