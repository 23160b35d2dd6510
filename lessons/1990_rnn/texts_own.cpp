// The learner's own text: pasted, or a file read piece by piece.
#include <filesystem>

#include "data/text_file.hpp"
#include "text_builder.hpp"

namespace epochs::recurrent {

Result<std::shared_ptr<const Text>> own_text(std::string_view pasted) {
  if (pasted.size() > kMostPasted) return Error{"The pasted text is longer than 2 MB; save it as a file and drop that on the window.", "粘贴的文本超过 2 MB；请存成文件，再把文件拖到窗口上。"};
  const Result<std::string> text = data::text_of_bytes(pasted, "the pasted text");
  if (!text) return text.failure();
  return text_of(Source::Own, text.value());
}

Result<std::shared_ptr<const Text>> own_text_file(const std::string& path) {
  Result<data::TextStream> stream = data::TextStream::open(path);
  if (!stream) return stream.failure();
  TextBuilder builder;
  while (!builder.full()) {
    const Result<std::string> piece = stream.value().next();
    if (!piece) return piece.failure();
    if (piece.value().empty()) break;
    builder.take(piece.value());
  }
  return builder.finish(Source::Own, std::filesystem::path(path).filename().string());
}

}  // namespace epochs::recurrent
