// The settings of the lesson's model, drawn from Player::settings(), the stop rule, and the twin run.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "app/inspector_panel.hpp"
#include "app/press.hpp"
#include "app/scroll.hpp"
#include "app/setting_control.hpp"
#include "lesson/text_lesson.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Face;
using ui::Rect;
using ui::Token;

namespace {

using lesson::Setting;

constexpr Localized kGuessFirst{"First your guess.", "请先猜一猜。"};

void keep(const Result<void>& result, SideState& state) { state.problem = result.ok() ? Error() : result.failure(); }

float draw_heading(ui::Ui& ui, Rect row, Localized words) {
  ui.canvas.line({row.x, row.y + 8}, {row.right(), row.y + 8}, ui.color(Token::Line), 1);
  ui.canvas.text({row.x, row.y + 35}, ui.say(words), {Face::Semibold, ui::kLabel}, ui.color(Token::Text1));
  return 52;
}

// A number as the slider's text; two digits are as many as a stop rule needs.
std::string short_number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g", value);
  return text.data();
}
long two_digits(double value) {
  const double unit = std::pow(10.0, std::floor(std::log10(std::max(1.0, value))) - 1);
  return unit < 1 ? std::lround(value) : std::lround(std::round(value / unit) * unit);
}

float draw_stop(ui::Ui& ui, Rect row, SideState& state) {
  const float top = row.y;
  row.y += draw_heading(ui, row, {"Stop training", "何时停下"});
  const int kind = state.stop.loss_below ? 1 : state.stop.at_update ? 2 : 0;
  const std::array<std::string_view, 3> words{ui.say({"Never", "不限"}), ui.say({"At a loss", "按损失"}), ui.say({"At a step", "按步数"})};
  const int chosen = segmented(ui, "stop.kind", {row.x, row.y, row.w, 34}, words, kind);
  row.y += 48;
  session::StopRule rule = state.stop;
  if (chosen != kind) rule = chosen == 1 ? session::StopRule{0.1, {}} : chosen == 2 ? session::StopRule{{}, 100} : session::StopRule{};
  SettingControl control{"stop.", state.dragged, state.entry, {}};
  if (chosen == 1) {
    const Setting loss{"loss", {"Below a loss of", "损失低于"}, Setting::Kind::Number, {}, 0.001, 10, true, false, short_number(rule.loss_below.value_or(0.1))};
    row.y += draw_setting(ui, row, loss, control);
    if (control.wanted) rule.loss_below = std::strtod(control.wanted->c_str(), nullptr);
  } else if (chosen == 2) {
    const Setting update{"update", {"At step", "到第几步"}, Setting::Kind::Number, {}, 10, 100000, true, true, std::to_string(rule.at_update.value_or(100))};
    row.y += draw_setting(ui, row, update, control);
    if (control.wanted) rule.at_update = two_digits(std::strtod(control.wanted->c_str(), nullptr));
  }
  if (rule.loss_below != state.stop.loss_below || rule.at_update != state.stop.at_update) state.stop = rule, state.stop_changed = true;
  return row.y - top;
}

// Both runs of a twin have the learner's seed: it is changed when the twin is closed.
float draw_seed(ui::Ui& ui, Rect row, const SideScene& scene, SideState& state) {
  constexpr double kLargest = 999'999'999;   // more digits are no better, and hard to tell a neighbour
  Setting seed{"seed", {"Seed of every random number", "随机种子"}, Setting::Kind::Number, {}, 1, kLargest, false, true, std::to_string(scene.seed)};
  const std::string_view words = ui.say({"New seed", "换一个种子"});
  const float button = button_width(ui, words);
  SettingControl control{"model.", state.dragged, state.entry, {}};
  const float tall = draw_typed_number(ui, {row.x, row.y, row.w - button - 8, 0}, seed, control);
  if (control.wanted) state.wanted_seed = static_cast<std::uint64_t>(std::strtod(control.wanted->c_str(), nullptr));
  if (ghost_button(ui, "model.new_seed", {row.right() - button, row.y + 21, button, 32}, words))
    state.wanted_seed = scene.seed < static_cast<std::uint64_t>(kLargest) ? scene.seed + 1 : 1;
  return tall + 4;
}

