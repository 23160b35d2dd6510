// The open lesson: the player of translation, with the pictures of looking back.
#pragma once

#include "lessons/2014_seq2seq/player.hpp"
#include "views.hpp"

namespace epochs::translation {

class AttentionPlayer final : public TranslationPlayer {
 public:
  AttentionPlayer(std::uint64_t seed, bool threaded);

  std::vector<std::string> views() const override { return {"guests", "query", "heatmap", "arcs", "translate", "length", "chart"}; }
  Localized view_title(std::string_view view) const override;
  lesson::HonestyRecord honesty_of(std::string_view view) const override;
  std::optional<lesson::Account> account(Language language) const override;
  const LookingHand& looking() const { return own_; }

 private:
  bool draw_own(Scene& scene, std::string_view view, ui::Rect area) override;
  Place subject_of(std::string_view step, const Shown& shown) const override;
  void choose_for(const lesson::Step& step) override;
  std::vector<lesson::Table> own_tables(const Shown& shown) const override { return looking_tables(shown, own_); }

  LookingHand own_;
};

}  // namespace epochs::translation
