#include "core/assets.hpp"

#include <algorithm>
#include <map>

namespace epochs::assets {
namespace {

std::map<std::string_view, std::string_view, std::less<>>& registry() {
  static std::map<std::string_view, std::string_view, std::less<>> entries;
  return entries;
}

}  // namespace

void add(const Table& table) {
  for (const Entry& entry : table)
    registry()[entry.name] = {reinterpret_cast<const char*>(entry.begin), static_cast<std::size_t>(entry.end - entry.begin)};
}

std::optional<std::string_view> find(std::string_view name) {
  const auto found = registry().find(name);
  if (found == registry().end()) return std::nullopt;
  return found->second;
}

std::vector<std::string_view> list(std::string_view prefix) {
  std::vector<std::string_view> names;
  for (auto it = registry().lower_bound(prefix); it != registry().end() && it->first.starts_with(prefix); ++it) names.push_back(it->first);
  return names;
}

}  // namespace epochs::assets
