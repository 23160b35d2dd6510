#include "own_reading.hpp"

#include <algorithm>
#include <filesystem>

namespace epochs::recurrent {

Result<OwnReading> OwnReading::open(const std::string& path) {
  Result<data::TextStream> stream = data::TextStream::open(path);
  if (!stream) return stream.failure();
  return OwnReading(path, std::move(stream).value());
}

std::optional<Result<std::shared_ptr<const Text>>> OwnReading::go_on(std::chrono::microseconds slice) {
  const auto until = std::chrono::steady_clock::now() + slice;
  do {
    if (builder_.full()) return builder_.finish(Source::Own, name());
    const Result<std::string> piece = stream_.next();
    if (!piece) return Result<std::shared_ptr<const Text>>(piece.failure());
    if (piece.value().empty()) return builder_.finish(Source::Own, name());
    builder_.take(piece.value());
  } while (std::chrono::steady_clock::now() < until);
  return std::nullopt;
}

std::string OwnReading::name() const { return std::filesystem::path(path_).filename().string(); }
double OwnReading::share() const { return std::clamp(static_cast<double>(stream_.done()) / std::max(1.0, static_cast<double>(stream_.size())), 0.0, 1.0); }

}  // namespace epochs::recurrent