// Which setting differs, in pills.
float draw_keys(ui::Ui& ui, Rect row, const std::vector<Setting>& settings, SideState& state) {
  float x = row.x, y = row.y;
  for (const Setting& setting : settings) {
    const bool on = setting.key == state.twin.key;
    const std::string_view word = ui.say(setting.label);
    const float w = std::min(row.w, ui.canvas.text_width(word, {Face::Medium, ui::kSmall}) + 24);
    if (x + w > row.right() + 0.5f && x > row.x) x = row.x, y += 38;
    const Rect pill{x, y, w, 32};
    if (on) ui.canvas.fill(pill, ui.color(Token::Surface3), 16);
    else ui.canvas.outline(pill, ui.color(Token::Line2), 16);
    ui.canvas.text({pill.x + 12, pill.y + 20.5f}, word, {Face::Medium, ui::kSmall}, ui.color(on ? Token::Text1 : Token::Text2));
    if (press(ui, "twin.key." + setting.key, pill, 16).clicked && !on) state.twin = other_value(setting), state.open_twin = state.twin_open;
    x += w + 6;
  }
  return y - row.y + 44;
}

float draw_twin(ui::Ui& ui, Rect row, const SideScene& scene, SideState& state) {
  std::vector<Setting> settings = scene.player.settings();
  std::erase_if(settings, [](const Setting& setting) { return setting.of_the_hand; });
  if (settings.empty()) return 0;
  if (state.twin.key.empty()) state.twin = suggest_difference(settings);
  const float top = row.y;
  row.y += draw_heading(ui, row, {"Twin run", "对照训练"});
  row.y += ui::plain_text(ui, {row.x, row.y - 8}, row.w, ui.say({"The same seed twice, side by side; one setting differs:", "同一个种子训练两遍，并排比较；只有一项设置不同："}),
                          {{Face::Ui, ui::kSmall}, 19, Token::Text2, 3});
  row.y += draw_keys(ui, row, settings, state);
  for (Setting& setting : settings) {
    if (setting.key != state.twin.key) continue;
    setting.label = {"In the second run", "第二遍用"};
    setting.value = state.twin.value;
    SettingControl control{"twin.", state.dragged, state.entry, {}};
    row.y += draw_setting(ui, row, setting, control);
    if (!control.wanted) continue;
    state.twin.value = *control.wanted;
    if (scene.twin) keep(scene.twin->set_second(*control.wanted), state);
  }
  if (scene.covered && !state.twin_open) {   // two runs would tell as much as one
    ui.canvas.text({row.x, row.y + 14}, ui.say(kGuessFirst), {Face::Ui, ui::kSmall}, ui.color(Token::Text2));
    return row.y + 32 - top;
  }
  const std::string_view words = state.twin_open ? ui.say({"Close the twin run", "结束对照"}) : ui.say({"Run both", "两遍一起训练"});
  if (ghost_button(ui, "twin.run", {row.x, row.y, button_width(ui, words), 36}, words)) (state.twin_open ? state.close_twin : state.open_twin) = true;
  return row.y + 48 - top;
}

float draw_problem(ui::Ui& ui, Rect row, const std::string& problem) {
  const float h = ui::plain_text(ui, {row.x, row.y}, row.w, problem, {{Face::Ui, ui::kSmall}, 18, Token::Text1, 4});
  ui.anchors.add("side.problem", {row.x, row.y, row.w, h});
  return h;
}

// "hidden2" as a learner calls it; another lesson's name as it is.
std::string layer_name(const std::string& layer, Language language) {
  constexpr std::string_view kHidden = "hidden";
  if (!layer.starts_with(kHidden) || layer.size() == kHidden.size()) return layer;
  const std::string number = layer.substr(kHidden.size());
  return language == Language::English ? "Hidden layer " + number : "第 " + number + " 隐藏层";
}

// Units that no example moves any more: worth knowing, nothing to be alarmed about.
float draw_idle_units(ui::Ui& ui, Rect row, const session::Status& status) {
  const bool english = ui.language == Language::English;
  const float top = row.y;
  const auto line = [&](const std::string& words) {
    const float h = ui::plain_text(ui, {row.x, row.y}, row.w, words, {{Face::Ui, ui::kSmall}, 19, Token::Text2, 3});
    row.y += h + 4;
    return Rect{row.x, row.y - h - 4, row.w, h};
  };
  for (const session::IdleUnits& found : status.idle_units) {
    const std::string layer = layer_name(found.layer, ui.language), idle = std::to_string(found.idle), units = std::to_string(found.units), since = group_thousands(found.since);
    ui.anchors.add("side.idle." + found.layer, line(english ? layer + ": " + idle + " of " + units + (found.idle == 1 ? " units no longer learns" : " units no longer learn") + ", since step " + since + "."
                                                            : layer + "：" + units + " 个单元中有 " + idle + " 个从第 " + since + " 步起不再学习。"));
  }
  if (row.y == top) return 0;
  line(english ? "The slope there is nearly 0 for every point." : "那里的斜率对每个点都几乎为 0。");
  return row.y - top + 10;
}

