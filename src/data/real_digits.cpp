#include "data/real_digits.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <system_error>

#include "core/random.hpp"
#include "core/text.hpp"
#include "data/packages.hpp"
#include "data/strokes.hpp"

namespace epochs::data {
namespace {

using nlohmann::json;

constexpr std::size_t kCells = std::tuple_size_v<DigitPicture>;
constexpr std::uint64_t kOrderSeed = 1998;

Error digit_fault(const std::string& file, const LocalizedText& what) { return Error{file + ": " + what.english + ".", file + "：" + what.chinese + "。"}; }

// Takes {"data": [numbers]} and nothing else; stops at the first thing that is not so. No tree is built.
class Digits : public nlohmann::json_sax<json> {
 public:
  std::vector<std::uint8_t> pixels;
  LocalizedText trouble;                 // empty: well so far
  bool whole() const { return place_ == Place::After; }

  bool null() override { return other(); }
  bool boolean(bool) override { return other(); }
  bool number_integer(number_integer_t) override { return range(); }   // below 0
  bool number_unsigned(number_unsigned_t value) override { return value <= 1 ? take(static_cast<double>(value)) : range(); }
  bool number_float(number_float_t value, const string_t&) override { return take(value); }
  bool string(string_t&) override { return other(); }
  bool binary(binary_t&) override { return other(); }
  bool start_object(std::size_t) override { return go(Place::Before, Place::Object); }
  bool key(string_t& name) override { return name == "data" ? go(Place::Object, Place::Key) : other(); }
  bool start_array(std::size_t) override { return go(Place::Key, Place::Numbers); }
  bool end_array() override { return go(Place::Numbers, Place::Done); }
  bool end_object() override { return go(Place::Done, Place::After); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    const std::string at = group_thousands(static_cast<long long>(position));
    return stop({"it is no JSON from byte " + at + " on; it is damaged or cut off", "从第 " + at + " 个字节起不是 JSON；文件已损坏或不完整"});
  }

 private:
  enum class Place { Before, Object, Key, Numbers, Done, After };

  bool stop(LocalizedText why) {
    if (trouble.empty()) trouble = std::move(why);
    return false;
  }
  bool other() { return stop({"expected {\"data\": [numbers from 0 to 1]} and nothing else", "应为 {\"data\": [0 到 1 的数]}，不能有其他内容"}); }
  bool range() {
    const std::string which = group_thousands(static_cast<long long>(pixels.size() + 1));
    return stop({"number " + which + " is not between 0 and 1", "第 " + which + " 个数不在 0 和 1 之间"});
  }
  bool go(Place from, Place to) {
    if (place_ != from) return other();
    place_ = to;
    return true;
  }
  bool take(double value) {
    if (place_ != Place::Numbers) return other();
    if (!(value >= 0 && value <= 1)) return range();
    if (pixels.size() == kMostOfOneDigit * kCells) return stop({"it holds more than 20,000 pictures", "图像超过 20,000 幅"});
    pixels.push_back(static_cast<std::uint8_t>(std::lround(255 * value)));
    return true;
  }

  Place place_ = Place::Before;
};

Result<std::string> read_text(const std::filesystem::path& path) {
  const std::string name = path.string();
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(path, trouble))
    return digit_fault(name, {"there is no such file; fetch the digits again with tools/setup.sh --data", "没有这个文件；请用 tools/setup.sh --data 重新下载手写数字"});
  const std::uintmax_t size = std::filesystem::file_size(path, trouble);
  if (!trouble && size > kMostDigitBytes) return digit_fault(name, {"the file is larger than 32 MiB; fetch the digits again", "文件超过 32 MiB；请重新下载手写数字"});
  std::ifstream in(path, std::ios::binary);
  std::string text(trouble ? 0 : static_cast<std::size_t>(size), '\0');
  if (trouble || !in || (size > 0 && !in.read(text.data(), static_cast<std::streamsize>(size)))) return digit_fault(name, {"the file cannot be read; check its permissions", "无法读取这个文件，请检查权限"});
  return text;
}

}  // namespace

Result<std::vector<std::uint8_t>> parse_real_digit(std::string_view text, const std::string& file) {
  if (text.size() > kMostDigitBytes) return digit_fault(file, {"the file is larger than 32 MiB; fetch the digits again", "文件超过 32 MiB；请重新下载手写数字"});
  Digits digits;
  const bool read = json::sax_parse(text.begin(), text.end(), &digits);
  if (!read || !digits.whole()) return digit_fault(file, digits.trouble.empty() ? LocalizedText{"it is damaged", "文件已损坏"} : digits.trouble);
  if (digits.pixels.empty() || digits.pixels.size() % kCells != 0) {
    const std::string count = group_thousands(static_cast<long long>(digits.pixels.size()));
    return digit_fault(file, {count + " numbers are no whole number of pictures of 28 × 28", count + " 个数不能组成整幅 28 × 28 的图像"});
  }
  return std::move(digits.pixels);
}

std::optional<std::filesystem::path> find_real_digits(const std::filesystem::path& folder) {
  for (const Package& package : packages())
    if (package.id == "digits")
      if (const auto file = find_package(package, folder)) return file->parent_path();
  return std::nullopt;
}

Result<Images> read_real_digits(const std::filesystem::path& digits) {
  std::vector<std::uint8_t> pixels, labels;
  for (std::uint8_t label = 0; label < 10; ++label) {
    const std::filesystem::path file = digits / (std::to_string(label) + ".json");
    const Result<std::string> text = read_text(file);
    if (!text) return text.failure();
    const Result<std::vector<std::uint8_t>> read = parse_real_digit(text.value(), file.filename().string());
    if (!read) return read.failure();
    pixels.insert(pixels.end(), read.value().begin(), read.value().end());
    labels.insert(labels.end(), read.value().size() / kCells, label);
  }
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random(kOrderSeed).shuffle(order);
  Images out;
  out.rows = out.cols = kDigitSide;
  out.source = "MNIST";
  out.bytes.reserve(pixels.size());
  for (const std::size_t from : order) {
    const auto first = pixels.begin() + static_cast<std::ptrdiff_t>(from * kCells);
    out.bytes.insert(out.bytes.end(), first, first + kCells);
    out.labels.push_back(labels[from]);
  }
  return out;
}

}  // namespace epochs::data
