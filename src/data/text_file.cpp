#include "data/text_file.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#if !defined(__EMSCRIPTEN__)
#include <iconv.h>

#include <cerrno>
#endif

#include "core/text.hpp"

namespace epochs::data {
namespace {

Error text_fault(const std::string& where, const LocalizedText& what) { return {where + ": " + what.english + ".", where + "：" + what.chinese + "。"}; }

constexpr std::size_t kEnoughToTell = 64;      // bytes from the first that is not ASCII: fewer of GB18030 may well be UTF-8

unsigned byte_of(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
bool is_plain(char c) { return static_cast<signed char>(c) > 0; }      // ASCII without the zero byte

// Bytes at the beginning that are UTF-8 without zero bytes.
std::size_t utf8_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (is_plain(bytes[at])) {
      ++at;
      continue;
    }
    const unsigned first = byte_of(bytes, at);
    const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > bytes.size() - at || !is_valid_utf8(bytes.substr(at, length))) break;
    at += length;
  }
  return at;
}

// Whether more bytes could still make a character of these few.
bool may_become_utf8(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > 3) return bytes.empty();
  const unsigned first = byte_of(bytes, 0);
  const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
  return bytes.size() < length && std::all_of(bytes.begin() + 1, bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80; });
}

// Every second byte is zero in a text of Latin letters.
bool zeros_at(std::string_view bytes, std::size_t odd) {
  std::size_t here = 0, there = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) here += bytes[i + odd] == '\0', there += bytes[i + 1 - odd] == '\0';
  return here > 0 && here * 5 > bytes.size() / 2 && there == 0;
}

enum class Conversion { Whole, Unfinished, Wrong, Missing };

// Appends what can be converted; `taken`: how many bytes that was.
Conversion convert_gb18030(std::string_view bytes, std::string& out, std::size_t& taken) {
  taken = 0;
#if defined(__EMSCRIPTEN__)
  static_cast<void>(bytes), static_cast<void>(out);
  return Conversion::Missing;
#else
  const iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return Conversion::Missing;
  std::string input(bytes), buffer(kTextPieceBytes, '\0');
  char* from = input.data();
  std::size_t left = input.size();
  Conversion result = Conversion::Whole;
  while (left > 0 && result == Conversion::Whole) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const bool failed = iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
    const int why = errno;
    out.append(buffer.data(), buffer.size() - room);
    if (failed && why != E2BIG) result = why == EINVAL ? Conversion::Unfinished : Conversion::Wrong;
  }
  iconv_close(converter);
  taken = bytes.size() - left;
  return result;
#endif
}

bool looks_like_gb18030(std::string_view bytes) {
  std::string out;
  std::size_t taken = 0;
  const Conversion result = convert_gb18030(bytes, out, taken);
  return result == Conversion::Missing || ((result == Conversion::Whole || (result == Conversion::Unfinished && bytes.size() - taken < 4)) && out.find('\0') == std::string::npos);
}

}  // namespace

std::string_view name_of(TextEncoding encoding) {
  constexpr std::string_view kNames[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};
  return kNames[static_cast<std::size_t>(encoding)];
}

void TextDecoder::decide(bool last) {
  if (!begun_) {
    begun_ = decided_ = true;
    std::size_t mark = 2;
    if (waiting_.starts_with("\xEF\xBB\xBF")) mark = 3;
    else if (waiting_.starts_with("\xFF\xFE")) encoding_ = TextEncoding::Utf16Little;
    else if (waiting_.starts_with("\xFE\xFF")) encoding_ = TextEncoding::Utf16Big;
    else if (zeros_at(waiting_, 1)) encoding_ = TextEncoding::Utf16Little, mark = 0;
    else if (zeros_at(waiting_, 0)) encoding_ = TextEncoding::Utf16Big, mark = 0;
    else mark = 0, decided_ = false;
    waiting_.erase(0, mark), before_ += mark;
  }
  const std::string_view bytes = waiting_;
  const auto plain = static_cast<std::size_t>(std::find_if_not(bytes.begin(), bytes.end(), is_plain) - bytes.begin());
  if (decided_ || plain == bytes.size() || (!last && bytes.size() - plain < kEnoughToTell)) return;
  decided_ = true;
  const std::string_view rest = bytes.substr(utf8_prefix(bytes));
  if (!rest.empty() && (last || !may_become_utf8(rest)) && bytes.find('\0') == std::string_view::npos && looks_like_gb18030(bytes)) encoding_ = TextEncoding::Gb18030;
}

Result<void> TextDecoder::fault(std::size_t at) const {
  const std::string where = name_ + ":" + std::to_string(lines_);
  const std::string byte = group_thousands(static_cast<long long>(before_ + at)), encoding(name_of(encoding_));
  if (at < waiting_.size() && waiting_[at] == '\0' && encoding_ == TextEncoding::Utf8) return text_fault(where, {"byte " + byte + " is zero, so this is no text; choose a text file", "第 " + byte + " 个字节为零，这不是文本；请选择文本文件"});
  return text_fault(where, {"at byte " + byte + " it is no " + encoding + "; save the text as UTF-8", "第 " + byte + " 个字节处不是 " + encoding + "；请把文本存为 UTF-8"});
}

