#include "bench/skip_gram_work.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <unordered_map>

#include "core/team.hpp"

namespace epochs::bench {
namespace {

constexpr long kRarest = 5;
constexpr double kFirstRate = 0.025, kLastRate = 0.0001;

// Equal parts of the text, each ending with a sentence.
std::vector<std::span<const int>> cut(std::span<const int> text, int parts) {
  std::vector<std::span<const int>> out;
  std::size_t begin = 0;
  for (int part = 1; part <= parts; ++part) {
    std::size_t end = part == parts ? text.size() : text.size() * static_cast<std::size_t>(part) / static_cast<std::size_t>(parts);
    while (end < text.size() && (end == 0 || text[end - 1] != nn::kSentenceEnd)) ++end;
    end = std::max(begin, end);
    out.push_back(text.subspan(begin, end - begin));
    begin = end;
  }
  return out;
}

class WordVectors : public Running {
 public:
  WordVectors(Corpus corpus, nn::Negatives sharing, int threads)
      : corpus_(std::move(corpus)), model_(corpus_.counts, {.sharing = sharing}), parts_(cut(corpus_.text, threads)), team_(threads) {
    for (int part = 0; part < threads; ++part) randoms_.emplace_back(1, static_cast<std::uint64_t>(part));
  }

  std::optional<double> step() override {
    team_.run([&](int part) {
      const auto index = static_cast<std::size_t>(part);
      model_.train(parts_[index], kFirstRate, kLastRate, randoms_[index]);
    });
    return std::nullopt;
  }
  double units() const override { return static_cast<double>(corpus_.tokens); }

 private:
  Corpus corpus_;
  nn::SkipGram model_;
  std::vector<std::span<const int>> parts_;
  std::vector<Random> randoms_;
  Team team_;
};

std::unique_ptr<Running> start_with(const Start& start, nn::Negatives sharing) {
  auto corpus = read_corpus(start.corpus);
  return std::make_unique<WordVectors>(std::move(corpus).value(), sharing, start.threads);
}

// The words to keep, the commonest first (equals in the order of the alphabet).
void choose_words(const std::unordered_map<std::string, long>& counts, Corpus& out) {
  for (const auto& [word, count] : counts)
    if (count >= kRarest) out.words.push_back(word);
  std::sort(out.words.begin(), out.words.end(), [&](const std::string& a, const std::string& b) {
    const long first = counts.at(a), second = counts.at(b);
    return first != second ? first > second : a < b;
  });
  for (const std::string& word : out.words) out.counts.push_back(counts.at(word));
}

}  // namespace

Result<Corpus> read_corpus(const std::string& path) {
  if (path.empty()) return Error{"work d needs a text: give --corpus FILE, one sentence a line"};
  std::ifstream file(path);
  if (!file) return Error{"cannot read the corpus " + path + ": give --corpus a readable text file, one sentence a line"};
  std::vector<std::vector<std::string>> lines;
  std::unordered_map<std::string, long> counts;
  for (std::string line, word; std::getline(file, line);) {
    lines.emplace_back();
    for (std::istringstream words(line); words >> word; ++counts[word]) lines.back().push_back(word);
  }
  Corpus corpus;
  choose_words(counts, corpus);
  if (corpus.words.size() < 2) return Error{"the corpus " + path + " has not two words that occur 5 times: take a longer text"};
  std::unordered_map<std::string, int> ids;
  for (std::size_t id = 0; id < corpus.words.size(); ++id) ids[corpus.words[id]] = static_cast<int>(id);
  for (const std::vector<std::string>& line : lines) {
    for (const std::string& word : line)
      if (const auto known = ids.find(word); known != ids.end()) corpus.text.push_back(known->second), ++corpus.tokens;
    corpus.text.push_back(nn::kSentenceEnd);
  }
  return corpus;
}

std::unique_ptr<Running> start_skip_gram(const Start& start) { return start_with(start, nn::Negatives::PerPair); }
std::unique_ptr<Running> start_skip_gram_shared(const Start& start) { return start_with(start, nn::Negatives::PerWord); }

Result<void> write_vectors(const std::string& path_of_corpus, int epochs, const std::string& path) {
  auto corpus = read_corpus(path_of_corpus);
  if (!corpus) return Error{corpus.error()};
  nn::SkipGram model(corpus.value().counts, {});
  Random random(1);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    const double from = kFirstRate + (kLastRate - kFirstRate) * epoch / epochs, to = kFirstRate + (kLastRate - kFirstRate) * (epoch + 1) / epochs;
    model.train(corpus.value().text, from, to, random);
  }
  std::ofstream file(path);
  const ConstMatrix vectors = model.vectors();
  file << vectors.rows() << ' ' << vectors.cols() << '\n';
  for (Index row = 0; row < vectors.rows(); ++row) {
    file << corpus.value().words[static_cast<std::size_t>(row)];
    for (Index c = 0; c < vectors.cols(); ++c) file << ' ' << vectors(row, c);
    file << '\n';
  }
  if (!file.flush()) return Error{"cannot write the vectors to " + path + ": choose a folder that can be written"};
  return {};
}

}  // namespace epochs::bench
