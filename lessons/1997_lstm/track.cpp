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

// Lines are broken anywhere in a book: only a mark or an empty line ends a sentence. Between sentences 0.
std::vector<double> into_sentence(std::span<const std::string> symbols) {
  std::vector<double> out;
  double in_this = 0;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const bool line = symbols[i] == "\n", empty = line && i > 0 && symbols[i - 1] == "\n", between = in_this == 0 && (line || symbols[i] == " ");
    in_this = ends(symbols[i]) || empty || between ? 0 : in_this + 1;
    out.push_back(in_this);
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

// What the units did along a piece: the state and, of an LSTM, the memory.
void read_piece(TrackSearch& search, std::size_t piece, std::size_t symbols) {
  const Network& network = *search.network;
  const std::vector<int>& ids = search.ids[piece];
  const std::size_t from = search.read[piece], count = std::min(symbols, ids.size() - from);
  if (count == 0) return;
  const std::vector<int> targets(count, nn::kIgnored);
  const Reading reading = read(network, std::span<const int>(ids).subspan(from, count), targets, search.states[piece]);
  const Index hidden = reading.states.cols();
  auto rows = search.values[piece].middleRows(static_cast<Index>(from), static_cast<Index>(count));
  rows.leftCols(hidden) = reading.states;
  if (reading.cells.rows() > 0) rows.rightCols(hidden) = reading.cells;
  search.states[piece] = rows.bottomRows(1);     // [h] or [h | c], as a network takes it
  search.read[piece] += count;
}

// r of every column in one pass over the rows: column by column it takes several times as long.
std::vector<double> correlations(ConstMatrix values, std::span<const double> property) {
  using Sums = Eigen::Array<double, 1, Eigen::Dynamic>;
  Sums a = Sums::Zero(values.cols()), aa = a, ab = a, row = a;
  double b = 0, bb = 0;
  for (Index t = 0; t < values.rows(); ++t) {
    const double wanted = property[static_cast<std::size_t>(t)];
    row = values.row(t).cast<double>().array();
    a += row, aa += row * row, ab += row * wanted, b += wanted, bb += wanted * wanted;
  }
  const auto count = static_cast<double>(values.rows());
  std::vector<double> out(static_cast<std::size_t>(values.cols()), 0);
  const double of_b = bb - b * b / count;
  for (Index unit = 0; unit < values.cols(); ++unit)
    if (const double of_a = aa(unit) - a(unit) * a(unit) / count; of_a > 1e-12 * count && of_b > 1e-12 * count)
      out[static_cast<std::size_t>(unit)] = std::clamp((ab(unit) - a(unit) * b / count) / std::sqrt(of_a * of_b), -1.0, 1.0);
  return out;
}

FoundUnit follow_property(std::string_view property, ConstMatrix searched, std::span<const std::string> symbols, ConstMatrix fresh, std::span<const std::string> fresh_symbols) {
  FoundUnit out;
  out.property = property, out.along = track_values(property, fresh_symbols);
  const std::vector<double> values = track_values(property, symbols);
  const auto varies = [](const std::vector<double>& each) { return std::any_of(each.begin(), each.end(), [&](double v) { return v != each.front(); }); };
  if (!varies(values) || !varies(out.along) || searched.cols() == 0) return out;
  const std::vector<double> scores = correlations(searched, values);
  out.unit = strongest_unit(scores), out.searched = scores[static_cast<std::size_t>(out.unit)];
  out.correlation = correlation(fresh, out.unit, out.along);
  return out;
}

// Of others than TinyWorld nobody knows the subjects.
bool is_asked(const TrackProperty& property, const Text& text) { return property.id != "number" || text.source == Source::World; }

// Of a book not its title page: a piece that begins with a paragraph or, if need be, a line, behind the middle, a quarter, three quarters …; the first in which somebody speaks.
std::size_t begin_of_piece(const Text& text, std::span<const int> ids) {
  const int end = text.find("\n"), straight = text.find("\""), opens = text.find("“");
  const std::size_t last = ids.size() > kTrackSymbols ? ids.size() - kTrackSymbols : 0;
  const auto begin_behind = [&](std::size_t from) {
    for (const std::size_t lines : {std::size_t{2}, std::size_t{1}})
      for (std::size_t i = from + lines; end >= 0 && i <= std::min(last, from + kTrackSymbols); ++i)
        if (ids[i - 1] == end && ids[i - lines] == end) return i;
    return std::min(from, last);
  };
  const auto speaks = [&](std::size_t from) {
    const auto piece = ids.subspan(from, std::min(kTrackSymbols, ids.size() - from));
    return std::count_if(piece.begin(), piece.end(), [&](int id) { return id == straight || id == opens; }) >= kSpoken;
  };
  for (const std::size_t eighth : std::array<std::size_t, 7>{4, 2, 6, 1, 3, 5, 7})
    if (const std::size_t from = begin_behind(ids.size() / 8 * eighth); speaks(from)) return from;
  return begin_behind(ids.size() / 2);
}

// Where to search and where not: neither was learned from, if there is enough of that.
std::array<std::span<const int>, 2> parts_of(const Text& text) {
  const std::span<const int> held_out(text.held_out);
  const std::size_t half = held_out.size() / 2;
  if (half < kTrackLeast) return {std::span<const int>(text.learn), held_out};
  return {held_out.first(half), held_out.subspan(half)};
}

}  // namespace

