#include "data/corpora.hpp"

#include <cstdint>
#include <fstream>
#include <system_error>

#include "core/check.hpp"
#include "core/text.hpp"
#include "data/gz.hpp"
#include "data/lzw.hpp"
#include "data/r_data.hpp"

namespace epochs::data {
namespace {

Error corpus_fault(const std::string& file, const LocalizedText& what) {
  return {file + ": " + what.english + "; fetch it again with tools/setup.sh --data.", file + "：" + what.chinese + "；请用 tools/setup.sh --data 重新下载。"};
}

std::uint32_t big(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8u | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

Result<std::string> corpus_bytes(const std::filesystem::path& path) {
  const std::string name = path.string();
  std::error_code fault;
  if (!std::filesystem::is_regular_file(path, fault)) return corpus_fault(name, {"there is no such file", "没有这个文件"});
  const std::uintmax_t size = std::filesystem::file_size(path, fault);
  if (fault || size > kMostCorpusBytes) return corpus_fault(name, {"the file is larger than 32 MiB", "文件超过 32 MiB"});
  std::ifstream in(path, std::ios::binary);
  std::string out(static_cast<std::size_t>(size), '\0');
  if (!in || (size > 0 && !in.read(out.data(), static_cast<std::streamsize>(size)))) return corpus_fault(name, {"the file cannot be read", "无法读取这个文件"});
  return out;
}

Result<Novel> novel_at(const std::string& name, const RValue& place, std::string_view blocks, const std::string& file) {
  if (place.numbers.size() != 2) return corpus_fault(file, {"the index does not say where " + name + " lies", "索引没有说明 " + name + " 的位置"});
  const auto at = static_cast<std::size_t>(static_cast<std::uint32_t>(place.numbers[0])), length = static_cast<std::size_t>(static_cast<std::uint32_t>(place.numbers[1]));
  if (length < 4 || at > blocks.size() || length > blocks.size() - at) return corpus_fault(file, {name + " lies beyond the end of the file", name + " 的位置超出文件末尾"});
  const std::size_t size = big(blocks, at);
  if (size > kMostCorpusBytes) return corpus_fault(file, {name + " is larger than 32 MiB", name + " 超过 32 MiB"});
  const Result<std::string> unpacked = unpack_zlib(blocks.substr(at + 4, length - 4), size, file);
  if (!unpacked) return unpacked.failure();
  const Result<RValue> lines = parse_r_value(unpacked.value(), file);
  if (!lines) return lines.failure();
  Novel out{name, {}};
  for (const std::string& line : lines.value().texts) out.text += line + "\n";
  if (out.text.empty() || !is_valid_utf8(out.text)) return corpus_fault(file, {name + " holds no text in UTF-8", name + " 中没有 UTF-8 文本"});
  return out;
}

// Without ESC [ … letter.
std::string without_colours(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b' || i + 1 == text.size() || text[i + 1] != '[') {
      out += text[i];
      continue;
    }
    for (i += 2; i < text.size() && (text[i] < '@' || text[i] > '~') && text[i] != '\n';) ++i;
  }
  return out;
}

}  // namespace

Result<std::vector<Novel>> parse_novels(std::string_view index, std::string_view blocks, const std::string& file) {
  const Result<std::string> unpacked = unpack_gz(index, std::size_t{1} << 20u, file);
  if (!unpacked) return unpacked.failure();
  const Result<RValue> read = parse_r_value(unpacked.value(), file);
  if (!read) return read.failure();
  const RValue* places = read.value().find("variables");
  if (!places || places->items.empty() || places->names.size() != places->items.size()) return corpus_fault(file, {"the index names no texts", "索引中没有文本"});
  std::vector<Novel> out;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < places->items.size(); ++i) {
    Result<Novel> novel = novel_at(places->names[i], places->items[i], blocks, file);
    if (!novel) return novel.failure();
    bytes += novel.value().text.size();
    if (bytes > kMostCorpusBytes) return corpus_fault(file, {"the texts together are larger than 32 MiB", "全部文本超过 32 MiB"});
    out.push_back(std::move(novel).value());
  }
  return out;
}

