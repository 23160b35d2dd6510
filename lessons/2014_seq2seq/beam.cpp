#include "beam.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"
#include "nn/tape.hpp"

namespace epochs::translation {
namespace {

// Natural logarithms of a row's softmax.
std::vector<double> log_softmax(const Matrix& logits, Index row) {
  const Eigen::RowVectorXd x = logits.row(row).cast<double>();
  const double most = x.maxCoeff(), total = most + std::log((x.array() - most).exp().sum());
  std::vector<double> out(static_cast<std::size_t>(x.size()));
  for (Index i = 0; i < x.size(); ++i) out[static_cast<std::size_t>(i)] = x(i) - total;
  return out;
}

std::vector<int> likeliest(const std::vector<double>& values, int count) {
  std::vector<int> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  const auto last = order.begin() + std::min<std::ptrdiff_t>(count, static_cast<std::ptrdiff_t>(order.size()));
  std::partial_sort(order.begin(), last, order.end(), [&](int a, int b) {
    const double x = values[static_cast<std::size_t>(a)], y = values[static_cast<std::size_t>(b)];
    return x != y ? x > y : a < b;
  });
  order.erase(last, order.end());
  return order;
}

class Search {
 public:
  Search(const nn::Seq2Seq& network, std::span<const int> source, int width) : network_(network), width_(width) {
    for (int row = 0; row < width; ++row) ids_.insert(ids_.end(), source.begin(), source.end());
    source_ = {.ids = ids_, .steps = static_cast<Index>(source.size())};
    tape_.begin();
    encoded_ = network.encode(tape_, source_);
    state_ = encoded_.last;
    tree_.nodes.push_back({});
    alive_ = {0};
  }

  BeamTree run() {
    for (int step = 0; step < kMostWritten && !alive_.empty() && !settled(); ++step) choose(lengthen(step));
    for (const int node : alive_) at(node).fate = Fate::Dropped;
    return std::move(tree_);
  }

 private:
  BeamNode& at(int node) { return tree_.nodes[static_cast<std::size_t>(node)]; }
  bool settled() {
    return tree_.best >= 0 && std::all_of(alive_.begin(), alive_.end(), [&](int node) { return at(node).log_probability <= at(tree_.best).log_probability; });
  }

  // Every beginning that is alive, each with its likeliest next words: places of the new nodes. Rows behind the living repeat the first: the batch keeps its size.
  std::vector<int> lengthen(int step) {
    std::vector<int> said(static_cast<std::size_t>(width_), at(alive_.front()).word);
    for (std::size_t row = 0; row < alive_.size(); ++row) said[row] = at(alive_[row]).word;
    state_ = network_.decode_step(tape_, network_.target_words(tape_, said), state_, encoded_, source_);
    const Matrix& logits = tape_.value(network_.readout(tape_, network_.decoder.output(tape_, state_)));
    std::vector<int> fresh;
    rows_.clear();
    for (std::size_t row = 0; row < alive_.size(); ++row) {
      const std::vector<double> logs = log_softmax(logits, static_cast<Index>(row));
      for (const int word : likeliest(logs, width_)) {
        const double log = logs[static_cast<std::size_t>(word)];
        fresh.push_back(static_cast<int>(tree_.nodes.size())), rows_.push_back(static_cast<int>(row));
        tree_.nodes.push_back({alive_[row], word, std::exp(log), at(alive_[row]).log_probability + log, step, Fate::Dropped});
      }
    }
    return fresh;
  }

  // The k likeliest go on, or have ended.
  void choose(const std::vector<int>& fresh) {
    std::vector<double> logs;
    for (const int node : fresh) logs.push_back(at(node).log_probability);
    std::vector<int> rows;
    alive_.clear();
    for (const int i : likeliest(logs, width_)) {
      const int node = fresh[static_cast<std::size_t>(i)];
      at(node).fate = at(node).word == kEnd ? Fate::Ended : Fate::Kept;
      if (at(node).fate == Fate::Kept)
        alive_.push_back(node), rows.push_back(rows_[static_cast<std::size_t>(i)]);
      else if (tree_.best < 0 || at(node).log_probability > at(tree_.best).log_probability)
        tree_.best = node;
    }
    if (alive_.empty()) return;
    rows.resize(static_cast<std::size_t>(width_), rows.front());
    state_ = nn::embedding(tape_, state_, rows);
  }

  const nn::Seq2Seq& network_;
  int width_;
  std::vector<int> ids_, alive_, rows_;          // rows_: of the fresh nodes, the row of the parent
  nn::SourceSentences source_;
  nn::Tape tape_{nn::Mode::Infer};
  nn::EncodedSource encoded_;
  nn::Value state_;
  BeamTree tree_;
};

}  // namespace

std::vector<int> BeamTree::words(int node) const {
  std::vector<int> out;
  for (; node > 0; node = nodes[static_cast<std::size_t>(node)].parent)
    if (nodes[static_cast<std::size_t>(node)].word >= kSigns) out.push_back(nodes[static_cast<std::size_t>(node)].word);
  std::reverse(out.begin(), out.end());
  return out;
}

BeamTree beam_search(const nn::Seq2Seq& network, std::span<const int> source, int width) {
  EPOCHS_CHECK(!source.empty() && source.size() <= static_cast<std::size_t>(kMostWords), "a sentence has words, and not too many");
  EPOCHS_CHECK(width >= 1 && width <= kWidestBeam, "the beam is 1 to 8 wide");
  return Search(network, source, width).run();
}

}  // namespace epochs::translation
