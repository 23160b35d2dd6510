// The open lesson: its views and settings. What every player does is in lesson/typed_player.hpp.
#pragma once

#include "lesson/text_lesson.hpp"
#include "lesson/typed_player.hpp"
#include "names.hpp"
#include "reading.hpp"
#include "views.hpp"

namespace epochs::word2vec {

class Word2VecPlayer final : public lesson::TypedPlayer<Word2Vec>, public lesson::TextLesson {
 public:
  Word2VecPlayer(std::uint64_t seed, bool threaded);

  std::vector<std::string> views() const override { return {"map", "pair", "network", "matrices", "neighbours", "analogy", "shelf", "gap"}; }
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
  std::vector<lesson::ModelForm> model_forms() const override;
  std::vector<lesson::Table> tables() const override { return tables_of(*seen(), hand_); }
  lesson::HonestyRecord honesty() const override;
  Result<void> begin_reading(const std::string& path) override;
  std::optional<lesson::Reading> reading() const override;
  void stop_reading() override { reading_.reset(); }
  std::optional<Result<LocalizedText>> go_on_reading() override;
  Localized settings_note() const override;
  LocalizedText parameter_words(const std::string& parameter) const override;
  void repair() override;

  const Hand& hand() const { return hand_; }

 private:
  int ops_of(lesson::Beat beat, const Snapshot& now) const override { return word2vec::ops_of(beat, now); }
  int code_line_of(lesson::TracePlace at, const Snapshot& now) const override { return word2vec::code_line_of(at, now); }
  void save_view(nlohmann::json& json) const override;
  void restore_view(const nlohmann::json& json) override;
  Result<void> fetch(Command& command) const override;
  void settings_restored(const Word2Vec& model) override { wished_ = model.settings(); }
  void follow(const Snapshot& now, double time);
  void find_words(const Snapshot& now);          // of the step, in the text that is read
  Place subject_of(const Snapshot& now) const;   // the number that the step is about

  Hand hand_;
  std::optional<FileReading> reading_;
  Settings wished_;            // already posted but perhaps not yet in a snapshot
  double agreed_at_ = 0;       // when they last were what a snapshot said (animation clock)
  std::string about_;          // id of the step whose number and words are shown, until the learner chooses
  std::weak_ptr<const Text> found_in_;
};

}  // namespace epochs::word2vec
