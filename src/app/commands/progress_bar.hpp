// A line on the terminal that says how far a long command is; silent when the stream is no terminal.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string_view>

namespace epochs::app {

class ProgressBar {
 public:
  explicit ProgressBar(std::ostream& error);
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(double share, std::string_view label);   // 0 … 1; drawn at most ten times a second
  void clear();

 private:
  std::ostream& error_;
  bool terminal_ = false, drawn_ = false;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace epochs::app
