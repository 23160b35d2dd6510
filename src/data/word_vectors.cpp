#include "data/word_vectors.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <system_error>
#include <unordered_set>

#include "core/text.hpp"

namespace epochs::data {
namespace {

constexpr std::size_t kMostWords = 10'000'000, kLongestWord = 4096;

Error vector_fault(const std::string& where, const LocalizedText& what) { return {where + ": " + what.english + ".", where + "：" + what.chinese + "。"}; }
std::string line_of(const std::string& file, std::size_t line) { return file + ":" + std::to_string(line); }
std::string grouped(std::size_t count) { return group_thousands(static_cast<long long>(count)); }

// A finite float, written as any program writes it; not in the user's locale. Exact for nine digits.
std::optional<float> number_of(std::string_view text) {
  static constexpr double kTens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) ++at;
  std::uint64_t digits = 0;
  int exponent = 0, seen = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '.' && !point) {
      point = true;
      continue;
    }
    if (text[at] < '0' || text[at] > '9') break;
    ++seen;
    if (digits < 100'000'000'000'000'000u) digits = digits * 10 + static_cast<std::uint64_t>(text[at] - '0'), exponent -= point;
    else exponent += !point;
  }
  if (seen == 0) return std::nullopt;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    if (++at < text.size() && text[at] == '+') ++at;
    int power = 0;
    const auto [end, fault] = std::from_chars(text.data() + at, text.data() + text.size(), power);
    if (fault != std::errc() || end == text.data() + at || power > 9999 || power < -9999) return std::nullopt;
    exponent += power;
    at = static_cast<std::size_t>(end - text.data());
  }
  if (at != text.size()) return std::nullopt;
  double value = static_cast<double>(digits);
  if (exponent >= -22 && exponent <= 22) value = exponent < 0 ? value / kTens[-exponent] : value * kTens[exponent];
  else value *= std::pow(10.0, exponent);
  const auto out = static_cast<float>(negative ? -value : value);
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

}  // namespace

// Takes words and checks them. This and the head are parts of VectorReader::State, which has a name outside this file.
class VectorList {
 public:
  explicit VectorList(std::size_t words, int dimension) {
    out_.dimension = dimension;
    out_.words.reserve(words), out_.values.reserve(words * static_cast<std::size_t>(dimension));
    known_.reserve(words);
  }
  std::size_t size() const { return out_.words.size(); }
  std::vector<float>& values() { return out_.values; }
  // Nothing, or what is wrong with it.
  std::optional<LocalizedText> add(std::string_view word) {
    if (word.empty()) return LocalizedText{"there is no word before the numbers", "数字前面没有词"};
    if (word.size() > kLongestWord) return LocalizedText{"the word is longer than 4,096 bytes; this is no file of word vectors", "词超过 4,096 字节；这不是词向量文件"};
    if (!is_valid_utf8(word)) return LocalizedText{"the word is not UTF-8; save the file as UTF-8", "词不是 UTF-8；请把文件存为 UTF-8"};
    if (!known_.emplace(word).second) return LocalizedText{"the word is there twice; remove one of the two", "词重复出现；请删去其中一个"};
    out_.words.emplace_back(word);
    return std::nullopt;
  }
  WordVectors take() { return std::move(out_); }

 private:
  WordVectors out_;
  std::unordered_set<std::string> known_;
};

struct VectorHead {
  std::size_t words = 0, dimension = 0, bytes = 0;      // bytes: with its line break
};

namespace {

std::optional<VectorHead> head_of(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, 64).find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::vector<std::string_view> parts = split(trim(bytes.substr(0, end)), ' ');
  VectorHead out;
  if (parts.size() != 2) return std::nullopt;
  for (const auto& [part, value] : {std::pair{parts[0], &out.words}, std::pair{parts[1], &out.dimension}}) {
    const auto [stop, fault] = std::from_chars(part.data(), part.data() + part.size(), *value);
    if (fault != std::errc() || stop != part.data() + part.size()) return std::nullopt;
  }
  out.bytes = end + 1;
  return out;
}

// `least`: bytes that a word of these dimensions takes at the least.
std::optional<Error> wrong_head(const VectorHead& head, std::size_t bytes, std::size_t least, const std::string& file) {
  const std::string where = line_of(file, 1);
  if (head.dimension < 1 || head.dimension > static_cast<std::size_t>(kMostDimensions))
    return vector_fault(where, {grouped(std::min<std::size_t>(head.dimension, 1'000'000'000)) + " dimensions are announced; 1 to 4,096 can be read", "文件声明有 " + grouped(std::min<std::size_t>(head.dimension, 1'000'000'000)) + " 维；只能读取 1 到 4,096 维"});
  if (head.words < 1 || head.words > kMostWords || head.words > (bytes - head.bytes + 1) / least)
    return vector_fault(where, {"more words are announced than the file holds, or none; it is cut off or its first line is wrong", "声明的词数超过文件内容，或者为零；文件不完整，或第一行有误"});
  return std::nullopt;
}