Result<std::string> parse_bible(std::string_view bytes, const std::string& file) {
  constexpr std::size_t kSize = 84, kTable = 92;      // where the head says: bytes in a window, how many windows, where each begins
  const Error other = corpus_fault(file, {"it is not the text that the package bible-kjv-text carries", "这不是软件包 bible-kjv-text 中的文本"});
  if (!bytes.starts_with("EC02") || bytes.size() < kTable + 8) return other;
  const std::size_t size = big(bytes, kSize), count = big(bytes, kSize + 4);
  if (size == 0 || count == 0 || count > 4096 || size > kMostCorpusBytes / count || kTable + 4 * (count + 1) > bytes.size()) return other;
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t from = big(bytes, kTable + 4 * i), to = big(bytes, kTable + 4 * (i + 1));
    const auto window = from <= to && to <= bytes.size() ? unpack_lzw(bytes.substr(from, to - from), size) : std::nullopt;
    if (!window || (i + 1 < count && window->size() != size)) return corpus_fault(file, {"part " + std::to_string(i + 1) + " is damaged or cut off", "第 " + std::to_string(i + 1) + " 部分已损坏或不完整"});
    out += *window;
  }
  if (!is_valid_utf8(out)) return corpus_fault(file, {"the text is not UTF-8", "文本不是 UTF-8"});
  return out;
}

std::string verses_of(std::string_view bible) {
  std::string out;
  for (const std::string_view line : split(bible, '\n')) {
    const std::size_t space = line.find(' ');
    if (space != std::string_view::npos && line.substr(0, space).find(':') != std::string_view::npos) out += std::string(line.substr(space + 1)) + "\n";      // else the heading
  }
  return out;
}

Result<std::vector<Poem>> parse_poems(std::string_view text, const std::string& file) {
  if (text.size() > kMostCorpusBytes) return corpus_fault(file, {"the file is larger than 32 MiB", "文件超过 32 MiB"});
  if (!is_valid_utf8(text)) return corpus_fault(file, {"the text is not UTF-8", "文本不是 UTF-8"});
  constexpr std::string_view kOpen = "《", kClose = "》", kAuthor = "作者：";
  std::vector<Poem> out(1);
  const std::string plain = without_colours(text);
  for (std::string_view line : split(plain, '\n')) {
    line = trim(line);
    Poem& poem = out.back();
    if (line == "%") out.emplace_back();
    else if (poem.title.empty() && poem.text.empty() && line.starts_with(kOpen) && line.ends_with(kClose)) poem.title = line.substr(kOpen.size(), line.size() - kOpen.size() - kClose.size());
    else if (poem.author.empty() && poem.text.empty() && line.starts_with(kAuthor)) poem.author = line.substr(kAuthor.size());
    else if (!line.empty()) poem.text += std::string(line) + "\n";
  }
  std::erase_if(out, [](const Poem& poem) { return poem.text.empty(); });
  if (out.empty()) return corpus_fault(file, {"it holds no poems", "其中没有诗"});
  return out;
}

Result<std::string> read_corpus(std::string_view id, const std::filesystem::path& path) {
  EPOCHS_CHECK(id == "austen" || id == "bible" || id == "tang300", "there is no corpus " + std::string(id));
  const Result<std::string> bytes = corpus_bytes(path);
  if (!bytes) return bytes.failure();
  const std::string file = path.filename().string();
  std::string out;
  if (id == "bible") {
    const Result<std::string> bible = parse_bible(bytes.value(), file);
    if (!bible) return bible.failure();
    return verses_of(bible.value());
  }
  if (id == "tang300") {
    const Result<std::vector<Poem>> poems = parse_poems(bytes.value(), file);
    if (!poems) return poems.failure();
    for (const Poem& poem : poems.value()) out += (out.empty() ? "" : "\n") + poem.text;
    return out;
  }
  const Result<std::string> index = corpus_bytes(std::filesystem::path(path).replace_extension(".rdx"));
  if (!index) return index.failure();
  const Result<std::vector<Novel>> novels = parse_novels(index.value(), bytes.value(), file);
  if (!novels) return novels.failure();
  for (const Novel& novel : novels.value()) out += (out.empty() ? "" : "\n") + novel.text;
  return out;
}

}  // namespace epochs::data
