// Where the selected number comes from, term by term, and where it goes.
#include <algorithm>
#include <cmath>

#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using lesson::Account;
using lesson::AccountTerm;

constexpr std::size_t kMostUses = 6;

// The operand's own name where it has one; a bias otherwise.
AccountTerm term_of(const nn::Term& term, const Reading& reading, const Shape& shape, Language language) {
  AccountTerm out;
  out.value = term.contribution();
  const std::optional<Place> place = term.part < 0 && term.entry >= 0 ? place_at({term.entry, term.cell}, reading, shape) : std::nullopt;
  if (place) {
    const bool weighted = term.coefficient_entry >= 0;
    out.symbol = weighted ? "w\\," + symbol_of(*place) : symbol_of(*place);
    out.quantity = weighted ? "w" : quantity_of(*place);
    out.label = name_of(*place, language);
    if (weighted || term.coefficient != 1) out.factors = {term.coefficient, term.operand};
    return out;
  }
  const bool bias = term.entry >= 0 && term.coefficient_entry < 0 && reading.trace.entries[static_cast<std::size_t>(term.entry)].op == "parameter";
  out.symbol = bias ? "b" : "";
  out.quantity = bias ? "b" : "";
  if (bias) out.label = language == Language::English ? "bias" : "偏置";
  return out;
}

void add_uses(Account& account, const Spot& spot, const Reading& reading, const Shape& shape, Language language) {
  for (const nn::Use& use : nn::uses(reading.trace, spot.entry, spot.cell)) {
    const std::optional<Place> place = place_at({use.entry, use.cell}, reading, shape);
    if (!place || account.uses.size() == kMostUses) continue;
    account.uses.push_back({name_of(*place, language), to_text(*place)});
  }
}

// A bar is a score against all ten: its account is the softmax in words, not a sum.
void describe_bar(Account& account, const Reading& reading, const Place& place, Language language) {
  const Matrix& scores = reading.trace.entries[static_cast<std::size_t>(reading.parts.scores)].value;
  const auto most = static_cast<double>(scores.maxCoeff());
  double sum = 0;
  for (Index i = 0; i < scores.cols(); ++i) sum += std::exp(static_cast<double>(scores(0, i)) - most);
  const double own = std::exp(static_cast<double>(scores(0, place.map)) - most);
  account.terms.clear();
  account.consequences = {language == Language::English ? "e to the power of this digit's score, divided by the same of all ten scores added up."
                                                        : "e 的“该数字得分”次方，除以十个得分各自这样算出的总和。",
                          format_number(own, 4) + " / " + format_number(sum, 4) + " = " + format_number(own / sum, 4)};
}

}  // namespace

Account account_of(const Snapshot& seen, const Reading& reading, const Place& place, Language language) {
  const Shape& shape = seen.settings.shape;
  Account a;
  const std::optional<Spot> spot = spot_of(place, reading, shape);
  if (!spot) return a;
  a.symbol = symbol_of(place);
  a.quantity = quantity_of(place);
  a.description = name_of(place, language);
  a.value = a.sum = value_at(*spot, reading);
  a.sum_symbol = a.symbol;
  add_uses(a, *spot, reading, shape, language);
  const bool english = language == Language::English;
  if (place.kind == Place::Kind::Pixel) {
    const int byte = reading.picture[static_cast<std::size_t>(spot->cell.column)];
    a.consequences = {(english ? "Grey level: 0 is paper, 1 is ink. " : "灰度：0 是纸，1 是墨。") + std::to_string(byte) + " / 255"};
    return a;
  }
  if (place.kind == Place::Kind::Loss) {
    a.consequences = {english ? "J = −ln of the bar of the right answer: 0 when it is sure of it." : "J = −ln（正确答案的概率）：完全有把握时为 0。"};
    return a;
  }
  if (place.kind == Place::Kind::Bar) {
    describe_bar(a, reading, place, language);
    return a;
  }
  const nn::Explanation why = nn::explain(reading.trace, spot->entry, spot->cell);
  for (const nn::Term& term : why.terms) a.terms.push_back(term_of(term, reading, shape, language));
  a.sum = why.sum;
  if (!why.function.empty()) {
    a.sum_symbol = "z";
    const std::string name = why.function == "relu" ? "max(0, z)" : why.function + "(z)";
    a.consequences = {name + " = " + format_number(why.value, 3)};
  }
  return a;
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