// What is the same in every encoding that comes without a mark.
std::size_t TextDecoder::take_plain(std::string& out) const {
  const auto taken = static_cast<std::size_t>(std::find_if_not(waiting_.begin(), waiting_.end(), is_plain) - waiting_.begin());
  out.append(waiting_, 0, taken);
  return taken;
}

std::size_t TextDecoder::take_utf8(std::string& out) const {
  const std::size_t taken = utf8_prefix(waiting_);
  out.append(waiting_, 0, taken);
  return taken;
}

std::size_t TextDecoder::take_utf16(std::string& out) const {
  const std::size_t low = encoding_ == TextEncoding::Utf16Little ? 0 : 1;
  const auto unit = [&](std::size_t at) { return static_cast<char32_t>(byte_of(waiting_, at + low) | byte_of(waiting_, at + 1 - low) << 8u); };
  std::size_t at = 0;
  while (at + 2 <= waiting_.size()) {
    char32_t code = unit(at);
    std::size_t length = 2;
    if (code == 0 || (code >= 0xDC00 && code < 0xE000)) break;
    if (code >= 0xD800 && code < 0xDC00) {
      if (at + 4 > waiting_.size()) break;
      const char32_t second = unit(at + 2);
      if (second < 0xDC00 || second >= 0xE000) break;
      code = 0x10000 + ((code - 0xD800) << 10u) + (second - 0xDC00), length = 4;
    }
    append_utf8(out, code);
    at += length;
  }
  return at;
}

Result<void> TextDecoder::take(std::string_view bytes, bool last, std::string& out) {
  waiting_ += bytes;
  if (!begun_ && !last && waiting_.size() < 4) return {};
  decide(last);
  const std::size_t first = out.size();
  std::size_t taken = 0;
  Conversion result = Conversion::Whole;
  if (!decided_) taken = take_plain(out);
  else if (encoding_ == TextEncoding::Utf8) taken = take_utf8(out);
  else if (encoding_ == TextEncoding::Gb18030) result = convert_gb18030(waiting_, out, taken);
  else taken = take_utf16(out);
  if (result == Conversion::Missing) return text_fault(name_, {"this seems to be GB18030, which cannot be read here; save the text as UTF-8", "这似乎是 GB18030 编码，此处无法读取；请把文本存为 UTF-8"});
  lines_ += static_cast<std::uintmax_t>(std::count(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), '\n'));
  waiting_.erase(0, taken), before_ += taken;
  if (waiting_.empty() || (!decided_ && !last)) return {};
  const bool may_follow = encoding_ == TextEncoding::Utf8 ? may_become_utf8(waiting_) : encoding_ == TextEncoding::Gb18030 ? result == Conversion::Unfinished && waiting_.size() < 4 : waiting_.size() < 2 || (waiting_.size() < 4 && (byte_of(waiting_, encoding_ == TextEncoding::Utf16Little ? 1 : 0) & 0xFCu) == 0xD8);
  if (last || !may_follow) return fault(0);
  return {};
}

Result<TextStream> TextStream::open(const std::string& path) {
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(path, trouble)) return text_fault(path, {"there is no such file; check the path", "没有这个文件；请检查路径"});
  TextStream out(path, std::filesystem::file_size(path, trouble));
  if (trouble || !out.in_) return text_fault(path, {"the file cannot be read; check its permissions", "无法读取这个文件；请检查权限"});
  return out;
}

Result<std::string> TextStream::next() {
  std::string bytes(kTextPieceBytes, '\0'), out;
  while (out.empty() && done_ < size_) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uintmax_t>(kTextPieceBytes, size_ - done_));
    if (!in_.read(bytes.data(), static_cast<std::streamsize>(wanted))) return text_fault(path_, {"the file cannot be read on from byte " + group_thousands(static_cast<long long>(done_)), "从第 " + group_thousands(static_cast<long long>(done_)) + " 个字节起无法读取"});
    done_ += wanted;
    const Result<void> taken = decoder_.take(std::string_view(bytes).substr(0, wanted), done_ == size_, out);
    if (!taken) return taken.failure();
  }
  return out;
}

Result<std::string> text_of_bytes(std::string_view bytes, const std::string& name) {
  TextDecoder decoder(name);
  std::string out;
  const Result<void> taken = decoder.take(bytes, true, out);
  if (!taken) return taken.failure();
  return out;
}

Result<std::string> read_text_file(const std::string& path, std::size_t most) {
  Result<TextStream> stream = TextStream::open(path);
  if (!stream) return stream.failure();
  std::string out;
  for (;;) {
    const Result<std::string> piece = stream.value().next();
    if (!piece) return piece.failure();
    if (piece.value().empty()) return out;
    if (piece.value().size() > most - out.size()) return text_fault(path, {"the text is longer than " + group_thousands(static_cast<long long>(most)) + " bytes; take a shorter one", "文本超过 " + group_thousands(static_cast<long long>(most)) + " 字节；请换短一点的文本"});
    out += piece.value();
  }
}

}  // namespace epochs::data
