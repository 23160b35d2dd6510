// The learner's own text: pasted, or a file read piece by piece.
#include <algorithm>
#include <filesystem>
#include <utility>

#include "data/text_file.hpp"
#include "sentences.hpp"

namespace epochs::word2vec {

// A part of OwnTextReader::State, which has a name outside this file.
struct Gathering {
  TextBuilder builder;
  SentenceCutter cutter{chinese_of(Source::Own), [this](const std::string& word) { builder.add(word); }, [this] { builder.end_sentence(); }};
};

Result<std::shared_ptr<const Text>> own_text(std::string_view pasted) {
  if (pasted.size() > kMostPasted) return Error{"The pasted text is longer than 2 MB; save it as a file and drop that on the window.", "粘贴的文本超过 2 MB；请存成文件，再把文件拖到窗口上。"};
  Gathering gathering;
  const Result<std::string> text = data::text_of_bytes(pasted, "the pasted text");
  if (!text) return text.failure();
  gathering.cutter.take(text.value());
  gathering.cutter.finish();
  return gathering.builder.finish(Source::Own);
}

struct OwnTextReader::State {
  std::string path;
  data::TextStream stream;
  Gathering gathering;
  Extent extent = Extent::Whole;
};

OwnTextReader::OwnTextReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
OwnTextReader::OwnTextReader(OwnTextReader&&) noexcept = default;
OwnTextReader& OwnTextReader::operator=(OwnTextReader&&) noexcept = default;
OwnTextReader::~OwnTextReader() = default;

Result<OwnTextReader> OwnTextReader::open(const std::string& path) {
  Result<data::TextStream> stream = data::TextStream::open(path);
  if (!stream) return stream.failure();
  return OwnTextReader(std::unique_ptr<State>(new State{path, std::move(stream).value(), {}, Extent::Whole}));
}

Result<bool> OwnTextReader::go_on() {
  State& s = *state_;
  if (s.gathering.builder.full() && s.stream.done() < s.stream.size()) {
    s.extent = Extent::Beginning;
    return true;
  }
  const Result<std::string> piece = s.stream.next();
  if (!piece) return piece.failure();
  if (piece.value().empty()) return true;
  s.gathering.cutter.take(piece.value());
  return false;
}

double OwnTextReader::share() const {
  const double read = static_cast<double>(state_->stream.done()) / std::max(1.0, static_cast<double>(state_->stream.size()));
  return std::max(read, state_->gathering.builder.filled());
}

Result<std::shared_ptr<const Text>> OwnTextReader::finish() {
  state_->gathering.cutter.finish();
  return state_->gathering.builder.finish(Source::Own, std::filesystem::path(state_->path).filename().string(), state_->extent);
}

Result<std::shared_ptr<const Text>> own_text_file(const std::string& path) {
  Result<OwnTextReader> reader = OwnTextReader::open(path);
  if (!reader) return reader.failure();
  for (;;) {
    const Result<bool> done = reader.value().go_on();
    if (!done) return done.failure();
    if (done.value()) return reader.value().finish();
  }
}

}  // namespace epochs::word2vec
