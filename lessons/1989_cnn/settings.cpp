// The settings as controls, and what a text or a control asks for as a command.
#include <cmath>

#include "data/packages.hpp"
#include "names.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

// Whole numbers of a shape: where they stand, and their ends.
struct Count {
  std::string_view key;
  Localized label, range;
  int low, high;
  int& (*place)(Shape& shape);
};

constexpr Localized kFilterRange{"a whole number from 1 to 32", "1 到 32 的整数"}, kSizeRange{"a whole number from 1 to 9", "1 到 9 的整数"}, kStrideRange{"a whole number from 1 to 4", "1 到 4 的整数"},
    kPaddingRange{"a whole number from 0 to 8", "0 到 8 的整数"};
constexpr Count kCounts[] = {
    {"filters", {"Filters", "滤波器个数"}, kFilterRange, 1, kMostFilters, [](Shape& s) -> int& { return s.first.filters; }},
    {"kernel", {"Kernel", "卷积核边长"}, kSizeRange, 1, kLargestKernel, [](Shape& s) -> int& { return s.first.size; }},
    {"stride", {"Stride", "步幅"}, kStrideRange, 1, kLargestStride, [](Shape& s) -> int& { return s.first.stride; }},
    {"padding", {"Padding", "填充"}, kPaddingRange, 0, kLargestKernel - 1, [](Shape& s) -> int& { return s.first.padding; }},
    {"filters2", {"Filters, layer 2", "第二层滤波器个数"}, kFilterRange, 1, kMostFilters, [](Shape& s) -> int& { return s.second.filters; }},
    {"kernel2", {"Kernel, layer 2", "第二层卷积核边长"}, kSizeRange, 1, kLargestKernel, [](Shape& s) -> int& { return s.second.size; }},
    {"stride2", {"Stride, layer 2", "第二层步幅"}, kStrideRange, 1, kLargestStride, [](Shape& s) -> int& { return s.second.stride; }},
    {"padding2", {"Padding, layer 2", "第二层填充"}, kPaddingRange, 0, kLargestKernel - 1, [](Shape& s) -> int& { return s.second.padding; }},
    {"pool", {"Pooling window", "池化窗口边长"}, {"a whole number from 2 to 4", "2 到 4 的整数"}, 2, kLargestPool, [](Shape& s) -> int& { return s.pool; }},
    {"width", {"Dense units", "全连接单元数"}, {"a whole number from 0 to 256", "0 到 256 的整数"}, 0, kLargestWidth, [](Shape& s) -> int& { return s.width; }}};
constexpr std::string_view kKnown = "digits, files, layers, filters, kernel, stride, padding, filters2, kernel2, stride2, padding2, activation, pooling, pool, width, optimizer, rate, half_life, batch, beside";

lesson::Setting anew(lesson::Setting setting) {
  setting.begins_anew = true;
  return setting;
}

Result<Command> with_shape(Settings& settings, const Shape& shape) {
  if (const auto fits = check(shape); !fits) return fits.failure();
  settings.shape = shape;
  return Command(SetShape{shape});
}

Result<Command> change_number(Settings& settings, std::string_view key, std::string_view value) {
  const std::optional<double> number = lesson::number_in(value);
  const auto whole = [&](int low, int high) { return number && *number >= low && *number <= high && *number == std::floor(*number); };
  if (key == "rate") {
    if (!number || !(*number > 0) || *number > kLargestRate) return lesson::not_in_range(key, {"a number above 0 and at most 1,000", "大于 0 且不超过 1,000 的数"}, value);
    settings.rate = *number;
    return Command(SetRate{settings.rate, settings.half_life});
  }
  if (key == "half_life") {
    if (!whole(0, kLongestHalfLife)) return lesson::not_in_range(key, {"0 (never) to 1,000,000", "0（不减）到 1,000,000 的整数"}, value);
    settings.half_life = static_cast<int>(*number);
    return Command(SetRate{settings.rate, settings.half_life});
  }
  if (key == "batch") {
    if (!whole(1, kMostBatch)) return lesson::not_in_range(key, {"a whole number from 1 to 1,000", "1 到 1,000 的整数"}, value);
    settings.batch = static_cast<int>(*number);
    return Command(SetBatch{settings.batch});
  }
  for (const Count& count : kCounts) {
    if (count.key != key) continue;
    if (!whole(count.low, count.high)) return lesson::not_in_range(key, count.range, value);
    Shape shape = settings.shape;
    count.place(shape) = static_cast<int>(*number);
    return with_shape(settings, shape);
  }
  return lesson::no_such_setting(key, kKnown);
}

