// The learner's drawing in a saved lesson: [{"pen":696,"path":[x,y,x,y,…]},…] in whole steps of the pad's grid.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "pad.hpp"

namespace epochs::cnn_view {

nlohmann::json drawing_to_json(const std::vector<data::Stroke>& strokes);
std::optional<std::vector<data::Stroke>> drawing_from_json(const nlohmann::json& json);   // of anything; nothing when it is no drawing of the pad's

}  // namespace epochs::cnn_view
