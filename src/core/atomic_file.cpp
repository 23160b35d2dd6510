#include "core/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace epochs {
namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

}  // namespace

Result<void> write_atomically(const std::filesystem::path& file, std::string_view bytes, Readers readers) {
  const auto fault = [&](int code) {
    return Error{"The file " + file.string() + " cannot be written (" + std::strerror(code) + "); what was there before is kept.",
                 "文件 " + file.string() + " 无法写入（" + std::strerror(code) + "），原有内容保留。"};
  };
  std::error_code made;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), made);
  if (made) return fault(made.value());
  std::string beside = file.string() + ".XXXXXX";   // in the same folder: rename() stays within one disk
  const int descriptor = ::mkstemp(beside.data());
  if (descriptor < 0) return fault(errno);
  const bool complete = write_all(descriptor, bytes) && (readers == Readers::Owner || ::fchmod(descriptor, 0644) == 0);
  const int code = errno;
  if (::close(descriptor) == 0 && complete && ::rename(beside.c_str(), file.c_str()) == 0) return {};
  const int last = complete ? errno : code;
  ::unlink(beside.c_str());
  return fault(last);
}

}  // namespace epochs
