#include "network.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "nn/ops/softmax.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

constexpr Index kBatch = 64;

Error wrong(std::string english, std::string chinese) { return Error{std::move(english), std::move(chinese)}; }

bool within(int value, int low, int high) { return value >= low && value <= high; }

Result<void> check_numbers(const Shape& shape) {
  for (const MapLayer& layer : {shape.first, shape.second}) {
    if (!within(layer.filters, 1, kMostFilters)) return wrong("A layer has 1 to 32 filters.", "每层可有 1 到 32 个滤波器。");
    if (!within(layer.size, 1, kLargestKernel)) return wrong("A kernel is 1 to 9 cells wide.", "卷积核边长为 1 到 9。");
    if (!within(layer.stride, 1, kLargestStride)) return wrong("The stride is 1 to 4.", "步幅为 1 到 4。");
    if (!within(layer.padding, 0, layer.size - 1)) return wrong("The padding must be smaller than the kernel.", "填充必须小于卷积核边长。");
  }
  if (!within(shape.layers, 1, 2)) return wrong("There are one or two layers of feature maps.", "特征图层为一层或两层。");
  if (!within(shape.pool, 2, kLargestPool)) return wrong("The pooling window is 2 to 4 cells wide.", "池化窗口边长为 2 到 4。");
  if (!within(shape.width, 0, kLargestWidth)) return wrong("The dense layer has 0 to 256 units.", "全连接层可有 0 到 256 个单元。");
  if (shape.activation == nn::Activation::Step) return wrong("A step has no slope to learn from; choose another activation.", "阶跃函数没有可学习的斜率，请换一种激活函数。");
  return {};
}

Error too_small(const std::string& what, const std::string& chinese, int window, int side) {
  const std::string cells = std::to_string(window) + " × " + std::to_string(window), map = std::to_string(side) + " × " + std::to_string(side);
  return wrong(what + " of " + cells + " does not fit a map of " + map + "; make it smaller, or take a smaller stride.",
               chinese + cells + " 放不进 " + map + " 的特征图；请缩小窗口或步幅。");
}

// One window sliding over the stage before.
Stage slid(const Stage& from, std::string name, int maps, int size, int stride, int padding) {
  Stage to = from;
  to.name = std::move(name);
  to.maps = maps;
  to.height = (from.height + 2 * padding - size) / stride + 1;
  to.width = (from.width + 2 * padding - size) / stride + 1;
  to.field = from.field + (size - 1) * from.jump;
  to.start = from.start - padding * from.jump;
  to.jump = from.jump * stride;
  to.parameters = 0;
  return to;
}

std::string sentence_name(int layer) { return layer == 1 ? "The kernel of the first layer" : "The kernel of the second layer"; }

nn::CnnSettings settings_of(const Shape& shape) {
  nn::CnnSettings settings;
  settings.convolutions.clear();
  for (int i = 0; i < shape.layers; ++i) {
    const MapLayer& layer = i == 0 ? shape.first : shape.second;
    settings.convolutions.push_back({.filters = layer.filters, .size = layer.size, .stride = layer.stride, .padding = layer.padding, .activation = shape.activation,
                                     .pool = shape.pooling == Pooling::None ? 1 : shape.pool,
                                     .pooling = shape.pooling == Pooling::Average ? nn::Pooling::Average : nn::Pooling::Max});
  }
  settings.hidden.clear();
  if (shape.width > 0) settings.hidden.push_back(shape.width);
  settings.activation = shape.activation;
  return settings;
}

template <class Model>
Matrix bars_of(const Model& model, std::span<const std::uint8_t> bytes, Index count) {
  Matrix bars(count, kClasses), inputs;
  nn::Tape tape(nn::Mode::Infer);
  for (Index first = 0; first < count; first += kBatch) {
    const Index size = std::min(kBatch, count - first);
    inputs.resize(size, kPixels);
    to_inputs(bytes.subspan(static_cast<std::size_t>(first * kPixels), static_cast<std::size_t>(size * kPixels)), inputs);
    tape.begin();
    bars.middleRows(first, size) = tape.value(nn::softmax(tape, model(tape, tape.borrow(inputs))));
  }
  return bars;
}

Answer answer_of(const Matrix& bars) {
  Answer answer;
  for (std::size_t i = 0; i < answer.bars.size(); ++i) answer.bars[i] = static_cast<double>(bars(0, static_cast<Index>(i)));
  return answer;
}

}  // namespace

