// The open lesson. What every player does is in lesson/typed_player.hpp.
#pragma once

#include "lesson/typed_player.hpp"
#include "names.hpp"
#include "views.hpp"

namespace epochs::self_attention {

class AttentionPlayer final : public lesson::TypedPlayer<Resolver> {
 public:
  AttentionPlayer(std::uint64_t seed, bool threaded) : TypedPlayer(seed, threaded, [](std::uint64_t s) { return Resolver(s); }) {}

  std::vector<std::string> views() const override { return {"looks", "heads", "query", "pizza", "hide", "cost", "scale", "chart"}; }
  Localized view_title(std::string_view view) const override;
  void draw(ui::Ui& ui, std::string_view view, ui::Rect area) override;
  std::optional<lesson::Account> account(Language language) const override;
  void select(std::string_view selection) override;
  void on_enter(const lesson::Step& step) override;
  void set_question(lesson::Question question) override { hand_.question_open = question == lesson::Question::Open; }
  std::optional<int> measured_answer(const lesson::Step& step) override;
  std::optional<double> reveal(const lesson::Step& step) override;

  std::vector<lesson::Setting> settings() const override;
  Result<void> set(std::string_view key, std::string_view value) override;
  Result<void> write_model(const std::string& file) const override;
  std::vector<lesson::Table> tables() const override;
  lesson::HonestyRecord honesty() const override;
  LocalizedText parameter_words(const std::string& parameter) const override;
  Localized loss_name() const override { return {"mean −ln p", "平均 −ln p"}; }
  void repair() override;

  const Hand& hand() const { return hand_; }

 private:
  int ops_of(lesson::Beat beat, const Snapshot& now) const override { return self_attention::ops_of(beat, now); }
  int code_line_of(lesson::TracePlace at, const Snapshot& now) const override { return self_attention::code_line_of(at, now); }
  void save_view(nlohmann::json& json) const override;
  void restore_view(const nlohmann::json& json) override;
  void settings_restored(const Resolver& model) override { wished_ = model.settings(); }
  Shown shown_now(const Snapshot& now) const;    // for what is asked for without a picture
  Place subject_of(const Shown& shown) const;    // the number that the step is about
  void follow_wishes(const Snapshot& now, double time);

  mutable Hand hand_;          // what a step is about is found by whoever asks first, a picture or the inspector
  Shown shown_;
  Settings wished_;            // already posted but perhaps not yet in a snapshot
  double agreed_at_ = 0;       // when they last were what a snapshot said (animation clock)
  std::string about_;          // id of the step whose number is shown, until the learner chooses another
};

}  // namespace epochs::self_attention
