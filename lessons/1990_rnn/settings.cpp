// The settings as controls, and what a text, a control, a file or the clipboard asks for as a command.
#include <array>
#include <cmath>

#include "names.hpp"

namespace epochs::recurrent {
namespace {

constexpr std::string_view kKnownKeys = "task, source, kind, contest, init, hidden, steps, rows, optimizer, rate, clip, forget, gap, mixed";
constexpr double kLeastRate = 0.0001, kLargestRate = 100, kSliderClip = 10, kLargestForget = 10;

// Numbers from `low` to `high`, whole ones or any.
struct NumberSetting {
  std::string_view key;
  Localized label, range;
  double low, high;
  lesson::Scale scale;
  double (*get)(const Settings& s);
  Command (*set)(Settings& s, double value);
};

template <int Settings::*place, class Set>
Command set_whole(Settings& s, double value) {
  s.*place = static_cast<int>(value);
  return Set{s.*place};
}
template <double Settings::*place, class Set>
Command set_number(Settings& s, double value) {
  s.*place = value;
  return Set{value};
}
Command set_gap(Settings& s, double value) {
  s.gap = static_cast<int>(value);
  return SetGap{s.gap, s.mixed_gaps};
}
template <auto place>
double get(const Settings& s) {
  return static_cast<double>(s.*place);
}

constexpr std::array<NumberSetting, 7> kNumbers{
    {{"hidden", {"Hidden units H", "隐藏单元 H"}, {"a whole number from 1 to 256", "1 到 256 的整数"}, 1, kMostHidden, lesson::Scale::Whole, get<&Settings::hidden>, set_whole<&Settings::hidden, SetHidden>},
     {"steps", {"Steps before the gradient is cut", "几步后截断梯度"}, {"a whole number from 1 to 128", "1 到 128 的整数"}, 1, kMostSteps, lesson::Scale::Whole, get<&Settings::steps>, set_whole<&Settings::steps, SetSteps>},
     {"rows", {"Rows in a batch", "一批几行"}, {"a whole number from 1 to 64", "1 到 64 的整数"}, 1, kMostRows, lesson::Scale::Whole, get<&Settings::rows>, set_whole<&Settings::rows, SetRows>},
     {"gap", {"Gap", "间隔"}, {"a whole number from 1 to 60", "1 到 60 的整数"}, 1, kMostGap, lesson::Scale::Whole, get<&Settings::gap>, set_gap},
     {"rate", {"Learning rate η", "学习率 η"}, {"a number from 0.0001 to 100", "0.0001 到 100 的数"}, kLeastRate, kLargestRate, lesson::Scale::Logarithmic, get<&Settings::rate>, set_number<&Settings::rate, SetRate>},
     {"clip", {"Clip the gradient to (0: never)", "梯度裁剪到（0：不裁剪）"}, {"a number from 0 to 100", "0 到 100 的数"}, 0, kMostClip, lesson::Scale::Linear, get<&Settings::clip>, set_number<&Settings::clip, SetClip>},
     {"forget", {"Bias of the forget gate", "遗忘门的偏置"}, {"a number from −10 to 10", "−10 到 10 的数"}, -kLargestForget, kLargestForget, lesson::Scale::Linear, get<&Settings::forget_bias>,
      set_number<&Settings::forget_bias, SetForgetBias>}}};

lesson::Setting beginning_anew(lesson::Setting setting) {
  setting.begins_anew = true;
  return setting;
}

lesson::Setting control_of(std::string_view key, const Settings& s) {
  for (const NumberSetting& each : kNumbers)
    if (each.key == key) return lesson::number_setting(std::string(key), each.label, {each.low, key == "clip" ? kSliderClip : each.high, each.scale}, each.get(s));
  return {};
}

Result<Command> choose_source(Settings& settings, std::string_view value) {
  const auto source = lesson::find_named(kSources, value);
  if (!source) return lesson::no_such_choice("source", value);
  if (*source == Source::Own) return Error{"A text of your own is chosen by dropping its file on the lesson, or by pasting it.", "自己的文本：把文件拖进本课，或粘贴进来。"};
  if (*source != Source::World) {
    auto text = fetched_text(*source);
    if (text) return settings.source = *source, Command(UseText{std::move(text).value(), "", "", *source});
    if (*source != Source::Austen) return text.failure();
  }
  settings.source = Source::World;
  return Command(ChooseText{Source::World});
}

Result<Command> own(Settings& settings, std::string_view key, std::string_view value) {
  const bool file = key == "file";
  auto text = file ? own_text_file(std::string(value)) : own_text(value);
  if (!text) return text.failure();
  settings.source = Source::Own;
  return Command(UseText{std::move(text).value(), file ? std::string(value) : "", file ? "" : std::string(value), Source::Own});
}

template <class Set, class T, std::size_t N>
Result<Command> choose(const std::array<lesson::Named<T>, N>& names, std::string_view key, std::string_view value, T& place) {
  const auto found = lesson::find_named(names, value);
  if (!found) return lesson::no_such_choice(key, value);
  place = *found;
  return Command(Set{*found});
}

struct TakenSettings {
  Settings& s;
  void operator()(const ChooseTask& c) const { s.task = c.task; }
  void operator()(const ChooseText& c) const { s.source = c.source; }
  void operator()(const UseText& c) const { s.source = c.text ? c.text->source : c.source; }
  void operator()(const SetKind& c) const { s.kind = c.kind; }
  void operator()(const SetContest& c) const { s.contest = c.contest; }
  void operator()(const SetInit& c) const { s.init = c.init; }
  void operator()(const SetHidden& c) const { s.hidden = c.hidden; }
  void operator()(const SetSteps& c) const { s.steps = c.steps; }
  void operator()(const SetRows& c) const { s.rows = c.rows; }
  void operator()(const SetOptimizer& c) const { s.optimizer = c.kind; }
  void operator()(const SetRate& c) const { s.rate = c.rate; }
  void operator()(const SetClip& c) const { s.clip = c.clip; }
  void operator()(const SetForgetBias& c) const { s.forget_bias = c.bias; }
  void operator()(const SetGap& c) const { s.gap = c.gap, s.mixed_gaps = c.mixed; }
};

}  // namespace

void take(Settings& settings, const Command& command) { std::visit(TakenSettings{settings}, command); }

std::vector<lesson::Setting> settings_of(const Settings& s) {
  using lesson::choice_setting;
  std::vector<lesson::Setting> out{beginning_anew(choice_setting("task", {"Task", "任务"}, kTasks, s.task))};
  if (s.task == Task::Text) out.push_back(beginning_anew(choice_setting("source", {"Text", "文本"}, kSources, s.source)));
  out.push_back(beginning_anew(choice_setting("kind", {"Network", "网络"}, kKinds, s.kind)));
  out.push_back(beginning_anew(choice_setting("contest", {"Beside it", "同时训练"}, kContests, s.contest)));
  out.push_back(beginning_anew(choice_setting("init", {"First weights W", "初始权重 W"}, kInits, s.init)));
  out.push_back(beginning_anew(control_of("hidden", s)));
  if (s.kind == nn::RecurrentKind::Lstm || s.contest == Contest::AllThree) out.push_back(beginning_anew(control_of("forget", s)));
  if (s.task == Task::Text) out.push_back(control_of("steps", s));
  if (s.task == Task::Recall) out.push_back(control_of("gap", s)), out.push_back(choice_setting("mixed", {"Gaps", "各次的间隔"}, kMixed, s.mixed_gaps));
  out.push_back(control_of("rows", s));
  out.push_back(choice_setting("optimizer", {"Optimizer", "优化器"}, kOptimizers, s.optimizer));
  out.push_back(control_of("rate", s)), out.push_back(control_of("clip", s));
  return out;
}

Result<Command> change(Settings& s, std::string_view key, std::string_view value) {
  if (key == "file" || key == "own") return own(s, key, value);
  if (key == "source") return choose_source(s, value);
  if (key == "task") return choose<ChooseTask>(kTasks, key, value, s.task);
  if (key == "kind") return choose<SetKind>(kKinds, key, value, s.kind);
  if (key == "contest") return choose<SetContest>(kContests, key, value, s.contest);
  if (key == "init") return choose<SetInit>(kInits, key, value, s.init);
  if (key == "optimizer") return choose<SetOptimizer>(kOptimizers, key, value, s.optimizer);
  if (key == "mixed") {
    const auto mixed = lesson::find_named(kMixed, value);
    if (!mixed) return lesson::no_such_choice(key, value);
    s.mixed_gaps = *mixed;
    return Command(SetGap{s.gap, s.mixed_gaps});
  }
  const std::optional<double> number = lesson::number_in(value);
  for (const NumberSetting& each : kNumbers) {
    if (each.key != key) continue;
    const bool whole = each.scale == lesson::Scale::Whole;
    if (!number || *number < each.low || *number > each.high || (whole && *number != std::floor(*number))) return lesson::not_in_range(key, each.range, value);
    return each.set(s, *number);
  }
  return lesson::no_such_setting(key, kKnownKeys);
}

Result<void> read_again(Command& command) {
  auto* use = std::get_if<UseText>(&command);
  if (!use || (use->text && use->text->size() >= 2)) return {};
  const Source source = use->text ? use->text->source : use->source;       // a text without symbols is only where it comes from
  auto text = source != Source::Own ? fetched_text(source) : use->path.empty() ? own_text(use->pasted) : own_text_file(use->path);
  if (!text) return Error{"This run cannot go on without its text: " + text.error(), "缺少所用的文本，这次训练无法继续：" + text.failure().in(Language::Chinese)};
  use->text = std::move(text).value();
  return {};
}

}  // namespace epochs::recurrent