std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

// The numbers are taken from the end, as GloVe has words with spaces in them.
std::optional<LocalizedText> add_line(VectorList& list, std::string_view line, std::size_t dimension, char gap, std::string_view word) {
  std::vector<float>& values = list.values();
  const std::size_t first = values.size();
  values.resize(first + dimension);
  for (std::size_t left = dimension; left > 0; --left) {
    const std::size_t space = line.rfind(gap);
    if (space == std::string_view::npos && (left > 1 || gap == ' ')) return LocalizedText{grouped(dimension) + " numbers are expected here, and fewer are there", "这里应有 " + grouped(dimension) + " 个数，实际更少"};
    const std::string_view part = space == std::string_view::npos ? line : line.substr(space + 1);
    const auto value = number_of(part);
    if (!value) return LocalizedText{"number " + grouped(left) + " is no finite number", "第 " + grouped(left) + " 个数不是有限的数"};
    values[first + left - 1] = *value;
    line = space == std::string_view::npos ? std::string_view() : line.substr(0, space);
  }
  if (gap == ' ') return list.add(line);
  if (!line.empty()) return LocalizedText{"more than " + grouped(dimension) + " numbers are there", "超过 " + grouped(dimension) + " 个数"};
  return list.add(word);
}

// Of GloVe's first line: how many fields stand behind the word, to which fields without a digit belong (". . . 0.5 0.25").
std::size_t dimension_of(std::string_view line) {
  const std::vector<std::string_view> fields = split(line.substr(0, std::size_t{1} << 20u), ' ');
  std::size_t first = 1;
  while (first < fields.size() && fields[first].find_first_of("0123456789nNiI") == std::string_view::npos) ++first;      // n and i: nan and inf are wrong numbers, no words
  return fields.size() - std::min(first, fields.size());
}

}  // namespace

// Where a file stands between two slices: whatever is read has been checked.
struct VectorReader::State {
  std::string path, kept;              // kept: the file's bytes, where they are read here
  std::string_view bytes;
  std::ifstream in;
  std::uintmax_t size = 0;
  bool parsing = false, binary = false;
  VectorHead head;
  std::size_t at = 0, line_number = 0;
  VectorList list{0, 0};

  Result<void> begin(VectorForm form);
  Result<bool> go_on(std::size_t most) { return binary ? binary_words(most) : text_lines(most); }
  Result<bool> text_lines(std::size_t most);
  Result<bool> binary_words(std::size_t most);
};

Result<void> VectorReader::State::begin(VectorForm form) {
  parsing = true;
  binary = form == VectorForm::Word2vecBinary;
  if (form == VectorForm::Glove) {
    const std::size_t dimension = dimension_of(without_end(bytes.substr(0, bytes.find('\n'))));
    if (dimension < 1 || dimension > static_cast<std::size_t>(kMostDimensions)) return vector_fault(line_of(path, 1), {"expected a word and 1 to 4,096 numbers with spaces between", "应为一个词和 1 到 4,096 个数，以空格隔开"});
    head = VectorHead{0, dimension, 0};
  } else {
    const auto found = head_of(bytes);
    if (!found) return vector_fault(line_of(path, 1), {"expected how many words and how many dimensions, as in \"71000 200\"", "应写明词数和维数，如 \"71000 200\""});
    if (const auto wrong = wrong_head(*found, bytes.size(), binary ? 4 * found->dimension + 2 : 2 * found->dimension + 2, path)) return *wrong;
    head = *found;
    at = head.bytes, line_number = 1;
  }
  list = VectorList(head.words, static_cast<int>(head.dimension));
  return {};
}

Result<bool> VectorReader::State::text_lines(std::size_t most) {
  const std::size_t stop = most < bytes.size() - std::min(at, bytes.size()) ? at + most : bytes.size();
  while (at < bytes.size()) {
    if (at >= stop) return false;
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = without_end(bytes.substr(at, end - at));
    at = end + 1;
    ++line_number;
    if (line.empty() && at >= bytes.size()) break;
    if (list.size() == kMostWords) return vector_fault(line_of(path, line_number), {"there are more than ten million words", "词超过一千万个"});
    if (const auto wrong = add_line(list, line, head.dimension, ' ', {})) return vector_fault(line_of(path, line_number), *wrong);
  }
  if (head.words > 0 && list.size() != head.words)
    return vector_fault(line_of(path, 1), {grouped(head.words) + " words are announced and " + grouped(list.size()) + " are there", "声明有 " + grouped(head.words) + " 个词，实际有 " + grouped(list.size()) + " 个"});
  if (list.size() == 0) return vector_fault(path, {"it holds no words", "其中没有词"});
  return true;
}

