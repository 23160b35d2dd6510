// The caller's faults: wrong shape, index out of range. Always on; throws with file and line.
// The world's faults (files, parsing, devices) are core/result.hpp.
#pragma once

#include <stdexcept>
#include <string>

namespace epochs {

class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void check_failed(const char* condition, const char* file, int line, const std::string& message);

}  // namespace epochs

// EPOCHS_CHECK(a.cols() == b.rows(), "product: inner sizes differ")
#define EPOCHS_CHECK(condition, message) \
  do {                                   \
    if (!(condition)) ::epochs::check_failed(#condition, __FILE__, __LINE__, (message)); \
  } while (false)
