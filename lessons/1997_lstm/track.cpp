#include "track.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/check.hpp"
#include "lessons/1990_rnn/unit_search.hpp"
#include "nn/ops/cross_entropy.hpp"
#include "subject_number.hpp"

namespace epochs::recurrent {
namespace {

constexpr int kSpoken = 6;                       // quotation marks in a piece
constexpr int kNear = 30;                        // symbols from which on an end is as far as any
constexpr std::array<TrackProperty, 7> kTrackProperties{{{"quote", {"inside quotation marks", "在引号里"}},
                                                         {"word", {"inside a word", "在词里面"}},
                                                         {"letters", {"letters since the last blank", "离上个空格几个字母"}},
                                                         {"sentence", {"how far into the sentence", "在句里第几个"}},
                                                         {"end", {"how near the sentence’s end", "离句末多近"}},
                                                         {"vowel", {"just after a vowel", "刚过元音"}},
                                                         {"number", {"subject’s number, up to the verb", "主语单复数，到动词为止"}}}};

bool ends(const std::string& symbol) {
  for (const char* mark : {".", "!", "?", "。", "！", "？"})
    if (symbol == mark) return true;
  return false;
}

// Straight marks open and close in turn; no speech goes on beyond an empty line.
std::vector<double> quotes(std::span<const std::string> symbols) {
  std::vector<double> out;
  bool inside = false;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const std::string& symbol = symbols[i];
    if (symbol == "“" || symbol == "「") inside = true;
    else if (symbol == "”" || symbol == "」" || (symbol == "\n" && i > 0 && symbols[i - 1] == "\n")) inside = false;
    else if (symbol == "\"") inside = !inside;
    out.push_back(inside ? 1 : 0);
  }
  return out;
}

// 1 at the end, 0 from kNear symbols before it on.
std::vector<double> nearness(std::span<const std::string> symbols) {
  std::vector<double> out(symbols.size(), 0);
  int left = kNear;
  for (std::size_t i = symbols.size(); i-- > 0;) {
    left = ends(symbols[i]) ? 0 : std::min(left + 1, kNear);
    out[i] = 1 - static_cast<double>(left) / kNear;
  }
  return out;
}

std::vector<std::string> symbols_of_track(const Text& text, std::span<const int> ids) {
  std::vector<std::string> out;
  for (const int id : ids) out.push_back(text.symbols[static_cast<std::size_t>(id)]);
  return out;
}

// What the units did along a piece: the memory of an LSTM, else the state.
void read_piece(TrackSearch& search, std::size_t piece, std::size_t symbols) {
  const Network& network = *search.network;
  const std::vector<int>& ids = search.ids[piece];
  const std::size_t from = search.read[piece], count = std::min(symbols, ids.size() - from);
  if (count == 0) return;
  const std::vector<int> targets(count, nn::kIgnored);
  const Reading reading = read(network, std::span<const int>(ids).subspan(from, count), targets, search.states[piece]);
  const bool cells = reading.cells.rows() > 0;
  search.values[piece].middleRows(static_cast<Index>(from), static_cast<Index>(count)) = cells ? reading.cells : reading.states;
  const Index last = reading.steps() - 1, hidden = reading.states.cols();
  search.states[piece].head(hidden) = reading.states.row(last);
  if (cells) search.states[piece].tail(hidden) = reading.cells.row(last);
  search.read[piece] += count;
}

// Of a book not its title page: a piece that begins with a paragraph or, if need be, a line, behind the middle, a quarter, three quarters …; the first in which somebody speaks.
std::size_t begin_of_piece(const Text& text, const std::vector<int>& ids) {
  const int end = text.find("\n");
  const std::size_t last = ids.size() > kTrackSymbols ? ids.size() - kTrackSymbols : 0;
  const auto begin_behind = [&](std::size_t from) {
    for (const std::size_t lines : {std::size_t{2}, std::size_t{1}})
      for (std::size_t i = from + lines; end >= 0 && i <= std::min(last, from + kTrackSymbols); ++i)
        if (std::all_of(ids.begin() + static_cast<std::ptrdiff_t>(i - lines), ids.begin() + static_cast<std::ptrdiff_t>(i), [&](int id) { return id == end; })) return i;
    return std::min(from, last);
  };
  const auto speaks = [&](std::size_t from) {
    const auto first = ids.begin() + static_cast<std::ptrdiff_t>(from), behind = ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), from + kTrackSymbols));
    return std::count_if(first, behind, [&](int id) { return id == text.find("\"") || id == text.find("“"); }) >= kSpoken;
  };
  for (const std::size_t eighth : std::array<std::size_t, 7>{4, 2, 6, 1, 3, 5, 7})
    if (const std::size_t from = begin_behind(ids.size() / 8 * eighth); speaks(from)) return from;
  return begin_behind(ids.size() / 2);
}

}  // namespace

