#include "counts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"

namespace epochs::bag {
namespace {

Bag bag_of(const std::map<int, int>& counts) {
  Bag bag;
  for (const auto& [word, count] : counts) bag.push_back({word, count});
  return bag;
}

// Calls visit(a, b) for every word that stands in both.
template <class Visit>
void for_common(const Bag& a, const Bag& b, Visit visit) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].word == b[j].word) visit(a[i++], b[j++]);
    else if (a[i].word < b[j].word) ++i;
    else ++j;
  }
}

}  // namespace

std::shared_ptr<const Shelf> make_shelf(const std::vector<Document>& documents, Language language, Cut cut) {
  auto shelf = std::make_shared<Shelf>();
  for (const Document& document : documents) {
    std::map<int, int> counts;
    for (std::string& word : words_of(document.in(language), cut)) {
      const auto [at, fresh] = shelf->ids.emplace(word, static_cast<int>(shelf->words.size()));
      if (fresh) shelf->words.push_back(std::move(word));
      ++counts[at->second];
    }
    shelf->bags.push_back(bag_of(counts));
    shelf->topics.push_back(document.topic);
  }
  return shelf;
}

Query ask(const Shelf& shelf, std::string_view text, Cut cut) {
  Query query;
  std::map<int, int> counts;
  for (std::string& word : words_of(text, cut)) {
    if (const auto at = shelf.ids.find(word); at != shelf.ids.end()) ++counts[at->second];
    else if (std::find(query.unknown.begin(), query.unknown.end(), word) == query.unknown.end()) query.unknown.push_back(std::move(word));
  }
  query.bag = bag_of(counts);
  return query;
}

Reading::Reading(std::shared_ptr<const Shelf> shelf, int read, Weighting weighting) : shelf_(std::move(shelf)), read_(read), weighting_(weighting), df_(shelf_->words.size()) {
  EPOCHS_CHECK(read >= 0 && read <= static_cast<int>(shelf_->bags.size()), "bag of words: more documents read than there are");
  for (int document = 0; document < read; ++document)
    for (const Count& count : bag(document)) ++df_[static_cast<std::size_t>(count.word)];
}

double Reading::idf(int word) const {
  const int holds = df(word);
  return holds > 0 ? std::log(static_cast<double>(read_) / holds) : 0;
}

double Reading::length_squared(const Bag& bag) const {
  double sum = 0;
  for (const Count& count : bag) sum += weight(count) * weight(count);
  return sum;
}

double Reading::dot(const Bag& a, const Bag& b) const {
  double sum = 0;
  for_common(a, b, [&](Count x, Count y) { sum += weight(x) * weight(y); });
  return sum;
}

// One root of the product, so that two equal bags have exactly 1.
double Reading::cosine(const Bag& a, const Bag& b) const {
  const double lengths = length_squared(a) * length_squared(b);
  return lengths > 0 ? dot(a, b) / std::sqrt(lengths) : 0;
}

int Reading::tf(int document, int word) const {
  const Bag& all = bag(document);
  const auto at = std::lower_bound(all.begin(), all.end(), word, [](const Count& count, int id) { return count.word < id; });
  return at != all.end() && at->word == word ? at->count : 0;
}

std::vector<int> Reading::words_by_df() const {
  std::vector<int> order;
  for (int word = 0; word < static_cast<int>(df_.size()); ++word)
    if (df(word) > 0) order.push_back(word);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return df(a) > df(b); });
  return order;
}

int Reading::nearest(const Bag& asked, int except) const {
  int best = -1;
  double most = 0;
  for (int document = 0; document < read_; ++document)
    if (const double near = document == except ? 0 : cosine(asked, bag(document)); near > most) most = near, best = document;
  return best;
}

double Reading::share_wrong() const {
  if (read_ == 0) return 1;
  std::vector<std::vector<std::pair<int, double>>> directions(static_cast<std::size_t>(read_));   // each document's weights, made as long as 1
  for (int document = 0; document < read_; ++document) {
    const double length = std::sqrt(length_squared(bag(document)));
    if (!(length > 0)) continue;
    for (const Count& count : bag(document)) directions[static_cast<std::size_t>(document)].emplace_back(count.word, weight(count) / length);
  }
  int wrong = 0;
  std::vector<double> spread(df_.size());
  for (std::size_t i = 0; i < directions.size(); ++i) {
    for (const auto& [word, weight] : directions[i]) spread[static_cast<std::size_t>(word)] = weight;
    double most = 1e-12;               // words that stand everywhere weigh 0, and so does what they have in common
    int best = -1;
    for (std::size_t j = 0; j < directions.size(); ++j) {
      double near = 0;
      for (const auto& [word, weight] : directions[j]) near += spread[static_cast<std::size_t>(word)] * weight;
      if (i != j && near > most) most = near, best = static_cast<int>(j);
    }
    for (const auto& [word, weight] : directions[i]) spread[static_cast<std::size_t>(word)] = 0;
    wrong += best < 0 || shelf_->topics[static_cast<std::size_t>(best)] != shelf_->topics[i];
  }
  return static_cast<double>(wrong) / read_;
}

}  // namespace epochs::bag
