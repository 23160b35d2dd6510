#include "player.hpp"

#include <utility>

namespace epochs::translation {
namespace {

Settings with_attention() {
  Settings out;
  out.context = nn::Context::Attention;
  return out;
}

struct LookingTitle {
  std::string_view view;
  Localized words;
};
constexpr LookingTitle kLookingTitles[] = {{"guests", {"At the bar", "酒吧里"}}, {"query", {"One query, three stages", "一个查询，三个阶段"}}, {"heatmap", {"Where it looked", "它看向哪里"}}, {"arcs", {"The same numbers as links", "同样的数，画成连线"}}};

}  // namespace

AttentionPlayer::AttentionPlayer(std::uint64_t seed, bool threaded) : TranslationPlayer(seed, threaded, with_attention()) {}

Localized AttentionPlayer::view_title(std::string_view view) const {
  for (const LookingTitle& title : kLookingTitles)
    if (title.view == view) return title.words;
  return TranslationPlayer::view_title(view);
}

// Tastes and drinks are chosen, not learned.
lesson::HonestyRecord AttentionPlayer::honesty_of(std::string_view view) const {
  lesson::HonestyRecord record = honesty();
  if (view != "guests") return record;
  record.kind = lesson::Honesty::Illustrative;
  record.data = {"tastes and drinks chosen by hand", "口味和饮料的数是手工选的"};
  record.size = {"no network; you may change every number", "没有网络；每个数你都可以改"};
  return record;
}

// At the bar the number is a drink's score; the network has none there.
std::optional<lesson::Account> AttentionPlayer::account(Language language) const {
  return hand_.lesson_step == "guests" ? drink_account(own_.guests, language) : TranslationPlayer::account(language);
}

bool AttentionPlayer::draw_own(Scene& scene, std::string_view view, ui::Rect area) {
  using Draw = void (*)(Scene&, LookingHand&, ui::Rect);
  static constexpr std::pair<std::string_view, Draw> kOwn[] = {{"guests", draw_guests_view}, {"query", draw_query_view}, {"heatmap", draw_heatmap_view}, {"arcs", draw_arcs_view}};
  for (const auto& [name, draw_view] : kOwn)
    if (name == view) return draw_view(scene, own_, area), true;
  return false;
}

Place AttentionPlayer::subject_of(std::string_view step, const Shown& shown) const {
  if (!shown.looks() || step == "length" || step == "question") return TranslationPlayer::subject_of(step, shown);
  const int t = step_of(hand_, shown);
  Index most = 0;
  shown.run->weights.row(t).maxCoeff(&most);
  const Place::Kind kind = step == "query" || step == "dot" ? Place::Kind::Score : step == "soft" ? Place::Kind::Context : Place::Kind::Weight;
  return {kind, t, kind == Place::Kind::Context ? 0 : static_cast<int>(most)};
}

void AttentionPlayer::choose_for(const lesson::Step& step) {
  TranslationPlayer::choose_for(step);
  const bool moves = step.id == "cross" || step.id == "align" || step.id == "limits";
  if (moves) hand_.sentence = SentenceChoice::Clause;
  if (step.id == "learn" || step.id == "align") hand_.rows = Rows::Right;
  own_.query.source = -1;
}

}  // namespace epochs::translation
