#include "app/commands/progress_bar.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <string>

namespace epochs::app {

ProgressBar::ProgressBar(std::ostream& error) : error_(error), terminal_(&error == &std::cerr && isatty(STDERR_FILENO) == 1) {}

void ProgressBar::show(double share, std::string_view label) {
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  constexpr int kWidth = 30;
  const int full = static_cast<int>(std::lround(kWidth * std::clamp(std::isfinite(share) ? share : 0.0, 0.0, 1.0)));
  error_ << "\r\x1b[K[" << std::string(static_cast<std::size_t>(full), '#') << std::string(static_cast<std::size_t>(kWidth - full), '.') << "] " << label << std::flush;
  drawn_ = true;
}

void ProgressBar::clear() {
  if (drawn_) error_ << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

}  // namespace epochs::app
