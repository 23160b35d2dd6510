// The numbers of each view as a table: what "Save data (CSV)" writes.
#include <algorithm>

#include "lesson/setting.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using lesson::plain_number;
using lesson::Table;

std::string written(double value) { return plain_number(value, 9); }
std::string counted(Index from_zero) { return std::to_string(from_zero + 1); }

Table image_table(const Reading& reading) {
  Table out{"image", {"row", "column", "grey"}, {}};
  for (int i = 0; i < kPixels; ++i) out.rows.push_back({counted(i / kSide), counted(i % kSide), written(reading.picture[static_cast<std::size_t>(i)] / 255.0)});
  return out;
}

Table bars_table(const Snapshot& seen, const Reading& reading) {
  Table out{"bars", {"network", "digit", "probability"}, {}};
  const auto add = [&](const char* network, const Answer& answer) {
    for (std::size_t digit = 0; digit < kClasses; ++digit) out.rows.push_back({network, std::to_string(digit), written(answer.bars[digit])});
  };
  add("convolutional", reading.answer);
  if (seen.plain) add("plain", read(*seen.plain, reading.picture));
  return out;
}

Table weights_table(const Network& network) {
  Table out{"weights", {"parameter", "row", "column", "value"}, {}};
  nn::Cnn model = network.model;         // parameters() gives places to write to
  for (const nn::Parameter* parameter : model.parameters())
    for (Index row = 0; row < parameter->value.rows(); ++row)
      for (Index column = 0; column < parameter->value.cols(); ++column)
        out.rows.push_back({parameter->name, counted(row), counted(column), written(static_cast<double>(parameter->value(row, column)))});
  return out;
}

// The window that is looked at: what lies under it, product by product.
Table window_table(const Network& network, const Reading& reading, const WindowPlace& place) {
  Table out{"window", {"layer", "filter", "channel", "map_row", "map_column", "row", "column", "input", "weight", "product"}, {}};
  const WindowSum sum = sum_at(place, network, reading);
  for (Index row = 0; row < sum.products.rows(); ++row)
    for (Index column = 0; column < sum.products.cols(); ++column)
      out.rows.push_back({std::to_string(place.layer), counted(place.filter), counted(place.channel), counted(place.row), counted(place.column), counted(row), counted(column),
                          written(static_cast<double>(sum.patch(row, column))), written(static_cast<double>(sum.kernel(row, column))), written(static_cast<double>(sum.products(row, column)))});
  return out;
}

Table kernel_table(const KernelTrial& trial, const Reading& reading) {
  Table out{"kernel", {"matrix", "row", "column", "value"}, {}};
  for (std::size_t i = 0; i < trial.cells.size(); ++i)
    out.rows.push_back({"kernel", counted(static_cast<Index>(i) / trial.size), counted(static_cast<Index>(i) % trial.size), written(trial.cells[i])});
  const Matrix map = convolved(reading.picture, trial.cells, trial.stride, trial.padding);
  for (Index row = 0; row < map.rows(); ++row)
    for (Index column = 0; column < map.cols(); ++column) out.rows.push_back({"map", counted(row), counted(column), written(static_cast<double>(map(row, column)))});
  return out;
}

Table maps_table(const Network& network, const Reading& reading) {
  Table out{"maps", {"layer", "map", "row", "column", "value"}, {}};
  for (int layer = 1; layer <= network.shape.layers; ++layer)
    for (int filter = 0; filter < (layer == 1 ? network.shape.first : network.shape.second).filters; ++filter) {
      const Matrix map = map_of(layer, filter, network, reading);
      for (Index row = 0; row < map.rows(); ++row)
        for (Index column = 0; column < map.cols(); ++column)
          out.rows.push_back({std::to_string(layer), counted(filter), counted(row), counted(column), written(static_cast<double>(map(row, column)))});
    }
  return out;
}

// One filter: the sums, what the activation leaves, what pooling keeps.
Table pooling_table(const Network& network, const Reading& reading, const WindowPlace& place) {
  Table out{"pooling", {"stage", "layer", "map", "row", "column", "value"}, {}};
  const std::pair<const char*, Matrix> all[] = {{"z", scores_of(place.layer, place.filter, network, reading)},
                                                {"a", map_of(place.layer, place.filter, network, reading)},
                                                {"pooled", pooled_of(place.layer, place.filter, network, reading)}};
  for (const auto& [stage, map] : all)
    for (Index row = 0; row < map.rows(); ++row)
      for (Index column = 0; column < map.cols(); ++column)
        out.rows.push_back({stage, std::to_string(place.layer), counted(place.filter), counted(row), counted(column), written(static_cast<double>(map(row, column)))});
  return out;
}

Table text_table(const Hand& hand) {
  Table out{"text", {"place", "code"}, {}};
  for (const char32_t letter : decode_utf8(hand.words.text().empty() ? std::string_view("cat car dog") : std::string_view(hand.words.text())))
    out.rows.push_back({counted(static_cast<Index>(out.rows.size())), std::to_string(static_cast<std::uint32_t>(letter))});
  return out;
}

Table confusion_table(const Snapshot& seen) {
  Table out{"confusion", {"right", "said", "count"}, {}};
  const Confusion all = seen.score ? seen.score->confusion : confusion(read_all(*seen.network, *seen.digits->test), *seen.digits->test);
  for (std::size_t label = 0; label < kClasses; ++label)
    for (std::size_t said = 0; said < kClasses; ++said) out.rows.push_back({std::to_string(label), std::to_string(said), std::to_string(all.counts[label][said])});
  return out;
}

Table likes_table(const Snapshot& seen, const WindowPlace& place) {
  Table out{"likes", {"layer", "filter", "picture", "row", "column", "value"}, {}};
  const data::Images& train = *seen.digits->train;
  for (const Patch& patch : best_patches(*seen.network, data::part_of(train, 0, std::min(kSearchedForLikes, train.size())), place.layer, place.filter, kMostLiked))
    out.rows.push_back({std::to_string(place.layer), counted(place.filter), counted(static_cast<Index>(patch.picture)), counted(patch.row), counted(patch.column), written(patch.value)});
  return out;
}

Table occlusion_table(const Network& network, const Reading& reading) {
  Table out{"occlusion", {"digit", "row", "column", "fall"}, {}};
  const int digit = reading.answer.digit();
  const Matrix falls = occlusion(network, reading.picture, digit, kCoveredSide, kCoveredStep);
  for (Index row = 0; row < falls.rows(); ++row)
    for (Index column = 0; column < falls.cols(); ++column)
      out.rows.push_back({std::to_string(digit), counted(row * kCoveredStep), counted(column * kCoveredStep), written(static_cast<double>(falls(row, column)))});
  return out;
}

}  // namespace

std::vector<lesson::Table> tables_of(const Snapshot& seen, const Reading& reading, const Hand& hand) {
  const WindowPlace place = clamped(hand.window, *seen.network);
  return {image_table(reading),
          bars_table(seen, reading),
          window_table(*seen.network, reading, place),
          kernel_table(hand.trial, reading),
          pooling_table(*seen.network, reading, place),
          maps_table(*seen.network, reading),
          confusion_table(seen),
          likes_table(seen, place),
          occlusion_table(*seen.network, reading),
          text_table(hand),
          weights_table(*seen.network)};
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