Result<bool> VectorReader::State::binary_words(std::size_t most) {
  const std::size_t numbers = 4 * head.dimension, stop = most < bytes.size() - std::min(at, bytes.size()) ? at + most : bytes.size() + 1;
  while (list.size() < head.words) {
    if (at >= stop) return false;
    while (at < bytes.size() && bytes[at] == '\n') ++at;      // some programs end each word with one
    const auto where = [&] { return path + ": word " + std::to_string(list.size() + 1) + " at byte " + std::to_string(at); };
    const std::string_view word = bytes.substr(at, std::min(bytes.substr(at, kLongestWord + 1).find(' '), kLongestWord + 1));
    if (word.size() <= kLongestWord && bytes.size() - at < word.size() + 1 + numbers) return vector_fault(where(), {"the file ends within it; it is cut off", "文件在此处中断，不完整"});
    const std::string here = where();
    if (const auto wrong = list.add(word)) return vector_fault(here, *wrong);
    at += word.size() + 1;
    for (std::size_t i = 0; i < numbers; i += 4) {
      std::uint32_t bits = 0;
      for (std::size_t k = 4; k > 0; --k) bits = bits << 8u | static_cast<unsigned char>(bytes[at + i + k - 1]);
      const auto value = std::bit_cast<float>(bits);
      if (!std::isfinite(value)) return vector_fault(here, {"number " + std::to_string(i / 4 + 1) + " is not finite", "第 " + std::to_string(i / 4 + 1) + " 个数不是有限的数"});
      list.values().push_back(value);
    }
    at += numbers;
  }
  while (at < bytes.size() && bytes[at] == '\n') ++at;
  if (at != bytes.size()) return vector_fault(path + ": byte " + std::to_string(at), {"something stands behind the last word that was announced", "声明的最后一个词之后还有内容"});
  return true;
}

VectorReader::VectorReader() : state_(std::make_unique<State>()) {}
VectorReader::VectorReader(VectorReader&&) noexcept = default;
VectorReader& VectorReader::operator=(VectorReader&&) noexcept = default;
VectorReader::~VectorReader() = default;

Result<VectorReader> VectorReader::open(const std::string& path) {
  std::error_code fault;
  if (!std::filesystem::is_regular_file(path, fault)) return vector_fault(path, {"there is no such file; check the path", "没有这个文件；请检查路径"});
  VectorReader out;
  out.state_->path = path;
  out.state_->size = std::filesystem::file_size(path, fault);
  if (fault || out.state_->size > kMostVectorBytes) return vector_fault(path, {"the file is larger than 1 GiB; take fewer words or dimensions", "文件超过 1 GiB；请减少词数或维数"});
  out.state_->in.open(path, std::ios::binary);
  if (!out.state_->in) return vector_fault(path, {"the file cannot be read; check its permissions", "无法读取这个文件；请检查权限"});
  return out;
}

Result<bool> VectorReader::go_on(std::size_t most) {
  State& s = *state_;
  if (s.parsing) return s.go_on(most);
  const std::size_t known = s.kept.size(), count = std::min<std::size_t>(most, static_cast<std::size_t>(s.size) - known);
  s.kept.resize(known + count);
  if (count > 0 && !s.in.read(s.kept.data() + known, static_cast<std::streamsize>(count))) return vector_fault(s.path, {"the file cannot be read; check its permissions", "无法读取这个文件；请检查权限"});
  if (s.kept.size() < s.size) return false;
  s.bytes = s.kept;
  if (const auto begun = s.begin(form_of(s.bytes)); !begun) return begun.failure();
  return false;
}

double VectorReader::share() const {
  const double whole = std::max(1.0, static_cast<double>(state_->size));
  return 0.1 * static_cast<double>(state_->kept.size()) / whole + 0.9 * static_cast<double>(state_->at) / whole;
}

WordVectors VectorReader::take() { return state_->list.take(); }

Result<WordVectors> parse_word_vectors(std::string_view bytes, const std::string& file, VectorForm form) {
  if (bytes.size() > kMostVectorBytes) return vector_fault(file, {"the file is larger than 1 GiB; take fewer words or dimensions", "文件超过 1 GiB；请减少词数或维数"});
  VectorReader::State state;
  state.path = file, state.bytes = bytes;
  if (const auto begun = state.begin(form); !begun) return begun.failure();
  if (const auto done = state.go_on(bytes.size() + 1); !done) return done.failure();
  return state.list.take();
}

Result<WordVectors> read_word_vectors(const std::string& path) {
  auto reader = VectorReader::open(path);
  if (!reader) return reader.failure();
  for (;;) {
    const auto done = reader.value().go_on(kMostVectorBytes);
    if (!done) return done.failure();
    if (done.value()) return reader.value().take();
  }
}

