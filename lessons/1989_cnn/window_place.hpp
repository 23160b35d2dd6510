// Where the sliding window stands: which layer, filter and channel, and the numbers under it.
#pragma once

#include "look.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

struct WindowPlace {
  int layer = 1, filter = 0, channel = 0;
  int row = 9, column = 9;               // of the map
  bool operator==(const WindowPlace&) const = default;
};
WindowPlace clamped(WindowPlace place, const Network& network);          // onto the network that there is now
WindowPlace strongest_place(int layer, const Network& network, const Reading& reading);   // where a filter of the layer answers most
WindowPlace next_place(WindowPlace place, const Network& network);       // one to the right, then the next row, then from the start

// One filter over one channel at one place.
struct WindowSum {
  Matrix patch, kernel, products;        // size × size; beyond the picture the patch is 0
  Eigen::Matrix<bool, Eigen::Dynamic, Eigen::Dynamic> padded;            // there
  double sum = 0;                        // of the products
  double others = 0;                     // what the other channels add; 0 when there are none
  double bias = 0, z = 0, a = 0;         // z = sum + others + bias, a = f(z), as the trace has them
  Square square;                         // of the input, in its cells; may reach beyond it
};
WindowSum sum_at(const WindowPlace& place, const Network& network, const Reading& reading);

Matrix input_of(const WindowPlace& place, const Network& network, const Reading& reading);   // the channel that the window slides over
Matrix map_of(int layer, int filter, const Network& network, const Reading& reading);        // f(z)
Matrix scores_of(int layer, int filter, const Network& network, const Reading& reading);     // z, before the activation
Matrix pooled_of(int layer, int filter, const Network& network, const Reading& reading);     // without pooling the map itself
Matrix kernel_at(const WindowPlace& place, const Network& network);

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
