// The learning rate as a function of the update. Set optimizer.settings.learning_rate = rate_at(schedule, update) before each step.
#pragma once

#include <optional>
#include <string_view>

#include "core/real.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// Constant: η.   Step: η · factor^⌊t / interval⌋.   Cosine: from η down to `floor` over `length` updates.
// Transformer: rises linearly for `warm_up` updates, then falls with 1/√t; its peak is η (Vaswani
// et al. 2017, section 5.3, scaled). The others, too, rise linearly over their first `warm_up` updates when that is > 0.
enum class ScheduleKind { Constant, Step, Cosine, Transformer };

struct Schedule {
  ScheduleKind kind = ScheduleKind::Constant;
  double rate = 0.1;           // η, the highest rate
  long warm_up = 0;            // updates
  long interval = 1000;        // Step
  double factor = 0.5;         // Step
  long length = 1000;          // Cosine, warm-up included
  double floor = 0;            // Cosine
};

double rate_at(const Schedule& schedule, long update);            // update ≥ 0: 0 is the first
std::string_view name_of(ScheduleKind kind);                      // "constant", "step", "cosine", "transformer"
std::optional<ScheduleKind> find_schedule(std::string_view name);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
