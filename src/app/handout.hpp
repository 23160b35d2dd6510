// What a teacher hides or locks in the state that is handed to a class. A lock is a courtesy for the lesson, not a secret: the
// settings can free all controls again.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>

#include "core/text.hpp"

namespace epochs::app {

enum class Access { Free, Locked, Hidden };

struct Handout {
  std::set<std::string> hidden, locked;   // names as in kHandoutControls; unknown ones are kept and mean nothing

  Access access(std::string_view control) const;
  void set(std::string_view control, Access access);
  bool shows(std::string_view control) const { return access(control) != Access::Hidden; }
  bool allows(std::string_view control) const { return access(control) == Access::Free; }
  bool empty() const { return hidden.empty() && locked.empty(); }
  bool operator==(const Handout&) const = default;
};

struct HandoutControl {
  std::string_view name;
  Localized label;
  bool can_lock, can_hide;
};
inline constexpr std::array<HandoutControl, 6> kHandoutControls{{
    {"settings", {"Settings of the model", "模型设置"}, true, true},
    {"stage", {"Editing in the pictures", "在图上编辑"}, true, false},
    {"training", {"Training controls", "训练控件"}, true, true},
    {"number", {"How a number was computed", "数的来历"}, false, true},
    {"code", {"The code", "代码"}, false, true},
    {"claim", {"“Prove it”", "“证明给我看”"}, false, true},
}};

Handout handout_from_json(const nlohmann::json& state);          // what is not a list of words is passed over
void handout_to_json(nlohmann::json& state, const Handout& handout);

}  // namespace epochs::app
