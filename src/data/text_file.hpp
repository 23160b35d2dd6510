// The learner's own text: UTF-8 with or without a mark of order, UTF-16 either way round, or GB18030, told apart by what the file begins with. It comes
// piece by piece as UTF-8, so that a text of a gigabyte takes no more memory than a small one. The file may be anything.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace epochs::data {

enum class TextEncoding { Utf8, Utf16Little, Utf16Big, Gb18030 };
std::string_view name_of(TextEncoding encoding);      // "UTF-8", …

inline constexpr std::size_t kTextPieceBytes = std::size_t{1} << 16u;

// Takes bytes as they come and gives text on borders of characters.
class TextDecoder {
 public:
  explicit TextDecoder(std::string name) : name_(std::move(name)) {}      // of the source, in errors: "notes.txt:12: …"

  // Appends the text of all characters that are whole by now. `last`: no more bytes follow. After an error it gives the same error.
  Result<void> take(std::string_view bytes, bool last, std::string& out);
  TextEncoding encoding() const { return encoding_; }

 private:
  void decide(bool last);
  Result<void> fault(std::size_t at) const;
  std::size_t take_plain(std::string& out) const;
  std::size_t take_utf8(std::string& out) const;
  std::size_t take_utf16(std::string& out) const;

  std::string name_, waiting_;           // bytes that make no whole character yet
  TextEncoding encoding_ = TextEncoding::Utf8;
  bool begun_ = false, decided_ = false; // decided: by a mark, or by bytes beyond ASCII
  std::uintmax_t before_ = 0, lines_ = 1;      // bytes before waiting_; the line that it begins in
};

class TextStream {
 public:
  static Result<TextStream> open(const std::string& path);
  // The next piece of 64 KiB of the file or less, at its end an empty one.
  Result<std::string> next();
  std::uintmax_t size() const { return size_; }      // of the file, bytes
  std::uintmax_t done() const { return done_; }
  TextEncoding encoding() const { return decoder_.encoding(); }

 private:
  TextStream(const std::string& path, std::uintmax_t size) : in_(path, std::ios::binary), decoder_(path), path_(path), size_(size) {}
  std::ifstream in_;
  TextDecoder decoder_;
  std::string path_;
  std::uintmax_t size_ = 0, done_ = 0;
};

Result<std::string> text_of_bytes(std::string_view bytes, const std::string& name);      // pasted or dropped
Result<std::string> read_text_file(const std::string& path, std::size_t most);           // the whole text; an error where it is longer than `most` bytes

}  // namespace epochs::data
