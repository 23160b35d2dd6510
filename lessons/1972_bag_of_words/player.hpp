// The open lesson: its views and settings. What every player does is in lesson/typed_player.hpp.
#pragma once

#include "lesson/typed_player.hpp"
#include "names.hpp"
#include "views.hpp"

namespace epochs::bag {

class BagPlayer final : public lesson::TypedPlayer<BagOfWords> {
 public:
  BagPlayer(std::uint64_t seed, bool threaded);

  std::vector<std::string> views() const override { return {"documents", "matrix", "nearest", "idf", "characters", "onehot"}; }
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
  std::vector<lesson::Table> tables() const override { return tables_of(*seen()); }
  Localized loss_name() const override { return {"wrong neighbour", "近邻有误"}; }
  lesson::HonestyRecord honesty() const override;

  const Hand& hand() const { return hand_; }

 private:
  int ops_of(lesson::Beat beat, const Snapshot&) const override { return bag::ops_of(beat); }
  int code_line_of(lesson::TracePlace at, const Snapshot&) const override { return bag::code_line_of(at); }
  void save_view(nlohmann::json& json) const override;
  void restore_view(const nlohmann::json& json) override;

  Hand hand_;
  std::string about_;          // id of the step whose number is shown, until the learner chooses one: which it is hangs on the documents and the language
};

}  // namespace epochs::bag
