// The numbers of the pictures of looking, as tables.
#include "lesson/setting.hpp"
#include "views.hpp"

namespace epochs::translation {
namespace {

using lesson::Table;

std::string number_of(Real value) { return lesson::plain_number(static_cast<double>(value), 9); }

// Every weight: which word was looked at before which was written, and whether it truly belongs.
Table weights_table(const char* name, const Shown& shown) {
  Table out{name, {"step", "written", "read", "score", "weight", "belongs"}, {}};
  if (!shown.looks()) out.rows.push_back({"", "", "", "", "", ""});
  for (int t = 0; shown.looks() && t < shown.steps(); ++t)
    for (int s = 0; s < shown.read(); ++s)
      out.rows.push_back({std::to_string(t + 1), shown.word_at(t), shown.word_read(s), number_of(shown.run->scores(t, s)), number_of(shown.run->weights(t, s)), shown.belongs(t, s) ? "1" : "0"});
  return out;
}

void add_vector(Table& out, const char* what, const std::string& word, const Eigen::Ref<const RowVector>& values) {
  for (Index j = 0; j < values.size(); ++j) out.rows.push_back({what, word, std::to_string(j + 1), number_of(values(j))});
}

Table query_table(const Shown& shown) {
  Table out{"query", {"what", "word", "column", "value"}, {}};
  if (!shown.looks()) out.rows.push_back({"", "", "", ""});
  for (int t = 0; shown.looks() && t < shown.steps(); ++t) add_vector(out, "query", shown.word_at(t), shown.run->queries.row(t)), add_vector(out, "mix", shown.word_at(t), shown.run->contexts.row(t));
  for (int s = 0; shown.looks() && s < shown.read(); ++s) add_vector(out, "key", shown.word_read(s), shown.run->keys.row(s)), add_vector(out, "value", shown.word_read(s), shown.run->states.row(s));
  return out;
}

Table guests_table(const GuestsState& state) {
  Table out{"guests", {"guest", "drink", "score", "share"}, {}};
  for (int guest = 0; guest < kGuests; ++guest) {
    const Glass glass = pour(state.guests, guest, state.hard ? Pouring::Hard : Pouring::Soft);
    for (int drink = 0; drink < kDrinks; ++drink)
      out.rows.push_back({std::string(kGuestNames[static_cast<std::size_t>(guest)].english), std::string(kDrinkNames[static_cast<std::size_t>(drink)].english), number_of(glass.scores(drink)), number_of(glass.shares(drink))});
  }
  return out;
}

}  // namespace

std::vector<Table> looking_tables(const Shown& shown, const LookingHand& own) { return {weights_table("heatmap", shown), weights_table("arcs", shown), query_table(shown), guests_table(own.guests)}; }

}  // namespace epochs::translation
