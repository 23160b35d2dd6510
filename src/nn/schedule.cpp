#include "nn/schedule.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::array<std::string_view, 4> kScheduleNames = {"constant", "step", "cosine", "transformer"};

double cosine(const Schedule& schedule, long update) {
  const long length = std::max(1L, schedule.length - schedule.warm_up);
  const double done = std::clamp(static_cast<double>(update - schedule.warm_up) / static_cast<double>(length), 0.0, 1.0);
  return schedule.floor + (schedule.rate - schedule.floor) * 0.5 * (1 + std::cos(std::numbers::pi * done));
}

}  // namespace

double rate_at(const Schedule& schedule, long update) {
  const double t = static_cast<double>(update + 1), warm_up = static_cast<double>(schedule.warm_up);
  if (update < schedule.warm_up) return schedule.rate * t / warm_up;
  switch (schedule.kind) {
    case ScheduleKind::Constant: return schedule.rate;
    case ScheduleKind::Step: return schedule.rate * std::pow(schedule.factor, static_cast<double>(update / std::max(1L, schedule.interval)));
    case ScheduleKind::Cosine: return cosine(schedule, update);
    case ScheduleKind::Transformer: return schedule.rate * std::sqrt(std::max(1.0, warm_up) / t);
  }
  return schedule.rate;
}

std::string_view name_of(ScheduleKind kind) { return kScheduleNames[static_cast<std::size_t>(kind)]; }

std::optional<ScheduleKind> find_schedule(std::string_view name) {
  for (std::size_t i = 0; i < kScheduleNames.size(); ++i)
    if (kScheduleNames[i] == name) return static_cast<ScheduleKind>(i);
  return std::nullopt;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
