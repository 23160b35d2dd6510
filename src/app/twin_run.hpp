// Twin run: the same seed twice with one setting changed, side by side on one clock. A player made of two fresh ones, so that the
// learner's own run is not touched. What is on the stage is for looking: an edit would be a second difference.
#pragma once

#include "lesson/player.hpp"
#include "session/paired_training.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"

namespace epochs::app {

enum class TwinSide { First, Second };

// The setting that differs, and its value in the second run.
struct TwinDifference {
  std::string key, value;
};
// What a twin is first offered with: the first setting that is a number (three times as large, or a third), else the next choice.
TwinDifference suggest_difference(const std::vector<lesson::Setting>& settings);
TwinDifference other_value(const lesson::Setting& setting);

class TwinRun final : public lesson::Player {
 public:
  // Both players are the lesson's, of the same seed, with nothing trained. `from` is what the learner's own player saves.
  static Result<std::unique_ptr<TwinRun>> make(std::unique_ptr<lesson::Player> first, std::unique_ptr<lesson::Player> second, const nlohmann::json& from,
                                               const lesson::Step& step, const TwinDifference& difference);

  session::Training& training() override { return both_; }
  lesson::TracePosition trace_position() const override { return first_->trace_position(); }
  void trace_step(int direction) override;
  void trace_beat(lesson::Beat beat) override;

  std::vector<std::string> views() const override { return first_->views(); }
  Localized view_title(std::string_view view) const override { return first_->view_title(view); }
  Localized loss_name() const override { return first_->loss_name(); }
  void draw(ui::Ui& ui, std::string_view view, ui::Rect area) override;   // both side by side, each under its name
  void draw_side(ui::Ui& ui, TwinSide side, std::string_view view, ui::Rect area);
  // Of the side that the pointer was on last.
  std::optional<lesson::Account> account(Language language) const override { return pointed().account(language); }
  void select(std::string_view selection) override;
  void set_question(lesson::Question question) override;

  std::vector<lesson::Setting> settings() const override { return first_->settings(); }
  Result<void> set(std::string_view key, std::string_view value) override;   // of both; the setting that differs: of the first
  Result<void> set_second(std::string_view value);                           // of the second alone
  nlohmann::json save() const override;
  Result<void> restore(const nlohmann::json&) override { return Error{"a twin run is not saved"}; }
  std::vector<lesson::Table> tables() const override { return first_->tables(); }
  lesson::HonestyRecord honesty() const override { return first_->honesty(); }
  lesson::HonestyRecord honesty_of(std::string_view view) const override { return first_->honesty_of(view); }
  LocalizedText parameter_words(const std::string& parameter) const override { return first_->parameter_words(parameter); }
  Localized repair_label() const override { return first_->repair_label(); }
  void repair() override { first_->repair(); }

  const std::string& key() const { return difference_.key; }
  const lesson::Player& side(TwinSide side) const { return side == TwinSide::First ? *first_ : *second_; }
  session::Status status_of(TwinSide side) const;
  std::string label(TwinSide side, Language language) const;                 // "Learning rate 0.1"
  std::string value_words(TwinSide side, Language language) const;   // the end of that name

 private:
  TwinRun(std::unique_ptr<lesson::Player> first, std::unique_ptr<lesson::Player> second, TwinDifference difference);
  const lesson::Player& pointed() const { return side(pointed_); }

  std::unique_ptr<lesson::Player> first_, second_;
  TwinDifference difference_;
  session::PairedTraining both_;
  TwinSide pointed_ = TwinSide::First;
  // The second picture has the names of the first: its anchors and its place in the tab order are its own.
  ui::AnchorRegistry anchors_;
  ui::FocusRing focus_;
};

}  // namespace epochs::app
