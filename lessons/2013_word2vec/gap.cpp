#include "gap.hpp"

#include <algorithm>
#include <cmath>

#include "sentences.hpp"

namespace epochs::word2vec {
namespace {

constexpr std::string_view kHole = "□", kTyped = "_", kWideTyped = "＿";

// v of the words that are known around the hole, their mean; empty where there are none.
RowVector mean_around(const Snapshot& seen, const Line& line, int hole) {
  RowVector sum = RowVector::Zero(seen.vectors->cols());
  int known = 0;
  const int window = seen.settings.window, size = static_cast<int>(line.ids.size());
  for (int i = std::max(0, hole - window); i <= hole + window && i < size; ++i) {
    const int id = line.ids[static_cast<std::size_t>(i)];
    if (i != hole && id >= 0) sum += seen.vectors->row(id), ++known;
  }
  return known > 0 ? RowVector(sum / static_cast<Real>(known)) : RowVector();
}

}  // namespace

WrittenHole find_hole(std::string_view written, std::size_t from) {
  WrittenHole out{written.size(), 0};
  for (const std::string_view hole : {kHole, kTyped, kWideTyped})
    if (const std::size_t at = written.find(hole, from); at < out.at) out = {at, hole.size()};
  return out;
}

Line line_of(const Text& text, std::string_view written) {
  Line out;
  for (std::size_t from = 0; from <= written.size();) {
    const WrittenHole hole = find_hole(written, from);
    for (std::string& word : words_of_line(written.substr(from, hole.at - from), text.source)) {
      const int id = text.find(word);
      out.ids.push_back(id >= 0 ? id : -2);
      out.words.push_back(std::move(word));
    }
    if (hole.bytes == 0) break;
    out.words.emplace_back(kHole), out.ids.push_back(-1);
    from = hole.at + hole.bytes;
  }
  return out;
}

std::vector<Fit> fits(const Snapshot& seen, const Line& line, int hole, int count) {
  std::vector<Fit> out;
  if (seen.outputs->rows() == 0 || hole < 0 || hole >= static_cast<int>(line.ids.size())) return out;
  const RowVector hidden = mean_around(seen, line, hole);
  if (hidden.size() == 0) return out;
  double most = -1e300, total = 0;
  for (Index word = 0; word < seen.outputs->rows(); ++word) {
    out.push_back({static_cast<int>(word), static_cast<double>(seen.outputs->row(word).dot(hidden))});
    most = std::max(most, out.back().probability);
  }
  for (Fit& fit : out) total += fit.probability = std::exp(fit.probability - most);
  for (Fit& fit : out) fit.probability /= total;
  const auto end = out.begin() + std::min<std::ptrdiff_t>(std::max(0, count), static_cast<std::ptrdiff_t>(out.size()));
  std::partial_sort(out.begin(), end, out.end(), [](const Fit& a, const Fit& b) { return a.probability > b.probability || (a.probability == b.probability && a.word < b.word); });
  out.erase(end, out.end());
  return out;
}

}  // namespace epochs::word2vec
