#include "app/handout.hpp"

#include <nlohmann/json.hpp>

namespace epochs::app {
namespace {

std::set<std::string> words(const nlohmann::json& state, const char* key) {
  std::set<std::string> out;
  const auto found = state.find(key);
  if (found == state.end() || !found->is_array()) return out;
  for (const auto& item : *found)
    if (item.is_string() && out.size() < 64) out.insert(item.get<std::string>());
  return out;
}

}  // namespace

Access Handout::access(std::string_view control) const {
  const std::string name(control);
  return hidden.contains(name) ? Access::Hidden : locked.contains(name) ? Access::Locked : Access::Free;
}

void Handout::set(std::string_view control, Access access) {
  const std::string name(control);
  hidden.erase(name);
  locked.erase(name);
  if (access == Access::Hidden) hidden.insert(name);
  if (access == Access::Locked) locked.insert(name);
}

Handout handout_from_json(const nlohmann::json& state) {
  if (!state.is_object()) return {};
  return {words(state, "hidden"), words(state, "locked")};
}

void handout_to_json(nlohmann::json& state, const Handout& handout) {
  state["hidden"] = handout.hidden;
  state["locked"] = handout.locked;
}

}  // namespace epochs::app
