// The open lesson: its views and settings. What every player does is in lesson/typed_player.hpp.
#pragma once

#include "lesson/typed_player.hpp"
#include "model.hpp"
#include "names.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

class CnnPlayer final : public lesson::TypedPlayer<Recogniser> {
 public:
  CnnPlayer(std::uint64_t seed, bool threaded);

  std::vector<std::string> views() const override { return {"image", "bars", "window", "kernel", "pooling", "maps", "confusion", "likes", "occlusion", "text"}; }
  Localized view_title(std::string_view view) const override;
  void draw(ui::Ui& ui, std::string_view view, ui::Rect area) override;
  bool wide_stage(const lesson::Step&) const override { return true; }
  std::optional<lesson::Account> account(Language language) const override;
  void select(std::string_view selection) override;
  void on_enter(const lesson::Step& step) override;
  void set_question(lesson::Question question) override { hand_.question_open = question == lesson::Question::Open; }
  std::optional<int> measured_answer(const lesson::Step& step) override;
  std::optional<double> reveal(const lesson::Step& step) override;

  std::vector<lesson::Setting> settings() const override;
  Result<void> set(std::string_view key, std::string_view value) override;
  bool takes_pictures() const override { return true; }
  Result<void> write_model(const std::string& file) const override;
  std::vector<lesson::Table> tables() const override;
  lesson::HonestyRecord honesty() const override;
  LocalizedText parameter_words(const std::string& parameter) const override;
  void repair() override;

  const Hand& hand() const { return hand_; }

 private:
  int ops_of(lesson::Beat beat, const Snapshot& now) const override { return cnn::ops_of(beat, now.settings.shape); }
  int code_line_of(lesson::TracePlace at, const Snapshot& now) const override { return cnn::code_line_of(at, now.settings.shape); }
  void save_view(nlohmann::json& json) const override;
  void restore_view(const nlohmann::json& json) override;
  bool plain_reads() const;
  void restore_drawing(const nlohmann::json& json);
  Result<void> fetch(Command& command) const override;
  void settings_restored(const Recogniser& model) override;
  void follow(const Snapshot& now, double time);

  mutable Hand hand_;          // reading the drawing is remembered while an account is asked for
  Settings wished_;            // already posted but perhaps not yet in a snapshot
  Source source_ = Source::BuiltIn;
  double scored_at_ = -1;      // when the confusion matrix was last drawn: it reads all test pictures
  double agreed_at_ = 0;       // when they last were what a snapshot said (animation clock)
};

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
