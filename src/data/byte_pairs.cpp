#include "data/byte_pairs.hpp"

#include <algorithm>
#include <map>

#include "core/check.hpp"

namespace epochs::data {
namespace {

constexpr int kBytes = 256, kMostMerges = 100'000;

std::uint64_t pair_key(int left, int right) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32u | static_cast<std::uint32_t>(right); }

std::vector<int> byte_ids(std::string_view word) {
  std::vector<int> out;
  for (const char c : word) out.push_back(static_cast<unsigned char>(c));
  return out;
}

// Every place of the pair from left to right, without overlap: "aaa" holds "aa" once.
void join(std::vector<int>& ids, int left, int right, int joined) {
  std::size_t to = 0;
  for (std::size_t from = 0; from < ids.size(); ++from) {
    const bool pair = from + 1 < ids.size() && ids[from] == left && ids[from + 1] == right;
    ids[to++] = pair ? joined : ids[from];
    from += pair;
  }
  ids.resize(to);
}

// The words of a text with their pairs counted; each joining touches only the words that hold the pair.
class PairCounts {
 public:
  explicit PairCounts(std::string_view text) {
    std::map<std::string_view, long> words;
    for (const std::string_view word : split_words(text, Ideographs::Together)) ++words[word];
    for (const auto& [word, times] : words) {
      words_.push_back({byte_ids(word), times});
      const std::vector<int>& ids = words_.back().ids;
      for (std::size_t i = 0; i + 1 < ids.size(); ++i) count(ids[i], ids[i + 1], times, words_.size() - 1);
    }
  }

  // The commonest pair; count 0: none is left.
  BytePairTokenizer::Merge best() const {
    BytePairTokenizer::Merge out;
    for (const auto& [pair, found] : pairs_) {
      const auto left = static_cast<int>(pair >> 32u), right = static_cast<int>(pair & 0xFFFFFFFFu);
      if (found.count > out.count || (found.count == out.count && pair < pair_key(out.left, out.right))) out = {left, right, found.count};
    }
    return out;
  }

  void join_everywhere(const BytePairTokenizer::Merge& merge, int joined) {
    const std::vector<std::size_t> places = pairs_.at(pair_key(merge.left, merge.right)).words;
    for (const std::size_t place : places) {
      Word& word = words_[place];
      const std::vector<int> before = word.ids;
      join(word.ids, merge.left, merge.right, joined);
      if (word.ids.size() == before.size()) continue;      // it held the pair once, no longer
      forget_around(before, merge, word.count);
      for (std::size_t i = 0; i + 1 < word.ids.size(); ++i)
        if (word.ids[i] == joined || word.ids[i + 1] == joined) count(word.ids[i], word.ids[i + 1], word.count, place);
    }
  }

 private:
  struct Word {
    std::vector<int> ids;
    long count = 0;
  };
  struct Found {
    long count = 0;
    std::vector<std::size_t> words;                        // that hold the pair, or held it
  };

  void count(int left, int right, long times, std::size_t place) {
    Found& found = pairs_[pair_key(left, right)];
    found.count += times;
    if (found.words.empty() || found.words.back() != place) found.words.push_back(place);
  }

  // The joined pairs and those that they were part of.
  void forget_around(const std::vector<int>& ids, const BytePairTokenizer::Merge& merge, long times) {
    std::size_t joined_to = 0;                             // ids before this place are in a joined pair, from joined_to - 2 on
    for (std::size_t i = 0; i + 1 < ids.size(); ++i) {
      const bool joins = i >= joined_to && ids[i] == merge.left && ids[i + 1] == merge.right;
      const bool after = i < joined_to;                    // its left half was joined
      const bool before = i + 2 < ids.size() && i + 1 >= joined_to && !joins && ids[i + 1] == merge.left && ids[i + 2] == merge.right;
      if (joins) joined_to = i + 2;
      if (!joins && !after && !before) continue;
      const auto found = pairs_.find(pair_key(ids[i], ids[i + 1]));
      if ((found->second.count -= times) == 0) pairs_.erase(found);
    }
  }

  std::vector<Word> words_;
  std::unordered_map<std::uint64_t, Found> pairs_;
};

}  // namespace

BytePairTokenizer BytePairTokenizer::learn(std::string_view text, int merges) {
  EPOCHS_CHECK(merges >= 0 && merges <= kMostMerges, "0 to 100,000 merges can be learned");
  PairCounts counts(text);
  std::vector<Merge> learned;
  while (static_cast<int>(learned.size()) < merges) {
    const Merge best = counts.best();
    if (best.count < 2) break;
    counts.join_everywhere(best, kBytes + static_cast<int>(learned.size()));
    learned.push_back(best);
  }
  return BytePairTokenizer(std::move(learned));
}

BytePairTokenizer::BytePairTokenizer(std::vector<Merge> merges) : merges_(std::move(merges)) {
  for (int byte = 0; byte < kBytes; ++byte) bytes_.emplace_back(1, static_cast<char>(byte));
  for (const Merge& merge : merges_) {
    EPOCHS_CHECK(merge.left >= 0 && merge.left < size() && merge.right >= 0 && merge.right < size(), "a merge names a token that does not exist yet");
    ranks_.emplace(pair_key(merge.left, merge.right), size() - kBytes);
    bytes_.push_back(bytes_of(merge.left) + bytes_of(merge.right));
  }
}

// Joins the pair that was learned first; false when none is left.
bool BytePairTokenizer::merge_best(std::vector<int>& ids) const {
  int best = static_cast<int>(merges_.size());
  for (std::size_t i = 0; i + 1 < ids.size(); ++i)
    if (const auto found = ranks_.find(pair_key(ids[i], ids[i + 1])); found != ranks_.end()) best = std::min(best, found->second);
  if (best == static_cast<int>(merges_.size())) return false;
  const Merge& merge = merges_[static_cast<std::size_t>(best)];
  join(ids, merge.left, merge.right, kBytes + best);
  return true;
}

std::vector<int> BytePairTokenizer::encode(std::string_view text) const {
  std::vector<int> out;
  std::unordered_map<std::string_view, std::vector<int>> known;      // a text says the same words again and again
  for (const std::string_view word : split_words(text, Ideographs::Together)) {
    const auto [at, added] = known.try_emplace(word);
    if (added) {
      at->second = byte_ids(word);
      while (merge_best(at->second)) {}
    }
    out.insert(out.end(), at->second.begin(), at->second.end());
  }
  return out;
}

std::vector<std::vector<int>> BytePairTokenizer::steps(std::string_view word) const {
  std::vector<std::vector<int>> out{byte_ids(word)};
  for (std::vector<int> ids = out.front(); merge_best(ids);) out.push_back(ids);
  return out;
}

const std::string& BytePairTokenizer::bytes_of(int id) const {
  EPOCHS_CHECK(id >= 0 && id < size(), "there is no token " + std::to_string(id));
  return bytes_[static_cast<std::size_t>(id)];
}

}  // namespace epochs::data
