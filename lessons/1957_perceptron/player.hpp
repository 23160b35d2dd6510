// The open lesson: a runner with the perceptron, the trace clock over its beats, settings, saving.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>

#include "lesson/player.hpp"
#include "model.hpp"
#include "session/training_of.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

class PerceptronPlayer final : public lesson::Player {
 public:
  PerceptronPlayer(std::uint64_t seed, bool threaded);

  session::Training& training() override { return *runner_; }
  lesson::TracePosition trace_position() const override;
  void trace_step(int direction) override;
  void trace_beat(lesson::Beat beat) override;

  std::vector<std::string> views() const override { return {"reviews", "neuron", "mistakes"}; }
  Localized view_title(std::string_view view) const override;
  void draw(ui::Ui& ui, std::string_view view, ui::Rect area) override;
  std::optional<lesson::Account> account(Language language) const override;
  void select(std::string_view selection) override;
  void on_enter(const lesson::Step& step) override;

  std::optional<int> measured_answer(const lesson::Step& step) override;
  void reveal(const lesson::Step& step) override;

  std::vector<lesson::Setting> settings() const override;
  Result<void> set(std::string_view key, std::string_view value) override;
  nlohmann::json save() const override;
  Result<void> restore(const nlohmann::json& state) override;
  Result<void> write_model(const std::string& file) const override;
  std::vector<lesson::Table> tables() const override;
  Localized loss_name() const override { return {"share wrong", "判错的比例"}; }
  lesson::HonestyRecord honesty() const override;
  void repair() override;

 private:
  std::shared_ptr<const Snapshot> seen() const;
  void post(const Command& command);
  Result<void> set_number(std::string_view key, std::string_view value);

  std::uint64_t seed_;
  std::unique_ptr<session::Runner<Perceptron>> runner_;
  Hand hand_;
  lesson::Beat beat_ = lesson::Beat::Forward;
  int op_ = 0;
  std::optional<Weights> base_;   // weights as set in this frame: a snapshot with them may not be there yet
};

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
