#include "look.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "nn/ops/softmax.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using Picture = std::span<const std::uint8_t>;

void check_picture(Picture picture) { EPOCHS_CHECK(picture.size() == static_cast<std::size_t>(kPixels), "cnn: a picture has 784 bytes"); }

Matrix inputs_of(Picture picture) {
  check_picture(picture);
  Matrix out(1, kPixels);
  to_inputs(picture, out);
  return out;
}

// Without an activation the maps carry the name that z has otherwise.
int first_of(const nn::Trace& trace, const std::string& name, const std::string& otherwise) {
  const int found = trace.find(name);
  return found >= 0 ? found : trace.find(otherwise);
}

Parts parts_of(const nn::Trace& trace, const Shape& shape) {
  Parts parts;
  parts.image = trace.find("image");
  for (std::size_t i = 0; i < static_cast<std::size_t>(shape.layers); ++i) {
    const std::string layer = "conv" + std::to_string(i + 1) + "/";
    parts.kernels[i] = trace.find(layer + "w");
    parts.biases[i] = trace.find(layer + "b");
    parts.maps[i] = trace.find(layer + "maps");
    parts.z[i] = first_of(trace, layer + "z", layer + "maps");
    parts.pooled[i] = trace.find(layer + "pooled");
  }
  parts.hidden_z = trace.find("hidden1/z");
  if (parts.hidden_z >= 0) parts.hidden = first_of(trace, "hidden1/" + std::string(nn::kind_of(shape.activation).name), "hidden1/z");
  parts.scores = trace.find("output/z");
  parts.bars = trace.find("bars");
  parts.loss = trace.find("loss");
  return parts;
}

}  // namespace

std::vector<int> forward_entries(const Parts& parts) {
  std::vector<int> out;
  for (const int entry : {parts.image, parts.z[0], parts.maps[0], parts.pooled[0], parts.z[1], parts.maps[1], parts.pooled[1], parts.hidden_z, parts.hidden, parts.scores, parts.bars})
    if (entry >= 0 && (out.empty() || entry != out.back())) out.push_back(entry);
  return out;
}

Reading record(const Network& network, Picture picture, int label) {
  EPOCHS_CHECK(label >= 0 && label < kClasses, "cnn: a label is 0 … 9");
  const Matrix image = inputs_of(picture);
  nn::Tape tape(nn::Mode::Record);
  tape.begin();
  const nn::Value scores = network.model(tape, tape.input(image, "image", nn::WantGradient::Yes));
  const nn::Value bars = tape.name("bars", nn::softmax(tape, scores));
  const nn::Value loss = tape.name("loss", nn::cross_entropy(tape, scores, std::vector<int>{label}));
  tape.backward(loss);
  Reading reading;
  for (std::size_t i = 0; i < reading.answer.bars.size(); ++i) reading.answer.bars[i] = static_cast<double>(tape.value(bars)(0, static_cast<Index>(i)));
  reading.trace = tape.trace();
  reading.parts = parts_of(reading.trace, network.shape);
  std::copy(picture.begin(), picture.end(), reading.picture.begin());
  reading.label = label;
  return reading;
}

Matrix occlusion(const Network& network, Picture picture, int digit, int side, int step) {
  check_picture(picture);
  EPOCHS_CHECK(digit >= 0 && digit < kClasses && side >= 1 && side <= kSide && step >= 1, "occlusion: digit, side or step is out of range");
  const int places = (kSide - side) / step + 1;
  data::Images covered{kSide, kSide, {}, {}, {}};
  for (int row = 0; row < places; ++row)
    for (int column = 0; column < places; ++column) {
      const std::size_t first = covered.bytes.size();
      covered.bytes.insert(covered.bytes.end(), picture.begin(), picture.end());
      covered.labels.push_back(0);
      for (int r = 0; r < side; ++r)
        std::fill_n(covered.bytes.begin() + static_cast<std::ptrdiff_t>(first) + (row * step + r) * kSide + column * step, side, std::uint8_t{0});
    }
  const double whole = read(network, picture).bars[static_cast<std::size_t>(digit)];
  const Matrix bars = read_all(network, covered);
  Matrix out(places, places);
  for (Index i = 0; i < out.size(); ++i) out.data()[i] = static_cast<Real>(whole - static_cast<double>(bars(i, digit)));
  return out;
}

