// The open lesson: its views, settings and predictions. What every player does is in lesson/typed_player.hpp.
#pragma once

#include "lesson/typed_player.hpp"
#include "model.hpp"
#include "names.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

class BackpropPlayer final : public lesson::TypedPlayer<Backprop> {
 public:
  BackpropPlayer(std::uint64_t seed, bool threaded);

  std::vector<std::string> views() const override { return {"field", "network", "graph", "check"}; }
  Localized view_title(std::string_view view) const override;
  void draw(ui::Ui& ui, std::string_view view, ui::Rect area) override;
  std::optional<lesson::Account> account(Language language) const override;
  void select(std::string_view selection) override;
  void on_enter(const lesson::Step& step) override;
  void set_question(lesson::Question question) override { question_ = question; }

  std::optional<int> measured_answer(const lesson::Step& step) override;
  std::optional<double> reveal(const lesson::Step& step) override;

  std::vector<lesson::Setting> settings() const override;
  Result<void> set(std::string_view key, std::string_view value) override;
  Result<void> write_model(const std::string& file) const override;
  std::vector<lesson::Table> tables() const override;
  bool takes_points() const override { return true; }
  lesson::HonestyRecord honesty() const override;
  LocalizedText parameter_words(const std::string& parameter) const override;
  void repair() override;

 private:
  int ops_of(lesson::Beat beat, const Snapshot& now) const override { return backprop::ops_of(beat, now.network); }
  int code_line_of(lesson::TracePlace at, const Snapshot&) const override { return backprop::code_line_of(at); }
  void save_view(nlohmann::json& json) const override;
  void restore_view(const nlohmann::json& json) override;
  void settings_restored(const Backprop& model) override { wished_ = model.settings(); }
  void follow(const Settings& settings, double time);
  void set_shape(const Shape& shape);
  Result<void> set_hidden(std::string_view key, std::string_view value);
  Result<void> set_choice(std::string_view key, std::string_view value);
  Result<void> set_number(std::string_view key, std::string_view value);

  Hand hand_;
  lesson::Question question_ = lesson::Question::Settled;
  Settings wished_;            // already posted but perhaps not yet in a snapshot
  bool descending_ = true;     // the run that the question of "descent" is about has been begun
  double agreed_at_ = 0;       // when they last were what a snapshot said (animation clock)
};

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
