#include "data/vocabulary_file.hpp"

#include <charconv>
#include <cstdio>
#include <set>

#include "core/text.hpp"

namespace epochs::data {
namespace {

constexpr std::string_view kHeading = "#epochs vocabulary: ", kBytePairs = "byte_pairs";
constexpr std::string_view kKinds[] = {"characters", "words", "listed"};      // as PieceKind
constexpr std::size_t kMostLines = 1'000'000, kMostFileMerges = 100'000, kMostTokenBytes = 1024;

Error vocabulary_fault(const std::string& file, std::size_t line, const LocalizedText& what) {
  const std::string at = file + ":" + std::to_string(line);
  return {at + ": " + what.english + ".", at + "：" + what.chinese + "。"};
}

std::string escaped(std::string_view piece) {
  std::string out;
  for (const std::string_view character : split_characters(piece)) {
    const auto byte = static_cast<unsigned char>(character.front());
    if (character == "\n") out += "\\n";
    else if (character == "\r") out += "\\r";
    else if (character == "\t") out += "\\t";
    else if (character == "\\") out += "\\\\";
    else if (byte >= 32 && byte != 127 && is_valid_utf8(character)) out += character;
    else {
      char code[8];
      std::snprintf(code, sizeof code, "\\x%02X", static_cast<unsigned>(byte));
      out += code;
    }
  }
  return out;
}

// False where a backslash begins nothing that is known.
bool unescape(std::string_view line, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\') {
      out += line[i];
      continue;
    }
    const char kind = ++i < line.size() ? line[i] : '\0';
    if (kind == 'n') out += '\n';
    else if (kind == 'r') out += '\r';
    else if (kind == 't') out += '\t';
    else if (kind == '\\') out += '\\';
    else if (kind == 'x' && i + 2 < line.size()) {
      unsigned byte = 0;
      const auto [end, fault] = std::from_chars(line.data() + i + 1, line.data() + i + 3, byte, 16);
      if (fault != std::errc() || end != line.data() + i + 3) return false;
      out += static_cast<char>(byte);
      i += 2;
    } else return false;
  }
  return true;
}

// The lines behind the heading; the last must end.
std::vector<std::string_view> lines_behind(std::string_view text) {
  std::vector<std::string_view> lines = epochs::split(text, '\n');
  if (!lines.empty()) lines.erase(lines.begin());
  if (!lines.empty()) lines.pop_back();
  return lines;
}

PieceTokenizer::Split split_of(PieceKind kind, const std::vector<std::string>& pieces) {
  if (kind == PieceKind::Characters) return split_characters;
  if (kind == PieceKind::Words) return [](std::string_view text) { return split_words(text); };
  return [list = WordList(pieces)](std::string_view text) { return list.split(text); };
}

Result<std::unique_ptr<Tokenizer>> parse_pieces(PieceKind kind, std::string_view text, const std::string& file) {
  std::vector<std::string> pieces;
  std::set<std::string, std::less<>> known;
  std::string piece;
  for (const std::string_view line : lines_behind(text)) {
    const std::size_t number = pieces.size() + 2;
    if (number > kMostLines) return vocabulary_fault(file, number, {"there are more than a million pieces", "词条超过一百万个"});
    if (line.empty()) return vocabulary_fault(file, number, {"the line is empty; a line break is written \\n", "这一行是空的；换行应写作 \\n"});
    if (!is_valid_utf8(line)) return vocabulary_fault(file, number, {"the line is not UTF-8; write such bytes as \\xE7", "这一行不是 UTF-8；这样的字节应写作 \\xE7"});
    if (!unescape(line, piece)) return vocabulary_fault(file, number, {"a backslash stands before something other than n, r, t, \\ or x and two hexadecimal digits", "反斜杠后面应为 n、r、t、\\，或 x 加两位十六进制数"});
    if (piece.size() > kMostTokenBytes) return vocabulary_fault(file, number, {"the piece is longer than 1,024 bytes", "词条超过 1,024 字节"});
    if (!known.insert(piece).second) return vocabulary_fault(file, number, {"the piece is there twice", "词条重复"});
    pieces.push_back(piece);
  }
  PieceTokenizer::Split split = split_of(kind, pieces);
  return std::unique_ptr<Tokenizer>(new PieceTokenizer(std::move(split), std::move(pieces)));
}

