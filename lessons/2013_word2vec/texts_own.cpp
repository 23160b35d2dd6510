// The learner's own text: pasted, or a file read piece by piece.
#include <filesystem>
#include <utility>

#include "data/text_file.hpp"
#include "sentences.hpp"

namespace epochs::word2vec {
namespace {

struct Gathering {
  TextBuilder builder;
  SentenceCutter cutter{chinese_of(Source::Own), [this](const std::string& word) { builder.add(word); }, [this] { builder.end_sentence(); }};
};

}  // namespace

Result<std::shared_ptr<const Text>> own_text(std::string_view pasted) {
  if (pasted.size() > kMostPasted) return Error{"The pasted text is longer than 2 MB; save it as a file and drop that on the window.", "粘贴的文本超过 2 MB；请存成文件，再把文件拖到窗口上。"};
  Gathering gathering;
  const Result<std::string> text = data::text_of_bytes(pasted, "the pasted text");
  if (!text) return text.failure();
  gathering.cutter.take(text.value());
  gathering.cutter.finish();
  return gathering.builder.finish(Source::Own);
}

Result<std::shared_ptr<const Text>> own_text_file(const std::string& path) {
  Result<data::TextStream> stream = data::TextStream::open(path);
  if (!stream) return stream.failure();
  Gathering gathering;
  Extent extent = Extent::Whole;
  for (;;) {
    const Result<std::string> piece = stream.value().next();
    if (!piece) return piece.failure();
    if (piece.value().empty()) break;
    if (gathering.builder.full()) {
      extent = Extent::Beginning;
      break;
    }
    gathering.cutter.take(piece.value());
  }
  gathering.cutter.finish();
  auto text = gathering.builder.finish(Source::Own, std::filesystem::path(path).filename().string());
  if (!text || extent == Extent::Whole) return text;
  auto beginning = std::make_shared<Text>(*text.value());
  beginning->extent = extent;
  return std::shared_ptr<const Text>(std::move(beginning));
}

}  // namespace epochs::word2vec
