#include "bench/batches.hpp"

#include <algorithm>

#include "nn/ops/cross_entropy.hpp"

namespace epochs::bench {

PictureBatches::PictureBatches(int parts, Random& random) : count_(parts), parts_(static_cast<std::size_t>(100 * parts)) {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto [first, rows] = nn::share_of(64, static_cast<int>(i) % parts, parts);
    parts_[i].pictures.resize(rows, 784);
    nn::fill_uniform(parts_[i].pictures, 0, 1, random);
    for (Index row = 0; row < rows; ++row) parts_[i].labels.push_back(static_cast<int>(random.below(10)));
  }
}

TextBatches::TextBatches(int vocabulary, Index steps, Index batch, int parts, std::uint64_t seed)
    : random_(seed), text_(100000), steps_(steps), batch_(batch), parts_(static_cast<std::size_t>(parts)) {
  for (int& id : text_) id = static_cast<int>(random_.below(static_cast<std::uint32_t>(vocabulary)));
  for (int part = 0; part < parts; ++part) {
    const auto tokens = static_cast<std::size_t>(nn::share_of(batch, part, parts).count * steps);
    parts_[static_cast<std::size_t>(part)].ids.resize(tokens);
    parts_[static_cast<std::size_t>(part)].targets.resize(tokens);
  }
}

void TextBatches::next() {
  for (Part& part : parts_) {
    part.known = static_cast<int>(part.ids.size());
    for (std::size_t row = 0; row < part.ids.size(); row += static_cast<std::size_t>(steps_)) {
      const auto from = text_.begin() + random_.below(static_cast<std::uint32_t>(static_cast<Index>(text_.size()) - steps_ - 1));
      std::copy_n(from, steps_, part.ids.begin() + static_cast<std::ptrdiff_t>(row));
      std::copy_n(from + 1, steps_, part.targets.begin() + static_cast<std::ptrdiff_t>(row));
    }
  }
}

void TextBatches::next_masked(double rate) {
  next();
  for (Part& part : parts_) {
    part.known = 0;
    for (std::size_t i = 0; i < part.ids.size(); ++i) {
      const bool hide = random_.chance(rate);
      part.targets[i] = hide ? part.ids[i] : nn::kIgnored;
      if (hide) part.ids[i] = 0, ++part.known;
    }
  }
}

Real TextBatches::share(int index) const {
  int all = 0;
  for (const Part& part : parts_) all += part.known;
  return all > 0 ? static_cast<Real>(part(index).known) / static_cast<Real>(all) : Real(0);
}

}  // namespace epochs::bench
