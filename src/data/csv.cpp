#include "data/csv.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <locale>
#include <optional>
#include <sstream>

#include "core/text.hpp"

namespace epochs::data {
namespace {

constexpr std::size_t kLongestLine = 1'000, kLongestClass = 40;

struct Line {
  int number = 0;              // from 1
  std::string_view text;
};

// Lines that hold something; ends are \n, \r\n or \r.
std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  int number = 1;
  for (std::size_t start = 0; start <= text.size(); ++number) {
    const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
    if (const auto content = trim(text.substr(start, end - start)); !content.empty()) out.push_back({number, content});
    start = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return out;
}

// What the first line has most of; a semicolon or tab leaves the comma to the decimals.
char separator_of(std::string_view line) {
  for (const char separator : {'\t', ';', ','})
    if (std::count(line.begin(), line.end(), separator) >= 2) return separator;
  return ',';
}

std::string_view unquoted(std::string_view cell) {
  cell = trim(cell);
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = trim(cell.substr(1, cell.size() - 2));
  return cell;
}

std::optional<double> number_in(std::string_view cell, char separator) {
  if (cell.empty() || cell.size() > kLongestClass || cell.find_first_not_of("+-.,0123456789eE") != std::string_view::npos) return std::nullopt;
  std::string digits(cell);
  if (separator != ',') std::replace(digits.begin(), digits.end(), ',', '.');
  std::istringstream in(digits);
  in.imbue(std::locale::classic());
  double value = 0;
  if (!(in >> value) || in.peek() != std::char_traits<char>::eof() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  Result<PointSet> read(std::string_view text) {
    const std::vector<Line> lines = lines_of(text);
    if (lines.empty())
      return fault(1, {"the file is empty; each line should hold x, y and a class, for example 0.5,1.2,1", "没有内容；每行应有 x、y 和类别，例如 0.5,1.2,1"});
    separator_ = separator_of(lines.front().text);
    std::size_t first = 0;
    if (const auto header = read_header(lines.front()); !header)
      return header.failure();
    else
      first = header.value() ? 1 : 0;
    if (lines.size() - first > kMostPoints) return fault(lines[first + kMostPoints].number, {"there are more than 10,000 points; keep a part of them", "超过 10,000 个点，请只保留一部分"});
    for (std::size_t i = first; i < lines.size(); ++i)
      if (const auto done = read_point(lines[i]); !done) return done.failure();
    if (set_.points.empty()) return fault(lines.front().number, {"there are column names but no points below them", "只有列名，下面没有点"});
    sort_classes();
    return std::move(set_);
  }

 private:
  Error fault(int line, const LocalizedText& what) const {
    const std::string where = file_ + ":" + std::to_string(line);
    return Error{where + ": " + what.english + ".", where + "：" + what.chinese + "。"};
  }

  Result<std::vector<std::string_view>> cells_of(const Line& line) const {
    if (line.text.size() > kLongestLine) return fault(line.number, {"the line is longer than 1,000 characters; is this a table of points?", "这一行超过 1,000 个字符；这是数据点的表格吗？"});
    std::vector<std::string_view> cells = split(line.text, separator_);
    for (std::string_view& cell : cells) cell = unquoted(cell);
    if (cells.size() < 3) {
      const std::string count = std::to_string(cells.size());
      return fault(line.number, {"expected x, y and a class separated by commas, semicolons or tabs, found " + count + (cells.size() == 1 ? " column" : " columns"),
                                 "应有用逗号、分号或制表符隔开的 x、y 和类别，实际只有 " + count + " 列"});
    }
    return cells;
  }

  // A first line without a number in it names the columns; x, y and label (or class) may stand in any order.
  Result<bool> read_header(const Line& line) {
    const auto cells = cells_of(line);
    if (!cells) return cells.failure();
    const auto is_number = [&](std::string_view cell) { return number_in(cell, separator_).has_value(); };
    if (std::any_of(cells.value().begin(), cells.value().end(), is_number)) return false;
    const auto find = [&](std::initializer_list<std::string_view> names, std::size_t otherwise) {
      for (std::size_t i = 0; i < cells.value().size(); ++i)
        if (std::find(names.begin(), names.end(), lower(cells.value()[i])) != names.end()) return i;
      return otherwise;
    };
    columns_ = {find({"x", "x1"}, 0), find({"y", "x2"}, 1), find({"label", "class"}, 2)};
    if (columns_[0] == columns_[1] || columns_[0] == columns_[2] || columns_[1] == columns_[2])
      return fault(line.number, {"the column names leave open which columns are x, y and the class; name them x, y, label", "从列名看不出哪几列是 x、y 和类别；请写成 x, y, label"});
    return true;
  }

  Result<void> read_point(const Line& line) {
    const auto cells = cells_of(line);
    if (!cells) return cells.failure();
    const std::size_t last = *std::max_element(columns_.begin(), columns_.end());
    if (cells.value().size() <= last) return fault(line.number, {"there are fewer columns than names in the first line", "列数比第一行的列名少"});
    std::array<double, 2> xy{};
    for (std::size_t k = 0; k < 2; ++k) {
      const auto value = number_in(cells.value()[columns_[k]], separator_);
      const std::string name = k == 0 ? "x" : "y";
      if (!value) return fault(line.number, {name + " is not a number", name + " 不是数"});
      if (std::abs(*value) > kLargestCoordinate) return fault(line.number, {name + " is beyond ±1,000,000; scale the column", name + " 超出 ±1,000,000；请缩小这一列"});
      xy[k] = *value;
    }
    const std::string_view name = cells.value()[columns_[2]];
    if (name.empty()) return fault(line.number, {"the class is empty", "类别是空的"});
    if (name.size() > kLongestClass) return fault(line.number, {"the name of the class is longer than 40 characters", "类别的名字超过 40 个字符"});
    const auto known = std::find(set_.classes.begin(), set_.classes.end(), name);
    if (known == set_.classes.end() && set_.classes.size() == kMostClasses) return fault(line.number, {"there are more than 10 classes; is the class in the third column?", "类别超过 10 种；第三列是类别吗？"});
    set_.points.push_back({xy[0], xy[1], static_cast<int>(known - set_.classes.begin())});
    if (known == set_.classes.end()) set_.classes.emplace_back(name);
    return {};
  }

  // Numbers by value (−1 before 1), otherwise by name, so that the order of the lines does not matter.
  void sort_classes() {
    std::vector<std::string> sorted = set_.classes;
    const auto value = [&](const std::string& name) { return number_in(name, separator_); };
    const bool numbers = std::all_of(sorted.begin(), sorted.end(), [&](const std::string& name) { return value(name).has_value(); });
    std::sort(sorted.begin(), sorted.end(), [&](const std::string& a, const std::string& b) { return numbers && *value(a) != *value(b) ? *value(a) < *value(b) : a < b; });
    for (Point& point : set_.points) {
      const std::string& name = set_.classes[static_cast<std::size_t>(point.label)];
      point.label = static_cast<int>(std::find(sorted.begin(), sorted.end(), name) - sorted.begin());
    }
    set_.classes = std::move(sorted);
  }

  std::string file_;
  char separator_ = ',';
  std::array<std::size_t, 3> columns_{0, 1, 2};
  PointSet set_;
};

}  // namespace

namespace {

Error too_large(const std::string& file) {
  return Error{file + ": the file is larger than 4 MiB; keep at most 10,000 points.", file + "：文件超过 4 MiB；最多保留 10,000 个点。"};
}

}  // namespace

Result<PointSet> parse_points(std::string_view text, const std::string& file) {
  if (text.size() > kMostCsvBytes) return too_large(file);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.find('\0') != std::string_view::npos || !is_valid_utf8(text)) 
    return Error{file + ": this is not a text file in UTF-8; save the table as CSV (UTF-8).", file + "：不是 UTF-8 文本文件；请把表格存为 CSV（UTF-8）。"};
  return Reader(file).read(text);
}

Result<std::string> read_table(const std::string& path) {
  std::error_code fault;
  const std::filesystem::path where(path);
  if (!std::filesystem::is_regular_file(where, fault)) return Error{path + ": there is no such file; check the path.", path + "：没有这个文件，请检查路径。"};
  const std::uintmax_t size = std::filesystem::file_size(where, fault);
  if (fault) return Error{path + ": the file cannot be read: " + fault.message() + ".", path + "：无法读取这个文件：" + fault.message() + "。"};
  if (size > kMostCsvBytes) return too_large(path);
  std::ifstream in(where, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  if (!in || !in.read(text.data(), static_cast<std::streamsize>(size)))
    return Error{path + ": the file cannot be read; check its permissions.", path + "：无法读取这个文件，请检查权限。"};
  return text;
}

Result<PointSet> read_points(const std::string& path) {
  const auto text = read_table(path);
  if (!text) return text.failure();
  return parse_points(text.value(), std::filesystem::path(path).filename().string());
}

Result<std::vector<Point>> parse_two_classes(std::string_view text, const std::string& file) {
  Result<PointSet> set = parse_points(text, file);
  if (!set) return set.failure();
  const std::vector<std::string>& classes = set.value().classes;
  const std::string count = std::to_string(classes.size());
  if (classes.size() > 2)
    return Error{file + ": there are " + count + " classes; this model tells two apart, so keep two of them.", file + "：共有 " + count + " 种类别；这个模型只区分两类，请保留两类。"};
  const bool one_high = classes.size() == 1 && classes[0] != "0" && classes[0] != "-1";
  for (Point& point : set.value().points) {
    if (std::abs(point.x) > kFarthestPoint || std::abs(point.y) > kFarthestPoint) 
      return Error{file + ": a coordinate is beyond ±10,000; scale the columns.", file + "：有坐标超出 ±10,000；请缩小这些列。"};
    if (one_high) point.label = 1;
  }
  return std::move(set.value().points);
}

}  // namespace epochs::data
