// The open lesson, of 2014_seq2seq and of 2014_attention, which adds pictures of its own. What every player does is in lesson/typed_player.hpp.
#pragma once

#include "lesson/typed_player.hpp"
#include "names.hpp"
#include "views.hpp"

namespace epochs::translation {

class TranslationPlayer : public lesson::TypedPlayer<Interpreter> {
 public:
  TranslationPlayer(std::uint64_t seed, bool threaded) : TranslationPlayer(seed, threaded, Settings{}) {}

  std::vector<std::string> views() const override { return {"dictionary", "bridge", "translate", "chart", "length", "forcing", "tree"}; }
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
  const Shown& shown() const { return shown_; }

 protected:
  TranslationPlayer(std::uint64_t seed, bool threaded, const Settings& settings);
  virtual bool draw_own(Scene&, std::string_view, ui::Rect) { return false; }      // pictures of a lesson that derives from this one
  virtual Place subject_of(std::string_view step, const Shown& shown) const;       // the number that the step is about
  virtual void choose_for(const lesson::Step& step);                                // the sentence and the rows that the step is about
  virtual std::vector<lesson::Table> own_tables(const Shown&) const { return {}; }

  mutable Hand hand_;          // what a step is about is found by whoever asks first, a picture or the inspector
  mutable Shown shown_;

 private:
  int ops_of(lesson::Beat beat, const Snapshot& now) const override { return translation::ops_of(beat, follow_shown(now)); }
  int code_line_of(lesson::TracePlace at, const Snapshot& now) const override { return translation::code_line_of(at, follow_shown(now)); }
  void save_view(nlohmann::json& json) const override;
  void restore_view(const nlohmann::json& json) override;
  void settings_restored(const Interpreter& model) override { wished_ = model.settings(); }

  const Shown& follow_shown(const Snapshot& now) const;            // worked out by whoever asks first
  void follow_wishes(const Snapshot& now, double time);

  Settings wished_;            // already posted but perhaps not yet in a snapshot
  double agreed_at_ = 0;       // when they last were what a snapshot said (animation clock)
  std::string about_;          // id of the step whose number is shown, until the learner chooses another
};

}  // namespace epochs::translation
