#include "ui/anchor.hpp"

#include <cstdio>

namespace epochs::ui {

void AnchorRegistry::begin_frame() {
  last_.swap(current_);
  current_.clear();
}

void AnchorRegistry::add(std::string_view id, Rect area) { current_.insert_or_assign(std::string(id), area); }

std::optional<Rect> AnchorRegistry::find(std::string_view id) const {
  if (const auto found = current_.find(id); found != current_.end()) return found->second;
  if (const auto found = last_.find(id); found != last_.end()) return found->second;
  return std::nullopt;
}

std::string AnchorRegistry::to_json() const {
  std::string out = "{";
  for (const auto& [id, r] : last_) {
    out += out.size() > 1 ? ",\"" : "\"";
    for (const char c : id) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    char numbers[100];
    std::snprintf(numbers, sizeof numbers, "\":[%.1f,%.1f,%.1f,%.1f]", static_cast<double>(r.x), static_cast<double>(r.y), static_cast<double>(r.w),
                  static_cast<double>(r.h));
    out += numbers;
  }
  return out + "}";
}

}  // namespace epochs::ui