float draw_own_points(ui::Ui& ui, Rect row, SideState& state) {
  if (ghost_button(ui, "model.points", {row.x, row.y, row.w, 34}, ui.say({"Your own points…", "自己的数据点…"}))) state.ask_points = true;
  return 50;
}

// What lies on the clipboard becomes the text that is learned from.
float draw_own_text(ui::Ui& ui, Rect row, lesson::Player& player, SideState& state) {
  if (ghost_button(ui, "model.text", {row.x, row.y, row.w, 34}, ui.say({"Paste your own text", "粘贴自己的文本"}))) {
    const std::string text = ui.clipboard.read();
    if (trim(text).empty()) state.problem = {"There is no text on the clipboard; copy one first, or drop a file on the window.", "剪贴板里没有文字；请先复制一段，或把文件拖到窗口上。"};
    else keep(player.set("own", text), state);
  }
  float tall = 42 + ui::plain_text(ui, {row.x, row.y + 40}, row.w, ui.say({"Or drop a file on the window: a text, or word vectors.", "也可以把文件拖进窗口：文本或词向量。"}), {{Face::Ui, ui::kSmall}, 18, Token::Text2, 2}) + 10;
  const Localized note = lesson::text_lesson(player)->settings_note();
  if (note.english.empty()) return tall;
  const float h = ui::plain_text(ui, {row.x, row.y + tall}, row.w, ui.say(note), {{Face::Ui, ui::kSmall}, 18, Token::Text1, 4});
  ui.anchors.add("side.note", {row.x, row.y + tall, row.w, h});
  return tall + h + 14;
}

// A setting that would answer the open question can be read, not changed, and says why.
float draw_model_setting(ui::Ui& ui, Rect row, lesson::Player& player, const Setting& setting, SideState& state) {
  ui::FocusRing apart;
  ui::Ui at_hand = setting.waits ? look_only(ui, apart) : ui;
  SettingControl control{"setting.", state.dragged, state.entry, {}};
  float tall = draw_setting(at_hand, row, setting, control);
  if (control.wanted) keep(player.set(setting.key, *control.wanted), state);
  if (setting.waits)
    tall += ui::plain_text(ui, {row.x, row.y + tall - 8}, row.w, ui.say(kGuessFirst), {{Face::Ui, ui::kSmall}, 19, Token::Text2, 1});
  return tall;
}

constexpr std::array<std::string_view, 4> kSettingControls{"setting.", "stop.", "twin.", "model."};

}  // namespace

void draw_model_settings(ui::Ui& ui, Rect area, const SideScene& scene, SideState& state) {
  // What is scrolled out, or locked, cannot be pressed.
  ui::FocusRing apart;
  const bool reached = area.contains(ui.pointer.position) || !state.dragged.empty();
  ui::Ui inside = scene.locked ? look_only(ui, apart) : reached ? ui : scrolled(ui, area);
  if (ui.pointer.pressed && !area.contains(ui.pointer.position) && !state.entry.id.empty()) ui.focus.clear();   // a field that is typed into hears no press out there
  ui.canvas.push_clip({area.x - 6, area.y, area.w + 12, area.h});
  Rect row{area.x, area.y - state.scroll, area.w, 0};
  session::Training& training = scene.player.training();
  if (scene.locked)
    row.y += ui::plain_text(ui, {row.x, row.y}, row.w, ui.say({"Your teacher locked these settings.", "这些设置由教师锁定。"}), {{Face::Ui, ui::kSmall}, 19, Token::Text2, 2}) + 12;
  const float half = (area.w - 8) / 2;
  if (ghost_button(inside, "model.undo", {row.x, row.y, half, 34}, ui.say({"Undo", "撤销"})) && training.can_undo()) training.undo();
  if (ghost_button(inside, "model.redo", {row.x + half + 8, row.y, half, 34}, ui.say({"Redo", "重做"})) && training.can_redo()) training.redo();
  row.y += 50;
  if (scene.own_points) row.y += draw_own_points(inside, row, state);
  if (scene.own_text) row.y += draw_own_text(inside, row, scene.player, state);
  for (const Setting& setting : scene.player.settings()) row.y += draw_model_setting(inside, row, scene.player, setting, state);
  if (!scene.twin) row.y += draw_seed(inside, row, scene, state);
  if (!state.problem.message.empty()) row.y += draw_problem(ui, row, state.problem.in(ui.language));
  row.y += draw_stop(inside, row, state);
  row.y += draw_twin(inside, row, scene, state);
  row.y += draw_idle_units(ui, row, training.status());   // last: what comes and goes with training moves nothing that can be pressed
  ui.canvas.pop_clip();
  take_scroll(ui, {"side.settings", area, kSettingControls}, row.y + state.scroll - area.y, state.scroll);
}

}  // namespace epochs::app
