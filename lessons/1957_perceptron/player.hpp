// The open lesson: its views, settings and predictions. What every player does is in lesson/typed_player.hpp.
#pragma once

#include "commands_json.hpp"
#include "lesson/typed_player.hpp"
#include "model.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

class PerceptronPlayer final : public lesson::TypedPlayer<Perceptron> {
 public:
  PerceptronPlayer(std::uint64_t seed, bool threaded);

  std::vector<std::string> views() const override { return {"reviews", "neuron", "mistakes"}; }
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
  Localized loss_name() const override { return {"share wrong", "判错的比例"}; }
  bool takes_points() const override { return true; }
  lesson::HonestyRecord honesty() const override;
  void repair() override;

 private:
  int ops_of(lesson::Beat beat, const Snapshot& now) const override;
  int code_line_of(lesson::TracePlace at, const Snapshot& now) const override;
  bool holds_bias() const { return bias_answers_ && question_ == lesson::Question::Open; }
  void ask_for(int review);    // the one that is looked at; −1: the next mistake
  void leave_update() override { hand_.selected = -1; }   // on to the next mistake
  Result<void> set_number(std::string_view key, std::string_view value);

  Hand hand_;
  lesson::Question question_ = lesson::Question::Settled;
  bool bias_answers_ = false;
  std::optional<Weights> base_;   // weights as set in this frame: a snapshot with them may not be there yet
};

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