std::span<const TrackProperty> track_properties() { return kTrackProperties; }

std::vector<double> track_values(std::string_view property, std::span<const std::string> symbols) {
  if (property == "quote") return quotes(symbols);
  if (property == "end") return nearness(symbols);
  if (property == "number") return subject_number_along(symbols);
  if (property == "letters") return property_along(UnitOrder::WordPlace, symbols);
  if (property == "sentence") return property_along(UnitOrder::LineEnd, symbols);
  if (property == "vowel") return property_along(UnitOrder::Vowel, symbols);
  EPOCHS_CHECK(property == "word", "no such property of a text");
  std::vector<double> out = property_along(UnitOrder::WordStart, symbols);
  for (double& each : out) each = 1 - each;
  return out;
}

std::vector<FoundUnit> search_track(ConstMatrix searched, std::span<const std::string> symbols, ConstMatrix fresh, std::span<const std::string> fresh_symbols) {
  std::vector<FoundUnit> out;
  for (const TrackProperty& property : kTrackProperties) {
    const std::vector<double> values = track_values(property.id, symbols), elsewhere = track_values(property.id, fresh_symbols);
    FoundUnit found;
    found.property = property.id;
    const auto varies = [](const std::vector<double>& each) { return std::any_of(each.begin(), each.end(), [&](double v) { return v != each.front(); }); };
    for (Index unit = 0; unit < searched.cols() && varies(values) && varies(elsewhere); ++unit)
      if (const double r = correlation(searched, unit, values); found.unit < 0 || std::abs(r) > std::abs(found.searched)) found.unit = static_cast<int>(unit), found.searched = r;
    if (found.unit >= 0) found.correlation = correlation(fresh, found.unit, elsewhere);
    out.push_back(std::move(found));
  }
  return out;
}

std::shared_ptr<TrackSearch> begin_track(std::shared_ptr<const Network> network, std::shared_ptr<const Text> text) {
  auto out = std::make_shared<TrackSearch>();
  const std::array<const std::vector<int>*, 2> whole{&text->learn, &text->held_out};
  for (std::size_t piece = 0; piece < 2; ++piece) {
    const std::size_t from = begin_of_piece(*text, *whole[piece]), count = std::min(kTrackSymbols, whole[piece]->size() - from);
    const auto first = whole[piece]->begin() + static_cast<std::ptrdiff_t>(from);
    out->ids[piece].assign(first, first + static_cast<std::ptrdiff_t>(count));
    out->values[piece] = Matrix::Zero(static_cast<Index>(count), network->shape.hidden);
    out->states[piece] = network->zero_state(1).row(0);
  }
  out->network = std::move(network), out->text = std::move(text);
  return out;
}

bool go_on_track(TrackSearch& search, std::size_t symbols) {
  for (std::size_t piece = 0; piece < 2; ++piece) {
    if (search.read[piece] >= search.ids[piece].size()) continue;
    read_piece(search, piece, symbols);
    if (search.read[piece] < search.ids[piece].size() || piece == 0) return false;
  }
  search.found = search_track(search.values[0], symbols_of_track(*search.text, search.ids[0]), search.values[1], symbols_of_track(*search.text, search.ids[1]));
  if (search.text->source != Source::World) std::erase_if(search.found, [](const FoundUnit& each) { return each.property == "number"; });      // whose subjects nobody knows
  return true;
}

}  // namespace epochs::recurrent
