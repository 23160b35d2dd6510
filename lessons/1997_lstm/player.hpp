// The open lesson: the player of the recurrent network, with the pictures of gates and of what a unit follows.
#pragma once

#include "lessons/1990_rnn/player.hpp"

namespace epochs::recurrent {

class GatedPlayer final : public RecurrentPlayer {
 public:
  GatedPlayer(std::uint64_t seed, bool threaded);

  std::vector<std::string> views() const override;
  Localized view_title(std::string_view view) const override;
  std::optional<int> measured_answer(const lesson::Step& step) override;
  std::optional<double> reveal(const lesson::Step& step) override;
  std::vector<lesson::Table> tables() const override;

 private:
  bool draw_own(Scene& scene, std::string_view view, ui::Rect area) override;
  int code_line_of(lesson::TracePlace at, const Snapshot& now) const override;
  Place subject_of(const Snapshot& now, const Shown& shown) const override;
};

// Of the code twin in text.*.md, from 1.
int gated_code_line(lesson::TracePlace at, nn::RecurrentKind kind);

}  // namespace epochs::recurrent
