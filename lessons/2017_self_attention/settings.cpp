// The settings as controls, and what a text, a control or a file asks for as a command.
#include <array>
#include <cmath>

#include "names.hpp"

namespace epochs::self_attention {
namespace {

constexpr std::string_view kKnownKeys = "language, positions, layers, heads, width, scale, mask, labels, rate, rows";
constexpr double kLeastRate = 0.0001, kLargestRate = 10;

struct WholeSetting {
  std::string_view key;
  Localized label, range;
  int low, high, step;
  int Settings::*place;
  Command (*set)(int value);
};
template <class Set>
Command whole_command(int value) {
  return Set{value};
}
constexpr std::array<WholeSetting, 4> kWholes{
    {{"layers", {"Layers", "层数"}, {"1 or 2", "1 或 2"}, 1, kMostLayers, 1, &Settings::layers, whole_command<SetLayers>},
     {"heads", {"Heads in a layer", "每层几个头"}, {"a whole number from 1 to 4", "1 到 4 的整数"}, 1, kMostHeads, 1, &Settings::heads, whole_command<SetHeads>},
     {"width", {"Numbers a word D", "每个词几个数 D"}, {"12, 24, 36 … 96", "12、24、36……96"}, kWidthStep, kMostWidth, kWidthStep, &Settings::width, whole_command<SetWidth>},
     {"rows", {"Sentences in a batch", "一批几句"}, {"a whole number from 1 to 128", "1 到 128 的整数"}, 1, kMostRows, 1, &Settings::rows, whole_command<SetRows>}}};

lesson::Setting anew(lesson::Setting setting) {
  setting.begins_anew = true;
  return setting;
}

// The width as a choice: a slider would stop where no head divides it.
lesson::Setting width_setting(const Settings& s) {
  static constexpr std::array<lesson::Named<int>, 4> widths{{{12, "12", {"12", "12"}}, {24, "24", {"24", "24"}}, {48, "48", {"48", "48"}}, {96, "96", {"96", "96"}}}};
  lesson::Setting out = lesson::choice_setting("width", kWholes[2].label, widths, s.width);
  out.value = std::to_string(s.width);           // a saved run may have another multiple of 12
  return out;
}

template <class Set, class T, std::size_t N>
Result<Command> choose(const std::array<lesson::Named<T>, N>& names, std::string_view key, std::string_view value, T& place) {
  const auto found = lesson::find_named(names, value);
  if (!found) return lesson::no_such_choice(key, value);
  place = *found;
  return Command(Set{*found});
}

struct Taken {
  Settings& s;
  void operator()(const SetLanguage& c) const { s.language = c.language; }
  void operator()(const SetPositions& c) const { s.positions = c.kind; }
  void operator()(const SetLayers& c) const { s.layers = c.layers; }
  void operator()(const SetHeads& c) const { s.heads = c.heads; }
  void operator()(const SetWidth& c) const { s.width = c.width; }
  void operator()(const SetScaling& c) const { s.scaling = c.scaling; }
  void operator()(const SetMask& c) const { s.mask = c.mask; }
  void operator()(const SetLabels& c) const { s.labels = c.labels; }
  void operator()(const SetRate& c) const { s.rate = c.rate; }
  void operator()(const SetRows& c) const { s.rows = c.rows; }
};

}  // namespace

void take(Settings& settings, const Command& command) { std::visit(Taken{settings}, command); }

std::vector<lesson::Setting> settings_of(const Settings& s) {
  using lesson::choice_setting;
  using lesson::count_setting;
  return {anew(choice_setting("language", {"Sentences", "句子"}, kLanguages, s.language)),
          anew(choice_setting("positions", {"Positions", "位置"}, kPositions, s.positions)),
          anew(count_setting("layers", kWholes[0].label, 1, kMostLayers, s.layers)),
          anew(count_setting("heads", kWholes[1].label, 1, kMostHeads, s.heads)),
          anew(width_setting(s)),
          choice_setting("scale", {"Scores", "分数"}, kScalings, s.scaling),
          choice_setting("mask", {"A word sees", "每个词看到"}, kMasks, s.mask),
          choice_setting("labels", {"Answers to learn from", "学习用的答案"}, kLabels, s.labels),
          lesson::number_setting("rate", {"Learning rate η", "学习率 η"}, {kLeastRate, kLargestRate, lesson::Scale::Logarithmic}, s.rate),
          count_setting("rows", kWholes[3].label, 1, kMostRows, s.rows)};
}

Result<Command> change(Settings& s, std::string_view key, std::string_view value) {
  if (key == "language") return choose<SetLanguage>(kLanguages, key, value, s.language);
  if (key == "positions") return choose<SetPositions>(kPositions, key, value, s.positions);
  if (key == "scale") return choose<SetScaling>(kScalings, key, value, s.scaling);
  if (key == "mask") return choose<SetMask>(kMasks, key, value, s.mask);
  if (key == "labels") return choose<SetLabels>(kLabels, key, value, s.labels);
  const std::optional<double> number = lesson::number_in(value);
  if (key == "rate") {
    if (!number || *number < kLeastRate || *number > kLargestRate) return lesson::not_in_range(key, {"a number from 0.0001 to 10", "0.0001 到 10 的数"}, value);
    s.rate = *number;
    return Command(SetRate{*number});
  }
  for (const WholeSetting& each : kWholes) {
    if (each.key != key) continue;
    if (!number || *number < each.low || *number > each.high || std::fmod(*number, each.step) != 0) return lesson::not_in_range(key, each.range, value);
    s.*each.place = static_cast<int>(*number);
    return each.set(s.*each.place);
  }
  return lesson::no_such_setting(key, kKnownKeys);
}

}  // namespace epochs::self_attention
