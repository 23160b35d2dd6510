#include "ui/focus.hpp"

#include <algorithm>

namespace epochs::ui {

void FocusRing::begin_frame(std::span<const KeyPress> keys, const Pointer& pointer) {
  last_order_.swap(order_);
  order_.clear();
  activated_ = false;
  was_typing_ = typing_;
  typing_ = false;
  was_browsing_ = browsing_;
  browsing_ = false;
  if (pointer.pressed) visible_ = false;
  for (const KeyPress& press : keys) {
    if (press.key == Key::Tab) move(press.shift ? -1 : 1);
    if (visible_ && !current_.empty() && (press.key == Key::Enter || (press.key == Key::Space && !was_typing_))) activated_ = true;
  }
}

bool FocusRing::add(std::string_view id) {
  if (!restriction_.empty() && !id.starts_with(restriction_)) return false;
  order_.emplace_back(id);
  return has(id);
}

bool FocusRing::activated(std::string_view id) const { return activated_ && has(id); }

bool FocusRing::on_control() const {
  const auto drawn = [&](const std::vector<std::string>& order) { return std::find(order.begin(), order.end(), current_) != order.end(); };
  return visible_ && !current_.empty() && (drawn(last_order_) || drawn(order_));
}

void FocusRing::move(int direction) {
  visible_ = true;
  if (last_order_.empty()) return;
  const auto found = std::find(last_order_.begin(), last_order_.end(), current_);
  const auto count = static_cast<long>(last_order_.size());
  const long at = found == last_order_.end() ? (direction > 0 ? -1 : count) : found - last_order_.begin();
  const long next = at + direction;
  current_ = next < 0 || next >= count ? std::string() : last_order_[static_cast<std::size_t>(next)];
}

}  // namespace epochs::ui
