// The open lesson: a runner with the network, the trace clock over its four beats, settings, saving.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>

#include "lesson/player.hpp"
#include "model.hpp"
#include "names.hpp"
#include "session/training_of.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

class BackpropPlayer final : public lesson::Player {
 public:
  BackpropPlayer(std::uint64_t seed, bool threaded);

  session::Training& training() override { return *runner_; }
  lesson::TracePosition trace_position() const override;
  void trace_step(int direction) override;
  void trace_beat(lesson::Beat beat) override;

  std::vector<std::string> views() const override { return {"field", "network", "graph", "check"}; }
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
  lesson::HonestyRecord honesty() const override;
  void repair() override;

 private:
  void post(const Command& command) { runner_->post(command); }
  void set_shape(const Shape& shape);
  Result<void> set_number(std::string_view key, std::string_view value);

  std::uint64_t seed_;
  std::unique_ptr<session::Runner<Backprop>> runner_;
  Hand hand_;
  OpRange at_;
  Settings wished_;            // already posted but perhaps not yet in a snapshot
};

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