std::vector<Patch> best_patches(const Network& network, const data::Images& images, int layer, int filter, int count) {
  EPOCHS_CHECK(layer >= 1 && layer <= network.shape.layers, "best_patches: no such layer");
  const nn::Conv& conv = network.model.convolutions[static_cast<std::size_t>(layer - 1)];
  EPOCHS_CHECK(filter >= 0 && filter < conv.filters(), "best_patches: no such filter");
  const std::vector<Stage> all = stages(network.shape);
  const Stage& stage = *std::find_if(all.begin(), all.end(), [&](const Stage& s) { return s.name == "conv" + std::to_string(layer); });
  nn::Tape tape(nn::Mode::Infer);
  Matrix input(1, kPixels);
  std::vector<Patch> out;
  for (std::size_t i = 0; i < images.size(); ++i) {
    to_inputs(images.picture(i), input);
    tape.begin();
    nn::Value maps = tape.borrow(input);
    for (int below = 0; below + 1 < layer; ++below) maps = network.model.convolutions[static_cast<std::size_t>(below)](tape, maps);
    const Matrix& seen = tape.value(nn::activation(tape, conv.activation, nn::conv2d(tape, maps, conv.w, conv.b, conv.window)));
    Index best = 0;
    const Real value = seen.row(0).segment(filter * conv.window.out_cells(), conv.window.out_cells()).maxCoeff(&best);
    const int row = static_cast<int>(best / conv.window.out_width()), column = static_cast<int>(best % conv.window.out_width());
    out.push_back({i, row, column, static_cast<double>(value), field_of(stage, row, column)});
  }
  std::stable_sort(out.begin(), out.end(), [](const Patch& a, const Patch& b) { return a.value > b.value; });
  out.resize(std::min(out.size(), static_cast<std::size_t>(std::max(0, count))));
  return out;
}

double Confusion::accuracy() const {
  int right = 0;
  for (std::size_t digit = 0; digit < kClasses; ++digit) right += counts[digit][digit];
  return said.empty() ? 0 : static_cast<double>(right) / static_cast<double>(said.size());
}

Confusion confusion(const Matrix& bars, const data::Images& images) {
  EPOCHS_CHECK(bars.rows() == static_cast<Index>(images.size()), "confusion: as many answers as pictures");
  Confusion out;
  out.said = digits_of(bars);
  for (std::size_t i = 0; i < images.size(); ++i) ++out.counts[images.labels[i]][static_cast<std::size_t>(out.said[i])];
  return out;
}

std::vector<double> kernel_of(Preset preset, int size) {
  EPOCHS_CHECK(size >= 1 && size <= kLargestKernel, "kernel_of: a kernel is 1 to 9 cells wide");
  const double cells = size * size, middle = 0.5 * (size - 1);
  std::vector<double> out;
  for (int row = 0; row < size; ++row)
    for (int column = 0; column < size; ++column) {
      const bool centre = row == size / 2 && column == size / 2;
      const double across = preset == Preset::VerticalEdge ? column - middle : row - middle;
      switch (preset) {
        case Preset::VerticalEdge:
        case Preset::HorizontalEdge: out.push_back(across > 0 ? 1 : across < 0 ? -1 : 0); break;
        case Preset::Blur: out.push_back(1 / cells); break;
        case Preset::Sharpen: out.push_back(centre ? 2 - 1 / cells : -1 / cells); break;   // twice the pixel less the blur
      }
    }
  return out;
}

Matrix convolved(Picture picture, const std::vector<double>& kernel, int stride, int padding) {
  const auto size = static_cast<Index>(std::lround(std::sqrt(static_cast<double>(kernel.size()))));
  EPOCHS_CHECK(static_cast<std::size_t>(size * size) == kernel.size(), "convolved: a kernel is a square");
  Matrix weights(size * size, 1);
  for (Index i = 0; i < weights.size(); ++i) weights(i, 0) = static_cast<Real>(kernel[static_cast<std::size_t>(i)]);
  const Matrix image = inputs_of(picture);
  const nn::Window window{.channels = 1, .height = kSide, .width = kSide, .size = size, .stride = stride, .padding = padding};
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const nn::Value map = nn::conv2d(tape, tape.borrow(image), tape.borrow(weights), tape.zeros(1, 1), window);
  return Eigen::Map<const Matrix>(tape.value(map).data(), window.out_height(), window.out_width());
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
