#include "ngram.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"

namespace epochs::recurrent {
namespace {

constexpr int kMostOrder = 5, kBitsOfSymbol = 12;          // five symbols fit into one number

// Oldest symbol highest. The length is known by where the number is kept.
std::uint64_t packed(std::span<const int> symbols) {
  std::uint64_t out = 0;
  for (const int symbol : symbols) out = out << static_cast<unsigned>(kBitsOfSymbol) | static_cast<std::uint64_t>(symbol);
  return out;
}

}  // namespace

NGram::NGram(std::span<const int> text, int order, int symbols) : order_(order), symbols_(symbols) {
  EPOCHS_CHECK(order >= 1 && order <= kMostOrder, "n-gram: the order is 1 to 5");
  EPOCHS_CHECK(symbols >= 1 && symbols < 1 << kBitsOfSymbol, "n-gram: too many symbols");
  counts_.resize(static_cast<std::size_t>(order)), contexts_.resize(static_cast<std::size_t>(order));
  const std::uint64_t last_bits = (std::uint64_t(1) << static_cast<unsigned>(kBitsOfSymbol)) - 1;
  std::uint64_t latest = 0;                                // the symbols up to here, as packed() has them; older ones fall out at the top
  for (std::size_t i = 0; i < text.size(); ++i) {
    EPOCHS_CHECK(text[i] >= 0 && text[i] < symbols, "n-gram: a symbol is not in the vocabulary");
    const std::uint64_t before = latest;
    latest = latest << static_cast<unsigned>(kBitsOfSymbol) | static_cast<std::uint64_t>(text[i]);
    std::uint64_t mask = 0;
    for (std::size_t length = 0; length < counts_.size() && length <= i; ++length) {
      Seen& seen = contexts_[length][before & mask];
      mask = mask << static_cast<unsigned>(kBitsOfSymbol) | last_bits;
      seen.different += counts_[length][latest & mask]++ == 0;
      ++seen.total;
    }
  }
}

double NGram::probability(std::span<const int> context, int symbol) const {
  EPOCHS_CHECK(symbol >= 0 && symbol < symbols_, "n-gram: the symbol is not in the vocabulary");
  double p = 1.0 / symbols_;
  const std::size_t longest = std::min(context.size(), counts_.size() - 1);
  for (std::size_t length = 0; length <= longest; ++length) {
    const std::uint64_t key = packed(context.last(length));
    const auto seen = contexts_[length].find(key);
    if (seen == contexts_[length].end()) break;            // then no longer one was seen either
    const auto count = counts_[length].find(key << static_cast<unsigned>(kBitsOfSymbol) | static_cast<std::uint64_t>(symbol));
    const double often = count == counts_[length].end() ? 0 : count->second, total = seen->second.total, different = seen->second.different;
    p = (often + different * p) / (total + different);
  }
  return p;
}

double NGram::bits_per_symbol(std::span<const int> text) const {
  if (text.size() < 2) return 0;
  double bits = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const std::size_t length = std::min(i, static_cast<std::size_t>(order_ - 1));
    bits -= std::log2(probability(text.subspan(i - length, length), text[i]));
  }
  return bits / static_cast<double>(text.size() - 1);
}

std::size_t NGram::contexts() const { return contexts_.back().size(); }

}  // namespace epochs::recurrent
