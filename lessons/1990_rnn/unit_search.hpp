// What a hidden unit follows, by asking every one of them: the correlation of each unit's values along a text with something that can be said of each place of it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "view_state.hpp"

namespace epochs::recurrent {

// A number for each place of the text; Lively has none. `symbols`: the text as it was read.
std::vector<double> property_along(UnitOrder order, std::span<const std::string> symbols);

// Pearson's r of a unit's column with the property, 0 where one of them stands still.
double correlation(ConstMatrix states, Index unit, std::span<const double> property);

// One score for each unit: r, or of Lively the standard deviation.
std::vector<double> score_units(ConstMatrix states, UnitOrder order, std::span<const std::string> symbols);
int strongest_unit(std::span<const double> scores);        // by size; 0 of none

}  // namespace epochs::recurrent