Result<void> check(const Shape& shape) {
  if (const auto numbers = check_numbers(shape); !numbers) return numbers;
  int side = kSide;
  for (int i = 1; i <= shape.layers; ++i) {
    const MapLayer& layer = i == 1 ? shape.first : shape.second;
    if (side + 2 * layer.padding < layer.size) return too_small(sentence_name(i), i == 1 ? "第一层的卷积核 " : "第二层的卷积核 ", layer.size, side + 2 * layer.padding);
    side = (side + 2 * layer.padding - layer.size) / layer.stride + 1;
    if (shape.pooling == Pooling::None) continue;
    if (side < shape.pool) return too_small("The pooling window", "池化窗口 ", shape.pool, side);
    side /= shape.pool;
  }
  return {};
}

std::vector<Stage> stages(const Shape& shape) {
  std::vector<Stage> out{{.name = "image", .height = kSide, .width = kSide}};
  for (int i = 1; i <= shape.layers; ++i) {
    const MapLayer& layer = i == 1 ? shape.first : shape.second;
    const int channels = out.back().maps;
    out.push_back(slid(out.back(), "conv" + std::to_string(i), layer.filters, layer.size, layer.stride, layer.padding));
    out.back().parameters = static_cast<long>(layer.filters) * (channels * layer.size * layer.size + 1);
    if (shape.pooling != Pooling::None) out.push_back(slid(out.back(), "pool" + std::to_string(i), layer.filters, shape.pool, shape.pool, 0));
  }
  for (const auto& [name, units] : {std::pair("hidden", shape.width), std::pair("output", kClasses)})
    if (units > 0) out.push_back({.name = name, .maps = units, .field = kSide, .parameters = (out.back().cells() + 1) * units});
  return out;
}

long parameter_count(const Shape& shape) {
  long count = 0;
  for (const Stage& stage : stages(shape)) count += stage.parameters;
  return count;
}

Square field_of(const Stage& stage, int row, int column) { return {stage.start + row * stage.jump, stage.start + column * stage.jump, stage.field}; }

Network make_network(const Shape& shape, Random& random) {
  const auto checked = check(shape);
  EPOCHS_CHECK(checked.ok(), checked.ok() ? "" : checked.error());
  return {shape, nn::Cnn(settings_of(shape), random)};
}

nn::Mlp make_plain_network(Random& random) {
  nn::Mlp out(kPixels, std::vector<Index>{kPlainWidth}, kClasses, nn::Activation::Relu, nn::Init::He, random);
  nn::initialise(out.layers.back().w.value, nn::Init::Uniform, random);
  return out;
}

long plain_parameter_count() { return (kPixels + 1L) * kPlainWidth + (kPlainWidth + 1L) * kClasses; }

int Answer::digit() const { return static_cast<int>(std::max_element(bars.begin(), bars.end()) - bars.begin()); }

Answer read(const Network& network, std::span<const std::uint8_t> picture) {
  EPOCHS_CHECK(picture.size() == static_cast<std::size_t>(kPixels), "cnn: a picture has 784 bytes");
  return answer_of(bars_of(network.model, picture, 1));
}
Answer read(const nn::Mlp& network, std::span<const std::uint8_t> picture) {
  EPOCHS_CHECK(picture.size() == static_cast<std::size_t>(kPixels), "cnn: a picture has 784 bytes");
  return answer_of(bars_of(network, picture, 1));
}

Matrix read_all(const Network& network, const data::Images& images) {
  EPOCHS_CHECK(images.size() == 0 || images.cells() == static_cast<std::size_t>(kPixels), "cnn: pictures have 28 × 28 pixels");
  return bars_of(network.model, images.bytes, static_cast<Index>(images.size()));
}
Matrix read_all(const nn::Mlp& network, const data::Images& images) {
  EPOCHS_CHECK(images.size() == 0 || images.cells() == static_cast<std::size_t>(kPixels), "cnn: pictures have 28 × 28 pixels");
  return bars_of(network, images.bytes, static_cast<Index>(images.size()));
}

std::vector<int> digits_of(const Matrix& bars) {
  std::vector<int> out;
  for (Index row = 0; row < bars.rows(); ++row) {
    Index best = 0;
    bars.row(row).maxCoeff(&best);
    out.push_back(static_cast<int>(best));
  }
  return out;
}

double share_right(const Matrix& bars, const data::Images& images) {
  if (images.size() == 0) return 0;
  const std::vector<int> said = digits_of(bars);
  std::size_t right = 0;
  for (std::size_t i = 0; i < images.size(); ++i) right += said[i] == images.labels[i];
  return static_cast<double>(right) / static_cast<double>(images.size());
}

void to_inputs(std::span<const std::uint8_t> bytes, Matrix& out) {
  EPOCHS_CHECK(bytes.size() == static_cast<std::size_t>(out.size()), "cnn: another number of pixels than cells");
  std::transform(bytes.begin(), bytes.end(), out.data(), [](std::uint8_t byte) { return static_cast<Real>(byte) * (Real(1) / 255); });
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
