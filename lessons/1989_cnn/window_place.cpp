#include "window_place.hpp"

#include <algorithm>

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

const nn::Conv& conv_of(int layer, const Network& network) { return network.model.convolutions[static_cast<std::size_t>(layer - 1)]; }
int in(int value, Index count) { return std::clamp(value, 0, static_cast<int>(count) - 1); }

// Rows and columns of one map of an entry: 1 × (maps · height · width).
Matrix part_of_entry(const Reading& reading, int entry, int map, Index height, Index width) {
  const Matrix& all = reading.trace.entries[static_cast<std::size_t>(entry)].value;
  return Eigen::Map<const Matrix>(all.data() + map * height * width, height, width);
}

}  // namespace

WindowPlace clamped(WindowPlace place, const Network& network) {
  place.layer = std::clamp(place.layer, 1, network.shape.layers);
  const nn::Conv& conv = conv_of(place.layer, network);
  place.filter = in(place.filter, conv.filters());
  place.channel = in(place.channel, conv.window.channels);
  place.row = in(place.row, conv.window.out_height());
  place.column = in(place.column, conv.window.out_width());
  return place;
}

WindowPlace next_place(WindowPlace place, const Network& network) {
  const nn::Window& window = conv_of(place.layer, network).window;
  if (++place.column < window.out_width()) return place;
  place.column = 0;
  place.row = (place.row + 1) % static_cast<int>(window.out_height());
  return place;
}

Matrix input_of(const WindowPlace& place, const Network& network, const Reading& reading) {
  const nn::Window& window = conv_of(place.layer, network).window;
  const Parts& parts = reading.parts;
  const int entry = place.layer == 1 ? parts.image : parts.pooled[0] >= 0 ? parts.pooled[0] : parts.maps[0];
  return part_of_entry(reading, entry, place.channel, window.height, window.width);
}

Matrix map_of(int layer, int filter, const Network& network, const Reading& reading) {
  const nn::Window& window = conv_of(layer, network).window;
  return part_of_entry(reading, reading.parts.maps[static_cast<std::size_t>(layer - 1)], filter, window.out_height(), window.out_width());
}

WindowPlace strongest_place(int layer, const Network& network, const Reading& reading) {
  WindowPlace best{layer, 0, 0, 0, 0};
  double most = -1e300;
  for (int filter = 0; filter < static_cast<int>(conv_of(layer, network).filters()); ++filter) {
    Index row = 0, column = 0;
    const auto value = static_cast<double>(scores_of(layer, filter, network, reading).maxCoeff(&row, &column));
    if (value > most) most = value, best = {layer, filter, 0, static_cast<int>(row), static_cast<int>(column)};
  }
  return best;
}

Matrix scores_of(int layer, int filter, const Network& network, const Reading& reading) {
  const nn::Window& window = conv_of(layer, network).window;
  return part_of_entry(reading, reading.parts.z[static_cast<std::size_t>(layer - 1)], filter, window.out_height(), window.out_width());
}

Matrix pooled_of(int layer, int filter, const Network& network, const Reading& reading) {
  const int entry = reading.parts.pooled[static_cast<std::size_t>(layer - 1)];
  if (entry < 0) return map_of(layer, filter, network, reading);
  const nn::Window& window = conv_of(layer, network).window;
  return part_of_entry(reading, entry, filter, window.out_height() / network.shape.pool, window.out_width() / network.shape.pool);
}

Matrix kernel_at(const WindowPlace& place, const Network& network) {
  const nn::Conv& conv = conv_of(place.layer, network);
  const Index size = conv.window.size;
  Matrix out(size, size);
  for (Index i = 0; i < out.size(); ++i) out.data()[i] = conv.w.value(place.channel * size * size + i, place.filter);
  return out;
}

WindowSum sum_at(const WindowPlace& place, const Network& network, const Reading& reading) {
  const nn::Conv& conv = conv_of(place.layer, network);
  const nn::Window& window = conv.window;
  const Matrix input = input_of(place, network, reading);
  WindowSum out;
  out.kernel = kernel_at(place, network);
  out.patch = Matrix::Zero(window.size, window.size);
  out.padded.setConstant(window.size, window.size, true);
  out.square = {static_cast<int>(place.row * window.stride - window.padding), static_cast<int>(place.column * window.stride - window.padding), static_cast<int>(window.size)};
  for (Index i = 0; i < window.size; ++i)
    for (Index j = 0; j < window.size; ++j) {
      const Index row = out.square.row + i, column = out.square.column + j;
      if (row < 0 || column < 0 || row >= window.height || column >= window.width) continue;
      out.patch(i, j) = input(row, column);
      out.padded(i, j) = false;
    }
  out.products = out.patch.cwiseProduct(out.kernel);
  out.sum = static_cast<double>(out.products.sum());
  out.bias = static_cast<double>(conv.b.value(0, place.filter));
  const Index cell = (place.filter * window.out_height() + place.row) * window.out_width() + place.column;
  const auto layer = static_cast<std::size_t>(place.layer - 1);
  out.z = static_cast<double>(reading.trace.entries[static_cast<std::size_t>(reading.parts.z[layer])].value(0, cell));
  out.a = static_cast<double>(reading.trace.entries[static_cast<std::size_t>(reading.parts.maps[layer])].value(0, cell));
  out.others = window.channels > 1 ? out.z - out.sum - out.bias : 0;
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
