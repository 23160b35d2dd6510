// Pictures and labels in the file format of MNIST (LeCun et al. 1998): a file of pictures and a file of labels that belong together, plain or
// packed by gzip. The files may be anything.
//
//   pictures  00 00 08 03, then number of pictures, rows, columns (each four bytes, the highest first), then a byte a pixel: 0 paper, 255 ink
//   labels    00 00 08 01, then number of labels, then a byte a label: 0 … 9
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "data/images.hpp"

namespace epochs::data {

inline constexpr std::size_t kMostIdxBytes = std::size_t{64} << 20u;   // of each file, unpacked: 80,000 pictures of 28 × 28
inline constexpr std::uint32_t kMostPictures = 200'000;
inline constexpr std::uint32_t kLargestSide = 256;                     // pixels

struct IdxFile {
  std::string_view bytes;
  std::string name;                      // in errors
};

// In either order: the first bytes tell which is which.
Result<Images> parse_idx(const IdxFile& a, const IdxFile& b);
Result<Images> read_idx(const std::string& a, const std::string& b);

// The other file of a pair, beside the one given: "train-images-idx3-ubyte" and "train-labels-idx1-ubyte.gz" belong together. Nothing when there is none.
std::optional<std::filesystem::path> idx_partner(const std::filesystem::path& file);

}  // namespace epochs::data