bool parse_merge(std::string_view line, BytePairTokenizer::Merge& merge) {
  const std::vector<std::string_view> parts = epochs::split(line, ' ');
  if (parts.size() != 3) return false;
  const auto whole = [](std::string_view part, auto& value) {
    const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), value);
    return fault == std::errc() && end == part.data() + part.size() && !part.empty();
  };
  return whole(parts[0], merge.left) && whole(parts[1], merge.right) && whole(parts[2], merge.count);
}

Result<std::unique_ptr<Tokenizer>> parse_merges(std::string_view text, const std::string& file) {
  std::vector<BytePairTokenizer::Merge> merges;
  std::vector<std::size_t> lengths(256, 1);
  std::set<std::pair<int, int>> known;
  for (const std::string_view line : lines_behind(text)) {
    const std::size_t number = merges.size() + 2;
    const auto size = static_cast<int>(lengths.size());
    BytePairTokenizer::Merge merge;
    if (merges.size() == kMostFileMerges) return vocabulary_fault(file, number, {"there are more than 100,000 merges", "合并超过 100,000 次"});
    if (!parse_merge(line, merge) || merge.count < 0) return vocabulary_fault(file, number, {"expected three whole numbers: left id, right id, count", "应为三个整数：左编号、右编号、次数"});
    if (merge.left < 0 || merge.left >= size || merge.right < 0 || merge.right >= size)
      return vocabulary_fault(file, number, {"it names a token that does not exist yet; the ids so far end at " + std::to_string(size - 1), "其中的标记还不存在；目前编号到 " + std::to_string(size - 1) + " 为止"});
    if (!known.emplace(merge.left, merge.right).second) return vocabulary_fault(file, number, {"the same pair stands on an earlier line", "这一对在前面的行中已经出现"});
    lengths.push_back(lengths[static_cast<std::size_t>(merge.left)] + lengths[static_cast<std::size_t>(merge.right)]);
    if (lengths.back() > kMostTokenBytes) return vocabulary_fault(file, number, {"it makes a token of more than 1,024 bytes", "合并后的标记超过 1,024 字节"});
    merges.push_back(merge);
  }
  return std::unique_ptr<Tokenizer>(new BytePairTokenizer(std::move(merges)));
}

}  // namespace

std::string vocabulary_text(const PieceTokenizer& tokenizer, PieceKind kind) {
  std::string out(kHeading);
  out += std::string(kKinds[static_cast<std::size_t>(kind)]) + "\n";
  for (int id = 1; id < tokenizer.size(); ++id) out += escaped(tokenizer.bytes_of(id)) + "\n";
  return out;
}

std::string vocabulary_text(const BytePairTokenizer& tokenizer) {
  std::string out(kHeading);
  out += std::string(kBytePairs) + "\n";
  for (const BytePairTokenizer::Merge& merge : tokenizer.merges()) out += std::to_string(merge.left) + " " + std::to_string(merge.right) + " " + std::to_string(merge.count) + "\n";
  return out;
}

Result<std::unique_ptr<Tokenizer>> parse_vocabulary(std::string_view text, const std::string& file) {
  if (text.size() > kMostVocabularyFileBytes) return vocabulary_fault(file, 1, {"the file is larger than 32 MiB", "文件超过 32 MiB"});
  const std::string_view first = text.substr(0, text.find('\n'));
  const std::string_view kind = first.starts_with(kHeading) ? first.substr(kHeading.size()) : std::string_view();
  if (!kind.empty() && !text.ends_with('\n')) return vocabulary_fault(file, epochs::split(text, '\n').size(), {"the last line does not end; the file is cut off", "最后一行没有结束；文件不完整"});
  if (kind == kBytePairs) return parse_merges(text, file);
  for (std::size_t i = 0; i < std::size(kKinds); ++i)
    if (kind == kKinds[i]) return parse_pieces(static_cast<PieceKind>(i), text, file);
  return vocabulary_fault(file, 1, {"expected \"#epochs vocabulary: \" and characters, words, listed or byte_pairs", "应为“#epochs vocabulary: ”加上 characters、words、listed 或 byte_pairs"});
}

}  // namespace epochs::data
