#include "reading.hpp"

#include <utility>

#include "files.hpp"

namespace epochs::word2vec {
namespace {

constexpr std::size_t kVectorSlice = std::size_t{1} << 18u;      // bytes

}  // namespace

Result<FileReading> FileReading::open(const std::string& path) {
  const Result<FileKind> kind = kind_of_file(path);
  if (!kind) return kind.failure();
  if (kind.value() == FileKind::Text) {
    auto reader = OwnTextReader::open(path);
    if (!reader) return reader.failure();
    return FileReading(path, std::move(reader).value());
  }
  if (is_projector_table(path)) return FileReading(path, Pair{});
  auto reader = data::VectorReader::open(path);
  if (!reader) return reader.failure();
  return FileReading(path, std::move(reader).value());
}

std::optional<Result<Command>> FileReading::slice() {
  if (auto* text = std::get_if<OwnTextReader>(&reader_)) {
    const Result<bool> done = text->go_on();
    if (!done) return Result<Command>(done.failure());
    if (!done.value()) return std::nullopt;
    auto whole = text->finish();
    if (!whole) return Result<Command>(whole.failure());
    return Result<Command>(Command(UseText{std::move(whole).value(), path_, "", Source::Own}));
  }
  auto* vectors = std::get_if<data::VectorReader>(&reader_);
  if (!vectors) return command_for_file(path_);
  const Result<bool> done = vectors->go_on(kVectorSlice);
  if (!done) return Result<Command>(done.failure());
  if (!done.value()) return std::nullopt;
  return Result<Command>(Command(UseVectors{std::make_shared<const data::WordVectors>(vectors->take()), path_}));
}

std::optional<Result<Command>> FileReading::go_on(std::chrono::microseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  do {
    if (auto end = slice()) return end;
  } while (std::chrono::steady_clock::now() < until);
  return std::nullopt;
}

double FileReading::share() const {
  if (const auto* text = std::get_if<OwnTextReader>(&reader_)) return text->share();
  const auto* vectors = std::get_if<data::VectorReader>(&reader_);
  return vectors ? vectors->share() : 0;
}

}  // namespace epochs::word2vec
