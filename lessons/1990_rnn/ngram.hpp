// Counting (Markov 1913, Shannon 1948): what followed the last n − 1 characters, and how often. Smoothed after Witten & Bell (1991):
//   P(x | context) = ( n(context x) + k(context) · P(x | shorter context) ) / ( n(context) + k(context) )
// n: how often; k: how many different symbols followed. Below one symbol: 1/V.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace epochs::recurrent {

class NGram {
 public:
  NGram(std::span<const int> text, int order, int symbols);            // order 1 … 5; symbols V < 4096
  double probability(std::span<const int> context, int symbol) const;  // of the context its last order − 1 symbols count
  double bits_per_symbol(std::span<const int> text) const;             // mean −log2 P, of the symbols behind the first
  int order() const { return order_; }
  std::size_t contexts() const;                  // distinct ones that were seen, of full length

 private:
  struct Seen {
    int total = 0, different = 0;
  };
  int order_, symbols_;
  std::vector<std::unordered_map<std::uint64_t, int>> counts_;         // by length of the context: (context, symbol) → how often
  std::vector<std::unordered_map<std::uint64_t, Seen>> contexts_;
};

}  // namespace epochs::recurrent
