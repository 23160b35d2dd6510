// What the lesson learns from and is tested on: digits drawn by the program, real handwriting when it is installed, or the learner's own files.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/result.hpp"
#include "data/images.hpp"

namespace epochs::cnn_data {

// BuiltIn: tested on ways of writing that are not in the training set. Real: data/real_digits.hpp. Own: a pair of IDX files.
enum class Source { BuiltIn, Real, Own };

struct Digits {
  Source source = Source::BuiltIn;
  std::shared_ptr<const data::Images> train, test;
  data::Images drawn;                    // by the learner, with labels: learned from as well
  std::string first_file = {}, second_file = {};   // of Own

  std::size_t size() const { return train->size() + drawn.size(); }          // to learn from: first `train`, then `drawn`
  std::span<const std::uint8_t> picture(std::size_t i) const { return i < train->size() ? train->picture(i) : drawn.picture(i - train->size()); }
  int label(std::size_t i) const { return i < train->size() ? train->labels[i] : drawn.labels[i - train->size()]; }
};
using Shared = std::shared_ptr<const Digits>;

inline constexpr int kTrain = 2000, kTest = 500;      // built in, as the lesson opens
Shared built_in(std::uint64_t seed, int train = kTrain, int test = kTest);

// A fixed four fifths to learn from, the rest to test on. `folder`: where packages are unpacked.
bool real_is_there(const std::filesystem::path& folder);
Result<Shared> real(const std::filesystem::path& folder);

Result<Shared> own(const std::string& a, const std::string& b);   // IDX files of 28 × 28 pixels in either order, at least 20 pictures; the same cut

// The same with one more picture to learn from.
inline constexpr std::size_t kMostDrawn = 500;
Shared with_drawn(const Digits& digits, std::span<const std::uint8_t> picture, int label);

}  // namespace epochs::cnn_data
