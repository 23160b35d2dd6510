#include "core/check.hpp"

#include <cstring>

namespace epochs {

void check_failed(const char* condition, const char* file, int line, const std::string& message) {
  const char* slash = std::strrchr(file, '/');
  throw CheckFailed(message + " (" + condition + ", " + (slash ? slash + 1 : file) + ":" + std::to_string(line) + ")");
}

}  // namespace epochs
