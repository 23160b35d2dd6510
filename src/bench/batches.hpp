// What the works train on: random numbers of the right sizes, cut into one part for each thread.
#pragma once

#include <string>
#include <vector>

#include "core/random.hpp"
#include "nn/init.hpp"
#include "nn/parameter.hpp"

namespace epochs::bench {

// A weight matrix or bias as PyTorch starts it: uniform within 1/√inputs.
inline nn::Parameter weight(const std::string& name, Index rows, Index columns, Random& random) {
  nn::Parameter out(name, rows, columns);
  nn::initialise(out.value, nn::Init::Uniform, random);
  return out;
}
inline nn::Parameter bias(const std::string& name, Index columns) { return {name, 1, columns, nn::Decay::No}; }
// 100 batches of 64 random pictures with random labels out of 10, each cut into parts.
class PictureBatches {
 public:
  struct Part {
    Matrix pictures;             // (64/parts)×784, in [0, 1)
    std::vector<int> labels;
  };

  PictureBatches(int parts, Random& random);
  void next() { now_ = (now_ + 1) % (parts_.size() / static_cast<std::size_t>(count_)); }
  const Part& part(int index) const { return parts_[now_ * static_cast<std::size_t>(count_) + static_cast<std::size_t>(index)]; }

 private:
  int count_;
  std::size_t now_ = 0;
  std::vector<Part> parts_;
};

// Windows of T tokens at random places of a random text of 100,000 tokens, and the same windows one token later.
class TextBatches {
 public:
  struct Part {
    std::vector<int> ids, targets;     // (B/parts)·T each, row b·T + t
    int known = 0;                     // targets that count
  };

  TextBatches(int vocabulary, Index steps, Index batch, int parts, std::uint64_t seed);
  void next();                         // targets: the next token
  void next_masked(double rate);       // targets: the token itself where it was replaced by 0, elsewhere ignored
  const Part& part(int index) const { return parts_[static_cast<std::size_t>(index)]; }
  Real share(int index) const;         // of a part's targets in all

 private:
  Random random_;
  std::vector<int> text_;
  Index steps_, batch_;
  std::vector<Part> parts_;
};

}  // namespace epochs::bench
