// A player for the tests of the shell: a real session of the smallest model there is (one weight that walks to 3).
// Never part of the program.
#pragma once

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "lesson/player.hpp"
#include "session/training_of.hpp"

namespace epochs::app::testing {

struct OneWeight {
  struct State {
    double w = 0, rate = 0.05;
    long updates = 0;
  };
  using Snapshot = State;
  struct Command {
    double rate = 0;
  };

  session::UpdateReport advance() {
    const double gradient = 2 * (state_.w - 3);
    state_.w -= state_.rate * gradient;
    ++state_.updates;
    return {loss(), state_.updates % 25 == 0 ? "new best" : ""};
  }
  void apply(const Command& command) { state_.rate = command.rate; }
  Snapshot observe(const session::ObserveRequest&) const { return state_; }
  State state() const { return state_; }
  void restore(const State& state) { state_ = state; }
  static std::size_t size_of(const State&) { return sizeof(State); }
  std::string culprit() const { return std::isfinite(state_.w) ? "" : "w"; }
  double loss() const { return (state_.w - 3) * (state_.w - 3); }

 private:
  State state_;
};

class TestPlayer : public lesson::Player {
 public:
  explicit TestPlayer(bool threaded)
      : runner_(session::make_runner(OneWeight(), threaded ? session::RunnerKind::Threaded : session::RunnerKind::Cooperative)) {}

  session::Training& training() override { return *runner_; }
  lesson::TracePosition trace_position() const override { return at_; }
  void trace_step(int direction) override { at_.op = (at_.op + direction + 3) % 3; }
  void trace_beat(lesson::Beat beat) override { at_.beat = beat; }
  std::vector<std::string> views() const override { return {"weight", "bowl"}; }
  Localized view_title(std::string_view view) const override {
    return view == "bowl" ? Localized{"The loss around it", "它周围的损失"} : Localized{"One weight on its way", "一个权重的路程"};
  }
  void draw(ui::Ui& ui, std::string_view view, ui::Rect area) override {
    const auto state = runner_->latest();
    ui.canvas.fill(area, ui.color(ui::Token::Surface2), 8);
    if (view == "bowl") return;
    const float share = static_cast<float>(state->w / 4);
    ui.canvas.disc({area.x + area.w * share, area.center().y}, 10, ui.color(ui::Token::Positive));
  }
  std::optional<lesson::Account> account(Language language) const override {
    const auto state = runner_->latest();
    lesson::Account out;
    out.symbol = "z", out.quantity = "z";
    out.description = language == Language::English ? "score of the only example" : "唯一样本的得分";
    out.value = out.sum = state->w - 1;
    out.terms = {{"w_1 x_1", "w", "", language == Language::English ? "weight" : "权重", state->w}, {"b", "b", "", language == Language::English ? "bias" : "偏置", -1}};
    out.consequences = {language == Language::English ? "z is compared with 0." : "z 与 0 比较。"};
    out.uses = {{"output, y", "y"}};
    out.hidden = {language == Language::English ? "z would become" : "z 将变为", state->w - 0.5};
    return out;
  }
  void select(std::string_view selection) override { selected = selection; }
  std::vector<lesson::Setting> settings() const override {
    lesson::Setting rate{"rate", {"Learning rate", "学习率"}, lesson::Setting::Kind::Number, {}, 0.001, 3, true, false, rate_};
    lesson::Setting shape{"shape", {"Activation", "激活函数"}, lesson::Setting::Kind::Choice, {{"tanh", {"tanh", "tanh"}}, {"relu", {"ReLU", "ReLU"}}, {"sigmoid", {"sigmoid", "sigmoid"}}}, 0, 1, false, false, "tanh"};
    lesson::Setting flip{"flip", {"Shuffle", "打乱顺序"}, lesson::Setting::Kind::Switch, {}, 0, 1, false, false, "on"};
    return {rate, shape, flip};
  }
  Result<void> set(std::string_view key, std::string_view value) override {
    if (key != "rate") return Error{"There is no setting " + std::string(key) + "."};
    rate_ = value;
    runner_->post({std::strtod(rate_.c_str(), nullptr)});
    return {};
  }
  nlohmann::json save() const override { return {{"settings", {{"rate", rate_}}}, {"update", runner_->status().update}}; }
  Result<void> restore(const nlohmann::json&) override { return {}; }
  std::vector<lesson::Table> tables() const override { return {{"weight", {"name", "value"}, {{"w, the \"one\"", "1"}}}}; }
  lesson::HonestyRecord honesty() const override { return {lesson::Honesty::TrainedNow, {"one number", "一个数"}, {"1 weight", "1 个权重"}, 1}; }

  std::string selected;

 private:
  std::unique_ptr<session::Runner<OneWeight>> runner_;
  lesson::TracePosition at_{lesson::Beat::Forward, 0, 3, 1};
  std::string rate_ = "0.05";
};

}  // namespace epochs::app::testing