namespace {

// Empty, or what keeps it from being written.
std::optional<Error> not_writable(const WordVectors& vectors) {
  for (const std::string& word : vectors.words)
    if (word.empty() || word.size() > kLongestWord || !is_valid_utf8(word) || word.find_first_of(" \t\r\n") != std::string::npos)
      return Error{"Word " + std::to_string(&word - vectors.words.data() + 1) + " is empty, too long or holds white space, which these files cannot hold; leave it out.",
                   "第 " + std::to_string(&word - vectors.words.data() + 1) + " 个词为空、过长或含有空白，这类文件无法保存；请去掉它。"};
  return std::nullopt;
}

void append_number(std::string& out, float value) {
  char text[32];
  const int length = std::snprintf(text, sizeof text, "%.9g", static_cast<double>(value));
  for (int i = 0; i < length; ++i) out += text[i] == ',' ? '.' : text[i];      // whatever the locale
}

}  // namespace

VectorForm form_of(std::string_view bytes) {
  const auto head = head_of(bytes);
  if (!head) return VectorForm::Glove;
  const std::string_view line = bytes.substr(head->bytes, 1u << 16u);
  const std::size_t space = line.find(' ');
  for (const char c : line.substr(0, line.find('\n')).substr(space == std::string_view::npos ? 0 : space))
    if (std::string_view("0123456789+-.eE \t\rnaifNAIF").find(c) == std::string_view::npos) return VectorForm::Word2vecBinary;
  return VectorForm::Word2vecText;
}

Result<WordVectors> parse_projector(const NamedTable& vectors, const NamedTable& metadata) {
  if (vectors.text.size() > kMostVectorBytes || metadata.text.size() > kMostVectorBytes) return vector_fault(vectors.file, {"a table is larger than 1 GiB", "表格超过 1 GiB"});
  const auto lines_of = [](std::string_view text) {
    std::vector<std::string_view> lines = split(text, '\n');
    if (!lines.empty() && lines.back().empty()) lines.pop_back();
    for (std::string_view& line : lines) line = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    return lines;
  };
  const std::vector<std::string_view> rows = lines_of(vectors.text), words = lines_of(metadata.text);
  const std::size_t named = !words.empty() && words[0].find('\t') != std::string_view::npos ? 1 : 0;      // a first line of names
  if (rows.empty()) return vector_fault(vectors.file, {"it holds no numbers", "其中没有数"});
  if (words.size() != rows.size() + named)
    return vector_fault(metadata.file, {grouped(words.size() - std::min(words.size(), named)) + " words stand against " + grouped(rows.size()) + " lines of numbers", "有 " + grouped(words.size() - std::min(words.size(), named)) + " 个词，却有 " + grouped(rows.size()) + " 行数"});
  const std::size_t dimension = split(rows[0], '\t').size();
  if (dimension > static_cast<std::size_t>(kMostDimensions)) return vector_fault(line_of(vectors.file, 1), {"there are more than 4,096 numbers", "超过 4,096 个数"});
  VectorList list(0, static_cast<int>(dimension));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view word = words[i + named].substr(0, words[i + named].find('\t'));
    if (const auto wrong = add_line(list, rows[i], dimension, '\t', word)) return vector_fault(line_of(vectors.file, i + 1), *wrong);
  }
  return list.take();
}

Result<std::string> word_vectors_text(const WordVectors& vectors, VectorForm form) {
  if (const auto wrong = not_writable(vectors)) return *wrong;
  const auto dimension = static_cast<std::size_t>(vectors.dimension);
  std::string out;
  if (form != VectorForm::Glove) out = std::to_string(vectors.words.size()) + " " + std::to_string(dimension) + "\n";
  for (std::size_t word = 0; word < vectors.words.size(); ++word) {
    out += vectors.words[word];
    if (form == VectorForm::Word2vecBinary) out += ' ';
    for (std::size_t i = word * dimension; i < (word + 1) * dimension; ++i) {
      if (form == VectorForm::Word2vecBinary) {
        const auto bits = std::bit_cast<std::uint32_t>(vectors.values[i]);
        for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(bits >> shift & 255u);
      } else {
        out += ' ';
        append_number(out, vectors.values[i]);
      }
    }
    out += '\n';
  }
  return out;
}

Result<ProjectorTables> projector_tables(const WordVectors& vectors) {
  if (const auto wrong = not_writable(vectors)) return *wrong;
  ProjectorTables out;
  const auto dimension = static_cast<std::size_t>(vectors.dimension);
  for (std::size_t i = 0; i < vectors.values.size(); ++i) {
    append_number(out.vectors, vectors.values[i]);
    out.vectors += (i + 1) % dimension == 0 ? '\n' : '\t';
  }
  for (const std::string& word : vectors.words) out.metadata += word + "\n";
  return out;
}

}  // namespace epochs::data
