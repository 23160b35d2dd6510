#include "app/twin_run.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/press.hpp"
#include "session/saved_json.hpp"

namespace epochs::app {
namespace {

using lesson::Setting;

const Setting* find(const std::vector<Setting>& settings, std::string_view key) {
  for (const Setting& setting : settings)
    if (setting.key == key) return &setting;
  return nullptr;
}

bool is_on(const std::string& value) { return value == "on" || value == "true" || value == "1"; }

std::string words_of(const Setting& setting, Language language) {
  for (const auto& [value, words] : setting.choices)
    if (value == setting.value) return std::string(words.in(language));
  if (setting.kind != Setting::Kind::Switch) return setting.value;
  const Localized words = is_on(setting.value) ? Localized{"on", "开"} : Localized{"off", "关"};
  return std::string(words.in(language));
}

// Threefold, or a third where that is too much.
std::string other_number(const Setting& setting) {
  const double now = std::strtod(setting.value.c_str(), nullptr);
  double other = now * 3 <= setting.high && now > 0 ? now * 3 : now / 3;
  if (setting.whole) other = std::round(other);
  other = std::clamp(other, setting.low, setting.high);
  if (other == now) other = now == setting.low ? setting.high : setting.low;
  char text[32];
  std::snprintf(text, sizeof text, setting.whole ? "%.0f" : "%.3g", other);
  return text;
}

}  // namespace

TwinDifference other_value(const Setting& setting) {
  if (setting.kind == Setting::Kind::Number || setting.kind == Setting::Kind::Count) return {setting.key, other_number(setting)};
  if (setting.kind == Setting::Kind::Switch) return {setting.key, is_on(setting.value) ? "off" : "on"};
  for (std::size_t i = 0; i < setting.choices.size(); ++i)
    if (setting.choices[i].first == setting.value) return {setting.key, setting.choices[(i + 1) % setting.choices.size()].first};
  return {setting.key, setting.choices.empty() ? setting.value : setting.choices.front().first};
}

TwinDifference suggest_difference(const std::vector<Setting>& settings) {
  for (const Setting& setting : settings)
    if (setting.kind == Setting::Kind::Number) return other_value(setting);
  return settings.empty() ? TwinDifference{} : other_value(settings.front());
}

TwinRun::TwinRun(std::unique_ptr<lesson::Player> first, std::unique_ptr<lesson::Player> second, TwinDifference difference)
    : first_(std::move(first)), second_(std::move(second)), difference_(std::move(difference)), both_(first_->training(), second_->training()) {}

Result<std::unique_ptr<TwinRun>> TwinRun::make(std::unique_ptr<lesson::Player> first, std::unique_ptr<lesson::Player> second, const nlohmann::json& from,
                                               const lesson::Step& step, const TwinDifference& difference) {
  const nlohmann::json start = session::before_training(from);   // with its losses the line would begin with those of another run
  for (lesson::Player* player : {first.get(), second.get()}) {
    if (auto restored = player->restore(start); !restored) return restored.failure();
    player->on_enter(step);
    player->training().pause();
    player->training().restart();
  }
  std::unique_ptr<TwinRun> twin(new TwinRun(std::move(first), std::move(second), difference));
  if (auto changed = twin->set_second(difference.value); !changed) return changed.failure();
  return twin;
}

void TwinRun::trace_step(int direction) {
  first_->trace_step(direction);
  second_->trace_step(direction);
}

void TwinRun::trace_beat(lesson::Beat beat) {
  first_->trace_beat(beat);
  second_->trace_beat(beat);
}

void TwinRun::draw_side(ui::Ui& ui, TwinSide side, std::string_view view, ui::Rect area) {
  if (area.contains(ui.pointer.position)) pointed_ = side;
  if (side == TwinSide::First) {
    ui::Ui look = look_only(ui, focus_);
    return first_->draw(look, view, area);
  }
  anchors_.begin_frame();
  ui::Ui look = look_only(ui, focus_, anchors_);
  second_->draw(look, view, area);
}

void TwinRun::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  constexpr float kGap = 28, kName = 48;   // a legend of the view may stand 20 u above it
  const float w = (area.w - kGap) / 2;
  for (const TwinSide side : {TwinSide::First, TwinSide::Second}) {
    ui::Rect half = side == TwinSide::First ? ui::Rect{area.x, area.y, w, area.h} : ui::Rect{area.right() - w, area.y, w, area.h};
    ui.canvas.text({half.x, half.y + 14}, label(side, ui.language), {ui::Face::Semibold, ui::kHeading}, ui.color(ui::Token::Text1));
    half.cut_top(kName);
    draw_side(ui, side, view, half);
  }
}

void TwinRun::select(std::string_view selection) {
  first_->select(selection);
  second_->select(selection);
}

void TwinRun::set_question(lesson::Question question) {
  first_->set_question(question);
  second_->set_question(question);
}

Result<void> TwinRun::set(std::string_view key, std::string_view value) {
  if (auto done = first_->set(key, value); !done || key == difference_.key) return done;
  return second_->set(key, value);
}

Result<void> TwinRun::set_second(std::string_view value) {
  difference_.value = value;
  return second_->set(difference_.key, value);
}

nlohmann::json TwinRun::save() const { return first_->save(); }

session::Status TwinRun::status_of(TwinSide side) const {
  return side == TwinSide::First ? first_->training().status() : second_->training().status();
}

std::string TwinRun::value_words(TwinSide side, Language language) const {
  const std::vector<Setting> settings = this->side(side).settings();
  const Setting* setting = find(settings, difference_.key);
  return setting ? words_of(*setting, language) : std::string();
}

std::string TwinRun::label(TwinSide side, Language language) const {
  const std::vector<Setting> settings = this->side(side).settings();
  const Setting* setting = find(settings, difference_.key);
  if (!setting) return difference_.key;
  return std::string(setting->label.in(language)) + (language == Language::English ? " " : "：") + words_of(*setting, language);
}

}  // namespace epochs::app
