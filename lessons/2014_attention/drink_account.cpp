// A drink's score, opened: taste times feature, added up.
#include "lesson/player.hpp"
#include "views.hpp"

namespace epochs::translation {

lesson::Account drink_account(const GuestsState& state, Language language) {
  const Glass glass = pour(state.guests, state.guest, state.hard ? Pouring::Hard : Pouring::Soft);
  Index drink = state.row;
  if (!state.features || state.row < 0) glass.scores.maxCoeff(&drink);
  lesson::Account a;
  a.symbol = a.sum_symbol = "e", a.quantity = "score";
  a.description = std::string(kGuestNames[static_cast<std::size_t>(state.guest)].in(language)) + (language == Language::English ? " and " : "与") + std::string(kDrinkNames[static_cast<std::size_t>(drink)].in(language));
  a.value = static_cast<double>(glass.scores(drink)), a.decimals = 2;
  for (int feature = 0; feature < kFeatures; ++feature) {
    const auto taste = static_cast<double>(state.guests.tastes(state.guest, feature)), has = static_cast<double>(state.guests.features(drink, feature));
    const std::string i = std::to_string(feature + 1);
    a.terms.push_back({"q_{" + i + "} k_{" + i + "}", "q", "", std::string(kFeatureNames[static_cast<std::size_t>(feature)].in(language)), taste * has, {taste, has}});
    a.sum += taste * has;
  }
  a.consequences = {(language == Language::English ? "Its share of the glass: " : "它在杯中的份额：") + format_number(static_cast<double>(glass.shares(drink)), 2)};
  return a;
}

}  // namespace epochs::translation
