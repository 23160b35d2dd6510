// Numbers in JSON that come back to the bit, NaN and infinity included: floating-point numbers as their bits, read as whole numbers.
// What reads here throws std::invalid_argument, as the JSON library's from_json may.
#pragma once

#include <bit>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/random.hpp"

namespace epochs::session {

template <class T>
using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;

template <class T>
nlohmann::json bits_to_json(std::span<const T> values) {
  nlohmann::json out = nlohmann::json::array();
  for (const T value : values) out.push_back(std::bit_cast<Bits<T>>(value));
  return out;
}

// A whole number from 0 to `most`.
inline std::uint64_t whole_from_json(const nlohmann::json& json, std::uint64_t most) {
  const bool natural = json.is_number_unsigned() || (json.is_number_integer() && json.get<std::int64_t>() >= 0);
  if (!natural || json.get<std::uint64_t>() > most) throw std::invalid_argument("a number is not whole or out of range");
  return json.get<std::uint64_t>();
}

// Exactly as many as `out` holds.
template <class T>
void bits_from_json(const nlohmann::json& json, std::span<T> out) {
  if (!json.is_array() || json.size() != out.size()) throw std::invalid_argument("a list of numbers has another length");
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::bit_cast<T>(static_cast<Bits<T>>(whole_from_json(json[i], static_cast<Bits<T>>(-1))));
}

// The parameters of a model, or what an optimizer keeps beside each of them: row after row, their sizes known to whoever reads.
template <class Matrix>
nlohmann::json matrices_to_json(const std::vector<Matrix>& matrices) {
  nlohmann::json out = nlohmann::json::array();
  for (const Matrix& m : matrices) out.push_back(bits_to_json<typename Matrix::Scalar>({m.data(), static_cast<std::size_t>(m.size())}));
  return out;
}

enum class Absent { No, Yes };   // an optimizer keeps nothing where its rule needs nothing

template <class Matrix>
std::vector<Matrix> matrices_from_json(const nlohmann::json& json, const std::vector<std::pair<std::ptrdiff_t, std::ptrdiff_t>>& sizes, Absent absent) {
  if (!json.is_array() || (json.size() != sizes.size() && (absent == Absent::No || !json.empty()))) throw std::invalid_argument("a state has another number of parameters");
  std::vector<Matrix> out;
  for (const nlohmann::json& each : json) {
    const auto [rows, columns] = sizes[out.size()];
    out.emplace_back();
    if (absent == Absent::Yes && each.is_array() && each.empty()) continue;
    out.back().resize(rows, columns);
    bits_from_json<typename Matrix::Scalar>(each, {out.back().data(), static_cast<std::size_t>(rows * columns)});
  }
  return out;
}

inline nlohmann::json random_to_json(const Random::State& random) { return {random.state, random.increment}; }
inline Random::State random_from_json(const nlohmann::json& json) {
  if (!json.is_array() || json.size() != 2) throw std::invalid_argument("a random state is a list of two");
  const Random::State random{whole_from_json(json[0], UINT64_MAX), whole_from_json(json[1], UINT64_MAX)};
  if (random.increment % 2 == 0) throw std::invalid_argument("a random state would stand still");
  return random;
}

// Every number from 0 to size − 1 once: the order in which `size` examples are taken.
inline std::vector<int> order_from_json(const nlohmann::json& json, std::size_t size) {
  if (!json.is_array() || json.size() != size) throw std::invalid_argument("an order has another length");
  std::vector<int> out;
  std::vector<bool> seen(size);
  for (const nlohmann::json& each : json) {
    const auto place = static_cast<std::size_t>(whole_from_json(each, size - 1));
    if (seen[place]) throw std::invalid_argument("an order names a place twice");
    seen[place] = true;
    out.push_back(static_cast<int>(place));
  }
  return out;
}

}  // namespace epochs::session
