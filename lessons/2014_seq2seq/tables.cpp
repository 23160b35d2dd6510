// The numbers of the pictures as tables: what "Save data (CSV)" writes.
#include "lesson/setting.hpp"
#include "views.hpp"

namespace epochs::translation {
namespace {

using lesson::Table;

std::string digits(Real value) { return lesson::plain_number(static_cast<double>(value), 9); }

void add_rows(Table& out, const char* what, const std::vector<std::string>& words, const Matrix& values) {
  for (Index i = 0; i < values.rows(); ++i)
    for (Index j = 0; j < values.cols(); ++j) out.rows.push_back({what, words[static_cast<std::size_t>(i)], std::to_string(j + 1), digits(values(i, j))});
}

// The states of reader and writer, and the vector between them.
Table bridge_table(const Shown& shown) {
  Table out{"bridge", {"what", "word", "column", "value"}, {}};
  std::vector<std::string> read, written;
  for (int s = 0; s < shown.read(); ++s) read.push_back(shown.word_read(s));
  for (int t = 0; t < shown.steps(); ++t) written.push_back(shown.word_at(t));
  add_rows(out, "reader", read, shown.run->states);
  add_rows(out, "vector", {""}, shown.run->start);
  add_rows(out, "writer", written, shown.run->decoded);
  return out;
}

Table translate_table(const Shown& shown) {
  Table out{"translate", {"step", "word", "probability", "should_be"}, {}};
  for (int t = 0; t < shown.steps(); ++t) {
    const auto step = static_cast<std::size_t>(t);
    const std::string wanted = !shown.pair ? "" : step < shown.pair->target.size() ? shown.corpus->target.word(shown.pair->target[step]) : step == shown.pair->target.size() ? "<end>" : "";
    out.rows.push_back({std::to_string(t + 1), shown.word_at(t), digits(shown.run->probabilities(t, shown.id_at(t))), wanted});
  }
  return out;
}

}  // namespace

std::vector<Table> tables_of(const Snapshot& seen, const Shown& shown, const Hand& hand) {
  std::vector<Table> out = sequence_tables(seen, shown, hand);
  out.push_back(bridge_table(shown)), out.push_back(translate_table(shown));
  return out;
}

}  // namespace epochs::translation
