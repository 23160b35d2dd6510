#include "place_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using nlohmann::json;

constexpr double kLargestTried = 5;      // as far as the editor goes

// So many whole numbers under `key`, each from `least` to `most`.
template <std::size_t N>
std::optional<std::array<int, N>> numbers(const json& in, const char* key, int least, int most) {
  const auto found = in.find(key);
  if (found == in.end() || !found->is_array() || found->size() != N) return std::nullopt;
  std::array<int, N> out{};
  for (std::size_t i = 0; i < N; ++i) {
    const json& each = (*found)[i];
    if (!each.is_number_integer() || (each.is_number_unsigned() && each.get<std::uint64_t>() > 1'000'000)) return std::nullopt;
    const auto value = each.get<std::int64_t>();
    if (value < least || value > most) return std::nullopt;
    out[i] = static_cast<int>(value);
  }
  return out;
}

void take_trial(const json& in, KernelTrial& trial) {
  const auto form = numbers<3>(in, "trial_form", 0, 5);
  const auto found = in.find("trial");
  if (!form || found == in.end() || !found->is_array()) return;
  const auto [size, stride, padding] = *form;
  if ((size != 3 && size != 5) || stride < 1 || stride > 3 || padding > 2 || found->size() != static_cast<std::size_t>(size * size)) return;
  std::vector<double> cells;
  for (const json& cell : *found) {
    if (!cell.is_number() || !std::isfinite(cell.get<double>()) || std::abs(cell.get<double>()) > kLargestTried) return;
    cells.push_back(cell.get<double>());
  }
  trial.size = size, trial.stride = stride, trial.padding = padding, trial.cells = std::move(cells);
}

}  // namespace

void place_to_json(json& out, const Hand& hand) {
  const WindowPlace& at = hand.window;
  out["depth"] = {static_cast<int>(hand.depth)};
  out["window"] = {at.layer, at.filter, at.channel, at.row, at.column};
  if (hand.confused.exists()) out["confused"] = {hand.confused.row, hand.confused.column};
  out["trial_form"] = {hand.trial.size, hand.trial.stride, hand.trial.padding};
  out["trial"] = hand.trial.cells;
}

void place_from_json(const json& in, Hand& hand) {
  if (const auto depth = numbers<1>(in, "depth", 0, 3)) hand.depth = static_cast<Depth>((*depth)[0]);
  if (const auto at = numbers<5>(in, "window", 0, 1000)) hand.window = {std::clamp((*at)[0], 1, 2), (*at)[1], (*at)[2], (*at)[3], (*at)[4]};   // a view takes it onto the network that is there
  if (const auto cell = numbers<2>(in, "confused", 0, kClasses - 1)) hand.confused = {(*cell)[0], (*cell)[1]};
  take_trial(in, hand.trial);
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