template <class T, std::size_t N>
bool take(const std::array<Named<T>, N>& names, std::string_view value, T& place) {
  const auto found = lesson::find_named(names, value);
  if (found) place = *found;
  return found.has_value();
}

Result<Command> change_digits(std::string_view value) {
  const auto source = lesson::find_named(kSources, value);
  if (!source) return lesson::no_such_choice("digits", value);
  if (*source == Source::BuiltIn) return Command(UseDigits{Source::BuiltIn});
  if (*source == Source::Own) return Error{"Own digits are two files, one of pictures and one of labels; drop them on the window.", "自己的数字是两个文件：图像和标签；请把它们拖到窗口上。"};
  Result<cnn_data::Shared> digits = cnn_data::real(data::package_folder());
  if (!digits) return digits.failure();
  return Command(UseDigits{Source::Real, {}, {}, digits.value()});
}

Result<Command> change_files(std::string_view value) {
  const std::size_t end = value.find('\n');
  if (end == std::string_view::npos || end == 0 || end + 1 == value.size()) return lesson::not_in_range("files", {"two paths, a line each", "两个路径，各占一行"}, value);
  const std::string a(value.substr(0, end)), b(value.substr(end + 1));
  Result<cnn_data::Shared> digits = cnn_data::own(a, b);
  if (!digits) return digits.failure();
  return Command(UseDigits{Source::Own, a, b, digits.value()});
}

}  // namespace

std::vector<lesson::Setting> settings_of(const Settings& s, Source source) {
  using lesson::choice_setting, lesson::number_setting;
  std::vector<lesson::Setting> all{anew(choice_setting("digits", {"Digits", "数字"}, kSources, source)), anew(choice_setting("layers", {"Layers of maps", "特征图层数"}, kLayerCounts, s.shape.layers))};
  Shape shape = s.shape;
  for (const Count& count : kCounts) {
    if (count.key.ends_with('2') && shape.layers < 2) continue;
    if (count.key == "pool") {
      all.push_back(anew(choice_setting("activation", {"Activation", "激活函数"}, kActivations, shape.activation)));
      all.push_back(anew(choice_setting("pooling", {"Pooling", "池化"}, kPoolings, shape.pooling)));
      if (shape.pooling == Pooling::None) continue;
    }
    if (count.high > kMostFilters) all.push_back(anew(number_setting(std::string(count.key), count.label, {double(count.low), double(count.high), lesson::Scale::Whole}, count.place(shape))));
    else all.push_back(anew(lesson::count_setting(std::string(count.key), count.label, count.low, count.high, count.place(shape))));
  }
  const std::array rest{choice_setting("optimizer", {"Optimizer", "优化器"}, kOptimizers, s.optimizer),
                        number_setting("rate", {"Learning rate η", "学习率 η"}, {0.0001, 10, lesson::Scale::Logarithmic}, s.rate),
                        number_setting("half_life", {"Rate halves every (0: never)", "学习率每隔几步减半（0：不减）"}, {0, 2000, lesson::Scale::Whole}, s.half_life),
                        number_setting("batch", {"Batch", "批量大小"}, {1, 256, lesson::Scale::Whole}, s.batch),
                        anew(choice_setting("beside", {"Beside it", "同时训练"}, kBesides, s.beside))};
  all.insert(all.end(), rest.begin(), rest.end());
  return all;
}

Result<Command> change(Settings& settings, std::string_view key, std::string_view value) {
  Settings wish = settings;
  bool known = true;
  Command command = NewWeights{};
  if (key == "digits") return change_digits(value);
  if (key == "files") return change_files(value);
  if (key == "layers") known = take(kLayerCounts, value, wish.shape.layers);
  else if (key == "activation") known = take(kActivations, value, wish.shape.activation);
  else if (key == "pooling") known = take(kPoolings, value, wish.shape.pooling);
  else if (key == "optimizer") known = take(kOptimizers, value, wish.optimizer), command = SetOptimizer{wish.optimizer};
  else if (key == "beside") known = take(kBesides, value, wish.beside), command = SetBeside{wish.beside};
  else return change_number(settings, key, value);
  if (!known) return lesson::no_such_choice(key, value);
  if (std::holds_alternative<NewWeights>(command)) return with_shape(settings, wish.shape);
  settings = wish;
  return command;
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
