#include "data/idx.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <utility>

#include "core/text.hpp"
#include "data/gz.hpp"

namespace epochs::data {
namespace {

constexpr std::size_t kPictureHead = 16, kLabelHead = 8;
enum class Content { Pictures, Labels, Other };

Error idx_fault(const std::string& file, const LocalizedText& what) { return Error{file + ": " + what.english + ".", file + "：" + what.chinese + "。"}; }

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8u | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

Content content_of(std::string_view bytes) {
  if (bytes.starts_with(std::string_view("\0\0\x08\x03", 4))) return Content::Pictures;
  return bytes.starts_with(std::string_view("\0\0\x08\x01", 4)) ? Content::Labels : Content::Other;
}

std::string first_bytes(std::string_view bytes) {
  std::string out;
  for (const char c : bytes.substr(0, 4)) {
    char text[4];
    std::snprintf(text, sizeof text, "%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    if (!out.empty()) out += ' ';
    out += text;
  }
  return out.empty() ? "-" : out;
}

Error no_idx(std::string_view bytes, const std::string& file) {
  const std::string found = first_bytes(bytes);
  return idx_fault(file, {"this is no IDX file of bytes: pictures begin with 00 00 08 03, labels with 00 00 08 01, this one begins with " + found,
                      "不是字节型 IDX 文件：图像文件以 00 00 08 03 开头，标签文件以 00 00 08 01 开头，这个文件的开头是 " + found});
}

std::string count(std::uint64_t n) { return group_thousands(static_cast<long long>(n)); }

// What the head announces must be there to the byte.
Result<void> check_length(std::string_view bytes, std::size_t head, std::uint64_t announced, const std::string& file) {
  const std::uint64_t there = bytes.size() - head;
  if (there == announced) return {};
  return idx_fault(file, {"its head announces " + count(announced) + " bytes, but " + count(there) + " follow; the file is " + (there < announced ? "cut off" : "damaged"),
                      "文件头声明有 " + count(announced) + " 个字节，后面却有 " + count(there) + " 个；文件" + (there < announced ? "不完整" : "已损坏")});
}

Result<void> take_pictures(std::string_view bytes, const std::string& file, Images& out) {
  if (bytes.size() < kPictureHead) return idx_fault(file, {"the file ends within its head of 16 bytes; it is cut off", "文件在 16 个字节的文件头内就结束了，内容不完整"});
  const std::uint32_t pictures = number_at(bytes, 4), rows = number_at(bytes, 8), cols = number_at(bytes, 12);
  if (pictures == 0 || pictures > kMostPictures)
    return idx_fault(file, {"it announces " + count(pictures) + " pictures; 1 to " + count(kMostPictures) + " can be read", "文件声明有 " + count(pictures) + " 幅图像；可读取 1 到 " + count(kMostPictures) + " 幅"});
  if (rows == 0 || cols == 0 || rows > kLargestSide || cols > kLargestSide)
    return idx_fault(file, {"its pictures have " + count(rows) + " × " + count(cols) + " pixels; 1 to 256 a side can be read", "图像大小为 " + count(rows) + " × " + count(cols) + " 像素；每边可为 1 到 256"});
  if (const auto fits = check_length(bytes, kPictureHead, std::uint64_t{pictures} * rows * cols, file); !fits) return fits;
  out.rows = static_cast<int>(rows), out.cols = static_cast<int>(cols);
  out.bytes.assign(bytes.begin() + kPictureHead, bytes.end());
  return {};
}

Result<void> take_labels(std::string_view bytes, const std::string& file, Images& out) {
  if (bytes.size() < kLabelHead) return idx_fault(file, {"the file ends within its head of 8 bytes; it is cut off", "文件在 8 个字节的文件头内就结束了，内容不完整"});
  if (const auto fits = check_length(bytes, kLabelHead, number_at(bytes, 4), file); !fits) return fits;
  out.labels.assign(bytes.begin() + kLabelHead, bytes.end());
  for (std::size_t i = 0; i < out.labels.size(); ++i)
    if (out.labels[i] > 9) {
      const std::string which = count(i + 1), value = std::to_string(out.labels[i]);
      return idx_fault(file, {"label " + which + " is " + value + "; the lesson knows the digits 0 to 9", "第 " + which + " 个标签是 " + value + "；本课只认 0 到 9"});
    }
  return {};
}

Error idx_too_large(const std::string& file) {
  return idx_fault(file, {"the file is larger than 64 MiB; take a smaller one", "文件超过 64 MiB；请换小一点的文件"});
}

Result<std::string> plain(const IdxFile& file) {
  if (file.bytes.size() > kMostIdxBytes) return idx_too_large(file.name);
  return is_gz(file.bytes) ? unpack_gz(file.bytes, kMostIdxBytes, file.name) : Result<std::string>(std::string(file.bytes));
}

Result<std::string> read_bytes(const std::string& path) {
  std::error_code trouble;
  const std::filesystem::path where(path);
  if (!std::filesystem::is_regular_file(where, trouble)) return idx_fault(path, {"there is no such file; check the path", "没有这个文件，请检查路径"});
  const std::uintmax_t size = std::filesystem::file_size(where, trouble);
  if (!trouble && size > kMostIdxBytes) return idx_too_large(path);
  std::ifstream in(where, std::ios::binary);
  std::string bytes(trouble ? 0 : static_cast<std::size_t>(size), '\0');
  if (trouble || !in || (size > 0 && !in.read(bytes.data(), static_cast<std::streamsize>(size))))
    return idx_fault(path, {"the file cannot be read; check its permissions", "无法读取这个文件，请检查权限"});
  return bytes;
}

// Every way in which `name` may go on in a pair: one word for the other, with and without ".gz".
std::optional<std::string> exchanged(std::string name, std::string_view from, std::string_view to) {
  const std::size_t at = name.rfind(from);
  if (at == std::string::npos) return std::nullopt;
  return name.replace(at, from.size(), to);
}

}  // namespace

Result<Images> parse_idx(const IdxFile& a, const IdxFile& b) {
  std::array<std::string, 2> bytes;
  const std::array<const IdxFile*, 2> files = {&a, &b};
  std::array<Content, 2> contents{};
  for (std::size_t i = 0; i < 2; ++i) {
    Result<std::string> unpacked = plain(*files[i]);
    if (!unpacked) return unpacked.failure();
    bytes[i] = std::move(unpacked).value();
    contents[i] = content_of(bytes[i]);
    if (contents[i] == Content::Other) return no_idx(bytes[i], files[i]->name);
  }
  if (contents[0] == contents[1]) {
    const bool pictures = contents[0] == Content::Pictures;
    return idx_fault(b.name, {std::string("both files hold ") + (pictures ? "pictures; the labels are missing" : "labels; the pictures are missing"),
                          std::string("两个文件都是") + (pictures ? "图像，缺少标签文件" : "标签，缺少图像文件")});
  }
  const std::size_t p = contents[0] == Content::Pictures ? 0 : 1, l = 1 - p;
  Images out;
  if (const auto taken = take_pictures(bytes[p], files[p]->name, out); !taken) return taken.failure();
  if (const auto taken = take_labels(bytes[l], files[l]->name, out); !taken) return taken.failure();
  const std::size_t pictures = out.bytes.size() / out.cells();
  if (pictures != out.labels.size())
    return idx_fault(files[l]->name, {"there are " + count(out.labels.size()) + " labels for " + count(pictures) + " pictures; take the two files that belong together",
                                  "有 " + count(out.labels.size()) + " 个标签，却有 " + count(pictures) + " 幅图像；请选择配套的两个文件"});
  out.source = std::filesystem::path(files[p]->name).filename().string();
  return out;
}

Result<Images> read_idx(const std::string& a, const std::string& b) {
  const Result<std::string> first = read_bytes(a);
  if (!first) return first.failure();
  const Result<std::string> second = read_bytes(b);
  if (!second) return second.failure();
  const auto name = [](const std::string& path) { return std::filesystem::path(path).filename().string(); };
  return parse_idx({first.value(), name(a)}, {second.value(), name(b)});
}

std::optional<std::filesystem::path> idx_partner(const std::filesystem::path& file) {
  std::string name = file.filename().string();
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  for (const auto& [ours, theirs] : {std::pair("images", "labels"), std::pair("labels", "images")}) {
    std::optional<std::string> other = exchanged(name, ours, theirs);
    if (!other) continue;
    const bool pictures = std::string_view(ours) == "images";
    if (const auto with_kind = exchanged(*other, pictures ? "idx3" : "idx1", pictures ? "idx1" : "idx3")) other = with_kind;
    for (const char* ending : {"", ".gz"}) {
      const std::filesystem::path candidate = file.parent_path() / (*other + ending);
      std::error_code trouble;
      if (std::filesystem::is_regular_file(candidate, trouble)) return candidate;
    }
  }
  return std::nullopt;
}

}  // namespace epochs::data
