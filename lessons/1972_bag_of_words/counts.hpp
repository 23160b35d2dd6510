// Counting words (Luhn 1957; Salton, Wong and Yang 1975) and weighing them by how few documents hold them (Spärck Jones 1972).
//
//     tf          how often the word stands in the document
//     df          in how many of the N documents counted so far it stands
//     idf = ln(N / df)         0 for a word that stands in all of them
//     w   = tf · idf           its weight in the document
//     cos = Σ w_a w_b / (|a| |b|)        how near two documents are: 1 in the same direction, 0 without a common word
//
// Spärck Jones weighed by log2(N/df) rounded up, plus 1; another base makes all weights longer by the same factor, so no angle changes with it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "documents.hpp"
#include "world.hpp"

namespace epochs::bag {

enum class Weighting { Counts, TfIdf };

struct Count {
  int word = 0, count = 0;
  bool operator==(const Count&) const = default;
};
using Bag = std::vector<Count>;        // sorted by word; what is left of a text: which words, how often

// All documents of one language, cut and counted one by one. Never changes.
struct Shelf {
  std::vector<std::string> words;      // in the order in which they come
  std::map<std::string, int, std::less<>> ids;
  std::vector<Bag> bags;               // of each document
  std::vector<int> topics;
};
std::shared_ptr<const Shelf> make_shelf(const std::vector<Document>& documents, Language language, Cut cut);

struct Query {
  Bag bag;                             // of the words that the shelf knows
  std::vector<std::string> unknown;    // that none of its documents holds
};
Query ask(const Shelf& shelf, std::string_view text, Cut cut);

// What the first `read` documents of a shelf say.
class Reading {
 public:
  Reading(std::shared_ptr<const Shelf> shelf, int read, Weighting weighting);

  const Shelf& shelf() const { return *shelf_; }
  int read() const { return read_; }                                   // N
  Weighting weighting() const { return weighting_; }
  int df(int word) const { return df_[static_cast<std::size_t>(word)]; }
  double idf(int word) const;                                          // 0 for a word that no document read so far holds
  double weight(Count count) const { return weighting_ == Weighting::Counts ? count.count : count.count * idf(count.word); }
  double length_squared(const Bag& bag) const;                         // |a|²
  double dot(const Bag& a, const Bag& b) const;                        // Σ w_a w_b
  double cosine(const Bag& a, const Bag& b) const;                     // 0 where one of them is the zero vector: it has no direction
  const Bag& bag(int document) const { return shelf_->bags[static_cast<std::size_t>(document)]; }
  int tf(int document, int word) const;

  std::vector<int> words_by_df() const;                                // those that were read, the commonest first
  // The nearest of the documents read, of equals the first; −1 where all cosines are 0. `except`: this one is not looked at.
  int nearest(const Bag& bag, int except = -1) const;
  // The share of documents that have no neighbour of their own topic nearest to them; 1 before the first is read.
  double share_wrong() const;

 private:
  std::shared_ptr<const Shelf> shelf_;
  int read_;
  Weighting weighting_;
  std::vector<int> df_;
};

}  // namespace epochs::bag
