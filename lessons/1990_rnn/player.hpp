// The open lesson, of 1990_rnn and of 1997_lstm, which adds pictures of its own. What every player does is in lesson/typed_player.hpp.
#pragma once

#include "lesson/text_lesson.hpp"
#include "lesson/typed_player.hpp"
#include "names.hpp"
#include "own_reading.hpp"
#include "views.hpp"

namespace epochs::recurrent {

class RecurrentPlayer : public lesson::TypedPlayer<Reader>, public lesson::TextLesson {
 public:
  RecurrentPlayer(std::uint64_t seed, bool threaded) : RecurrentPlayer(seed, threaded, Settings{}) {}

  std::vector<std::string> views() const override { return {"order", "cell", "unrolled", "unit", "writing", "chart", "paths", "memory", "gradient", "agreement"}; }
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
  std::vector<lesson::ModelForm> model_forms() const override { return {{".safetensors", {"Save weights (safetensors)", "保存权重（safetensors）"}}}; }
  Result<void> begin_reading(const std::string& path) override;
  std::optional<lesson::Reading> reading() const override;
  void stop_reading() override { own_.reset(); }
  std::optional<Result<LocalizedText>> go_on_reading() override;
  std::vector<lesson::Table> tables() const override;
  lesson::HonestyRecord honesty() const override;
  LocalizedText parameter_words(const std::string& parameter) const override;
  Localized loss_name() const override { return {"mean −ln p", "平均 −ln p"}; }
  Localized repair_label() const override { return {"Back to a safe rate, clipped", "换回安全的学习率并裁剪"}; }
  void repair() override;

  const Hand& hand() const { return hand_; }

 protected:
  RecurrentPlayer(std::uint64_t seed, bool threaded, const Settings& settings);
  virtual bool draw_own(Scene&, std::string_view, ui::Rect) { return false; }      // pictures of a lesson that derives from this one
  virtual Place subject_of(const Snapshot& now, const Shown& shown) const;       // the number that the step is about

  mutable Hand hand_;          // what a step is about is found by whoever asks first, a picture or the inspector
  Shown shown_;

 private:
  int ops_of(lesson::Beat beat, const Snapshot& now) const override { return recurrent::ops_of(beat, now); }
  int code_line_of(lesson::TracePlace at, const Snapshot& now) const override { return recurrent::code_line_of(at, now); }
  void save_view(nlohmann::json& json) const override;
  void restore_view(const nlohmann::json& json) override;
  Result<void> fetch(Command& command) const override;
  void settings_restored(const Reader& model) override { wished_ = model.settings(); }

  Shown shown_now(const Snapshot& now) const;    // for what is asked for without a picture
  void follow_wishes(const Snapshot& now, double time);

  std::optional<OwnReading> own_;
  Settings wished_;            // already posted but perhaps not yet in a snapshot
  double agreed_at_ = 0;       // when they last were what a snapshot said (animation clock)
  std::string about_;          // id of the step whose number is shown, until the learner chooses another
};

}  // namespace epochs::recurrent
