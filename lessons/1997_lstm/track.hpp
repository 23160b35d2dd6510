// What the units of a network follow, by search: each property of a text against every unit (of an LSTM: what it shows, h, and its memory, c), and the best one measured
// again on text that was not searched.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lessons/1990_rnn/views.hpp"

namespace epochs::recurrent {

struct TrackProperty {
  std::string_view id;
  Localized label;
};
std::span<const TrackProperty> track_properties();
// A number for each place of the text.
std::vector<double> track_values(std::string_view property, std::span<const std::string> symbols);

// For each property the unit with the largest |r| on the first text, and its r on the second. values: T×H, as the units did along the texts.
std::vector<FoundUnit> search_track(ConstMatrix searched, std::span<const std::string> symbols, ConstMatrix fresh, std::span<const std::string> fresh_symbols);

// r where it was not searched, below 0 where its sign has turned: then the unit does not follow what it seemed to follow.
double kept_of(const FoundUnit& found);

// Of a column: c or h, of the simple network s; and the unit, from 0.
struct TrackColumn {
  std::string_view symbol;
  int unit = 0;
};
TrackColumn track_column(const Shape& shape, int column);

// So many of each of two parts of the held-out text; where that is short, of what is learned from and of what is held out.
inline constexpr std::size_t kTrackSymbols = 1600, kTrackLeast = 400;
std::shared_ptr<TrackSearch> begin_track(std::shared_ptr<const Network> network, std::shared_ptr<const Text> text);
bool go_on_track(TrackSearch& search, std::size_t symbols);          // reads so many more or, when all is read, asks for one more property; true when all is found

void draw_track_view(Scene& scene, ui::Rect area);

}  // namespace epochs::recurrent