std::span<const TrackProperty> track_properties() { return kTrackProperties; }

std::vector<double> track_values(std::string_view property, std::span<const std::string> symbols) {
  if (property == "quote") return quotes(symbols);
  if (property == "end") return nearness(symbols);
  if (property == "number") return subject_number_along(symbols);
  if (property == "letters") return property_along(UnitOrder::WordPlace, symbols);
  if (property == "sentence") return into_sentence(symbols);
  if (property == "vowel") return property_along(UnitOrder::Vowel, symbols);
  EPOCHS_CHECK(property == "word", "no such property of a text");
  std::vector<double> out = property_along(UnitOrder::WordStart, symbols);
  for (double& each : out) each = 1 - each;
  return out;
}

std::vector<FoundUnit> search_track(ConstMatrix searched, std::span<const std::string> symbols, ConstMatrix fresh, std::span<const std::string> fresh_symbols) {
  std::vector<FoundUnit> out;
  for (const TrackProperty& property : kTrackProperties) out.push_back(follow_property(property.id, searched, symbols, fresh, fresh_symbols));
  return out;
}

double kept_of(const FoundUnit& found) { return found.searched < 0 ? -found.correlation : found.correlation; }

TrackColumn track_column(const Shape& shape, int column) {
  const auto hidden = static_cast<int>(shape.hidden);
  if (shape.kind == nn::RecurrentKind::Lstm && column >= hidden) return {"c", column - hidden};
  return {shape.kind == nn::RecurrentKind::Rnn ? "s" : "h", column};
}

std::shared_ptr<TrackSearch> begin_track(std::shared_ptr<const Network> network, std::shared_ptr<const Text> text) {
  auto out = std::make_shared<TrackSearch>();
  const auto parts = parts_of(*text);
  for (std::size_t piece = 0; piece < 2; ++piece) {
    const std::size_t from = begin_of_piece(*text, parts[piece]);
    const auto ids = parts[piece].subspan(from, std::min(kTrackSymbols, parts[piece].size() - from));
    out->ids[piece].assign(ids.begin(), ids.end());
    out->symbols[piece] = symbols_of_track(*text, ids);
    out->states[piece] = network->zero_state(1).row(0);
    out->values[piece] = Matrix::Zero(static_cast<Index>(ids.size()), out->states[piece].cols());
  }
  out->network = std::move(network), out->text = std::move(text);
  return out;
}

bool go_on_track(TrackSearch& search, std::size_t symbols) {
  for (std::size_t piece = 0; piece < 2; ++piece)
    if (search.read[piece] < search.ids[piece].size()) return read_piece(search, piece, symbols), false;
  const auto next = std::find_if(kTrackProperties.begin(), kTrackProperties.end(), [&](const TrackProperty& each) {
    return is_asked(each, *search.text) && std::none_of(search.asked.begin(), search.asked.end(), [&](const FoundUnit& known) { return known.property == each.id; });
  });
  if (next != kTrackProperties.end()) return search.asked.push_back(follow_property(next->id, search.values[0], search.symbols[0], search.values[1], search.symbols[1])), false;
  search.found = search.asked;
  return true;
}

}  // namespace epochs::recurrent
